import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'wenzheng-channel-')), 'data');
});
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

const channel = (...args: readonly string[]) =>
  runCli(['channel', ...args], { env: { WENZHENG_DATA_DIR: dataDir } });

describe('wenzheng channel', () => {
  it('switches off with a reason, lists it, and switches on again', async () => {
    const off = await channel('off', 'telegram', '--reason', '核对回答', '--note', '明早8点恢复。');
    expect(off).toMatchObject({ code: 0, stdout: expect.stringContaining('wenzheng channel on telegram') });
    const list = await channel('list');
    expect(list.stdout).toMatch(
      /^telegram {2}Telegram 机器人 {2}关 {2}从 .+ 起 {2}terminal {2}原因：核对回答 {2}给居民的话：明早8点恢复。$/m,
    );
    expect(list.stdout).toMatch(/^web {2}网页问答 {2}开$/m);
    expect(list.stdout.trim().split('\n')).toHaveLength(6);
    expect(await channel('on', 'telegram')).toMatchObject({ code: 0 });
    const lines = (await channel('list', '--json')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual({ channel: 'telegram', on: true });
    expect(lines.every(({ on }) => on === true)).toBe(true);
  });

  it.each([
    [['off', 'fax', '--reason', 'x'], 2, '没有“fax”这个开关，请写 web、telegram'],
    [['off', 'web'], 2, '缺少选项'],
    [['off', 'web', '--reason', ' '], 1, '请写上原因'],
    [['off', 'web', '--reason', '13800138000来电'], 1, '请先隐去'],
  ] as const)('says what is wrong with %j', async (args, code, words) => {
    const said = await channel(...args);
    expect(said).toMatchObject({ code, stdout: '' });
    expect(said.stderr).toContain(words);
  });
});
