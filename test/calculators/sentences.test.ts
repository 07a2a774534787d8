/** Figures inside the sentences of the schemes beside medical aid: units, counts and which of two sentences is said. */
import { expect, it } from 'vitest';
import { createSchemes } from '../../src/calculators/registry.ts';
import { loadWorkingDaysCalendar } from '../../src/working-days-calendar.ts';
import { runChecked, said } from './support/run-checked.ts';

const schemes = createSchemes(loadWorkingDaysCalendar());
const patient = { 危险性评估等级: 1, 已签监护协议: true, 就诊机构: '卫生院', 就医方式: '门诊' };
const resident = { 对象: '我区患者', 卫生院评估有肇事肇祸倾向: true, 收治医院: '市三院' };
const farm = { 区域: '非禁养区', 场类: '猪场', 面积平方米: 120.5, 自行关停日期: '2018-10-30' };
const water = { 用水类别: '非农业', 供水来源: '自来水', 月均用水量立方米: 20_000 };
const insured = { 参保险种: '居民医保', 身份: ['低保'] };

it.each<[string, Record<string, unknown>, readonly string[]]>([
  ['mental-health-medication', { ...patient, 报销后费用: 60 }, ['当月报销后60元，每月最多减免100元']],
  [
    'mental-health-medication',
    { ...patient, 各月报销后费用: [60, 120] },
    ['第1个月报销后60元', '第2个月报销后120元', '逐月计算'],
  ],
  ['mental-health-medication', { ...patient, 危险性评估等级: 3 }, ['评估为3级，补助只给0-2级。']],
  ['compulsory-admission', { ...resident, 例数: 2 }, ['2例，每例6000元', '由谁送治没有说']],
  ['compulsory-admission', { ...resident, 送治人: '家属' }, ['护送人员包不包括亲属']],
  ['compulsory-admission', { ...resident, 收治医院: '其他医院' }, ['要送清远市第三人民医院治疗']],
  [
    'compulsory-admission',
    { 对象: '三无', 需要送治: true, 收治医院: '其他医院' },
    ['只和市第三人民医院结算'],
  ],
  ['compulsory-admission', { ...resident, 居民医保报销: 1 }, ['还缺：住院总费用']],
  ['compulsory-admission', { ...resident, 大病医疗救助: 1 }, ['还缺：住院总费用']],
  [
    'livestock-demolition',
    { ...farm, 自行拆迁日期: '2018-10-30' },
    ['畜场120.5平方米，每平方米100元', '2018年10月30日当天算不算'],
  ],
  [
    'livestock-demolition',
    { ...farm, 自行拆迁日期: '2018-11-30' },
    ['畜场120.5平方米，每平方米90元', '2018年11月30日当天算不算'],
  ],
  ['livestock-clearance-deadline', { 符合环保要求: false, 类别: '猪苗', 体重KG: 30.5 }, ['30.5公斤的猪苗']],
  ['livestock-clearance-deadline', { 符合环保要求: false, 类别: '肉猪', 体重KG: 70 }, ['70公斤两档都写到了']],
  [
    'livestock-clearance-deadline',
    { 符合环保要求: false, 类别: '肉猪', 体重KG: 20.5 },
    ['20.5公斤在20公斤和21公斤之间'],
  ],
  ['forest-fire-penalty', { 日期: '2018-04', 只问是否禁火期: true }, ['2018年4月在禁火期内']],
  ['forest-fire-penalty', { 日期: '2019', 只问是否禁火期: true }, ['2019年在禁火期内']],
  ['water-balance-test', { ...water, 用水类别: '兼有' }, ['农业和非农业混合用水，用水量怎么算']],
  ['water-balance-test', { ...water, 供水来源: '部分自备' }, ['一部分水是自备水源，用水量怎么算']],
  [
    'water-balance-test',
    { ...water, 用水类别: '兼有', 供水来源: '部分自备' },
    ['农业和非农业混合用水、一部分水是自备水源，用水量怎么算'],
  ],
  [
    'aid-timeline',
    { 环节: '全程', 备案对象: true },
    ['受理后上报区民政局（工作日）', '公示拟批准的申请（日）', '工作日合计：10+5+3+5+3'],
  ],
  ['aid-timeline', { 环节: '拟批准公示' }, ['工作日合计：0']],
  ['aid-timeline', { 环节: '审批', 起算日期: '2018-03-22' }, ['起算日期在办法印发（2018年3月23日）之前']],
  ['aid-timeline', { 环节: '审批', 起算日期: '2020-04-01' }, ['起算日期在有效期（至2020年3月31日）之后']],
  ['aid-timeline', { 环节: '审批', 起算日期: '2035-01-01' }, ['起算日期在有效期']],
  ['premium-support', { ...insured, 参保月份: '2018-03-22' }, ['参保时间在办法印发（2018年3月23日）之前']],
  ['premium-support', { ...insured, 参保月份: '2020-04-01' }, ['参保时间在有效期（至2020年3月31日）之后']],
])('%s %j', (id, facts, fragments) => {
  const scheme = schemes.find((each) => each.id === id);
  if (scheme === undefined) throw new Error(id);
  const result = runChecked(scheme, facts);
  const words = [said(result), ...result.steps.map(({ text }) => text)].join('\n');
  for (const fragment of fragments) expect(words).toContain(fragment);
});
