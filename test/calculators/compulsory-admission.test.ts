import { describe, expect, it } from 'vitest';
import { compulsoryAdmission } from '../../src/calculators/schemes/compulsory-admission.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const admission = (facts: Record<string, unknown>) => runChecked(compulsoryAdmission, facts);
const resident = {
  对象: '我区患者',
  卫生院评估有肇事肇祸倾向: true,
  收治医院: '清远市第三人民医院',
  入院月份: '2018-12',
};
const homeless = { 对象: '三无流浪乞讨人员', 需要送治: true, 收治医院: '市三院' };

describe('强制送治补助', () => {
  it('is 6000 yuan for a resident and leaves the rest to the family', () => {
    const bill = { 住院总费用: 31_000, 居民医保报销: 20_000, 大病医疗救助: 3000 };
    const result = admission({ ...resident, ...bill });
    expect(result).toMatchObject({ status: 'ok', eligible: true });
    expect(result.values).toEqual({ treatmentSubsidy: 6000, selfPay: 2000 });
    expect(admission({ ...resident, 例数: 2 }).values.treatmentSubsidy).toBe(12_000);
  });

  it.each([
    [6000.01, 'ok', 6000, 0.01, []],
    [6000, 'ok', 6000, 0, []],
    [5999.99, 'partial', null, 0, [6000, 5999.99]],
    [0, 'partial', null, 0, [6000, 0]],
  ])('with %s yuan left after insurance is %s (C1)', (net, status, treatmentSubsidy, selfPay, readings) => {
    const bill = { 住院总费用: 10_000 + net, 居民医保报销: 10_000, 大病医疗救助: 0 };
    const result = admission({ ...resident, ...bill });
    expect(result.status).toBe(status);
    expect(result.values).toEqual({ treatmentSubsidy, selfPay });
    expect(result.alternatives.map(({ values }) => values)).toEqual(
      readings.map((each) => ({ treatmentSubsidy: each, selfPay: 0 })),
    );
  });

  it('is 20000 yuan for each homeless person, with 500 for the escort whatever their number', () => {
    const result = admission({ ...homeless, 例数: 2, 护送人数: 7 });
    expect(result.values).toEqual({ treatmentSubsidy: 40_000, escortSubsidy: 1000 });
    expect(admission(homeless).values).toEqual({ treatmentSubsidy: 20_000, escortSubsidy: 500 });
    expect(said(admission({ ...homeless, 住院总费用: 25_000 }))).toContain('多于或少于定额');
    expect(said(admission({ ...homeless, 住院总费用: 20_000 }))).not.toContain('多于或少于定额');
  });

  it('needs no assessment for a homeless person (C6)', () => {
    expect(labelsOf(admission({ 对象: '三无' }))).not.toContain('卫生院评估有肇事肇祸倾向');
    expect(admission({ ...homeless, 需要送治: false }).status).toBe('not-eligible');
  });

  it('depends on who brought a resident (C3)', () => {
    expect(admission(resident).values).toEqual({ treatmentSubsidy: 6000 });
    const police = admission({ ...resident, 送治人: '公安机关' });
    expect(police.values).toEqual({ treatmentSubsidy: 6000, escortSubsidy: 500 });
    expect(said(police)).toContain('是否只给“三无”人员');
    const family = admission({ ...resident, 送治人: '家属' });
    expect(family).toMatchObject({
      status: 'partial',
      values: { treatmentSubsidy: 6000, escortSubsidy: null },
    });
  });

  it('is paid once a year for a patient (C4)', () => {
    const again = admission({ ...resident, 本年度已享受: true });
    expect(again).toMatchObject({ status: 'ok', eligible: true, values: { treatmentSubsidy: 0 } });
    const bill = { 住院总费用: 10_000, 居民医保报销: 7000, 大病医疗救助: 0 };
    expect(admission({ ...resident, ...bill, 本年度已享受: true }).values.selfPay).toBe(3000);
  });

  it('is not for another hospital, nor without an assessment, and says both', () => {
    const result = admission({ ...resident, 卫生院评估有肇事肇祸倾向: false, 收治医院: '广州某医院' });
    expect(result.reasons.map(({ clause }) => clause)).toEqual(['强制送治方案 一', '强制送治方案 一']);
    expect(result).toMatchObject({ status: 'not-eligible', values: { treatmentSubsidy: 0 } });
    expect(admission({ ...homeless, 收治医院: '其他医院' }).status).toBe('not-eligible');
  });

  it.each([
    ['2018-07-24', 'missing'],
    ['2018-07-25', 'ok'],
    ['2018-07', 'ok'],
    ['2018-06', 'missing'],
  ])('admission on %s is %s', (month, status) => {
    expect(admission({ ...resident, 入院月份: month }).status).toBe(status);
  });

  it('asks what is missing and gives tight bounds meanwhile', () => {
    const { 卫生院评估有肇事肇祸倾向: _, ...unassessed } = resident;
    expect(labelsOf(admission(unassessed))).toEqual(['卫生院评估有肇事肇祸倾向']);
    const half = admission({ ...resident, 住院总费用: 10_000 });
    expect(labelsOf(half)).toEqual(['居民医保报销', '大病医疗救助']);
    expect(half.bounds.selfPay).toEqual([0, 4000]);
    const one = admission({ ...resident, 住院总费用: 10_000, 居民医保报销: 2000 });
    expect(one.bounds).toMatchObject({ treatmentSubsidy: [0, 6000], selfPay: [0, 2000] });
  });

  it('reports payments above the bill', () => {
    const result = admission({ ...resident, 住院总费用: 1000, 居民医保报销: 900, 大病医疗救助: 100.01 });
    expect(result.status).toBe('input-error');
    expect(result.reasons[0]?.text).toContain('“住院总费用”');
    expect(admission({ ...resident, 例数: 0 }).status).toBe('input-error');
  });

  it('says that the money goes to the hospital and that no validity is stated', () => {
    const result = admission(resident);
    expect(said(result)).toContain('不发给家属');
    expect(codesOf(result)).toContain('validity_unstated');
    expect(said(result)).toContain('每年一次');
  });
});
