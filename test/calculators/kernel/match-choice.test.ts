import { describe, expect, it } from 'vitest';
import { matchChoice } from '../../../src/calculators/kernel/match-choice.ts';
import { schemes } from '../../../src/calculators/registry.ts';

function choose(scheme: string, label: string, text: string): string | undefined {
  const fields = schemes.find(({ id }) => id === scheme)?.fields ?? [];
  return matchChoice(fields.find((field) => field.label === label)?.choices ?? [], text);
}

describe('the choice that words mean', () => {
  it.each([
    ['广州市第三人民医院', '其他医院'],
    ['广州第三人民医院', '其他医院'],
    ['深圳市第三人民医院', '其他医院'],
    ['阳山县第三人民医院', '其他医院'],
    // Nobody knows whose: it is asked.
    ['佛山第三人民医院', undefined],
    ['咱们第三人民医院', undefined],
    ['清远市第三人民医院', '清远市第三人民医院'],
    ['清远市第三人民医院住院部', '清远市第三人民医院'],
    ['广东省清远市第三人民医院', '清远市第三人民医院'],
    ['送去市三院', '清远市第三人民医院'],
    ['第三人民医院', '清远市第三人民医院'],
    ['清新区人民医院', '其他医院'],
    ['不是市三院', undefined],
    ['市三院和镇卫生院', undefined],
  ])('hospital of a compulsory admission: %s is %s', (text, choice) => {
    expect(choose('compulsory-admission', '收治医院', text)).toBe(choice);
  });

  it.each([
    ['广州市第三人民医院', '其他机构'],
    ['镇卫生院门诊部', '卫生院'],
    ['私人诊所', '其他机构'],
  ])('institution of the medication: %s is %s', (text, choice) => {
    expect(choose('mental-health-medication', '就诊机构', text)).toBe(choice);
  });

  it.each([
    ['农村低保户', '低保'],
    ['非低保', undefined],
    ['不是低保户', undefined],
    ['不属于低保', undefined],
    ['没有低保', undefined],
    ['低保边缘家庭', undefined],
    ['低保户以外', undefined],
    ['低保和孤儿', undefined],
    ['无业人员', undefined],
    ['无', '都不是'],
  ])('class: %s is %s', (text, choice) => {
    expect(choose('medical-aid', '对象类别', text)).toBe(choice);
  });

  it.each([
    ['清远市清新区', '本区'],
    ['非清新区', undefined],
    ['清新区以外', undefined],
    ['广东省英德市', '清远市其他县（市、区）'],
    ['清远市清城区', '清远市其他县（市、区）'],
    ['外省户籍', '非本区'],
  ])('residence: %s is %s', (text, choice) => {
    expect(choose('medical-aid', '户籍', text)).toBe(choice);
  });

  it.each([
    ['不是住院，是普通门诊', '普通门诊'],
    ['住院和普通门诊都有', undefined],
    ['ＩＣＵ 住院', '住院'],
  ])('care: %s is %s', (text, choice) => {
    expect(choose('medical-aid', '就医方式', text)).toBe(choice);
  });
});
