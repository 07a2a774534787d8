/**
 * Figures and quotations of 关停拆迁补贴 (清新府办函〔2018〕81号 四（三）).
 * @module
 */
import { citingLivestockPlan } from './livestock-parameters.ts';

const { source, figure, day } = citingLivestockPlan('livestock-demolition');

const october = '10月30日前自行关停并自行拆迁的养殖场，按畜场100元/平方米、禽场40元/平方米的标准予以补贴';
const november = '11月30日前自行关停并自行拆迁的养殖场，按畜场90元/平方米、禽场30元/平方米的标准予以补贴';

export const livestockDemolitionParameters = {
  issued: day('issued', '2018-07-31', '印发日期', '2018年7月31日'),
  firstDeadline: day('first-deadline', '2018-10-30', '四（三）', october),
  lastDeadline: day('last-deadline', '2018-11-30', '四（三）', november),
  livestockEarly: figure('livestock-early', 10_000, 'fen', '四（三）', october),
  poultryEarly: figure('poultry-early', 4000, 'fen', '四（三）', october),
  livestockLate: figure('livestock-late', 9000, 'fen', '四（三）', november),
  poultryLate: figure('poultry-late', 3000, 'fen', '四（三）', november),
};

export type LivestockDemolitionParameters = typeof livestockDemolitionParameters;

export const livestockDemolitionSources = {
  region: source('四（三）', '对非禁养区内予以拆迁的畜禽养殖场'),
  ownDoing: source('四（三）', '自行关停并自行拆迁的养殖场'),
  start: source('四（三）', '自本文印发之日起至11月30日前'),
  end: source(
    '四（三）',
    '自12月1日起，对不按要求进行污染防治设施建设、没有条件建设污染防治设施或不愿意建设污染防治设施且仍未关停、拆迁的养殖场，将依法予以关停、拆迁，同时区财政也不再对镇政府下达相应的工作经费',
  ),
  recipient: source('四（三）', '由区财政对镇政府下达相应的工作经费'),
  area: source('四（四）', '拆迁面积弄虚作假'),
};
