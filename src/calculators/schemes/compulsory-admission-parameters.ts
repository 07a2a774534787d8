/**
 * Figures and quotations of 强制送治补助 (清新府办〔2018〕41号, the second of its two plans).
 * @module
 */
import { citing } from './citing.ts';

const { source, figure, day } = citing({
  scheme: 'compulsory-admission',
  documentNumber: '清新府办〔2018〕41号',
  from: '2018-07-25',
  to: null,
});

export const compulsoryAdmissionParameters = {
  issued: day('issued', '2018-07-25', '印发日期', '2018年7月25日'),
  resident: figure(
    'resident',
    600_000,
    'fen',
    '强制送治方案 二',
    '我区严重精神障碍患者每例每年给予6000元救治经费补助',
  ),
  homeless: figure(
    'homeless',
    2_000_000,
    'fen',
    '强制送治方案 二',
    '“三无”流浪乞讨人员中需要送治的严重精神障碍患者每例每年给予20000元救治经费',
  ),
  escort: figure('escort', 50_000, 'fen', '强制送治方案 三', '送治补助按每例500元标准，给予护送人员专项补助'),
};

export type CompulsoryAdmissionParameters = typeof compulsoryAdmissionParameters;

export const compulsoryAdmissionSources = {
  resident: source(
    '强制送治方案 一',
    '我区严重精神障碍患者中经当地卫生院评估,有肇事肇祸行为倾向,确需送清远市第三人民医院治疗的严重精神障碍患者',
  ),
  assessment: source('强制送治方案 一', '经当地卫生院评估,有肇事肇祸行为倾向'),
  hospital: source('强制送治方案 一', '确需送清远市第三人民医院治疗的严重精神障碍患者'),
  homeless: source('强制送治方案 一', '“三无”流浪乞讨人员中需要送治的严重精神障碍患者'),
  selfPay: source(
    '强制送治方案 三',
    '区财政每例患者给予6000元救治经费补助,扣除区社保基金管理局城乡居民医疗保险报销费用和(或)区民政局大病医疗救助外，不足部分住院费用由家属缴纳',
  ),
  senders: source('强制送治方案 三', '由其监护人(亲属)或当地镇、公安机关送治'),
  settlement: source('强制送治方案 四', '由区财政局将严重精神障碍患者住院补助划拨到市第三人民医院。'),
  office: source('印发通知', '请径向区综治办、区卫生计生局反映。'),
};
