/** Honest answers written by hand: what the checker may lose only little of. @module */
import type { App } from '../../../src/app.ts';
import {
  checkDraft,
  type CheckedSentence,
  composeChecked,
  type FailureReason,
} from '../../../src/answering/check-draft/check-draft.ts';
import { quoteInstead } from '../../../src/answering/check-draft/rule-words.ts';
import { honestMaterial, readAllQuestions, readLines } from './material.ts';

export interface HonestAnswer {
  readonly id: string;
  /** seen: the checker may be mended by it; unseen: only measured. */
  readonly set: 'seen' | 'unseen';
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
  /** Of these: shown in the words of the rule that they tell, because the checker could not follow theirs. */
  readonly quoted: number;
  readonly lost: readonly {
    readonly text: string;
    readonly reason: FailureReason | 'core';
    readonly detail: string;
  }[];
}

export const readHonestAnswers = (): HonestAnswer[] => readLines('honest-answers.jsonl');

/** Checks each answer; one whose core is said to be gone has lost all its sentences. */
export function checkHonestAnswers(app: App): HonestResult[] {
  const questions = readAllQuestions();
  return readHonestAnswers().map((honest) => {
    const { evidence, context } = honestMaterial(app, honest, questions);
    const checked = checkDraft(honest.draft, evidence, context);
    const all = checked.sentences.filter(({ tokens }) => tokens.length > 0);
    const isGone = composeChecked(checked, evidence, context) === null;
    const shown = quoteInstead(checked.sentences);
    const isQuoted = ({ text }: CheckedSentence): boolean =>
      !isGone && shown.some(({ replaces }) => replaces?.sentence === text);
    const lost = all
      .filter((sentence) => isGone || (sentence.verdict === 'failed' && !isQuoted(sentence)))
      .map(({ text, reason, detail }) => ({ text, reason: reason ?? ('core' as const), detail }));
    return { honest, sentences: all.length, quoted: all.filter(isQuoted).length, lost };
  });
}
