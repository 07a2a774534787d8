/** What a sentence claims by its make, wherever its words stand: 所有居民, 合计, 不是……而是……, 以上 without a figure. @module */
import { parseChineseInteger } from '../../gazette/chinese-number.ts';
import type { DraftFigure } from './draft-figures.ts';
import type { Failure } from './match-unit.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

const everybody =
  /(?:所有|全体|任何|每一个|一切|凡是)的?(?:\p{Script=Han}{0,4}(?:居民|群众|市民|人员|对象|家庭|单位|企业|学生|教师|老人|患者|户籍|人))/gu;
const empty = /是这[样么](?:规定|写|说)的/;
const correction = /不是[^。;]*而是|并非[^。;]*而是/;
const sum = /合计|一共|总共|总计|共计|加起来|总额|总数|加在一起/;
const summed = /合计|总|共|累计|小计|全部/;
/** One of several conditions told as enough. */
const oneOfAll = /(?:其中|任(?:何|意)?)的?(?:一|1)?(?:条|项|个|种|样|类)|其中之一|之一(?:就|即|便)/;
const some = /(?<=^|[,;。:由对给让向])(?:部分|个别|少数|少量)(?=\p{Script=Han})/u;
/** A list is told to be whole. */
const exhaustive =
  /就(?:只有)?这[些几\d一二三四五六七八九十]\p{Script=Han}{0,2}(?=[,;。]|$)|(?:没有|再无|别无|不含)(?:别的|其[他它](?:的|了)?)(?=[,;。]|$)|仅此(?:而已|\p{Script=Han}{0,2})|只有这些/u;
const vague = /^(?:[对给向])?(?:这|那|他们|它们|他|她|它|其|上述|该|此|合计|一共|总共|共计|结果|标准)/;
const bound = /以上|以下|以内|左右|至少|至多|最多|最高|最低|不足|超过|封顶/g;
const promise = /(?:一定|肯定|必定|必然|保证|绝对|百分之?百)(?:会|能|可以|有|是|得到|批)|绝对|包过|稳拿|铁定/;
/** One thing told as like another: 和低收入家庭一样, 全国都一样. */
const likeness = /(?:和|跟|与|同|都|也)([^,;。:]{0,12}?)(?:都|也|均)?(?:一样|相同|等同|一致)|比照|参照/;
const likenessInRule = /一样|相同|同样|等同|一致|同等|比照|参照/;
/** Somebody's word, or the reader's own guess borne out. */
const hearsay =
  /(?:工作人员|同志|局长|主任|书记|村长|站长|经办人|的人|人家|大家|官方|客服|专家|律师|领导|干部|医生|护士|民警|窗口|知情人|内部|朋友|邻居|网友|媒体|记者|有人|坊间|业内)[^,;。:]{0,6}?(?:答复|回复|介绍|说|表示|告诉|透露|称|解释|讲|指出|确认|证实)|据(?:悉|说|了解|称|传)|听说|听闻|网传|传言|(?:您|你)(?:问|说|讲|理解|猜)得?(?:很|都|完全)?(?:对|没错|不错|正确)|通常理解/;
/** What is done with a figure: 114家再归零. */
const operated =
  /^(?:就|要|还|再|会|可|将|即|并|可以)*(?:翻[一两几]?番|翻[一两]?倍|加倍|减半|对半|归零|清零|打[对\d一二三四五六七八九]折)/;
const silence = /没有?(?:说|写|提|讲|规定|计算|明确|列)|未(?:写|说|规定|明确|列)/;
/** The lines that facts of a document are silent on. */
const aboutDocument = /有效期|期限|何时|什么时候|为止|文号|废止|截止|终止|发文/;
/** 适用这个周期, 按上述标准执行: nothing is told but where it stands. */
const pointing =
  /(?:适用|按照?|照|用|走|执行|参照|套用|属于)(?:的?就?是)?(?:这|该|上述|前述|上面|前面|此|同样|那)[^,;。:\d]{0,6}[。!]?$/;
const bracketed = /^\([^()]*\)[。!;]?$/;
const twice = /(\p{Script=Han}{3,})(?:和|、|及|与|或)\1/gu;
const line = /(?:线|门槛|起点)(?:就?是|为)$/;
const superlative = /最[高低多少大小好长短早]的/g;

/** @param held What of the sentence the evidence itself says. */
export function wrongWhole(
  text: string,
  figures: readonly DraftFigure[],
  units: readonly PreparedUnit[],
): Failure | null {
  const stated = units.filter(({ fact }) => !fact).map((unit) => `${unit.text}\n${unit.base}`);
  const stands = (words: string): boolean => stated.some((each) => each.includes(words));
  for (const [words] of text.matchAll(everybody))
    if (!stands(words)) return { reason: 'subject', detail: `资料里没有“${words}”` };
  for (const [at, { date, low, start }] of figures.entries()) {
    const last = figures[at - 1];
    if (date !== null && last?.low === low && /^[至到~、和-]$/.test(text.slice(last.end, start)))
      return { reason: 'figure', detail: '期间的起止是同一个日期' };
  }
  if (empty.test(text)) return { reason: 'unsupported', detail: '这句话没有说出规定' };
  const promised = promise.exec(text)?.[0];
  if (promised !== undefined && !stands(promised))
    return { reason: 'unsupported', detail: `资料里没有“${promised}”` };
  for (const { 0: word, index } of text.matchAll(superlative))
    if (!stands(text.slice(index, index + word.length + 2)))
      return { reason: 'unsupported', detail: `资料里没有“${word}”` };
  const chosen = oneOfAll.exec(text)?.[0];
  if (chosen !== undefined && !stated.some((each) => oneOfAll.test(each)))
    return { reason: 'polarity', detail: `资料里没有“${chosen}”` };
  const part = some.exec(text);
  if (part !== null && !stands(text.slice(part.index, part.index + part[0].length + 2)))
    return { reason: 'subject', detail: `资料里没有“${part[0]}”` };
  const all = exhaustive.exec(text)?.[0];
  if (all !== undefined && !stands(all)) return { reason: 'unsupported', detail: `资料里没有“${all}”` };
  const counted = wrongCount(text, stated) ?? wrongTotal(text, stated);
  if (counted !== null) return { reason: 'figure', detail: counted };
  const whole = unmeant(text, figures, units, stated);
  if (whole !== null) return whole;
  if (correction.test(text)) return { reason: 'polarity', detail: '不要用“不是……而是……”来说' };
  for (const { 0: word, index } of text.matchAll(bound)) {
    const end = index + word.length;
    if (figures.some((figure) => figure.start < end && index < figure.end)) continue;
    const isBefore = !/^以|左右/.test(word);
    if (
      isBefore &&
      figures.some(({ bound: by, from }) => by.includes(word) && end <= from && from - end <= bindsWithin)
    )
      continue;
    const said = text.slice(0, end).replace(/或者(?=[以超达]\p{Script=Han}$)/u, '或');
    const lead = said.slice(-word.length - 2);
    const tail = text.slice(index, end + 2);
    if (/^以[上下]/.test(word) && (index === 0 || /[,;。:]/.test(text[index - 1] ?? ''))) continue;
    // 不足的部分, 超过的部分: what is over, and no bound.
    if (isBefore && /^[的部]/.test(text.slice(end)) && stands(word)) continue;
    if (
      ![lead, tail]
        .map((words) => words.replace(/[,;。:]/g, ''))
        .some((words) => words.length > word.length && stands(words))
    )
      return { reason: 'figure', detail: `所引的资料里没有“${lead}”` };
  }
  for (const segment of text.split(/[,;。!?]/)) {
    const start = text.indexOf(segment);
    const own = figures.filter(({ from }) => start <= from && from < start + segment.length);
    if (own.length === 0 || !sum.test(segment)) continue;
    const known = units.some(
      (unit) =>
        own.some((one) => isWholeResult(one, unit)) ||
        (summed.test(unit.text) && own.some((one) => unit.figures.some((other) => other.low === one.low))),
    );
    if (!known) return { reason: 'figure', detail: '资料里没有这个合计' };
  }
  return null;
}

/** 一共10515元, where that is all that was calculated. */
function isWholeResult({ low }: DraftFigure, { item: { calculation } }: PreparedUnit): boolean {
  if (calculation === null) return false;
  const { total, ...others } = calculation.values;
  const amounts = Object.values(others).filter((value) => typeof value === 'number');
  const result = typeof total === 'number' ? total : amounts.length === 1 ? amounts[0] : undefined;
  return result !== undefined && String(result) === low;
}

const countedList =
  /([两二三四五六七八九十]|\d{1,2})(?:大|小)?(?:项|个|种|类|条|点|样|份|步|方面|家|处|间|所)(?:\p{Script=Han}{0,4}?(?:是|有|为|包括))?[:：]?([^,;。:]*、[^,;。:]*)/u;

/** 三项:甲、乙, or 两项:甲、乙和丙. The evidence's own words are not counted. @returns the reason, or null */
function wrongCount(text: string, stated: readonly string[]): string | null {
  const found = countedList.exec(text);
  if (found === null || stated.some((each) => each.includes(found[0]))) return null;
  const list = found[2] ?? '';
  return /等/.test(list) || mayCount(list, found[1] ?? '') ? null : `列出的不是${found[1]}项`;
}

const closingCount =
  /[,，]?(?:一共|总共|共计?|合计)(?:有|是)?([两二三四五六七八九十]|\d{1,2})(?:大|小)?(?:项|个|种|类|条|点|样|份|步|方面)[。!]?$/u;

/** 甲、乙和丙，一共三项. @returns the reason, or null */
function wrongTotal(text: string, stated: readonly string[]): string | null {
  const found = closingCount.exec(text);
  if (found === null) return null;
  const said = found[0].replace(/^[,，]|[。!]$/g, '');
  if (stated.some((each) => each.includes(said))) return null;
  const list = text.slice(0, found.index);
  return list.includes('、') && !/等/.test(list) && mayCount(list, found[1] ?? '')
    ? null
    : `列出的不是${found[1]}项`;
}

/** Whether a list may have so many items: 和 joins two of them, or is within one. */
function mayCount(list: string, written: string): boolean {
  const count = parseChineseInteger(written === '两' ? '二' : written);
  const bare = list.replace(/\([^)]*\)/g, '');
  const least = bare.split('、').length;
  const most = least + (bare.match(/和|与|以及|及/g)?.length ?? 0);
  return count === null || (count >= least && count <= most);
}

function unmeant(
  text: string,
  figures: readonly DraftFigure[],
  units: readonly PreparedUnit[],
  stated: readonly string[],
): Failure | null {
  const stands = (words: string): boolean => stated.some((each) => each.includes(words));
  const found = (pattern: RegExp): string => pattern.exec(text)?.[0] ?? '';
  const [like = '', other = ''] = likeness.exec(text) ?? [];
  const isLike = (sentence: string): boolean =>
    likenessInRule.test(sentence) && sentence.includes(other.slice(0, leastNamed));
  if (like !== '' && !stands(like) && !units.some((unit) => unit.text.split(/[;。]/).some(isLike)))
    return { reason: 'unsupported', detail: `资料里没有“${like}”` };
  const source = found(hearsay);
  if (source !== '' && !stands(source)) return { reason: 'unsupported', detail: `资料里没有“${source}”` };
  const silent = found(silence);
  if (
    silent !== '' &&
    !stated.some((each) => silence.test(each)) &&
    !(aboutDocument.test(text) && units.some(({ fact, text: known }) => fact && silence.test(known)))
  )
    return { reason: 'unsupported', detail: `资料里没有“${silent}”` };
  for (const { end } of figures) {
    const said = operated.exec(text.slice(end))?.[0];
    if (said !== undefined && !stands(text.slice(end - 1, end) + said))
      return { reason: 'figure', detail: `资料里没有“${said}”` };
  }
  if (pointing.test(text)) return { reason: 'unsupported', detail: '没有写明说的是什么' };
  if (bracketed.test(text)) return { reason: 'unsupported', detail: '只有括号里的话' };
  for (const [words] of text.matchAll(twice))
    if (!stands(words)) return { reason: 'unsupported', detail: `“${words}”说了两遍` };
  if (figures.some(({ sense, start }) => sense !== '' && line.test(text.slice(0, start))))
    return { reason: 'figure', detail: '一条线是一个数，不是一个范围' };
  return null;
}

const bindsWithin = 12;
const leastNamed = 4;

/** 这类情形就是1间, 这100元每个月都能领: a figure of nothing that the sentence names. */
export function namesNothing(text: string, held: number): boolean {
  if (/^[这那该](?:[就也]?是\p{Script=Han}?|\p{Script=Han}?)\d/u.test(text)) return held < leastNamed;
  return held < 2 && vague.test(text.replace(/^(?:所以|因此|那么|也就是说)[,]?/, ''));
}
