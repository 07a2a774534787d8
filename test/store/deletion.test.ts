import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { describeOverBoth, newPlace, open } from './over-both-databases.ts';
import type { Place } from './over-both-databases.ts';
import { answerTo, ask, at, begin, sampleAnswer, unique } from './samples.ts';

const day = 24 * 60;
const retention = { conversationDays: 180, auditDays: 1095 };

/** Everything that a user can leave behind, each with the word in it. @returns the key of the user. */
async function leaveTraces(store: Store, word: string, chatKey = unique('chat')): Promise<string> {
  const conversation = await begin(store, { chatKey, replyAddress: `{"chat":"${word}"}` });
  const { userKey } = conversation;
  await store.conversations.change(conversation.id, 1, { dialogue: `{"name":"${word}"}` }, at(1));
  for (let n = 0; n < 8; n++) {
    const turn = await ask(store, conversation, `${word}问${'长'.repeat(n * 400)}`, word);
    const { calculation, ...rest } = sampleAnswer({ answer: `${word}答`.repeat(n * 20) });
    const facts = [{ key: 'name', label: '姓名', value: word, origin: 'said' as const }];
    const answer = { ...rest, calculation: calculation && { ...calculation, facts } };
    const { id } = await answerTo(store, turn, answer);
    await store.feedback.give({ answerId: id, userKey, useful: false, reason: 'unclear', givenAt: at(2) });
    const outgoing = {
      channel: 'telegram',
      chatKey,
      payload: `{"text":"${word}"}`,
      createdAt: at(2),
    } as const;
    await store.outbox.add({ ...outgoing, conversationId: conversation.id });
    await store.outbox.add({ ...outgoing, conversationId: null });
    const received = { channel: 'telegram', chatKey, userKey, payload: `{"text":"${word}"}` } as const;
    await store.updates.receive({ ...received, updateId: unique('update'), receivedAt: at(2) });
  }
  const request = { conversationId: conversation.id, summary: `${word}要`, question: word, openedAt: at(3) };
  const { number } = await store.handovers.open(request);
  for (const sender of ['resident', 'operator', 'note', 'system'] as const)
    await store.handovers.say({ handover: number, sender, by: '甲', text: `${word}说`, sentAt: at(4) });
  await store.handovers.end(number, 'closed', `${word}完`, at(5));
  return userKey;
}

/** Files of the embedded database, its log included, or tables of PostgreSQL that hold a word. */
async function holders({ dataDir, databaseUrl }: Place, word: string): Promise<string[]> {
  if (databaseUrl === undefined)
    return readdirSync(dataDir).filter((name) => readFileSync(join(dataDir, name)).includes(word));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const holding: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from "${name}" t`);
      if (rows.some(({ row }) => row.includes(word))) holding.push(name);
    }
    return holding;
  } finally {
    await client.end();
  }
}

describeOverBoth('a user who is deleted', (database) => {
  it('leaves nothing in the database, and others keep theirs', async () => {
    const place = await database.newPlace();
    const store = await open(place);
    const [leaves, stays] = ['赵钱孙李留下的话', '周吴郑王留下的话'];
    const userKey = await leaveTraces(store, leaves);
    const otherKey = await leaveTraces(store, stays);
    const [other] = await store.conversations.ofUser('telegram', otherKey);
    const kept = await store.exportUser('telegram', otherKey);
    expect(await holders(place, leaves)).not.toEqual([]);
    expect(await store.deleteUser('telegram', userKey)).toBe(1);
    expect(await holders(place, leaves)).toEqual([]);
    expect(await holders(place, stays)).not.toEqual([]);
    expect(await store.exportUser('telegram', otherKey)).toEqual(kept);
    expect(await store.turns.last(other?.id ?? '', 100)).toHaveLength(8);
    expect(await store.deleteUser('telegram', userKey)).toBe(0);
    expect(await store.exportUser('telegram', userKey)).toMatchObject({ conversations: [], feedback: [] });
  });

  it('of a group leaves what the others of the group said', async () => {
    const place = await database.newPlace();
    const store = await open(place);
    const chat = unique('group');
    const [leaves, stays] = ['赵钱孙李留下的话', '周吴郑王留下的话'];
    const userKey = await leaveTraces(store, leaves, chat);
    const otherKey = await leaveTraces(store, stays, chat);
    const waiting = (await store.updates.waiting('telegram', chat, 100)).length;
    await store.deleteUser('telegram', userKey);
    // Messages outside a conversation might be for anybody of the group, so they wait to be sent.
    expect(await holders(place, leaves)).toEqual(
      database.kind === 'sqlite' ? ['wenzheng.db'] : ['outgoing_messages'],
    );
    expect(JSON.stringify(await store.exportUser('telegram', otherKey))).toContain(stays);
    const left = await store.updates.waiting('telegram', chat, 100);
    expect(left).toHaveLength(waiting);
    expect(left.filter(({ payload }) => payload === '{}')).toHaveLength(8);
    expect(left.filter(({ payload }) => payload.includes(stays))).toHaveLength(8);
  });

  it('is not named by the ids of their updates that stay', async () => {
    const place = await database.newPlace();
    const store = await open(place);
    const chat = unique('chat');
    const userKey = await leaveTraces(store, '赵钱孙李留下的话', chat);
    const [waits, ...others] = await store.updates.waiting('telegram', chat, 100);
    for (const { updateId } of others) await store.updates.finish('telegram', updateId, at(6));
    await store.deleteUser('telegram', userKey);
    expect(await holders(place, userKey)).toEqual([]);
    expect(await store.updates.waiting('telegram', chat, 100)).toEqual([
      { ...waits, userKey: null, payload: '{}' },
    ]);
    await store.updates.finish('telegram', waits?.updateId ?? '', at(7));
    // Writes the log of the embedded database back into its file.
    await store.deleteUser('telegram', userKey);
    expect(await holders(place, chat)).toEqual([]);
    for (const { updateId } of others) {
      const again = { channel: 'telegram', updateId, chatKey: chat, userKey, payload: '{}' } as const;
      expect(await store.updates.receive({ ...again, receivedAt: at(8) })).toBe(false);
    }
  });

  it('has verdicts on answers to others deleted, and no update of theirs is taken for a new one', async () => {
    const { store } = database;
    const { id } = await answerTo(store, await ask(store, await begin(store), '低保'));
    const userKey = unique('user');
    await store.feedback.give({ answerId: id, userKey, useful: true, reason: null, givenAt: at(1) });
    const update = {
      channel: 'telegram',
      updateId: unique('update'),
      chatKey: 'c',
      userKey,
      payload: '{"text":"话"}',
      receivedAt: at(1),
    } as const;
    await store.updates.receive(update);
    expect(await store.deleteUser('telegram', userKey)).toBe(0);
    expect(await store.feedback.of(id, userKey)).toBeNull();
    expect(await store.updates.receive(update)).toBe(false);
    expect(await store.updates.finish('telegram', update.updateId, at(2))).toBe(true);
  });

  it('can have all that is kept of them before', async () => {
    const { store } = database;
    const userKey = await leaveTraces(store, '赵钱孙李留下的话');
    const exported = JSON.parse(JSON.stringify(await store.exportUser('telegram', userKey)));
    expect(exported).toMatchObject({ channel: 'telegram', userKey });
    expect(exported.conversations).toHaveLength(1);
    const [conversation] = exported.conversations;
    expect(conversation).toMatchObject({ userKey, dialogue: '{"name":"赵钱孙李留下的话"}' });
    expect(conversation.turns).toHaveLength(8);
    expect(conversation.turns[3].answer.answer.passages).toEqual(sampleAnswer().passages);
    expect(conversation.handovers[0].messages.map((message: { sender: string }) => message.sender)).toEqual([
      'resident',
      'operator',
      'note',
      'system',
    ]);
    expect(conversation.outgoing).toHaveLength(8);
    expect(exported.feedback).toHaveLength(8);
    expect(exported.updates).toHaveLength(8);
  });
});

describeOverBoth('what is older than its time', (database) => {
  it('is removed, what is younger stays', async () => {
    const place = await database.newPlace();
    const store = await open(place);
    const [old, used] = ['很久以前留下的话', '后来又用过的话'];
    const oldKey = await leaveTraces(store, old);
    const usedKey = await leaveTraces(store, used);
    const [conversation] = await store.conversations.ofUser('telegram', usedKey);
    await store.conversations.change(conversation?.id ?? '', 2, {}, at(10 * day));
    await store.audit.add({ at: at(0), actor: 'system', action: 'old', subject: '1', detail: null });
    await store.audit.add({
      at: at(200 * day),
      actor: 'system',
      action: 'young',
      subject: '1',
      detail: null,
    });
    await store.gaps.count({ kind: 'no_source', key: '问', question: '问', reason: null }, at(0));
    await store.leases.acquire('old', 'a', at(0), at(1));
    for (let message = await store.outbox.first('telegram', conversation?.chatKey ?? ''); message; ) {
      await store.outbox.markSent(message.id, '1', at(3));
      message = await store.outbox.first('telegram', conversation?.chatKey ?? '');
    }
    expect(await store.purge(at(6 * day), retention)).toEqual({
      conversations: 0,
      updates: 0,
      outgoing: 0,
      audit: 0,
      modelUsage: 0,
    });
    const report = await store.purge(at(185 * day), { ...retention, auditDays: 100 });
    expect(report).toEqual({ conversations: 1, updates: 16, outgoing: 32, audit: 1, modelUsage: 0 });
    expect(await store.conversations.ofUser('telegram', oldKey)).toEqual([]);
    expect(await store.conversations.ofUser('telegram', usedKey)).toHaveLength(1);
    expect((await store.audit.list(9)).map(({ action }) => action)).toEqual(['young']);
    expect(await store.gaps.list(['open'], 9)).toHaveLength(1);
    expect(await holders(place, '第七条 全文')).not.toEqual([]);
    await store.purge(at(400 * day), retention);
    // The words of the gazette go with the last answer that had them under it.
    expect(await holders(place, '第七条 全文')).toEqual([]);
    expect(await holders(place, used)).toEqual([]);
    expect(await store.handovers.list(['closed'], 9)).toEqual([]);
  });

  it('is removed by portions, without standing in the way of others', async () => {
    const store = await open(await database.newPlace());
    await store.transaction(async ({ conversations }) => {
      for (let n = 0; n < 250; n++)
        await conversations.open(
          { channel: 'web', userKey: `u${n}`, chatKey: 'c', replyAddress: null },
          at(0),
        );
    });
    const purged = store.purge(at(300 * day), retention);
    const wanted = { channel: 'web', userKey: 'new', chatKey: 'c', replyAddress: null } as const;
    const meanwhile = await store.conversations.open(wanted, at(300 * day));
    expect((await purged).conversations).toBe(250);
    expect(await store.conversations.byId(meanwhile.id)).not.toBeNull();
  });
});

describe('the files of the embedded database', () => {
  it('hold no word of what was deleted, in whatever order things were written and deleted', async () => {
    const users = fc.array(
      fc.record({ lengths: fc.array(fc.nat(9000), { maxLength: 8 }), leaves: fc.boolean() }),
      { minLength: 2, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(users, fc.boolean(), async (plans, oneByOne) => {
        const place = await newPlace('sqlite');
        const store = await open(place);
        const people = [];
        for (const [n, { lengths, leaves }] of plans.entries()) {
          const word = `第${n}人留下的话`;
          const conversation = await begin(store);
          people.push({ word, leaves, userKey: conversation.userKey, lengths, conversation });
        }
        // Their rows lie among each other's.
        for (let n = 0; n < 8; n++)
          for (const { word, lengths, conversation } of people) {
            const length = lengths[n];
            if (length !== undefined) await ask(store, conversation, word.repeat(1 + length / 20), word);
          }
        const leaving = people.filter(({ leaves }) => leaves);
        if (oneByOne) for (const { userKey } of leaving) await store.deleteUser('telegram', userKey);
        else await Promise.all(leaving.map(({ userKey }) => store.deleteUser('telegram', userKey)));
        for (const { word, leaves, lengths } of people)
          expect((await holders(place, word)).length > 0).toBe(!leaves && lengths.length > 0);
        await store.close();
      }),
      { numRuns: 12 },
    );
  });

  it('become smaller after a purge', async () => {
    const place = await newPlace('sqlite');
    const store = await open(place);
    const conversation = await begin(store);
    for (let n = 0; n < 40; n++) {
      const passages = sampleAnswer().passages.map((passage) => ({
        ...passage,
        text: `${n}${'长'.repeat(30_000)}`,
      }));
      await answerTo(store, await ask(store, conversation, '问'), sampleAnswer({ passages }));
    }
    const size = () =>
      readFileSync(join(place.dataDir, 'wenzheng.db')).length +
      readFileSync(join(place.dataDir, 'wenzheng.db-wal')).length;
    expect(size()).toBeGreaterThan(3_000_000);
    await store.purge(at(300 * day), retention);
    expect(size()).toBeLessThan(400_000);
  });
});
