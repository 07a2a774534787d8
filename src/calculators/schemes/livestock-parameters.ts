/**
 * What the two livestock schemes share of 清新府办函〔2018〕81号.
 * @module
 */
import { citing } from './citing.ts';

export const citingLivestockPlan = (scheme: string) =>
  citing({ scheme, documentNumber: '清新府办函〔2018〕81号', from: '2018-07-31', to: null });

const { source } = citingLivestockPlan('livestock');

export const livestockSources = {
  office: source('印发通知', '请径向区农业局反映。'),
  restocking: source(
    '二（二）4',
    '在进猪苗7天前必须到当地镇农办和兽医站申请进猪苗的数量，经当地镇农办和兽医站同意后，在进猪苗后5天内到当地兽医站进行养殖信息登记',
  ),
};
