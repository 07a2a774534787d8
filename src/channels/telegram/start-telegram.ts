/**
 * The Telegram bot: receives, handles and sends until it is stopped.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../config.ts';
import type { Conversing } from '../../conversations/conversing.ts';
import { faultOf, type Logger } from '../../logger.ts';
import type { Store } from '../../store/store.ts';
import type { ChatRunner } from './chat-runner.ts';
import { createWebhook, type Webhook, webhookSecretOf } from './create-webhook.ts';
import { type RenderHandoverMessage, startHandoverDelivery } from './deliver-handover-messages.ts';
import type { HandleUpdate } from './handled.ts';
import { type BotCommands, introduceBot } from './introduce-bot.ts';
import { startOutboxSender } from './outbox-sender.ts';
import { pollUpdates } from './poll-updates.ts';
import type { BotIdentity } from './read-update.ts';
import { createSendLimiter, type SendRates } from './send-limiter.ts';
import { createTelegramApi } from './telegram-api.ts';
import { type ChannelCounters, createFigureCounter, type TelegramFigures } from './telegram-figures.ts';
import { createUpdateReceiver } from './update-receiver.ts';
import { createStoreWriter } from './store-writer.ts';
import { startUpdateWorker } from './update-worker.ts';

export interface TelegramOptions {
  readonly token: NonNullable<Config['TELEGRAM_BOT_TOKEN']>;
  /** TELEGRAM_API_ROOT. */
  readonly apiRoot: string;
  /** TELEGRAM_WEBHOOK_URL, and the secret where one is set; null: long polling. */
  readonly webhook: { readonly url: string; readonly secret: Config['TELEGRAM_WEBHOOK_SECRET'] } | null;
  readonly store: Store;
  readonly keys: Conversing['keys'];
  /** Called once, when Telegram has told who the bot is: its name is needed for links into the private chat. */
  readonly createHandler: (bot: BotIdentity) => HandleUpdate;
  readonly renderHandoverMessage: RenderHandoverMessage;
  readonly commands: BotCommands;
  readonly rates: SendRates;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Says a sentence to whoever runs the program, where the log says it in English. */
  readonly tell?: (sentence: string) => void;
  /** Counts that all channels have. */
  readonly counters?: ChannelCounters;
  /** For tests. */
  readonly timing?: TelegramTiming;
}

export interface TelegramTiming {
  readonly pollMs?: number;
  readonly leaseMs?: number;
  readonly firstRetryMs?: number;
  readonly callTimeoutMs?: number;
  readonly handleTimeoutMs?: number;
  readonly longPollSeconds?: number;
  readonly oldestMessageMs?: number;
  /** Of this process among those that share a database. */
  readonly owner?: string;
}

export interface RunningTelegram {
  /** To be mounted where TELEGRAM_WEBHOOK_URL leads; null with long polling. */
  readonly webhook: Webhook | null;
  readonly metrics: {
    read(): TelegramFigures;
    /** Updates and messages that wait in the store, of all processes together. */
    waiting(): Promise<{ readonly updates: number; readonly messages: number }>;
  };
  /** Receives nothing more, ends what is being handled and sends what is ready; what takes longer waits for the next start. */
  stop(): Promise<void>;
}

/** How long updates that arrived at the last moment may take to be stored. */
const farewellMs = 2_000;
/** What was answered just now is still sent; what goes on is let finish. */
const drainMs = 3_000;
const patienceMs = 10_000;

/**
 * Returns at once: Telegram may be out of reach, and the web page must not wait for it. Faults are logged, never
 * thrown.
 */
export function startTelegram(options: TelegramOptions): RunningTelegram {
  const { store, keys, now, logger, rates, commands, timing = {} } = options;
  const owner = timing.owner ?? randomUUID();
  const figures = createFigureCounter(options.counters);
  const api = createTelegramApi({
    token: options.token,
    root: options.apiRoot,
    ...(timing.callTimeoutMs === undefined ? {} : { timeoutMs: timing.callTimeoutMs }),
  });
  // One process serves an embedded database: nobody need be kept out, and nothing waits for one that was killed.
  const leases = store.kind === 'sqlite' && timing.owner === undefined ? null : store.leases;
  const writer = createStoreWriter(store);
  const limiter = createSendLimiter(rates);
  const shared = { store, writer, leases, api, limiter, owner, now, logger, figures, ...timing };
  const stopping = new AbortController();
  const { signal } = stopping;

  const sender = startOutboxSender({
    ...shared,
    ...(timing.oldestMessageMs === undefined ? {} : { oldestMs: timing.oldestMessageMs }),
  });
  const wakeSender = (chatKey: string): void => sender.wake(chatKey);
  const handovers = startHandoverDelivery({
    store,
    render: options.renderHandoverMessage,
    now,
    logger,
    onAdded: wakeSender,
    ...(timing.pollMs === undefined ? {} : { pollMs: timing.pollMs }),
  });

  let bot: BotIdentity | null = null;
  let worker: ChatRunner | null = null;
  const receiver = createUpdateReceiver({
    ...shared,
    keys,
    onReceived: (chatKey) => worker?.wake(chatKey),
  });

  /** @returns false while it is not known who the bot is, and at the end. */
  const receive = async (raws: readonly unknown[]): Promise<boolean> => {
    if (!bot || signal.aborted) return false;
    await receiver.receive(raws, bot);
    return true;
  };

  const webhook = options.webhook && {
    url: options.webhook.url,
    secret: options.webhook.secret?.reveal() ?? webhookSecretOf(options.token),
  };
  const running = run().catch((error: unknown) => logger.error(faultOf(error), 'the bot has stopped'));

  async function run(): Promise<void> {
    const isReady = await introduceBot({
      ...shared,
      commands,
      webhook,
      signal,
      tell: options.tell ?? (() => {}),
      onIdentity: (identity) => {
        bot = identity;
        const handle = options.createHandler(identity);
        worker = startUpdateWorker({ ...shared, stopping: signal, handle, onHandled: wakeSender });
      },
    });
    if (!isReady || webhook) return;
    await pollUpdates({
      api,
      signal,
      logger,
      receive: async (raws) => {
        await receive(raws);
      },
      ...(timing.longPollSeconds === undefined ? {} : { seconds: timing.longPollSeconds }),
      ...(timing.firstRetryMs === undefined ? {} : { firstRetryMs: timing.firstRetryMs }),
    });
  }

  return {
    webhook: webhook && createWebhook({ secret: webhook.secret, receive: (raw) => receive([raw]), logger }),
    metrics: {
      read: () => figures.read(),
      waiting: async () => ({
        updates: await store.updates.countWaiting('telegram'),
        messages: await store.outbox.countWaiting('telegram'),
      }),
    },
    async stop() {
      stopping.abort();
      // Telegram may be silent, and nothing that it could say would still matter.
      await Promise.race([running, delay(farewellMs, undefined, { ref: false })]);
      await worker?.stop(0, patienceMs);
      await handovers.stop();
      await sender.stop(drainMs, patienceMs);
      api.close();
    },
  };
}
