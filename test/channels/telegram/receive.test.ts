import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFigureCounter } from '../../../src/channels/telegram/telegram-figures.ts';
import { createStoreWriter } from '../../../src/channels/telegram/store-writer.ts';
import { createUpdateReceiver } from '../../../src/channels/telegram/update-receiver.ts';
import { openTestStore, testKeys, type TestStore } from '../../support/telegram-transport.ts';

const bot = { id: '110201543', username: 'wenzheng_bot' };
const person = { id: 7, is_bot: false, first_name: '张三丰' };

let kept: TestStore;
let woken: string[];
let answered: string[];
beforeEach(async () => {
  kept = await openTestStore();
  woken = [];
  answered = [];
});
afterEach(() => kept.remove());

function createReceiver() {
  const figures = createFigureCounter();
  const receiver = createUpdateReceiver({
    writer: createStoreWriter(kept.store),
    api: {
      answerCallbackQuery: (id) => {
        answered.push(id);
        return Promise.reject(new Error('too old'));
      },
    },
    keys: testKeys,
    now: () => new Date('2026-11-29T08:00:00Z'),
    figures,
    onReceived: (chatKey) => woken.push(chatKey),
  });
  return { figures, receive: (raw: object) => receiver.receive([raw], bot) };
}

const message = (update_id: number, fields: object) => ({
  update_id,
  message: { message_id: update_id, from: person, chat: { id: 7, type: 'private' }, ...fields },
});
const waiting = () => kept.store.updates.waiting('telegram', testKeys.chat('telegram', '7'), 100);

describe('an update that arrives', () => {
  it('is stored, masked, before anybody is woken', async () => {
    const { receive, figures } = createReceiver();
    await receive(message(5, { text: '我的手机13800138000', contact: { phone_number: '13900139000' } }));
    const [update] = await waiting();
    expect(update).toMatchObject({ updateId: '5', receivedAt: '2026-11-29T08:00:00.000Z' });
    expect(update?.userKey).toBe(testKeys.user('telegram', '7'));
    expect(update?.payload).toContain('我的手机【已隐去手机号】');
    expect(update?.payload).not.toMatch(/张三丰|13[89]00/);
    expect(woken).toEqual([testKeys.chat('telegram', '7')]);
    expect(figures.read().received).toEqual({ message: 1, unsupported: 0, button: 0, membership: 0 });
  });

  it('is known when it comes again', async () => {
    const { receive, figures } = createReceiver();
    await Promise.all([receive(message(5, { text: '一' })), receive(message(5, { text: '一' }))]);
    expect(await waiting()).toHaveLength(1);
    expect(woken).toHaveLength(1);
    expect(figures.read()).toMatchObject({ duplicates: 1, received: { message: 1 } });
  });

  it('leaves no trace when it is talk of a group, or nothing that somebody said', async () => {
    const { receive, figures } = createReceiver();
    const group = { chat: { id: -100, type: 'group' } };
    await receive(message(5, { ...group, text: '今天吃什么' }));
    await receive(message(6, { ...group, photo: [] }));
    await receive({ update_id: 7, poll: {} });
    await receive({ odd: true });
    expect(await kept.store.updates.countWaiting('telegram')).toBe(0);
    expect(woken).toEqual([]);
    expect(figures.read().ignored).toBe(4);
    await receive(message(8, { ...group, text: '@wenzheng_bot 低保' }));
    expect(await kept.store.updates.countWaiting('telegram')).toBe(1);
  });

  it('stands for the whole album that it belongs to, also when it is delivered again', async () => {
    const { receive } = createReceiver();
    for (const id of [5, 6, 5, 7]) await receive(message(id, { photo: [], media_group_id: 'a' }));
    await receive(message(8, { photo: [], media_group_id: 'b' }));
    expect((await waiting()).map(({ updateId }) => updateId)).toEqual(['5', '8']);
  });

  it('stops the blinking of a button once, and does not mind when that fails', async () => {
    const { receive } = createReceiver();
    const press = {
      update_id: 9,
      callback_query: {
        id: '55',
        from: person,
        data: 'c',
        message: { message_id: 1, chat: { id: 7, type: 'private' } },
      },
    };
    await receive(press);
    await receive(press);
    expect(answered).toEqual(['55']);
  });

  it('is not taken over when the store does not take it', async () => {
    const { receive } = createReceiver();
    await kept.store.close();
    await expect(receive(message(5, { text: '一' }))).rejects.toThrow(/./);
    expect(woken).toEqual([]);
    kept = await openTestStore();
  });
});
