/** What medical aid tells beside its figures: papers of 第十二条, ways and limits of 第四条 and 第十五条, and every notice. */
import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { runChecked } from './support/run-checked.ts';

type Given = Readonly<Record<string, unknown>>;
const go = (facts: Given, asOf?: string) => runChecked(medicalAid, { ...facts }, asOf);
const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const poor = { ...common, 对象类别: '低保', 政策范围内个人自付: 1000 };
const low = { ...poor, 对象类别: '低收入老年人' };
const ill = {
  ...common,
  对象类别: '因病致贫重病患者',
  合规个人负担费用: 10_000,
  起付标准: 500,
  乙类自负: 500,
  大病保险起付线: 8000,
};
const worker = { 在本区就业或创业: true, 有效居住证: true, 固定住所: true, 连续参保月数: 24 };
const papers = (facts: Given) => go(facts).documents.map(({ clause }) => clause);
const steps = (facts: Given) => go(facts).nextSteps.map(({ clause }) => clause);
/** Code and clause of each notice. */
const notices = (facts: Given, asOf?: string) =>
  go(facts, asOf).notices.map(({ code, clause }) => (clause === null ? code : `${code} ${clause}`));

const always = ['第十二条（一）', '第十二条（二）'];
const bills = ['第十二条（四）', '第十二条（五）', '第十二条（六）', '第十二条（七）'];

describe('the papers of 第十二条', () => {
  it.each(['低保', '建档立卡', '事实无人抚养儿童', '特困供养', '孤儿'])('%s: none on assets', (kind) => {
    expect(papers({ ...poor, 对象类别: kind })).toEqual([...always, ...bills]);
  });

  it.each(['低收入老年人', '低收入未成年人', '低收入重度残疾人', '低收入重病患者'])(
    '%s: with the survey',
    (kind) => {
      expect(papers({ ...low, 对象类别: kind })).toEqual([...always, '第十二条（三）', ...bills]);
    },
  );

  it.each(['因病致贫重病患者', '其他特殊困难人员'])('%s: with the survey', (kind) => {
    expect(papers({ ...ill, 对象类别: kind })).toEqual([...always, '第十二条（三）', ...bills]);
  });

  it('somebody from elsewhere brings the residence permit too', () => {
    expect(papers({ ...ill, 户籍: '非本区', 非本区户籍条件: worker })).toEqual([
      ...always,
      '第十二条（三）',
      ...bills,
      '第十二条',
    ]);
  });
});

describe('where to go and how long it takes', () => {
  const end = ['第十五条（五）', '第十五条（七）', '第十七条', '第二十七条（一）'];

  it.each(['低保', '建档立卡', '事实无人抚养儿童', '特困供养'])('%s: settled at the hospital', (kind) => {
    expect(steps({ ...poor, 对象类别: kind })).toEqual([
      '第四条',
      '第二条',
      '第十二条',
      '第十五条（一）',
      ...end,
    ]);
  });

  it('低收入: at the hospital once recognised', () => {
    expect(steps(low)).toEqual(['第二十五条', '第十二条', '第十五条（二）', ...end]);
  });

  it.each(['因病致贫重病患者', '其他特殊困难人员'])('%s: in the town', (kind) => {
    expect(steps({ ...ill, 对象类别: kind })).toEqual(['第十二条', '第十五条（二）', ...end]);
  });

  it('names the town of the household register, or of residence for somebody from elsewhere', () => {
    expect(go(ill).nextSteps[0]?.text).toContain('户籍所在的镇（场）申请');
    const elsewhere = go({ ...ill, 户籍: '非本区', 非本区户籍条件: worker });
    expect(elsewhere.nextSteps[0]?.text).toContain('居住地镇（场）申请');
    const county = go({ ...ill, 户籍: '英德', 非本区户籍条件: worker });
    expect(county.nextSteps[0]?.text).toContain('户籍所在的镇（场）申请');
    expect(county.documents).toHaveLength(7);
  });

  it('names other doors to somebody who is refused', () => {
    const refused = go({ ...poor, 定点医疗机构: false });
    expect(refused.nextSteps.map(({ clause }) => clause)).toEqual(['第十七条', '第十八条']);
    expect(refused.documents).toEqual([]);
  });
});

describe('the notices', () => {
  const expired = 'expired 第三十条';
  it.each<[string, Given, readonly string[], string?]>([
    ['nothing special', poor, []],
    ['the last day', poor, [], '2020-03-31'],
    ['the day after', poor, [expired], '2020-04-01'],
    ['no receipt', { ...poor, 收据日期: undefined }, ['period 第二条']],
    ['nothing received', { ...poor, 本年度已领基本救助: 0 }, []],
    ['a fen received', { ...poor, 本年度已领基本救助: 0.01 }, ['year_cap 第七条']],
    ['the ceiling received', { ...poor, 本年度已领基本救助: 50_000 }, ['year_cap 第七条']],
    ['more than the ceiling', { ...poor, 本年度已领基本救助: 50_000.01 }, ['check_amount 第七条']],
    ['no ceiling', { ...poor, 对象类别: '特困供养', 本年度已领基本救助: 60_000 }, []],
    ['30000 for a major illness', { ...poor, 本年度已领重特大救助: 30_000 }, []],
    ['more than 30000', { ...poor, 本年度已领重特大救助: 30_000.01 }, ['check_amount 第十一条']],
    ['a referral', { ...poor, 转诊或备案: true }, []],
    ['no referral', { ...poor, 转诊或备案: false }, ['referral 第二十二条']],
    ['a death in the procedure', { ...poor, 患者去世: '申请期间' }, ['death 第二十三条']],
    ['a death before', { ...poor, 患者去世: '申请前' }, []],
    ['aid to a veteran', { ...poor, 优抚医疗补助: 0.01 }, ['order 第四条', 'convention']],
    ['100万元', { ...poor, 对象类别: '特困供养', 政策范围内个人自付: 1_000_000 }, []],
    ['above 100万元', { ...poor, 对象类别: '特困供养', 政策范围内个人自付: 1_000_000.01 }, ['check_amount']],
    ['half a fen', { ...poor, 政策范围内个人自付: 0.01 }, ['convention']],
    ['low income', { ...low, 对象类别: '低收入重病患者' }, ['identity 第二十五条']],
    ['old at 64', { ...low, 年龄: 64 }, ['ambiguous 第三条（三）', 'identity 第二十五条']],
    ['old at 65', { ...low, 年龄: 65 }, ['identity 第二十五条']],
    ['young at 15', { ...low, 对象类别: '低收入未成年人', 年龄: 15 }, ['identity 第二十五条']],
    [
      'young at 16',
      { ...low, 对象类别: '低收入未成年人', 年龄: 16 },
      ['ambiguous 第三条（三）', 'identity 第二十五条'],
    ],
    ['a poor man of 64', { ...poor, 年龄: 64 }, []],
    ['an orphan', { ...poor, 对象类别: '孤儿' }, ['ambiguous 第三条（二）']],
    ['an orphan of 15', { ...poor, 对象类别: '孤儿', 年龄: 15 }, []],
    ['a supported person', { ...poor, 对象类别: '特困供养' }, []],
    ['three deductions', ill, ['ambiguous 第十条']],
    [
      'from another county of the city',
      { ...ill, 户籍: '英德', 非本区户籍条件: worker },
      ['ambiguous 第三条（四）', 'ambiguous 第十条'],
    ],
    ['from another province', { ...ill, 户籍: '外省', 非本区户籍条件: worker }, ['ambiguous 第十条']],
    [
      'the other notion of one’s share (第七条)',
      { ...common, 对象类别: '低保', 合规个人负担费用: 100 },
      ['check_amount 第七条'],
    ],
    [
      'the other notion of one’s share (第十条)',
      { ...ill, 合规个人负担费用: undefined, 政策范围内个人自付: 10_000 },
      ['check_amount 第十条', 'ambiguous 第十条'],
    ],
    ['both notions', { ...poor, 合规个人负担费用: 500 }, []],
    [
      'worked out from the total',
      { ...common, 对象类别: '低保', 总费用: 100, 超目录费用: 0, 医保及大病报销: 0 },
      [],
    ],
    ['uninsured', { ...common, 对象类别: '低保', 未参保: true, 合规医疗费用: 100, 核减基本医保报销: 50 }, []],
  ])('%s', (_, facts, expected, asOf) => {
    expect(notices(facts, asOf)).toEqual(['authority_decides', ...expected]);
  });

  it('of a doubtful age go with a class that is still to be recognised', () => {
    const family = { '月人均收入在1.5倍以内': true, 财产符合第五条: true };
    const wanted = { ...low, 对象类别: '都不是', 待判定: '低收入老年人', 年龄: 64, 家庭: family };
    expect(notices(wanted)).toEqual(['authority_decides', 'ambiguous 第三条（三）', 'identity 第二十五条']);
  });

  it('stay with a refusal, without those of the amounts', () => {
    expect(notices({ ...poor, 定点医疗机构: false, 转诊或备案: false }, '2020-04-01')).toEqual([
      'authority_decides',
      expired,
      'referral 第二十二条',
    ]);
  });
});
