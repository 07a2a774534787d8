import { describe, expect, it } from 'vitest';
import { livestockDemolition } from '../../src/calculators/schemes/livestock-demolition.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const demolition = (facts: Record<string, unknown>, asOf?: string) =>
  runChecked(livestockDemolition, facts, asOf);
const pigFarm = { 区域: '非禁养区', 场类: '猪场', 面积平方米: 1000 };
const poultryFarm = { 区域: '非禁养区', 场类: '鸡场', 面积平方米: 1000 };
const on = (day: string) => ({ 自行关停日期: day, 自行拆迁日期: day });
const amount = (closed: string, demolished: string) =>
  demolition({ ...pigFarm, 自行关停日期: closed, 自行拆迁日期: demolished }).values.amount;
const flagged = (day: string) => said(demolition({ ...pigFarm, ...on(day) })).includes('当天算不算');
const over = (asOf: string) =>
  codesOf(demolition({ ...pigFarm, ...on('2018-10-01') }, asOf)).includes('period_over');

describe('关停拆迁补贴', () => {
  it.each([
    ['2018-07-30', 0, 0],
    ['2018-07-31', 100_000, 40_000],
    ['2018-10-29', 100_000, 40_000],
    ['2018-10-30', 100_000, 40_000],
    ['2018-10-31', 90_000, 30_000],
    ['2018-11-29', 90_000, 30_000],
    ['2018-11-30', 90_000, 30_000],
    ['2018-12-01', 0, 0],
    ['2019-10-01', 0, 0],
  ])('done on %s is %s yuan for 1000 m² of pigs and %s of poultry', (day, pigs, poultry) => {
    expect(demolition({ ...pigFarm, ...on(day) }).values.amount).toBe(pigs);
    expect(demolition({ ...poultryFarm, ...on(day) }).values.amount).toBe(poultry);
    expect(demolition({ ...pigFarm, ...on(day) }).eligible).toBe(pigs > 0);
  });

  it('flags the last days themselves (L2) and only these', () => {
    expect(['2018-10-29', '2018-10-30', '2018-10-31', '2018-11-30'].map(flagged)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('takes the later of the two days (L3)', () => {
    expect(amount('2018-08-01', '2018-11-01')).toBe(90_000);
    expect(amount('2018-11-01', '2018-08-01')).toBe(90_000);
    expect(amount('2018-10-01', '2018-12-01')).toBe(0);
    expect(amount('2018-07-01', '2018-08-01')).toBe(100_000);
    expect(amount('2018-08', '2018-10-05')).toBe(100_000);
    expect(amount('2018-11', '2018-11')).toBe(90_000);
  });

  it('adds the parts of a mixed farm, exactly', () => {
    const mixed = { 区域: '非禁养区', 分项面积: { 畜场: 300, 禽场: 450 } };
    expect(demolition({ ...mixed, ...on('2018-10-18') }).values.amount).toBe(48_000);
    expect(demolition({ ...mixed, ...on('2018-11-18') }).values.amount).toBe(40_500);
    expect(demolition({ ...poultryFarm, 面积平方米: 33.333, ...on('2018-10-18') }).values.amount).toBe(
      1333.32,
    );
    expect(demolition({ ...pigFarm, 面积平方米: 0, ...on('2018-10-18') })).toMatchObject({
      status: 'ok',
      values: { amount: 0 },
    });
  });

  it('excludes forbidden zones, force and what was not done, and gives all reasons', () => {
    expect(demolition({ ...pigFarm, 区域: '禁养区', ...on('2018-10-01') }).status).toBe('not-eligible');
    const forced = demolition({ ...pigFarm, 区域: '禁养区', 强制拆除日期: '2018-10-20', 自行关停: false });
    expect(forced).toMatchObject({ status: 'not-eligible', eligible: false, values: { amount: 0 } });
    expect(forced.reasons).toHaveLength(3);
    expect(demolition({ ...pigFarm, 自行关停日期: '2018-10-01', 自行拆迁: false }).status).toBe(
      'not-eligible',
    );
  });

  it.each([
    ['2018-11-30', 'missing'],
    ['2018-12-01', 'not-eligible'],
  ])('still standing on %s is %s', (day, status) => {
    expect(demolition({ ...pigFarm, 自行关停日期: '2018-10-10', 截至日期: day }).status).toBe(status);
  });

  it('asks for the days, with tight bounds, and not where they do not matter', () => {
    const asked = demolition({ ...pigFarm, 自行关停: true, 自行拆迁: true });
    expect(labelsOf(asked)).toEqual(['自行关停日期', '自行拆迁日期']);
    expect(asked.bounds).toEqual({ amount: [0, 100_000] });
    expect(asked.steps.map(({ text }) => text)).not.toContain('2018年11月30日前关停并拆迁');
    const month = demolition({ ...pigFarm, 自行关停日期: '2018-10', 自行拆迁日期: '2018-10-05' });
    expect(labelsOf(month)).toEqual(['自行关停日期']);
    expect(month.bounds).toEqual({ amount: [90_000, 100_000] });
    expect(demolition({ ...pigFarm, 自行拆迁日期: '2018-12-01' }).status).toBe('not-eligible');
    expect(labelsOf(demolition({ 区域: '非禁养区', ...on('2018-10-01') }))).toEqual(['场类', '面积平方米']);
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'not-eligible'],
    [{ 自行关停: true }, 'not-eligible'],
    [{ 自行拆迁: true }, 'not-eligible'],
    [{ 自行关停日期: '2018-10-01' }, 'not-eligible'],
    [{ 自行拆迁日期: '2018-10-01' }, 'not-eligible'],
    // Done, and only the day is not known.
    [{ 自行关停: true, 自行拆迁: true }, 'missing'],
    [{ 自行关停日期: '2018-10-01', 自行拆迁: true }, 'missing'],
    [{ 自行关停: true, 自行拆迁日期: '2018-10-01' }, 'missing'],
    [on('2018-10-01'), 'ok'],
  ])('standing on 1 December with %j is %s', (facts, status) => {
    expect(demolition({ ...pigFarm, 截至日期: '2018-12-01', ...facts }).status).toBe(status);
  });

  it.each([
    ['2018-10', '2018-10', ['自行关停日期', '自行拆迁日期']],
    ['2018-10-05', '2018-10', ['自行拆迁日期']],
    ['2018-10', '2018-10-05', ['自行关停日期']],
    ['2018-10', '2018-10-31', []],
    ['2018-09', '2018-10-30', []],
    ['2018-07-31', '2018-07', ['自行拆迁日期']],
    ['2018-07-31', '2018-07-31', []],
  ])('closed in %s, demolished in %s: asks for %j', (closed, demolished, asked) => {
    const result = demolition({ ...pigFarm, 自行关停日期: closed, 自行拆迁日期: demolished });
    expect(labelsOf(result).slice(0, asked.length || 1)).toEqual(asked.slice(0, labelsOf(result).length));
  });

  it('asks about kinds that the text does not name (L5)', () => {
    const rabbits = demolition({ ...pigFarm, 场类: '兔场', ...on('2018-10-01') });
    expect(rabbits).toMatchObject({ status: 'missing', values: { amount: null } });
    expect(said(rabbits)).toContain('请问区农业局');
  });

  it('always says who gets the money and who measures (L1, L4)', () => {
    const result = demolition({ ...pigFarm, ...on('2018-10-01') });
    expect(said(result)).toContain('下达给镇政府');
    expect(said(result)).toContain('由谁测量');
    expect(said(demolition({ ...pigFarm, 区域: '禁养区', ...on('2018-10-01') }))).toContain('下达给镇政府');
    expect(said(demolition({ ...pigFarm, ...on('2018-07-30') }))).toContain('请问区农业局');
  });

  it('says that the period is over from 1 December 2018', () => {
    expect([over('2018-11-30'), over('2018-12-01')]).toEqual([false, true]);
  });

  it.each([
    [{ 面积平方米: -200 }, '“面积平方米”不能是负数'],
    [{ 自行关停日期: '2018-11-31' }, '“自行关停日期”没有这一天'],
    [{ 强制拆除日期: '2018-10-01' }, '“强制拆除日期”'],
    [{ 自行关停: false }, '“自行关停”'],
    [{ 自行拆迁: false }, '“自行拆迁”'],
    [{ 日期未提供: true }, '“日期未提供”'],
    [{ 分项面积: { 畜场: 300, 禽场: 450 } }, '“分项面积”'],
  ])('reports %j', (facts, words) => {
    const result = demolition({ ...pigFarm, ...on('2018-10-12'), ...facts });
    expect(result).toMatchObject({ status: 'input-error', eligible: 'unknown', values: { amount: null } });
    expect(result.reasons[0]?.text).toContain(words);
  });
});
