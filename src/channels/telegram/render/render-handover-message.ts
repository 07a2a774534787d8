/** What an operator or the system says in a handover, and what the staff chat is told. @module */
import type { Conversing } from '../../../conversations/conversing.ts';
import { tellsToWait } from '../../../conversations/handover-texts.ts';
import type { Conversation, Handover, HandoverMessage } from '../../../store/store.ts';
import { labels, texts } from '../message-texts.ts';
import type { TextPayload } from '../outgoing-payload.ts';
import { telegramAddressSchema } from '../telegram-update.ts';
import { own, published, type RichText, strong } from './rich-text.ts';
import { press, type Saying, say, toPayloads } from './saying.ts';
import { scriptOf } from './to-script.ts';

/**
 * For the transport. A person's words are marked as theirs and stay as they were written; what the system says is ours.
 * None for a note of the staff, and for a conversation that cannot be written to.
 */
export const createHandoverMessageRenderer =
  (conversing: Pick<Conversing, 'showMessage'>) =>
  (message: HandoverMessage, conversation: Conversation): readonly TextPayload[] => {
    const shown = conversing.showMessage(message);
    const address = addressOf(conversation);
    if (shown === null || address === null) return [];
    return toPayloads(
      say(marked(shown, message), waysOut(message)),
      { ...address, replyTo: null },
      scriptOf(conversation.script),
    );
  };

function waysOut(message: HandoverMessage): Saying['buttons'] {
  if (message.sender === 'operator') return [[press(labels.backToBot, { kind: 'leave' })]];
  return tellsToWait(message) ? [[press(labels.leave, { kind: 'leave' })]] : [];
}

/** The mark that goes before a person's words is bold. */
function marked(shown: string, { sender }: HandoverMessage): RichText {
  if (sender !== 'operator') return [own(shown)];
  const mark = /^【[^】]*】/.exec(shown)?.[0] ?? '';
  return [strong(mark), published(shown.slice(mark.length))];
}

function addressOf({ replyAddress }: Conversation): { chatId: string; threadId: number | null } | null {
  try {
    const read = telegramAddressSchema.safeParse(JSON.parse(replyAddress ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Number and waiting time only: a chat of the staff is a chat too, and the case is read where it is kept. */
export function renderStaffNotice(
  { number, openedAt }: Pick<Handover, 'number' | 'openedAt'>,
  staffChat: string,
  at: string,
): TextPayload[] {
  const minutes = Math.max(0, Math.floor((Date.parse(at) - Date.parse(openedAt)) / 60_000));
  return toPayloads(
    say([own(texts.staffNotice(number, minutes))]),
    { chatId: staffChat, threadId: null, replyTo: null },
    (text) => text,
  );
}
