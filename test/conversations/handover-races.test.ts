import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { openTalk } from './support/open-conversing.ts';

const postgresBin = findPostgres(process.env);
const kinds = postgresBin === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'];
let postgres: TestPostgres | undefined;
beforeAll(async () => {
  if (postgresBin !== undefined) postgres = await startPostgres(postgresBin);
});
afterAll(() => postgres?.stop());

describe.each(kinds)('a handover over %s', (kind) => {
  const opened: Awaited<ReturnType<typeof openTalk>>[] = [];
  async function begin() {
    const databaseUrl = kind === 'PostgreSQL' ? await postgres?.createDatabase() : undefined;
    const talk = await openTalk({ databaseUrl });
    opened.push(talk);
    return talk;
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ store }) => store.close()));
  });

  it('goes to one of two who want it at once', async () => {
    const { conversation, request, conversing, store, inOne, at } = await begin();
    await request(conversation);
    const results = await Promise.allSettled(
      ['李', '王', '赵', '钱'].map((by) => inOne((calls) => conversing.staff.take(calls, 1, by, at()))),
    );
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);
    const { takenBy } = (await store.handovers.byNumber(1)) ?? {};
    const told = results.map((each) =>
      each.status === 'rejected' ? String(each.reason) : each.value.takenBy,
    );
    for (const each of told) expect(each).toMatch(new RegExp(`^${takenBy}$|编号 1 由${takenBy}接手`));
    // What the others would have said is taken back with the rest.
    expect(await store.handovers.messages(1)).toHaveLength(1);
    expect(await store.audit.list(10)).toHaveLength(2);
  });

  it('leaves no message between the chairs when it ends while one arrives', async () => {
    const { conversation, current, request, conversing, store, inOne, at } = await begin();
    await request(conversation);
    const prepared = await conversing.prepare(await current(), '护工费能报吗');
    expect(prepared.answer).toBeNull();
    await inOne((calls) => conversing.staff.close(calls, 1, '李', '已答复', at()));
    expect(await inOne((calls) => conversing.record(calls, prepared, null, at()))).toBeNull();
    const again = await conversing.prepare(await current(), '护工费能报吗');
    expect(again.answer?.answer).toBe('答护工费能报吗');
    expect(await inOne((calls) => conversing.record(calls, again, null, at()))).not.toBeNull();
    expect((await store.handovers.messages(1)).map(({ sender }) => sender)).toEqual(['system']);
  });

  it('is not answered over by the bot when it begins while an answer is on its way', async () => {
    const { conversation, request, conversing, store, inOne, at } = await begin();
    const prepared = await conversing.prepare(conversation, '低保能报几成');
    expect(prepared.answer).not.toBeNull();
    await request(conversation);
    expect(await inOne((calls) => conversing.record(calls, prepared, null, at()))).toBeNull();
    expect(await store.turns.last(conversation.id, 5)).toEqual([]);
  });

  it('ends and is written to at the same moments: each message is with one of the two', async () => {
    const { conversation, current, request, conversing, store, inOne, at } = await begin();
    for (let round = 1; round <= 8; round += 1) {
      await request(conversation);
      const say = async () => {
        for (let attempt = 0; attempt < 20; attempt += 1) {
          const prepared = await conversing.prepare(await current(), `第${round}句`);
          const recorded = await inOne((calls) => conversing.record(calls, prepared, null, at()));
          if (recorded !== null) return recorded;
        }
        throw new Error('never recorded');
      };
      const close = () => inOne((calls) => conversing.staff.close(calls, round, '李', '完', at()));
      const [recorded] = await Promise.all(
        round % 2 === 0 ? [say(), close()] : [say(), close()].toReversed(),
      );
      expect(recorded).toBeDefined();
      const left = (await store.handovers.messages(round)).filter(({ sender }) => sender === 'resident');
      const answered = (await store.turns.last(conversation.id, 50)).filter(
        ({ turn, answer }) => turn.text === `第${round}句` && answer !== null,
      );
      expect(left.length + answered.length).toBe(1);
    }
    expect(await store.turns.last(conversation.id, 50)).toHaveLength(8);
  });
});
