import { describe, expect, it } from 'vitest';
import { resultOf, situationOf } from './told.ts';

describe('what the person is not sure of', () => {
  it.each([
    ['好像是低保，我不确定，2019年5月住院自付1万，补多少', 'categories'],
    ['老家那本证，似乎是低保，2019年5月住院自付1万，能补几多', 'categories'],
    ['我家以前是低保，低保2018年就取消了，2019年5月住院自付1万，补多少', 'categories'],
    ['我家低保还没定，2019年5月住院自付1万，补多少', 'categories'],
    ['低保，2019年5月住院自付5万8，可能是重特大疾病，还没确诊，能补多少', 'majorIllness'],
    ['低保，2019年5月住院自付5万8，重特大疾病我也说不准，能补多少', 'majorIllness'],
    ['有人乱讲是喝醉酒摔伤，根本没有的事，低保，2019年5月住院自付1万，补多少', 'exclusion'],
  ])('is unknown, not said: %s', (text, key) => {
    expect(situationOf(text)?.raw[key] ?? null).toBeNull();
  });

  it.each([
    ['低保，2019年5月住院自付1万，补多少？我不确定要带什么', 8000],
    ['低保，2019年5月住院，自付1万，医生说可以报，补多少', 8000],
  ])('leaves alone what is sure: %s', (text, total) => {
    expect(resultOf(text)?.values).toMatchObject({ total });
  });

  it('asks about the money of somebody else that is not understood', () => {
    const situation = situationOf(
      '我同我老婆都系低保，2019年都喺定点医院住院，我自付28000，佢32000，总共救助几多',
    );
    expect(situation?.unclear ?? '').toMatch(/\S/);
  });
});
