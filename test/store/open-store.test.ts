import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import type { Engine } from '../../src/store/engine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { postgresEngine } from '../../src/store/postgres-engine.ts';
import { sqliteEngine } from '../../src/store/sqlite-engine.ts';
import { TransactionScope } from '../../src/store/transaction-scope.ts';
import { describeOver, describeOverBoth, newPlace, open } from './over-both-databases.ts';
import type { Place } from './over-both-databases.ts';
import { answerTo, ask, at, begin, sampleAnswer } from './samples.ts';

async function engineAt({ dataDir, databaseUrl }: Place): Promise<Engine> {
  const logger = createLogger('silent');
  return databaseUrl === undefined
    ? sqliteEngine(dataDir, new TransactionScope(), logger)
    : postgresEngine(databaseUrl, new TransactionScope(), logger);
}

async function withEngine<Result>(place: Place, work: (engine: Engine) => Promise<Result>): Promise<Result> {
  const engine = await engineAt(place);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

const tablesAt = (place: Place): Promise<string[]> =>
  withEngine(place, async ({ db }) => (await db.introspection.getTables()).map(({ name }) => name).sort());

/** As the first migration's program wrote them: the words of passages beside each answer. */
async function writeFirstRows({ db }: Engine): Promise<void> {
  const { passages, calculation, ...body } = sampleAnswer();
  await sql`insert into conversations values ('c', 'telegram', 'user', 'chat', null, 'traditional', null, 2, 0, 7, 2, ${at(0)}, ${at(5)})`.execute(
    db,
  );
  for (const number of [1, 2]) {
    await sql`insert into turns values (${`t${number}`}, 'c', ${number}, ${`第${number}问`}, null, ${at(1)})`.execute(
      db,
    );
    await sql`insert into answers values (${`a${number}`}, ${`t${number}`}, 'c', ${body.status}, ${JSON.stringify(body)}, ${JSON.stringify(calculation)}, 'digest', ${at(2)})`.execute(
      db,
    );
    for (const [position, passage] of passages.entries())
      await sql`insert into answer_passages values (${`a${number}`}, ${position}, ${passage.id}, ${passage.text}, ${passage.score}, ${JSON.stringify(passage.parts)}, ${passage.documentNumber}, ${passage.title}, ${passage.locator}, ${JSON.stringify(passage.source)}, ${position === 0 ? 1 : 0})`.execute(
        db,
      );
  }
  await sql`insert into feedback values ('a1', 'user', 0, 'outdated', ${at(3)})`.execute(db);
  await sql`insert into counters values ('handover', 41)`.execute(db);
  await sql`insert into handovers values (41, 'c', 'telegram', 'waiting', '摘要', '问', ${at(4)}, null, null, null, null, 1)`.execute(
    db,
  );
  await sql`insert into handover_messages values (41, 1, 'resident', null, '在吗', ${at(4)}, null)`.execute(
    db,
  );
}

describeOverBoth('an older database', (database) => {
  it('is brought from the first migration to the last with everything in it', async () => {
    const place = await database.newPlace();
    await withEngine(place, async (engine) => {
      expect(await migrate(engine.db, engine.kind, '2026-11-29-1-conversations')).toEqual([
        '2026-11-29-1-conversations',
      ]);
      await writeFirstRows(engine);
    });
    const store = await open(place);
    const [first, second] = await store.turns.last('c', 9);
    expect(first?.answer?.answer).toEqual(sampleAnswer());
    expect(second?.answer).toEqual({
      id: 'a2',
      turnId: 't2',
      conversationId: 'c',
      answer: sampleAnswer(),
      corpusDigest: 'digest',
      answeredAt: at(2),
    });
    expect(await store.conversations.byId('c')).toMatchObject({
      revision: 7,
      script: 'traditional',
      topicFrom: 2,
    });
    expect(await store.feedback.of('a1', 'user')).toMatchObject({ reason: 'outdated' });
    expect(await store.handovers.messages(41)).toMatchObject([{ text: '在吗' }]);
    const other = await begin(store);
    const request = { conversationId: other.id, summary: '问', question: '问', openedAt: at(6) };
    expect((await store.handovers.open(request)).number).toBe(42);
    // Words that are kept from before serve the answers that come.
    const added = await answerTo(store, await ask(store, other, '问'));
    expect(await store.answers.byId(added.id)).toEqual(added);
    const words = await withEngine(place, ({ db }) => db.selectFrom('passages').selectAll().execute());
    expect(words).toHaveLength(3);
    const used = await withEngine(place, ({ db }) =>
      db
        .selectFrom('answer_passages')
        .select(['answer_id', 'position', 'used'])
        .where('answer_id', '=', 'a1')
        .orderBy('position')
        .execute(),
    );
    expect(used.map((row) => row.used)).toEqual([1, 0, 0]);
    // The answers of before are counted.
    const days = { from: '2026-11-29', to: '2026-11-29' };
    const counted = await store.overview.questions(days);
    expect(counted).toMatchObject([
      { status: 'answered_by_calculator', scheme: 'medical-aid', words: 'engine', count: 2 },
    ]);
    const { documentNumber, title } = sampleAnswer().citations[0] ?? {};
    expect(await store.overview.documents(days, 5)).toEqual([{ documentNumber, title, count: 2 }]);
  });

  it('stays as it was when a migration fails half way', async () => {
    const place = await database.newPlace();
    await withEngine(place, ({ db }) => sql`create table leases (mine integer)`.execute(db));
    await expect(open(place)).rejects.toThrow(/leases/);
    expect(await tablesAt(place)).toEqual(['leases']);
  });

  it('is opened again and again without another migration', async () => {
    const place = await database.newPlace();
    const conversation = await begin(await open(place));
    expect(await (await open(place)).conversations.byId(conversation.id)).toEqual(conversation);
    await withEngine(place, async ({ db, kind }) => {
      expect(await migrate(db, kind)).toEqual([]);
    });
  });
});

describeOverBoth('a newer database', (database) => {
  it('is refused with a sentence, and left as it is', async () => {
    const place = await database.newPlace();
    await begin(await open(place));
    const name = '2099-01-01-1-later';
    await withEngine(place, ({ db }) =>
      sql`insert into kysely_migration values (${name}, ${at(0)})`.execute(db),
    );
    await expect(open(place)).rejects.toMatchObject({
      code: 'store_unusable',
      message: expect.stringMatching(/更新版本.*2099-01-01-1-later.*请升级程序/),
    });
  });
});

describe('the embedded database', () => {
  it('is a file that only its owner can read, and so is its log', async () => {
    const place = await newPlace('sqlite');
    await begin(await open(place));
    const rights = (name: string) => statSync(join(place.dataDir, name)).mode & 0o777;
    expect(['.', 'wenzheng.db', 'wenzheng.db-wal', 'wenzheng.db-shm'].map(rights)).toEqual([
      0o700, 0o600, 0o600, 0o600,
    ]);
  });

  it('leaves the rights of a folder that was there', async () => {
    const place = await newPlace('sqlite');
    mkdirSync(place.dataDir, { mode: 0o755 });
    await open(place);
    expect(statSync(place.dataDir).mode & 0o777).toBe(0o755);
  });

  it.each([
    ['that is no database', Buffer.from('这不是数据库'.repeat(1000))],
    ['whose pages are overwritten', null],
  ])('refuses a file %s, naming it and the remedy', async (_what, content) => {
    const place = await newPlace('sqlite');
    const file = join(place.dataDir, 'wenzheng.db');
    if (content) {
      mkdirSync(place.dataDir);
      writeFileSync(file, content);
    } else {
      const store = await open(place);
      const conversation = await begin(store);
      for (let n = 0; n < 40; n++) await ask(store, conversation, '问'.repeat(500), `${n}`);
      await store.close();
      const bytes = readFileSync(file);
      for (let page = 8; page < bytes.length / 4096; page += 3) randomBytes(4096).copy(bytes, page * 4096);
      writeFileSync(file, bytes);
    }
    await expect(open(place)).rejects.toMatchObject({
      code: 'store_unusable',
      message: expect.stringMatching(/wenzheng\.db 已损坏，请停止服务，用备份换回/),
    });
  });

  it('refuses a folder that it cannot write to', async () => {
    const place = await newPlace('sqlite');
    writeFileSync(place.dataDir, '');
    await expect(open(place)).rejects.toMatchObject({
      code: 'store_unusable',
      message: expect.stringContaining('WENZHENG_DATA_DIR'),
    });
  });

  it('is copied while it is used, and the copy can be put in its place', async () => {
    const place = await newPlace('sqlite');
    const store = await open(place);
    const conversation = await begin(store);
    const stored = await answerTo(store, await ask(store, conversation, '低保'));
    const copy = join(place.dataDir, 'copy.db');
    await store.backup(copy);
    await ask(store, conversation, '后来的');
    await expect(store.backup(copy)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('已经存在'),
    });
    await expect(store.backup('/没有这个文件夹/copy.db')).rejects.toMatchObject({ code: 'store_unusable' });
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(existsSync(`${copy}.unfinished`)).toBe(false);

    const restored = await newPlace('sqlite');
    mkdirSync(restored.dataDir);
    copyFileSync(copy, join(restored.dataDir, 'wenzheng.db'));
    const again = await open(restored);
    expect((await again.turns.last(conversation.id, 9)).map(({ answer }) => answer)).toEqual([stored]);
    // It goes on as the first did: space is given back, and what is deleted is gone.
    await again.deleteUser('telegram', conversation.userKey);
    await again.purge(at(0), { conversationDays: 1, auditDays: 1 });
    expect(readFileSync(join(restored.dataDir, 'wenzheng.db')).includes(conversation.userKey)).toBe(false);
  });

  it('is healthy while its file is there and it is open', async () => {
    const place = await newPlace('sqlite');
    const store = await open(place);
    expect(await store.isHealthy()).toBe(true);
    await store.close();
    await store.close();
    expect(await store.isHealthy()).toBe(false);
    await expect(store.conversations.byId('c')).rejects.toThrow(/destroyed/);
  });
});

describeOver(['postgres'], 'PostgreSQL', (database) => {
  it('is backed up by its own means', async () => {
    await expect(database.store.backup('/tmp/copy')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('pg_dump'),
    });
    expect(await database.store.isHealthy()).toBe(true);
  });

  it('may be lost for a moment: the store goes on, and takes no half transaction for a whole one', async () => {
    const place = await database.newPlace();
    const store = await open(place);
    const conversation = await begin(store);
    const admin = new pg.Client({ connectionString: place.databaseUrl });
    await admin.connect();
    const loseConnections = () =>
      admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    const interrupted = store.transaction(async (calls) => {
      await ask(calls, conversation, '断了');
      await loseConnections();
      await ask(calls, conversation, '再来');
    });
    await expect(interrupted).rejects.toMatchObject({ code: 'store_unusable' });
    await ask(store, conversation, '好了');
    await loseConnections();
    await expect.poll(() => store.isHealthy()).toBe(true);
    expect((await store.turns.last(conversation.id, 9)).map(({ turn }) => turn.text)).toEqual(['好了']);
    await admin.end();
  });

  it('is refused where it cannot keep every character', async () => {
    const { dataDir, databaseUrl = '' } = await database.newPlace();
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query("create database ascii encoding 'SQL_ASCII' locale 'C' template template0");
    await client.end();
    const address = databaseUrl.replace(/[^/]+$/, 'ascii');
    await expect(open({ dataDir, databaseUrl: address })).rejects.toMatchObject({
      code: 'store_unusable',
      message: expect.stringContaining('UTF8'),
    });
    const missing = databaseUrl.replace(/[^/]+$/, 'missing');
    await expect(open({ dataDir, databaseUrl: missing })).rejects.toMatchObject({
      code: 'store_unusable',
      message: expect.stringContaining('没有这个数据库'),
    });
  });
});

describe('an address where no PostgreSQL is', () => {
  it('is refused without its password', async () => {
    const databaseUrl = 'postgres://wenzheng:geheim@127.0.0.1:1/wenzheng';
    const failure = open({ dataDir: '/nowhere', databaseUrl });
    await expect(failure).rejects.toMatchObject({
      code: 'store_unusable',
      message: expect.stringMatching(/^(?!.*geheim).*DATABASE_URL/),
    });
  });
});
