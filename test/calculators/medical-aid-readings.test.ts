/** Where the text bears two readings (AMB-M4, M15, M17, M22): each reading by name with its figures, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { labelsOf, runChecked } from './support/run-checked.ts';

type Given = Readonly<Record<string, unknown>>;
const go = (facts: Given) => runChecked(medicalAid, { ...facts });
/** Status, certain basic aid, and of each reading its name, basic aid and aid for major illness. */
const readings = (facts: Given) => {
  const { status, values, alternatives } = go(facts);
  return [
    status,
    values['basicAid'],
    ...alternatives.map((each) => [each.reading, each.values['basicAid'], each.values['majorIllnessAid']]),
  ];
};
const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const poor = { ...common, 对象类别: '低保' };
const low = { ...common, 对象类别: '低收入老年人', 就医方式: '普通门诊', 患重特大疾病: true };
const ill = { ...common, 对象类别: '因病致贫重病患者', 起付标准: 500, 乙类自负: 500, 大病保险起付线: 8000 };
const other = (自付: number, 就医方式: string, 患重特大疾病?: boolean) => ({
  第二名共同生活成员: { 自付, 就医方式, ...(患重特大疾病 === undefined ? {} : { 患重特大疾病 }) },
});

describe('the readings of the remainder', () => {
  it.each<[string, Given, readonly unknown[]]>([
    [
      // 70% of 60000 − 9000; R = 60000 − 35700, or without the 9000.
      'M4: with the three deductions or without',
      { ...ill, 合规个人负担费用: 60_000, 患重特大疾病: true },
      ['partial', 35_700, ['剩余部分含扣减的三项', 35_700, 12_150], ['剩余部分不含扣减的三项', 35_700, 0]],
    ],
    [
      'M4: of two merged in-patients',
      { ...ill, 合规个人负担费用: 40_000, 患重特大疾病: true, ...other(20_000, '住院', true) },
      ['partial', 35_700, ['剩余部分含扣减的三项', 35_700, 12_150], ['剩余部分不含扣减的三项', 35_700, 0]],
    ],
    [
      // 70% of 50000 − 9000, less 700; R = 50000 − 700 − 28000, or 9000 less.
      'M4: in a year with an earlier claim',
      {
        ...ill,
        合规个人负担费用: 40_000,
        本年度此前自付: 10_000,
        本年度已领基本救助: 700,
        患重特大疾病: true,
      },
      ['partial', 28_000, ['剩余部分含扣减的三项', 28_000, 10_650], ['剩余部分不含扣减的三项', 28_000, 0]],
    ],
    [
      // 70% of 100000 − 9000 is 63700, 21300 below the ceiling; R = 100000 − 28700 − 21300, or 9000 less.
      'M4: both above the threshold',
      {
        ...ill,
        合规个人负担费用: 50_000,
        本年度此前自付: 50_000,
        本年度已领基本救助: 28_700,
        患重特大疾病: true,
      },
      [
        'partial',
        21_300,
        ['剩余部分含扣减的三项', 21_300, 25_000],
        ['剩余部分不含扣减的三项', 21_300, 20_500],
      ],
    ],
    [
      'M4 and M15: two merged above one ceiling',
      { ...ill, 合规个人负担费用: 60_000, 患重特大疾病: true, ...other(40_000, '住院', true) },
      [
        'missing',
        null,
        ['合并后按一个限额；剩余部分含扣减的三项', 50_000, 25_000],
        ['合并后按一个限额；剩余部分不含扣减的三项', 50_000, 20_500],
        ['合并后两人各有一个限额；剩余部分含扣减的三项', 63_700, 18_150],
        ['合并后两人各有一个限额；剩余部分不含扣减的三项', 63_700, 13_650],
      ],
    ],
    [
      // As below, with 1000 received for a major illness: of both 36000 (or 35000 first), of the first alone 30000.
      'M15 and M22: the first alone, with earlier aid for a major illness',
      {
        ...poor,
        本年度此前自付: 20_000,
        本年度已领基本救助: 16_000,
        本年度已领重特大救助: 1000,
        政策范围内个人自付: 60_000,
        患重特大疾病: true,
        ...other(30_000, '住院', false),
      },
      [
        'partial',
        58_000,
        ['一人重特大也可合并', 58_000, 17_000],
        ['只算重特大的那一人', 58_000, 14_000],
        ['已领重特大救助也先扣除，一人重特大也可合并', 58_000, 17_500],
      ],
    ],
    [
      // 70% of 209000 − 9000 is 140000: one ceiling or two.
      'M15: one ceiling or one each',
      { ...ill, 合规个人负担费用: 109_000, 患重特大疾病: false, ...other(100_000, '住院', false) },
      [
        'missing',
        null,
        ['合并后按一个限额；剩余部分含扣减的三项', 50_000, 0],
        ['合并后两人各有一个限额；剩余部分含扣减的三项', 100_000, 0],
      ],
    ],
    [
      // R of both = 20000 + 60000 + 30000 − 16000 − 58000 = 36000; of the first alone 80000 − 16000 − 34000 = 30000.
      'M15: the first alone has a major illness, with earlier aid',
      {
        ...poor,
        本年度此前自付: 20_000,
        本年度已领基本救助: 16_000,
        政策范围内个人自付: 60_000,
        患重特大疾病: true,
        ...other(30_000, '住院', false),
      },
      ['partial', 58_000, ['一人重特大也可合并', 58_000, 18_000], ['只算重特大的那一人', 58_000, 15_000]],
    ],
    [
      // The second alone: 80000 − 50000 = 30000; what the first received does not lower it.
      'M15 and M22: the second alone, and earlier aid of the first',
      {
        ...poor,
        本年度已领重特大救助: 1000,
        政策范围内个人自付: 30_000,
        患重特大疾病: false,
        ...other(80_000, '住院', true),
      },
      [
        'partial',
        74_000,
        ['一人重特大也可合并', 74_000, 17_000],
        ['只算重特大的那一人', 74_000, 15_000],
        ['已领重特大救助也先扣除，一人重特大也可合并', 74_000, 17_500],
      ],
    ],
    [
      'M22: earlier aid is subtracted once or twice',
      { ...poor, 政策范围内个人自付: 70_000, 患重特大疾病: true, 本年度已领重特大救助: 0.02 },
      ['partial', 50_000, ['按字面', 50_000, 9999.98], ['已领重特大救助也先扣除', 50_000, 9999.99]],
    ],
    [
      'M22: both give nothing',
      { ...poor, 政策范围内个人自付: 60_000, 患重特大疾病: true, 本年度已领重特大救助: 6000 },
      ['ok', 48_000],
    ],
    [
      'M17: ordinary out-patient care of 低收入',
      { ...low, 政策范围内个人自付: 12_000 },
      [
        'missing',
        null,
        ['普通门诊费用也算进重特大疾病的剩余部分', 0, 6000],
        ['只算住院和特殊门诊的费用', 0, 0],
      ],
    ],
    [
      // R = 10000 + 12000 − 7500 = 14500; half less 250.
      'M17: with earlier claims',
      {
        ...low,
        政策范围内个人自付: 12_000,
        本年度此前自付: 10_000,
        本年度已领基本救助: 7500,
        本年度已领重特大救助: 250,
      },
      [
        'missing',
        null,
        ['普通门诊费用也算进重特大疾病的剩余部分', 0, 7000],
        ['只算住院和特殊门诊的费用', 0, 0],
      ],
    ],
    [
      'M17: at the ceiling',
      { ...low, 政策范围内个人自付: 60_000.02 },
      [
        'missing',
        null,
        ['普通门诊费用也算进重特大疾病的剩余部分', 0, 30_000],
        ['只算住院和特殊门诊的费用', 0, 0],
      ],
    ],
    [
      'M17: more received than that',
      { ...low, 政策范围内个人自付: 12_000, 本年度已领重特大救助: 9000 },
      ['missing', null, ['普通门诊费用也算进重特大疾病的剩余部分', 0, 0], ['只算住院和特殊门诊的费用', 0, 0]],
    ],
    ['M17: exactly 10000', { ...low, 政策范围内个人自付: 10_000 }, ['not-eligible', 0]],
    [
      'M17: 10000 after what others paid',
      { ...low, 政策范围内个人自付: 12_000, 商业保险赔付: 2000 },
      ['not-eligible', 0],
    ],
    [
      'M17: worked out from the total',
      { ...low, 总费用: 20_000, 超目录费用: 3000, 医保及大病报销: 5000 },
      [
        'missing',
        null,
        ['普通门诊费用也算进重特大疾病的剩余部分', 0, 6000],
        ['只算住院和特殊门诊的费用', 0, 0],
      ],
    ],
    [
      'M17: no major illness',
      { ...low, 患重特大疾病: false, 政策范围内个人自付: 12_000 },
      ['not-eligible', 0],
    ],
    [
      'M17: another reason too',
      { ...low, 定点医疗机构: false, 政策范围内个人自付: 12_000 },
      ['not-eligible', 0],
    ],
    [
      'M17: not for 第十条',
      { ...ill, 就医方式: '普通门诊', 患重特大疾病: true, 合规个人负担费用: 60_000 },
      ['not-eligible', 0],
    ],
    [
      'doubts show the figure and nothing',
      { ...poor, 政策范围内个人自付: 1000, 排除情形: '没有第三方' },
      ['missing', null, ['如果适用本办法', 800, 0], ['如果不适用', 0, 0]],
    ],
    [
      'doubts show every reading',
      { ...ill, 合规个人负担费用: 60_000, 患重特大疾病: true, 排除情形: '没有第三方' },
      [
        'missing',
        null,
        ['如果适用本办法，剩余部分含扣减的三项', 35_700, 12_150],
        ['如果适用本办法，剩余部分不含扣减的三项', 35_700, 0],
        ['如果不适用', 0, 0],
      ],
    ],
    [
      'M9: the month of application',
      { ...low, 就医方式: '住院', 政策范围内个人自付: 1000, 收据日期: '2019-06', 申请日期: '2019-06-30' },
      ['missing', null, ['申请当月的费用算在内', 750, 0], ['只算申请当月以前12个月的费用', 0, 0]],
    ],
  ])('%s', (_, facts, expected) => {
    expect(readings(facts)).toEqual(expected);
  });
});

describe('two members of a household', () => {
  it.each<[string, Given, readonly unknown[]]>([
    [
      'both in-patients of 低收入',
      { ...low, 就医方式: '住院', 政策范围内个人自付: 1000, ...other(2000, '住院') },
      ['ok', 2250],
    ],
    [
      'special out-patient care of 低收入',
      { ...low, 就医方式: '住院', 政策范围内个人自付: 1000, ...other(2000, '特殊门诊') },
      ['ok', 2250],
    ],
    [
      // 8000 left of the first: not merged with the 6000 of the second.
      'the first an out-patient',
      {
        ...poor,
        就医方式: '特殊门诊',
        政策范围内个人自付: 40_000,
        患重特大疾病: true,
        ...other(30_000, '住院', true),
      },
      ['ok', 56_000],
    ],
  ])('%s', (_, facts, expected) => {
    expect(readings(facts)).toEqual(expected);
    expect(go(facts).values['majorIllnessAid']).toBe(0);
  });

  it.each<[string, Given]>([
    ['the care', { 就医方式: '住院' }],
    ['the illness', { 患重特大疾病: true }],
  ])('asks what the second one bore when only %s is said', (_, second) => {
    const facts = { ...poor, 政策范围内个人自付: 1000, 第二名共同生活成员: second };
    expect(labelsOf(go(facts))[0]).toBe('第二名共同生活成员.自付');
  });

  it('asks the care of the second one only where it decides', () => {
    const facts = { ...poor, 政策范围内个人自付: 1000, 第二名共同生活成员: { 自付: 100 } };
    expect(labelsOf(go(facts))).toEqual([]);
    const more = {
      ...poor,
      政策范围内个人自付: 45_000,
      患重特大疾病: true,
      第二名共同生活成员: { 自付: 30_000 },
    };
    expect(labelsOf(go(more))).toContain('第二名共同生活成员.就医方式');
  });
});

describe('the words of the steps', () => {
  const words = (facts: Given) => go(facts).steps.map(({ text }) => text);

  it.each<[string, Given, readonly string[]]>([
    ['80%', { 政策范围内个人自付: 1000 }, ['乘以80%', '没有超过每人每年最高50000元（本年度还剩50000元）']],
    [
      'all of it',
      { 对象类别: '特困供养', 政策范围内个人自付: 1000 },
      ['政策范围内个人自付全额救助', '第八条没有写最高额，不封顶'],
    ],
    [
      'at the ceiling',
      { 政策范围内个人自付: 62_500, 本年度已领基本救助: 0, 患重特大疾病: false },
      ['没有超过每人每年最高50000元（本年度还剩50000元）'],
    ],
    [
      'above the ceiling',
      { 政策范围内个人自付: 70_000, 本年度已领基本救助: 10_000, 患重特大疾病: false },
      ['超过每人每年最高50000元，本年度还剩40000元，按40000元封顶'],
    ],
    [
      'below what is left',
      { 政策范围内个人自付: 1000, 本年度已领基本救助: 10_000.5 },
      ['没有超过每人每年最高50000元（本年度还剩39999.50元）'],
    ],
    [
      'half',
      { 政策范围内个人自付: 60_000, 患重特大疾病: true },
      ['剩余超过10000元，按全部剩余的50%', '每人全年累计不超过30000元'],
    ],
    [
      'half, with earlier aid',
      { 政策范围内个人自付: 200_000, 患重特大疾病: true, 本年度已领重特大救助: 0.01 },
      ['每人全年累计不超过30000元，减去本年度已领0.01元'],
    ],
    [
      'exactly 10000 left',
      { 政策范围内个人自付: 50_000 },
      ['剩余10000元没有超过10000元，没有重特大疾病救助'],
    ],
    [
      'an own share of 第十条',
      { ...ill, 合规个人负担费用: 10_000 },
      ['个人负担的合规医疗费用', '剩余9300元没有超过20000元，没有重特大疾病救助'],
    ],
    ['an own share of 第七条', { 政策范围内个人自付: 1000 }, ['政策范围内个人自付']],
  ])('%s', (_, facts, expected) => {
    expect(words({ ...poor, ...facts })).toEqual(expect.arrayContaining([...expected]));
  });
});
