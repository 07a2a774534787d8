/**
 * What the Bot API server of the tests knows of chats, and the methods that write into them. Refusals carry the words
 * of the real server, because clients tell them apart by these words.
 * @module
 */
import { BotApiHtmlError, readBotApiHtml } from './bot-api-html.ts';

export type BotApiButton = { text: string; callback_data?: string; url?: string };

export interface SentMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly threadId: number | null;
  readonly replyTo: number | null;
  /** As sent: HTML or plain. */
  text: string;
  /** As a person sees it. */
  visible: string;
  isHtml: boolean;
  buttons: BotApiButton[][];
  /** What it said before each edit. */
  readonly earlier: string[];
  /** performance.now() of its acceptance. */
  readonly at: number;
  /** How often it was edited. */
  edits: number;
  /** The bot was not told that it was accepted. */
  responseLost: boolean;
}

export class BotApiRefusal extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(code: number, description: string, parameters?: Readonly<Record<string, number>>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly threads: Set<number>;
  /** Of the bot, in the order in which they were accepted. */
  readonly sent: SentMessage[];
  /** Of people and of the bot. */
  readonly messageIds: Set<number>;
  lastMessageId: number;
  /** The description that every call for this chat is refused with; null for none. */
  refusal: BotApiRefusal | null;
}

export type Parameters = Readonly<Record<string, unknown>>;

const badRequest = (reason: string): BotApiRefusal => new BotApiRefusal(400, `Bad Request: ${reason}`);

export class BotApiChats {
  readonly #chats = new Map<number, Chat>();
  readonly openQueries = new Set<string>();
  readonly commands = new Map<string, unknown>();

  /** The chat, begun when it is new: only then may the bot write there. */
  open(id: number): Chat {
    const found = this.#chats.get(id);
    if (found) return found;
    const type = id > 0 ? 'private' : id < -1_000_000_000_000 ? 'supergroup' : 'group';
    const chat: Chat = {
      id,
      type,
      threads: new Set(),
      sent: [],
      messageIds: new Set(),
      lastMessageId: 0,
      refusal: null,
    };
    this.#chats.set(id, chat);
    return chat;
  }

  nextMessageId(chat: Chat): number {
    chat.lastMessageId += 1;
    chat.messageIds.add(chat.lastMessageId);
    return chat.lastMessageId;
  }

  all(): readonly Chat[] {
    return [...this.#chats.values()];
  }

  /** @throws BotApiRefusal */
  call(method: string, parameters: Parameters): unknown {
    switch (method) {
      case 'sendMessage':
        return this.#sendMessage(parameters);
      case 'editMessageText':
      case 'editMessageReplyMarkup':
        return this.#edit(method, parameters);
      case 'deleteMessage': {
        const chat = this.#chat(parameters['chat_id']);
        if (!chat.messageIds.delete(Number(parameters['message_id'])))
          throw badRequest('message to delete not found');
        return true;
      }
      case 'sendChatAction':
        this.#chat(parameters['chat_id']);
        if (parameters['action'] !== 'typing') throw badRequest('wrong parameter action in request');
        return true;
      case 'answerCallbackQuery':
        return this.#answerCallbackQuery(parameters);
      case 'setMyCommands':
        this.commands.set(scopeOf(parameters), checkCommands(parameters['commands']));
        return true;
      case 'deleteMyCommands':
        this.commands.delete(scopeOf(parameters));
        return true;
      case 'getMyCommands':
        return this.commands.get(scopeOf(parameters)) ?? [];
      default:
        return true;
    }
  }

  #chat(id: unknown): Chat {
    const chat = this.#chats.get(Number(id));
    if (!chat) throw badRequest('chat not found');
    if (chat.refusal) throw chat.refusal;
    return chat;
  }

  #sendMessage(parameters: Parameters): unknown {
    const chat = this.#chat(parameters['chat_id']);
    const { text, visible, isHtml } = readText(parameters);
    const buttons = readButtons(parameters['reply_markup']);
    const threadId =
      parameters['message_thread_id'] === undefined ? null : Number(parameters['message_thread_id']);
    if (threadId !== null && !chat.threads.has(threadId)) throw badRequest('message thread not found');
    const message: SentMessage = {
      chatId: chat.id,
      messageId: 0,
      threadId,
      replyTo: readReply(chat, parameters['reply_parameters']),
      text,
      visible,
      isHtml,
      buttons,
      earlier: [],
      at: performance.now(),
      edits: 0,
      responseLost: false,
    };
    const kept = { ...message, messageId: this.nextMessageId(chat) };
    chat.sent.push(kept);
    return shown(kept, chat);
  }

  #edit(method: string, parameters: Parameters): unknown {
    const chat = this.#chat(parameters['chat_id']);
    const message = chat.sent.find(({ messageId }) => messageId === Number(parameters['message_id']));
    if (!message || !chat.messageIds.has(message.messageId)) throw badRequest('message to edit not found');
    const next =
      method === 'editMessageText'
        ? readText(parameters)
        : { text: message.text, visible: message.visible, isHtml: message.isHtml };
    const buttons = readButtons(parameters['reply_markup']);
    if (
      next.text === message.text &&
      next.isHtml === message.isHtml &&
      JSON.stringify(buttons) === JSON.stringify(message.buttons)
    ) {
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    message.earlier.push(message.visible);
    Object.assign(message, next, { buttons, edits: message.edits + 1 });
    return shown(message, chat);
  }

  #answerCallbackQuery(parameters: Parameters): true {
    if (!this.openQueries.delete(String(parameters['callback_query_id'])))
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    const { text } = parameters;
    if (typeof text === 'string' && text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    return true;
  }
}

/** Half a character cannot be sent. */
const halves = /\p{Cs}/u;

function readText(parameters: Parameters): Pick<SentMessage, 'text' | 'visible' | 'isHtml'> {
  const { text, parse_mode: mode } = parameters;
  if (typeof text !== 'string') throw badRequest('message text is empty');
  if (halves.test(text)) throw badRequest('strings must be encoded in UTF-8');
  if (mode !== undefined && mode !== 'HTML') throw badRequest('unsupported parse_mode');
  let visible = text.trim();
  if (mode === 'HTML') {
    try {
      visible = readBotApiHtml(text);
    } catch (error) {
      if (error instanceof BotApiHtmlError) throw badRequest(`can't parse entities: ${error.message}`);
      throw error;
    }
  }
  if (visible === '') throw badRequest('message text is empty');
  if (visible.length > 4096) throw badRequest('message is too long');
  return { text, visible, isHtml: mode === 'HTML' };
}

function readButtons(markup: unknown): BotApiButton[][] {
  if (markup === undefined) return [];
  const rows = isRecord(markup) ? markup['inline_keyboard'] : undefined;
  if (!Array.isArray(rows)) throw badRequest("object expected as reply markup with 'inline_keyboard'");
  const buttons = rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest('rows of the inline keyboard must be arrays');
    if (row.length > 8) throw badRequest('too many buttons in a row');
    return row.map(readButton);
  });
  if (buttons.flat().length > 100) throw badRequest('reply markup is too long');
  return buttons;
}

function readButton(button: unknown): BotApiButton {
  if (!isRecord(button)) throw badRequest('button must be an object');
  const { text, callback_data: data, url, ...rest } = button;
  if (typeof text !== 'string' || text.trim() === '')
    throw badRequest('inline keyboard button text is empty');
  if (Object.keys(rest).length > 0 || (data === undefined) === (url === undefined))
    throw badRequest('text buttons are unallowed in the inline keyboard');
  if (url !== undefined) {
    if (typeof url !== 'string' || !/^(?:https?|tg):\/\/\S+$/.test(url))
      throw badRequest(`inline keyboard button URL '${JSON.stringify(url)}' is invalid: Wrong HTTP URL`);
    return { text, url };
  }
  const size = typeof data === 'string' ? Buffer.byteLength(data) : 0;
  if (typeof data !== 'string' || size < 1 || size > 64) throw badRequest('BUTTON_DATA_INVALID');
  return { text, callback_data: data };
}

function readReply(chat: Chat, reply: unknown): number | null {
  if (reply === undefined) return null;
  const wanted = isRecord(reply) ? Number(reply['message_id']) : Number.NaN;
  if (chat.messageIds.has(wanted)) return wanted;
  if (isRecord(reply) && reply['allow_sending_without_reply'] === true) return null;
  throw badRequest('message to be replied not found');
}

function shown(message: SentMessage, chat: Chat): unknown {
  return {
    message_id: message.messageId,
    date: 1_764_000_000,
    chat: { id: chat.id, type: chat.type },
    text: message.visible,
  };
}

function scopeOf(parameters: Parameters): string {
  const { scope, language_code: language } = parameters;
  return `${isRecord(scope) ? String(scope['type']) : 'default'}${typeof language === 'string' && language !== '' ? `:${language}` : ''}`;
}

function checkCommands(commands: unknown): unknown {
  if (!Array.isArray(commands) || commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const each of commands as unknown[]) {
    const { command, description } = isRecord(each) ? each : {};
    if (typeof command !== 'string' || !/^[a-z\d_]{1,32}$/.test(command))
      throw badRequest('BOT_COMMAND_INVALID');
    if (typeof description !== 'string' || description.length < 1 || description.length > 256)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return commands;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
