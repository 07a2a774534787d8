import { describe, expect, it } from 'vitest';
import { waterBalanceTest } from '../../src/calculators/schemes/water-balance-test.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const water = (facts: Record<string, unknown>) => runChecked(waterBalanceTest, facts);
const school = { 用水类别: '非农业', 供水来源: '公共供水管网' };

describe('水平衡测试', () => {
  it.each([
    [0, false, null],
    [9999.999, false, null],
    [10_000, true, 6],
    [10_000.001, true, 6],
    [99_999.999, true, 6],
    [100_000, true, 4],
    [250_000, true, 4],
  ])('%s m³ a month: key unit %s, every %s years', (monthly, keyUnit, intervalYears) => {
    const result = water({ ...school, 月均用水量立方米: monthly });
    expect(result.values).toEqual({ keyUnit, intervalYears });
    expect(result).toMatchObject({ status: keyUnit ? 'ok' : 'not-eligible', eligible: keyUnit });
  });

  it.each([
    [119_999.999, false, null],
    [120_000, true, 6],
    [1_199_999.999, true, 6],
    [1_200_000, true, 4],
  ])('%s m³ a year: key unit %s, every %s years', (yearly, keyUnit, intervalYears) => {
    expect(water({ ...school, 年用水量立方米: yearly }).values).toEqual({ keyUnit, intervalYears });
  });

  it('is not for farming nor for an own well (W1), and gives all reasons', () => {
    expect(water({ ...school, 用水类别: '农业', 月均用水量立方米: 50_000 }).status).toBe('not-eligible');
    expect(water({ 供水来源: '自备井' })).toMatchObject({
      status: 'not-eligible',
      values: { keyUnit: false },
    });
    const result = water({ 用水类别: '灌溉', 供水来源: '自打井', 月均用水量立方米: 1 });
    expect(result.reasons).toHaveLength(3);
  });

  it('asks about mixed supply and mixed use where the volume does not settle it (W1, W4)', () => {
    for (const mixed of [{ 供水来源: '部分自备' }, { 用水类别: '兼有' }]) {
      const open = water({ ...school, ...mixed, 月均用水量立方米: 10_000 });
      expect(open).toMatchObject({ status: 'missing', eligible: 'unknown', values: { keyUnit: null } });
      expect(said(open)).toContain('请问区水利局');
      expect(water({ ...school, ...mixed, 月均用水量立方米: 9999 }).status).toBe('not-eligible');
    }
  });

  it('asks for the volume only', () => {
    const result = water({ ...school, 月均用水量立方米: null });
    expect(result).toMatchObject({ status: 'missing', values: { keyUnit: null, intervalYears: null } });
    expect(labelsOf(result)).toEqual(['月均用水量立方米']);
    expect(labelsOf(water({}))).toEqual(['用水类别', '供水来源', '月均用水量立方米']);
  });

  it('gives no day for the next test (W3) and tells how the mean is taken (W2)', () => {
    const result = water({ ...school, 月均用水量立方米: 10_000, 上次水平衡测试日期: '2019-05' });
    expect(said(result)).toContain('上次测试在2019年5月，下一次要在那以后6年之内');
    expect(said(result)).toContain('除以12');
    expect(said(water({ ...school, 月均用水量立方米: 10_000 }))).toContain('第一次');
    expect(codesOf(result)).toContain('validity_unstated');
  });

  it('reports volumes that contradict each other', () => {
    const both = (monthly: number, yearly: number) =>
      water({ ...school, 月均用水量立方米: monthly, 年用水量立方米: yearly });
    expect(both(10_000, 120_000).status).toBe('ok');
    expect(both(10_000, 120_011.999).status).toBe('ok');
    expect(both(10_000, 120_012).status).toBe('input-error');
    expect(both(10_000, 130_000).reasons[0]?.text).toContain('“年用水量立方米”');
    expect(water({ ...school, 月均用水量立方米: -1 }).status).toBe('input-error');
  });
});
