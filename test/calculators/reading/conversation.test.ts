/** Facts over several messages, without a model. */
import { describe, expect, it } from 'vitest';
import { resultOf, seen, situationOf } from './told.ts';

describe('answers to the question that was asked', () => {
  it.each([
    [['我家是低保，住院能报多少', '是', '2万'], '16000 + 0'],
    [['我家是低保，住院能报多少', '是定点医院', '两万五'], '20000 + 0'],
    [['我家是低保，住院能报多少', '我自付了2万'], '16000 + 0'],
    [['低保，住院自付6万，2019年', '是'], '48000 + 6000'],
    [['低保，住院自付6万，2019年', '不是'], '48000 + 0'],
    [['低保，住院自付6万，2019年', '不清楚'], 'partial: 患重特大疾病'],
    [['低保户住院花了5万，报了3万', '2000'], '14400 + 0'],
    [['低保户，住院，大概自付了3万多', '31250.5'], '25000.4 + 0'],
    [['低保户住院能报几成？', '帮我算下', '是', '自付3万'], '24000 + 0'],
    [['医疗救助', '帮我算一下', '低保', '是', '住院', '自付3万'], '24000 + 0'],
    [
      ['已认定的因病致贫重病患者，2019年定点医院住院，个人负担合规费用35000元', '1000', '2000元', '8000'],
      '16800 + 0',
    ],
    [
      ['已认定的因病致贫重病患者，2019年定点医院住院，个人负担合规费用35000元', '1000', '不知道'],
      'missing: 乙类自负、大病保险起付线',
    ],
    [['评估2级，协议签了，市三院门诊', '86块'], '86 + 0'],
  ])('%j', (turns, expected) => {
    expect(seen(...turns)).toBe(expected);
  });

  it('says which facts were answers', () => {
    const facts = resultOf('我家是低保，住院能报多少', '是', '2万')?.facts ?? [];
    expect(facts.find(({ key }) => key === 'designated')?.origin).toBe('asked');
    expect(facts.find(({ key }) => key === 'categories')?.origin).toBe('said');
  });

  it('does not take an amount for an answer to another question', () => {
    expect(seen('我家是低保，住院能报多少', '2万')).toBe('unclear');
  });

  it('takes a date that is told later', () => {
    expect(resultOf('低保住院自付2万', '2018年8月')?.status).toBe('ok');
    expect(resultOf('低保住院自付2万', '2021年8月')?.status).toBe('expired');
  });
});

describe('corrections and other cases', () => {
  it.each([
    [['低保，住院自付2万', '不是2万，是3万'], '24000 + 0'],
    [['低保，住院自付2万', '说错了，是3万'], '24000 + 0'],
    [['我家是低保，住院能报多少', '是', '2万', '说错了，是3万'], '24000 + 0'],
    [['低保，住院自付2万', '不是低保，是五保'], '20000 + 0'],
    [['低保住院，总费用5万，报了3万，目录外2000', '不是2000，是1000'], '15200 + 0'],
    [['低保，住院自付2万', '谢谢', '那特困呢？'], '20000 + 0'],
    [['低保，住院自付2万', '如果是低收入老人呢'], '15000 + 0'],
    [['低保，住院自付2万', '五保户，住院自付5000元'], '5000 + 0'],
    [['低保，住院自付2万', '2万是总费用', '报销了1.2万', '目录外没有'], '6400 + 0'],
    [['评估1级，签了协议，市三院门诊报销后85元', '那如果是130元呢'], '100 + 30'],
    [['低保 住院 2019年3月 定点 自付12000', '那如果自付改成80000呢', '不是重特大疾病'], '50000 + 0'],
    [['我阿妈食低保㗎，住院，自己俾咗成三万蚊，有几多得返', '准确系29800蚊'], '23840 + 0'],
    [['帮我算下医疗救助', '低收入家庭', '老人，70岁，在清新区人民医院住院', '自付一万五'], '11250 + 0'],
    [['低保，住院自付2万', '我妈也住院了，自付5000'], 'missing: 对象类别'],
  ])('%j', (turns, expected) => {
    expect(seen(...turns)).toBe(expected);
  });

  it('takes an amount back that turns out to be something else', () => {
    expect(seen('低保，住院自付3万', '我说的3万是没报销前的')).toBe('unclear');
    expect(resultOf('低保，住院自付3万', '我说的3万是没报销前的')?.status).toBe('missing');
  });

  it('replaces a date', () => {
    expect(resultOf('低保2021年3月住院，自付2万')?.status).toBe('expired');
    expect(resultOf('低保2021年3月住院，自付2万', '不是2021年3月，是2019年3月')?.status).toBe('ok');
    expect(resultOf('低保2021年3月住院，自付2万', '写错了，是2019年')?.status).toBe('ok');
  });

  it('replaces the care', () => {
    expect(situationOf('低收入老人，住院自付2万', '不是住院，是普通门诊')?.raw).toMatchObject({
      careKind: '普通门诊',
    });
    expect(resultOf('低收入老人，住院自付2万', '不是住院，是普通门诊')?.status).toBe('not-eligible');
  });
});

describe('the end of a calculation', () => {
  it.each([
    [['低保，住院自付2万', '谢谢']],
    [['低保，住院自付2万', '要带什么材料？']],
    [['低保，住院自付2万', '猪场关停补多少钱？']],
    [['低保，住院自付2万', '今天天气怎么样']],
    [['低保，住院自付2万', '取消']],
    [['低保，住院自付2万', '取消', '3万']],
    [['我家是低保，住院能报多少', '不算了', '是']],
    [['我家是低保，住院能报多少', '今天天气怎么样', '是']],
  ])('%j', (turns) => {
    expect(situationOf(...turns)).toBeNull();
  });
});
