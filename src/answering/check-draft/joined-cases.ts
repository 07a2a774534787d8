/** 甲的，罚一千；乙的，罚两千 told as 甲的，罚两千: each part stands in the rule, and together they say what it does not. @module */
import type { DraftFigure } from './draft-figures.ts';
import { sameFigure } from './figure-zones.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

interface Case {
  readonly start: number;
  readonly end: number;
  /** With what leads all cases in. */
  readonly words: string;
  /** Up to its first comma. */
  readonly opening: string;
  /** Behind its last comma. */
  readonly close: string;
}

/** Share of a segment's pairs of letters that a case must hold to be its case, of what the best case holds. */
const asGood = 0.85;
/** Below it, the segment is said in words of its own, and no case is told from another by it. */
const least = 0.5;

/**
 * @param text The sentence of the draft in normal form.
 * @param segments Its stretches between commas.
 */
export function joinsCases(
  text: string,
  segments: readonly (readonly [number, number])[],
  figures: readonly DraftFigure[],
  unit: PreparedUnit,
): boolean {
  const cases = casesOf(unit.text);
  if (cases.length < 2) return false;
  let told: ReadonlySet<number> | null = null;
  let last = '';
  for (const [from, to] of segments) {
    const words = text.slice(from, to);
    const own = figures.filter((figure) => from <= figure.from && figure.from < to);
    const fitting = fittingCases(words, own, cases, unit);
    if (fitting !== null) {
      const both: ReadonlySet<number> =
        told === null ? fitting : new Set([...told].filter((at) => fitting.has(at)));
      if (both.size === 0) {
        const begins = [...fitting].some((at) => share(words, cases[at]?.opening ?? '') >= least);
        const open =
          /的[,、]?$/.test(last) &&
          ![...(told ?? [])].some((at) => share(last, cases[at]?.close ?? '') >= least);
        if (!begins || open) return true;
        told = fitting;
      } else told = both;
      last = words;
    }
    if (/[;。!?]$/.test(words)) told = null;
  }
  return false;
}

function casesOf(text: string): Case[] {
  const head = /^[^;。]*:/.exec(text)?.[0] ?? '';
  const found: Case[] = [];
  let start = head.length;
  for (const part of text.slice(head.length).split(/(?<=[;。])/)) {
    const parts = part.replace(/[;。]$/, '').split(',');
    found.push({
      start,
      end: start + part.length,
      words: head + part,
      opening: parts[0] ?? '',
      close: parts.at(-1) ?? '',
    });
    start += part.length;
  }
  return found.filter(({ words }) => /\p{Script=Han}{2}/u.test(words));
}

/** null: the segment tells no case from another. */
function fittingCases(
  words: string,
  figures: readonly DraftFigure[],
  cases: readonly Case[],
  unit: PreparedUnit,
): ReadonlySet<number> | null {
  const shares = cases.map((each) => {
    const here = unit.figures.filter(({ from }) => each.start <= from && from < each.end);
    const states = figures.every((figure) => {
      const stated = (known: DraftFigure) => sameFigure(figure, known, unit);
      return !unit.figures.some(stated) || here.some(stated);
    });
    return states ? share(words, each.words) : 0;
  });
  const best = Math.max(...shares);
  if (best < least) return null;
  const fitting = shares.flatMap((each, at) => (each >= best * asGood ? [at] : []));
  return fitting.length === cases.length ? null : new Set(fitting);
}

const denial = /[不未非无没]/;

/** 符合 stands in 不符合 too, and is not said there. */
function holds(text: string, pair: string, denied: boolean): boolean {
  for (let at = text.indexOf(pair); at >= 0; at = text.indexOf(pair, at + 1))
    if (denied || !denial.test(text.slice(Math.max(0, at - 1), at))) return true;
  return false;
}

function share(words: string, text: string): number {
  let all = 0;
  let held = 0;
  for (let at = 0; at + 2 <= words.length; at += 1) {
    const pair = words.slice(at, at + 2);
    if (!/^\p{Script=Han}{2}$/u.test(pair)) continue;
    all += 1;
    if (holds(text, pair, denial.test(words.slice(Math.max(0, at - 1), at)))) held += 1;
  }
  return all === 0 ? 0 : held / all;
}
