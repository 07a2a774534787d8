import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, openTalk } from '../conversations/support/open-conversing.ts';
import { runCli } from '../support/run-cli.ts';

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk({
    at: new Date(),
    answer: () => answerOf('没有', { status: 'unanswerable_no_source' }),
  });
});
afterEach(() => talk.store.close());

const gaps = (...args: string[]) => runCli(['gaps', ...args], { env: { WENZHENG_DATA_DIR: talk.dataDir } });
const ask = async (question: string) => talk.say(await talk.current(), question);

describe('wenzheng gaps', () => {
  it('lists, takes, closes and opens again', async () => {
    expect(await gaps('list')).toEqual({ code: 0, stdout: '没有待处理的知识缺口。\n', stderr: '' });
    await ask('高龄津贴是多少');
    const { answer } = await ask('请问2024年低保标准是多少，电话13800138000');
    await ask('2024年低保的标准是多少，电话13800138000');
    await talk.conversing.giveFeedback(
      talk.store,
      {
        answerId: answer?.id ?? '',
        userKey: talk.conversation.userKey,
        useful: false,
        reason: 'outdated',
      },
      talk.at(),
    );
    const list = (await gaps('list')).stdout.split('\n').filter(Boolean);
    expect(list).toHaveLength(3);
    expect(list[0]).toBe('编号 2  未处理  2次  公报里没有  请问2024年低保标准是多少，电话【已隐去手机号】');
    expect(list.join()).toContain('评价：过期');
    expect((await gaps('list', '-n', '1')).stdout.split('\n').filter(Boolean)).toEqual([list[0]]);

    expect((await gaps('take', '2', '--by', '李芳')).stdout).toMatch(/^编号 2 {2}处理中（李芳） {2}2次/);
    expect((await gaps('close', '2', '--by', '李芳', '--note', '已补公报')).stdout).toMatch(/已关闭（李芳）/);
    expect((await gaps('list')).stdout).not.toContain('编号 2 ');
    const shown = await gaps('show', '2');
    expect(shown.stdout).toContain('处理人：李芳\n说明：已补公报\n');
    await ask('2024年低保标准多少，电话13800138000');
    expect((await gaps('list')).stdout).toMatch(/编号 2 {2}未处理 {2}3次/);
    expect(JSON.parse((await gaps('show', '2', '--json')).stdout)).toMatchObject({
      id: 2,
      count: 3,
      state: 'open',
    });
    await gaps('close', '1', '--by', '李芳');
    expect((await gaps('reopen', '1', '--by', '王')).stdout).toMatch(/^编号 1 {2}未处理 {2}1次/);
    expect(
      (await talk.store.audit.list(10)).map(({ actor, action, subject }) => [actor, action, subject]),
    ).toEqual([
      ['王', 'gap.reopen', '1'],
      ['李芳', 'gap.close', '1'],
      ['李芳', 'gap.close', '2'],
      ['李芳', 'gap.take', '2'],
    ]);
  });

  it.each([
    [['show', '9'], 1, '没有编号 9 的知识缺口，请用 wenzheng gaps list --all 查看编号。\n'],
    [['close', '9'], 2, '缺少选项 --by <NAME>；用 wenzheng --help 查看用法。\n'],
    [['list', '-n', '0'], 2, '-n 要写成 1 到 99999 的整数，而不是 0。\n'],
  ])('says in one line what is wrong with %j', async (args, code, stderr) => {
    expect(await gaps(...args)).toEqual({ code, stdout: '', stderr });
  });
});
