/**
 * The administrator's overview with many questions in the store, over both databases: how long the whole page takes, what of
 * it the store, and how long until it is there the first time, when the charts are loaded.
 * Usage, after `npm run build`: node bench/overview.mjs [questions (200000)] [--dist folder]
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import {
  compiled,
  percentile,
  positionals,
  printTable,
  seededRandom,
  temporaryFolder,
} from './peers-common.mjs';

const questions = Number(positionals[0] ?? 200_000);
const days = 90;
const now = new Date('2026-11-29T08:00:00.000Z');
const { openStore } = await compiled('store/open-store.js');
const { createLogger } = await compiled('logger.js');
const { addOverviewRoutes } = await compiled('channels/http/desk/overview/add-overview-routes.js');
const { readOverview } = await compiled('channels/http/desk/overview/overview.js');
const logger = createLogger('silent');

const dayBefore = (count) => new Date(now.getTime() - count * 86_400_000).toISOString().slice(0, 10);
const pick = (random, values) => values[Math.floor(random() * values.length)];
const statuses = [
  'answered',
  'answered',
  'answered_by_calculator',
  'needs_input',
  'clarification',
  'unanswerable_no_source',
  'refused_private_data',
  'handed_over',
  'error_internal',
];
const schemes = ['medical-aid', 'aid-timeline', 'premium-support', 'forest-fire-penalty'];

/** A year of questions, half of them in the days that are looked at. With a model lengths differ more, which is the harder case. */
function question(random) {
  const status = pick(random, statuses);
  const words = random() < 0.3 ? 'model' : 'engine';
  const documents = Array.from({ length: 1 + Math.floor(random() * 2) }, () => {
    const number = Math.floor(random() * 60);
    return {
      documentNumber: `清新府办〔2018〕${number}号`,
      title: `清新区人民政府办公室关于印发第${number}号办法的通知`,
    };
  });
  return {
    day: dayBefore(Math.floor(random() * (random() < 0.5 ? days : 365))),
    channel: pick(random, ['web', 'web', 'telegram', 'api', 'chat', 'mcp']),
    status,
    scheme: status === 'answered_by_calculator' || status === 'needs_input' ? pick(random, schemes) : null,
    words,
    latencyMs: words === 'model' ? 500 + random() * 20_000 : random() * 60,
    documents: status.startsWith('answered') ? documents : [],
  };
}

const answer = {
  id: null,
  status: 'answered',
  answer: '按80%给予救助[1]。',
  notices: [],
  nextSteps: [],
  citations: [],
  passages: [],
  calculation: null,
  timings: {},
};

async function fill(store) {
  const random = seededRandom(1);
  const portion = 500;
  for (let from = 0; from < questions; from += portion) {
    await store.transaction(async (calls) => {
      for (let n = from; n < Math.min(from + portion, questions); n++)
        await calls.questions.add(question(random));
    });
  }
  for (let n = 0; n < 2000; n++) {
    const at = new Date(now.getTime() - Math.floor(random() * days * 86_400_000));
    const later = (minutes) => new Date(at.getTime() + minutes * 60_000).toISOString();
    await store.transaction(async (calls) => {
      const wanted = { channel: 'web', userKey: `u${n}`, chatKey: `c${n}`, replyAddress: null };
      const { id } = await calls.conversations.open(wanted, later(0));
      const turn = await calls.turns.add({
        conversationId: id,
        text: '问',
        messageRef: null,
        askedAt: later(0),
      });
      const given = await calls.answers.add({
        turnId: turn.id,
        conversationId: id,
        answer,
        corpusDigest: 'c',
        answeredAt: later(0),
      });
      const useful = random() < 0.7;
      await calls.feedback.give({
        answerId: given.id,
        userKey: `u${n}`,
        useful,
        reason: useful ? null : 'outdated',
        givenAt: later(1),
      });
      const { number } = await calls.handovers.open({
        conversationId: id,
        summary: '问',
        question: '问',
        openedAt: later(2),
      });
      if (n % 400 === 0) return;
      if (n % 5 !== 0) await calls.handovers.take(number, '李芳', later(2 + random() * 60));
      await calls.handovers.end(number, n % 5 === 0 ? 'timed_out' : 'closed', '好了', later(70));
    });
    if (n % 10 === 0)
      await store.gaps.count(
        { kind: 'no_source', key: `k${n % 700}`, question: '问', reason: null },
        now.toISOString(),
      );
  }
  for (let day = 0; day < days; day++)
    await store.modelUsage.add({ day: dayBefore(day), userKey: '', input: 40_000, output: 9000 });
}

const conversing = { officeMinutes: (from, to) => (Date.parse(to) - Date.parse(from)) / 60_000 };
const staff = {
  account: {
    id: 'a',
    loginName: 'admin',
    displayName: '陈主任',
    roles: ['admin'],
    isDisabled: false,
    mustChangePassword: false,
  },
  sessionHash: '',
  csrfToken: 'c',
  expiresAt: now.toISOString(),
};
const door = {
  requireStaff: () => (context, next) => {
    context.set('staff', staff);
    return next();
  },
};

async function times(count, work) {
  const taken = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return taken.sort((a, b) => a - b);
}

async function measureStore(name, place, rows) {
  const store = await openStore({ ...place, logger });
  const began = performance.now();
  await fill(store);
  process.stderr.write(
    `${name}: ${questions} counted in ${Math.round((performance.now() - began) / 1000)} s\n`,
  );
  const app = new Hono();
  addOverviewRoutes(app, { store, conversing, now: () => now, door, app: { schemes: [] }, logger });
  let bytes = 0;
  const page = (query) => async () => {
    const response = await app.request(`/desk/overview?${query}`);
    if (response.status !== 200) throw new Error(`${response.status}`);
    bytes = (await response.arrayBuffer()).byteLength;
  };
  const [first] = await times(1, page('days=90'));
  rows.push([name, '第一次打开（装入图表库）', '90 天', first.toFixed(0), '–', '–']);
  for (const [shown, query] of [
    ['7 天', 'days=7'],
    ['30 天', 'days=30'],
    ['90 天', 'days=90'],
    ['366 天', 'from=2025-11-29&to=2026-11-29'],
  ]) {
    const taken = await times(20, page(query));
    const kB = (bytes / 1000).toFixed(0);
    rows.push([
      name,
      '整页',
      shown,
      percentile(taken, 0.5).toFixed(0),
      percentile(taken, 0.95).toFixed(0),
      kB,
    ]);
  }
  const span = { from: dayBefore(days - 1), to: dayBefore(0) };
  const read = await times(20, () => readOverview(store, conversing, span));
  rows.push([
    name,
    '其中数据库',
    '90 天',
    percentile(read, 0.5).toFixed(0),
    percentile(read, 0.95).toFixed(0),
    '–',
  ]);
  await store.close();
}

const rows = [];
const dataDir = temporaryFolder();
await measureStore('SQLite', { dataDir }, rows);
const postgres = await startPostgres();
if (postgres) {
  await measureStore('PostgreSQL', { dataDir, databaseUrl: postgres.address }, rows);
  await postgres.stop();
}
printTable(`概览，${questions} 个提问`, ['数据库', '做什么', '看多少天', 'p50 ms', 'p95 ms', 'kB'], rows);

/** As the package sets it up: every commit is on the disk. The tests' own server is faster, and forgets. */
async function startPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions
    .map((version) => join(debian, version, 'bin'))
    .find((each) => existsSync(join(each, 'initdb')));
  if (bin === undefined) {
    process.stderr.write('没有找到 PostgreSQL，只测了 SQLite：请装 apt-get install postgresql\n');
    return null;
  }
  const folder = temporaryFolder();
  const user = {};
  if (process.getuid() === 0) {
    for (const [key, flag] of [
      ['uid', '-u'],
      ['gid', '-g'],
    ])
      user[key] = Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, user.uid, user.gid);
    execFileSync('chmod', ['o+x', join(folder, '..')]);
  }
  const settings = { ...user, cwd: folder, stdio: 'ignore' };
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'wenzheng', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    settings,
  );
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses='],
    settings,
  );
  const ended = once(server, 'exit');
  process.on('exit', () => server.kill('SIGINT'));
  const address = `postgres://wenzheng@${encodeURIComponent(folder)}/postgres`;
  const socket = join(folder, '.s.PGSQL.5432');
  while (!existsSync(socket)) await delay(50);
  await delay(500);
  return {
    address,
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
}
