/**
 * The store: how often a second a message is received, answered and finished, over both databases, with everything on
 * the disk before it counts (fsync). PostgreSQL is started for it where Debian's programs are found.
 * Usage, after `npm run build`: node bench/store.mjs [messages (2000)] [--dist folder]
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  askOf,
  compiled,
  openEngine,
  percentile,
  positionals,
  printTable,
  temporaryFolder,
} from './peers-common.mjs';

const messages = Number(positionals[0] ?? 2000);
const chats = 20;
const at = '2026-11-29T08:00:00.000Z';
const { openStore } = await compiled('store/open-store.js');
const { createLogger } = await compiled('logger.js');
const logger = createLogger('silent');

const ask = askOf(await openEngine());
const questions = [
  '低保户住院自付3万能报多少？',
  '低保户能报几成？',
  '清新2024年低保标准是多少？',
  '节水器具有补贴吗',
];
const answers = [];
for (const q of questions) answers.push(await ask({ q }));
const kilobytes = answers.map((answer) => Buffer.byteLength(JSON.stringify(answer)) / 1000);
process.stdout.write(
  `${questions.length} 种回答，各 ${kilobytes.map((size) => size.toFixed(0)).join('、')} kB\n`,
);

async function handle(store, conversation, updateId, n) {
  const { channel, chatKey, userKey } = conversation;
  await store.updates.receive({
    channel,
    updateId,
    chatKey,
    userKey,
    payload: '{"text":"问"}',
    receivedAt: at,
  });
  await store.turns.last(conversation.id, 5);
  await store.transaction(async (calls) => {
    const turn = await calls.turns.add({
      conversationId: conversation.id,
      text: questions[n % questions.length],
      messageRef: updateId,
      askedAt: at,
    });
    const answer = answers[n % answers.length];
    const given = {
      turnId: turn.id,
      conversationId: conversation.id,
      answer,
      corpusDigest: 'c',
      answeredAt: at,
    };
    await calls.answers.add(given);
    await calls.outbox.add({
      channel,
      chatKey,
      conversationId: conversation.id,
      payload: answer.answer,
      createdAt: at,
    });
    await calls.updates.finish(channel, updateId, at);
  });
}

async function send(store, { channel, chatKey }) {
  const message = await store.outbox.first(channel, chatKey);
  await store.outbox.markSending(message.id);
  await store.outbox.markSent(message.id, '1', at);
}

/** @returns calls a second and the times of one in milliseconds. */
async function measure(count, atOnce, work) {
  const times = [];
  const began = performance.now();
  let next = 0;
  const worker = async (number) => {
    while (next < count) {
      const n = next++;
      const start = performance.now();
      await work(number, n);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_each, number) => worker(number)));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  return [Math.round(count / seconds), percentile(times, 0.5).toFixed(2), percentile(times, 0.99).toFixed(2)];
}

async function measureStore(name, place, rows) {
  const store = await openStore({ ...place, logger });
  const conversations = [];
  for (let chat = 0; chat < chats; chat++)
    conversations.push(
      await store.conversations.open(
        { channel: 'telegram', userKey: `u${chat}`, chatKey: `c${chat}`, replyAddress: null },
        at,
      ),
    );
  let update = 0;
  for (const atOnce of [1, 20]) {
    const answered = (number, n) => handle(store, conversations[number], String(++update), n);
    rows.push([
      name,
      `收到、答完、记录（同时 ${atOnce} 个对话）`,
      ...(await measure(messages, atOnce, answered)),
    ]);
  }
  const sent = (number) => send(store, conversations[number]);
  rows.push([name, '取出一条待发消息，记为已发', ...(await measure(messages / 10, 1, sent))]);
  const history = (_number, n) => store.turns.last(conversations[n % 20].id, 5);
  rows.push([name, '读一个对话最近 5 问和回答', ...(await measure(messages, 1, history))]);
  const began = performance.now();
  await store.deleteUser('telegram', 'u0');
  const milliseconds = (performance.now() - began).toFixed(0);
  rows.push([name, `删除一个用户（${update} 个回答的库）`, '–', milliseconds, '–']);
  await store.close();
}

const rows = [];
const dataDir = temporaryFolder();
await measureStore('SQLite', { dataDir }, rows);
const size = statSync(join(dataDir, 'wenzheng.db')).size;
process.stdout.write(`SQLite 文件：每个回答 ${(size / (2 * messages) / 1000).toFixed(1)} kB\n`);
const postgres = await startPostgres();
if (postgres) {
  await measureStore('PostgreSQL', { dataDir, databaseUrl: postgres.address }, rows);
  await postgres.stop();
}
printTable('存储', ['数据库', '做什么', '每秒', 'p50 ms', 'p99 ms'], rows);

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
