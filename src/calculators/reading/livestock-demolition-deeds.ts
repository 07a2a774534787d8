/**
 * Who closed and pulled down a farm, and on which day: 自行关停, 拆完, 还没有拆, 被强制拆除.
 * @module
 */
import { livestockDemolitionParameters } from '../schemes/livestock-demolition-parameters.ts';
import { datesWithYear, type YearedDate } from './dates-with-year.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

const { firstDeadline } = livestockDemolitionParameters;

const self =
  /自行|自己|自愿|主动|自觉|亲手|我(?:们|哋|家)?(?:就|已经?|都|请人|请挖机|找人|雇人|叫人)?(?:把|将|关|停|拆)/;
const force =
  /强制|强拆|强行|组织(?:人员|力量|人)?拆|代(?:为)?拆|(?:政府|镇里?|执法队?|城管|工作队|部门)(?:来|组织|派人|叫人|就|给|帮)*(?:强制|强行)?(?:拆|清拆)|被(?!划|列)[^,。;!?]{0,8}?拆/;
const forceDenied = /(?:不是|没有?|未|冇|唔系)(?:被|经)?(?:镇|政府)?[^,。;!?]{0,3}(?:强制|强拆|强行)/;
const forceFeared = /(?:会不会|会唔会|会被|会|怕|以后|将|可能)(?:被|遭)?[^,。;!?]{0,6}$/;

const closing =
  /关停|停养|停产|关闭|关掉|关咗|关了|关场|关的|关嘅|(?<=自己|自行|主动)关(?=[,。;!?、 ]|$)|停咗|停止养殖|停止饲养|不再?养了|唔养|停业/;
const pulling = /拆/;
/** Talk of a deed that is no completion. */
const notDone =
  /(?:开始|动手|着手|开工|准备|打算|计划|本来|原本|原定|想|要|将(?![猪鸡鸭鹅牛羊栏整全其])|通知|要求|责令|限期?|签|答应|承诺|说好|同意|愿意)[^,。;!?]{0,4}$/;
/** 拆迁补贴, 拆迁费, 拆迁通知: a word of the plan. */
const ofPlan = /^拆(?:迁)?(?:栏)?(?:补|费|款|标准|办|协议|通知|面积|的?钱|多少|几多)/;
/** 自行拆迁补多少: it was done all the same. */
const byOwner = /(?:自行|自己|主动|亲手)(?:关停)?(?:并|、)?$/;
const unfinished = /^拆(?:迁|除)?(?:一半|了一半|到一半|一部分|了一部分|不完|未完|拖|等|推迟|延)/;
const standing =
  /(?<!拆|关停)(?:没有?|未|冇|唔|不肯|不愿|拒绝|不)(?:有)?(?:自行|自己|主动|完全|全部|开始|动手|去)*(?:拆|关停|搬)/;
const supposed = /如果|要是|假如|打算|准备|计划|的话|想/;

/** 关停时间是…, 拆除于…, 拆迁拖到…, right before a date. */
const leadsTo =
  /(?:关停|停养|拆(?:迁|除)?)(?:完毕?|完成|掉|晒)?了?[的嘅]?(?:(?:时间|日期|日子|时候|嗰阵|阵时)(?:都|是|为|在|:)*|(?:都)?(?:是|为|在|喺|系|于|:|拖到|延到|等到|直到)+)$/;
/** 自行关停2018年9月30日，自行拆迁2018年10月25日: only where the first date has its words before it. */
const leadsDirectly = /(?:关停|停养|拆(?:迁|除)?)(?:完毕?|完成|掉|晒)?了?$/;

const anyLead = new RegExp(`${leadsTo.source}|${leadsDirectly.source}`);

/** Between 关停 and 拆: two deeds of one day (并自行, 、, 及); after 后, 再, 才 the second one has a day of its own. */
const apart = /后|但|然|再|接|随|最|跟|才|先|直|现|目前|还|仍|未|没|冇|开始|准备|打算|到|,[^,]*,/;
const nearestTogether = 14;

/** 镇里要求10月30日前拆: the day of an order. */
const ofOrder = /(?:要求|责令|限期?|规定|叫我?们?|让我?们?|说|截止)[^,。;!?]{0,6}$/;

type Deed = 'closedOn' | 'demolishedOn';

/** 本来要自行关停并拆迁但没做到: nothing of it was done. */
const undone =
  /(?:没有?|未|冇|不)(?:能|有)?(?:够)?(?:做到|做成|做得到|做完|实现|执行|兑现|办到|办成|拆成|关成|成功|落实|实施|行动|照做)|泡汤|黄了|落空|反悔|作罢|不算数|(?:最后|后来|结果)(?:还是)?(?:没有?|未|冇)(?:关|拆|做|办|搞)/;

/** Facts on closing and pulling down. A day counts only where the words say that the owner did it. */
export function deedsOf(sentence: Sentence): readonly ReadFact[] {
  if (undone.test(sentence.text)) return [];
  const facts: ReadFact[] = [];
  const own = sentence.says(self) !== null;
  const forced = forcedOf(sentence);
  const dates = datesWithYear(sentence).filter(
    (date) => !isReceding(sentence, date) && !ofOrder.test(sentence.text.slice(0, date.start)),
  );
  const dated = new Set<string>();
  const [first] = dates;
  const lead =
    first !== undefined && leadsDirectly.test(sentence.text.slice(0, first.start)) ? anyLead : leadsTo;
  const add = (key: string, date: YearedDate): void => {
    const value = upTo(sentence, date);
    dated.add(key);
    if (value !== null) facts.push({ key, value, words: date.words });
  };
  for (const [at, date] of dates.entries()) {
    const end = endOfSegment(sentence, date.end, dates[at + 1]?.start ?? sentence.text.length, lead);
    const segment = sentence.text.slice(date.end, end);
    const forcedHere = forced !== null && force.test(segment);
    if (forcedHere) add('demolishedByForceOn', date);
    const after = deedsIn(sentence, date, end, lead);
    const stands = standing.test(segment);
    if (stands && after.length === 0 && !forcedHere) {
      add('stillStandingOn', date);
      continue;
    }
    const before = after.length === 0 && !forcedHere ? deedsBefore(sentence, date, dates[at - 1]) : [];
    for (const deed of [...after, ...before]) {
      if (own && !(forcedHere && deed === 'demolishedOn')) add(deed, date);
    }
  }
  return [...facts, ...undatedOf(sentence, own, forced, dated)];
}

/** By the owner or by force, without a day. */
function undatedOf(
  sentence: Sentence,
  own: boolean,
  forced: string | null,
  dated: ReadonlySet<string>,
): readonly ReadFact[] {
  const found: ReadFact[] = [];
  const closed = sentence
    .mentions(closing)
    .find(({ polarity, start }) => polarity === 'said' && !notDone.test(sentence.before(start)));
  if (own && closed !== undefined && !dated.has('closedOn'))
    found.push({ key: 'selfClosed', value: true, words: closed.words });
  if (forced !== null)
    return dated.has('demolishedByForceOn')
      ? found
      : [...found, { key: 'selfDemolished', value: false, words: forced }];
  if (dated.has('demolishedOn') || dated.has('stillStandingOn')) return found;
  const stands = standing.exec(sentence.text)?.[0];
  const pulled = pulledBetween(sentence, 0, sentence.text.length);
  if (pulled !== undefined)
    return own
      ? [...found, { key: 'selfDemolished', value: true, words: sentence.text.slice(pulled, pulled + 2) }]
      : found;
  return stands?.includes('拆') === true && !supposed.test(sentence.text)
    ? [...found, { key: 'selfDemolished', value: false, words: stands }]
    : found;
}

function forcedOf(sentence: Sentence): string | null {
  if (forceDenied.test(sentence.text)) return null;
  const found = sentence
    .mentions(force)
    .find(({ polarity, start }) => polarity === 'said' && !forceFeared.test(sentence.before(start)));
  return found?.words ?? null;
}

/** Up to the next date, without the words that lead to it, and not beyond the sentence. */
function endOfSegment({ text }: Sentence, from: number, to: number, lead: RegExp): number {
  const segment = text.slice(from, to).replace(lead, '');
  const stop = segment.search(/[。;!?]/);
  return from + (stop < 0 ? segment.length : stop);
}

/** What was done on a day: 10月18日自行关停并自行拆迁; 关停时间是10月18日. */
function deedsIn(sentence: Sentence, date: YearedDate, end: number, lead: RegExp): readonly Deed[] {
  const words = /[^,。;!?、()]*$/.exec(sentence.text.slice(0, date.start))?.[0] ?? '';
  if (!lead.test(words)) return deedsBetween(sentence, date.end, end);
  // 拆迁拖到11月25日还没完成.
  if (/[还仍没未冇]/.test(sentence.text.slice(date.end, end))) return [];
  const deeds = deedsBetween(sentence, date.start - words.length, date.start);
  return deeds.length > 0 ? deeds : [words.includes('拆') ? 'demolishedOn' : 'closedOn'];
}

/** 自行关停并拆迁（2018年10月18日）: nothing stands after the day, so the words before it are meant. */
function deedsBefore(
  sentence: Sentence,
  date: YearedDate,
  previous: YearedDate | undefined,
): readonly Deed[] {
  if (previous !== undefined) return [];
  const words = /[^。;!?]{0,30}$/.exec(sentence.text.slice(0, date.start))?.[0] ?? '';
  return deedsBetween(sentence, date.start - words.length, date.start);
}

function deedsBetween(sentence: Sentence, from: number, to: number): readonly Deed[] {
  const closed = sentence
    .mentions(closing)
    .find(({ start, polarity }) => polarity === 'said' && start >= from && start < to);
  const pulled = pulledBetween(sentence, from, to);
  if (closed === undefined) return pulled === undefined ? [] : ['demolishedOn'];
  const deeds: Deed[] = notDone.test(sentence.before(closed.start)) ? [] : ['closedOn'];
  if (pulled === undefined) return deeds;
  const between = sentence.text.slice(closed.end, pulled);
  const isOneDay = pulled < closed.start || (between.length <= nearestTogether && !apart.test(between));
  return isOneDay ? [...deeds, 'demolishedOn'] : deeds;
}

/** Where something was pulled down for good. */
function pulledBetween(sentence: Sentence, from: number, to: number): number | undefined {
  return sentence
    .mentions(pulling)
    .find(
      ({ start, polarity }) =>
        polarity === 'said' &&
        start >= from &&
        start < to &&
        !notDone.test(sentence.before(start)) &&
        !unfinished.test(sentence.text.slice(start)) &&
        (!ofPlan.test(sentence.text.slice(start)) || byOwner.test(sentence.before(start))),
    )?.start;
}

/** 10月30日后拆的: some day after it, nobody knows which. */
const isReceding = (sentence: Sentence, date: YearedDate): boolean =>
  /^(?:以后|之后|后|起|以来)/.test(sentence.text.slice(date.end));

/** 10月30日前拆的: at the latest on that day; before a later day it could be either rate, so the day is asked. */
function upTo(sentence: Sentence, date: YearedDate): string | null {
  const before = /^(?:以前|之前|前)/.test(sentence.text.slice(date.end));
  return before && (date.iso === null || date.iso.length < 10 || date.iso > firstDeadline.value)
    ? null
    : date.iso;
}
