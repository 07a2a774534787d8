import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTalk } from '../conversations/support/open-conversing.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';

/** The server's side: it has the database open while the commands run. */
let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk({ at: new Date() });
});
afterEach(() => talk.store.close());

const wenzheng = (args: string[], run: CliRun = {}) =>
  runCli(args, { ...run, env: { WENZHENG_DATA_DIR: talk.dataDir, ...run.env } });
const handover = (...args: string[]) => wenzheng(['handover', ...args]);

async function ask(question: string): Promise<void> {
  await talk.say(await talk.current(), question);
  await talk.request(await talk.current());
}

describe('wenzheng handover', () => {
  it('goes from the queue to the end, and the resident reads it all', async () => {
    expect(await handover('list')).toEqual({ code: 0, stdout: '没有人在等。\n', stderr: '' });
    await ask('护工费能报吗，电话13800138000');
    const list = await handover('list');
    expect(list).toEqual({
      code: 0,
      stdout: '编号 1  等待中 0分钟  Telegram  问：护工费能报吗，电话【已隐去手机号】\n',
      stderr: '',
    });

    const taken = await handover('take', '1', '--by', '李芳');
    expect(taken.code).toBe(0);
    expect(taken.stdout).toMatch(
      /^编号 1 {2}处理中 李芳 {2}Telegram\n问题：护工费.*\n摘要：\n {2}问：护工费.*\n {2}答：答护工费.*\n对话：\n {2}今天\d\d:\d\d 居民：护工费.*\n {2}今天\d\d:\d\d 机器人：.*\n转人工以后：\n {2}今天\d\d:\d\d 系统〔待送达〕：工作人员已经接手/,
    );
    await talk.say(await talk.current(), '在吗');
    expect(await handover('reply', '1', '--by', '李芳', '能报，请带', '户口本')).toEqual({
      code: 0,
      stdout: '编号 1 的回复已交给机器人发送。\n',
      stderr: '',
    });
    const lines = await wenzheng(['handover', 'reply', '1', '--by', '李芳'], {
      input: '第一行\n找13800138000\n',
    });
    expect(lines).toMatchObject({
      code: 0,
      stderr: '内容里的手机号、证件号、卡号或邮箱已经隐去，居民看不到。\n',
    });
    expect((await handover('note', '1', '--by', '王', '上周来过')).code).toBe(0);
    expect((await handover('transfer', '1', '--by', '李芳', '--to', '王')).stdout).toBe(
      '编号 1 已转给王。\n',
    );
    expect((await handover('close', '1', '--by', '王')).stdout).toBe(
      '编号 1 已结束，居民的下一句由机器人回答。\n',
    );
    expect(await talk.read(1)).toEqual([
      expect.stringContaining('工作人员已经接手'),
      '在吗',
      '【人工回复】能报，请带 户口本',
      '【人工回复】第一行\n找【已隐去手机号】',
      expect.stringContaining('另一位工作人员'),
      expect.stringContaining('人工服务已经结束'),
    ]);
    expect((await handover('list')).stdout).toBe('没有人在等。\n');
    expect((await handover('list', '--all')).stdout).toMatch(
      /^编号 1 {2}已结束 今天\d\d:\d\d 已答复 {2}Telegram/,
    );
    const shown = await handover('show', '1', '--json');
    const { messages, turns } = z
      .object({ messages: z.array(z.object({ sender: z.string() })), turns: z.array(z.unknown()) })
      .parse(JSON.parse(shown.stdout));
    expect(messages.map(({ sender }) => sender)).toContain('note');
    expect(turns).toHaveLength(2);
  });

  it('gives a case to one of two who take it at the same time, in processes of their own', async () => {
    await ask('护工费能报吗');
    const results = await Promise.all(
      ['李', '王', '赵'].map((by) => wenzheng(['handover', 'take', '1', '--by', by])),
    );
    expect(results.map(({ code }) => code).sort((one, other) => Number(one) - Number(other))).toEqual([
      0, 1, 1,
    ]);
    const { takenBy } = (await talk.store.handovers.byNumber(1)) ?? {};
    expect(results.filter(({ code }) => code === 1).map(({ stderr }) => stderr)).toEqual(
      Array(2).fill(`编号 1 由${takenBy}接手，请由其本人处理，或请其用 wenzheng handover transfer 转交。\n`),
    );
  });

  it('takes the reason of an end as words or as an option', async () => {
    await ask('护工费能报吗');
    await handover('take', '1', '--by', '李芳');
    expect(await handover('close', '1', '--by', '李芳', '--reason', '已转民政局')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect((await handover('list', '--all')).stdout).toContain(' 已转民政局 ');
  });

  it('lists as lines of JSON', async () => {
    await ask('护工费能报吗');
    const { stdout } = await handover('list', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ number: 1, state: 'waiting', question: '护工费能报吗' });
  });

  it.each([
    [['take', '9', '--by', '李'], 1, '没有编号 9 的转人工，请用 wenzheng handover list 查看编号。\n'],
    [['take', '九', '--by', '李'], 2, '编号要写成数字，例如 12，而不是 九。\n'],
    [['take', '1'], 2, '缺少选项 --by <NAME>；用 wenzheng --help 查看用法。\n'],
    [['reply', '9', '--by', '李'], 1, '内容是空的，请写下要说的话。\n'],
    [['taek', '9'], 2, '没有命令 taek；是不是 take。\n'],
  ])('says in one line what is wrong with %j', async (args, code, stderr) => {
    expect(await handover(...args)).toEqual({ code, stdout: '', stderr });
  });

  it('does not make a database in a folder without one', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'wenzheng-empty-'));
    for (const args of [
      ['handover', 'list'],
      ['gaps', 'list'],
      ['store', 'purge'],
    ]) {
      const { code, stderr } = await wenzheng(args, { env: { WENZHENG_DATA_DIR: empty } });
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringContaining(`${empty} 里还没有数据库`),
      });
    }
    expect(readdirSync(empty)).toEqual([]);
  });

  it('has help in Chinese', async () => {
    const { code, stdout } = await handover('--help');
    expect(code).toBe(0);
    for (const name of ['list', 'show', 'take', 'reply', 'note', 'transfer', 'close'])
      expect(stdout).toMatch(new RegExp(`^  ${name} .*[\\u4e00-\\u9fff]`, 'm'));
  });
});
