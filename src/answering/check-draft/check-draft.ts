/**
 * The checker of what a model wrote: sentence by sentence against the evidence that the sentence itself cites. Pure:
 * no model, no clock, no network. What cannot be shown to be said by the evidence does not pass.
 * @module
 */
import type { Corpus } from '../../gazette/model.ts';
import type { Thesaurus } from '../../retrieval/thesaurus.ts';
import type { Citation } from '../answer.ts';
import type { Office } from '../offices.ts';
import { checkSentence } from './check-sentence.ts';
import { composeKept } from './compose-checked.ts';
import type { EvidenceItem } from './evidence.ts';
import { createWords, explain } from './explain.ts';
import { closedSentences } from './plain-words.ts';
import { opensTruly } from './openings.ts';
import { oddSign } from './odd-signs.ts';
import { plainDraft } from './plain-text.ts';
import { type PreparedItem, prepareItem } from './prepare-evidence.ts';
import { findRuleWords, type RuleWords } from './rule-words.ts';
import { type DraftSentence, splitDraft } from './split-draft.ts';
import { withoutLabels } from './without-labels.ts';

/** Why a sentence does not pass. */
export type FailureReason =
  | 'no_token' // cites nothing
  | 'unknown_token' // cites what was never shown
  | 'figure' // a figure that the cited evidence does not state of this subject
  | 'number' // a 文号, telephone, link or address that the cited evidence does not hold
  | 'quotation' // words in quotation marks that are not the evidence's
  | 'subject' // the evidence speaks of another person, step, place …
  | 'polarity' // affirms what the rule denies, changes 超过 or 达到, drops an exception
  | 'validity' // says something else about validity than the document's data
  | 'region' // another region's rule told as this one's
  | 'unsupported' // too little of it stands in the evidence
  | 'language' // not Chinese
  | 'instruction'; // speaks of prompts, tools, keys, or gives the reader orders of its own

export interface CheckedSentence {
  /** Without tokens and Markdown. */
  readonly text: string;
  readonly tokens: readonly string[];
  readonly verdict: 'kept' | 'failed';
  readonly reason: FailureReason | null;
  /** The reason in plain Chinese, for the one rewriting; empty when kept. */
  readonly detail: string;
  /** How the sentence began in the draft: its bullet or number, for lists; empty for running text. */
  readonly bullet: string;
  /** Begins a line of its own. */
  readonly startsLine: boolean;
  /** A verdict without a token, which falls with the cited sentence behind it. */
  readonly opens?: true;
  /** Clauses that it rests on, by token; indices into `Corpus.clauses`. */
  readonly rests?: readonly { readonly token: string; readonly clause: number }[];
  /** Of a failed one: the words of the rule that may stand in its place. */
  readonly instead?: RuleWords | null;
  /** Of words of a rule that stand for a sentence of the draft: that sentence, and why it did not pass. */
  readonly replaces?: { readonly sentence: string; readonly reason: FailureReason };
}

export interface DraftContext {
  readonly corpus: Corpus;
  /** ISO day for which validity is told. */
  readonly asOf: string;
  /** What the person wrote, masked. */
  readonly question: string;
  /** Earlier turns of the person, oldest first. */
  readonly turns?: readonly string[];
  readonly offices?: readonly Office[];
  /** Everyday words that stand for official ones; without it only the corpus's own words count. */
  readonly thesaurus?: Thesaurus;
}

export interface CheckedDraft {
  readonly sentences: readonly CheckedSentence[];
}

export interface ComposedDraft {
  /** With [n] marks, led in by the validity sentence where one is due; without the label of model prose. */
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly removed: readonly { readonly sentence: string; readonly reason: FailureReason }[];
}

/** Checks sentence after sentence, for streaming; {@link checkDraft} does it for a whole draft. */
export interface DraftChecker {
  /** @param text A piece of the draft that ends where a sentence ends. */
  check(text: string): CheckedSentence[];
}

/** An opening verdict is borne out by the first cited sentences behind it. */
const borneOutBy = 2;

/** @param evidence What the model has been shown so far. */
export function createDraftChecker(evidence: readonly EvidenceItem[], context: DraftContext): DraftChecker {
  const items = new Map(evidence.map((item) => [item.token, item]));
  const prepared = new Map<string, PreparedItem>();
  const words = createWords(context.corpus, context.thesaurus);
  /** All that the draft says so far, with the rest of its line. */
  let said = '';
  /** Tokens of the line above that ends in ： and leads a list in. */
  let leadIn: readonly string[] = [];

  const prepare = (token: string): PreparedItem[] => {
    const known = prepared.get(token);
    if (known !== undefined) return [known];
    const item = items.get(token);
    if (item === undefined) return [];
    const made = prepareItem(context.corpus, item, context.asOf);
    prepared.set(token, made);
    return [made];
  };
  const opens = (text: string, behind: readonly DraftSentence[]): boolean => {
    const cited = behind.filter(({ tokens }) => tokens.length > 0).slice(0, borneOutBy);
    const units = cited.flatMap(({ tokens }) => tokens.flatMap(prepare)).flatMap((item) => item.units);
    const scope = units.map((unit) => `${unit.text}\n${unit.base}`).join('\n');
    return opensTruly(
      text,
      cited.map((sentence) => sentence.text),
      scope,
      words,
    );
  };
  /** 免费办理：over lines that say nothing of it, though the rest of what they cite may. */
  const holdsBelow = (
    text: string,
    behind: readonly DraftSentence[],
    cited: readonly PreparedItem[],
  ): boolean => {
    const lead = plainDraft(text);
    const names = cited.flatMap(({ units }) => units.map(({ base }) => base));
    const below = behind.filter(({ tokens }) => tokens.length > 0).map((each) => plainDraft(each.text));
    return (
      explain(lead, new Uint8Array(lead.length), [...names, ...below].join('\n'), words).left.length === 0
    );
  };
  const judge = (sentence: DraftSentence, behind: readonly DraftSentence[]): CheckedSentence => {
    const { text } = sentence;
    const inherits = sentence.tokens.length === 0 && sentence.startsLine && leadIn.length > 0;
    const tokens = inherits ? leadIn : sentence.tokens;
    const leads = /[：:]$/.test(text);
    if (leads) leadIn = tokens;
    else if (!inherits && sentence.startsLine && sentence.bullet === '') leadIn = [];
    const base = { text, tokens, bullet: sentence.bullet, startsLine: sentence.startsLine };
    const fail = (reason: FailureReason, detail: string): CheckedSentence => ({
      ...base,
      verdict: 'failed',
      reason,
      detail,
    });
    if (tokens.length === 0) {
      if (closedSentences.has(text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()))
        return { ...base, verdict: 'kept', reason: null, detail: '' };
      if (opens(text, behind)) return { ...base, verdict: 'kept', reason: null, detail: '', opens: true };
      if (!leads || /\d/.test(text)) return fail('no_token', '没有引用资料的编号');
    }
    const unknown = tokens.find((token) => !items.has(token));
    if (unknown !== undefined) return fail('unknown_token', `没有编号为${unknown}的资料`);
    // A line that leads in rests on what is cited under it.
    const below = [...new Set(behind.flatMap((each) => each.tokens))].filter((token) => items.has(token));
    const cited = (tokens.length === 0 ? below : tokens).flatMap(prepare);
    const odd = tokens.length === 0 ? null : oddSign(text, writtenIn(cited));
    const { failure, units } =
      odd === null
        ? checkSentence(text, cited, context, words, said)
        : { failure: { reason: 'unsupported' as const, detail: odd }, units: [] };
    const isBorneOut = tokens.length > 0 || holdsBelow(text, behind, cited);
    if (failure === null && !isBorneOut) return fail('no_token', '没有引用资料的编号');
    if (failure !== null)
      return tokens.length === 0
        ? fail('no_token', '没有引用资料的编号')
        : {
            ...fail(failure.reason, failure.detail),
            instead: findRuleWords(text, failure.reason, cited, words),
          };
    const rests = units.flatMap(({ item, unit }) =>
      unit.clause === null || item.kind !== 'clause' ? [] : [{ token: item.token, clause: unit.clause }],
    );
    return { ...base, verdict: 'kept', reason: null, detail: '', rests };
  };
  return {
    // A mark that only the program sets is no part of what a model says, whoever calls the checker.
    check: (text) => {
      const sentences = splitDraft(withoutLabels(text));
      said = [said, ...sentences.map((sentence) => sentence.text)].join('\n');
      return sentences.map((sentence, at) => judge(sentence, sentences.slice(at + 1)));
    },
  };
}

function writtenIn(items: readonly PreparedItem[]): string {
  return items.flatMap((item) => item.units.flatMap(({ unit }) => [unit.text, ...unit.context])).join('\n');
}

/** @param draft Prose with tokens such as [S1] or [S1][C1] behind what they support. Never throws. */
export function checkDraft(
  draft: string,
  evidence: readonly EvidenceItem[],
  context: DraftContext,
): CheckedDraft {
  return { sentences: createDraftChecker(evidence, context).check(draft) };
}

/**
 * The kept sentences as an answer.
 * @returns null when the core is gone or it is uncertain what a figure is about: the extractive answer takes its place.
 */
export function composeChecked(
  checked: CheckedDraft,
  evidence: readonly EvidenceItem[],
  context: DraftContext,
): ComposedDraft | null {
  return composeKept(checked, evidence, context);
}
