/**
 * Handles the updates that were received: those of a chat in their order, those of several chats at once. What follows
 * from an update is kept together with the mark that it is done, or not at all.
 * @module
 */
import { statusTexts } from '../../answering/fixed-texts.ts';
import { faultOf, type Logger } from '../../logger.ts';
import type { ReceivedUpdate, Store } from '../../store/store.ts';
import { type ChatLease, type ChatRunner, type ChatRunnerOptions, startChatRunner } from './chat-runner.ts';
import { createDraftMessage, type DraftMessage, inPlaceOfDraft, type PlacedDraft } from './draft-message.ts';
import type { Handled, HandleUpdate } from './handled.ts';
import type { TextPayload } from './outgoing-payload.ts';
import type { SendLimiter } from './send-limiter.ts';
import type { StoreWriter } from './store-writer.ts';
import type { TelegramApi } from './telegram-api.ts';
import type { FigureCounter } from './telegram-figures.ts';
import { type TelegramUpdate, telegramUpdateSchema } from './telegram-update.ts';
import { createTurns } from './turns.ts';
import { createTypingIndicator } from './typing-indicator.ts';

export interface UpdateWorkerOptions {
  readonly store: Store;
  readonly writer: StoreWriter;
  readonly leases: ChatRunnerOptions['leases'];
  readonly api: Pick<TelegramApi, 'sendTyping' | 'sendMessage' | 'editMessageText' | 'deleteMessage'>;
  readonly limiter: Pick<SendLimiter, 'takeSpare'>;
  /** Raised when the process ends: answers that take their time are brought to an end. */
  readonly stopping: AbortSignal;
  readonly handle: HandleUpdate;
  readonly owner: string;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'error'>;
  readonly figures: FigureCounter;
  /** An update of this chat was handled: there may be something to send. */
  readonly onHandled: (chatKey: string) => void;
  /** Chats at once; default 64: most of the time of a slow answer is waiting for a model. */
  readonly chatsAtOnce?: number;
  /** Default two minutes; then the person is told that it did not work. */
  readonly handleTimeoutMs?: number;
  readonly pollMs?: number;
  readonly leaseMs?: number;
}

/** Handled anew when what it rested on has changed, or the database could not keep it. */
const attempts = 5;
/** Updates of a chat that are read at a time. */
const batch = 20;

/** Undoes the transaction that it is thrown in. */
class Undo extends Error {
  readonly why: 'finished_before' | 'stale';

  constructor(why: Undo['why']) {
    super(why);
    this.why = why;
  }
}

export function startUpdateWorker(options: UpdateWorkerOptions): ChatRunner {
  const { store, writer, leases, api, limiter, handle, owner, now, logger, figures, onHandled } = options;
  const { chatsAtOnce = 64, handleTimeoutMs = 120_000 } = options;
  const turn = createTurns(() => writer.written());
  const typing = createTypingIndicator(api);

  async function handleAll(chatKey: string, lease: ChatLease): Promise<void> {
    for (;;) {
      const received = await store.updates.waiting('telegram', chatKey, batch);
      for (const each of received) {
        if (!(await lease.keep())) return;
        await handleOne(each, lease);
        onHandled(chatKey);
      }
      if (received.length < batch) return;
    }
  }

  /** @throws when the store is away: the update stays where it is. */
  async function handleOne(received: ReceivedUpdate, lease: ChatLease): Promise<void> {
    const began = performance.now();
    const update = readUpdate(received);
    if (!update) {
      logger.error({ updateId: received.updateId }, 'a received update cannot be read');
      await writer.call((calls) => calls.updates.finish('telegram', received.updateId, now().toISOString()));
      return;
    }
    const endTyping = update.isGroup ? undefined : typing.show(update.chatId, update.threadId);
    const draft = update.isGroup ? null : draftOf(received, update, lease);
    try {
      await handleWithRetries(received, update, draft);
    } finally {
      endTyping?.();
    }
    figures.handled((performance.now() - began) / 1000);
  }

  function draftOf(received: ReceivedUpdate, update: TelegramUpdate, lease: ChatLease): DraftMessage {
    const { chatId, threadId, draftId = null } = update;
    return createDraftMessage({
      api,
      limiter,
      chatId,
      threadId,
      messageId: draftId,
      mayWrite: () => lease.keep(),
      note: (messageId) => {
        const noted = JSON.stringify({ ...update, draftId: messageId });
        return writer.call((calls) =>
          calls.updates.replacePayload('telegram', received.updateId, received.payload, noted),
        );
      },
    });
  }

  async function handleWithRetries(
    received: ReceivedUpdate,
    update: TelegramUpdate,
    draft: DraftMessage | null,
  ): Promise<void> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      let handled: Handled;
      try {
        await turn();
        handled = await handleInTime(update, draft);
      } catch (error) {
        await passStoreFault(error);
        logger.error(faultOf(error), 'an update could not be handled');
        break;
      }
      try {
        await keep(received, handled, (await draft?.settle()) ?? null);
        return;
      } catch (error) {
        if (error instanceof Undo && error.why === 'finished_before') return;
        if (error instanceof Undo) continue;
        await passStoreFault(error);
        logger.error({ ...faultOf(error), attempt }, 'what follows from an update could not be kept');
      }
    }
    figures.fault();
    const apology: Handled = {
      commit: (calls, at, placed) => addApology(calls, received, update, at, placed),
    };
    await keep(received, apology, (await draft?.settle()) ?? null).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  }

  async function keep(received: ReceivedUpdate, handled: Handled, draft: PlacedDraft | null): Promise<void> {
    await writer.transaction(async (calls) => {
      const at = now().toISOString();
      if (!(await calls.updates.finish('telegram', received.updateId, at))) throw new Undo('finished_before');
      if (!(await handled.commit(calls, at, draft))) throw new Undo('stale');
    });
  }

  /** A fault that comes from a database that is away is not the update's: it waits until the database is back. */
  async function passStoreFault(fault: unknown): Promise<void> {
    const isThere = await store.isHealthy().catch(() => false);
    if (!isThere) throw fault;
  }

  async function handleInTime(update: TelegramUpdate, draft: DraftMessage | null): Promise<Handled> {
    const over = new AbortController();
    draft?.resume();
    const progress = draft && {
      show: (html: string) => draft.show(html),
      signal: AbortSignal.any([over.signal, options.stopping]),
    };
    let timer: NodeJS.Timeout | undefined;
    const end = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the handler did not come to an end')), handleTimeoutMs);
    });
    try {
      return await Promise.race([handle(update, progress ?? undefined), end]);
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }

  return startChatRunner({
    name: 'handle',
    leases,
    owner,
    now,
    logger,
    atOnce: chatsAtOnce,
    findChats: (count) => store.updates.waitingChats('telegram', count),
    hasWork: async (chatKey) => (await store.updates.waiting('telegram', chatKey, 1)).length > 0,
    work: handleAll,
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
    ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
  });
}

function readUpdate({ payload }: ReceivedUpdate): TelegramUpdate | null {
  try {
    const parsed = telegramUpdateSchema.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Somebody waits for an answer, and gets to know that none comes. */
async function addApology(
  calls: Pick<Store, 'outbox'>,
  received: ReceivedUpdate,
  update: TelegramUpdate,
  at: string,
  draft: PlacedDraft | null = null,
): Promise<true> {
  const expectsAnswer = update.kind === 'button' || (update.kind !== 'membership' && update.addressed);
  if (!expectsAnswer) return true;
  const apology: TextPayload = {
    method: 'sendMessage',
    chatId: update.chatId,
    threadId: update.threadId,
    text: statusTexts.error_internal,
    replyTo: update.kind === 'button' ? null : update.messageId,
    buttons: [],
  };
  for (const payload of inPlaceOfDraft([apology], draft, update))
    await calls.outbox.add({
      channel: 'telegram',
      chatKey: received.chatKey,
      conversationId: null,
      payload: JSON.stringify(payload),
      createdAt: at,
    });
  return true;
}
