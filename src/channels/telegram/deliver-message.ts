/**
 * One message to Telegram, with what can be mended at once: an answer to a message that is gone is sent without it, an
 * edit of a message that is gone becomes a new one, HTML that is refused goes out as plain words. What a person is to
 * read reaches them, if less handsomely.
 * @module
 */
import type { OutgoingPayload, TextPayload } from './outgoing-payload.ts';
import type { TelegramApi, TextMessage } from './telegram-api.ts';
import { TelegramFault } from './telegram-fault.ts';

export type Delivery =
  /** `messageId` of the new message, or of the edited one. */
  | { readonly kind: 'sent'; readonly messageId: number; readonly mended: boolean }
  /** Telegram names the time to wait. */
  | { readonly kind: 'flood'; readonly waitMs: number }
  /** No answer of Telegram, or it does not know the token (any more): the message is not at fault. */
  | { readonly kind: 'unreachable'; readonly fault: TelegramFault }
  /** Nothing can be sent to this chat: blocked, left, deleted. */
  | { readonly kind: 'gone' }
  /** Refused in every form. */
  | { readonly kind: 'refused'; readonly fault: TelegramFault };

interface Form extends TextMessage {
  /** The message whose place it takes. */
  readonly editId: number | null;
  /** Nothing is left to be taken away. */
  readonly isBare: boolean;
}

/** Each mending takes something away, so there are never as many. */
const mostForms = 8;
/** When Telegram says that it is too much, but not for how long. */
const unknownWaitMs = 5_000;

/** @throws nothing but faults of the program. */
export async function deliverMessage(api: TelegramApi, payload: OutgoingPayload): Promise<Delivery> {
  if (payload.method === 'deleteMessage') return removeMessage(api, payload.chatId, payload.messageId);
  const delivery = await deliverText(api, payload);
  const isElsewhere =
    payload.method === 'editMessage' &&
    delivery.kind === 'sent' &&
    delivery.messageId !== payload.messageId &&
    payload.replacesDraft === true;
  // Half an answer must not stay beside the whole one; where it cannot go, it still says that it is half.
  if (isElsewhere) await removeMessage(api, payload.chatId, payload.messageId);
  return delivery;
}

async function removeMessage(api: TelegramApi, chatId: string, messageId: number): Promise<Delivery> {
  try {
    await api.deleteMessage(chatId, messageId);
  } catch (error) {
    if (!(error instanceof TelegramFault)) throw error;
    const isGone = error.says(/message to delete|message can't be deleted|MESSAGE_ID_INVALID/i);
    if (!isGone) return judge(error) ?? { kind: 'refused', fault: error };
  }
  return { kind: 'sent', messageId, mended: false };
}

async function deliverText(api: TelegramApi, payload: TextPayload): Promise<Delivery> {
  let form: Form = {
    chatId: payload.chatId,
    threadId: payload.threadId,
    text: payload.text,
    isHtml: true,
    replyTo: payload.method === 'sendMessage' ? payload.replyTo : null,
    buttons: payload.buttons,
    editId: payload.method === 'editMessage' ? payload.messageId : null,
    isBare: false,
  };
  for (let tried = 1; ; tried += 1) {
    try {
      return { kind: 'sent', messageId: await send(api, form), mended: tried > 1 };
    } catch (error) {
      if (!(error instanceof TelegramFault)) throw error;
      if (form.editId !== null && error.says(/message is not modified/i))
        return { kind: 'sent', messageId: form.editId, mended: false };
      const verdict = judge(error);
      if (verdict) return verdict;
      const next = mend(form, error);
      if (!next || tried === mostForms) return { kind: 'refused', fault: error };
      form = next;
    }
  }
}

async function send(api: TelegramApi, form: Form): Promise<number> {
  if (form.editId === null) return api.sendMessage(form);
  await api.editMessageText(form, form.editId);
  return form.editId;
}

/** @returns null when another form may be accepted. */
function judge(fault: TelegramFault): Delivery | null {
  if (fault.kind === 'unreachable' || fault.code === 401 || fault.code === 404)
    return { kind: 'unreachable', fault };
  if (fault.code === 429)
    return {
      kind: 'flood',
      waitMs: fault.retryAfterSeconds === null ? unknownWaitMs : fault.retryAfterSeconds * 1000,
    };
  if (fault.code === 403 || fault.says(goneForGood))
    return fault.migratedTo === null ? { kind: 'gone' } : null;
  return null;
}

const goneForGood =
  /chat not found|PEER_ID_INVALID|USER_IS_BLOCKED|user is deactivated|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|not enough rights|have no rights to send|need administrator rights|chat was (?:deactivated|deleted)|bot is not a member|bot was kicked/i;

/** The same message with what Telegram complained about taken away; null when nothing is left to take. */
function mend(form: Form, fault: TelegramFault): Form | null {
  if (fault.migratedTo !== null && fault.migratedTo !== form.chatId)
    return { ...form, chatId: fault.migratedTo, threadId: null, replyTo: null, editId: null };
  if (form.replyTo !== null && fault.says(/repl(?:y|ied)/i)) return { ...form, replyTo: null };
  if (
    form.editId !== null &&
    fault.says(/message to edit|can't be edited|MESSAGE_ID_INVALID|message identifier/i)
  )
    return { ...form, editId: null };
  if (form.threadId !== null && fault.says(/thread|topic/i)) return { ...form, threadId: null };
  if (form.isHtml && fault.says(/can't parse entities/i))
    return { ...form, isHtml: false, text: plainWords(form.text) };
  if (form.buttons.length > 0 && fault.says(/button|markup|keyboard/i)) return { ...form, buttons: [] };
  if (form.isBare) return null;
  const text = form.isHtml ? plainWords(form.text) : form.text;
  return {
    ...form,
    text: text.slice(0, 4096).replace(/[\ud800-\udbff]$/u, ''),
    isHtml: false,
    replyTo: null,
    buttons: [],
    editId: null,
    isBare: true,
  };
}

const meanings: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** What a person sees of our HTML. */
export function plainWords(html: string): string {
  return html
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:(lt|gt|quot|amp)|#(\d{1,7}));/g, (whole, name?: string, code?: string) => {
      if (name !== undefined) return meanings[name] ?? whole;
      return Number(code) <= 0x10_ff_ff ? String.fromCodePoint(Number(code)) : whole;
    });
}
