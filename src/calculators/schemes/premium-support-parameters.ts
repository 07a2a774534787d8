/**
 * Figures and quotations of 参保资助 (清新府办〔2018〕16号 第六条).
 * @module
 */
import { citing } from './citing.ts';

const { source, figure, day } = citing({
  scheme: 'premium-support',
  documentNumber: '清新府办〔2018〕16号',
  from: '2018-03-23',
  to: '2020-03-31',
});

export const premiumSupportParameters = {
  validFrom: day('first-day', '2018-03-23', '印发日期', '2018年3月23日'),
  validTo: day('last-day', '2020-03-31', '第三十条', '本办法自印发之日起实施，有效期至2020年3月31日。'),
  oldAge: figure('old-age', 60, 'age', '第六条', '低收入家庭60周岁以上的老年人'),
};

export type PremiumSupportParameters = typeof premiumSupportParameters;

export const premiumSupportSources = {
  list: source(
    '第六条',
    '资助城乡最低生活保障对象、特困供养人员、建档立卡的贫困人员（以参保月当月在册人员为准）、低收入家庭60周岁以上的老年人、重度残疾人员、军烈属、孤儿（含事实无人抚养孤儿）等参加城乡居民医疗保险。',
  ),
  insurance: source('第六条', '参加城乡居民医疗保险'),
  register: source('第六条', '建档立卡的贫困人员（以参保月当月在册人员为准）'),
  lowIncome: source('第六条', '低收入家庭60周岁以上的老年人、重度残疾人员'),
  namesAreSupplied: source('第六条', '每年度由民政部门协调相关业务主管部门提供名单'),
  amount: source('第六条', '按人力资源社会保障部门当年缴费标准计算补助资金'),
};
