/**
 * The transport of the Telegram bot over a real store, with a handler that says everything again: enough to see
 * whether something is lost, doubled or out of order.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handled, HandleUpdate } from '../../src/channels/telegram/handled.ts';
import type { OutgoingPayload } from '../../src/channels/telegram/outgoing-payload.ts';
import {
  type RunningTelegram,
  startTelegram,
  type TelegramOptions,
} from '../../src/channels/telegram/start-telegram.ts';
import type { TelegramUpdate } from '../../src/channels/telegram/telegram-update.ts';
import { Secret } from '../../src/config.ts';
import { deriveKeys, keyedHash } from '../../src/conversations/derive-keys.ts';
import type { Conversing } from '../../src/conversations/conversing.ts';
import { createLogger, type Logger } from '../../src/logger.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store, StoreCalls } from '../../src/store/store.ts';
import type { BotApiServer } from './bot-api-server.ts';

const { hashing } = deriveKeys('a secret of the tests');
export const testKeys: Conversing['keys'] = {
  user: (channel, id) => keyedHash(hashing, 'user', channel, id),
  chat: (channel, id) => keyedHash(hashing, 'chat', channel, id),
};

export interface TestStore {
  readonly store: Store;
  readonly dataDir: string;
  /** Closes it and removes its files. */
  remove(): Promise<void>;
}

export async function openTestStore(databaseUrl?: string): Promise<TestStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-telegram-'));
  const store = await openStore({ dataDir, databaseUrl, logger: createLogger('silent') });
  return {
    store,
    dataDir,
    async remove() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A logger that keeps its lines. */
export function keptLog(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  return { logger: createLogger('debug', { write: (line: string) => void lines.push(line) }), lines };
}

export function outgoing(update: TelegramUpdate, text: string, more: Partial<OutgoingPayload> = {}): string {
  const payload = {
    method: 'sendMessage',
    chatId: update.chatId,
    threadId: update.threadId,
    text,
    replyTo: 'messageId' in update && update.kind !== 'button' ? update.messageId : null,
    buttons: [],
    ...more,
  };
  return JSON.stringify(payload);
}

/** Opens the conversation and puts texts into the outbox, as a real handler does. */
export async function say(calls: StoreCalls, update: TelegramUpdate, at: string, ...payloads: string[]) {
  const chatKey = testKeys.chat('telegram', update.chatId);
  const conversation = await calls.conversations.open(
    {
      channel: 'telegram',
      userKey: testKeys.user('telegram', update.userId),
      chatKey,
      replyAddress: JSON.stringify({ chatId: update.chatId, threadId: update.threadId }),
    },
    at,
  );
  for (const payload of payloads)
    await calls.outbox.add({
      channel: 'telegram',
      chatKey,
      conversationId: conversation.id,
      payload,
      createdAt: at,
    });
  return conversation;
}

/** What the echo says to an update; null for nothing. */
export function echoOf(update: TelegramUpdate): string | null {
  if (update.kind === 'message')
    return `${update.edited ? '改：' : '答：'}${escapeText(update.text) || '（空）'}`;
  if (update.kind === 'button') return `按：${escapeText(update.data)}`;
  return update.kind === 'unsupported' ? `看不了：${update.media}` : null;
}

export const echo: HandleUpdate = (update): Promise<Handled> => {
  const text = echoOf(update);
  return Promise.resolve({
    async commit(calls, at) {
      await say(calls, update, at, ...(text === null ? [] : [outgoing(update, text)]));
      return true;
    },
  });
};

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export interface TestTransport {
  readonly telegram: RunningTelegram;
  readonly log: readonly string[];
}

export type TransportOptions = Partial<Omit<TelegramOptions, 'store'>> & {
  readonly server: Pick<BotApiServer, 'url' | 'token'>;
  readonly store: Store;
  readonly handle?: HandleUpdate;
};

/** Quick where the real one takes its time; without limits of rate. */
export function startTransport({ server, store, handle = echo, ...more }: TransportOptions): TestTransport {
  const { logger, lines } = keptLog();
  const telegram = startTelegram({
    token: new Secret(server.token),
    apiRoot: server.url,
    webhook: null,
    store,
    keys: testKeys,
    createHandler: () => handle,
    renderHandoverMessage: ({ text }, { replyAddress }) => [
      {
        method: 'sendMessage',
        ...(JSON.parse(replyAddress ?? '{}') as { chatId: string; threadId: number | null }),
        text: `工作人员：${text}`,
        replyTo: null,
        buttons: [],
      },
    ],
    commands: { privateChats: [{ command: 'help', description: '怎么用' }], groups: [] },
    rates: unlimited,
    now: () => new Date(),
    logger,
    ...more,
    timing: { pollMs: 50, firstRetryMs: 20, longPollSeconds: 2, ...more.timing },
  });
  return { telegram, log: lines };
}

export const unlimited: TelegramOptions['rates'] = {
  perSecond: Number.POSITIVE_INFINITY,
  perChatMinute: Number.POSITIVE_INFINITY,
  perGroupMinute: Number.POSITIVE_INFINITY,
};
