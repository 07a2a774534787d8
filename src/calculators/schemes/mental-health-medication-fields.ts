/**
 * The field map of 服药补助.
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import type { Field } from '../kernel/field.ts';
import type { MentalHealthMedicationParameters } from './mental-health-medication-parameters.ts';

export const hospital = '清远市第三人民医院';
export const clinic = '卫生院';
export const outpatient = '门诊';
export const oneIsElsewhere = '户籍和居住只有一样在本区';

const numberOf = (facts: Facts, key: string): number => {
  const value = facts.peek(key);
  return typeof value === 'number' ? value : 0;
};

export const mentalHealthMedicationFields = ({
  monthly,
  highestLevel,
}: MentalHealthMedicationParameters): readonly Field[] => [
  {
    key: 'home',
    label: '我区患者',
    question: '患者的户籍和居住地在清新区吗？',
    help: '方案一写“我区严重精神障碍患者”，没有写按户籍还是按居住地。',
    type: 'choice',
    choices: [
      { value: '户籍和居住都在本区', aliases: ['是', '本区', '清新', '清新区', '我区'] },
      { value: oneIsElsewhere, aliases: ['户籍在外', '外地户籍', '户籍不在本区', '居住在外地'] },
      { value: '都不在本区', aliases: ['否', '不是', '外区'] },
    ],
    assumed: '户籍和居住都在本区',
  },
  {
    key: 'level',
    label: '危险性评估等级',
    question: '危险性评估是几级（0到5级）？',
    help: '方案一只补助评估为0-2级的患者；评估表在镇卫生院。',
    type: 'integer',
    unit: '级',
    max: 5,
    probes: [highestLevel.value, highestLevel.value + 1],
  },
  {
    key: 'agreement',
    label: '已签监护协议',
    question: '直系亲属和镇政府综治办签了监护协议吗？',
    help: '方案一要求已签订监护协议。',
    type: 'boolean',
  },
  {
    key: 'place',
    label: '就诊机构',
    question: '在哪里看病拿药？',
    help: '方案一：清远市第三人民医院及各卫生院。',
    type: 'choice',
    choices: [
      { value: hospital, aliases: ['市三院', '市第三人民医院', '清远三院', '第三人民医院', '三院'] },
      { value: clinic, aliases: ['镇卫生院', '乡镇卫生院', '各卫生院', '中心卫生院'] },
      {
        value: '其他机构',
        aliases: ['诊所', '药店', '药房', '医院', '其他', '外地'],
      },
    ],
  },
  {
    key: 'careType',
    label: '就医方式',
    question: '是门诊还是住院？',
    help: '方案一补助门诊治疗的患者，住院不在内。',
    type: 'choice',
    choices: [{ value: outpatient, aliases: ['特殊门诊', '普通门诊'] }, { value: '住院' }],
  },
  {
    key: 'month',
    label: '月份',
    question: '是哪一年哪一个月看的？',
    help: '方案二按月补助；文件2018年7月25日印发。',
    type: 'date',
    when: '没有说时按印发以后的月份计算',
  },
  {
    key: 'netCost',
    label: '报销后费用',
    question: '这个月特殊门诊报销以后，还要付多少元？',
    help: '方案三：诊疗所产生的费用减除特殊门诊报销额；看结算单。',
    type: 'money',
    unit: '元/月',
    probes: [monthly.value],
  },
  {
    key: 'cost',
    label: '诊疗费用',
    question: '这个月诊疗一共花了多少元（报销前）？',
    help: '方案三“诊疗所产生的费用”。',
    type: 'money',
    unit: '元/月',
    when: '没有说报销后费用时',
    probes: (facts) => [numberOf(facts, 'reimbursed'), numberOf(facts, 'reimbursed') + monthly.value],
  },
  {
    key: 'reimbursed',
    label: '特殊门诊报销',
    question: '特殊门诊报销了多少元？',
    help: '方案三：要减除特殊门诊所规定的报销额。',
    type: 'money',
    unit: '元/月',
    when: '只说了诊疗费用时',
    probes: (facts) => [numberOf(facts, 'cost') - monthly.value, numberOf(facts, 'cost')],
  },
  {
    key: 'visits',
    label: '当月多次报销后费用',
    question: '同一个月每次看病报销后各付多少元？',
    help: '方案二按月算，同一个月的几次合在一起。',
    type: 'amounts',
    unit: '元',
    when: '一个月看了几次时',
  },
  {
    key: 'months',
    label: '各月报销后费用',
    question: '每个月报销后各付多少元？',
    help: '方案二按月算，一个月没有用完的，条文没有写可以转到下一个月。',
    type: 'amounts',
    unit: '元',
    when: '问几个月时',
  },
];
