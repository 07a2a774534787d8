/** What a sentence claims by its make, wherever its words stand: 所有居民, 合计, 不是……而是……, 以上 without a figure. @module */
import type { DraftFigure } from './draft-figures.ts';
import type { Failure } from './match-unit.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

const everybody =
  /(?:所有|全体|任何|每一个|一切|凡是)的?(?:\p{Script=Han}{0,4}(?:居民|群众|市民|人员|对象|家庭|单位|企业|学生|教师|老人|患者|户籍|人))/gu;
const empty = /是这[样么](?:规定|写|说)的/;
const correction = /不是[^。;]*而是|并非[^。;]*而是/;
const sum = /合计|一共|总共|总计|共计|加起来|总额|总数|加在一起/;
const summed = /合计|总|共|累计|小计|全部/;
const vague = /^(?:这|那|他们|它们|他|她|它|其|上述|该|此|合计|一共|总共|共计|结果|标准)/;
const bound = /以上|以下|以内|左右|至少|至多|最多|最高|最低|不足|超过|封顶/g;
const promise = /(?:一定|肯定|必定|必然|保证|绝对|百分之?百)(?:会|能|可以|有|是|得到|批)|绝对|包过|稳拿|铁定/;
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
    if (date !== null && last?.low === low && /^[至到~-]$/.test(text.slice(last.end, start)))
      return { reason: 'figure', detail: '期间的起止是同一个日期' };
  }
  if (empty.test(text)) return { reason: 'unsupported', detail: '这句话没有说出规定' };
  const promised = promise.exec(text)?.[0];
  if (promised !== undefined && !stands(promised))
    return { reason: 'unsupported', detail: `资料里没有“${promised}”` };
  for (const { 0: word, index } of text.matchAll(superlative))
    if (!stands(text.slice(index, index + word.length + 2)))
      return { reason: 'unsupported', detail: `资料里没有“${word}”` };
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
    const lead = text.slice(Math.max(0, index - 2), end);
    const tail = text.slice(index, end + 2);
    if (/^以[上下]/.test(word) && (index === 0 || /[,;。:]/.test(text[index - 1] ?? ''))) continue;
    if (isBefore && stands(word)) continue;
    if (![lead, tail].some((words) => stands(words.replace(/[,;。:]/g, ''))))
      return { reason: 'figure', detail: `所引的资料里没有“${lead}”` };
  }
  for (const segment of text.split(/[,;。!?]/)) {
    const start = text.indexOf(segment);
    const own = figures.filter(({ from }) => start <= from && from < start + segment.length);
    if (own.length === 0 || !sum.test(segment)) continue;
    const known = units.some(
      (unit) =>
        summed.test(unit.text) && own.some((one) => unit.figures.some((other) => other.low === one.low)),
    );
    if (!known) return { reason: 'figure', detail: '资料里没有这个合计' };
  }
  return null;
}

const bindsWithin = 12;
const leastNamed = 4;

/** 这类情形就是1间, 这100元每个月都能领: a figure of nothing that the sentence names. */
export function namesNothing(text: string, held: number): boolean {
  if (/^[这那该](?:[就也]?是\p{Script=Han}?|\p{Script=Han}?)\d/u.test(text)) return held < leastNamed;
  return held < 2 && vague.test(text.replace(/^(?:所以|因此|那么|也就是说)[,]?/, ''));
}
