import { html } from 'hono/html';
import type { Citation } from '../../../../answering/answer.ts';
import { shownQuestion } from '../../../../answering/intake.ts';
import type { Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import type { SuggestedReply } from './suggest-reply.ts';

/** What the engine would answer, marked as its own; the page's script exchanges it when the resident says something new. */
export function suggestionCard(number: number, suggestion: SuggestedReply | null): Markup {
  return html`<section class="side-part suggestion" id="suggestion"><h2>机器人的建议<span class="hint">发之前请核对</span></h2>
${suggestion === null ? html`<p class="side-empty">公报里没有找到可以直接发的回答。</p>` : found(number, suggestion)}
</section>`;
}

function found(number: number, { question, answer, text }: SuggestedReply): Markup {
  return html`<p class="suggestion-question">针对“${shownQuestion(question)}”</p>
<p class="suggestion-text">${text}</p>
<p><a class="button secondary insert" id="insert-suggestion" href="/desk/chats/${number}?insert=suggestion#reply" data-text="${text}">放进回复框</a></p>
${answer.citations.length === 0 ? '' : html`<ul class="suggestion-sources" aria-label="原文摘录">${answer.citations.map(source)}</ul>`}`;
}

function source({ n, documentNumber, title, locator, quote, validity }: Citation): Markup {
  return html`<li><p><strong>[${n}] ${documentNumber ?? title}${locator}</strong> ${validityBadge(validity)}</p><blockquote>${quote}</blockquote></li>`;
}
