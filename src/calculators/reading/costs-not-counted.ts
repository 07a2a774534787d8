/**
 * Parts of a bill that the rule leaves out, told as 其中860元是…: they come off the sum that they are a part of.
 * @module
 */
import type { AssignedAmount } from './amount-roles.ts';
import { exclusionPatterns } from './medical-aid-flags.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Amount, Sentence } from './sentence.ts';

/** Outside what the insurance covers: a choice of `excludedReason` with the words for it. */
const outsideCatalogue = '超出医保目录';
const outsidePatterns: readonly RegExp[] = [
  /自费|目录(?:以|之)?外|超(?:出|过)?(?:了)?(?:医保|用药|药品)?(?:的)?(?:目录|范围)|不(?:在|属于)(?:医保)?(?:目录|范围)|(?:医保|社保)(?:不|唔)(?:给|予)?(?:报|认|管)|(?:不|唔)(?:能|可以|给)?(?:报|入)医保|(?:报销|政策)范围(?:以|之)?外/,
  /特需|国际部|vip|贵宾|单(?:人|独)?(?:病)?(?:间|房)|豪华|高级病房|包(?:间|房)|套房|升级(?:病房|床位)|加床|陪(?:床|人|护|住|夜)|空调|电视|wifi|停车/,
  /伙食|饭(?:钱|费|餐|堂)|餐(?:费|饮)|膳食|订餐|食饭|吃饭|营养|补品|滋补|保健|奶粉|纸尿|尿(?:片|裤)|日用品|生活用品|护工|护理工|请人|轮椅|拐杖|车费|救护车|复印/,
];

const partWords =
  /(?:其中|里面|里头|当中|入面|中间|(?<![不未没无])(?:包括|包含|含)|(?<![不未])(?:连埋|算上))/;
const wholes: readonly string[] = ['ownShare', 'compliantCost', 'eligibleCost', 'totalCost'];
export interface CostNotCounted {
  readonly amount: Amount;
  /** A value of `excludedReason`. */
  readonly reason: string;
  /** Of which sum: the key of the amount before it. */
  readonly of: string;
  readonly words: string;
  /** The stretch that told it. */
  readonly start: number;
  readonly end: number;
}

/** All such parts in order. @param assigned every amount that has a role. */
export function readCostsNotCounted(
  sentence: Sentence,
  assigned: readonly AssignedAmount[],
): readonly CostNotCounted[] {
  const { text, amounts } = sentence;
  const found: CostNotCounted[] = [];
  for (const [at, amount] of amounts.entries()) {
    const role = assigned.find((each) => each.amount === amount);
    const whole = assigned.findLast((each) => wholes.includes(each.key) && each.amount.start < amount.start);
    if (whole === undefined) continue;
    // What is outside the catalogue of the whole bill is a fact of its own.
    if (role?.key === 'outsideCost' && whole.key === 'totalCost') continue;
    if (role !== undefined && !['outsideCost', 'totalCost'].includes(role.key)) continue;
    const previous = amounts[at - 1];
    const lead =
      text
        .slice(previous?.end ?? 0, amount.start)
        .split(/[。;!?]/)
        .at(-1) ?? '';
    const goesOn =
      previous !== undefined &&
      found.at(-1)?.amount === previous &&
      !/另外|此外|其余|其他|其它|剩下|余下|剩余|[。;!?]/.test(lead);
    if (!partWords.test(lead) && !goesOn) continue;
    const own = goesOn ? lead : lead.slice(lead.search(partWords));
    const next = amounts[at + 1];
    const stop = /[,。;!?()]/.exec(text.slice(amount.end));
    const end = Math.min(next?.start ?? text.length, amount.end + (stop?.index ?? text.length));
    const words = `${own}${text.slice(amount.start, end)}`;
    // 其中镶牙花了800: named before the amount, or nothing but a part.
    const reason = reasonOf(role?.key === 'totalCost' ? own : words);
    if (reason !== null) {
      const start = amount.start - own.length;
      found.push({ amount, reason, of: whole.key, words: words.replace(/^[,、]/, ''), start, end });
    }
  }
  return found;
}

/** 里面没有自费药1万, 其中500不是自费药. */
const denial = /(?:没有|冇|并无|不是|唔系|不属于|不算)(?!理由|道理|正当|批准)/;

const reasonOf = (words: string): string | null =>
  denial.test(words)
    ? null
    : (exclusionPatterns.find(([, pattern]) => pattern.test(words))?.[0] ??
      (outsidePatterns.some((pattern) => pattern.test(words)) ? outsideCatalogue : null));

/** One amount and one reason for all of them; an amount that is not exact is asked. */
export function factsNotCounted(parts: readonly CostNotCounted[]): readonly ReadFact[] {
  const ofBill = parts.filter(({ reason, of }) => reason === outsideCatalogue && of === 'totalCost');
  const others = parts.filter((part) => !ofBill.includes(part));
  return [
    ...sumOf('outsideCost', ofBill),
    ...sumOf('excludedCost', others),
    ...others.slice(0, 1).map(({ words }) => ({
      key: 'excludedReason',
      value: [...new Set(others.map(({ reason }) => reason))].join('、'),
      words,
    })),
  ];
}

/** A part outside the catalogue of a sum that is said to be inside it. */
export const partOutside = (parts: readonly CostNotCounted[]): CostNotCounted | undefined =>
  parts.find(({ reason, of }) => reason === outsideCatalogue && of !== 'totalCost');

function sumOf(key: string, parts: readonly CostNotCounted[]): readonly ReadFact[] {
  if (parts.length === 0) return [];
  const words = parts.map((part) => part.words).join('、');
  const inexact = parts.find(({ amount }) => amount.fen === null || amount.isEach);
  const fen = parts.reduce((sum, { amount }) => sum + (amount.fen ?? 0), 0);
  return [{ key, value: inexact === undefined ? fen / 100 : `约${inexact.amount.words}`, words }];
}
