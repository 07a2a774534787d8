/**
 * The ledger of gaps with many in the store: how long a page of it takes, and what counting a new one costs.
 * Usage, after `npm run build`: node bench/gaps.mjs [gaps (50000)] [address of an empty PostgreSQL database] [--dist folder]
 */
import {
  compiled,
  percentile,
  positionals,
  printTable,
  seededRandom,
  temporaryFolder,
} from './peers-common.mjs';

const count = Number(positionals[0] ?? 50_000);
const address = positionals[1];
const portion = 500;
const onAPage = 50;
const at = (n) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
const { openStore } = await compiled('store/open-store.js');
const { createLogger } = await compiled('logger.js');
const logger = createLogger('silent');

const gapOf = (n) => ({
  kind: 'no_source',
  key: `k${n}`,
  question: `清新区第${n}项补助每月多少`,
  reason: null,
});

/** Half are closed, one in two hundred is worked on, a few are asked often. */
async function fill(store) {
  const random = seededRandom(1);
  for (let from = 0; from < count; from += portion) {
    await store.transaction(async ({ gaps }) => {
      for (let n = from; n < Math.min(from + portion, count); n++) {
        const { id } = await gaps.count(gapOf(n), at(n));
        for (let again = 0; random() < 0.3; again++) await gaps.count(gapOf(n), at(n + again));
        if (n % 200 === 0) await gaps.change(id, { state: 'in_work', owner: '李芳' }, at(n));
        else if (n % 2 === 0) await gaps.change(id, { state: 'closed', closedAs: 'no_source' }, at(n));
      }
    });
  }
}

async function times(work) {
  const taken = [];
  for (let n = 0; n < 30; n++) {
    const began = performance.now();
    await work(n);
    taken.push(performance.now() - began);
  }
  return taken.sort((a, b) => a - b);
}

async function measure(name, place) {
  const store = await openStore({ ...place, logger });
  await fill(store);
  const todo = { states: ['open', 'in_work'], kind: null, owner: null, words: null };
  const all = { ...todo, states: ['open', 'in_work', 'closed'] };
  const { gaps } = store;
  const measured = [
    ['未处理和处理中，第一页', () => gaps.search(todo, 0, onAPage)],
    ['全部，最后一页', () => gaps.search(all, count - onAPage, onAPage)],
    ['处理中', () => gaps.search({ ...todo, states: ['in_work'] }, 0, onAPage)],
    ['一个处理人的', () => gaps.search({ ...todo, owner: '李芳' }, 0, onAPage)],
    ['只有一条有的词', () => gaps.search({ ...all, words: `第${count - 1}项` }, 0, onAPage)],
    ['有多少条', () => gaps.countFound(todo)],
    ['记新的一条时比的500条', () => gaps.list(all.states, 500)],
    ['记新的一条', (n) => gaps.count(gapOf(count + n), at(count))],
  ];
  const rows = [];
  for (const [what, work] of measured) {
    const taken = await times(work);
    rows.push([name, what, percentile(taken, 0.5).toFixed(1), percentile(taken, 0.95).toFixed(1)]);
  }
  await store.close();
  return rows;
}

const rows = await measure('SQLite', { dataDir: temporaryFolder() });
if (address !== undefined)
  rows.push(...(await measure('PostgreSQL', { dataDir: temporaryFolder(), databaseUrl: address })));
printTable(`知识缺口，${count} 条`, ['数据库', '做什么', 'p50 ms', 'p95 ms'], rows);
