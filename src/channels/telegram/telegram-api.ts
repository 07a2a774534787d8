/**
 * The Bot API through telegraf, which is loaded here and nowhere else. Its errors hold payloads and, for a page that is
 * not JSON, the token; they end here and become a {@link TelegramFault}. Its time limit is 500 seconds; ours is shorter.
 * @module
 */
import { Telegram, TelegramError } from 'telegraf';
import type { Secret } from '../../config.ts';
import type { BotCommand } from './bot-commands.ts';
import type { BotIdentity } from './read-update.ts';
import { TelegramFault } from './telegram-fault.ts';
import type { TelegramButton } from './outgoing-payload.ts';

export interface TextMessage {
  readonly chatId: string;
  readonly threadId: number | null;
  readonly text: string;
  readonly isHtml: boolean;
  readonly replyTo: number | null;
  readonly buttons: readonly (readonly TelegramButton[])[];
}

/** All methods throw {@link TelegramFault}, and nothing else. */
export interface TelegramApi {
  getMe(): Promise<BotIdentity>;
  /** Waits up to `seconds` for updates. */
  getUpdates(
    offset: number | null,
    seconds: number,
    kinds: readonly UpdateKind[],
    signal: AbortSignal,
  ): Promise<readonly unknown[]>;
  setWebhook(url: string, secret: string, kinds: readonly UpdateKind[]): Promise<void>;
  deleteWebhook(): Promise<void>;
  setMyCommands(
    scope: 'all_private_chats' | 'all_group_chats',
    commands: readonly BotCommand[],
  ): Promise<void>;
  /** @param limitMs for the call, where the usual limit is too long. @returns the id of the message. */
  sendMessage(message: TextMessage, limitMs?: number): Promise<number>;
  editMessageText(
    message: Omit<TextMessage, 'threadId' | 'replyTo'>,
    messageId: number,
    limitMs?: number,
  ): Promise<void>;
  deleteMessage(chatId: string, messageId: number): Promise<void>;
  sendTyping(chatId: string, threadId: number | null): Promise<void>;
  answerCallbackQuery(callbackId: string): Promise<void>;
  /** Ends the calls that are going on: nobody waits for them any more. */
  close(): void;
}

/** The library names the type of its own polyfill; Node's signal is what it works with. */
type CallSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;
const isCallSignal = (signal: unknown): signal is CallSignal => signal instanceof AbortSignal;

export type UpdateKind = 'message' | 'edited_message' | 'callback_query' | 'my_chat_member';

export interface TelegramApiOptions {
  readonly token: Secret;
  /** TELEGRAM_API_ROOT. */
  readonly root: string;
  /** How long a call may take; getUpdates longer by its own wait. Default 15 seconds. */
  readonly timeoutMs?: number;
}

export function createTelegramApi({ token, root, timeoutMs = 15_000 }: TelegramApiOptions): TelegramApi {
  // Without the slash the last part of the path would be taken away.
  const apiRoot = root.endsWith('/') ? root : `${root}/`;
  const telegram = new Telegram(token.reveal(), { apiRoot, webhookReply: false });

  const going = new Set<AbortController>();

  async function call<Result>(
    method: string,
    run: (signal: CallSignal) => Promise<Result>,
    limitMs = timeoutMs,
    outer?: AbortSignal,
  ): Promise<Result> {
    const controller = new AbortController();
    going.add(controller);
    const end = (): void => controller.abort();
    const timer = setTimeout(end, limitMs);
    outer?.addEventListener('abort', end, { once: true });
    if (outer?.aborted) end();
    try {
      const signal: unknown = controller.signal;
      if (!isCallSignal(signal)) throw new TelegramFault(method, 'unreachable');
      return await run(signal);
    } catch (error) {
      // The library leaves the body of a 5xx unread, which keeps its connection; this closes it.
      controller.abort();
      throw faultOfCall(method, error);
    } finally {
      clearTimeout(timer);
      going.delete(controller);
      outer?.removeEventListener('abort', end);
    }
  }

  return {
    async getMe() {
      const me = await call('getMe', (signal) => telegram.callApi('getMe', {}, { signal }));
      if (!/^\w{3,64}$/.test(me?.username ?? '') || typeof me.id !== 'number')
        throw new TelegramFault('getMe', 'unreachable');
      return { id: String(me.id), username: me.username };
    },
    async getUpdates(offset, seconds, kinds, signal) {
      const parameters = {
        ...(offset === null ? {} : { offset }),
        timeout: seconds,
        limit: 100,
        allowed_updates: kinds,
      };
      const updates: unknown = await call(
        'getUpdates',
        (own) => telegram.callApi('getUpdates', parameters, { signal: own }),
        timeoutMs + seconds * 1000,
        signal,
      );
      if (!Array.isArray(updates)) throw new TelegramFault('getUpdates', 'unreachable');
      return updates;
    },
    async setWebhook(url, secret, kinds) {
      const parameters = { url, secret_token: secret, allowed_updates: kinds, max_connections: 40 };
      await call('setWebhook', (signal) => telegram.callApi('setWebhook', parameters, { signal }));
    },
    async deleteWebhook() {
      await call('deleteWebhook', (signal) => telegram.callApi('deleteWebhook', {}, { signal }));
    },
    async setMyCommands(scope, commands) {
      const parameters = { scope: { type: scope }, commands };
      await call('setMyCommands', (signal) => telegram.callApi('setMyCommands', parameters, { signal }));
    },
    async sendMessage(message, limitMs) {
      const parameters = {
        ...textParameters(message),
        ...(message.threadId === null ? {} : { message_thread_id: message.threadId }),
        ...(message.replyTo === null
          ? {}
          : { reply_parameters: { message_id: message.replyTo, allow_sending_without_reply: true } }),
      };
      const sent = await call(
        'sendMessage',
        (signal) => telegram.callApi('sendMessage', parameters, { signal }),
        limitMs,
      );
      if (typeof sent?.message_id !== 'number') throw new TelegramFault('sendMessage', 'unreachable');
      return sent.message_id;
    },
    async editMessageText(message, messageId, limitMs) {
      const parameters = { ...textParameters(message), message_id: messageId };
      await call(
        'editMessageText',
        (signal) => telegram.callApi('editMessageText', parameters, { signal }),
        limitMs,
      );
    },
    async deleteMessage(chatId, messageId) {
      const parameters = { chat_id: chatId, message_id: messageId };
      await call('deleteMessage', (signal) => telegram.callApi('deleteMessage', parameters, { signal }));
    },
    async sendTyping(chatId, threadId) {
      const parameters = {
        chat_id: chatId,
        action: 'typing' as const,
        ...(threadId === null ? {} : { message_thread_id: threadId }),
      };
      await call('sendChatAction', (signal) => telegram.callApi('sendChatAction', parameters, { signal }));
    },
    close() {
      for (const controller of going) controller.abort();
    },
    async answerCallbackQuery(callbackId) {
      const parameters = { callback_query_id: callbackId };
      await call('answerCallbackQuery', (signal) =>
        telegram.callApi('answerCallbackQuery', parameters, { signal }),
      );
    },
  };
}

function textParameters({ chatId, text, isHtml, buttons }: Omit<TextMessage, 'threadId' | 'replyTo'>) {
  const keyboard = buttons.map((row) =>
    row.map((button) =>
      'data' in button
        ? { text: whole(button.text), callback_data: button.data }
        : { text: whole(button.text), url: button.url },
    ),
  );
  return {
    chat_id: chatId,
    text: whole(text),
    ...(isHtml ? { parse_mode: 'HTML' as const } : {}),
    // A gazette's page as a large picture under each answer would push the answer off a phone's screen.
    link_preview_options: { is_disabled: true },
    ...(keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  };
}

/** Telegram refuses a text with half a character in it. */
function whole(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

function faultOfCall(method: string, error: unknown): TelegramFault {
  if (error instanceof TelegramFault) return error;
  if (!(error instanceof TelegramError)) return new TelegramFault(method, 'unreachable');
  const { code, description, parameters } = error;
  if (!(code >= 400 && code < 500)) return new TelegramFault(method, 'unreachable', { code: code ?? null });
  return new TelegramFault(method, 'refused', {
    code,
    reason: description,
    retryAfterSeconds: parameters?.retry_after ?? null,
    migratedTo: parameters?.migrate_to_chat_id === undefined ? null : String(parameters.migrate_to_chat_id),
  });
}
