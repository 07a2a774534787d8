/**
 * Sends what stands in the outbox, in order per chat: what cannot be sent yet holds up what comes after it in its chat,
 * and nothing else. A message is marked before it is sent and after; when the process dies in between, it is sent again
 * (see docs/decisions/2026-11-29-telegram-delivery.md).
 * @module
 */
import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import { faultOf, type Logger } from '../../logger.ts';
import type { OutgoingMessage, Store, StoreCalls } from '../../store/store.ts';
import { backoffMs } from './backoff.ts';
import { type ChatLease, type ChatRunner, type ChatRunnerOptions, startChatRunner } from './chat-runner.ts';
import { type Delivery, deliverMessage } from './deliver-message.ts';
import { type OutgoingPayload, outgoingPayloadSchema } from './outgoing-payload.ts';
import type { SendLimiter } from './send-limiter.ts';
import type { StoreWriter } from './store-writer.ts';
import type { TelegramApi } from './telegram-api.ts';
import type { FigureCounter } from './telegram-figures.ts';

export interface OutboxSenderOptions {
  readonly store: Store;
  readonly writer: StoreWriter;
  readonly leases: ChatRunnerOptions['leases'];
  readonly api: TelegramApi;
  readonly limiter: SendLimiter;
  readonly owner: string;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  readonly figures: FigureCounter;
  /** An answer that comes later than this helps nobody. Default 24 hours, as long as Telegram keeps a question. */
  readonly oldestMs?: number;
  /** First wait after a fault of the network; default 1,000, doubling up to a minute. */
  readonly firstRetryMs?: number;
  readonly pollMs?: number;
  readonly leaseMs?: number;
}

/** Chats that are sent to at the same time; those that wait for their minute count too. */
const chatsAtOnce = 1000;
/** Calls at the same time: so many messages at most are sent twice when the process is killed. */
const callsAtOnce = 16;
/** So many chats told to wait one after the other, and nothing sent in between: the bot as a whole is meant. */
const chatsThatMeanAll = 3;

export function startOutboxSender(options: OutboxSenderOptions): ChatRunner {
  const { store, writer, leases, api, limiter, owner, now, logger, figures } = options;
  const { oldestMs = 24 * 3_600_000, firstRetryMs = 1000 } = options;
  const floodedChats = new Set<string>();
  const inFlight = new PQueue({ concurrency: callsAtOnce });

  const runner = startChatRunner({
    name: 'send',
    leases,
    owner,
    now,
    logger,
    atOnce: chatsAtOnce,
    findChats: (count) => store.outbox.dueChats('telegram', now().toISOString(), count),
    hasWork: async (chatKey) => (await firstDue(chatKey)) !== null,
    work: sendAll,
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
    ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
  });

  async function firstDue(chatKey: string): Promise<OutgoingMessage | null> {
    const message = await store.outbox.first('telegram', chatKey);
    if (!message) return null;
    const wait = Date.parse(message.dueAt) - now().getTime();
    if (wait <= 0) return message;
    runner.wake(chatKey, wait);
    return null;
  }

  async function sendAll(chatKey: string, lease: ChatLease): Promise<void> {
    for (;;) {
      const message = await firstDue(chatKey);
      if (!message) return;
      const payload = readPayload(message);
      if (!payload || isTooOld(message)) {
        await keep((calls) => calls.outbox.markFailed(message.id, now().toISOString()), lease);
        figures.failed(payload ? 'too_old' : 'refused');
        logger.error(
          { messageId: message.id },
          payload ? 'a message was not sent in time' : 'a message cannot be read',
        );
        continue;
      }
      await limiter.take(payload.chatId);
      if (!(await inFlight.add(() => sendOne(message, payload, lease)))) return;
    }
  }

  /** @returns true when the next message of the chat may follow. */
  async function sendOne(
    message: OutgoingMessage,
    payload: OutgoingPayload,
    lease: ChatLease,
  ): Promise<boolean> {
    if (!(await lease.keep())) return false;
    await writer.call((calls) => calls.outbox.markSending(message.id));
    return settle(message, payload, await deliverMessage(api, payload), lease);
  }

  /** @returns true when the next message of the chat may follow. */
  async function settle(
    message: OutgoingMessage,
    payload: OutgoingPayload,
    delivery: Delivery,
    lease: ChatLease,
  ): Promise<boolean> {
    switch (delivery.kind) {
      case 'sent':
        floodedChats.clear();
        figures.sent(delivery.mended);
        if (delivery.mended) logger.warn({ messageId: message.id }, 'a message was sent in a simpler form');
        return keep(
          (calls) => calls.outbox.markSent(message.id, String(delivery.messageId), now().toISOString()),
          lease,
        );
      case 'flood':
        figures.retried('flood');
        floodedChats.add(payload.chatId);
        if (floodedChats.size >= chatsThatMeanAll) limiter.pauseAll(delivery.waitMs);
        logger.warn({ waitMs: delivery.waitMs, all: limiter.isPaused }, 'Telegram asks to wait');
        // A little more than asked for, because clocks differ and Telegram counts an early attempt.
        return postpone(message, delivery.waitMs + 50 + Math.round(Math.random() * 200), lease);
      case 'unreachable': {
        figures.retried('unreachable');
        const waitMs = backoffMs(message.attempts + 1, { firstMs: firstRetryMs, mostMs: 60_000 });
        const { code } = delivery.fault;
        logger.warn({ code, attempts: message.attempts + 1, waitMs }, 'Telegram was not reached');
        return postpone(message, waitMs, lease);
      }
      case 'gone':
        return giveUpChat(message, lease);
      case 'refused':
        figures.failed('refused');
        logger.error({ ...faultOf(delivery.fault), code: delivery.fault.code }, 'a message was refused');
    }
    return keep((calls) => calls.outbox.markFailed(message.id, now().toISOString()), lease);
  }

  async function postpone(message: OutgoingMessage, waitMs: number, lease: ChatLease): Promise<false> {
    const dueAt = new Date(now().getTime() + waitMs).toISOString();
    await keep((calls) => calls.outbox.postpone(message.id, dueAt), lease);
    runner.wake(message.chatKey, waitMs);
    return false;
  }

  /** Nothing more is sent there until the person writes again. */
  async function giveUpChat(message: OutgoingMessage, lease: ChatLease): Promise<false> {
    let count = 0;
    await keep(async (calls) => {
      const at = now().toISOString();
      const conversation =
        message.conversationId === null ? null : await calls.conversations.byId(message.conversationId);
      // Somebody who changes it at this moment is writing again.
      if (conversation && !conversation.unreachable)
        await calls.conversations.change(conversation.id, conversation.revision, { unreachable: true }, at);
      count = await calls.outbox.failAll('telegram', message.chatKey, at);
    }, lease);
    figures.failed('gone', count);
    return false;
  }

  function isTooOld(message: OutgoingMessage): boolean {
    return now().getTime() - Date.parse(message.createdAt) > oldestMs;
  }

  /**
   * What became of a message must be kept: while the database is away, it is tried again and again, because to begin
   * anew would be to send again.
   * @returns false when the lease is lost or the process stops before.
   */
  async function keep(write: (calls: StoreCalls) => Promise<void>, lease: ChatLease): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await writer.transaction(write);
        return true;
      } catch (error) {
        logger.error({ ...faultOf(error), attempt }, 'what became of a message could not be kept yet');
        await delay(backoffMs(attempt, { firstMs: 200, mostMs: 5000 }));
        if (!(await lease.keep().catch(() => true))) return false;
      }
    }
  }

  return {
    wake: (chatKey, afterMs) => runner.wake(chatKey, afterMs),
    get running() {
      return runner.running;
    },
    async stop(drainMs, patienceMs) {
      // Those that wait for their minute must not hold the process up.
      const closing = setTimeout(() => limiter.close(), drainMs + 20);
      await runner.stop(drainMs, patienceMs);
      clearTimeout(closing);
      limiter.close();
    },
  };
}

function readPayload({ payload }: OutgoingMessage): OutgoingPayload | null {
  try {
    const parsed = outgoingPayloadSchema.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
