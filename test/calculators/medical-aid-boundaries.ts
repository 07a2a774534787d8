/**
 * Boundary cases of 清新府办〔2018〕16号 with figures worked out by hand from the text: one fen (day, month, piece) below, at and above
 * every threshold. Literals only: they must not follow the parameters.
 */

/** status, basic aid, aid for major illness; null where nothing is determined. */
type Expected = readonly [status: string, basicAid: number | null, majorIllnessAid: number | null];
export type BoundaryCase = readonly [
  name: string,
  facts: Readonly<Record<string, unknown>>,
  expected: Expected,
];

const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const poor = { ...common, 对象类别: '低保' };
const low = { ...common, 对象类别: '低收入老年人' };
const ill = { ...common, 对象类别: '因病致贫重病患者', 起付标准: 0, 乙类自负: 0, 大病保险起付线: 0 };
const other = { ...ill, 对象类别: '其他特殊困难人员' };
const own = (amount: number, major = true) => ({ 政策范围内个人自付: amount, 患重特大疾病: major });
const borne = (amount: number, major = true) => ({ 合规个人负担费用: amount, 患重特大疾病: major });

const fitting = {
  房屋套数: 1,
  机动车船: false,
  营利性组织: false,
  人均存款: 4000,
  证券收藏人均市值: 4000,
  十二个月城镇低保标准: 8000,
  月人均可支配收入: 1050,
  户籍所在地城镇低保月标准: 700,
};
const wanted = (family: Readonly<Record<string, unknown>>) => ({
  ...common,
  待判定: '低收入老年人',
  政策范围内个人自付: 1000,
  家庭: { ...fitting, ...family },
});
const ruined = (cost: number, family: Readonly<Record<string, unknown>> = {}) => ({
  ...ill,
  对象类别: null,
  待判定: '因病致贫重病患者',
  合规个人负担费用: cost,
  家庭: { 年可支配总收入: 20_000, 财产符合第五条: true, ...family },
});
const nonLocal = (months: number) => ({
  ...ruined(12_000),
  户籍: '非本区',
  非本区户籍条件: { 在本区就业或创业: true, 有效居住证: true, 固定住所: true, 连续参保月数: months },
});

export const boundaryCases: readonly BoundaryCase[] = [
  // 第七条: 80%, 50000元
  ['80% of 1 fen rounds to 1 fen', { ...poor, ...own(0.01) }, ['ok', 0.01, 0]],
  ['80% of 3 fen is 2 fen', { ...poor, ...own(0.03) }, ['ok', 0.02, 0]],
  ['nothing borne', { ...poor, ...own(0) }, ['ok', 0, 0]],
  ['class one at 12345.67', { ...poor, ...own(12_345.67) }, ['ok', 9876.54, 0]],
  ['class one a fen below the ceiling', { ...poor, ...own(62_499.99, false) }, ['ok', 49_999.99, 0]],
  ['class one at the ceiling', { ...poor, ...own(62_500, false) }, ['ok', 50_000, 0]],
  ['class one above the ceiling', { ...poor, ...own(62_500.02, false) }, ['ok', 50_000, 0]],
  ['class one far above', { ...poor, ...own(900_000, false) }, ['ok', 50_000, 0]],
  ['建档立卡 at 80%', { ...poor, 对象类别: '建档立卡', ...own(10_000) }, ['ok', 8000, 0]],
  ['事实无人抚养儿童 at 80%', { ...poor, 对象类别: '事实无人抚养儿童', ...own(10_000) }, ['ok', 8000, 0]],
  [
    'ordinary out-patient care counts for 低保',
    { ...poor, 就医方式: '普通门诊', ...own(1000) },
    ['ok', 800, 0],
  ],
  // 第八条: all of it, no ceiling
  ['特困 in full', { ...poor, 对象类别: '特困供养', ...own(123_456.78) }, ['ok', 123_456.78, 0]],
  ['孤儿 below 16', { ...poor, 对象类别: '孤儿', 年龄: 15, ...own(5000) }, ['ok', 5000, 0]],
  ['孤儿 of 16', { ...poor, 对象类别: '孤儿', 年龄: 16, ...own(5000) }, ['missing', null, null]],
  // 第九条: 75%, 50000元
  ['class three at 75%', { ...low, ...own(10_000.01) }, ['ok', 7500.01, 0]],
  ['class three a fen below the ceiling', { ...low, ...own(66_666.65, false) }, ['ok', 49_999.99, 0]],
  ['class three at the ceiling', { ...low, ...own(66_666.67, false) }, ['ok', 50_000, 0]],
  ['class three above', { ...low, ...own(70_000, false) }, ['ok', 50_000, 0]],
  ['class three, special out-patient care', { ...low, 就医方式: '特殊门诊', ...own(1000) }, ['ok', 750, 0]],
  [
    'class three, ordinary out-patient care',
    { ...low, 就医方式: '普通门诊', ...own(1000) },
    ['not-eligible', 0, 0],
  ],
  // 第十条: 70% after the deductions, 50000元
  ['class four at 70%', { ...ill, ...borne(10_000.05) }, ['ok', 7000.04, 0]],
  ['class four a fen below the ceiling', { ...ill, ...borne(71_428.55, false) }, ['ok', 49_999.99, 0]],
  ['class four at the ceiling', { ...ill, ...borne(71_428.57, false) }, ['ok', 50_000, 0]],
  ['class four above', { ...ill, ...borne(80_000, false) }, ['ok', 50_000, 0]],
  ['class five at 70%', { ...other, ...borne(10_000) }, ['ok', 7000, 0]],
  ['class five above the ceiling', { ...other, ...borne(80_000, false) }, ['ok', 50_000, 0]],
  ['deductions a fen below the cost', { ...ill, ...borne(9000), 起付标准: 8999.99 }, ['ok', 0.01, 0]],
  [
    'deductions equal to the cost',
    { ...ill, ...borne(9000), 起付标准: 500, 乙类自负: 500, 大病保险起付线: 8000 },
    ['ok', 0, 0],
  ],
  ['deductions above the cost', { ...ill, ...borne(9000), 起付标准: 20_000 }, ['ok', 0, 0]],
  [
    'class four, ordinary out-patient care',
    { ...ill, ...borne(1000), 就医方式: '普通门诊' },
    ['not-eligible', 0, 0],
  ],
  // 第十一条（一）: above 10000元, 50%, 30000元
  ['class one, remainder of 9999.99', { ...poor, ...own(49_999.95) }, ['ok', 39_999.96, 0]],
  ['class one, remainder of exactly 10000', { ...poor, ...own(50_000) }, ['ok', 40_000, 0]],
  ['class one, remainder of 10000.01', { ...poor, ...own(50_000.05) }, ['ok', 40_000.04, 5000.01]],
  ['class one, remainder of 10000.02', { ...poor, ...own(50_000.1) }, ['ok', 40_000.08, 5000.01]],
  ['class three, remainder of exactly 10000', { ...low, ...own(40_000) }, ['ok', 30_000, 0]],
  ['class three, remainder of 10000.01', { ...low, ...own(40_000.04) }, ['ok', 30_000.03, 5000.01]],
  ['class one, half a fen below 30000', { ...poor, ...own(109_999.98) }, ['ok', 50_000, 29_999.99]],
  ['class one, half is exactly 30000', { ...poor, ...own(110_000) }, ['ok', 50_000, 30_000]],
  ['class one, half is above 30000', { ...poor, ...own(110_000.02) }, ['ok', 50_000, 30_000]],
  ['class one without a major illness', { ...poor, ...own(110_000, false) }, ['ok', 50_000, 0]],
  // 第十一条（二）: above 20000元
  ['class four, remainder of exactly 20000', { ...ill, ...borne(66_666.67) }, ['ok', 46_666.67, 0]],
  ['class four, remainder of 20000.01', { ...ill, ...borne(66_666.7) }, ['ok', 46_666.69, 10_000.01]],
  ['class four, remainder above 10000 only', { ...ill, ...borne(50_000) }, ['ok', 35_000, 0]],
  ['class four, half above 30000', { ...ill, ...borne(200_000) }, ['ok', 50_000, 30_000]],
  // What was received
  [
    'basic aid a fen below the ceiling',
    { ...poor, ...own(10_000, false), 本年度已领基本救助: 49_999.99 },
    ['ok', 0.01, 0],
  ],
  ['basic aid at the ceiling', { ...poor, ...own(10_000, false), 本年度已领基本救助: 50_000 }, ['ok', 0, 0]],
  [
    'basic aid above the ceiling',
    { ...poor, ...own(10_000, false), 本年度已领基本救助: 60_000 },
    ['ok', 0, 0],
  ],
  [
    'major aid a fen below the ceiling',
    { ...poor, ...own(200_000), 本年度已领重特大救助: 29_999.99 },
    ['ok', 50_000, 0.01],
  ],
  ['major aid at the ceiling', { ...poor, ...own(200_000), 本年度已领重特大救助: 30_000 }, ['ok', 50_000, 0]],
  // 第三条（三）: 1.5 times
  ['income of exactly 1.5 times', wanted({}), ['ok', 750, 0]],
  ['income a fen above 1.5 times', wanted({ 月人均可支配收入: 1050.01 }), ['not-eligible', 0, 0]],
  ['income a fen below 1.5 times', wanted({ 月人均可支配收入: 1049.99 }), ['ok', 750, 0]],
  // 第五条
  ['two houses', wanted({ 房屋套数: 2 }), ['not-eligible', 0, 0]],
  ['no house', wanted({ 房屋套数: 0 }), ['ok', 750, 0]],
  ['deposits at the standard', wanted({ 人均存款: 8000, 证券收藏人均市值: 0 }), ['ok', 750, 0]],
  ['deposits a fen above', wanted({ 人均存款: 8000.01, 证券收藏人均市值: 0 }), ['not-eligible', 0, 0]],
  ['securities a fen above', wanted({ 人均存款: 0, 证券收藏人均市值: 8000.01 }), ['not-eligible', 0, 0]],
  ['both together a fen above', wanted({ 人均存款: 4000.01 }), ['not-eligible', 0, 0]],
  [
    'a total of deposits over three people',
    wanted({ 人均存款: undefined, 存款总额: 12_000.01, 人口: 3 }),
    ['not-eligible', 0, 0],
  ],
  ['a motorcycle', wanted({ 机动车船: true, 车辆类型: '摩托车' }), ['ok', 750, 0]],
  ['a van', wanted({ 机动车船: true, 车辆类型: '面包车' }), ['not-eligible', 0, 0]],
  ['a company', wanted({ 营利性组织: true }), ['not-eligible', 0, 0]],
  // 第三条（四）: 60% and 24 months
  ['costs of exactly 60%', ruined(12_000), ['ok', 8400, 0]],
  ['costs a fen below 60%', ruined(11_999.99), ['not-eligible', 0, 0]],
  ['costs a fen above 60%', ruined(12_000.01), ['ok', 8400.01, 0]],
  ['insured for 23 months', nonLocal(23), ['not-eligible', 0, 0]],
  ['insured for 24 months', nonLocal(24), ['ok', 8400, 0]],
  // 第三十条
  [
    'the day before it took effect',
    { ...poor, ...own(1000), 收据日期: '2018-03-22' },
    ['not-in-force', null, null],
  ],
  ['its first day', { ...poor, ...own(1000), 收据日期: '2018-03-23' }, ['ok', 800, 0]],
  ['its last day', { ...poor, ...own(1000), 收据日期: '2020-03-31' }, ['ok', 800, 0]],
  ['the day after', { ...poor, ...own(1000), 收据日期: '2020-04-01' }, ['expired', null, null]],
  ['no date said', { ...poor, ...own(1000), 收据日期: undefined }, ['ok', 800, 0]],
  // 第二条: twelve months before the month of application
  [
    'twelve months before',
    { ...low, ...own(1000), 收据日期: '2018-06', 申请日期: '2019-06' },
    ['ok', 750, 0],
  ],
  [
    'thirteen months before',
    { ...low, ...own(1000), 收据日期: '2018-05', 申请日期: '2019-06' },
    ['missing', null, null],
  ],
];
