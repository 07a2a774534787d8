/** Answers that are shown while they are written, over the real transport and a strict Bot API server. */
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statusTexts } from '../../../src/answering/fixed-texts.ts';
import { inPlaceOfDraft } from '../../../src/channels/telegram/draft-message.ts';
import type { Handled, HandleUpdate, Progress } from '../../../src/channels/telegram/handled.ts';
import type { TelegramUpdate } from '../../../src/channels/telegram/telegram-update.ts';
import { textPayloadSchema } from '../../../src/channels/telegram/outgoing-payload.ts';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import {
  openTestStore,
  outgoing,
  startTransport,
  testKeys,
  type TestStore,
  type TestTransport,
  type TransportOptions,
} from '../../support/telegram-transport.ts';

let server: BotApiServer;
let kept: TestStore;
const running: TestTransport[] = [];

beforeEach(async () => {
  server = await startBotApiServer();
  kept = await openTestStore();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ telegram }) => telegram.stop()));
  await server.close();
  await kept.remove();
});

function start(handle: HandleUpdate, options: Partial<TransportOptions> = {}): TestTransport {
  const transport = startTransport({ server, store: kept.store, handle, ...options });
  running.push(transport);
  return transport;
}

/** Writes an answer as it is written, as the test lets each piece come. @param attempts that are overtaken. */
function writer({ overtaken = 0 } = {}) {
  let progress: Progress | undefined;
  const steps = new EventEmitter();
  const begun = once(steps, 'begun');
  const ended = once(steps, 'ended');
  let commitsLeft = overtaken;
  const handle: HandleUpdate = async (update, own) => {
    progress = own;
    steps.emit('begun');
    return commits(update, (await ended)[0], () => commitsLeft-- <= 0);
  };
  return {
    handle,
    begun,
    inGroup: () => progress === undefined,
    show: (text: string) => progress?.show(text),
    end: (...texts: string[]) => steps.emit('ended', texts),
  };
}

function commits(update: TelegramUpdate, texts: readonly string[], isKept: () => boolean): Handled {
  return {
    async commit(calls, at, draft = null) {
      if (!isKept()) return false;
      const chatKey = testKeys.chat('telegram', update.chatId);
      const payloads = texts.map((text) =>
        textPayloadSchema.parse(
          JSON.parse(outgoing(update, text, { replyTo: null, buttons: [[{ text: '有用', data: 'u' }]] })),
        ),
      );
      for (const payload of inPlaceOfDraft(payloads, draft, update))
        await calls.outbox.add({
          channel: 'telegram',
          chatKey,
          conversationId: null,
          payload: JSON.stringify(payload),
          createdAt: at,
        });
      return true;
    },
  };
}

/** What a person sees: deleted messages are gone. */
const seen = (chat: number): string[] =>
  server
    .messages(chat)
    .flatMap(({ messageId, visible }) =>
      server.chats.open(chat).messageIds.has(messageId) ? [visible] : [],
    );
const seenUntil = (chat: number, ...texts: readonly string[]) =>
  server.waitUntil(
    () => JSON.stringify(seen(chat)) === JSON.stringify(texts),
    () => JSON.stringify(seen(chat)),
  );

describe('an answer that is being written', () => {
  it('is one message that grows, at most every 1.5 seconds, and in the end the whole answer with its buttons', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    for (const text of ['甲。乙', '甲。乙。', '甲。乙。丙。']) show(text);
    await seenUntil(7, '甲。乙。丙。');
    const [sent, edited] = server.calls.filter(({ method }) => /sendMessage|edit/.test(method));
    expect((edited?.at ?? 0) - (sent?.at ?? 0)).toBeGreaterThanOrEqual(1490);
    end('全文。');
    await seenUntil(7, '全文。');
    const [message] = server.messages(7);
    expect(message?.earlier).toEqual(['甲。', '甲。乙。丙。']);
    expect(message?.buttons).toHaveLength(1);
    expect(server.refused).toEqual([]);
  });

  it('that is short is sent once, when it is whole', async () => {
    const { handle, begun, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    end('全文。', '后话。');
    await seenUntil(7, '全文。', '后话。');
    expect(server.callsOf('editMessageText')).toEqual([]);
  });

  it('gives way to the first of several messages', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    end('全文。', '后话。');
    await seenUntil(7, '全文。', '后话。');
    expect(server.callsOf('sendMessage').map(({ status }) => status)).not.toContain(400);
  });

  it('is deleted when nothing is said after all', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    end();
    await seenUntil(7);
    expect(server.callsOf('sendMessage').map(({ status }) => status)).not.toContain(400);
  });

  it('keeps its message when the answer is made anew', async () => {
    const { handle, begun, show, end } = writer({ overtaken: 2 });
    start(handle);
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    end('全文。');
    await seenUntil(7, '全文。');
    expect(server.callsOf('sendMessage')).toHaveLength(1);
  });

  it('becomes the apology when the handler fails', async () => {
    const { begun, handle, show, end } = writer();
    start(async (update, progress) => {
      await handle(update, progress);
      throw new Error('a fault of the program');
    });
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    end('全文。');
    await seenUntil(7, statusTexts.error_internal);
    expect(server.callsOf('sendMessage')).toHaveLength(1);
  });

  it('is not shown in groups', async () => {
    const { handle, begun, end, inGroup } = writer();
    start(handle);
    server.userSays({ chat: -1001, user: 7 }, '@wenzheng_bot 问');
    await begun;
    expect(inGroup()).toBe(true);
    end('全文。');
    await seenUntil(-1001, '全文。');
  });
});

describe('when the process ends in the middle', () => {
  const chatKey = testKeys.chat('telegram', '7');

  it('what was written is known by its update', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    const id = server.messages(7)[0]?.messageId;
    while (!(await waitingPayload()).includes(`"draftId":${id}`)) await delay(10);
    end('全文。');
    await seenUntil(7, '全文。');
    expect(server.callsOf('sendMessage').map(({ status }) => status)).not.toContain(400);
  });

  it('the next one puts the whole answer in its place', async () => {
    server.chats.open(7);
    const sent = server.chats.call('sendMessage', { chat_id: 7, text: '甲。' });
    expect(sent).toMatchObject({ message_id: 1 });
    const place = { updateId: 1, chatId: '7', isGroup: false, threadId: null, userId: '7', draftId: 1 };
    const words = { text: '问', masked: false, command: null, edited: false, languageCode: null };
    const update = { ...place, ...words, kind: 'message', messageId: 2, addressed: true };
    await kept.store.updates.receive({
      channel: 'telegram',
      updateId: '1',
      chatKey,
      userKey: null,
      payload: JSON.stringify(update),
      receivedAt: new Date().toISOString(),
    });
    const { handle, begun, show, end } = writer();
    start(handle);
    await begun;
    show('乙。');
    await seenUntil(7, '乙。');
    end('全文。');
    await seenUntil(7, '全文。');
    expect(server.callsOf('sendMessage')).toEqual([]);
  });

  async function waitingPayload(): Promise<string> {
    return (await kept.store.updates.waiting('telegram', chatKey, 1))[0]?.payload ?? '';
  }

  it('an orderly end brings the answer to its end at once', async () => {
    const { handle, begun, show, end } = writer();
    const { telegram } = start(async (update, progress) => {
      progress?.signal.addEventListener('abort', () => end('引擎的全文。'));
      return handle(update, progress);
    });
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    await telegram.stop();
    expect(seen(7)).toEqual(['引擎的全文。']);
  });

  it('a person who has deleted everything meanwhile finds nothing of it', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    await kept.store.transaction((calls) =>
      calls.conversations.open(
        {
          channel: 'telegram',
          userKey: testKeys.user('telegram', '7'),
          chatKey: testKeys.chat('telegram', '7'),
          replyAddress: null,
        },
        new Date().toISOString(),
      ),
    );
    await kept.store.deleteUser('telegram', testKeys.user('telegram', '7'));
    show('甲。');
    await server.waitUntil(
      () => server.callsOf('deleteMessage').length === 1,
      () => JSON.stringify(server.calls.map(({ method }) => method)),
    );
    end();
    await seenUntil(7);
    const text = JSON.stringify(await kept.store.exportUser('telegram', testKeys.user('telegram', '7')));
    expect(text).not.toContain('问');
  });
});

describe('when Telegram does not take what is shown on the way', () => {
  it('429 holds nothing up: nothing more is shown, and the answer is sent', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.failNext('sendMessage', { kind: 'status', code: 429, retryAfter: 600 });
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await server.waitUntil(
      () => server.callsOf('sendMessage').length === 1,
      () => 'nothing was sent',
    );
    show('甲。乙。');
    end('全文。');
    await seenUntil(7, '全文。');
    expect(server.callsOf('editMessageText')).toEqual([]);
  });

  it('an edit of which nothing is known is not raced: the answer is a new message, and the old one is deleted', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    server.failNext('editMessageText', { kind: 'reset' });
    show('甲。乙。');
    await server.waitUntil(
      () => server.callsOf('editMessageText').length === 1,
      () => 'nothing was edited',
    );
    end('全文。');
    await seenUntil(7, '全文。');
    expect(server.callsOf('deleteMessage')).toHaveLength(1);
  });

  it('whoever deleted the message on the way still gets the answer', async () => {
    const { handle, begun, show, end } = writer();
    start(handle);
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await seenUntil(7, '甲。');
    server.chats.open(7).messageIds.delete(server.messages(7)[0]?.messageId ?? 0);
    end('全文。');
    await seenUntil(7, '全文。');
    expect(server.callsOf('sendMessage').map(({ status }) => status)).not.toContain(400);
  });

  it('where few messages a minute are allowed they are kept for answers', async () => {
    const { handle, begun, show, end } = writer();
    start(handle, {
      rates: { perSecond: 30, perChatMinute: 10, perGroupMinute: 20 },
    });
    server.userSays(7, '问');
    await begun;
    show('甲。');
    await delay(300);
    end('全文。');
    await seenUntil(7, '全文。');
    expect(server.callsOf('editMessageText')).toEqual([]);
  });
});
