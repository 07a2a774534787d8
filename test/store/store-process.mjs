// A process of its own over a store, for the tests: node store-process.mjs '{"modules", "place", "task", "userKey"}'
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const { modules, place, task, userKey } = JSON.parse(process.argv[2]);
const load = (name) => import(pathToFileURL(join(modules, name)).href);
const { openStore } = await load('store/open-store.js');
const { createLogger } = await load('logger.js');
const at = '2026-11-29T08:00:00.000Z';
const say = (line) => process.stdout.write(`${line}\n`);

const answer = {
  id: null,
  status: 'answered',
  answer: '答',
  notices: [],
  nextSteps: [],
  citations: [],
  passages: [],
  calculation: null,
  timings: {},
};

const tasks = {
  /** Opens the database at the same time as others, and uses it. */
  async open(store) {
    const wanted = { channel: 'telegram', userKey, chatKey: 'chat', replyAddress: null };
    const { id } = await store.conversations.open(wanted, at);
    for (let n = 0; n < 20; n++)
      await store.transaction(({ turns }) =>
        turns.add({ conversationId: id, text: '问', messageRef: null, askedAt: at }),
      );
    say(id);
  },

  /** Receives, answers and finishes without end, and says what is acknowledged, until it is killed. */
  async record(store) {
    const wanted = { channel: 'telegram', userKey, chatKey: 'chat', replyAddress: null };
    const { id } = await store.conversations.open(wanted, at);
    for (let n = 1; ; n++) {
      // No text may hold it: the number of the process and six digits can be somebody's mobile number.
      const updateId = `${process.pid}${String(n).padStart(6, '0')}`;
      const update = { channel: 'telegram', updateId, chatKey: userKey, userKey, payload: '{}' };
      await store.updates.receive({ ...update, receivedAt: at });
      say(`received ${updateId}`);
      await store.transaction(async (calls) => {
        const turn = await calls.turns.add({
          conversationId: id,
          text: `第${n}问`,
          messageRef: updateId,
          askedAt: at,
        });
        const given = { turnId: turn.id, conversationId: id, answer, corpusDigest: 'c', answeredAt: at };
        await calls.answers.add(given);
        const message = { channel: 'telegram', chatKey: userKey, conversationId: id, payload: updateId };
        await calls.outbox.add({ ...message, createdAt: at });
        await calls.updates.finish('telegram', updateId, at);
      });
      say(`finished ${updateId}`);
    }
  },
};

try {
  const store = await openStore({ ...place, logger: createLogger('silent') });
  await tasks[task](store);
  await store.close();
} catch (error) {
  say(`failed ${error.message}`);
  process.exit(1);
}
