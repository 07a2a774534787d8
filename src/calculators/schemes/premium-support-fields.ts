/**
 * The field map of 参保资助.
 * @module
 */
import type { Field } from '../kernel/field.ts';
import type { Parameter } from '../kernel/parameter.ts';

export const insurance = '城乡居民医疗保险';
export const registered = '建档立卡贫困人员';
export const lowIncome = '低收入家庭成员';
export const disabled = '重度残疾人员';
export const lowIncomeDisabled = '低收入家庭重度残疾人员';
/** Supported without a further condition. */
export const listed = [
  '城乡最低生活保障对象',
  '特困供养人员',
  '军烈属',
  '孤儿（含事实无人抚养孤儿）',
  lowIncomeDisabled,
];

export const premiumSupportFields = (oldAge: Parameter<number>): readonly Field[] => [
  {
    key: 'insurance',
    label: '参保险种',
    question: '参加的是哪一种医疗保险？',
    help: '第六条只资助参加城乡居民医疗保险；参保凭证上写有险种。',
    type: 'choice',
    choices: [
      { value: insurance, aliases: ['城乡居民医保', '居民医保', '城乡医保', '新农合', '农村合作医疗'] },
      { value: '职工医疗保险', aliases: ['职工医保', '城镇职工基本医疗保险', '职工基本医疗保险'] },
      { value: '其他保险', aliases: ['商业保险', '公费医疗'] },
    ],
  },
  {
    key: 'enrolmentMonth',
    label: '参保月份',
    question: '是哪一年、哪一个月参保的？',
    help: '用来看办法当时是否有效（第三十条），建档立卡人员还要看参保当月是否在册（第六条）。',
    type: 'date',
    when: '没有说时按办法有效期内参保计算',
  },
  {
    key: 'identities',
    label: '身份',
    question: '参保人属于下面哪些人员？可以选几项。',
    help: '第六条列明的资助对象；以民政、扶贫、退役军人、残联等部门认定的为准。',
    type: 'choices',
    choices: [
      { value: '城乡最低生活保障对象', aliases: ['低保', '低保户', '低保对象', '最低生活保障'] },
      {
        value: '特困供养人员',
        aliases: ['特困', '特困人员', '五保', '五保户', '五保老人', '农村五保', '城镇三无', '三无人员'],
      },
      { value: registered, aliases: ['建档立卡', '建档立卡贫困户', '建档立卡的贫困人员', '精准扶贫'] },
      { value: lowIncome, aliases: ['低收入', '低收入家庭', '低收入老年人', '低收入老人'] },
      {
        value: lowIncomeDisabled,
        aliases: ['低收入重度残疾人', '低收入重度残疾人员', '低收入家庭重度残疾人'],
      },
      { value: disabled, aliases: ['重度残疾', '重度残疾人', '重残', '一级残疾', '二级残疾'] },
      { value: '军烈属', aliases: ['烈属', '军属', '烈士家属', '军人家属'] },
      {
        value: '孤儿（含事实无人抚养孤儿）',
        aliases: ['孤儿', '事实无人抚养孤儿', '事实无人抚养儿童', '事实孤儿'],
      },
      { value: '以上都不是', aliases: ['都不是', '普通村民', '普通居民', '无'] },
    ],
  },
  {
    key: 'registeredInMonth',
    label: '参保月当月在册',
    question: '参保的那个月，是否在建档立卡名册里？',
    help: '第六条：建档立卡的贫困人员以参保月当月在册人员为准；可向镇扶贫部门查。',
    type: 'boolean',
    when: '建档立卡的贫困人员',
  },
  {
    key: 'age',
    label: '年龄',
    question: '参保人多少周岁？',
    help: '第六条：低收入家庭60周岁以上的老年人。',
    type: 'integer',
    unit: '周岁',
    max: 130,
    when: '低收入家庭成员',
    probes: [oldAge.value - 1, oldAge.value],
  },
  {
    key: 'severelyDisabled',
    label: '重度残疾',
    question: '参保人是重度残疾人员吗？',
    help: '第六条列有重度残疾人员；残疾人证上写有等级。',
    type: 'boolean',
    when: '身份里没有选重度残疾而又属于时',
  },
  {
    key: 'lowIncome',
    label: '低收入家庭',
    question: '家庭经民政部门认定为低收入家庭吗？',
    help: '第六条“低收入家庭60周岁以上的老年人、重度残疾人员”，低收入家庭的重度残疾人员肯定在内。',
    type: 'boolean',
    when: '重度残疾人员没有其他身份时',
  },
  {
    key: 'asksAmount',
    label: '问金额',
    question: '要问资助多少钱吗？',
    help: '第六条只写按当年缴费标准计算，没有写数额。',
    type: 'boolean',
    when: '不填就只看是否属于资助对象',
  },
  {
    key: 'yearlyStandard',
    label: '当年缴费标准',
    question: '人社部门公布的当年个人缴费标准是多少元？',
    help: '第六条：按人力资源社会保障部门当年缴费标准计算补助资金；办法没有写数额。',
    type: 'money',
    unit: '元',
    when: '问金额时',
  },
];
