import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../support/run-cli.ts';

let dataDir: string;
let service: Server;
let requests: number;
let url: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-switches-'));
  requests = 0;
  service = createServer((_request, response) => {
    requests += 1;
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => {
    service.listen(0, '127.0.0.1', resolve);
  });
  const address = service.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/v1`;
});
afterEach(() => {
  service.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (...args: readonly string[]): Promise<CliResult> =>
  runCli(args, {
    env: {
      WENZHENG_DATA_DIR: dataDir,
      OPENAI_BASE_URL: url,
      WENZHENG_CHAT_MODEL: 'model',
      WENZHENG_SEND_TO_MODEL: 'on',
    },
  });
const question = '低保户住院能报几成';

describe('wenzheng ask where a model is set', () => {
  it('asks it where there is no database, and not while an administrator has switched it off', async () => {
    expect((await run('ask', question)).code).toBe(0);
    expect(requests).toBeGreaterThan(0);
    await run('channel', 'off', 'model', '--reason', '核对');
    requests = 0;
    const { code, stdout } = await run('ask', question);
    expect([code, requests]).toEqual([0, 0]);
    expect(stdout).toContain('80%');
  });

  it('asks no model, and says why, where the database cannot be read', async () => {
    writeFileSync(join(dataDir, 'wenzheng.db'), 'this is no database at all. '.repeat(200));
    const { code, stdout, stderr } = await run('ask', question);
    expect([code, requests]).toEqual([0, 0]);
    expect(stdout).toContain('80%');
    expect(stderr).toMatch(/看不到开关，这次不用模型：数据库 .* 已损坏/);
  });
});
