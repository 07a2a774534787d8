/** How medical aid comes to its figures: the values of the steps, several payers, two members of a household. */
import { describe, expect, it } from 'vitest';
import type { Calculation } from '../../src/calculators/calculation.ts';
import { run } from '../../src/calculators/run.ts';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';

const go = (facts: Record<string, unknown>): Calculation => run(medicalAid, facts, { asOf: '2019-12-31' });
const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const poor = { ...common, 对象类别: '低保' };
const ill = { ...common, 对象类别: '因病致贫重病患者', 起付标准: 500, 乙类自负: 1500, 大病保险起付线: 8000 };
const outcome = ({ status, values }: Calculation) => [status, values['basicAid'], values['majorIllnessAid']];
const amounts = ({ steps }: Calculation) =>
  steps.map(({ value }) => value).filter((value) => typeof value === 'number');
const says = ({ steps }: Calculation, words: string) => steps.some(({ text }) => text.includes(words));
const codes = ({ notices }: Calculation) => notices.map(({ code }) => code);

describe('the steps of medical aid', () => {
  it('show cost, deductions, rate, ceiling, remainder, half, ceiling and sum of a year', () => {
    const result = go({
      ...ill,
      合规个人负担费用: 100_000,
      本年度此前自付: 20_000,
      本年度已领基本救助: 7000,
      患重特大疾病: true,
    });
    expect(outcome(result)).toEqual(['ok', 43_000, 30_000]);
    expect(amounts(result)).toEqual([100_000, 110_000, 70_000, 43_000, 70_000, 35_000, 30_000, 73_000]);
  });

  it('show how an own share was worked out', () => {
    const result = go({ ...poor, 总费用: 2000, 超目录费用: 500, 医保及大病报销: 400 });
    expect(amounts(result)).toEqual([1100, 880, 220, 880]);
    expect(says(result, '个人自付 = 总费用')).toBe(true);
    const said = go({ ...poor, 政策范围内个人自付: 1100 });
    expect(amounts(said)).toEqual([1100, 880, 220, 880]);
    expect(says(said, '个人自付 = 总费用')).toBe(false);
  });

  it('show the uninsured base', () => {
    const result = go({ ...poor, 未参保: true, 合规医疗费用: 1000, 核减基本医保报销: 600 });
    expect(amounts(result)).toEqual([400, 320, 80, 320]);
    expect(says(result, '没有参保')).toBe(true);
  });

  it('say why there is no aid for a major illness', () => {
    expect(says(go({ ...poor, 政策范围内个人自付: 60_000, 患重特大疾病: false }), '不是重特大疾病')).toBe(
      true,
    );
    expect(says(go({ ...poor, 政策范围内个人自付: 60_000, 患重特大疾病: true }), '不是重特大疾病')).toBe(
      false,
    );
    expect(says(go({ ...poor, 对象类别: '特困供养', 政策范围内个人自付: 1 }), '没有列特困')).toBe(true);
  });

  it('end a refusal with its reason', () => {
    const result = go({ ...poor, 政策范围内个人自付: 1, 排除情形: '整容' });
    expect(result.steps.at(-1)).toMatchObject({ value: 0, clause: '第十六条（四）' });
  });
});

describe('what others paid', () => {
  it('is deducted, all of it', () => {
    const result = go({
      ...poor,
      政策范围内个人自付: 10_000,
      商业保险赔付: 1000,
      社会指定医疗捐赠: 2000,
      优抚医疗补助: 3000,
    });
    expect(outcome(result)).toEqual(['ok', 3200, 0]);
    expect(amounts(result)).toEqual([10_000, 4000, 3200, 800, 3200]);
    expect(codes(result)).toContain('order');
  });

  it('brings no notice when there was nothing', () => {
    const result = go({ ...poor, 政策范围内个人自付: 10_000, 优抚医疗补助: 0, 商业保险含自费项目: true });
    expect(outcome(result)).toEqual(['ok', 8000, 0]);
    expect(codes(result)).not.toContain('order');
  });

  it('and what was excluded lower the share within the policy too', () => {
    const result = go({
      ...ill,
      合规个人负担费用: 60_000,
      政策范围内个人自付: 55_000,
      社会指定医疗捐赠: 1000,
      不计入费用: 1000,
    });
    expect(outcome(result)).toEqual(['ok', 33_600, 0]);
  });
});

describe('what was received', () => {
  it('never makes aid negative', () => {
    const over = go({
      ...poor,
      政策范围内个人自付: 200_000,
      本年度已领重特大救助: 40_000,
      患重特大疾病: true,
    });
    expect(outcome(over)).toEqual(['ok', 50_000, 0]);
    expect(codes(over)).toContain('check_amount');
    const more = go({
      ...poor,
      政策范围内个人自付: 60_000,
      本年度已领重特大救助: 20_000,
      患重特大疾病: true,
    });
    expect(outcome(more)).toEqual(['ok', 48_000, 0]);
  });
});

describe('amounts that fit together', () => {
  it.each<[string, Record<string, unknown>, number]>([
    [
      'a breakdown that adds up',
      { 政策范围内个人自付: 1000, 总费用: 2000, 超目录费用: 500, 医保及大病报销: 500 },
      800,
    ],
    ['nothing left of the total', { 总费用: 1000, 超目录费用: 500, 医保及大病报销: 500 }, 0],
    [
      'all of the share excluded',
      { 总费用: 2000, 超目录费用: 500, 医保及大病报销: 500, 不计入费用: 1000 },
      0,
    ],
    ['an own share equal to the total', { 政策范围内个人自付: 500, 总费用: 500 }, 400],
    ['all of it assumed reimbursed', { 未参保: true, 合规医疗费用: 100, 核减基本医保报销: 100 }, 0],
  ])('%s', (_, facts, basic) => {
    expect(outcome(go({ ...poor, ...facts }))).toEqual(['ok', basic, 0]);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'more excluded than is left',
      { 总费用: 2000, 超目录费用: 500, 医保及大病报销: 500, 不计入费用: 1000.01 },
    ],
    ['more assumed reimbursed than it cost', { 未参保: true, 合规医疗费用: 100, 核减基本医保报销: 100.01 }],
    ['a fen more reimbursed than the total', { 总费用: 1000, 超目录费用: 500, 医保及大病报销: 500.01 }],
  ])('%s is refused', (_, facts) => {
    expect(go({ ...poor, ...facts }).status).toBe('input-error');
  });
});

describe('two members of a household', () => {
  it('have a ceiling each for basic aid that is not merged', () => {
    const second = { 自付: 80_000, 就医方式: '住院', 患重特大疾病: false };
    const facts = { ...poor, 政策范围内个人自付: 70_000, 患重特大疾病: false };
    expect(outcome(go({ ...facts, 第二名共同生活成员: second }))).toEqual(['ok', 100_000, 0]);
  });

  it('are both paid in full as 特困', () => {
    const second = { 自付: 200_000, 就医方式: '普通门诊' };
    const facts = { ...poor, 对象类别: '特困供养', 政策范围内个人自付: 1000 };
    expect(outcome(go({ ...facts, 第二名共同生活成员: second }))).toEqual(['ok', 201_000, 0]);
  });

  it('leave the out-patient care of 低收入 out', () => {
    const second = { 自付: 2000, 就医方式: '普通门诊' };
    const facts = { ...poor, 对象类别: '低收入老年人', 政策范围内个人自付: 1000 };
    expect(outcome(go({ ...facts, 第二名共同生活成员: second }))).toEqual(['ok', 750, 0]);
  });

  it('of 因病致贫 who were not both in-patients are computed one by one', () => {
    const second = { 自付: 20_000, 就医方式: '特殊门诊' };
    const result = go({ ...ill, 合规个人负担费用: 50_000, 患重特大疾病: false, 第二名共同生活成员: second });
    expect(outcome(result)).toEqual(['ok', 28_000, 0]);
    expect(says(result, '请另外计算')).toBe(true);
  });

  it('of 因病致贫 who were in-patients are merged', () => {
    const second = { 自付: 10_000, 就医方式: '住院', 患重特大疾病: true };
    const facts = { ...ill, 合规个人负担费用: 10_000, 患重特大疾病: true };
    expect(outcome(go({ ...facts, 第二名共同生活成员: second }))).toEqual(['ok', 7000, 0]);
  });

  it('of whom only the second has a major illness are read both ways', () => {
    const second = { 自付: 80_000, 就医方式: '住院', 患重特大疾病: true };
    const result = go({
      ...poor,
      政策范围内个人自付: 30_000,
      患重特大疾病: false,
      第二名共同生活成员: second,
    });
    expect(outcome(result)).toEqual(['partial', 74_000, null]);
    expect(result.alternatives.map(({ values }) => values['majorIllnessAid'])).toEqual([18_000, 15_000]);
  });
});
