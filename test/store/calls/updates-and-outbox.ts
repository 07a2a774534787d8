import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OutgoingMessage, ReceivedUpdate } from '../../../src/store/store.ts';
import { describeOverBoth } from '../over-both-databases.ts';
import { at, begin, unique } from '../samples.ts';

const update = (chatKey: string, updateId: string, change: Partial<ReceivedUpdate> = {}): ReceivedUpdate => ({
  channel: 'telegram',
  updateId,
  chatKey,
  userKey: null,
  // Numbers of chats and messages look like private numbers; what is in a payload is for the channel to mask.
  payload: `{"chat":6222021234567890,"text":"第${updateId}个"}`,
  receivedAt: at(0),
  ...change,
});
let lastId = 1_000_000;
const nextId = (): string => String(++lastId);

export function testUpdatesAndOutbox(): void {
  describeOverBoth('received updates', (database) => {
    it('are received once, however often and by how many they are delivered', async () => {
      const updateId = nextId();
      const chat = unique('chat');
      const received = await Promise.all(
        Array.from({ length: 20 }, (_each, n) =>
          (n % 2 ? database.store : database.other).updates.receive(update(chat, updateId)),
        ),
      );
      expect(received.filter(Boolean)).toHaveLength(1);
      expect(await database.store.updates.receive(update(chat, updateId, { channel: 'web' }))).toBe(true);
      expect(await database.store.updates.waiting('telegram', chat, 10)).toEqual([update(chat, updateId)]);
    });

    it('wait in the order of their numbers, in whatever order they come and however often', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { maxLength: 12 }),
          async (numbers) => {
            // Channels keep apart what the runs number alike.
            const base = BigInt(nextId()) * 10n ** 22n;
            const chat = unique('chat');
            const ids = numbers.map((number) => String(base + number));
            const isNew: boolean[] = [];
            for (const id of [...ids, ...ids])
              isNew.push(await database.store.updates.receive(update(chat, id)));
            expect(isNew.filter(Boolean)).toHaveLength(new Set(ids).size);
            const waiting = await database.store.updates.waiting('telegram', chat, 100);
            const sorted = [...new Set(ids)].map(BigInt).sort((a, b) => (a < b ? -1 : 1));
            expect(waiting.map(({ updateId }) => BigInt(updateId))).toEqual(sorted);
          },
        ),
        { numRuns: 15 },
      );
    });

    it('with 9 before 10, and few at a time', async () => {
      const chat = unique('chat');
      for (const id of ['10', '9', '100'])
        await database.store.updates.receive(update(chat, id, { channel: 'web' }));
      const ids = async (count: number) =>
        (await database.store.updates.waiting('web', chat, count)).map(({ updateId }) => updateId);
      expect(await ids(10)).toEqual(['9', '10', '100']);
      expect(await ids(2)).toEqual(['9', '10']);
    });

    it('can be noted in while they wait, but never brought back', async () => {
      const { updates } = database.store;
      const [chat, id] = [unique('chat'), nextId()];
      await updates.receive(update(chat, id, { userKey: chat }));
      const { payload } = update(chat, id);
      expect(await updates.replacePayload('telegram', id, payload, '{"noted":1}')).toBe(true);
      expect((await updates.waiting('telegram', chat, 1))[0]?.payload).toBe('{"noted":1}');
      expect(await updates.replacePayload('telegram', id, payload, '{"noted":2}')).toBe(false);
      await database.store.deleteUser('telegram', chat);
      expect(await updates.replacePayload('telegram', id, '{"noted":1}', payload)).toBe(false);
      await updates.finish('telegram', id, at(1));
      expect(await updates.replacePayload('telegram', id, '', payload)).toBe(false);
    });

    it('are finished once; what they said, and who, is not kept any longer', async () => {
      const { updates } = database.store;
      const [chat, id] = [unique('chat'), nextId()];
      await updates.receive(update(chat, id, { userKey: chat }));
      const finished = await Promise.all([
        updates.finish('telegram', id, at(1)),
        database.other.updates.finish('telegram', id, at(1)),
      ]);
      expect(finished.filter(Boolean)).toHaveLength(1);
      expect(await updates.finish('telegram', 'never', at(1))).toBe(false);
      expect(await updates.receive(update(chat, id))).toBe(false);
      expect(await updates.waiting('telegram', chat, 10)).toEqual([]);
      expect(JSON.stringify(await database.store.exportUser('telegram', chat))).not.toContain(`第${id}个`);
      expect(await database.store.exportUser('telegram', chat)).toMatchObject({ updates: [] });
    });

    it('name the chats that wait, the longest first', async () => {
      const { updates } = database.store;
      const [early, late, done] = [unique('early'), unique('late'), unique('done')];
      const before = await updates.countWaiting('telegram');
      await updates.receive(update(late, nextId(), { receivedAt: at(-60) }));
      await updates.receive(update(early, nextId(), { receivedAt: at(-90) }));
      await updates.receive(update(early, nextId(), { receivedAt: at(-10) }));
      const doneId = nextId();
      await updates.receive(update(done, doneId, { receivedAt: at(-99) }));
      await updates.finish('telegram', doneId, at(1));
      expect(await updates.waitingChats('telegram', 2)).toEqual([early, late]);
      expect(await updates.waitingChats('telegram', 1)).toEqual([early]);
      expect(await updates.countWaiting('telegram')).toBe(before + 3);
    });
  });

  describeOverBoth('messages to be sent', (database) => {
    const add = (chatKey: string, text: string, minute = 0, conversationId: string | null = null) =>
      database.store.outbox.add({
        channel: 'telegram',
        chatKey,
        conversationId,
        payload: text,
        createdAt: at(minute),
      });

    it('are added as pending, and known by their number', async () => {
      const chat = unique('chat');
      const { id } = await begin(database.store);
      const message = await add(chat, '{"text":"好"}', 1, id);
      expect(message).toEqual({
        id: expect.any(Number),
        channel: 'telegram',
        chatKey: chat,
        conversationId: id,
        payload: '{"text":"好"}',
        state: 'pending',
        attempts: 0,
        dueAt: at(1),
        messageRef: null,
        createdAt: at(1),
        sentAt: null,
      });
      expect(await database.store.outbox.first('telegram', chat)).toEqual(message);
      expect(await database.store.outbox.first('web', chat)).toBeNull();
    });

    it('leave a chat in the order in which they were added, whatever happens to them', async () => {
      const { outbox } = database.store;
      const event = fc.constantFrom('add', 'send', 'fail', 'postpone', 'try');
      await fc.assert(
        fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (events) => {
          const chat = unique('chat');
          let waiting: OutgoingMessage[] = [];
          for (const [n, each] of events.entries()) {
            const [first, ...others] = waiting;
            if (each === 'add') {
              waiting = [...waiting, await add(chat, each, n)];
            } else if (first && each === 'send') {
              await outbox.markSent(first.id, '5', at(n));
              waiting = others;
            } else if (first && each === 'fail') {
              await outbox.markFailed(first.id, at(n));
              waiting = others;
            } else if (first && each === 'postpone') {
              await outbox.postpone(first.id, at(n + 30));
              const attempts = first.attempts + 1;
              waiting = [{ ...first, state: 'pending', dueAt: at(n + 30), attempts }, ...others];
            } else if (first) {
              await outbox.markSending(first.id);
              waiting = [{ ...first, state: 'sending' }, ...others];
            }
            expect(await outbox.first('telegram', chat)).toEqual(waiting[0] ?? null);
          }
        }),
        { numRuns: 15 },
      );
    });

    it('name the chats whose first message is due, the longest due first', async () => {
      const { outbox } = database.store;
      const [early, late, waits] = [unique('early'), unique('late'), unique('waits')];
      await add(late, 'a', -60);
      await add(early, 'b', -90);
      await add(early, 'c', -5);
      const postponed = await add(waits, 'd', -99);
      await add(waits, 'e', -98);
      await outbox.postpone(postponed.id, at(-40));
      const chats = [early, late, waits];
      const due = async (minute: number) =>
        (await outbox.dueChats('telegram', at(minute), 1000)).filter((chat) => chats.includes(chat));
      expect(await due(-91)).toEqual([]);
      expect(await due(-60)).toEqual([early, late]);
      expect(await due(-40)).toEqual([early, late, waits]);
      expect(await outbox.dueChats('telegram', at(-60), 1)).toEqual([early]);
      expect(await outbox.dueChats('web', at(90), 10)).toEqual([]);
    });

    it('are given up together when the chat cannot be reached', async () => {
      const { outbox } = database.store;
      const [chat, other] = [unique('chat'), unique('chat')];
      const before = await outbox.countWaiting('telegram');
      const sent = await add(chat, 'a');
      await outbox.markSent(sent.id, '5', at(1));
      await outbox.markSending((await add(chat, 'b')).id);
      await add(chat, 'c');
      await add(other, 'd');
      expect(await outbox.countWaiting('telegram')).toBe(before + 3);
      expect(await outbox.failAll('telegram', chat, at(2))).toBe(2);
      expect(await outbox.failAll('telegram', chat, at(2))).toBe(0);
      expect(await outbox.first('telegram', chat)).toBeNull();
      expect(await outbox.countWaiting('telegram')).toBe(before + 1);
    });

    it('that were given up or sent are not sent again by somebody who is late', async () => {
      const { outbox } = database.store;
      const chat = unique('chat');
      const message = await add(chat, 'a');
      await outbox.markFailed(message.id, at(1));
      await outbox.markSending(message.id);
      await outbox.postpone(message.id, at(1));
      expect(await outbox.first('telegram', chat)).toBeNull();
    });
  });
}
