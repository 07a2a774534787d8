import { describe, expect, it } from 'vitest';
import { premiumSupport } from '../../src/calculators/schemes/premium-support.ts';
import { codesOf, labelsOf, runChecked, said } from './support/run-checked.ts';

const insured = { 参保险种: '城乡居民医疗保险', 参保月份: '2019-01' };
const support = (facts: Record<string, unknown>, asOf?: string) => runChecked(premiumSupport, facts, asOf);

describe('参保资助', () => {
  it.each([
    '城乡最低生活保障对象',
    '低保户',
    '五保',
    '军烈属',
    '孤儿',
    '事实无人抚养孤儿',
    '低收入家庭重度残疾人',
  ])('is for %s', (identity) => {
    expect(support({ ...insured, 身份: [identity] })).toMatchObject({ status: 'ok', eligible: true });
  });

  it('needs 60 years for a member of a low-income family', () => {
    const at = (age: number) => support({ ...insured, 身份: ['低收入家庭成员'], 年龄: age });
    expect([59, 60, 61].map((age) => at(age).status)).toEqual(['not-eligible', 'ok', 'ok']);
    expect(at(59).reasons[0]?.text).toContain('59周岁');
    expect(codesOf(at(60))).toContain('ambiguous');
    expect(codesOf(at(70))).not.toContain('ambiguous');
    expect(labelsOf(support({ ...insured, 身份: ['低收入家庭成员'] }))).toEqual(['年龄']);
  });

  it('takes a disabled member of a low-income family at any age', () => {
    expect(support({ ...insured, 身份: ['低收入家庭成员'], 年龄: 30, 重度残疾: true }).status).toBe('ok');
    expect(support({ ...insured, 身份: ['低收入家庭成员', '重度残疾'] }).status).toBe('ok');
  });

  it('asks about a disabled person outside a low-income family (P1)', () => {
    expect(labelsOf(support({ ...insured, 身份: ['重度残疾'] }))).toEqual(['低收入家庭']);
    expect(support({ ...insured, 身份: ['重度残疾'], 低收入家庭: true }).status).toBe('ok');
    const other = support({ ...insured, 身份: ['重度残疾'], 低收入家庭: false });
    expect(other).toMatchObject({ status: 'missing', eligible: 'unknown' });
    expect(said(other)).toContain('请问区民政局');
    expect(support({ ...insured, 身份: ['重度残疾', '低保'], 低收入家庭: false }).status).toBe('ok');
  });

  it('takes the register of the month of enrolment', () => {
    const listed = { ...insured, 身份: ['建档立卡'] };
    expect(labelsOf(support(listed))).toEqual(['参保月当月在册']);
    expect(support({ ...listed, 参保月当月在册: true }).status).toBe('ok');
    expect(support({ ...listed, 参保月当月在册: false }).status).toBe('not-eligible');
    expect(support({ ...listed, 身份: ['建档立卡', '低保'], 参保月当月在册: false }).status).toBe('ok');
  });

  it('is not for another insurance, nor for somebody who is not listed (P2)', () => {
    const employee = support({ 身份: ['低保'], 参保险种: '职工医保' });
    expect(employee.status).toBe('not-eligible');
    expect(employee.reasons).toHaveLength(1);
    const villager = support({ ...insured, 身份: ['普通村民'] });
    expect(villager).toMatchObject({ status: 'not-eligible', eligible: false });
    expect(said(villager)).toContain('“等”');
    const both = support({ 身份: [], 参保险种: '职工医保' });
    expect(both.reasons.map(({ text }) => text)).toEqual([
      '第六条只资助参加城乡居民医疗保险，参加其他保险不在内。',
      '不在第六条所列的资助对象里。',
    ]);
  });

  it('never states an amount (P3)', () => {
    const asked = support({ ...insured, 身份: ['特困'], 问金额: true });
    expect(asked).toMatchObject({ status: 'partial', eligible: true, values: { amount: null } });
    expect(labelsOf(asked)).toEqual(['当年缴费标准']);
    const known = support({ ...insured, 身份: ['特困'], 当年缴费标准: 220 });
    expect(known).toMatchObject({ status: 'partial', values: { amount: null }, missing: [] });
  });

  it.each([
    ['2018-03-22', 'not-in-force'],
    ['2018-03-23', 'ok'],
    ['2018-03', 'ok'],
    ['2020-03-31', 'ok'],
    ['2020-04-01', 'expired'],
    ['2021', 'expired'],
  ])('enrolment on %s is %s', (month, status) => {
    expect(support({ 身份: ['低保'], 参保险种: '居民医保', 参保月份: month }).status).toBe(status);
  });

  it('says when only a part of the month is inside, and that the rule has expired since', () => {
    expect(codesOf(support({ 身份: ['低保'], 参保险种: '居民医保', 参保月份: '2018-03' }))).toContain(
      'check_date',
    );
    expect(codesOf(support({ ...insured, 身份: ['低保'] }, '2020-03-31'))).not.toContain('expired');
    expect(codesOf(support({ ...insured, 身份: ['低保'] }, '2020-04-01'))).toContain('expired');
  });

  it('reports contradictions by the names of the fields', () => {
    const result = support({ ...insured, 身份: ['重度残疾'], 重度残疾: false });
    expect(result.status).toBe('input-error');
    expect(result.reasons[0]?.text).toContain('“重度残疾”');
  });
});
