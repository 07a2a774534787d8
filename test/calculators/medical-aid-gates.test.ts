/** Who and what medical aid leaves out: every condition of 第二条, 第三条, 第五条, 第九条 and 第十六条 alone, with its reason. */
import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { labelsOf, runChecked } from './support/run-checked.ts';

type Given = Readonly<Record<string, unknown>>;
const go = (facts: Given) => runChecked(medicalAid, { ...facts });
/** Status, and clause of each reason. */
const verdict = (facts: Given) => {
  const { status, reasons } = go(facts);
  return [status, ...reasons.map(({ clause }) => clause ?? '')];
};
const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const ill = { ...common, 合规个人负担费用: 12_000, 起付标准: 0, 乙类自负: 0, 大病保险起付线: 0 };
const recognised = { ...ill, 对象类别: '因病致贫重病患者', 户籍: '非本区' };
const fit = { 财产符合第五条: true };

const from = (condition: Given) => ({ ...recognised, 非本区户籍条件: condition });
const clauseOf = (condition: Given) =>
  go(from(condition)).steps.find(({ text }) => text.startsWith('非本区户籍'));

describe('somebody from elsewhere', () => {
  const worker = { 在本区就业或创业: true, 有效居住证: true, 固定住所: true, 连续参保月数: 24 };
  const student = { 全日制普通高校在校学生: true, 在本区缴纳社会医疗保险: true, 当月正常享受待遇: true };

  it.each<[string, Given, readonly string[]]>([
    ['a worker', worker, ['ok']],
    ['without work', { ...worker, 在本区就业或创业: false }, ['not-eligible', '第三条（四）']],
    ['without a permit', { ...worker, 有效居住证: false }, ['not-eligible', '第三条（四）']],
    ['without a home', { ...worker, 固定住所: false }, ['not-eligible', '第三条（四）']],
    ['insured 23 months', { ...worker, 连续参保月数: 23 }, ['not-eligible', '第三条（四）']],
    [
      'insured 30 months in all',
      { ...worker, 连续参保月数: 23, 累计参保月数: 30 },
      ['not-eligible', '第三条（四）'],
    ],
    [
      'nothing at all',
      { 在本区就业或创业: false, 有效居住证: false, 固定住所: false, 连续参保月数: 0 },
      ['not-eligible', '第三条（四）', '第三条（四）', '第三条（四）', '第三条（四）'],
    ],
    ['a student', student, ['ok']],
    [
      'a student who does not pay',
      { ...student, 在本区缴纳社会医疗保险: false },
      ['not-eligible', '第三条（四）'],
    ],
    ['a student without benefits', { ...student, 当月正常享受待遇: false }, ['not-eligible', '第三条（四）']],
    ['a student who works', { ...student, ...worker, 在本区缴纳社会医疗保险: false }, ['ok']],
    [
      'a student who works and is new',
      { ...student, ...worker, 连续参保月数: 1 },
      ['not-eligible', '第三条（四）'],
    ],
    ['a student said not to work', { ...student, 在本区就业或创业: false }, ['ok']],
  ])('%s', (_, condition, expected) => {
    expect(verdict(from(condition))).toEqual(expected);
  });

  it.each([
    ['在本区就业或创业', '没有在本区就业或创业。'],
    ['有效居住证', '没有有效的《广东省居住证》。'],
    ['固定住所', '在本区没有固定住所。'],
  ])('is told what is missing: %s', (condition, reason) => {
    expect(go(from({ ...worker, [condition]: false })).reasons.map(({ text }) => text)).toEqual([reason]);
  });

  it.each([
    ['在本区缴纳社会医疗保险', '没有在本区缴纳社会医疗保险。'],
    ['当月正常享受待遇', '当月不能正常享受医疗保险待遇。'],
  ])('is told what is missing as a student: %s', (condition, reason) => {
    expect(go(from({ ...student, [condition]: false })).reasons.map(({ text }) => text)).toEqual([reason]);
  });

  it('is told which words carry the claim', () => {
    expect(clauseOf(worker)).toMatchObject({ value: true, quote: expect.stringContaining('居住证') });
    expect(clauseOf(student)).toMatchObject({ value: true, quote: expect.stringContaining('在校学生') });
    expect(clauseOf({ ...worker, 固定住所: false })).toBeUndefined();
  });

  it.each(['低保', '建档立卡', '特困供养', '低收入老年人', '其他特殊困难人员'])(
    'has no claim as %s',
    (kind) => {
      const result = go({ ...recognised, 对象类别: kind, 政策范围内个人自付: 100 });
      expect(result.status).toBe('not-eligible');
      expect(result.reasons[0]?.text).toContain('只限本区户籍');
    },
  );

  it('is asked whether a student first, and nothing of a student when a worker’s fact is said', () => {
    expect(labelsOf(go(recognised))[0]).toBe('非本区户籍条件.全日制普通高校在校学生');
    expect(labelsOf(go(from({ 有效居住证: true })))).toEqual([
      '非本区户籍条件.在本区就业或创业',
      '非本区户籍条件.固定住所',
      '非本区户籍条件.连续参保月数',
    ]);
  });
});

describe('income', () => {
  const low = { ...common, 待判定: '低收入老年人', 政策范围内个人自付: 100 };
  const poor = { ...ill, 待判定: '因病致贫' };

  it.each<[string, Given, readonly string[]]>([
    ['within 1.5 times, as said', { ...low, 家庭: { ...fit, '月人均收入在1.5倍以内': true } }, ['ok']],
    [
      'above 1.5 times, as said',
      { ...low, 家庭: { ...fit, '月人均收入在1.5倍以内': false } },
      ['not-eligible', '第三条（三）'],
    ],
    [
      'nothing, with no standard at all',
      { ...low, 家庭: { ...fit, 月人均可支配收入: 0, 户籍所在地城镇低保月标准: 0 } },
      ['ok'],
    ],
    ['60%, as said', { ...poor, 家庭: { ...fit, '收入达到60%': true } }, ['ok']],
    [
      'below 60%, as said',
      { ...poor, 家庭: { ...fit, '收入达到60%': false } },
      ['not-eligible', '第三条（四）'],
    ],
    ['no income', { ...poor, 家庭: { ...fit, 年可支配总收入: 0 } }, ['ok']],
    ['20000, 60% of it borne', { ...poor, 家庭: { ...fit, 年可支配总收入: 20_000 } }, ['ok']],
    ['20000.02', { ...poor, 家庭: { ...fit, 年可支配总收入: 20_000.02 } }, ['not-eligible', '第三条（四）']],
    ...(['商业保险赔付', '社会指定医疗捐赠', '优抚医疗补助', '不计入费用'] as const).map(
      (label) =>
        [
          `a fen of ${label} decides (M30)`,
          { ...poor, [label]: 0.01, 家庭: { ...fit, 年可支配总收入: 20_000 } },
          ['missing', '第三条（四）'],
        ] as [string, Given, readonly string[]],
    ),
    [
      'a second patient decides (M30)',
      {
        ...poor,
        家庭: { ...fit, 年可支配总收入: 20_001 },
        第二名共同生活成员: { 自付: 1, 就医方式: '住院' },
      },
      ['missing', '第三条（四）'],
    ],
    [
      'a second patient with nothing',
      {
        ...poor,
        家庭: { ...fit, 年可支配总收入: 20_001 },
        第二名共同生活成员: { 自付: 0, 就医方式: '住院' },
      },
      ['not-eligible', '第三条（四）'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(verdict(facts)).toEqual(expected);
  });

  it('names the multiple and the share in its reasons', () => {
    const above = go({ ...low, 家庭: { ...fit, '月人均收入在1.5倍以内': false } });
    expect(above.reasons[0]?.text).toBe('家庭月人均可支配收入超过户籍所在地城镇低保标准的1.5倍。');
    const within = go({ ...low, 家庭: { ...fit, '月人均收入在1.5倍以内': true } });
    expect(within.steps.map(({ text }) => text)).toContain('家庭月人均可支配收入在低保标准1.5倍以内');
    const below = go({ ...poor, 家庭: { ...fit, '收入达到60%': false } });
    expect(below.reasons[0]?.text).toBe('个人负担的合规医疗费用没有达到家庭年可支配总收入的60%。');
    const counted = go({ ...poor, 家庭: { ...fit, 年可支配总收入: 20_000.02 } });
    expect(counted.reasons[0]?.text).toBe('12000元与家庭年可支配总收入20000.02元的60%相比，没有达到。');
  });
});

describe('assets (第五条)', () => {
  const family = {
    '月人均收入在1.5倍以内': true,
    房屋套数: 1,
    机动车船: false,
    营利性组织: false,
    人均存款: 4000,
    证券收藏人均市值: 4000,
    十二个月城镇低保标准: 8000,
  };
  const wanted = (assets: Given) => ({
    ...common,
    待判定: '低收入老年人',
    政策范围内个人自付: 100,
    家庭: { ...family, ...assets },
  });

  it.each<[string, Given, readonly string[]]>([
    ['all of them', {}, ['ok']],
    ['checked and unfit', { 财产符合第五条: false }, ['not-eligible', '第五条']],
    ['two houses', { 房屋套数: 2 }, ['not-eligible', '第五条（一）']],
    [
      'deposits',
      { 人均存款: 8000.01, 证券收藏人均市值: 0 },
      ['not-eligible', '第五条（二）', '第五条（六）'],
    ],
    ['a car', { 机动车船: true }, ['not-eligible', '第五条（三）']],
    ['a car by name', { 机动车船: true, 车辆类型: '小轿车' }, ['not-eligible', '第五条（三）']],
    ['a motorcycle', { 机动车船: true, 车辆类型: '两轮摩托车' }, ['ok']],
    ['a wheelchair', { 机动车船: true, 车辆类型: '残疾人代步车' }, ['ok']],
    [
      'a motorcycle and a van',
      { 机动车船: true, 车辆类型: '摩托车和面包车' },
      ['not-eligible', '第五条（三）'],
    ],
    ['a motorcycle and a boat', { 机动车船: true, 车辆类型: '摩托车、船' }, ['not-eligible', '第五条（三）']],
    ['a tricycle (M25)', { 机动车船: true, 车辆类型: '电动三轮车' }, ['missing', '第五条（三）']],
    [
      'securities',
      { 人均存款: 0, 证券收藏人均市值: 8000.01 },
      ['not-eligible', '第五条（四）', '第五条（六）'],
    ],
    ['a company', { 营利性组织: true }, ['not-eligible', '第五条（五）']],
    ['both together', { 人均存款: 4000.01 }, ['not-eligible', '第五条（六）']],
    [
      'everything',
      { 房屋套数: 3, 机动车船: true, 营利性组织: true, 人均存款: 9000, 证券收藏人均市值: 9000 },
      [
        'not-eligible',
        '第五条（三）',
        '第五条（五）',
        '第五条（一）',
        '第五条（二）',
        '第五条（四）',
        '第五条（六）',
      ],
    ],
    [
      'totals over three people at the standard',
      {
        人均存款: undefined,
        存款总额: 12_000,
        证券收藏人均市值: undefined,
        证券收藏总市值: 12_000,
        人口: 3,
      },
      ['ok'],
    ],
    [
      'totals over three people, a fen above',
      {
        人均存款: undefined,
        存款总额: 12_000,
        证券收藏人均市值: undefined,
        证券收藏总市值: 12_000.01,
        人口: 3,
      },
      ['not-eligible', '第五条（六）'],
    ],
    [
      'a total and a mean, at the standard',
      { 人均存款: undefined, 存款总额: 12_000, 人口: 3, 证券收藏人均市值: 4000 },
      ['ok'],
    ],
    [
      'a mean and a total, a fen above',
      { 人均存款: 4000, 证券收藏人均市值: undefined, 证券收藏总市值: 12_000.01, 人口: 3 },
      ['not-eligible', '第五条（六）'],
    ],
    ['the mean goes before the total', { 人均存款: 4000, 存款总额: 90_000, 人口: 3 }, ['ok']],
  ])('%s', (_, assets, expected) => {
    expect(verdict(wanted(assets))).toEqual(expected);
  });

  it('says what is wrong with each', () => {
    expect(
      go(
        wanted({ 房屋套数: 3, 机动车船: true, 营利性组织: true, 人均存款: 9000, 证券收藏人均市值: 9000 }),
      ).reasons.map(({ text }) => text),
    ).toEqual([
      '名下有机动车辆或船舶。',
      '名下有营利性组织的所有权。',
      '名下产权房屋3套，超过1套。',
      '人均存款超过清新区12个月城镇低保标准。',
      '证券、收藏品人均市值超过清新区12个月城镇低保标准。',
      '人均存款与人均市值相加超过清新区12个月城镇低保标准。',
    ]);
  });

  it('asks in this order for what is not said', () => {
    expect(labelsOf(go({ ...wanted({}), 家庭: { '月人均收入在1.5倍以内': true } })).slice(0, 1)).toEqual([
      '家庭.机动车船',
    ]);
    expect(labelsOf(go(wanted({ 人均存款: undefined })))).toEqual(['家庭.人均存款']);
    expect(labelsOf(go(wanted({ 人均存款: undefined, 存款总额: 12_000 })))).toEqual(['家庭.人口']);
    expect(labelsOf(go(wanted({ 十二个月城镇低保标准: undefined })))).toEqual(['家庭.十二个月城镇低保标准']);
  });
});

describe('places and grounds', () => {
  const poor = { ...common, 对象类别: '低保', 政策范围内个人自付: 1000 };

  it.each<[string, Given, readonly string[]]>([
    ['not designated', { 定点医疗机构: false }, ['not-eligible', '第二条']],
    [
      'an emergency not accepted',
      { 定点医疗机构: false, 抢救: true, 抢救费用医保已认可: false },
      ['not-eligible', '第二十四条'],
    ],
    ['an emergency accepted', { 定点医疗机构: false, 抢救: true, 抢救费用医保已认可: true }, ['ok']],
    ['unlawful', { 排除情形: '违法' }, ['not-eligible', '第十六条（一）']],
    ['a third party', { 排除情形: '车祸' }, ['not-eligible', '第十六条（二）']],
    ['an open accident', { 排除情形: '没有第三方' }, ['missing', '第十六条（二）']],
    ['self-harm', { 排除情形: '自伤' }, ['not-eligible', '第十六条（三）']],
    ['self-harm of a mental patient', { 排除情形: '自伤', 精神病: true }, ['ok']],
    ['a crime of a mental patient', { 排除情形: '犯罪', 精神病: true }, ['not-eligible', '第十六条（一）']],
    ['beauty', { 排除情形: '整容' }, ['not-eligible', '第十六条（四）']],
    ['a nominal bed', { 排除情形: '挂床' }, ['not-eligible', '第十六条（五）']],
    ['beyond the catalogue', { 排除情形: '自费药' }, ['not-eligible', '第十六条（六）']],
    ['bought alone', { 排除情形: '买药' }, ['not-eligible', '第十六条（七）']],
    ['after discharge', { 排除情形: '拒绝出院' }, ['not-eligible', '第二十一条']],
    ['ruled elsewhere', { 排除情形: '传染病' }, ['not-eligible', '第二条']],
    ['a part of the bill', { 排除情形: '整容', 不计入费用: 1 }, ['ok']],
    ['none', { 排除情形: '没有' }, ['ok']],
  ])('%s', (_, facts, expected) => {
    expect(verdict({ ...poor, ...facts })).toEqual(expected);
  });

  it.each(['市外', '外地', '广州', '深圳', '佛山', '外省'])('insured in %s: 第十九条', (place) => {
    const clauses = go({ ...poor, 参保地: place }).steps.map(({ clause }) => clause);
    expect(clauses).toContain('第十九条');
  });

  it('asks which kind of out-patient care only where it decides', () => {
    expect(labelsOf(go({ ...ill, 对象类别: '其他特殊困难人员', 就医方式: '门诊' }))).toEqual(['就医方式']);
    expect(verdict({ ...ill, 对象类别: '其他特殊困难人员', 就医方式: '特殊门诊' })).toEqual(['ok']);
    expect(verdict({ ...ill, 对象类别: '其他特殊困难人员', 就医方式: '普通门诊' })).toEqual([
      'not-eligible',
      '第十条',
    ]);
  });
});
