/**
 * Time limits and quotations of 审批时限 (清新府办〔2018〕16号 第十五条).
 * @module
 */
import { citing } from './citing.ts';

const { source, figure, day } = citing({
  scheme: 'aid-timeline',
  documentNumber: '清新府办〔2018〕16号',
  from: '2018-03-23',
  to: '2020-03-31',
});

const workingDays = (name: string, value: number, clause: string, quote: string) =>
  figure(name, value, 'workingDays', clause, quote);

export const aidTimelineParameters = {
  validFrom: day('first-day', '2018-03-23', '印发日期', '2018年3月23日'),
  validTo: day('last-day', '2020-03-31', '第三十条', '本办法自印发之日起实施，有效期至2020年3月31日。'),
  filedReport: workingDays(
    'filed-report',
    10,
    '第十五条（一）',
    '应当自受理申请之日起10个工作日内，将特困供养人员、城乡低保对象、建档立卡贫困对象、经过认定的低收入家庭成员等在民政部门备案的贫困对象的相关申请材料上报区民政局直接审核审批',
  ),
  review: workingDays('review', 3, '第十五条（二）', '在3个工作日内，对其医疗救助申请提出审核意见'),
  villageNotice: figure('village-notice', 5, 'days', '第十五条（二）', '公示入户调查和审核结果，公示期为5日'),
  forward: workingDays(
    'forward',
    3,
    '第十五条（三）',
    '镇(场)应当于公示结束后3个工作日内将申请材料、家庭经济状况调查结果等相关材料上报区民政部门审批',
  ),
  assessmentRefusal: workingDays(
    'assessment-refusal',
    3,
    '第十五条（四）',
    '经民主评议认为不符合条件的, 镇(场)应当在3个工作日内书面告知申请人并说明理由',
  ),
  approval: workingDays('approval', 5, '第十五条（五）', '区民政部门对申请和相关材料在5个工作日内进行审批'),
  approvalNotice: figure(
    'approval-notice',
    5,
    'days',
    '第十五条（六）',
    '公示内容包括申请人姓名、家庭人数、拟救助金额等。公示期为5日',
  ),
  decision: workingDays(
    'decision',
    3,
    '第十五条（七）',
    '公示期满无异议的, 区民政部门应当在3个工作日内作出审批决定',
  ),
  funding: workingDays('funding', 5, '第十五条（七）', '在批准申请后5个工作日内, 向区财政部门提出申请'),
  payment: workingDays(
    'payment',
    3,
    '第十五条（七）',
    '区财政部门接到区民政部门的审批表后, 在3个工作日内将救助资金拨付到指定金融机构',
  ),
  reinvestigation: workingDays(
    'reinvestigation',
    20,
    '第十五条（七）',
    '公示期间出现异议的, 区民政部门应当重新组织调查核实, 在20个工作日内作出审批决定',
  ),
  refusal: workingDays(
    'refusal',
    3,
    '第十五条（七）',
    '对不予批准的申请，在作出决定后3个工作日内通过镇（场）书面告知申请人并说明理由',
  ),
};

export type AidTimelineParameters = typeof aidTimelineParameters;

export const aidTimelineSources = {
  investigation: source(
    '第十五条（一）',
    '组织经办人员，对申请人家庭实际情况逐一完成调查核实，每组调查人员不得少于2人',
  ),
  assessment: source(
    '第十五条（三）',
    '公示期间出现异议且能出示有效证据的, 镇(场)应当组织民主评议, 对申请人家庭经济状况进行评议, 作出结论',
  ),
  again: source('第十五条（七）', '对拟批准的申请重新公示'),
  listOfRecipients: source('第十五条（七）', '进行为期半年的公示'),
};
