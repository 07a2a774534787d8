import { html } from 'hono/html';
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import type { Handover } from '../../../store/store.ts';
import { longestQuestion } from '../read-question.ts';
import { handoverBanner } from './handover-banner.ts';
import type { Markup } from './layout.ts';

/** What was written and must not be lost, with the sentence that says why it was not answered; empty for none. */
export interface KeptQuestion {
  readonly question: string;
  readonly message: string;
}

export interface ComposerOptions {
  /** By which the next message is known when it is sent twice. */
  readonly message: string;
  /** Earlier questions, oldest first, where no conversation is kept: the page itself carries them along. */
  readonly context: readonly string[];
  readonly kept: KeptQuestion | undefined;
  /** Something was asked already. */
  readonly started: boolean;
  readonly hasMemory: boolean;
  readonly handover: Handover | null;
  /** What stands in the place of the box while nothing can be asked; null: it can. */
  readonly closed: string | null;
  readonly isHandoverOn: boolean;
}

/** The box to ask in, and what else can be done with the conversation. Works without a script. */
export function composer(options: ComposerOptions): Markup {
  const { message, context, kept, started, hasMemory, handover, closed, isHandoverOn } = options;
  if (closed !== null && handover === null)
    return html`<div class="dock" id="dock"><p class="closed" role="alert">${closed}</p></div>`;
  const hint = handover === null ? '请不要写身份证号、病历等个人信息' : '证件号、手机号会自动遮掉';
  return html`<div class="dock" id="dock">
${handover === null ? '' : handoverBanner(handover)}
<form class="composer" id="composer" method="post" action="/ask#latest">
<input type="hidden" name="message" value="${message}">
${context.map((question) => html`<input type="hidden" name="context" value="${question}">`)}
${handover === null ? '' : html`<input type="hidden" name="to" value="person">`}
<p class="ask-error" id="ask-error" role="alert" ${(kept?.message ?? '') === '' ? html`hidden` : ''}>${kept?.message ?? ''}</p>
<label for="question">${handover === null ? '您想问什么？' : '写给工作人员'}<span class="hint" id="question-hint">${hint}</span></label>
<div class="composer-row">
<textarea id="question" name="q" rows="1" required maxlength="${longestQuestion}" enterkeyhint="send" autocomplete="off" aria-describedby="question-hint ask-error">
${kept === undefined ? '' : maskPrivateNumbers(kept.question, 'typed')}</textarea>
<button class="send" type="submit">${handover === null ? '提问' : '发送'}</button>
</div>
<p class="composer-foot" id="ways-on" ${started && handover === null ? '' : html`hidden`}>${hasMemory ? waysOn(isHandoverOn) : html`<a class="quiet" href="/">换个话题，重新开始</a>`}</p>
</form>
</div>`;
}

function waysOn(isHandoverOn: boolean): Markup {
  return html`<button class="quiet" type="submit" formaction="/chat/topic" formnovalidate>换个话题</button>${isHandoverOn ? html`<button class="quiet" type="submit" formaction="/chat/handover" formnovalidate>转人工</button>` : ''}`;
}
