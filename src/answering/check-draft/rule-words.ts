/**
 * What is shown in the place of a sentence that did not pass: the sentence of the gazette that it tried to tell, word for
 * word. Whoever reads it loses nothing that the gazette says, and learns nothing that it does not say.
 * @module
 */
import { hasPrivateNumber } from '../../gazette/private-numbers.ts';
import type { CheckedSentence, FailureReason } from './check-draft.ts';
import { readDraftFigures } from './draft-figures.ts';
import { explain, type Words } from './explain.ts';
import { sameFigure } from './figure-zones.ts';
import { plainDraft } from './plain-text.ts';
import type { PreparedItem, PreparedUnit } from './prepare-evidence.ts';

export interface RuleWords {
  readonly token: string;
  /** Index into `Corpus.clauses`. */
  readonly clause: number;
  /** 原文：“…”; the line that leads a list in stands before its item, with …… between. */
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
const longest = 160;
/** Characters of a unit that the sentence has to hold, and their share of all that it claims. */
const least = { held: 5, share: 0.4 } as const;
/** What a figure counts that both state, in characters. */
const figureWorth = 4;

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
  let best: { unit: PreparedUnit; score: number } | null = null;
  for (const unit of items.flatMap((item) => item.units)) {
    if (unit.fact || unit.row || unit.unit.clause === null || unit.item.kind !== 'clause') continue;
    const { held, left } = explain(draft, skip, unit.text, words);
    const found = held.reduce((sum, each) => sum + each, 0);
    const lost = left.reduce((sum, word) => sum + word.length, 0);
    if (found < least.held || found < least.share * (found + lost)) continue;
    const stated = figures.filter((figure) => unit.figures.some((known) => sameFigure(figure, known, unit)));
    const score = found - lost + figureWorth * stated.length;
    if (best === null || score > best.score) best = { unit, score };
  }
  return best === null ? null : quote(best.unit);
}

function quote({ unit, item }: PreparedUnit): RuleWords | null {
  const lead = unit.context.at(-1) ?? '';
  const written = /[：:]$/.test(lead) ? `${lead}……${unit.text}` : unit.text;
  if (unit.clause === null || written.length > longest || /[“”]/.test(written) || hasPrivateNumber(written))
    return null;
  return { token: item.token, clause: unit.clause, text: `原文：“${written}”` };
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
      rests: [{ token: instead.token, clause: instead.clause }],
      replaces: { sentence: sentence.text, reason: reason ?? 'unsupported' },
    };
  });
}
