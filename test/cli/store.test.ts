import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { openTalk, quiet } from '../conversations/support/open-conversing.ts';
import { runCli } from '../support/run-cli.ts';

const secret = 'a secret of the tests';
let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk({ at: new Date() });
});
afterEach(() => talk.store.close());

const store = (args: string[], env: NodeJS.ProcessEnv = { WENZHENG_SECRET: secret }) =>
  runCli(['store', ...args], { env: { WENZHENG_DATA_DIR: talk.dataDir, ...env } });

describe('wenzheng store delete and export', () => {
  it('finds a person by the id of Telegram, a case number or a conversation', async () => {
    await talk.say(await talk.current(), '护工费能报吗，电话13800138000');
    await talk.request(await talk.current());
    const kept = '对话 1 个、提问 1 条、转人工 1 次（编号 1）、评价 0 条、收到的消息 0 条';
    for (const who of ['telegram:1001', '1', '#1', talk.conversation.id]) {
      const asked = await store(['delete', '--user', who]);
      expect(asked).toEqual({
        code: 1,
        stdout: `会删除这个人的${kept}。\n`,
        stderr: '还没有删除；删除后不能恢复，确认请加上 --yes 再运行一次。\n',
      });
    }
    const exported = await store(['export', '--user', 'telegram:1001']);
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(exported.stdout)).toMatchObject({
      conversations: [{ id: talk.conversation.id, turns: [{}], handovers: [{ number: 1 }] }],
    });
    expect(exported.stdout).not.toContain('13800138000');

    const file = join(mkdtempSync(join(tmpdir(), 'wenzheng-export-')), 'out.json');
    expect(await store(['export', '--user', '1', '-o', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(exported.stdout);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await store(['export', '--user', '1', '-o', file])).toMatchObject({ code: 2, stdout: '' });

    const deleted = await store(['delete', '--user', 'telegram:1001', '--yes']);
    expect(deleted).toMatchObject({ code: 0, stdout: expect.stringContaining(`已删除这个人的${kept}。`) });
    expect(await talk.store.conversations.byId(talk.conversation.id)).toBeNull();
    const again = await store(['delete', '--user', 'telegram:1001', '--yes']);
    expect(again).toMatchObject({ code: 1, stderr: '没有 telegram:1001 的记录，请核对。\n' });
    const audit = await talk.store.audit.list(10);
    expect(audit.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'terminal user.delete',
      'terminal user.export',
      'terminal user.export',
      'resident handover.request',
    ]);
    expect(JSON.stringify(audit)).not.toContain('1001');
  });

  it('counts a received message only while its words are kept', async () => {
    const { userKey, chatKey } = talk.conversation;
    const at = new Date().toISOString();
    for (const updateId of ['1', '2'])
      await talk.store.updates.receive({
        channel: 'telegram',
        updateId,
        chatKey,
        userKey,
        payload: '{"text":"低保"}',
        receivedAt: at,
      });
    await talk.store.updates.finish('telegram', '1', at);
    const asked = await store(['delete', '--user', 'telegram:1001', '--yes']);
    expect(asked.stdout).toContain('、收到的消息 1 条。');
    const again = await store(['delete', '--user', 'telegram:1001', '--yes']);
    expect(again.stderr).toBe('没有 telegram:1001 的记录，请核对。\n');
  });

  it.each([
    [['delete', '--user', '12'], 1, '没有 12 的记录；如果是 Telegram 的用户编号，请写成 telegram:12。\n'],
    [['export', '--user', '张三'], 2, /^--user 要写成 telegram:用户编号/],
    [['export'], 2, '缺少选项 --user <WHO>；用 wenzheng --help 查看用法。\n'],
  ])('says in one line what is wrong with %j', async (args, code, stderr) => {
    const result = await store(args);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
    expect(result.stderr).toMatch(stderr);
    expect(result.stderr.split('\n')).toHaveLength(2);
  });

  it('does not take another secret for the one of the server', async () => {
    const { code, stderr } = await store(['delete', '--user', 'telegram:1001'], {});
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('没有口令文件 secret') });
    expect(existsSync(join(talk.dataDir, 'secret'))).toBe(false);
  });
});

describe('wenzheng store purge and backup', () => {
  it('deletes what is older than the settings say', async () => {
    const old = await openTalk({ at: new Date(Date.now() - 10 * 86_400_000) });
    await old.say(await old.current(), '十天前问的');
    const purge = (env: NodeJS.ProcessEnv) =>
      store(['purge', '--json'], { ...env, WENZHENG_DATA_DIR: old.dataDir });
    expect(JSON.parse((await purge({})).stdout)).toMatchObject({ conversations: 0 });
    const settings = { WENZHENG_RETENTION_DAYS: '5' };
    expect(JSON.parse((await purge(settings)).stdout)).toMatchObject({ conversations: 1 });
    expect(await old.store.audit.list(1)).toMatchObject([{ actor: 'terminal', action: 'store.purge' }]);
    await old.store.close();
    expect((await store(['purge'])).stdout).toContain('已删除超过期限的：对话 0 个');
  });

  it('copies the database while it is in use', async () => {
    await talk.say(await talk.current(), '护工费能报吗');
    const folder = mkdtempSync(join(tmpdir(), 'wenzheng-backup-'));
    const backup = await store(['backup', join(folder, 'wenzheng.db')], {});
    expect(backup).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('口令文件 secret 也要另外备份'),
    });
    const copy = await openStore({ dataDir: folder, logger: quiet });
    expect(await copy.turns.last(talk.conversation.id, 5)).toHaveLength(1);
    await copy.close();
    expect(await store(['backup', join(folder, 'wenzheng.db')])).toMatchObject({ code: 2, stdout: '' });
  });
});
