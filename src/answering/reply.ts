/** What a channel may hand in with a question to `app.reply`, and what it gets while the answer is being made. @module */

import type { Answer } from './answer.ts';

/** A checked sentence of an answer that is still being made. */
export interface StreamedSentence {
  /** With [1] marks and its own punctuation or line end; all texts since the last replacement joined are the answer so far. */
  readonly text: string;
  /** True: what was shown so far is withdrawn, and `text` alone stands in its place. */
  readonly replaces: boolean;
}

export interface ReplyOptions {
  /** Keyed hash of the person, for the budget of a day; never the person's own id. */
  readonly userKey?: string;
  /**
   * Called in order, before the answer is given back, with what has been checked; never without a model. The answer that
   * is given back is always the whole text, and the one that counts.
   */
  readonly onSentence?: (sentence: StreamedSentence) => void;
  /** Ends the work of the model: the engine's answer is given back at once. */
  readonly signal?: AbortSignal;
}

/** An answer for who is not of the staff: sentences that did not pass stay inside. */
export function withoutRemoved(answer: Answer): Answer {
  return answer.model === undefined ? answer : { ...answer, model: { ...answer.model, removed: [] } };
}

/** Told wherever somebody begins to ask, while a model is switched on. */
export const modelConsent =
  '回答会用人工智能模型组织语言：您问的话连同前几句会发给模型，证件号、手机号、银行卡号先遮掉。模型写的话都和公报核对过，末尾注明“AI生成，仅供参考”。';

/** Ends every answer that holds a model's prose, in the text itself, so that copies carry it too. */
export const modelLabel = '（AI生成，仅供参考）';
