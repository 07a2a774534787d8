import { html } from 'hono/html';
import type { HandoverMessage, HandoverSender } from '../../../store/store.ts';
import { chinaClock } from './china-time.ts';
import type { Markup } from './layout.ts';

const senders: Readonly<Record<HandoverSender, string>> = {
  resident: '您',
  operator: '工作人员',
  system: '系统消息',
  note: '',
};

/**
 * What was said while a person had the conversation.
 * @param surroundings.today ISO date; null for a message that has just come.
 * @param surroundings.past Of a topic that was left.
 */
export function handoverMessage(
  message: HandoverMessage,
  { today = null, past = false }: { readonly today?: string | null; readonly past?: boolean } = {},
): Markup {
  const { handover, number, sender, text, sentAt } = message;
  // Staff may see the resident's name; the resident needs to know only that it is a person who writes.
  return html`<li class="message message-${sender}${past ? ' past' : ''}" id="message-${handover}-${number}">
<p class="message-head"><span class="message-sender">${senders[sender]}</span> <time datetime="${sentAt}">${chinaClock(sentAt, today)}</time></p>
<p class="message-text">${text}</p>
</li>`;
}
