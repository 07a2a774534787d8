/** What a sentence claims by its make, wherever its words stand: 所有居民, 合计, 不是……而是……, 以上 without a figure. @module */
import type { Calculation } from '../../calculators/calculation.ts';
import type { DraftFigure } from './draft-figures.ts';
import type { Failure } from './match-piece.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

const everybody =
  /(?:所有|全体|任何|每一个|一切|凡是)的?(?:\p{Script=Han}{0,4}(?:居民|群众|市民|人员|对象|家庭|单位|企业|学生|教师|老人|患者|户籍|人))/gu;
const empty = /是这[样么](?:规定|写|说)的/;
const correction = /不是[^。;]*而是|并非[^。;]*而是/;
const sum = /合计|一共|总共|总计|共计|加起来|总额|总数|加在一起/;
const summed = /合计|总|共|累计|小计|全部/;
const vague = /^(?:这|那|他们|它们|他|她|它|其|上述|该|此|合计|一共|总共|共计|结果|标准)/;
const bound = /以上|以下|以内|左右|至少|最多|最高|最低|不足|超过|封顶/g;

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
  if (empty.test(text)) return { reason: 'unsupported', detail: '这句话没有说出规定' };
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

/** 这类情形就是1间: a figure of nothing that the sentence names. */
export function namesNothing(text: string, held: number): boolean {
  return held < 2 && vague.test(text.replace(/^(?:所以|因此|那么|也就是说)[,]?/, ''));
}

const affirms = /可以|能(?!否)|能够|属于|符合|享受|有资格|在范围|没问题/;
const denies = /不|没|未|无|非|唔|冇/;

/** A verdict other than the calculation's: 可以 where it says no, 还有重特大疾病救助 where that is nothing. */
export function wrongVerdict(
  text: string,
  calculation: Calculation,
  names: Readonly<Record<string, string>>,
): string | null {
  const parts = text.split(/[,;。:!?()]/);
  for (const [name, value] of Object.entries(calculation.values)) {
    const label = names[name]?.split(' ')[0];
    if (value !== 0 || label === undefined) continue;
    if (parts.some((part) => part.includes(label) && !/\d/.test(part) && !denies.test(part)))
      return `算出来没有${label}`;
  }
  const { overdue } = calculation.values;
  if (typeof overdue === 'boolean') {
    const said = parts.find((part) => /超期|逾期|过期|过了期限/.test(part));
    if (said !== undefined && denies.test(said) === overdue) return overdue ? '已经超期' : '没有超期';
  }
  if (
    calculation.eligible === false &&
    parts.some((part) => affirms.test(part) && !denies.test(part) && !/^如果|方可|才/.test(part))
  )
    return '算出来不符合条件';
  return null;
}
