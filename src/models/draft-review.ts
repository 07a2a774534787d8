/**
 * A draft on its way: cut into sentences as it comes, each checked, and shown while all of it so far has passed. After the
 * first sentence that failed nothing more is shown until the draft is whole, since the sentence may still be put right.
 * @module
 */
import type { CheckedSentence, DraftChecker, DraftContext } from '../answering/check-draft/check-draft.ts';
import type { StreamedSentence } from '../answering/reply.ts';
import type { Checker } from './checker.ts';
import type { EvidenceRegister } from './evidence-register.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import { SentenceStream } from './sentence-stream.ts';
import { withoutLabels } from '../answering/check-draft/without-labels.ts';

/** A draft that is longer, in UTF-16 units, or has more sentences is no answer, and checking it would hold everybody up. */
const longestDraft = 3000;
const mostSentences = 60;
/** A line is checked anew with each sentence that it gains, this often at most. */
const mostInLine = 12;

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
  private length = 0;
  private count = 0;
  private inLine = 0;
  /** What comes is checked when all of it is there. */
  private waits: boolean;

  constructor(options: DraftReviewOptions) {
    this.options = options;
    this.waits = options.onSentence === undefined;
  }

  get sentences(): readonly CheckedSentence[] {
    return this.checked;
  }

  /** @throws ModelUnavailable `empty` for a draft without end. */
  push(piece: string): void {
    this.length += piece.length;
    if (this.length > longestDraft) throw new ModelUnavailable('empty');
    for (const sentence of this.stream.push(piece)) this.check(sentence);
  }

  /** The draft is whole. */
  end(): void {
    for (const sentence of this.stream.end()) this.check(sentence);
    if (this.waits) this.look();
  }

  /** What came was no draft. What was shown of it stays until {@link show}. */
  discard(): void {
    this.stream = new SentenceStream();
    this.checker = null;
    this.before = [];
    this.line = '';
    this.checked = [];
    this.length = 0;
    this.count = 0;
    this.inLine = 0;
    this.waits = this.options.onSentence === undefined;
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
    this.count += 1;
    if (this.count > mostSentences) throw new ModelUnavailable('empty');
    if (sentence.includes('\n') && !this.waits) {
      this.before = this.checked;
      this.line = '';
      this.inLine = 0;
    }
    this.line += withoutLabels(sentence);
    this.inLine += 1;
    if (this.inLine > mostInLine) this.waits = true;
    if (!this.waits) this.look();
  }

  private look(): void {
    // The evidence has grown since the round before.
    const { checker, register, context } = this.options;
    this.checker ??= checker.createDraftChecker([...register.items], context);
    this.checked = [...this.before, ...this.checker.check(this.line)];
    if (this.options.onSentence === undefined || this.checked.some(({ verdict }) => verdict === 'failed'))
      return;
    const text = this.options.compose(this.checked);
    if (text !== null && text.startsWith(this.shown)) this.show(text);
  }
}
