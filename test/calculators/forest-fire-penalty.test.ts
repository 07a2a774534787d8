import { describe, expect, it } from 'vitest';
import { forestFirePenalty } from '../../src/calculators/schemes/forest-fire-penalty.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const penalty = (facts: Record<string, unknown>, asOf?: string) => runChecked(forestFirePenalty, facts, asOf);
const burning = { 地点在森林防火区: true, 经批准: false, 日期: '2018-04-03' };

describe('野外用火处罚幅度', () => {
  it.each([
    ['个人', false, 200, 2000],
    ['个人', true, 2000, 3000],
    ['单位', false, 10_000, 30_000],
    ['单位', true, 30_000, 50_000],
  ])('for %s, fire %s, is %s to %s, both ends included', (subject, fire, fineMin, fineMax) => {
    const facts = { ...burning, 主体: subject, 引起森林火灾: fire };
    expect(penalty(facts)).toMatchObject({ status: 'ok', eligible: true });
    expect(penalty(facts).values).toEqual({ inBanPeriod: true, warning: true, fineMin, fineMax });
    const within = (amount: number) => penalty({ ...facts, 拟罚金额: amount }).values.withinRange;
    expect([fineMin - 0.01, fineMin, fineMax, fineMax + 0.01].map(within)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['2018-03-22', false],
    ['2018-03-23', true],
    ['2018-04-30', true],
    ['2018-05-01', false],
    ['2018-04', true],
    ['2019-04-01', false],
  ])('%s is in the ban period: %s', (date, inBanPeriod) => {
    const result = penalty({ 日期: date, 只问是否禁火期: true });
    expect(result).toMatchObject({ status: 'ok', values: { inBanPeriod } });
    expect(result.values).not.toHaveProperty('fineMin');
  });

  it('asks for the day of a month that lies on both sides', () => {
    expect(labelsOf(penalty({ 日期: '2018-03', 只问是否禁火期: true }))).toEqual(['日期']);
    expect(labelsOf(penalty({ 只问是否禁火期: true }))).toEqual(['日期']);
  });

  it('leaves open what follows outside the period (F1)', () => {
    const result = penalty({ ...burning, 日期: '2018-05-01', 主体: '个人', 引起森林火灾: false });
    expect(result).toMatchObject({ status: 'missing', eligible: 'unknown' });
    expect(result.values).toEqual({ inBanPeriod: false, warning: null, fineMin: null, fineMax: null });
    expect(said(result)).toContain('《广东省森林防火条例》');
    expect(labelsOf(penalty({ 日期: '2018-05-01' }))).toEqual([]);
    expect(penalty({ 日期: '2018-05-01', 地点在森林防火区: false }).status).toBe('not-eligible');
    expect(penalty({ 日期: '2018-05-01', 经批准: true }).status).toBe('not-eligible');
  });

  it('asks about approved burning inside the period (F2)', () => {
    const result = penalty({ ...burning, 经批准: true, 主体: '个人', 引起森林火灾: false });
    expect(result).toMatchObject({ status: 'missing', values: { fineMin: null } });
    expect(said(result)).toContain('禁止一切野外用火');
  });

  it('is not for places outside the forest fire zone', () => {
    const result = penalty({ ...burning, 地点在森林防火区: false });
    expect(result).toMatchObject({ status: 'not-eligible', eligible: false, values: { warning: false } });
  });

  it('shows both ranges for a cooperative (F3)', () => {
    const result = penalty({ ...burning, 主体: '合作社', 引起森林火灾: false, 拟罚金额: 2000 });
    expect(result).toMatchObject({
      status: 'partial',
      eligible: true,
      values: { fineMin: null, fineMax: null },
    });
    expect(result.alternatives.map(({ values }) => values)).toEqual([
      { fineMin: 200, fineMax: 2000, withinRange: true },
      { fineMin: 10_000, fineMax: 30_000, withinRange: false },
    ]);
  });

  it('computes under the order and asks to check when no date was said', () => {
    const result = penalty({ 地点在森林防火区: true, 经批准: false, 主体: '个人', 引起森林火灾: false });
    expect(result).toMatchObject({
      status: 'ok',
      values: { inBanPeriod: null, fineMin: 200, fineMax: 2000 },
    });
    expect(codesOf(result)).toContain('check_date');
  });

  it('gives the decided part when it is not known whether a forest burnt', () => {
    const result = penalty({ ...burning, 主体: '个人' });
    expect(result).toMatchObject({
      status: 'partial',
      values: { inBanPeriod: true, warning: true, fineMin: null },
    });
    expect(result.bounds).toEqual({ fineMin: [200, 2000], fineMax: [2000, 3000] });
    expect(labelsOf(result)).toEqual(['引起森林火灾']);
    expect(labelsOf(penalty({}))).toEqual(['地点在森林防火区', '经批准', '主体', '引起森林火灾']);
  });

  it('names the authority, damages and crime, and what is not defined (F4)', () => {
    const result = penalty({ ...burning, 主体: '个人', 引起森林火灾: true });
    expect(said(result)).toContain('林业主管部门');
    expect(said(result)).toContain('移送司法机关');
    expect(said(result)).toContain('什么算野外用火');
    expect(penalty({ ...burning, 主体: '个人', 引起森林火灾: true, 拟罚金额: -1 }).status).toBe(
      'input-error',
    );
  });

  it('says from 1 May 2018 that the period is over', () => {
    const facts = { ...burning, 主体: '个人', 引起森林火灾: true };
    const codes = ['2018-04-30', '2018-05-01'].map((asOf) => codesOf(penalty(facts, asOf)));
    expect(codes.map((each) => each.includes('period_over'))).toEqual([false, true]);
  });
});
