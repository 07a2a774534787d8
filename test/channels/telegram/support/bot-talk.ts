/**
 * The bot as a person has it on the phone, without Telegram in between: updates go to the handlers, what they put into
 * the outbox is checked as strictly as the Bot API checks it, and shown as the chat would show it.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../../src/app.ts';
import { announceInStaffChat } from '../../../../src/channels/telegram/announce-handover.ts';
import { createUpdateHandler } from '../../../../src/channels/telegram/create-update-handler.ts';
import { type TextPayload, textPayloadSchema } from '../../../../src/channels/telegram/outgoing-payload.ts';
import { createHandoverMessageRenderer } from '../../../../src/channels/telegram/render/render-handover-message.ts';
import {
  type TelegramUpdate,
  telegramUpdateSchema,
} from '../../../../src/channels/telegram/telegram-update.ts';
import { emptyCalendar } from '../../../../src/calculators/schemes/working-days.ts';
import { createCalculationDialogue } from '../../../../src/conversations/calculation-dialogue.ts';
import type { Conversing } from '../../../../src/conversations/conversing.ts';
import { createConversing } from '../../../../src/conversations/create-conversing.ts';
import { maskLines } from '../../../../src/conversations/mask-typed.ts';
import { parseOfficeHours } from '../../../../src/conversations/office-hours.ts';
import { createLogger } from '../../../../src/logger.ts';
import { openStore } from '../../../../src/store/open-store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { readBotApiHtml } from '../../../support/bot-api-html.ts';
import { realCorpusFolder, realIndexFolder } from '../../../support/real-corpus.ts';

/** As the newest gazette is some years old, most rules have expired by then. */
export const testDay = '2026-11-29';
export const botName = 'wenzheng_bot';
export const staffChat = '-100777';

export interface ShownMessage {
  readonly id: number;
  readonly chatId: string;
  readonly replyTo: number | null;
  /** As a person reads it. */
  text: string;
  html: string;
  buttons: TextPayload['buttons'];
  edits: number;
}

export interface Where {
  /** Default 7. */
  readonly user?: string;
  /** A group; default the private chat. */
  readonly group?: string;
}

export interface BotTalk {
  readonly app: App;
  readonly store: Store;
  readonly conversing: Conversing;
  readonly clock: { now: Date };
  /** Everything that was sent, oldest first. */
  readonly messages: ShownMessage[];
  /** @returns what the bot says to it. */
  says(text: string, more?: Where & SayOptions): Promise<ShownMessage[]>;
  sends(
    media: Extract<TelegramUpdate, { kind: 'unsupported' }>['media'],
    where?: Where,
  ): Promise<ShownMessage[]>;
  /** Presses the newest button whose label contains the words. */
  presses(label: string, where?: Where): Promise<ShownMessage[]>;
  pressesData(data: string, where?: Where & { messageId?: number | null }): Promise<ShownMessage[]>;
  handles(update: Partial<TelegramUpdate> & Pick<TelegramUpdate, 'kind'>): Promise<ShownMessage[]>;
  /** Takes over what operators and the system have said. */
  delivers(): Promise<ShownMessage[]>;
  /** The handlers anew, as after a restart; the store stays. */
  restart(): void;
  close(): Promise<void>;
}

export interface SayOptions {
  readonly messageId?: number;
  readonly edited?: boolean;
  readonly addressed?: boolean;
  readonly language?: string;
}

let app: Promise<{ app: App; folder: string }> | undefined;

/** Opened once for a file of tests. */
export function openRealApp(): Promise<{ app: App; folder: string }> {
  app ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wenzheng-talk-'));
    const opened = await createApp({
      corpusDir: realCorpusFolder,
      indexDir: realIndexFolder(),
      today: () => testDay,
    });
    return { app: opened, folder };
  })();
  return app;
}

/** @param more.closed what people read while the bot is switched off. */
export async function openBotTalk(more: { readonly closed?: () => string | null } = {}): Promise<BotTalk> {
  const { app: realApp, folder } = await openRealApp();
  const logger = createLogger('silent');
  const dataDir = mkdtempSync(join(folder, 'store-'));
  const store = await openStore({ dataDir, logger });
  // A Sunday night; the office opens the next morning.
  const clock = { now: new Date(`${testDay}T12:00:00.000Z`) };
  const officeHours = parseOfficeHours('1-5 08:30-12:00 14:30-17:30');
  const conversing = createConversing({
    app: realApp,
    store,
    secret: 'a secret of the tests',
    calendar: emptyCalendar,
    officeHours,
    handoverMinutes: 30,
    announceHandover: announceInStaffChat(staffChat, 'a secret of the tests'),
    now: () => clock.now,
    logger,
  });
  const create = () =>
    createUpdateHandler({
      store,
      conversing,
      dialogue: createCalculationDialogue({ schemes: realApp.schemes, corpus: realApp.corpus }),
      app: realApp,
      botName,
      now: () => clock.now,
      retentionDays: 180,
      officeHours: officeHours.text,
      ...more,
    });
  let handle = create();
  const renderHandover = createHandoverMessageRenderer(conversing);
  const messages: ShownMessage[] = [];
  const taken = new Set<number>();
  let updateId = 1000;
  let messageId = 0;

  function show(payload: TextPayload): ShownMessage {
    const text = checkPayload(payload);
    const shown = { html: payload.text, text, buttons: payload.buttons };
    if (payload.method === 'editMessage') {
      const message = messages.find(({ id }) => id === payload.messageId);
      if (message === undefined) throw new Error(`there is no message ${payload.messageId} to edit`);
      Object.assign(message, shown, { edits: message.edits + 1 });
      return message;
    }
    messageId += 1;
    const message = { ...shown, id: messageId, chatId: payload.chatId, replyTo: payload.replyTo, edits: 0 };
    messages.push(message);
    return message;
  }

  async function takeOutbox(chats: readonly string[]): Promise<ShownMessage[]> {
    const shown: ShownMessage[] = [];
    for (const chat of chats) {
      const chatKey = conversing.keys.chat('telegram', chat);
      for (;;) {
        const next = await store.outbox.first('telegram', chatKey);
        if (next === null) break;
        if (taken.has(next.id)) throw new Error('a message was taken twice');
        taken.add(next.id);
        shown.push(show(textPayloadSchema.parse(JSON.parse(next.payload))));
        await store.outbox.markSent(next.id, String(messageId), clock.now.toISOString());
      }
    }
    return shown;
  }

  const talk: BotTalk = {
    app: realApp,
    store,
    conversing,
    clock,
    messages,
    async handles(partial) {
      updateId += 1;
      const update = telegramUpdateSchema.parse({
        updateId,
        chatId: '7',
        isGroup: false,
        threadId: null,
        userId: '7',
        ...partial,
      });
      clock.now = new Date(clock.now.getTime() + 1000);
      for (let attempt = 1; ; attempt += 1) {
        const handled = await handle(update);
        const isKept = await store.transaction((calls) => handled.commit(calls, clock.now.toISOString()));
        if (isKept) break;
        if (attempt === 3) throw new Error('the update could not be kept');
      }
      return takeOutbox([update.chatId, staffChat]);
    },
    says(said, { user = '7', group, messageId: id, edited = false, addressed = true, language } = {}) {
      messageId += 1;
      const [, command = null, rest = said] = /^\/([a-z]+)\s*([\s\S]*)$/.exec(said) ?? [];
      const { text, masked } = maskLines(rest);
      return talk.handles({
        kind: 'message',
        chatId: group ?? user,
        isGroup: group !== undefined,
        userId: user,
        messageId: id ?? messageId,
        text,
        masked,
        command,
        edited,
        addressed: group === undefined || addressed,
        languageCode: language ?? 'zh-hans',
      });
    },
    sends(media, { user = '7', group } = {}) {
      messageId += 1;
      return talk.handles({
        kind: 'unsupported',
        chatId: group ?? user,
        isGroup: group !== undefined,
        userId: user,
        messageId,
        media,
        addressed: true,
      });
    },
    presses(label, where = {}) {
      const chat = where.group ?? where.user ?? '7';
      const wanted = [(text: string) => text === label, (text: string) => text.includes(label)];
      for (const fits of wanted) {
        for (const message of messages.toReversed()) {
          if (message.chatId !== chat) continue;
          const button = message.buttons.flat().find((each) => 'data' in each && fits(each.text));
          if (button !== undefined && 'data' in button)
            return talk.pressesData(button.data, { ...where, messageId: message.id });
        }
      }
      const last = messages.findLast(({ chatId }) => chatId === chat);
      throw new Error(`no button ${label}; the last message has ${JSON.stringify(last?.buttons)}`);
    },
    pressesData(data, { user = '7', group, messageId: id = null } = {}) {
      return talk.handles({
        kind: 'button',
        chatId: group ?? user,
        isGroup: group !== undefined,
        userId: user,
        messageId: id,
        callbackId: '1',
        data,
      });
    },
    async delivers() {
      const shown: ShownMessage[] = [];
      for (const message of await store.handovers.undelivered('telegram', 50)) {
        const at = clock.now.toISOString();
        if (!(await store.handovers.markDelivered(message.handover, message.number, at))) continue;
        const conversation = await store.conversations.byId(message.conversationId);
        if (conversation !== null) shown.push(...renderHandover(message, conversation).map(show));
      }
      return shown;
    },
    restart() {
      handle = create();
    },
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return talk;
}

/** What Telegram refuses, and what clients cut off. @returns the text as a person reads it. */
export function checkPayload(payload: TextPayload): string {
  const text = readBotApiHtml(payload.text);
  if (text.trim() === '') throw new Error('a message is empty');
  if (payload.text.length > 4096) throw new Error(`a message has ${payload.text.length} characters`);
  for (const button of payload.buttons.flat()) {
    if (button.text.trim() === '') throw new Error('a button is empty');
    if ('data' in button) {
      const bytes = Buffer.byteLength(button.data);
      if (bytes < 1 || bytes > 64) throw new Error(`the data of ${button.text} has ${bytes} bytes`);
    } else {
      const parameter = /^https:\/\/t\.me\/\w+(?:\?start=([\w-]{1,64}))?$/.exec(button.url);
      if (parameter === null) throw new Error(`a link cannot be opened: ${button.url}`);
    }
  }
  return text;
}

/** A message as it looks: words, then the rows of buttons. */
export function drawn({ text, buttons }: ShownMessage): string {
  return [text, ...buttons.map((row) => row.map((button) => `〔${button.text}〕`).join(' '))].join('\n');
}

export const onlyOne = (shown: readonly ShownMessage[]): ShownMessage => {
  const [first] = shown;
  if (first === undefined || shown.length !== 1)
    throw new Error(`expected one message, got ${shown.length}: ${shown.map(drawn).join('\n---\n')}`);
  return first;
};
