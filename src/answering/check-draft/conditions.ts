/** 甲的，乙 told as 乙: for whom or when a rule holds has to be told, or asked about. @module */
import { explain, type Words } from './explain.ts';
import { pairsShared } from './local-changes.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

const leading =
  /^(?:第[一二三四五六七八九十]+条|\([一二三四五六七八九十\d]+\)|\d+[.、])?([^;。:]{4,60}?的),(?=\p{Script=Han})([^,;。]{4,})/u;
const enough = /只要([^,;。]{2,40}?)(?:,|的话,?)?(?:就|便|即)/;
/** Share of what the rule does that a sentence has to take over, to be a sentence about it. */
const leastTaken = 0.6;
const leastPairs = 4;
/** Letters of the condition, and their share of it. */
const leastTold = 2;
const leastShare = 0.1;
/** Share of a condition that 只要… has to name. */
const leastNamed = 0.4;

/**
 * @param told The whole draft, and what the person wrote.
 * @returns the condition that the sentence leaves out, or null.
 */
export function conditionLeftOut(
  text: string,
  told: string,
  units: readonly PreparedUnit[],
  words: Words,
): string | null {
  for (const unit of units) {
    if (unit.row || unit.fact || unit.item.kind !== 'clause') continue;
    const [, lead = '', ruled = ''] = leading.exec(unit.text) ?? [];
    if (lead === '') continue;
    const taken = pairsShared(ruled, text);
    if (taken < leastPairs || taken < (ruled.length - 1) * leastTaken) continue;
    const said = enough.exec(text)?.[1];
    const conditions = lead.split(',');
    if (said !== undefined && conditions.length > 1) {
      const other = conditions.find(
        (condition) => pairsShared(condition, said) < (condition.length - 1) * leastNamed,
      );
      if (other !== undefined) return other;
    }
    // What is said again behind it tells nothing of the condition.
    const skip = new Uint8Array(lead.length);
    const rest = unit.text.slice(unit.text.indexOf(lead) + lead.length);
    for (let at = 0; at + 2 <= lead.length; at += 1)
      if (rest.includes(lead.slice(at, at + 2))) skip.fill(1, at, at + 2);
    const own = lead.length - skip.reduce((sum, each) => sum + each, 0);
    const { held } = explain(lead, skip, told, words);
    const count = held.reduce((sum, each) => sum + each, 0);
    if (own >= leastPairs && count < Math.max(leastTold, own * leastShare)) return lead;
  }
  return null;
}
