/** What an unknown fact of medical aid can lead to, tight to the fen, and what is assumed for it. */
import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { labelsOf, runChecked } from './support/run-checked.ts';

type Given = Readonly<Record<string, unknown>>;
const go = (facts: Given) => runChecked(medicalAid, { ...facts });
const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const ill = { ...common, 对象类别: '因病致贫重病患者', 患重特大疾病: true };

describe('an unknown deduction of 第十条', () => {
  const three = { 起付标准: 1000, 乙类自负: 1000, 大病保险起付线: 1000 };
  // 40000 borne: 70% of 38000 at most; once basic aid is below 20000 the remainder is above 20000 and half of it is paid,
  // so that both come to 30000; with all 40000 deducted 20000 is left, or nothing in the other reading.
  const expected = { basicAid: [0, 26_600], majorIllnessAid: [0, 20_000], total: [0, 30_000] };

  it.each(Object.keys(three))('%s alone', (label) => {
    const result = go({ ...ill, 合规个人负担费用: 40_000, ...three, [label]: undefined });
    expect(labelsOf(result)).toEqual([label]);
    expect(result.bounds).toEqual(expected);
  });

  it.each(['商业保险赔付', '社会指定医疗捐赠', '优抚医疗补助', '不计入费用'])('after %s', (payer) => {
    const facts = { ...ill, 合规个人负担费用: 45_000, [payer]: 5000, ...three, 大病保险起付线: undefined };
    expect(go(facts).bounds).toEqual(expected);
  });

  it('two or all of them', () => {
    const two = go({ ...ill, 合规个人负担费用: 40_000, 起付标准: 2000 });
    expect(labelsOf(two)).toEqual(['乙类自负', '大病保险起付线']);
    expect(two.bounds).toEqual(expected);
    const all = go({ ...ill, 合规个人负担费用: 40_000 });
    expect(labelsOf(all)).toEqual(['起付标准', '乙类自负', '大病保险起付线']);
    expect(all.bounds).toEqual({ basicAid: [0, 28_000], majorIllnessAid: [0, 20_000], total: [0, 30_000] });
  });

  it('and an unknown cost', () => {
    const result = go({ ...ill, ...three, 大病保险起付线: undefined });
    expect(labelsOf(result)[0]).toBe('合规个人负担费用');
    expect(result.bounds).toEqual({
      basicAid: [0, 50_000],
      majorIllnessAid: [0, 30_000],
      total: [0, 80_000],
    });
  });
});

describe('the compliant cost of somebody without insurance', () => {
  const uninsured = { ...common, 对象类别: '低保', 未参保: true };

  it('is at most the bill, less what is outside the catalogue', () => {
    expect(go({ ...uninsured, 总费用: 40_000 }).bounds['basicAid']).toEqual([0, 32_000]);
    expect(go({ ...uninsured, 总费用: 40_000 }).bounds['total']).toEqual([0, 32_000]);
    expect(go({ ...uninsured, 总费用: 40_000, 超目录费用: 10_000 }).bounds['basicAid']).toEqual([0, 24_000]);
    expect(go({ ...uninsured, 总费用: 40_000, 核减基本医保报销: 15_000 }).bounds['basicAid']).toEqual([
      0, 20_000,
    ]);
  });

  it('may equal the bill, and contradicts it beyond', () => {
    const exact = { ...uninsured, 总费用: 40_000, 核减基本医保报销: 15_000 };
    expect(go({ ...exact, 合规医疗费用: 40_000 }).values['basicAid']).toBe(20_000);
    expect(go({ ...exact, 合规医疗费用: 40_000.01 }).status).toBe('input-error');
  });
});

describe('what is assumed', () => {
  it.each([
    [{ 对象类别: [] }, '户籍'],
    [{ 对象类别: '都不是' }, '户籍'],
    [{}, '户籍'],
    [{ 对象类别: '低收入老年人' }, '定点医疗机构'],
  ])('of the residence with %j', (facts, first) => {
    expect(labelsOf(go({ 待判定: '低收入老年人', ...facts }))[0]).toBe(first);
  });

  it.each([
    ['在本区就业或创业', true],
    ['有效居住证', true],
    ['固定住所', true],
    ['连续参保月数', 30],
  ])('no student when %s is said', (condition, value) => {
    const given = { ...ill, 户籍: '非本区', 非本区户籍条件: { [condition]: value } };
    const label = '非本区户籍条件.全日制普通高校在校学生';
    expect(labelsOf(go(given))).not.toContain(label);
    expect(go(given).facts.find((fact) => fact.label === label)).toMatchObject({
      value: false,
      origin: 'assumed',
    });
  });

  it.each([
    ['患者去世', '没有'],
    ['排除情形', '无'],
    ['未参保', false],
    ['商业保险赔付', 0],
    ['社会指定医疗捐赠', 0],
    ['优抚医疗补助', 0],
    ['不计入费用', 0],
    ['本年度此前自付', 0],
    ['本年度已领基本救助', 0],
    ['本年度已领重特大救助', 0],
  ])('%s is %s, and is shown back where it was used', (label, value) => {
    const result = go({ ...common, 对象类别: '低保', 政策范围内个人自付: 60_000, 患重特大疾病: true });
    const shown = result.facts.find((fact) => fact.label === label);
    expect(shown?.origin ?? 'assumed').toBe('assumed');
    expect(shown?.value ?? value).toBe(value);
    const unknown = go({
      ...common,
      对象类别: '低保',
      政策范围内个人自付: 60_000,
      患重特大疾病: true,
      [label]: value,
    });
    expect(unknown.values).toEqual(result.values);
  });

  it('never offers an answer that leaves the kind of out-patient care open', () => {
    const choices = medicalAid.fields.find(({ key }) => key === 'careKind')?.choices ?? [];
    expect(choices.filter(({ vague }) => vague === true).map(({ value }) => value)).toEqual(['门诊']);
  });
});
