/**
 * Figures and quotations of 空栏、清栏期限 (清新府办函〔2018〕81号 二（二）).
 * @module
 */
import { citingLivestockPlan } from './livestock-parameters.ts';

const { source, figure, day } = citingLivestockPlan('livestock-clearance-deadline');

const piglets = '其中20KG以下猪苗在120天内进行清栏';
const middle = '21~70KG肉猪在90天内进行清栏';
const heavy = '70KG以上肉猪在60天内进行清栏';

export const livestockClearanceDeadlineParameters = {
  issued: day('issued', '2018-07-31', '印发日期', '2018年7月31日'),
  allDays: figure(
    'all-days',
    120,
    'days',
    '二（二）',
    '对不符合环保要求的养殖场，自方案印发之日起，责令在120天内进行空栏处理',
  ),
  pigletMost: figure('piglet-most', 20_000, 'thousandths', '二（二）', piglets),
  pigletDays: figure('piglet-days', 120, 'days', '二（二）', piglets),
  middleLeast: figure('middle-least', 21_000, 'thousandths', '二（二）', middle),
  middleMost: figure('middle-most', 70_000, 'thousandths', '二（二）', middle),
  middleDays: figure('middle-days', 90, 'days', '二（二）', middle),
  heavyLeast: figure('heavy-least', 70_000, 'thousandths', '二（二）', heavy),
  heavyDays: figure('heavy-days', 60, 'days', '二（二）', heavy),
  forbiddenZoneDay: day(
    'forbidden-zone-day',
    '2018-09-30',
    '二（二）',
    '2018年9月30日前，完成禁养区范围内畜禽养殖场的清拆工作',
  ),
};

export type LivestockClearanceDeadlineParameters = typeof livestockClearanceDeadlineParameters;

export const livestockClearanceDeadlineSources = {
  order: source('二（二）', '对不符合环保要求的养殖场，自方案印发之日起，责令在120天内进行空栏处理'),
  fromIssue: source('二（二）', '自方案印发之日起'),
};
