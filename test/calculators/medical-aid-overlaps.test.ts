/** Several classes at once (AMB-M11), and what is asked although a figure can be given (AMB-M9, M12, M16, M27). */
import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { codesOf, labelsOf, runChecked } from './support/run-checked.ts';

type Given = Readonly<Record<string, unknown>>;
const go = (facts: Given, asOf?: string) => runChecked(medicalAid, { ...facts }, asOf);
const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const none = { 起付标准: 0, 乙类自负: 0, 大病保险起付线: 0 };
const poor = { ...common, 对象类别: '低保', 政策范围内个人自付: 1000 };
const low = { ...poor, 对象类别: '低收入老年人' };
const clauses = (facts: Given) => go(facts).reasons.map(({ clause }) => clause);

describe('somebody in several classes', () => {
  it.each<[readonly string[], Given, number, string]>([
    [
      ['低收入老年人', '因病致贫重病患者'],
      { ...none, 合规个人负担费用: 10_000 },
      7000,
      '因病致贫家庭重病患者',
    ],
    [['因病致贫重病患者', '低收入老年人'], { ...none, 合规个人负担费用: 100 }, 750, '低收入家庭'],
    [['建档立卡', '其他特殊困难人员'], { ...none, 合规个人负担费用: 1200 }, 840, '其他特殊困难人员'],
    [['建档立卡', '其他特殊困难人员'], { ...none, 合规个人负担费用: 1000 }, 800, '建档立卡'],
  ])('%j gets the higher aid, and is told so', (kinds, facts, total, name) => {
    const result = go({ ...poor, 对象类别: kinds, ...facts });
    expect(result).toMatchObject({ status: 'ok', values: { total } });
    expect(result.steps.at(-1)?.value).toBe(total);
    const flag = result.notices.at(-1);
    expect(flag?.code).toBe('ambiguous');
    expect(flag?.text).toContain(name);
    expect(codesOf(result)[0]).toBe('authority_decides');
  });

  it('takes the first class when both give the same', () => {
    const same = {
      ...poor,
      对象类别: ['其他特殊困难人员', '因病致贫重病患者'],
      ...none,
      合规个人负担费用: 1000,
    };
    expect(go(same).notices.at(-1)?.text).toContain('因病致贫家庭重病患者');
  });

  it('compares a figure that has two readings by the literal one', () => {
    const kinds = ['建档立卡', '其他特殊困难人员'];
    const costs = { 政策范围内个人自付: 60_000, ...none, 合规个人负担费用: 100_000 };
    // 48000 and half of 12000 less 100, or half of 11900; the other class gives 50000.
    const result = go({ ...poor, 对象类别: kinds, ...costs, 患重特大疾病: true, 本年度已领重特大救助: 100 });
    expect(result).toMatchObject({ status: 'partial', values: { basicAid: 48_000 } });
    expect(result.alternatives.map(({ values }) => values['total'])).toEqual([53_900, 53_950]);
  });

  it('gets what one of them gives when the other is refused', () => {
    const facts = { ...poor, 对象类别: ['建档立卡', '低收入老年人'], 就医方式: '普通门诊' };
    expect(go(facts)).toMatchObject({ status: 'ok', values: { total: 800 } });
  });
});

describe('what is asked although a figure can be given', () => {
  it.each<[string, Given, string, readonly (string | null)[]]>([
    ['an orphan of 15', { ...poor, 对象类别: '孤儿', 年龄: 15 }, 'ok', []],
    ['an orphan of 16', { ...poor, 对象类别: '孤儿', 年龄: 16 }, 'missing', ['第三条（二）']],
    ['an orphan of 16 who is 特困', { ...poor, 对象类别: ['孤儿', '特困供养'], 年龄: 16 }, 'ok', []],
    ['somebody of 16 who is 特困', { ...poor, 对象类别: '特困供养', 年龄: 16 }, 'ok', []],
    [
      'a payout of a fen for other items',
      { ...poor, 商业保险赔付: 0.01, 商业保险含自费项目: true },
      'missing',
      ['第二条'],
    ],
    ['no payout', { ...poor, 商业保险赔付: 0, 商业保险含自费项目: true }, 'ok', []],
    ['a lapsed recognition', { ...low, 低收入认定已满1年: true }, 'missing', ['第二十五条']],
    ['a lapse that is not asked of 低保', { ...poor, 低收入认定已满1年: true }, 'ok', []],
    ['a death before', { ...poor, 患者去世: '申请前' }, 'missing', ['第二十三条']],
    [
      'the month of application',
      { ...low, 收据日期: '2019-06', 申请日期: '2019-06' },
      'missing',
      ['第三条（四）'],
    ],
    ['an older receipt', { ...low, 收据日期: '2018-05', 申请日期: '2019-06' }, 'missing', ['第二条']],
    [
      'out-patient care of 低收入',
      { ...low, 就医方式: '普通门诊', 政策范围内个人自付: 12_000, 患重特大疾病: true },
      'missing',
      ['第九条', '第十一条'],
    ],
    [
      'two readings',
      {
        ...common,
        对象类别: '其他特殊困难人员',
        合规个人负担费用: 60_000,
        ...none,
        起付标准: 9000,
        患重特大疾病: true,
      },
      'partial',
      ['第十一条'],
    ],
    ['nobody of 第三条', { ...poor, 对象类别: '都不是', 待判定: '都不是' }, 'not-eligible', ['第三条（五）']],
  ])('%s', (_, facts, status, expected) => {
    expect(go(facts).status).toBe(status);
    expect(clauses(facts)).toEqual(expected);
    expect(codesOf(go(facts))[0]).toBe('authority_decides');
  });

  it('asks for the part of a payout that was for covered costs', () => {
    expect(labelsOf(go({ ...poor, 商业保险赔付: 100, 商业保险含自费项目: true }))).toEqual(['商业保险赔付']);
  });

  it.each([
    ['2018-03-22', 'not-in-force'],
    ['2020-04-01', 'expired'],
  ])('a receipt of %s still says that the authority decides', (day, status) => {
    const result = go({ ...poor, 收据日期: day });
    expect([result.status, ...codesOf(result)]).toEqual([status, 'authority_decides']);
  });
});
