import { html } from 'hono/html';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { deskLayout } from '../desk-layout.ts';
import { keyOverlay } from './key-overlay.ts';

export interface ChatsPage {
  readonly staff: SignedIn;
  readonly queue: Markup;
  /** The handover that is open; null: none, or one that may not be shown, which `remark` explains. */
  readonly conversation: Markup | null;
  readonly open: number | null;
  readonly remark?: string;
}

/** The queue with the conversation beside it. Without a script it is loaded anew to see what has come. */
export function chatsPage({ staff, queue, conversation, open, remark = '' }: ChatsPage): Markup {
  const here = open === null ? '/desk/chats' : `/desk/chats/${open}`;
  const body = html`<div class="chats${open === null ? '' : ' has-open'}" id="chat-desk" data-account="${staff.account.id}">
<div class="queue-pane">
<div class="queue-tools">${open === null ? html`<h1>转人工</h1>` : html`<h2>转人工</h2>`}
<a class="quiet" id="refresh" href="${here}">刷新</a>
<button class="quiet" type="button" id="notify" aria-pressed="false" hidden>桌面通知</button>
<button class="quiet" type="button" id="sound" aria-pressed="false" hidden>提示音</button>
<button class="quiet" type="button" id="show-keys" hidden>快捷键</button></div>
${queue}
</div>
${conversation ?? html`<section class="chat-pane chat-none" id="conversation"><p>${remark === '' ? '选一位居民，先看对话，再接手。' : remark}</p>${open === null ? '' : html`<p class="chat-back"><a href="/desk/chats">← 返回列表</a></p>`}</section>`}
</div>
<p class="connection" id="connection" role="status" hidden></p>
<span class="visually-hidden" id="desk-status" role="status"></span>
${keyOverlay()}`;
  return deskLayout({
    title: open === null ? '转人工' : `${open}号 - 转人工`,
    current: 'chats',
    staff,
    body,
    styles: [assets.chatDeskStyle],
    scripts: [assets.chatDeskScript, assets.chatDeskReplies, assets.chatDeskKeys],
    isWide: true,
  });
}
