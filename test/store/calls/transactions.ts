import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { StoreCalls } from '../../../src/store/store.ts';
import { describeOverBoth } from '../over-both-databases.ts';
import { answerTo, ask, at, begin, unique } from '../samples.ts';

const received = (updateId: string) => ({
  channel: 'telegram' as const,
  updateId,
  chatKey: 'chat',
  userKey: null,
  payload: '{}',
  receivedAt: at(0),
});

function newSignal(): { readonly given: Promise<void>; give(): void } {
  let give: (() => void) | undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give?.() };
}

export function testTransactions(): void {
  describeOverBoth('a transaction', (database) => {
    it('is kept whole or not at all', async () => {
      const { store } = database;
      const conversation = await begin(store);
      const updateId = unique('update');
      await store.updates.receive(received(updateId));
      const record = (fail: boolean) =>
        store.transaction(async (calls) => {
          const turn = await ask(calls, conversation, '低保');
          const answer = await answerTo(calls, turn);
          await calls.outbox.add({
            channel: 'telegram',
            chatKey: updateId,
            conversationId: conversation.id,
            payload: '{}',
            createdAt: at(2),
          });
          await calls.updates.finish('telegram', updateId, at(2));
          if (fail) throw new Error('stopped half way');
          return answer;
        });
      await expect(record(true)).rejects.toThrow('stopped half way');
      expect(await store.turns.last(conversation.id, 5)).toEqual([]);
      expect(await store.outbox.first('telegram', updateId)).toBeNull();
      const answer = await record(false);
      expect((await store.turns.last(conversation.id, 5)).map((turn) => turn.answer)).toEqual([answer]);
      expect(await store.updates.finish('telegram', updateId, at(3))).toBe(false);
    });

    it('does not keep what was done after a call in it failed, even when the fault was swallowed', async () => {
      const { store } = database;
      const conversation = await begin(store);
      const turn = await ask(store, conversation, '一');
      await answerTo(store, turn);
      const swallowing = store.transaction(async (calls) => {
        await ask(calls, conversation, '二');
        await answerTo(calls, turn).catch(() => null);
      });
      await expect(swallowing).rejects.toThrow('nothing of it stays');
      expect((await store.turns.last(conversation.id, 5)).map((each) => each.turn.text)).toEqual(['一']);
      await store.transaction((calls) => ask(calls, conversation, '二'));
      expect(await store.turns.last(conversation.id, 5)).toHaveLength(2);
    });

    it('is not seen from outside before its end, and makes others wait or read what was before', async () => {
      const { store, other } = database;
      const conversation = await begin(store);
      const textsIn = async (calls: StoreCalls) =>
        (await calls.turns.last(conversation.id, 5)).map(({ turn }) => turn.text);
      const order: string[] = [];
      const [hasAsked, mayEnd] = [newSignal(), newSignal()];
      const inside = store.transaction(async (calls) => {
        await ask(calls, conversation, '里面');
        hasAsked.give();
        await mayEnd.given;
        order.push('inside ends');
      });
      await hasAsked.given;
      expect(await textsIn(other)).toEqual([]);
      const outside = textsIn(store);
      const write = ask(store, conversation, '外面').then(({ number }) => order.push(`outside ${number}`));
      // PostgreSQL gives the reader another connection; the embedded database has one, so the reader comes after.
      if (database.kind === 'postgres') await outside;
      await delay(20);
      mayEnd.give();
      await Promise.all([inside, write]);
      expect(order).toEqual(['inside ends', 'outside 2']);
      expect(await outside).toEqual(database.kind === 'sqlite' ? ['里面'] : []);
    });

    it('may only use its own calls: the others would wait for it, and it for them', async () => {
      const { store } = database;
      const conversation = await begin(store);
      const wrong: ((calls: StoreCalls) => Promise<unknown>)[] = [
        () => store.conversations.byId(conversation.id),
        () => ask(store, conversation, '低保'),
        () => store.transaction(async () => 1),
        () => store.purge(at(0), { conversationDays: 1, auditDays: 1 }),
      ];
      for (const work of wrong)
        await expect(store.transaction(work)).rejects.toThrow('only the calls that it was given');
      await store.transaction(async ({ conversations }) => conversations.byId(conversation.id));
      expect(await store.turns.last(conversation.id, 5)).toEqual([]);
    });

    it('lets what it left running use the store again after its end', async () => {
      const { store } = database;
      let later: Promise<unknown> = Promise.resolve();
      await store.transaction(async () => {
        later = delay(20).then(() => store.conversations.byId('none'));
      });
      expect(await later).toBeNull();
    });

    it('does not do what was called without waiting for it, or after its end', async () => {
      const { store } = database;
      const conversation = await begin(store);
      let leaked: StoreCalls | undefined;
      await store.transaction(async (calls) => {
        leaked = calls;
      });
      await expect(leaked?.audit.list(1)).rejects.toThrow(/committed|ended/);
      const forgotten: Promise<unknown>[] = [];
      await store
        .transaction(async (calls) => {
          for (let n = 0; n < 5; n++) forgotten.push(ask(calls, conversation, '忘了等').catch(() => null));
          throw new Error('taken back');
        })
        .catch(() => null);
      await Promise.all(forgotten);
      expect(await store.turns.last(conversation.id, 9)).toEqual([]);
    });

    it('that waits for the rows of another is done again with what it left', async () => {
      const { store, other } = database;
      const [one, two] = [await begin(store), await begin(store)];
      let runs = 0;
      // Each takes the rows in the other's order, which would end in a ring.
      await Promise.all(
        Array.from({ length: 8 }, (_each, n) =>
          (n % 2 ? store : other).transaction(async (calls) => {
            runs += 1;
            for (const conversation of n % 2 ? [one, two] : [two, one]) await ask(calls, conversation, '问');
          }),
        ),
      );
      for (const { id } of [one, two])
        expect((await store.turns.last(id, 20)).map(({ turn }) => turn.number)).toEqual([
          1, 2, 3, 4, 5, 6, 7, 8,
        ]);
      expect(runs).toBeGreaterThanOrEqual(8);
    });

    it('about a conversation that reads whether a person has it sees the truth', async () => {
      const { store, other } = database;
      // The bot records an answer only when nobody has taken the conversation over; a handover begins at the same time.
      for (let round = 0; round < 10; round++) {
        const conversation = await begin(store);
        const [answered, handover] = await Promise.all([
          store.transaction(async (calls) => {
            if (await calls.handovers.openOf(conversation.id)) return false;
            await ask(calls, conversation, '低保');
            return true;
          }),
          other.transaction(async (calls) => {
            const { number } = await calls.handovers.open({
              conversationId: conversation.id,
              summary: '问',
              question: '问',
              openedAt: at(2),
            });
            const known = (await calls.turns.last(conversation.id, 5)).length;
            return { number, known };
          }),
        ]);
        // Either the answer came first and the handover knows of it, or the handover did and there is no answer.
        expect(handover.known).toBe(answered ? 1 : 0);
      }
    });
  });
}
