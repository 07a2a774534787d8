/**
 * A draft on its way: cut into sentences as it comes, each checked, and shown while all of it so far has passed. After the
 * first sentence that failed nothing more is shown until the draft is whole, since the sentence may still be put right.
 * @module
 */
import type { CheckedSentence, DraftChecker, DraftContext } from '../answering/check-draft/check-draft.ts';
import type { StreamedSentence } from '../answering/reply.ts';
import type { Checker } from './checker.ts';
import type { EvidenceRegister } from './evidence-register.ts';
import { SentenceStream } from './sentence-stream.ts';

export interface DraftReviewOptions {
  readonly checker: Checker;
  readonly register: EvidenceRegister;
  readonly context: DraftContext;
  /** The text that these sentences make, without the label; null: none yet. */
  readonly compose: (sentences: readonly CheckedSentence[]) => string | null;
  readonly onSentence: ((sentence: StreamedSentence) => void) | undefined;
}

export class DraftReview {
  private readonly options: DraftReviewOptions;
  private stream = new SentenceStream();
  private checker: DraftChecker | null = null;
  /** Of the lines before, and the line that is being written: a line is checked whole each time it grows. */
  private before: readonly CheckedSentence[] = [];
  private line = '';
  private checked: readonly CheckedSentence[] = [];
  private shown = '';

  constructor(options: DraftReviewOptions) {
    this.options = options;
  }

  get sentences(): readonly CheckedSentence[] {
    return this.checked;
  }

  push(piece: string): void {
    for (const sentence of this.stream.push(piece)) this.check(sentence);
  }

  /** The draft is whole. */
  end(): void {
    for (const sentence of this.stream.end()) this.check(sentence);
  }

  /** What came was no draft. What was shown of it stays until {@link show}. */
  discard(): void {
    this.stream = new SentenceStream();
    this.checker = null;
    this.before = [];
    this.line = '';
    this.checked = [];
  }

  /** Shows the whole text: the rest of what was shown, or in its place. */
  show(text: string): void {
    const { onSentence } = this.options;
    if (onSentence === undefined || text === this.shown) return;
    if (text.startsWith(this.shown)) onSentence({ text: text.slice(this.shown.length), replaces: false });
    else onSentence({ text, replaces: true });
    this.shown = text;
  }

  /** Whether anything was shown that another answer would have to replace. */
  get hasShown(): boolean {
    return this.shown !== '';
  }

  private check(sentence: string): void {
    // The evidence has grown since the round before.
    const { checker, register, context } = this.options;
    this.checker ??= checker.createDraftChecker([...register.items], context);
    if (sentence.includes('\n')) {
      this.before = this.checked;
      this.line = '';
    }
    this.line += sentence;
    this.checked = [...this.before, ...this.checker.check(this.line)];
    if (this.options.onSentence === undefined || this.checked.some(({ verdict }) => verdict === 'failed'))
      return;
    const text = this.options.compose(this.checked);
    if (text !== null && text.startsWith(this.shown)) this.show(text);
  }
}
