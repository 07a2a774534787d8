import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { startProcess } from '../support/chaos-processes.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-at-once-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a server and commands that are started at once on an empty data folder', () => {
  it('share one database and one secret, and the server ends well at the first signal', async () => {
    const dataDir = join(folder, 'data');
    const environment = { WENZHENG_DATA_DIR: dataDir, WENZHENG_PORT: '0' };
    const names = ['lifang', 'wangwu', 'zhaoliu'];
    const [server, ...added] = await Promise.all([
      startProcess({
        command: [inject('cliPath'), 'serve', '--index', join(folder, 'index')],
        environment,
        logFile: join(folder, 'server.log'),
      }),
      ...names.map((name) => runCli(['user', 'add', name, '--role', 'admin'], { env: environment })),
    ]);
    // Its first line is there: whoever starts and stops it by a program may be as quick.
    expect(await server.stop()).toBe(0);
    expect(added.map(({ code, stderr }) => [code, stderr.includes('出错')])).toEqual(
      names.map(() => [0, false]),
    );
    const { stdout } = await runCli(['user', 'list', '--json'], { env: environment });
    const listed = stdout
      .trim()
      .split('\n')
      .map((line): string => JSON.parse(line).loginName);
    expect(listed.toSorted()).toEqual(names);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('secret'))).toEqual(['secret']);
  });
});
