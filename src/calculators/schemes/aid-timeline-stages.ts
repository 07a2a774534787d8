/**
 * The steps of 第十五条 and what somebody may ask about them.
 * @module
 */
import type { Parameter, Source } from '../kernel/parameter.ts';
import { type AidTimelineParameters, aidTimelineSources as sources } from './aid-timeline-parameters.ts';

/** One step of the procedure that has a limit. */
export interface Leg {
  readonly who: string;
  readonly text: string;
  readonly limit: Parameter<number>;
}

/** What somebody may ask about: its legs, or why there is no limit. */
export interface Stage {
  readonly value: string;
  readonly aliases: readonly string[];
  readonly legs: readonly Leg[];
  /** A limit that the text does not write. */
  readonly without?: { readonly text: string; readonly source: Source };
}

export const wholeWay = '全程';
export const filedReport = '受理上报';
export const forward = '公示后上报';
export const decision = '审批决定';
export const unopposed = '公示无异议到拨付';
export const objected = '公示有异议重新审批';

const town = '镇（场）';
const bureau = '区民政部门';

const leg = (who: string, text: string, limit: Parameter<number>): Leg => ({ who, text, limit });

const stage = (value: string, aliases: readonly string[], ...of: readonly Leg[]): Stage => ({
  value,
  aliases,
  legs: of,
});

/** All steps that have a limit, by name. */
export function legsOf(parameters: AidTimelineParameters) {
  return {
    filedReport: leg(town, '受理后上报区民政局', parameters.filedReport),
    review: leg(town, '提出审核意见', parameters.review),
    villageNotice: leg(town, '公示入户调查和审核结果', parameters.villageNotice),
    forward: leg(town, '公示结束后上报', parameters.forward),
    assessmentRefusal: leg(town, '书面告知不符合条件', parameters.assessmentRefusal),
    approval: leg(bureau, '审批', parameters.approval),
    approvalNotice: leg(town, '公示拟批准的申请', parameters.approvalNotice),
    decision: leg(bureau, '作出审批决定', parameters.decision),
    funding: leg(bureau, '批准后向区财政提出申请', parameters.funding),
    payment: leg('区财政部门', '拨付', parameters.payment),
    reinvestigation: leg(bureau, '重新调查后作出审批决定', parameters.reinvestigation),
    refusal: leg(bureau, '书面告知不予批准', parameters.refusal),
  };
}

/** What may be asked about, in the order of the procedure. */
export function stagesOf(parameters: AidTimelineParameters): readonly Stage[] {
  const legs = legsOf(parameters);
  return [
    stage(wholeWay, ['从申请到拿钱', '从受理到拨付', '总共', '一共', '整个流程', '全部']),
    stage(filedReport, ['镇受理', '受理', '受理后上报', '镇上报', '镇场上报'], legs.filedReport),
    {
      ...stage('入户调查', ['调查核实', '家庭调查', '家庭经济状况调查']),
      without: { text: '入户调查核实要多少天，第十五条没有写期限。', source: sources.investigation },
    },
    stage('镇审核意见', ['镇审核', '审核意见', '提出审核意见'], legs.review),
    stage('调查审核公示', ['村公示', '村居公示', '审核公示', '第一次公示'], legs.villageNotice),
    stage(forward, ['公示结束后上报', '公示期满上报'], legs.forward),
    {
      ...stage('民主评议', ['组织民主评议', '评议']),
      without: { text: '民主评议要在多少天内完成，第十五条没有写期限。', source: sources.assessment },
    },
    stage('民主评议不符合', ['评议不符合', '民主评议认为不符合条件', '评议不通过'], legs.assessmentRefusal),
    stage('区民政审批', ['民政审批', '民政局审批', '审批', '区民政局审批'], legs.approval),
    stage('拟批准公示', ['批准前公示', '拟救助公示', '第二次公示', '审批公示'], legs.approvalNotice),
    stage(decision, ['作出审批决定', '作出决定', '公示无异议决定'], legs.decision),
    stage('向财政申请', ['批准后向财政申请', '申请拨款', '报财政'], legs.funding),
    stage('财政拨付', ['拨付', '拨款', '发放', '打款'], legs.payment),
    stage(
      unopposed,
      ['决定到拨付', '公示期满到拨付', '公示后到拨付', '决定、申请、拨付'],
      legs.decision,
      legs.funding,
      legs.payment,
    ),
    stage(objected, ['公示有异议', '异议', '重新调查', '异议重新审批'], legs.reinvestigation),
    stage('不予批准告知', ['不批准告知', '不予批准', '不批准'], legs.refusal),
    {
      ...stage('名单公示', ['救助名单公示', '获得救助名单', '公布名单']),
      without: { text: '获得救助的名单公示半年，没有按日数写。', source: sources.listOfRecipients },
    },
  ];
}
