import { html } from 'hono/html';
import type { AnswerStatus } from '../../../answering/answer.ts';
import type { Feedback, FeedbackReason } from '../../../store/store.ts';
import type { Markup } from './layout.ts';

/** What can be pressed once an answer was called useless; `other` is what was called so without a reason. */
const reasons: readonly { readonly reason: FeedbackReason; readonly text: string }[] = [
  { reason: 'unrelated', text: '不相关' },
  { reason: 'outdated', text: '过期' },
  { reason: 'unclear', text: '看不懂' },
  { reason: 'miscalculated', text: '算错' },
];

/** These say only what happens next; nobody learns anything from a verdict on them. */
const notJudged: ReadonlySet<AnswerStatus> = new Set(['handed_over', 'error_input', 'error_internal']);

export interface Verdict {
  readonly useful: boolean;
  readonly reason: FeedbackReason | null;
}

export function canBeJudged(status: AnswerStatus): boolean {
  return !notJudged.has(status);
}

/** 有用 and 没用 below an answer, and why once 没用 was pressed. Each press is sent as `verdict`. */
export function feedbackButtons(answerId: string, given: Feedback | Verdict | null): Markup {
  const useless = given !== null && !given.useful;
  return html`<form class="feedback" id="feedback-${answerId}" method="post" action="/chat/feedback">
<input type="hidden" name="answer" value="${answerId}">
<div class="feedback-row" role="group" aria-label="这个回答有用吗"><span class="feedback-ask" aria-hidden="true">有用吗？</span>${press('useful', '有用', given?.useful === true)}${press('useless', '没用', useless)}</div>
${useless ? html`<div class="feedback-row" role="group" aria-label="哪里没用"><span class="feedback-ask" aria-hidden="true">哪里没用？</span>${reasons.map(({ reason, text }) => press(reason, text, given.reason === reason))}</div>` : ''}
${thanks(given)}
</form>`;
}

function press(value: string, text: string, pressed: boolean): Markup {
  return html`<button type="submit" name="verdict" value="${value}" aria-pressed="${pressed ? 'true' : 'false'}">${text}</button>`;
}

function thanks(given: Feedback | Verdict | null): Markup | '' {
  if (given === null) return '';
  if (given.useful) return html`<p class="feedback-thanks" role="status">谢谢您告诉我。</p>`;
  return given.reason === null
    ? html`<p class="feedback-thanks" role="status">记下了。请再点一下是哪里没用。</p>`
    : html`<p class="feedback-thanks" role="status">谢谢，记下了，会有人来看这个问题。</p>`;
}

/** Reads what a button sends; undefined for anything else. */
export function readVerdict(value: string): Verdict | undefined {
  if (value === 'useful') return { useful: true, reason: null };
  if (value === 'useless') return { useful: false, reason: null };
  const known = reasons.find(({ reason }) => reason === value);
  return known === undefined ? undefined : { useful: false, reason: known.reason };
}
