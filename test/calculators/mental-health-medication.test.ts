import { describe, expect, it } from 'vitest';
import { mentalHealthMedication } from '../../src/calculators/schemes/mental-health-medication.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const patient = {
  危险性评估等级: 1,
  已签监护协议: true,
  就诊机构: '清远市第三人民医院',
  就医方式: '门诊',
  月份: '2019-06',
};
const medication = (facts: Record<string, unknown>) => runChecked(mentalHealthMedication, facts);
const paid = (facts: Record<string, unknown>) => medication({ ...patient, ...facts });
const atLevel = (level: number) => paid({ 危险性评估等级: level, 报销后费用: 120 }).status;

describe('服药补助', () => {
  it.each([
    [0, 0, 0],
    [0.01, 0.01, 0],
    [99.99, 99.99, 0],
    [100, 100, 0],
    [100.01, 100, 0.01],
    [1500, 100, 1400],
  ])('of %s yuan a month pays %s, %s is left', (netCost, subsidy, selfPay) => {
    expect(paid({ 报销后费用: netCost })).toMatchObject({
      status: 'ok',
      eligible: true,
      values: { subsidy, selfPay },
    });
  });

  it('takes the reimbursement off first', () => {
    expect(paid({ 诊疗费用: 320, 特殊门诊报销: 240 }).values).toEqual({ subsidy: 80, selfPay: 0 });
    expect(paid({ 诊疗费用: 320, 特殊门诊报销: 320 }).values).toEqual({ subsidy: 0, selfPay: 0 });
  });

  it('adds the visits of one month and keeps months apart (H2)', () => {
    expect(paid({ 当月多次报销后费用: [70, 55] }).values).toEqual({ subsidy: 100, selfPay: 25 });
    expect(paid({ 各月报销后费用: [70, 130] }).values).toEqual({ subsidy: 170, selfPay: 30 });
    expect(paid({ 各月报销后费用: [100, 100.01] }).values).toEqual({ subsidy: 200, selfPay: 0.01 });
  });

  it('is for the levels 0, 1 and 2', () => {
    expect([0, 1, 2, 3, 5].map(atLevel)).toEqual(['ok', 'ok', 'ok', 'not-eligible', 'not-eligible']);
    expect(atLevel(6)).toBe('input-error');
    expect(atLevel(1.5)).toBe('input-error');
  });

  it('gives every reason and leaves the whole cost to a person without a claim', () => {
    const result = paid({
      危险性评估等级: 3,
      已签监护协议: false,
      就诊机构: '私人诊所',
      就医方式: '住院',
      报销后费用: 120,
    });
    expect(result).toMatchObject({
      status: 'not-eligible',
      eligible: false,
      values: { subsidy: 0, selfPay: 120 },
    });
    expect(result.reasons).toHaveLength(4);
    expect(medication({ 危险性评估等级: 3 })).toMatchObject({
      status: 'not-eligible',
      values: { selfPay: null },
    });
  });

  it('accepts a 卫生院 and tells to ask which stage applies (H4)', () => {
    const result = paid({ 就诊机构: '镇卫生院', 报销后费用: 60 });
    expect(result.values).toEqual({ subsidy: 60, selfPay: 0 });
    expect(said(result)).toContain('先问清楚');
    expect(result.documents.map(({ text }) => text)).toContain('社保卡');
  });

  it('asks what the text leaves open (H3, H7)', () => {
    const elsewhere = paid({ 我区患者: '户籍在外', 报销后费用: 120 });
    expect(elsewhere).toMatchObject({ status: 'missing', eligible: 'unknown', values: { subsidy: null } });
    expect(said(elsewhere)).toContain('请问区综治办');
    expect(paid({ 我区患者: '都不在本区', 报销后费用: 120 }).status).toBe('not-eligible');
    expect(paid({ 月份: '2018-07-24', 报销后费用: 120 }).status).toBe('missing');
    expect(paid({ 月份: '2018-07-25', 报销后费用: 120 }).status).toBe('ok');
    expect(codesOf(paid({ 月份: '2018-07', 报销后费用: 120 }))).toContain('check_date');
  });

  it('asks in the order of the clauses and gives tight bounds meanwhile', () => {
    expect(labelsOf(medication({}))).toEqual([
      '危险性评估等级',
      '已签监护协议',
      '就诊机构',
      '就医方式',
      '报销后费用',
    ]);
    const half = paid({ 诊疗费用: 320 });
    expect(labelsOf(half)).toEqual(['特殊门诊报销']);
    expect(half.bounds).toEqual({ subsidy: [0, 100], selfPay: [0, 220] });
    expect(paid({}).bounds).toEqual({ subsidy: [0, 100], selfPay: [0, null] });
    expect(paid({ 特殊门诊报销: 50 }).status).toBe('missing');
  });

  it.each([
    [{ 诊疗费用: 100, 特殊门诊报销: 100.01 }, '大于'],
    [{ 诊疗费用: 100, 特殊门诊报销: 50, 报销后费用: 40 }, '不等于'],
    [{ 报销后费用: 100, 当月多次报销后费用: [40, 50] }, '不同'],
    [{ 报销后费用: -1 }, '报销后费用'],
  ])('reports %j', (facts, words) => {
    const result = paid(facts);
    expect(result.status).toBe('input-error');
    expect(result.reasons[0]?.text).toContain(words);
  });

  it('says that no validity is stated and that costs of treatment are taken (H6)', () => {
    const result = paid({ 报销后费用: 120 });
    expect(codesOf(result)).toEqual(
      expect.arrayContaining(['validity_unstated', 'authority_decides', 'ambiguous']),
    );
    expect(said(result)).toContain('精神类药物');
  });
});

describe('服药补助 while a cost is not known', () => {
  it.each<[Record<string, unknown>, Record<string, [number, number | null]>]>([
    [{ 特殊门诊报销: 250 }, { subsidy: [0, 100], selfPay: [0, null] }],
    [{ 诊疗费用: 320 }, { subsidy: [0, 100], selfPay: [0, 220] }],
    [{ 诊疗费用: 60 }, { subsidy: [0, 60], selfPay: [0, 0] }],
    [{ 诊疗费用: 0 }, { subsidy: [0, 0], selfPay: [0, 0] }],
  ])('%j leaves %j', (facts, bounds) => {
    expect(paid({ ...facts, 报销后费用: null }).bounds).toEqual(bounds);
  });

  it('asks no further once the level excludes it', () => {
    expect(paid({ 危险性评估等级: 3 }).status).toBe('not-eligible');
    expect(labelsOf(paid({ 危险性评估等级: null, 报销后费用: 60 }))).toEqual(['危险性评估等级']);
    expect(paid({ 危险性评估等级: null, 报销后费用: 60 }).bounds).toEqual({
      subsidy: [0, 60],
      selfPay: [0, 60],
    });
  });
});
