/**
 * The field map of 强制送治补助.
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import type { Field } from '../kernel/field.ts';
import type { Fen } from '../kernel/money.ts';
import type { CompulsoryAdmissionParameters } from './compulsory-admission-parameters.ts';

export const resident = '我区患者';
export const homeless = '三无流浪乞讨人员';
export const hospital = '清远市第三人民医院';
export const relatives = '监护人（亲属）';
export const authorities = '镇、综治、公安等部门';

/** 0 for what is not known. */
export const amount = (facts: Facts, key: string): Fen => {
  const value = facts.peek(key);
  return typeof value === 'number' ? value : 0;
};

/** Where what is left after another payer is all gone, and where it is just the flat amount. */
function edgesOfRest(facts: Facts, otherPayer: string, flat: Fen): readonly Fen[] {
  const rest = amount(facts, 'cost') - amount(facts, otherPayer);
  return [rest - flat * (amount(facts, 'cases') || 1), rest];
}

export const compulsoryAdmissionFields = ({
  resident: flat,
}: CompulsoryAdmissionParameters): readonly Field[] => [
  {
    key: 'person',
    label: '对象',
    question: '送治的是我区的患者，还是“三无”流浪乞讨人员？',
    help: '方案一分两种对象，补助标准不同。',
    type: 'choice',
    choices: [
      {
        value: resident,
        aliases: ['区内患者', '清新患者', '本区患者', '我区严重精神障碍患者', '区内严重精神障碍患者'],
      },
      { value: homeless, aliases: ['三无', '三无人员', '流浪乞讨人员', '流浪人员', '乞讨人员', '流浪汉'] },
    ],
  },
  {
    key: 'assessed',
    label: '卫生院评估有肇事肇祸倾向',
    question: '当地卫生院评估过有肇事肇祸行为倾向吗？',
    help: '方案一对我区患者要求经当地卫生院评估；“三无”流浪乞讨人员不要求。',
    type: 'boolean',
    when: '我区患者',
  },
  {
    key: 'needsAdmission',
    label: '需要送治',
    question: '是否确实需要送治？',
    help: '方案一：确需送治或者需要送治的患者。',
    type: 'boolean',
    // Somebody who is in that hospital was sent there.
    assumed: (facts) => (facts.peek('hospital') === hospital ? true : undefined),
  },
  {
    key: 'hospital',
    label: '收治医院',
    question: '送到哪一家医院？',
    help: '方案一、方案四：清远市第三人民医院。',
    type: 'choice',
    choices: [
      { value: hospital, aliases: ['市三院', '市第三人民医院', '清远三院', '第三人民医院', '三院'] },
      { value: '其他医院', aliases: ['其他', '外地医院', '人民医院', '医院', '卫生院'] },
    ],
  },
  {
    key: 'month',
    label: '入院月份',
    question: '是哪一年哪一个月入院的？',
    help: '文件2018年7月25日印发。',
    type: 'date',
    when: '没有说时按印发以后入院计算',
  },
  {
    key: 'cases',
    label: '例数',
    question: '一共送治了几例？',
    help: '方案二按每例患者计算。',
    type: 'integer',
    unit: '例',
    min: 1,
    max: 100_000,
    assumed: 1,
  },
  {
    key: 'alreadyGranted',
    label: '本年度已享受',
    question: '今年已经拿过这项救治补助吗？',
    help: '方案二每例每年一次。',
    type: 'boolean',
    assumed: false,
  },
  {
    key: 'sentBy',
    label: '送治人',
    question: '是谁送去医院的？',
    help: '方案三：护送补助给护送人员，亲属送的能不能领没有写。',
    type: 'choice',
    choices: [
      {
        value: authorities,
        aliases: ['镇', '镇政府', '综治办', '镇综治办', '公安', '公安机关', '派出所', '政府部门', '村委会'],
      },
      { value: relatives, aliases: ['监护人', '亲属', '家属', '家人', '自己'] },
    ],
    when: '我区患者问护送补助时',
  },
  {
    key: 'escorts',
    label: '护送人数',
    question: '有几个人护送？',
    help: '方案三按例数补助，和护送人数无关。',
    type: 'integer',
    unit: '人',
    when: '不影响金额',
  },
  {
    key: 'cost',
    label: '住院总费用',
    question: '住院总费用是多少元？',
    help: '要算家属付多少时填；看出院结算单。',
    type: 'money',
    unit: '元',
    when: '问家属要付多少时',
    probes: (facts) => {
      const paid = amount(facts, 'insurance') + amount(facts, 'medicalAid');
      return [paid, paid + flat.value];
    },
  },
  {
    key: 'insurance',
    label: '居民医保报销',
    question: '城乡居民医疗保险报销了多少元？',
    help: '方案三：扣除医疗保险报销费用。',
    type: 'money',
    unit: '元',
    when: '填了住院总费用时',
    probes: (facts) => edgesOfRest(facts, 'medicalAid', flat.value),
  },
  {
    key: 'medicalAid',
    label: '大病医疗救助',
    question: '民政的大病医疗救助给了多少元？没有就填0。',
    help: '方案三：扣除民政局大病医疗救助。',
    type: 'money',
    unit: '元',
    when: '填了住院总费用时',
    probes: (facts) => edgesOfRest(facts, 'insurance', flat.value),
  },
];
