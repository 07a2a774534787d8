import { describe, expect, it } from 'vitest';
import { aidTimeline, createAidTimeline } from '../../src/calculators/schemes/aid-timeline.ts';
import { addWorkingDays } from '../../src/calculators/schemes/working-days.ts';
import { loadWorkingDaysCalendar } from '../../src/working-days-calendar.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const calendar = loadWorkingDaysCalendar();
const withCalendar = createAidTimeline(calendar);
const timeline = (facts: Record<string, unknown>, asOf?: string) => runChecked(withCalendar, facts, asOf);

describe('审批时限', () => {
  it.each([
    ['受理上报', 10, 0],
    ['镇审核意见', 3, 0],
    ['调查审核公示', 0, 5],
    ['公示后上报', 3, 0],
    ['民主评议不符合', 3, 0],
    ['区民政审批', 5, 0],
    ['拟批准公示', 0, 5],
    ['审批决定', 3, 0],
    ['向财政申请', 5, 0],
    ['财政拨付', 3, 0],
    ['公示无异议到拨付', 11, 0],
    ['公示有异议重新审批', 20, 0],
    ['不予批准告知', 3, 0],
  ])('%s takes %s working days and %s days of public notice', (stage, workingDays, publicityDays) => {
    expect(timeline({ 环节: stage })).toMatchObject({ status: 'ok', values: { workingDays, publicityDays } });
  });

  it('adds up the whole way with and without filing (T4, T5)', () => {
    const filed = timeline({ 环节: '全程', 备案对象: true });
    expect(filed.values).toEqual({ workingDays: 26, steps: [10, 5, 3, 5, 3], publicityDays: 5 });
    const other = timeline({ 环节: '全程', 备案对象: false });
    expect(other.values).toEqual({ workingDays: 22, steps: [3, 3, 5, 3, 5, 3], publicityDays: 10 });
    expect(said(other)).toContain('还要加上入户调查核实的时间');
    const unknown = timeline({ 环节: '全程' });
    expect(labelsOf(unknown)).toEqual(['备案对象']);
    expect(unknown.bounds).toEqual({ workingDays: [22, 26], publicityDays: [5, 10] });
    expect(timeline({ 环节: '公示无异议到拨付' }).values.steps).toEqual([3, 5, 3]);
  });

  it.each([
    [{ 环节: '入户调查' }, '没有写期限'],
    [{ 环节: '民主评议' }, '没有写期限'],
    [{ 环节: '名单公示' }, '半年'],
    [{ 环节: '受理上报', 备案对象: false }, '没有写期限'],
    [{ 环节: '公示后上报', 有无异议: '有' }, '没有写期限'],
  ])('%j has no number of days in the text (T1)', (facts, words) => {
    const result = timeline(facts);
    expect(result.values).toEqual({ workingDays: null, publicityDays: null });
    expect(result.reasons[0]?.text).toContain(words);
  });

  it('follows an objection', () => {
    expect(timeline({ 环节: '审批决定', 有无异议: '有' }).values.workingDays).toBe(20);
    expect(timeline({ 环节: '审批决定', 有无异议: '无' }).values.workingDays).toBe(3);
    expect(timeline({ 环节: '全程', 备案对象: true, 有无异议: true })).toMatchObject({
      status: 'missing',
      values: { workingDays: null },
    });
    expect(timeline({ 环节: '公示无异议到拨付', 有无异议: true }).status).toBe('input-error');
  });

  it.each([
    // 2019-09-29 (a Sunday) was worked; 1 to 7 October were holidays.
    ['区民政审批', '2019-09-24', '2019-09-30'],
    ['区民政审批', '2019-09-25', '2019-10-08'],
    ['区民政审批', '2019-09-30', '2019-10-12'],
    // Calendar days, over a weekend.
    ['拟批准公示', '2019-06-05', '2019-06-10'],
    ['公示无异议到拨付', '2019-09-20', '2019-10-11'],
    // Spring Festival 2020 was prolonged to 2 February.
    ['审批决定', '2020-01-23', '2020-02-05'],
    // 2018-12-29 (a Saturday) was worked by the table of 2019.
    ['审批决定', '2018-12-27', '2019-01-02'],
  ])('%s from %s ends on %s', (stage, start, deadline) => {
    expect(timeline({ 环节: stage, 起算日期: start }).values.deadline).toBe(deadline);
  });

  it('chains the whole way of a filed person over holidays', () => {
    const facts = { 环节: '全程', 备案对象: true, 起算日期: '2019-09-16' };
    expect(timeline(facts).values.deadline).toBe('2019-10-31');
    const overdue = (day: string) => timeline({ ...facts, 核查日期: day }).values.overdue;
    expect(['2019-10-31', '2019-11-01', '2019-10', '2019-11'].map(overdue)).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(overdue('2019')).toBe(null);
    expect(said(timeline(facts))).toContain('按日历天');
    expect(said(timeline(facts))).toContain('早一天');
  });

  it('gives the number and no date, and says so, without a table for the year', () => {
    const result = runChecked(aidTimeline, {
      环节: '区民政审批',
      起算日期: '2019-09-25',
      核查日期: '2019-12-01',
    });
    expect(result).toMatchObject({ status: 'ok', values: { workingDays: 5, deadline: null, overdue: null } });
    expect(said(result)).toContain('只给工作日数，不给日期');
    expect(codesOf(result)).toContain('no_date');
    expect(timeline({ 环节: '全程', 备案对象: false, 起算日期: '2019-09-16' }).values.deadline).toBe(null);
    expect(timeline({ 环节: '区民政审批', 起算日期: '2019-09' }).values.deadline).toBe(null);
    // Calendar days need no table.
    expect(runChecked(aidTimeline, { 环节: '拟批准公示', 起算日期: '2019-06-05' }).values.deadline).toBe(
      '2019-06-10',
    );
  });

  it.each([
    ['2018-03-22', 'not-in-force'],
    ['2018-03-23', 'ok'],
    ['2020-03-31', 'ok'],
    ['2020-04-01', 'expired'],
    ['2018-03', 'missing'],
  ])('counted from %s is %s', (start, status) => {
    expect(timeline({ 环节: '区民政审批', 起算日期: start }).status).toBe(status);
  });

  it('says that the rule has expired when it is asked about later', () => {
    expect(codesOf(timeline({ 环节: '区民政审批' }, '2020-03-31'))).not.toContain('expired');
    expect(codesOf(timeline({ 环节: '区民政审批' }, '2020-04-01'))).toContain('expired');
  });
});

describe('adding working days', () => {
  it('does not count the start day, and leaves it for none', () => {
    expect(addWorkingDays(calendar, '2019-06-03', 0)).toBe('2019-06-03');
    expect(addWorkingDays(calendar, '2019-06-03', 1)).toBe('2019-06-04');
    expect(addWorkingDays(calendar, '2019-06-01', 1)).toBe('2019-06-03');
    expect(addWorkingDays(calendar, '2019-06-06', 1)).toBe('2019-06-10');
  });

  it('is unknown when it runs into a year without a table', () => {
    expect(addWorkingDays(calendar, '2035-01-01', 1)).toBe(null);
  });
});
