/** Honest answers written by hand: what the checker may lose only little of. @module */
import type { App } from '../../../src/app.ts';
import {
  checkDraft,
  type CheckedDraft,
  type CheckedSentence,
  composeChecked,
  type DraftContext,
  type FailureReason,
} from '../../../src/answering/check-draft/check-draft.ts';
import { quoteInstead } from '../../../src/answering/check-draft/rule-words.ts';
import { type EvaluationQuestion, honestMaterial, readAllQuestions, readLines } from './material.ts';

export interface HonestAnswer {
  readonly id: string;
  /** seen: the checker may be mended by it; unseen: only measured. `second`: written for the second liar. */
  readonly set: 'seen' | 'unseen' | 'second_seen' | 'second_unseen';
  readonly style: string;
  /** Id of a question of eval/*.jsonl. */
  readonly question: string;
  /** passage:…, document:… and calculation:…, numbered S1 …, D1 … and C1 … in this order. */
  readonly evidence: readonly string[];
  readonly draft: string;
}

export interface HonestResult {
  readonly honest: HonestAnswer;
  /** Sentences that cite: what cites nothing is never shown. */
  readonly sentences: number;
  /** Of these: told in the words of the rule or of the engine's answer, because the checker could not follow theirs. */
  readonly quoted: number;
  readonly lost: readonly {
    readonly text: string;
    readonly reason: FailureReason | 'core';
    readonly detail: string;
  }[];
}

export const readHonestAnswers = (): HonestAnswer[] => readLines('honest-answers.jsonl');

/** Checks each answer; where the whole draft is given up, the engine's answer is looked at for the rules it tells. */
export function checkHonestAnswers(app: App): HonestResult[] {
  const questions = readAllQuestions();
  return readHonestAnswers().map((honest) => {
    const { evidence, context } = honestMaterial(app, honest, questions);
    const checked = checkDraft(honest.draft, evidence, context);
    const all = checked.sentences.filter(({ tokens }) => tokens.length > 0);
    const isGone = composeChecked(checked, evidence, context) === null;
    const told = isGone ? toldByEngine(app, questions.get(honest.question), context) : toldBeside(checked);
    const isWritten = ({ verdict }: CheckedSentence): boolean => !isGone && verdict === 'kept';
    const isQuoted = (sentence: CheckedSentence): boolean => !isWritten(sentence) && told(sentence);
    const lost = all
      .filter((sentence) => !isWritten(sentence) && !isQuoted(sentence))
      .map(({ text, reason, detail }) => ({ text, reason: reason ?? ('core' as const), detail }));
    return { honest, sentences: all.length, quoted: all.filter(isQuoted).length, lost };
  });
}

type Told = (sentence: CheckedSentence) => boolean;

/** Its rule is shown in its place, or stands there already for another one. */
function toldBeside({ sentences }: CheckedDraft): Told {
  const shown = new Set(
    quoteInstead(sentences).flatMap(({ replaces, text }) => (replaces === undefined ? [] : [text])),
  );
  return ({ instead }) => shown.has(instead?.text ?? '');
}

/** The answer that takes the draft's place cites the clause, or tells the calculation. */
function toldByEngine(app: App, question: EvaluationQuestion | undefined, { corpus }: DraftContext): Told {
  if (question === undefined) return () => false;
  const { q, context = [], asOf } = question;
  const answer = app.answer({ q, context: [...context], ...(asOf === undefined ? {} : { asOf }) });
  const cited = new Set(
    answer.citations.flatMap(
      ({ passageId }) => corpus.passages.find(({ id }) => id === passageId)?.clauses ?? [],
    ),
  );
  return ({ rests = [], instead, tokens }) =>
    [...rests.map(({ clause }) => clause), instead?.clause ?? -1].some((clause) => cited.has(clause)) ||
    (answer.calculation !== null && tokens.some((token) => token.startsWith('C')));
}
