/** Bad input into every field of every scheme: a sentence that names the field; never a fault, never a silent default. */
import { describe, expect, it } from 'vitest';
import type { Calculation } from '../../src/calculators/calculation.ts';
import { readFacts } from '../../src/calculators/kernel/read-facts.ts';
import { schemeOf, schemes } from '../../src/calculators/registry.ts';
import { run } from '../../src/calculators/run.ts';
import type { Scheme } from '../../src/calculators/scheme.ts';

const options = { asOf: '2019-12-31' };
const sentences = ({ reasons, notices }: Calculation): string =>
  [...reasons, ...notices].map(({ text }) => text).join('\n');
/** As it is shown back, in the unit as typed; the rest of the case is settled, so that nothing has to be tried out. */
const valueOf = (scheme: Scheme, label: string, raw: unknown): unknown =>
  run(scheme, { ...without(scheme.id, label), [label]: raw }, options).facts.find(
    (fact) => fact.label === label,
  )?.value;

/** As JSON brings it: infinity. */
const huge: number = JSON.parse('1e309');

const impossible: Readonly<Record<string, readonly unknown[]>> = {
  quantity: [-1, -0.01, '-3万', '负三万', '－１', Number.NaN, huge, -huge, '9999亿', {}, [1], true],
  boolean: [],
  choice: ['火星', '广寒宫里的人', 5, {}, ['火星'], true],
  choices: ['火星', ['火星'], [5], {}, 5, true],
  date: ['2019-02-30', '2019年2月30日', '2018-11-31', '2019-13-01', '20190230', '0019-01-01', {}, true],
  amounts: [[-1], [huge], [Number.NaN], [{}], '9999亿'],
  text: [{}, ['字'], true],
};
const unreadable: Readonly<Record<string, readonly unknown[]>> = {
  quantity: ['几千块', '三五千', '1e309', '１２ab'],
  boolean: ['也许', 2, {}],
  choice: [],
  choices: [],
  date: ['去年夏天', '２０１９／／'],
  amounts: ['几千块', [100, '几百']],
  text: [],
};
const kindOf = (type: string): string => (['money', 'decimal', 'integer'].includes(type) ? 'quantity' : type);

/** A case of each scheme in which nothing is missing. */
const claims: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'medical-aid': {
    对象类别: '低保',
    户籍: '本区',
    定点医疗机构: true,
    就医方式: '住院',
    收据日期: '2019',
    政策范围内个人自付: 1000,
  },
  'premium-support': { 参保险种: '城乡居民医疗保险', 身份: '低保' },
  'mental-health-medication': {
    危险性评估等级: 1,
    已签监护协议: true,
    就诊机构: '卫生院',
    就医方式: '门诊',
    报销后费用: 60,
  },
  'compulsory-admission': {
    对象: '我区患者',
    卫生院评估有肇事肇祸倾向: true,
    收治医院: '清远市第三人民医院',
  },
  'livestock-demolition': {
    区域: '非禁养区',
    场类: '禽场',
    面积平方米: 100,
    自行关停日期: '2018-10-01',
    自行拆迁日期: '2018-10-02',
  },
  'livestock-clearance-deadline': { 符合环保要求: false, 畜种: '猪', 体重KG: 50 },
  'forest-fire-penalty': { 地点在森林防火区: true, 经批准: false, 主体: '个人', 引起森林火灾: false },
  'water-balance-test': { 用水类别: '非农业', 供水来源: '供水工程', 月均用水量立方米: 20_000 },
  'aid-timeline': { 环节: '全程', 备案对象: true },
};
const without = (id: string, label: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims[id] ?? {}).filter(([name]) => name !== label));

describe.each(schemes)('$id', (scheme) => {
  it('has a case in which nothing is missing', () => {
    expect(run(scheme, { ...claims[scheme.id] }, options).status).toBe('ok');
  });

  it.each(scheme.fields)('$label: what is impossible is refused by name', ({ label, type }) => {
    const told = (impossible[kindOf(type)] ?? []).map((raw) => {
      const result = run(scheme, { [label]: raw }, options);
      return [
        raw,
        result.status,
        sentences(result).includes(`“${label}”`),
        Object.keys(result.bounds).length,
      ];
    });
    expect(told).toEqual((impossible[kindOf(type)] ?? []).map((raw) => [raw, 'input-error', true, 0]));
  });

  it.each(scheme.fields)('$label: what cannot be read is asked again by name', ({ label, type }) => {
    const told = (unreadable[kindOf(type)] ?? []).map((raw) => {
      const result = run(scheme, { ...without(scheme.id, label), [label]: raw }, options);
      const named = result.notices.some(({ code, text }) => code === 'unread' && text.includes(`“${label}”`));
      // Nothing was taken in its place, not even what may be assumed when nobody said anything.
      return [raw, named, result.facts.some((fact) => fact.label === label), result.status !== 'input-error'];
    });
    expect(told).toEqual((unreadable[kindOf(type)] ?? []).map((raw) => [raw, true, false, true]));
  });

  it('reports an unknown name as it was written', () => {
    for (const name of ['不存在的项', 'toString', '__proto__', 'constructor', '家庭.颜色']) {
      const result = run(scheme, Object.fromEntries([[name, 1]]), options);
      expect(result.status).toBe('input-error');
      expect(sentences(result)).toContain(`“${name}”`);
    }
  });
});

describe('amounts as people type them', () => {
  it.each<[unknown, number]>([
    ['3万5', 35_000],
    ['３万５', 35_000],
    ['三万五', 35_000],
    ['3.5w', 35_000],
    ['３５０００', 35_000],
    ['35,000元', 35_000],
    ['３５，０００．００元', 35_000],
    ['万二', 12_000],
    ['18600.50元', 18_600.5],
    [0, 0],
    ['0', 0],
  ])('%s is %s yuan', (raw, amount) => {
    for (const [id, label] of [
      ['medical-aid', '政策范围内个人自付'],
      ['compulsory-admission', '住院总费用'],
      ['forest-fire-penalty', '拟罚金额'],
      ['mental-health-medication', '报销后费用'],
      ['premium-support', '当年缴费标准'],
    ] as const) {
      const scheme = schemeOf(id);
      expect(scheme && valueOf(scheme, label, raw)).toBe(amount);
    }
  });

  it.each<[string, string, unknown, unknown]>([
    ['livestock-demolition', '面积平方米', '１２０．５平方米', 120.5],
    ['livestock-clearance-deadline', '体重KG', '６５公斤', 65],
    ['water-balance-test', '月均用水量立方米', '1万立方米', 10_000],
    ['premium-support', '年龄', '６０周岁', 60],
    ['medical-aid', '收据日期', '２０１９年６月１日', '2019-06-01'],
    ['mental-health-medication', '各月报销后费用', '60、１２０', [60, 120]],
  ])('%s: %s of %s is %s', (id, label, raw, value) => {
    const scheme = schemeOf(id);
    expect(scheme && valueOf(scheme, label, raw)).toEqual(value);
  });

  it.each<[string, string, unknown, string]>([
    ['medical-aid', '政策范围内个人自付', 0.125, '最多两位小数'],
    ['medical-aid', '年龄', 60.5, '必须是整数'],
    ['medical-aid', '年龄', 151, '不能大于150'],
    ['medical-aid', '家庭.人口', 0, '不能小于1'],
    ['livestock-demolition', '面积平方米', 1.0005, '最多三位小数'],
    ['livestock-clearance-deadline', '体重KG', 0, '不能小于0.001'],
    ['mental-health-medication', '危险性评估等级', 6, '不能大于5'],
    ['premium-support', '年龄', 131, '不能大于130'],
    ['compulsory-admission', '例数', 0, '不能小于1'],
    ['water-balance-test', '年用水量立方米', 120_000_000.001, '不能大于120000000'],
  ])('%s: %s of %s %s', (id, label, raw, words) => {
    const scheme = schemeOf(id);
    expect(scheme && sentences(run(scheme, { [label]: raw }, options))).toContain(`“${label}”${words}`);
  });

  it.each<[string, string, unknown]>([
    ['medical-aid', '年龄', 150],
    ['medical-aid', '家庭.人口', 50],
    ['medical-aid', '家庭.房屋套数', 1000],
    ['medical-aid', '非本区户籍条件.连续参保月数', 1200],
    ['medical-aid', '非本区户籍条件.累计参保月数', 1200],
    ['mental-health-medication', '危险性评估等级', 5],
    ['premium-support', '年龄', 130],
    ['compulsory-admission', '例数', 100_000],
    ['livestock-clearance-deadline', '体重KG', 2000],
    ['livestock-demolition', '面积平方米', 10_000_000],
    ['livestock-demolition', '分项面积.畜场', 10_000_000],
    ['livestock-demolition', '分项面积.禽场', 10_000_000],
    ['water-balance-test', '月均用水量立方米', 10_000_000],
    ['water-balance-test', '年用水量立方米', 120_000_000],
  ])('%s: %s may be %s and no more', (id, label, most) => {
    const scheme = schemeOf(id);
    expect(scheme && valueOf(scheme, label, most)).toBe(most);
    expect(scheme && run(scheme, { [label]: Number(most) + 1 }, options).status).toBe('input-error');
  });
});

describe('facts that contradict each other', () => {
  it.each<[string, Record<string, unknown>, readonly (readonly string[])[]]>([
    [
      'medical-aid',
      { 总费用: 100, 超目录费用: 50, 医保及大病报销: 50.01 },
      [['totalCost', 'outsideCost', 'reimbursed']],
    ],
    ['medical-aid', { 总费用: 100, 超目录费用: 100.01 }, [['totalCost', 'outsideCost', 'reimbursed']]],
    ['medical-aid', { 总费用: 100, 医保及大病报销: 100.01 }, [['totalCost', 'outsideCost', 'reimbursed']]],
    ['medical-aid', { 总费用: 100, 超目录费用: 50, 医保及大病报销: 50 }, []],
    ['medical-aid', { 超目录费用: 50, 医保及大病报销: 50 }, []],
    ['medical-aid', { 总费用: 100, 政策范围内个人自付: 100 }, []],
    ['medical-aid', { 总费用: 100, 政策范围内个人自付: 100.01 }, [['ownShare', 'totalCost']]],
    ['medical-aid', { 总费用: 100, 超目录费用: 10, 政策范围内个人自付: 90.01 }, [['ownShare', 'totalCost']]],
    [
      'medical-aid',
      { 总费用: 100, 医保及大病报销: 10, 政策范围内个人自付: 90.01 },
      [['ownShare', 'totalCost']],
    ],
    ['medical-aid', { 总费用: 100, 超目录费用: 10, 政策范围内个人自付: 80 }, []],
    ['medical-aid', { 总费用: 100, 医保及大病报销: 10, 政策范围内个人自付: 80 }, []],
    [
      'medical-aid',
      { 总费用: 100, 超目录费用: 10, 医保及大病报销: 10, 政策范围内个人自付: 79.99 },
      [['ownShare', 'totalCost']],
    ],
    ['medical-aid', { 总费用: 100, 超目录费用: 10, 医保及大病报销: 10, 政策范围内个人自付: 80 }, []],
    ['medical-aid', { 合规医疗费用: 10, 核减基本医保报销: 10 }, []],
    [
      'medical-aid',
      { 合规医疗费用: 10, 核减基本医保报销: 10.01 },
      [['eligibleCost', 'assumedReimbursement']],
    ],
    ['medical-aid', { 核减基本医保报销: 10 }, []],
    ['medical-aid', { 政策范围内个人自付: 10, 不计入费用: 10.01 }, [['excludedCost']]],
    ['medical-aid', { 合规个人负担费用: 10, 不计入费用: 10.01 }, [['excludedCost']]],
    ['medical-aid', { 合规个人负担费用: 10, 不计入费用: 10 }, []],
    [
      'medical-aid',
      { 总费用: 100, 超目录费用: 50, 医保及大病报销: 40, 不计入费用: 10.01 },
      [['excludedCost']],
    ],
    ['medical-aid', { 总费用: 100, 超目录费用: 50, 医保及大病报销: 40, 不计入费用: 10 }, []],
    ['medical-aid', { 总费用: 100, 超目录费用: 50, 不计入费用: 200 }, []],
    ['medical-aid', { 不计入费用: 10 }, []],
    ['medical-aid', { 对象类别: ['都不是', '低保'] }, [['categories']]],
    ['medical-aid', { 对象类别: ['都不是'] }, []],
    ['medical-aid', { 对象类别: ['孤儿', '低保'] }, []],
    [
      'medical-aid',
      { 家庭: { 财产符合第五条: true, 机动车船: true } },
      [['family.assetsFit', 'family.vehicle']],
    ],
    ['medical-aid', { 家庭: { 财产符合第五条: true, 机动车船: true, 车辆类型: '残疾人代步车' } }, []],
    ['medical-aid', { 家庭: { 财产符合第五条: true, 机动车船: false } }, []],
    ['medical-aid', { 家庭: { 财产符合第五条: false, 机动车船: true } }, []],
    [
      'medical-aid',
      { 家庭: { 财产符合第五条: true, 营利性组织: true } },
      [['family.assetsFit', 'family.company']],
    ],
    ['medical-aid', { 家庭: { 财产符合第五条: true, 营利性组织: false } }, []],
    ['medical-aid', { 收据日期: '2019-07-02', 申请日期: '2019-07-01' }, [['receiptDate', 'applicationDate']]],
    ['medical-aid', { 收据日期: '2019-07-01', 申请日期: '2019-07-01' }, []],
    ['medical-aid', { 收据日期: '2019-07-31', 申请日期: '2019-07' }, []],
    ['medical-aid', { 收据日期: '2019-08', 申请日期: '2019-07-31' }, [['receiptDate', 'applicationDate']]],
    ['medical-aid', { 收据日期: '2019', 申请日期: '2019-01-01' }, []],
    ['premium-support', { 身份: ['重度残疾'], 重度残疾: false }, [['identities', 'severelyDisabled']]],
    [
      'premium-support',
      { 身份: ['低收入重度残疾人'], 重度残疾: false },
      [['identities', 'severelyDisabled']],
    ],
    ['premium-support', { 身份: ['低保'], 重度残疾: false }, []],
    ['premium-support', { 身份: ['重度残疾'], 重度残疾: true }, []],
    ['mental-health-medication', { 诊疗费用: 100, 特殊门诊报销: 100 }, []],
    ['mental-health-medication', { 诊疗费用: 100, 特殊门诊报销: 100.01 }, [['cost', 'reimbursed']]],
    [
      'mental-health-medication',
      { 诊疗费用: 100, 特殊门诊报销: 40, 报销后费用: 60.01 },
      [['netCost', 'cost', 'reimbursed']],
    ],
    ['mental-health-medication', { 诊疗费用: 100, 特殊门诊报销: 40, 报销后费用: 60 }, []],
    ['mental-health-medication', { 诊疗费用: 100, 报销后费用: 60 }, []],
    ['mental-health-medication', { 报销后费用: 90, 当月多次报销后费用: [40, 50] }, []],
    ['mental-health-medication', { 报销后费用: 91, 当月多次报销后费用: [40, 50] }, [['visits', 'netCost']]],
    ['mental-health-medication', { 报销后费用: 90, 各月报销后费用: [40, 50] }, [['months', 'netCost']]],
    ['mental-health-medication', { 当月多次报销后费用: [40], 各月报销后费用: [40] }, [['visits', 'months']]],
    [
      'compulsory-admission',
      { 住院总费用: 100, 居民医保报销: 50, 大病医疗救助: 50.01 },
      [['cost', 'insurance', 'medicalAid']],
    ],
    ['compulsory-admission', { 住院总费用: 100, 居民医保报销: 50, 大病医疗救助: 50 }, []],
    ['compulsory-admission', { 住院总费用: 100, 居民医保报销: 101 }, [['cost', 'insurance', 'medicalAid']]],
    ['compulsory-admission', { 住院总费用: 100, 大病医疗救助: 101 }, [['cost', 'insurance', 'medicalAid']]],
    ['compulsory-admission', { 居民医保报销: 50, 大病医疗救助: 50 }, []],
    [
      'livestock-demolition',
      { 自行拆迁日期: '2018-10-01', 强制拆除日期: '2018-10-01' },
      [['demolishedOn', 'demolishedByForceOn']],
    ],
    ['livestock-demolition', { 强制拆除日期: '2018-10-01' }, []],
    ['livestock-demolition', { 自行关停: false, 自行关停日期: '2018-10-01' }, [['selfClosed', 'closedOn']]],
    ['livestock-demolition', { 自行关停: true, 自行关停日期: '2018-10-01' }, []],
    ['livestock-demolition', { 自行关停: false }, []],
    [
      'livestock-demolition',
      { 自行拆迁: false, 自行拆迁日期: '2018-10-01' },
      [['selfDemolished', 'demolishedOn']],
    ],
    ['livestock-demolition', { 自行拆迁: true, 自行拆迁日期: '2018-10-01' }, []],
    ['livestock-demolition', { 自行拆迁: false }, []],
    [
      'livestock-demolition',
      { 日期未提供: true, 自行关停日期: '2018-10-01', 自行拆迁日期: '2018-10-01' },
      [['datesUnknown', 'closedOn', 'demolishedOn']],
    ],
    ['livestock-demolition', { 日期未提供: true, 自行关停日期: '2018-10-01' }, []],
    ['livestock-demolition', { 日期未提供: true, 自行拆迁日期: '2018-10-01' }, []],
    ['livestock-demolition', { 日期未提供: false, 自行关停日期: '2018-10', 自行拆迁日期: '2018-10' }, []],
    [
      'livestock-demolition',
      { 面积平方米: 100, 分项面积: { 畜场: 60, 禽场: 40.001 } },
      [['area', 'areas.livestock', 'areas.poultry']],
    ],
    ['livestock-demolition', { 面积平方米: 100, 分项面积: { 畜场: 60, 禽场: 40 } }, []],
    ['livestock-demolition', { 面积平方米: 100, 分项面积: { 畜场: 100 } }, []],
    [
      'livestock-demolition',
      { 面积平方米: 100, 分项面积: { 禽场: 99 } },
      [['area', 'areas.livestock', 'areas.poultry']],
    ],
    ['livestock-demolition', { 面积平方米: 100 }, []],
    ['livestock-demolition', { 分项面积: { 畜场: 60, 禽场: 40 } }, []],
    ['water-balance-test', { 月均用水量立方米: 10_000, 年用水量立方米: 119_988.001 }, []],
    ['water-balance-test', { 月均用水量立方米: 10_000, 年用水量立方米: 119_988 }, [['monthly', 'yearly']]],
    ['water-balance-test', { 年用水量立方米: 119_988 }, []],
    ['aid-timeline', { 环节: '公示无异议到拨付', 有无异议: true }, [['stage', 'objection']]],
    ['aid-timeline', { 环节: '公示无异议到拨付', 有无异议: false }, []],
    ['aid-timeline', { 环节: '审批决定', 有无异议: true }, []],
  ])('%s %j', (id, facts, keys) => {
    const scheme = schemeOf(id);
    if (scheme === undefined) throw new Error(id);
    const found = scheme.conflicts?.(readFacts(scheme.fields, facts).facts) ?? [];
    expect(found.map((conflict) => conflict.keys)).toEqual(keys);
    if (keys.length === 0) return;
    const result = run(scheme, facts, options);
    expect(result.status).toBe('input-error');
    // Every contradiction names a field that is in it.
    for (const { text } of found) expect(text).toMatch(/“[^”]+”|报销后的费用/);
    for (const { text } of found) expect(sentences(result)).toContain(text);
  });
});
