/** When medical aid is in force (第三十条, 第二条), to the day and for dates that are known in part (AMB-M9, M10). */
import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { labelsOf, runChecked } from './support/run-checked.ts';

const given = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 政策范围内个人自付: 1000 };
const go = (对象类别: string, 收据日期?: string, 申请日期?: string) =>
  runChecked(medicalAid, { ...given, 对象类别, 收据日期, 申请日期 });

describe('the validity of 第三十条', () => {
  it.each<[string | undefined, string | undefined, string, string?, string?]>([
    ['2018-03-22', undefined, 'not-in-force', '第三十条'],
    ['2018-03-23', undefined, 'ok'],
    ['2020-03-31', undefined, 'ok'],
    ['2020-04-01', undefined, 'expired', '第三十条'],
    ['2018-02', undefined, 'not-in-force', '第三十条'],
    ['2018-04', undefined, 'ok'],
    ['2020-03', undefined, 'ok'],
    ['2020-04', undefined, 'expired', '第三十条'],
    ['2017', undefined, 'not-in-force', '第三十条'],
    ['2019', undefined, 'ok'],
    ['2021', undefined, 'expired', '第三十条'],
    // Partly inside: the day is asked.
    ['2018-03', undefined, 'missing', '第三十条', '收据日期'],
    ['2018', undefined, 'missing', '第三十条', '收据日期'],
    ['2020', undefined, 'missing', '第三十条', '收据日期'],
    // The application alone.
    [undefined, '2018-03-22', 'not-in-force', '第三十条'],
    [undefined, '2018-03-23', 'ok'],
    [undefined, '2020-03-31', 'ok'],
    [undefined, '2020-04-01', 'missing', '第三十条', '收据日期'],
    [undefined, '2020', 'ok'],
    // Both.
    ['2018-03-22', '2018-03-22', 'not-in-force', '第三十条'],
    ['2018-03-22', '2018-03-23', 'missing', '第二条'],
    ['2018-02', '2018-05', 'missing', '第二条'],
    ['2020-03-31', '2020-04-01', 'missing', '第三十条'],
    ['2020-03-31', '2020-03-31', 'ok'],
    ['2020-04-01', '2020-04-02', 'expired', '第三十条'],
  ])('receipt %s, application %s: %s', (receipt, application, status, clause, asked) => {
    const result = go('低保', receipt, application);
    expect([result.status, ...result.reasons.map((reason) => reason.clause)]).toEqual(
      clause === undefined ? [status] : [status, clause],
    );
    expect(labelsOf(result)).toEqual(asked === undefined ? [] : [asked]);
    const open = status === 'expired' || status === 'not-in-force' || status === 'missing';
    expect(result.values['total']).toBe(open ? null : 800);
    expect(result.eligible).toBe(open ? 'unknown' : true);
  });

  it('says when it was or which document held before', () => {
    expect(go('低保', '2020-04-01').reasons[0]?.text).toContain('有效期至2020-03-31');
    expect(go('低保', '2018-03-22').reasons[0]?.text).toContain('清新府办〔2014〕19号');
    expect(go('低保', '2018-03').reasons[0]?.text).toContain('2018-03里只有一部分日子');
    expect(go('低保', undefined, '2020-04-01').reasons[0]?.text).toContain('2020-03-31以前开的');
    expect(go('低保', '2018-03-22', '2018-03-23').reasons[0]?.text).toContain('适用哪个办法文件没有写');
    expect(go('低保', '2020-03-31', '2020-04-01').reasons[0]?.text).toContain('申请在届满之后');
  });
});

describe('the aid year of 第二条', () => {
  it.each<[string, string, string, string]>([
    ['低收入老年人', '2018-06-01', '2019-06-30', 'ok'],
    ['低收入老年人', '2018-05-31', '2019-06-01', 'missing'],
    ['低收入老年人', '2019-05-31', '2019-06-01', 'ok'],
    ['低收入老年人', '2019-06-01', '2019-06-01', 'missing'],
    ['低收入老年人', '2018-12', '2019-12', 'ok'],
    ['低收入老年人', '2018-11', '2019-12', 'missing'],
    // Known by the year only: nothing is held against it.
    ['低收入老年人', '2018-06', '2020', 'ok'],
    ['低收入老年人', '2019', '2020-03', 'ok'],
    ['低收入老年人', '2019', '2019-06', 'ok'],
    ['低收入老年人', '2019', '2019', 'ok'],
    // Settled at the hospital by the insurance year.
    ['低保', '2018-05', '2019-06', 'ok'],
    ['低保', '2019-06', '2019-06', 'ok'],
    ['特困供养', '2018-05', '2019-06', 'ok'],
    ['特困供养', '2019-06', '2019-06', 'ok'],
    ['建档立卡', '2018-05', '2019-06', 'ok'],
  ])('%s, receipt %s, application %s: %s', (kind, receipt, application, status) => {
    expect(go(kind, receipt, application).status).toBe(status);
  });
});
