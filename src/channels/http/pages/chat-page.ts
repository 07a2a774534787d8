import { html } from 'hono/html';
import { modelConsent } from '../../../answering/reply.ts';
import { shownQuestion } from '../../../answering/intake.ts';
import type { Handover } from '../../../store/store.ts';
import type { ChatBackend } from '../chat-backend.ts';
import { composer, type KeptQuestion } from './composer.ts';
import { forgetRecords } from './forget-records.ts';
import { handoverState } from './handover-state.ts';
import { introduction } from './introduction.ts';
import { layout, type Markup } from './layout.ts';

/** The conversation that is shown from the store. */
export interface KeptConversation {
  /** Oldest first. */
  readonly entries: readonly Markup[];
  /** There are older ones, which `/?earlier` shows. */
  readonly more: boolean;
  readonly handover: Handover | null;
  /** The last message that is on the page, as the stream of messages names it; empty for none. */
  readonly place: string;
  readonly topicFrom: number;
  /** The page answers a question that was just asked. */
  readonly answers: boolean;
}

export interface ChatPageOptions {
  readonly backend: ChatBackend;
  /** By which the next message is known when it is sent twice. */
  readonly message: string;
  /** Days that conversations are kept; null where nothing is kept. */
  readonly keptDays: number | null;
  readonly conversation?: KeptConversation | undefined;
  /**
   * Without a kept conversation: earlier questions, oldest first, shown and carried in hidden fields so that the next
   * one can refer to them.
   */
  readonly context?: readonly string[];
  /** Without a kept conversation: the turn that was just answered. */
  readonly turn?: Markup;
  readonly kept?: KeptQuestion | undefined;
  /** One sentence on the page itself: that something was deleted, or cannot be kept. */
  readonly remark?: string;
}

/** The residents' page. Works without a script; with one, turns are added without loading the page anew. */
export function chatPage(options: ChatPageOptions): Markup {
  const { backend, message, keptDays, conversation, turn, kept, remark = '' } = options;
  const context = (options.context ?? []).map(shownQuestion);
  const entries = conversation?.entries ?? (turn === undefined ? [] : [turn]);
  const isEmpty = entries.length === 0 && context.length === 0;
  const started = !isEmpty || conversation !== undefined;
  const earlier = turn === undefined ? context : context.slice(0, -1);
  const handover = conversation?.handover ?? null;
  const isFirst = isEmpty && kept === undefined && remark === '' && handover === null;
  const announcement = backend.announcement?.() ?? '';
  const closed = backend.closed?.('web') ?? null;
  const body = html`${announcement === '' ? '' : html`<p class="announcement"><strong>公告</strong>${announcement}</p>`}<div class="chat" id="chat" data-handover="${handoverState(handover)}" data-topic="${conversation?.topicFrom ?? ''}" data-place="${conversation?.place ?? ''}">
${isFirst ? introduction({ backend, message, keptDays, isClosed: closed !== null }) : html`<h1 class="visually-hidden">问政</h1>`}
<section class="conversation" aria-labelledby="conversation-title">
<h2 class="visually-hidden" id="conversation-title">对话</h2>
${conversation?.more === true ? html`<p class="more"><a href="/?earlier">看更早的对话</a></p>` : ''}
${earlier.length === 0 ? '' : html`<ol class="earlier" aria-label="刚才问过">${earlier.map((question) => html`<li class="question"><span class="visually-hidden">刚才问过：</span>${question}</li>`)}</ol>`}
<ol class="turns" id="turns">${entries.slice(0, -1)}${entries.length === 0 ? '' : html`<li class="latest" id="latest" aria-hidden="true"></li>${entries.at(-1)}`}</ol>
<p class="page-remark" id="page-remark" role="status" ${remark === '' ? html`hidden` : ''}>${remark}</p>
</section>
${keptDays === null ? '' : forgetRecords(keptDays, conversation !== undefined)}
${isFirst || backend.sendsToModel !== true ? '' : html`<p class="consent">${modelConsent}</p>`}
${composer({
  message,
  context,
  kept,
  started,
  hasMemory: keptDays !== null,
  handover,
  closed,
  isHandoverOn: backend.isHandoverOn?.() ?? true,
})}
</div>
<span class="visually-hidden" id="ask-status" role="status"></span>`;
  const title = `问政：${backend.homeName}政府公报查询`;
  return layout({
    title: turn === undefined && conversation?.answers !== true ? title : `回答 - ${title}`,
    homeName: backend.homeName,
    current: 'chat',
    body,
    script: true,
  });
}
