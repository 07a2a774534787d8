/**
 * Figures and quotations of 服药补助 (清新府办〔2018〕41号, the first of its two plans).
 * @module
 */
import { citing } from './citing.ts';

const { source, figure, day } = citing({
  scheme: 'mental-health-medication',
  documentNumber: '清新府办〔2018〕41号',
  from: '2018-07-25',
  to: null,
});

const levels = '我区严重精神障碍患者中危险性评估为0-2级';

export const mentalHealthMedicationParameters = {
  issued: day('issued', '2018-07-25', '印发日期', '2018年7月25日'),
  lowestLevel: figure('lowest-level', 0, 'count', '药物治疗方案 一', levels),
  highestLevel: figure('highest-level', 2, 'count', '药物治疗方案 一', levels),
  monthly: figure(
    'monthly',
    10_000,
    'fen',
    '药物治疗方案 二',
    '每名患者每月可享受100元精神类药物的服药补助。',
  ),
};

export type MentalHealthMedicationParameters = typeof mentalHealthMedicationParameters;

export const mentalHealthMedicationSources = {
  home: source('药物治疗方案 一', '我区严重精神障碍患者'),
  agreement: source('药物治疗方案 一', '其直系亲属与当地镇政府综治办已签订监护协议'),
  place: source('药物治疗方案 一', '自愿到清远市第三人民医院及各卫生院进行门诊治疗的患者'),
  hospitalFirst: source(
    '药物治疗方案 三（一）',
    '在我区参加精神科医生转岗培训人员取得执业资格前,符合补助条件的患者在监护人的陪同下,到清远市第三人民医院进行门诊治疗,必须出示社保卡',
  ),
  clinicsLater: source(
    '药物治疗方案 三（二）',
    '在我区参加精神科医生转岗培训人员取得执业资格后,将由各卫生院取得执业资格的精神科医生发放精神类药物',
  ),
  netCost: source('药物治疗方案 三（一）', '诊疗所产生的费用,减除特殊门诊所规定的报销额后'),
  less: source('药物治疗方案 三（一）', '费用少于100元的,由监护人签名确认减免服药补助的实际金额'),
  more: source(
    '药物治疗方案 三（一）',
    '费用多于100元的,由监护人签名确认减免100元服药补助,多出部分由监护人自行支付',
  ),
  card: source('药物治疗方案 三（一）', '必须出示社保卡'),
  guardian: source('药物治疗方案 三（一）', '符合补助条件的患者在监护人的陪同下'),
  settlement: source('药物治疗方案 四（一）', '由区财政局将严重精神障碍患者就诊费用划拨到市第三人民医院'),
  office: source('印发通知', '请径向区综治办、区卫生计生局反映。'),
};
