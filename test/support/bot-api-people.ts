/**
 * What people do in the chats of the Bot API server of the tests, as the updates that Telegram would make of it.
 * @module
 */
import { type BotApiChats, BotApiRefusal, type Chat, type SentMessage } from './bot-api-chats.ts';
import type { BotApiUpdates } from './bot-api-updates.ts';

/** A person's id stands for their private chat; in a group the person is named too. */
export type Where = number | { readonly chat: number; readonly user: number; readonly thread?: number };

export interface SayOptions {
  /** The message of the chat that is replied to. */
  readonly replyTo?: number;
  /** Default zh-hans. */
  readonly language?: string;
  /** Other fields of the message; they win. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class BotApiPeople {
  readonly bot: { readonly id: number; readonly username: string };
  readonly #updates: BotApiUpdates;
  readonly #chats: BotApiChats;
  #queries = 0;

  constructor(updates: BotApiUpdates, chats: BotApiChats, bot: { id: number; username: string }) {
    this.#updates = updates;
    this.#chats = chats;
    this.bot = bot;
  }

  /** @returns the ids of the update and of the message. */
  userSays(where: Where, text: string, options: SayOptions = {}): { updateId: number; messageId: number } {
    return this.#message(where, { text, ...entitiesOf(text), ...options.extra }, options);
  }

  /** E.g. `userSends(7, { voice: { file_id: 'x' } })`. */
  userSends(where: Where, content: Readonly<Record<string, unknown>>, options: SayOptions = {}): number {
    return this.#message(where, { ...content, ...options.extra }, options).updateId;
  }

  userEdits(where: Where, messageId: number, text: string, options: SayOptions = {}): number {
    const { chat, from } = this.#place(where, options);
    return this.#updates.push({
      edited_message: {
        ...head(chat, from, messageId),
        edit_date: 1_764_000_060,
        text,
        ...entitiesOf(text),
        ...options.extra,
      },
    });
  }

  /**
   * Presses a button of the bot.
   * @param label its text or its data; the newest message that carries it is taken.
   * @throws when there is none.
   */
  userPresses(where: Where, label: string, options: SayOptions = {}): { updateId: number; queryId: string } {
    const { chat, from } = this.#place(where, options);
    for (const message of chat.sent.toReversed()) {
      const button = message.buttons
        .flat()
        .find(({ text, callback_data: data }) => text === label || data === label);
      if (button?.callback_data === undefined) continue;
      return this.userPressesData(where, button.callback_data, message, options);
    }
    const there = chat.sent.flatMap(({ buttons }) => buttons.flat().map(({ text }) => text));
    throw new Error(`no button “${label}” for user ${from.id}; there are: ${there.join(' | ')}`);
  }

  /** Presses a button by its data, also one of a message that is gone (null). */
  userPressesData(
    where: Where,
    data: string,
    message: SentMessage | null,
    options: SayOptions = {},
  ): { updateId: number; queryId: string } {
    const { chat, from } = this.#place(where, options);
    this.#queries += 1;
    const queryId = `${from.id}000${this.#queries}`;
    this.#chats.openQueries.add(queryId);
    const updateId = this.#updates.push({
      callback_query: {
        id: queryId,
        from,
        chat_instance: '1',
        data,
        message: message
          ? {
              ...head(chat, { ...this.bot, is_bot: true, first_name: '问政' }, message.messageId),
              text: message.visible,
              ...(message.threadId === null
                ? {}
                : { message_thread_id: message.threadId, is_topic_message: true }),
            }
          : { chat: shownChat(chat), message_id: 1, date: 0 },
      },
    });
    return { updateId, queryId };
  }

  /** From now on everything that is sent to the chat is refused with 403. */
  userBlocks(id: number): number {
    this.#chats.open(id).refusal = new BotApiRefusal(403, 'Forbidden: bot was blocked by the user');
    return this.#membership(id, 'kicked');
  }

  userUnblocks(id: number): number {
    this.#chats.open(id).refusal = null;
    return this.#membership(id, 'member');
  }

  /** Every call for the chat is refused with this from now on; null ends it. */
  refuseChat(id: number, refusal: { code: number; description: string; migrateTo?: number } | null): void {
    this.#chats.open(id).refusal =
      refusal &&
      new BotApiRefusal(
        refusal.code,
        refusal.description,
        refusal.migrateTo === undefined ? undefined : { migrate_to_chat_id: refusal.migrateTo },
      );
  }

  /** Any update; `update_id` is counted on when it is not given. @returns its id */
  pushUpdate(fields: Readonly<Record<string, unknown>>): number {
    return this.#updates.push({ ...fields });
  }

  /** The same update once more, whatever was confirmed. */
  redeliver(updateId: number): void {
    this.#updates.redeliver(updateId);
  }

  #message(
    where: Where,
    content: Readonly<Record<string, unknown>>,
    options: SayOptions,
  ): { updateId: number; messageId: number } {
    const { chat, from, thread } = this.#place(where, options);
    const messageId = this.#chats.nextMessageId(chat);
    const replied = chat.sent.find((sent) => sent.messageId === options.replyTo);
    const updateId = this.#updates.push({
      message: {
        ...head(chat, from, messageId),
        ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true }),
        ...(options.replyTo === undefined
          ? {}
          : {
              reply_to_message: replied
                ? {
                    ...head(chat, { ...this.bot, is_bot: true, first_name: '问政' }, options.replyTo),
                    text: replied.visible,
                  }
                : head(chat, { id: 99, is_bot: false, first_name: '某人' }, options.replyTo),
            }),
        ...content,
      },
    });
    return { updateId, messageId };
  }

  #membership(id: number, status: 'kicked' | 'member'): number {
    const { chat, from } = this.#place(id, {});
    const user = { ...this.bot, is_bot: true, first_name: '问政' };
    return this.#updates.push({
      my_chat_member: {
        chat: shownChat(chat),
        from,
        date: 1_764_000_000,
        old_chat_member: { user, status: status === 'kicked' ? 'member' : 'kicked' },
        new_chat_member: { user, status, ...(status === 'kicked' ? { until_date: 0 } : {}) },
      },
    });
  }

  #place(where: Where, options: SayOptions): { chat: Chat; from: Person; thread: number | undefined } {
    const { chat, user, thread } =
      typeof where === 'number' ? { chat: where, user: where, thread: undefined } : where;
    const opened = this.#chats.open(chat);
    if (thread !== undefined) opened.threads.add(thread);
    return { chat: opened, from: person(user, options.language), thread };
  }
}

interface Person {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

function person(id: number, language = 'zh-hans'): Person {
  return { id, is_bot: false, first_name: `居民${id}`, username: `resident${id}`, language_code: language };
}

function head(chat: Chat, from: Person, messageId: number): Record<string, unknown> {
  return { message_id: messageId, from, chat: shownChat(chat), date: 1_764_000_000 };
}

function shownChat(chat: Chat): Record<string, unknown> {
  return chat.type === 'private'
    ? { id: chat.id, type: chat.type, first_name: `居民${chat.id}` }
    : { id: chat.id, type: chat.type, title: '街坊群' };
}

/** Commands at the beginning and mentions, marked as Telegram marks them. */
function entitiesOf(text: string): { entities?: unknown[] } {
  const entities: unknown[] = [];
  const command = /^\/[a-z\d_]{1,32}(?:@[a-z\d_]{5,32})?/i.exec(text);
  if (command) entities.push({ type: 'bot_command', offset: 0, length: command[0].length });
  for (const mention of text.matchAll(/(?<![\w/@])@[a-z]\w{4,31}/gi)) {
    if (command && mention.index < command[0].length) continue;
    entities.push({ type: 'mention', offset: mention.index, length: mention[0].length });
  }
  return entities.length === 0 ? {} : { entities };
}
