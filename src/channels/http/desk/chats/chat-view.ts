/** One handover: how it stands, what was said, and what may be done with it. Works without a script. @module */
import { html } from 'hono/html';
import { maxStaffTextLength } from '../../../../conversations/staff-text.ts';
import type { SignedIn, StaffAccount } from '../../../../staff/staff.ts';
import type { Handover } from '../../../../store/store.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { cannedReplies } from './canned-replies.ts';
import { channelNames } from './chat-queue.ts';
import { isAdministrator, isHolder } from './chat-rights.ts';
import { suggestionCard } from './chat-suggestion.ts';
import { chatState } from './chat-watch.ts';
import type { SuggestedReply } from './suggest-reply.ts';

/** A text that was not recorded, and why; or one that is to be put into the box. */
export interface KeptText {
  readonly field: 'reply' | 'note';
  readonly text: string;
  readonly complaint: string;
}

export interface ChatView {
  readonly handover: Handover;
  readonly staff: SignedIn;
  readonly transcript: readonly Markup[];
  /** Number of the last message in the transcript. */
  readonly place: number;
  /** 等了12分钟 */
  readonly standing: string;
  /** Nothing can be delivered: the resident left or blocked the bot. */
  readonly isUnreachable: boolean;
  readonly suggestion: SuggestedReply | null;
  /** Colleagues who may be given it. */
  readonly receivers: readonly StaffAccount[];
  /** Earlier ones of the same resident that may be read too. */
  readonly earlier: readonly Handover[];
  /** By which a text is known when it is sent twice. */
  readonly key: () => string;
  readonly kept?: KeptText | undefined;
}

/** Reasons that are chosen from; why it was closed is for the staff. */
export const closeReasons = [
  '已答复',
  '已告知找哪个部门',
  '交还机器人继续回答',
  '居民没有再回复',
  '其他',
] as const;

export function chatView(view: ChatView): Markup {
  const { handover, staff, transcript, place } = view;
  const own = isHolder(handover, staff.account);
  return html`<section class="chat-pane" id="conversation" aria-labelledby="conversation-title" data-number="${handover.number}" data-state="${chatState(handover)}" data-place="${place}" data-own="${own ? 'yes' : 'no'}">
${header(view, own)}
<div class="chat-body">
<div class="chat-talk"><h2 class="visually-hidden">对话</h2>
<div class="transcript" id="transcript" role="region" aria-label="对话" tabindex="0"><ol id="said">${transcript}</ol><ol id="unsent" aria-label="还没有发出"></ol></div>
${own ? composer(view) : ''}
</div>
<aside class="chat-side" aria-label="摘要和处理">
<section class="side-part"><h2>摘要</h2><p class="summary">${handover.summary}</p>${earlierOnes(view)}</section>
${own ? suggestionCard(handover.number, view.suggestion) : ''}
${own ? cannedList(handover.number) : ''}
${isOpen(handover) ? noteForm(view) : ''}
${own || mayPassOn(view) ? transferForm(view) : ''}
${own ? closeForm(view) : ''}
</aside>
</div>
</section>`;
}

function isOpen({ state }: Handover): boolean {
  return state === 'waiting' || state === 'taken';
}

function mayPassOn({ handover, staff }: ChatView): boolean {
  return handover.state === 'taken' && isAdministrator(staff.account);
}

function header({ handover, staff, standing, isUnreachable, kept }: ChatView, own: boolean): Markup {
  const { number, channel, state } = handover;
  const fault = kept?.complaint ?? '';
  return html`<header class="chat-head">
<p class="chat-back"><a href="/desk/chats">← 返回列表</a></p>
<h1 id="conversation-title" tabindex="-1">${number}号 <span class="chat-channel">${channelNames[channel]}</span></h1>
<p class="chat-standing">${standing}</p>
${state === 'waiting' ? html`<form method="post" action="/desk/chats/${number}/take" id="take-form">${csrfField(staff)}<button class="button" type="submit" id="take">接手</button></form>` : ''}
${state === 'waiting' ? html`<p class="chat-remark">看过以后，接手了才能回复。接手时居民会看到有人来了。</p>` : ''}
${state === 'taken' && !own ? html`<p class="chat-remark">只能看：由${handover.takenBy}处理。</p>` : ''}
${isUnreachable ? html`<p class="chat-remark chat-warning">居民停用了机器人，现在发的话送不到；他再来时才能看到。</p>` : ''}
<p class="desk-fault" id="chat-fault" role="alert" ${fault === '' ? html`hidden` : ''}>${fault}</p>
</header>`;
}

function earlierOnes({ earlier }: ChatView): Markup | '' {
  if (earlier.length === 0) return '';
  return html`<p class="earlier-ones">以前转过人工：${earlier.map(({ number, closeReason }) => html`<a href="/desk/chats/${number}">${number}号</a>（${closeReason ?? '没有结束'}） `)}</p>`;
}

function composer({ handover, staff, key, kept }: ChatView): Markup {
  const text = kept?.field === 'reply' ? kept.text : '';
  return html`<form class="chat-composer" id="reply-form" method="post" action="/desk/chats/${handover.number}/reply">
${csrfField(staff)}<input type="hidden" name="key" value="${key()}">
<label for="reply">回复居民<span class="hint" id="reply-hint">Enter发送，Shift+Enter换行</span></label>
<div class="composer-row">
<textarea id="reply" name="text" rows="2" required maxlength="${maxStaffTextLength}" autocomplete="off" enterkeyhint="send" aria-describedby="reply-hint chat-fault">
${text}</textarea>
<button class="send" type="submit">发送</button>
</div>
</form>`;
}

function cannedList(number: number): Markup {
  return html`<details class="side-part" id="canned"><summary>常用回复</summary>
<ul>${cannedReplies.map(({ id, title, text }) => html`<li><a class="insert" href="/desk/chats/${number}?insert=${id}#reply" data-text="${text}"><strong>${title}</strong> ${text}</a></li>`)}</ul>
</details>`;
}

function noteForm({ handover, staff, key, kept }: ChatView): Markup {
  const text = kept?.field === 'note' ? kept.text : '';
  return html`<form class="side-part note-form" id="note-form" method="post" action="/desk/chats/${handover.number}/note">
${csrfField(staff)}<input type="hidden" name="key" value="${key()}">
<label for="note">备注<span class="hint" id="note-hint">只有工作人员看得到</span></label>
<textarea id="note" name="text" rows="2" required maxlength="${maxStaffTextLength}" autocomplete="off" aria-describedby="note-hint chat-fault">
${text}</textarea>
<button class="button secondary" type="submit">记备注</button>
</form>`;
}

function transferForm({ handover, staff, receivers }: ChatView): Markup {
  if (receivers.length === 0) return html`<p class="side-part side-empty">没有别的同事可以转交。</p>`;
  return html`<details class="side-part" id="transfer"><summary>转给同事</summary>
<form method="post" action="/desk/chats/${handover.number}/transfer">${csrfField(staff)}
<p class="field"><label for="receiver">转给谁</label><select id="receiver" name="to" required><option value="">请选择</option>${receivers.map(({ id, displayName }) => html`<option value="${id}">${displayName}</option>`)}</select></p>
<button class="button secondary" type="submit">转交</button></form>
</details>`;
}

function closeForm({ handover, staff }: ChatView): Markup {
  return html`<details class="side-part" id="close"><summary>结束，交还机器人</summary>
<form method="post" action="/desk/chats/${handover.number}/close">${csrfField(staff)}
<p class="field"><label for="reason">原因</label><select id="reason" name="reason">${closeReasons.map((reason) => html`<option>${reason}</option>`)}</select></p>
<p class="field"><label for="detail">补充（可以不写，居民看不到）</label><input id="detail" name="detail" maxlength="200" autocomplete="off"></p>
<button class="button secondary" type="submit">结束对话</button></form>
</details>`;
}
