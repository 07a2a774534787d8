import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const howToInstall =
  '找不到 PostgreSQL，有关它的测试没有运行：Debian/Ubuntu 请装 `apt-get install postgresql`，或用环境变量 POSTGRES_BIN 指出 initdb 所在的文件夹。';

/**
 * The folder of PostgreSQL's programs: `POSTGRES_BIN`, else the newest of Debian's, else one of the path.
 * @returns undefined when there is none, after a loud warning; the tests are then skipped.
 * @throws Error when there is none and `CI` is `true`: there, skipping would be a silent hole.
 */
export function findPostgres(environment: NodeJS.ProcessEnv): string | undefined {
  const given = environment['POSTGRES_BIN'];
  const folders = given === undefined ? usualFolders(environment) : [given];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined && environment['CI'] === 'true') throw new Error(howToInstall);
  if (found === undefined) console.warn(`\n${'!'.repeat(72)}\n${howToInstall}\n${'!'.repeat(72)}\n`);
  return found;
}

function usualFolders(environment: NodeJS.ProcessEnv): string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(environment['PATH'] ?? '').split(delimiter),
  ];
}

export interface TestPostgres {
  /** An empty database of its own. @returns its address, as for DATABASE_URL. */
  createDatabase(): Promise<string>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * A server in a temporary folder, reached through a socket in it. It ends with this process, even by kill -9.
 * @param bin from {@link findPostgres}.
 */
export async function startPostgres(bin: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-postgres-'));
  const owner = unprivilegedUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const settings = { cwd: folder, ...owner };
  execFileSync(
    join(bin, 'initdb'),
    [`--pgdata=${data}`, '--username=wenzheng', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...settings, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  // The shell waits for the end of its input, which comes when this process ends, however it does.
  const watch =
    'folder=$1; shift; "$@" </dev/null & server=$!; cat >/dev/null; kill -INT $server; wait $server; cd /; rm -rf "$folder"';
  const options = [
    'listen_addresses=',
    // Nothing here must outlive a power failure.
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    // Milliseconds; tests lock in rings on purpose.
    'deadlock_timeout=50',
    // What clients do wrong on purpose would fill the output of the tests.
    'log_min_messages=fatal',
  ].flatMap((setting) => ['-c', setting]);
  const server = spawn(
    '/bin/sh',
    ['-c', watch, 'sh', folder, join(bin, 'postgres'), '-D', data, '-k', folder, ...options],
    { ...settings, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const ended = once(server, 'exit');
  const addressOf = (database: string) => `postgres://wenzheng@${encodeURIComponent(folder)}/${database}`;
  await untilReady(addressOf('postgres'));
  return {
    async createDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      await query(addressOf('postgres'), `create database ${name} template template0`);
      return addressOf(name);
    },
    async stop() {
      server.stdin.end();
      await ended;
    },
  };
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const numberOf = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: numberOf('-u'), gid: numberOf('-g') };
    } catch {
      // No such user; the next one.
    }
  }
  throw new Error('there is no user to run PostgreSQL as');
}

async function untilReady(address: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await query(address, 'select 1');
    } catch (error) {
      if (attempt === 200) throw error;
    }
    await delay(25);
  }
}

async function query(address: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end();
  }
}
