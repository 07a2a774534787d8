/**
 * What is shown in the place of a sentence that did not pass: the sentence of the gazette, or the step of the calculation,
 * that it tried to tell, word for word. Whoever reads it loses nothing that is known, and learns nothing that is not so.
 * @module
 */
import { hasPrivateNumber } from '../../gazette/private-numbers.ts';
import { describeFacts, describeSteps } from '../calculation-steps.ts';
import type { CheckedSentence, FailureReason } from './check-draft.ts';
import { type DraftFigure, readDraftFigures } from './draft-figures.ts';
import { explain, type Words } from './explain.ts';
import { sameFigure } from './figure-zones.ts';
import { plainDraft, plainText } from './plain-text.ts';
import type { PreparedItem, PreparedUnit } from './prepare-evidence.ts';

export interface RuleWords {
  readonly token: string;
  /** Index into `Corpus.clauses`; null for a step of a calculation. */
  readonly clause: number | null;
  /** 原文：「…」, 原文表格：「…」 or 规则计算：「…」; the line that leads a list in stands before its item, with …… between. */
  readonly text: string;
}

/** The sentence told another thing than what it cites: the reader is better off without either. */
const notByRule: ReadonlySet<FailureReason> = new Set([
  'no_token',
  'unknown_token',
  'validity',
  'region',
  'language',
  'instruction',
]);

/** Longer ones are no answer in a chat. */
const longest = 240;
/** Characters of the rule that the sentence has to hold, and their share of all that it claims. */
const least = { held: 3, share: 0.25 } as const;
/** What a figure counts that both state, in characters. */
const figureWorth = 3;

/** @param text The sentence as it was written. @returns null where no one sentence of what it cites is plainly meant. */
export function findRuleWords(
  text: string,
  reason: FailureReason,
  items: readonly PreparedItem[],
  words: Words,
): RuleWords | null {
  if (notByRule.has(reason)) return null;
  const draft = plainDraft(text);
  const figures = readDraftFigures(draft);
  const skip = new Uint8Array(draft.length);
  for (const { start, end } of figures) skip.fill(1, start, end);
  let best: { words: RuleWords; score: number } | null = null;
  for (const candidate of items.flatMap(candidatesOf)) {
    const { held, left } = explain(draft, skip, plainText(candidate.told), words);
    const stated = figures.filter((figure) => candidate.states(figure)).length * figureWorth;
    const found = held.reduce((sum, each) => sum + each, 0) + stated;
    const lost = left.reduce((sum, word) => sum + word.length, 0);
    if (found < least.held || found < least.share * (found + lost)) continue;
    if (best === null || found - lost > best.score) best = { words: candidate.words, score: found - lost };
  }
  return best === null ? null : best.words;
}

interface Candidate {
  readonly told: string;
  readonly states: (figure: DraftFigure) => boolean;
  readonly words: RuleWords;
}

function candidatesOf({ item, units }: PreparedItem): Candidate[] {
  const { calculation, token } = item;
  if (calculation !== null)
    return [...describeSteps(calculation), ...describeFacts(calculation)].map((told) => {
      const known = readDraftFigures(plainText(told));
      return {
        told,
        states: ({ low, high }) => known.some((other) => other.low === low && other.high === high),
        words: { token, clause: null, text: `规则计算：「${told}」` },
      };
    });
  return units.flatMap((unit) => {
    const { clause } = unit.unit;
    if (unit.fact || item.kind !== 'clause' || clause === null) return [];
    return quotable(unit).map(({ told, text }) => {
      const known = readDraftFigures(plainText(told));
      return {
        told,
        states: (figure: DraftFigure) => known.some((other) => sameFigure(figure, other, unit)),
        words: { token, clause, text },
      };
    });
  });
}

/** The sentence or row; of a sentence that is too long each case between ；, behind what leads the cases in. */
function quotable({ unit, row }: PreparedUnit): { told: string; text: string }[] {
  const lead = unit.context.at(-1) ?? '';
  const above = !row && /[：:]$/.test(lead) ? `${lead}……` : '';
  const whole = { told: unit.text, written: above + unit.text };
  return (row || whole.written.length <= longest ? [whole] : casesOf(unit.text)).flatMap(
    ({ told, written }) =>
      written.length > longest || /[「」]/.test(written) || hasPrivateNumber(written)
        ? []
        : [{ told, text: `${row ? '原文表格' : '原文'}：「${written}」` }],
  );
}

function casesOf(text: string): { told: string; written: string }[] {
  const [first = '', ...others] = text.split(/(?<=[；;])/);
  if (others.length === 0) return [];
  const lead = /^[^：:]*[：:]/.exec(first)?.[0] ?? '';
  return [
    { told: first, written: first },
    ...others.map((part) => ({ told: lead + part, written: `${lead}……${part}` })),
  ];
}

/** Each sentence that did not pass as the words of the rule, where they are known and not there yet. */
export function quoteInstead(sentences: readonly CheckedSentence[]): CheckedSentence[] {
  const shown = new Set<string>();
  return sentences.map((sentence) => {
    const { instead, verdict, reason } = sentence;
    if (verdict !== 'failed' || instead === undefined || instead === null || shown.has(instead.text))
      return sentence;
    shown.add(instead.text);
    return {
      text: instead.text,
      tokens: [instead.token],
      verdict: 'kept',
      reason: null,
      detail: '',
      bullet: sentence.bullet,
      startsLine: sentence.startsLine,
      rests: instead.clause === null ? [] : [{ token: instead.token, clause: instead.clause }],
      replaces: { sentence: sentence.text, reason: reason ?? 'unsupported' },
    };
  });
}
