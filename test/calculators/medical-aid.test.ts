import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calculation } from '../../src/calculators/calculation.ts';
import { nextField, run } from '../../src/calculators/run.ts';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { boundaryCases } from './medical-aid-boundaries.ts';

const options = { asOf: '2019-12-31' };
const go = (facts: Record<string, unknown>): Calculation => run(medicalAid, facts, options);
const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const poor = { ...common, 对象类别: '低保' };
const low = { ...common, 对象类别: '低收入重病患者' };
const ill = { ...common, 对象类别: '因病致贫重病患者', 起付标准: 500, 乙类自负: 1500, 大病保险起付线: 8000 };
const labels = (result: Calculation) => result.missing.map(({ label }) => label);
const codes = (result: Calculation) => result.notices.map(({ code }) => code);
const outcome = ({ status, values }: Calculation) => [status, values['basicAid'], values['majorIllnessAid']];
const papers = (facts: Record<string, unknown>) => go(facts).documents.map(({ clause }) => clause);
const totals = (result: Calculation) => result.alternatives.map(({ values }) => values['total']);

describe('medical aid at its thresholds', () => {
  it.each(boundaryCases)('%s', (_, facts, expected) => {
    const result = go(facts);
    expect(outcome(result)).toEqual(expected);
  });

  it('ends its trace with the total whenever there is one', () => {
    const wrong = boundaryCases
      .map(([, facts]) => go(facts))
      .filter(({ values, steps }) => values['total'] !== null && steps.at(-1)?.value !== values['total']);
    expect(wrong).toEqual([]);
  });
});

describe('medical aid asks', () => {
  it('for the class first, and then in clause order', () => {
    expect(nextField(medicalAid, {}, options)?.label).toBe('对象类别');
    expect(labels(go({ 对象类别: '低保' }))).toEqual(['定点医疗机构', '政策范围内个人自付']);
    expect(labels(go({ 对象类别: '低收入老年人' }))).toEqual([
      '定点医疗机构',
      '就医方式',
      '政策范围内个人自付',
    ]);
    expect(nextField(medicalAid, { 对象类别: '都不是' }, options)?.label).toBe('待判定');
  });

  it('for a major illness only above the threshold, and never infers it', () => {
    expect(outcome(go({ ...poor, 政策范围内个人自付: 50_000 }))).toEqual(['ok', 40_000, 0]);
    const above = go({ ...poor, 政策范围内个人自付: 50_000.05 });
    expect(outcome(above)).toEqual(['partial', 40_000.04, null]);
    expect(labels(above)).toEqual(['患重特大疾病']);
    expect(above.bounds).toEqual({
      basicAid: [40_000.04, 40_000.04],
      majorIllnessAid: [0, 5000.01],
      total: [40_000.04, 45_000.05],
    });
  });

  it('whether out-patient care was special, where that decides', () => {
    expect(labels(go({ ...low, 就医方式: '门诊', 政策范围内个人自付: 1000 }))).toEqual(['就医方式']);
    expect(outcome(go({ ...poor, 就医方式: '门诊', 政策范围内个人自付: 1000 }))).toEqual(['ok', 800, 0]);
  });

  it('never for the assets of 低保 and never guesses the standard', () => {
    expect(go({ ...poor, 政策范围内个人自付: 1000, 家庭: { 机动车船: true } }).status).toBe('ok');
    const wanted = { ...common, 待判定: '低收入老年人', 政策范围内个人自付: 1000 };
    const family = { 房屋套数: 1, 机动车船: false, 营利性组织: false, 人均存款: 1, 证券收藏人均市值: 0 };
    const result = go({ ...wanted, 家庭: { ...family, '月人均收入在1.5倍以内': true } });
    expect(labels(result)).toEqual(['家庭.十二个月城镇低保标准']);
  });

  it('has an upper bound only where the text writes a ceiling', () => {
    expect(go({ ...poor, 对象类别: '特困供养' }).bounds['total']).toEqual([0, null]);
    expect(go(poor).bounds['total']).toEqual([0, 80_000]);
    expect(go({ ...poor, 患重特大疾病: false }).bounds['total']).toEqual([0, 50_000]);
  });
});

describe('medical aid assumes', () => {
  it('the district of somebody recognised there, and shows it back', () => {
    const result = go({ 对象类别: '低保', 定点医疗机构: true, 政策范围内个人自付: 100 });
    expect(result.facts.find(({ label }) => label === '户籍')).toMatchObject({
      value: '本区',
      origin: 'assumed',
    });
  });

  it('never the district of somebody who is still to be recognised', () => {
    expect(labels(go({ 待判定: '低收入老年人' }))[0]).toBe('户籍');
  });

  it('does not show assumptions that played no part', () => {
    const result = go({ ...poor, 政策范围内个人自付: 100 });
    expect(result.facts.map(({ label }) => label)).not.toContain('抢救');
  });
});

describe('medical aid leaves out', () => {
  it.each([
    ['因自身违法行为', '第十六条（一）'],
    ['交通事故应由第三方承担', '第十六条（二）'],
    ['斗殴', '第十六条（三）'],
    ['美容', '第十六条（四）'],
    ['挂床住院', '第十六条（五）'],
    ['超出医保用药目录', '第十六条（六）'],
    ['自行购药', '第十六条（七）'],
    ['收到出院通知后拒不出院', '第二十一条'],
    ['传染病', '第二条'],
  ])('%s, by %s', (ground, clause) => {
    const result = go({ ...poor, 政策范围内个人自付: 1000, 排除情形: ground });
    expect(result).toMatchObject({ status: 'not-eligible', reasons: [{ clause }] });
  });

  it('only the costs that are named, when an amount is said', () => {
    const result = go({ ...poor, 政策范围内个人自付: 1000, 排除情形: '镶牙', 不计入费用: 400 });
    expect(outcome(result)).toEqual(['ok', 480, 0]);
  });

  it('nothing of a mental patient who hurt himself', () => {
    const facts = { ...poor, 政策范围内个人自付: 1000, 排除情形: '自伤' };
    expect(go(facts).status).toBe('not-eligible');
    expect(outcome(go({ ...facts, 精神病: true }))).toEqual(['ok', 800, 0]);
  });

  it('collects every reason', () => {
    const result = go({ ...low, 户籍: '外省', 定点医疗机构: false, 就医方式: '普通门诊', 排除情形: '违法' });
    expect(result.reasons.map(({ clause }) => clause)).toEqual([
      '第三条（三）',
      '第二条',
      '第九条',
      '第十六条（一）',
    ]);
  });

  it('care elsewhere unless it was an emergency that the insurance accepted', () => {
    const facts = { ...poor, 政策范围内个人自付: 1000, 定点医疗机构: false };
    expect(go(facts).status).toBe('not-eligible');
    expect(labels(go({ ...facts, 抢救: true }))).toEqual(['抢救费用医保已认可']);
    expect(outcome(go({ ...facts, 抢救: true, 抢救费用医保已认可: true }))).toEqual(['ok', 800, 0]);
    expect(go({ ...facts, 抢救: true, 抢救费用医保已认可: false }).status).toBe('not-eligible');
  });
});

describe('the register of ambiguities', () => {
  it('M4: both readings of the remainder when they differ, basic aid alone being certain', () => {
    const result = go({ ...ill, 合规个人负担费用: 60_000, 患重特大疾病: true });
    expect(outcome(result)).toEqual(['partial', 35_000, null]);
    expect(totals(result)).toEqual([47_500, 35_000]);
    expect(result.bounds['total']).toEqual([35_000, 47_500]);
  });

  it('M9: both when the receipt lies in the month of application', () => {
    const result = go({ ...low, 政策范围内个人自付: 1000, 收据日期: '2019-06-03', 申请日期: '2019-06-20' });
    expect(outcome(result)).toEqual(['missing', null, null]);
    expect(totals(result)).toEqual([750, 0]);
    expect(go({ ...poor, 政策范围内个人自付: 1000, 收据日期: '2019-06', 申请日期: '2019-06' }).status).toBe(
      'ok',
    );
  });

  it.each([
    ['2020-03-31', '2020-04-01', 'missing'],
    ['2018-03-22', '2018-03-23', 'missing'],
    ['2018-03-22', '2018-03-22', 'not-in-force'],
    ['2020-04-01', '2020-04-02', 'expired'],
    ['2020-03-31', '2020-03-31', 'ok'],
  ])('M10: receipt of %s and application of %s: %s', (receipt, application, status) => {
    const result = go({ ...poor, 政策范围内个人自付: 1000, 收据日期: receipt, 申请日期: application });
    expect(result.status).toBe(status);
    expect(totals(result)).toEqual(status === 'missing' ? [800, 0] : []);
  });

  it('M10: a year that lies partly inside asks for the day', () => {
    const result = go({ ...poor, 政策范围内个人自付: 1000, 收据日期: '2020' });
    expect(labels(result)).toEqual(['收据日期']);
    expect(go({ ...poor, 政策范围内个人自付: 1000, 收据日期: '2020-03' }).status).toBe('ok');
  });

  it('M11: 特困 and 低保 govern; other overlaps show the higher and say so', () => {
    const cost = { 政策范围内个人自付: 10_000 };
    expect(outcome(go({ ...poor, 对象类别: ['建档立卡', '孤儿'], ...cost }))).toEqual(['ok', 10_000, 0]);
    expect(outcome(go({ ...poor, 对象类别: ['低收入重度残疾人', '低保'], ...cost }))).toEqual([
      'ok',
      8000,
      0,
    ]);
    const both = go({ ...poor, 对象类别: ['低收入老年人', '建档立卡'], ...cost });
    expect(outcome(both)).toEqual(['ok', 8000, 0]);
    expect(codes(both)).toContain('ambiguous');
  });

  it('M13: recognised status is taken as it is, doubtful ages are flagged', () => {
    const result = go({ ...common, 对象类别: '低收入老年人', 年龄: 62, 政策范围内个人自付: 100 });
    expect(result.status).toBe('ok');
    expect(codes(result)).toContain('ambiguous');
  });

  it('M15: merges only in-patients; one major illness of two is read both ways', () => {
    const first = { ...poor, 政策范围内个人自付: 45_000, 患重特大疾病: true };
    const second = { 自付: 30_000, 就医方式: '住院' };
    const one = go({ ...first, 第二名共同生活成员: { ...second, 患重特大疾病: false } });
    expect(outcome(one)).toEqual(['partial', 60_000, null]);
    expect(totals(one)).toEqual([67_500, 60_000]);
    const two = go({ ...first, 第二名共同生活成员: { ...second, 患重特大疾病: true } });
    expect(outcome(two)).toEqual(['ok', 60_000, 7500]);
    const apart = go({
      ...first,
      第二名共同生活成员: { ...second, 就医方式: '普通门诊', 患重特大疾病: true },
    });
    expect(outcome(apart)).toEqual(['ok', 60_000, 0]);
  });

  it('M15: a merged basic aid above one ceiling is read both ways', () => {
    const second = { 自付: 60_000, 就医方式: '住院', 患重特大疾病: false };
    const result = go({ ...ill, 合规个人负担费用: 60_000, 患重特大疾病: false, 第二名共同生活成员: second });
    expect(outcome(result)).toEqual(['missing', null, null]);
    expect(totals(result)).toEqual([50_000, 77_000]);
  });

  it('M16: insurance is deducted; a payout that covers other items is asked about', () => {
    const facts = { ...poor, 政策范围内个人自付: 10_000, 商业保险赔付: 2000 };
    expect(outcome(go(facts))).toEqual(['ok', 6400, 0]);
    expect(labels(go({ ...facts, 商业保险含自费项目: true }))).toEqual(['商业保险赔付']);
  });

  it('M17: ordinary out-patient care of 低收入 may count towards the remainder', () => {
    const result = go({ ...low, 就医方式: '普通门诊', 政策范围内个人自付: 12_000, 患重特大疾病: true });
    expect(result.status).toBe('missing');
    expect(totals(result)).toEqual([6000, 0]);
  });

  it('M20: an accident without a liable third party is asked about', () => {
    const result = go({ ...poor, 政策范围内个人自付: 1000, 排除情形: '肇事者逃逸' });
    expect(result.status).toBe('missing');
    expect(totals(result)).toEqual([800, 0]);
  });

  it('M22: earlier aid for major illness is read both ways unless the ceiling decides', () => {
    const facts = { ...poor, 政策范围内个人自付: 20_000, 本年度此前自付: 60_000, 本年度已领基本救助: 48_000 };
    const result = go({ ...facts, 本年度已领重特大救助: 6000, 患重特大疾病: true });
    expect(outcome(result)).toEqual(['partial', 2000, null]);
    expect(totals(result)).toEqual([11_000, 14_000]);
  });

  it('M24, M27: death before the application and a lapsed recognition are asked about', () => {
    expect(go({ ...poor, 政策范围内个人自付: 100, 患者去世: '申请之前去世' }).status).toBe('missing');
    expect(go({ ...poor, 政策范围内个人自付: 100, 患者去世: '申请办理期间去世' }).status).toBe('ok');
    expect(go({ ...low, 政策范围内个人自付: 100, 低收入认定已满1年: true }).status).toBe('missing');
  });

  it('M26: no referral is a warning', () => {
    const result = go({ ...poor, 政策范围内个人自付: 100, 转诊或备案: false });
    expect(result.status).toBe('ok');
    expect(codes(result)).toContain('referral');
  });

  it('M30: the 60% test is asked about when the readings differ', () => {
    const family = { 年可支配总收入: 50_000, 财产符合第五条: true };
    const facts = {
      ...ill,
      对象类别: null,
      待判定: '因病致贫重病患者',
      家庭: family,
      合规个人负担费用: 31_000,
    };
    expect(go(facts).status).toBe('ok');
    expect(go({ ...facts, 商业保险赔付: 2000 }).status).toBe('missing');
  });
});

describe('medical aid refuses', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'own share above the total',
      { 政策范围内个人自付: 9000, 总费用: 8000 },
      '“政策范围内个人自付”大于总费用',
    ],
    [
      'a breakdown that does not add up',
      { 政策范围内个人自付: 900, 总费用: 2000, 超目录费用: 500, 医保及大病报销: 500 },
      '“政策范围内个人自付”不等于',
    ],
    ['reimbursement above the total', { 总费用: 100, 超目录费用: 50, 医保及大病报销: 60 }, '超过了“总费用”'],
    ['excluded costs above the share', { 政策范围内个人自付: 100, 不计入费用: 101 }, '“不计入费用”大于'],
    ['a receipt after the application', { 收据日期: '2019-08', 申请日期: '2019-07' }, '“收据日期”晚于'],
    ['a class and none', { 对象类别: ['低保', '都不是'] }, '“对象类别”既选了'],
    ['assets that fit with a car', { 家庭: { 财产符合第五条: true, 机动车船: true } }, '互相矛盾'],
  ])('%s', (_, facts, sentence) => {
    const result = go({ ...poor, ...facts });
    expect(result.status).toBe('input-error');
    expect(result.reasons.map(({ text }) => text).join()).toContain(sentence);
  });
});

describe('medical aid says', () => {
  it('which papers, only those for the class', () => {
    expect(papers({ ...poor, 政策范围内个人自付: 1 })).not.toContain('第十二条（三）');
    expect(papers({ ...low, 政策范围内个人自付: 1 })).toContain('第十二条（三）');
  });

  it('that it has expired, that the authority decides, and that rounding is a convention', () => {
    const late = run(medicalAid, { ...poor, 政策范围内个人自付: 0.03 }, { asOf: '2020-04-01' });
    expect(codes(late)).toEqual(expect.arrayContaining(['expired', 'authority_decides', 'convention']));
    const last = run(medicalAid, { ...poor, 政策范围内个人自付: 10 }, { asOf: '2020-03-31' });
    expect(codes(last)).not.toContain('expired');
    expect(codes(last)).not.toContain('convention');
    expect(last.values).toEqual({ basicAid: 8, majorIllnessAid: 0, total: 8 });
  });

  it('that a very large cost should be checked, and computes it', () => {
    const result = go({ ...poor, 政策范围内个人自付: 1_000_000.01, 患重特大疾病: false });
    expect(outcome(result)).toEqual(['ok', 50_000, 0]);
    expect(codes(result)).toContain('check_amount');
    expect(codes(go({ ...poor, 政策范围内个人自付: 1_000_000, 患重特大疾病: false }))).not.toContain(
      'check_amount',
    );
  });

  it('which rules were looked at and not applied', () => {
    const result = go({ ...poor, 政策范围内个人自付: 1000 });
    const notApplied = result.steps.filter(({ applied }) => !applied);
    expect(notApplied.map(({ clause }) => clause)).toEqual(['第五条', '第七条', '第十一条（一）']);
  });
});

const money = fc.integer({ min: 0, max: 30_000_000 }).map((fen) => fen / 100);
const category = fc.constantFrom('低保', '建档立卡', '低收入老年人', '因病致贫重病患者', '其他特殊困难人员');
const deductions = { 起付标准: 500, 乙类自负: 1500.55, 大病保险起付线: 8000 };
const factsOf = (对象类别: string, cost: number, more: Record<string, unknown> = {}) => ({
  ...common,
  ...deductions,
  对象类别,
  政策范围内个人自付: cost,
  合规个人负担费用: cost,
  患重特大疾病: true,
  ...more,
});
/** Figures under the literal reading. */
const literal = (result: Calculation) => {
  const values = result.alternatives[0]?.values ?? result.values;
  return { basic: Number(values['basicAid']), major: Number(values['majorIllnessAid']) };
};
const fen = (amount: number) => Math.round(amount * 100);

describe('for all costs', () => {
  it('aid is never negative, never above a ceiling and never above what was borne', () => {
    fc.assert(
      fc.property(category, money, money, (kind, cost, paid) => {
        const { basic, major } = literal(go(factsOf(kind, cost, { 社会指定医疗捐赠: paid })));
        expect(Math.min(basic, major)).toBeGreaterThanOrEqual(0);
        expect(basic).toBeLessThanOrEqual(50_000);
        expect(major).toBeLessThanOrEqual(30_000);
        expect(fen(basic + major)).toBeLessThanOrEqual(Math.max(fen(cost) - fen(paid), 0));
      }),
    );
  });

  it('more cost never gives less', () => {
    fc.assert(
      fc.property(category, money, money, (kind, one, two) => {
        const [less, more] = one < two ? [one, two] : [two, one];
        const [small, large] = [literal(go(factsOf(kind, less))), literal(go(factsOf(kind, more)))];
        expect(large.basic).toBeGreaterThanOrEqual(small.basic);
        expect(large.basic + large.major).toBeGreaterThanOrEqual(small.basic + small.major);
      }),
    );
  });

  it('a year in two claims gives the same as in one', () => {
    fc.assert(
      fc.property(category, money, money, (kind, first, second) => {
        const whole = literal(go(factsOf(kind, (fen(first) + fen(second)) / 100)));
        const before = literal(go(factsOf(kind, first)));
        const after = literal(
          go(
            factsOf(kind, second, {
              本年度此前自付: first,
              本年度已领基本救助: before.basic,
              本年度已领重特大救助: before.major,
            }),
          ),
        );
        expect(fen(before.basic + after.basic)).toBe(fen(whole.basic));
        expect(fen(before.major + after.major)).toBe(fen(whole.major));
      }),
    );
  });

  it('the bounds hold every value that the missing facts can give', () => {
    const hidden = fc.subarray(
      [
        '政策范围内个人自付',
        '患重特大疾病',
        '就医方式',
        '商业保险赔付',
        '本年度已领基本救助',
        '大病保险起付线',
        '合规个人负担费用',
      ],
      { minLength: 1 },
    );
    const kinds = fc.constantFrom('住院', '特殊门诊', '普通门诊');
    fc.assert(
      fc.property(
        category,
        money,
        money,
        money,
        fc.boolean(),
        kinds,
        hidden,
        (kind, cost, paid, received, major, care, keys) => {
          // Out-patient care of 低收入 with a major illness is read two ways only when the illness was said (AMB-M17).
          fc.pre(!(kind === '低收入老年人' && care === '普通门诊' && major));
          const facts = factsOf(kind, cost, {
            商业保险赔付: paid,
            本年度已领基本救助: received,
            患重特大疾病: major,
            就医方式: care,
          });
          const known = Object.fromEntries(
            Object.entries(facts).map(([key, value]) => [key, keys.includes(key) ? null : value]),
          );
          const partly = go(known);
          const exact = go(facts);
          const readings = [exact.values, ...exact.alternatives.map(({ values }) => values)];
          const outside = Object.entries(partly.bounds).flatMap(([name, [least, most]]) =>
            readings
              .map((values) => values[name])
              .filter((value) => typeof value === 'number')
              .filter((value) => value < least || value > (most ?? Number.POSITIVE_INFINITY))
              .map((value) => `${name} ${value} outside ${least}..${most}`),
          );
          expect(outside).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('the order in which facts are said does not matter', () => {
    fc.assert(
      fc.property(
        category,
        money,
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        (kind, cost, order) => {
          const facts = factsOf(kind, cost);
          const shuffled = Object.entries(facts)
            .map((entry, index) => ({ entry, place: order[index] ?? 0 }))
            .sort((left, right) => left.place - right.place)
            .map(({ entry }) => entry);
          expect(go(Object.fromEntries(shuffled))).toEqual(go(facts));
        },
      ),
      { numRuns: 50 },
    );
  });
});
