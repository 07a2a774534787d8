import { describe, expect, it } from 'vitest';
import { livestockClearanceDeadline } from '../../src/calculators/schemes/livestock-clearance-deadline.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const clearance = (facts: Record<string, unknown>, asOf?: string) =>
  runChecked(livestockClearanceDeadline, { 符合环保要求: false, 畜种: '猪', ...facts }, asOf);

describe('空栏、清栏期限', () => {
  it.each([
    [0.001, 120, '2018-11-28'],
    [19.999, 120, '2018-11-28'],
    [20, 120, '2018-11-28'],
    [21, 90, '2018-10-29'],
    [21.001, 90, '2018-10-29'],
    [69.999, 90, '2018-10-29'],
    [70.001, 60, '2018-09-29'],
    [71, 60, '2018-09-29'],
  ])('of %s kg is %s days, to %s', (weight, days, deadline) => {
    expect(clearance({ 体重KG: weight })).toMatchObject({
      status: 'ok',
      eligible: true,
      values: { days, deadline },
    });
  });

  it.each([
    [20.001, [120, 90], ['2018-11-28', '2018-10-29']],
    [20.999, [120, 90], ['2018-11-28', '2018-10-29']],
    [70, [90, 60], ['2018-10-29', '2018-09-29']],
  ])('of %s kg is not decided: both are shown (K2)', (weight, days, deadlines) => {
    const result = clearance({ 体重KG: weight });
    expect(result).toMatchObject({
      status: 'partial',
      eligible: true,
      values: { days: null, deadline: null },
    });
    expect(result.alternatives.map(({ values }) => values.days)).toEqual(days);
    expect(result.alternatives.map(({ values }) => values.deadline)).toEqual(deadlines);
    expect(said(result)).toContain('请问区农业局');
    expect(said(result)).toContain('较短的期限');
  });

  it.each([
    ['2018-10-28', false],
    ['2018-10-29', false],
    ['2018-10-30', true],
    ['2018-10', null],
    ['2018-09', false],
    ['2018-11', true],
  ])('checked on %s, 90 days are overdue: %s', (day, overdue) => {
    expect(clearance({ 体重KG: 50, 核查日期: day }).values.overdue).toBe(overdue);
  });

  it('tells the other way of counting (K1)', () => {
    expect(said(clearance({ 体重KG: 50 }))).toContain('2018年10月28日');
    expect(clearance({ 体重KG: 50 }).values).not.toHaveProperty('overdue');
  });

  it('decides that it is overdue where both readings agree', () => {
    expect(clearance({ 体重KG: 70, 核查日期: '2018-12-01' }).values.overdue).toBe(true);
    expect(clearance({ 体重KG: 70, 核查日期: '2018-09-01' }).values.overdue).toBe(false);
    expect(clearance({ 体重KG: 70, 核查日期: '2018-10-15' }).values.overdue).toBe(null);
  });

  it('is no order for a farm that meets the requirements', () => {
    expect(clearance({ 符合环保要求: true, 体重KG: 80 })).toMatchObject({
      status: 'not-eligible',
      eligible: false,
      values: { days: null, deadline: null },
    });
  });

  it('takes the outer 120 days for other animals and breeding pigs, flagged (K3)', () => {
    for (const facts of [{ 畜种: '鸡' }, { 类别: '母猪' }, { 畜种: '牛', 体重KG: 400 }]) {
      const result = clearance(facts);
      expect(result).toMatchObject({ status: 'ok', values: { days: 120, deadline: '2018-11-28' } });
      expect(codesOf(result)).toContain('ambiguous');
    }
  });

  it('flags a class that does not fit its weight', () => {
    expect(codesOf(clearance({ 类别: '猪苗', 体重KG: 30 }))).toContain('ambiguous');
    expect(codesOf(clearance({ 类别: '肉猪', 体重KG: 15 }))).toContain('ambiguous');
    expect(codesOf(clearance({ 类别: '猪苗', 体重KG: 15 }))).not.toContain('ambiguous');
    expect(codesOf(clearance({ 类别: '肉猪', 体重KG: 30 }))).not.toContain('ambiguous');
  });

  it('asks about repaired farms and forbidden zones (K5, K6)', () => {
    const repaired = clearance({ 期限前整改合格: true, 体重KG: 30 });
    expect(repaired).toMatchObject({ status: 'missing', eligible: 'unknown', values: { days: null } });
    const forbidden = clearance({ 区域: '禁养区', 体重KG: 30 });
    expect(forbidden.status).toBe('missing');
    expect(said(forbidden)).toContain('2018年9月30日');
  });

  it('asks for the weight (K4)', () => {
    const result = clearance({ 体重KG: null });
    expect(labelsOf(result)).toEqual(['体重KG']);
    expect(result.bounds).toEqual({ days: [60, 120] });
    expect(said(clearance({ 体重KG: 30 }))).toContain('哪一天的体重');
    expect(clearance({ 体重KG: 0 }).status).toBe('input-error');
    expect(clearance({ 体重KG: -5 }).status).toBe('input-error');
  });

  it('says that the dates have passed', () => {
    expect(codesOf(clearance({ 体重KG: 30 }, '2018-11-28'))).not.toContain('period_over');
    expect(codesOf(clearance({ 体重KG: 30 }, '2018-11-29'))).toContain('period_over');
  });
});
