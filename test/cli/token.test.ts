import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'wenzheng-token-')), 'data');
});
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

const token = (...args: readonly string[]) =>
  runCli(['token', ...args], { env: { WENZHENG_DATA_DIR: dataDir } });

describe('wenzheng token', () => {
  it('makes a token that is shown once, lists it and takes it back', async () => {
    const made = await token('add', '政务服务网', '--scope', 'ask,检索', '--per-minute', '30');
    expect(made).toMatchObject({ code: 0 });
    const [, secret = ''] = /令牌（只显示这一次）：(wz_[\w-]{43})\n$/.exec(made.stdout) ?? [];
    expect(secret).not.toBe('');
    const list = await token('list');
    expect(list.stdout).toMatch(
      /^政务服务网 {2}提问、检索 {2}每分钟30次 {2}可用 {2}到期 \d{4}-\d{2}-\d{2} {2}没有用过\n$/,
    );
    expect((await token('revoke', '政务服务网')).stdout).toBe('令牌“政务服务网”已经撤销。\n');
    const json = await token('list', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ name: '政务服务网', state: 'revoked' });
    expect(json.stdout + list.stdout).not.toContain(secret);
    expect(await token('revoke', '政务服务网')).toMatchObject({ code: 1, stdout: '' });
  });

  it.each([
    [['add', '甲', '--scope', 'everything'], 2, '没有权限 everything'],
    [['add', '甲'], 2, '缺少选项'],
    [['add', '甲', '--scope', 'ask', '--days', 'many'], 1, '有效天数'],
  ] as const)('says what is wrong with %j', async (args, code, words) => {
    const said = await token(...args);
    expect(said).toMatchObject({ code, stdout: '' });
    expect(said.stderr).toContain(words);
  });
});
