/**
 * An answer while it is being written: one message of the bot that grows as sentences come, and whose place the whole
 * answer takes. It is only ever shown beside what must be sent: within the limits, never waiting, never tried again. Its id
 * is kept with the update, so that the next process takes its place too
 * (see docs/decisions/2026-11-29-telegram-delivery.md).
 * @module
 */
import type { OutgoingPayload, TextPayload } from './outgoing-payload.ts';
import type { SendLimiter } from './send-limiter.ts';
import type { TelegramApi } from './telegram-api.ts';
import { TelegramFault } from './telegram-fault.ts';

/** What stands in the chat of an answer that was being written. */
export interface PlacedDraft {
  readonly messageId: number;
  /** false: an edit may still be on its way to Telegram, and would arrive after the answer that takes its place. */
  readonly isSettled: boolean;
}

export interface DraftMessage {
  /** The answer so far, HTML; it takes the place of what was shown. */
  show(html: string): void;
  /** Shows nothing more until the next `show` after {@link DraftMessage.resume}. Resolves when no call is going on. */
  settle(): Promise<PlacedDraft | null>;
  /** The answer is made anew. */
  resume(): void;
}

export interface DraftMessageOptions {
  readonly api: Pick<TelegramApi, 'sendMessage' | 'editMessageText' | 'deleteMessage'>;
  readonly limiter: Pick<SendLimiter, 'takeSpare'>;
  readonly chatId: string;
  readonly threadId: number | null;
  /** Begun by an earlier process; null: none. */
  readonly messageId: number | null;
  /** Whether this process may still write in the chat. */
  readonly mayWrite: () => Promise<boolean>;
  /** Keeps the id of the message with the update. @returns false when the update is not there any more. */
  readonly note: (messageId: number) => Promise<boolean>;
  /** Between two looks whether something may be shown. Default 250. */
  readonly lookMs?: number;
}

/** What takes longer would hold the answer itself up. */
const callLimitMs = 3000;

export function createDraftMessage(options: DraftMessageOptions): DraftMessage {
  const { api, limiter, chatId, threadId, mayWrite, note, lookMs = 250 } = options;
  let { messageId } = options;
  let isSettled = true;
  /** Telegram has had enough, or what it did is not known: this answer is shown when it is whole. */
  let isGivenUp = false;
  let isOpen = true;
  let waiting: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let going: Promise<void> | null = null;

  function look(): void {
    timer = undefined;
    if (waiting === null || going !== null || !isOpen || isGivenUp) return;
    if (limiter.takeSpare(chatId)) {
      const html = waiting;
      waiting = null;
      going = write(html).finally(() => {
        going = null;
        look();
      });
    } else timer = setTimeout(look, lookMs);
  }

  async function write(text: string): Promise<void> {
    const message = { chatId, threadId, text, isHtml: true, replyTo: null, buttons: [] };
    try {
      if (!(await mayWrite())) isGivenUp = true;
      else if (messageId === null) await begin(await api.sendMessage(message, callLimitMs));
      else await api.editMessageText(message, messageId, callLimitMs);
    } catch (error) {
      if (error instanceof TelegramFault && error.says(/message is not modified/i)) return;
      isGivenUp = true;
      if (messageId !== null && !(error instanceof TelegramFault && error.kind === 'refused'))
        isSettled = false;
    }
  }

  async function begin(id: number): Promise<void> {
    messageId = id;
    if (await note(id)) return;
    // Whoever deleted the records, or the process that was faster, wants none of this.
    isGivenUp = true;
    messageId = null;
    await api.deleteMessage(chatId, id);
  }

  return {
    show(html) {
      if (!isOpen || isGivenUp) return;
      waiting = html;
      if (timer === undefined) look();
    },
    async settle() {
      isOpen = false;
      clearTimeout(timer);
      timer = undefined;
      waiting = null;
      await going;
      return messageId === null ? null : { messageId, isSettled };
    },
    resume() {
      isOpen = true;
    },
  };
}

/** What is to be sent when a draft stands in the chat: the first new message takes its place, else it is deleted. */
export function inPlaceOfDraft(
  payloads: readonly TextPayload[],
  draft: PlacedDraft | null,
  { chatId, threadId }: { readonly chatId: string; readonly threadId: number | null },
): OutgoingPayload[] {
  if (draft === null) return [...payloads];
  const { messageId, isSettled } = draft;
  const at = payloads.findIndex(({ method }) => method === 'sendMessage');
  const first = payloads[at];
  if (first === undefined || !isSettled)
    return [...payloads, { method: 'deleteMessage', chatId, threadId, messageId }];
  const { text, buttons } = first;
  return payloads.with(at, {
    method: 'editMessage',
    chatId,
    threadId,
    messageId,
    text,
    buttons,
    replacesDraft: true,
  });
}
