import { afterEach, describe, expect, it } from 'vitest';
import { answerSchema } from '../../src/answering/answer.ts';
import type { Calculation } from '../../src/calculators/calculation.ts';
import type { StoreCalls } from '../../src/store/store.ts';
import { answerOf, type FixtureOptions, openTalk } from './support/open-conversing.ts';

const opened: Awaited<ReturnType<typeof openTalk>>[] = [];
async function begin(options: FixtureOptions = {}) {
  const talk = await openTalk(options);
  opened.push(talk);
  return talk;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ store }) => store.close()));
});

describe('a handover', () => {
  it('puts question and summary into the queue and tells the number', async () => {
    const facts: Calculation['facts'] = [
      { key: 'person', label: '身份', value: '低保对象', origin: 'said' },
      { key: 'cost', label: '自付费用', value: 30000, origin: 'asked' },
      { key: 'year', label: '今年已报', value: 0, origin: 'assumed' },
    ];
    const calculation = answerSchema.shape.calculation.parse({
      calculator: 'medical-aid',
      status: 'ok',
      eligible: true,
      values: {},
      bounds: {},
      alternatives: [],
      facts,
      missing: [],
      reasons: [],
      steps: [],
      documents: [],
      notices: [],
      nextSteps: [],
      asOf: '2019-06-01',
    });
    const { conversation, say, request, store } = await begin({
      answer: ({ q }) =>
        answerOf(`答：${'很长的话'.repeat(30)}[1]`, {
          status: q.includes('3万') ? 'answered_by_calculator' : 'unanswerable_no_source',
          calculation: q.includes('3万') ? calculation : null,
        }),
    });
    let { conversation: current } = await say(conversation, '低保户自付3万能报多少');
    ({ conversation: current } = await say(current, '那护工费呢，我电话13800138000'));
    const { handover, isNew, text } = await request(current);
    expect(isNew).toBe(true);
    expect(handover).toMatchObject({
      number: 1,
      state: 'waiting',
      question: '那护工费呢，我电话【已隐去手机号】',
    });
    expect(handover?.summary.split('\n')).toEqual([
      '问：低保户自付3万能报多少',
      expect.stringMatching(/^答：答：(很长的话)+.{0,3}…$/),
      '问：那护工费呢，我电话【已隐去手机号】',
      expect.stringMatching(/^答：〔公报里没有〕答：/),
      '说过的情况：身份：低保对象；自付费用：30000',
    ]);
    expect(text).toBe(
      '已经转给工作人员，您的编号是1。现在是人工服务时间，工作人员会尽快在这里回复您。等的时候我先不回答；不想等了，请发“不等了”。',
    );
    expect(await store.audit.list(5)).toMatchObject([
      { actor: 'resident', action: 'handover.request', subject: '1', detail: null },
    ]);
  });

  it('says when somebody will answer, outside the office hours', async () => {
    const { conversation, request, clock } = await begin();
    clock.now = new Date('2026-11-30T18:00:00+08:00');
    expect((await request(conversation)).text).toContain(
      '现在不是人工服务时间（周一至周五 08:30-12:00、14:30-17:30，节假日除外），工作人员将于12月1日（周二）08:30后回复您。',
    );
  });

  it('is one, however often it is asked for, and can be asked for without a question', async () => {
    const { conversation, current, request } = await begin();
    const first = await request(conversation);
    expect(first.handover).toMatchObject({ question: '（还没有提问）', summary: '（还没有提问）' });
    const [second, third] = await Promise.all([request(await current()), request(conversation)]);
    expect([second.isNew, third.isNew]).toEqual([false, false]);
    expect(second.handover?.number).toBe(first.handover?.number);
    expect(second.text).toContain('您已经在等工作人员了，编号是1。');
  });

  it('says once only how long it takes, when the first message follows at once', async () => {
    const { conversation, current, request, say, read } = await begin();
    await request(conversation);
    await say(await current(), '我妈住院了');
    expect(await read(1)).toEqual(['我妈住院了', '您的话已经留给工作人员，编号是1。']);
  });

  it('begins with the words 转人工, whose answer tells the number', async () => {
    const { conversation, say, store, asked } = await begin();
    const { conversation: current } = await say(conversation, '护工费能报吗');
    const { answer, handover } = await say(current, '转人工');
    expect(handover).toMatchObject({ number: 1, question: '护工费能报吗' });
    expect(answer?.answer).toMatchObject({
      status: 'handed_over',
      answer: expect.stringContaining('您的编号是1。'),
    });
    expect(asked).toHaveLength(1);
    expect((await store.turns.last(conversation.id, 1))[0]?.answer).toEqual(answer);
  });

  it('keeps the bot silent; the first message is acknowledged', async () => {
    const { conversation, current, request, say, read, asked, store, pass } = await begin();
    const { handover } = await request(conversation);
    pass(11);
    const first = await say(await current(), '我妈住院了，电话13800138000');
    expect(first).toMatchObject({ answer: null, handover: { number: handover?.number } });
    await say(await current(), '在吗');
    expect(asked).toEqual([]);
    expect(await read(1)).toEqual([
      '我妈住院了，电话【已隐去手机号】',
      expect.stringMatching(/已经隐去，没有保存.*\n您的话已经留给工作人员，编号是1。现在是人工服务时间/),
      '在吗',
    ]);
    expect(
      (await store.turns.last(conversation.id, 5)).map(({ turn, answer }) => [turn.text, answer]),
    ).toEqual([
      ['我妈住院了，电话【已隐去手机号】', null],
      ['在吗', null],
    ]);
    // Who comes back another day and still waits is not left in the dark.
    pass(8 * 60);
    await say(await current(), '还没有人吗');
    expect((await read(1)).at(-1)).toContain('现在不是人工服务时间');
  });

  it('takes a reply that is sent again with its key for the one that it is, even after its end', async () => {
    const { conversation, request, conversing, store, inOne, at } = await begin();
    await request(conversation);
    const reply = (by: string, text: string, key: string) =>
      inOne((calls) => conversing.staff.reply(calls, 1, by, text, at(), key));
    const note = (key: string) => inOne((calls) => conversing.staff.note(calls, 1, '李', '来过', at(), key));
    const first = await reply('李', '您好', 'a');
    expect(await Promise.all([reply('李', '您好', 'a'), reply('李', '您好', 'a')])).toEqual([first, first]);
    expect(await note('b')).toEqual(await note('b'));
    await expect(reply('王', '您好', 'c')).rejects.toThrow('由李接手');
    await inOne((calls) => conversing.staff.close(calls, 1, '李', '已答复', at()));
    expect(await reply('李', '您好', 'a')).toEqual(first);
    await expect(reply('李', '您好', 'd')).rejects.toThrow('编号 1 已结束');
    const said = await store.handovers.messages(1);
    expect(said.map(({ sender }) => sender)).toEqual(['operator', 'note', 'system']);
    const audit = await store.audit.list(10);
    expect(audit.filter(({ action }) => action === 'handover.reply')).toHaveLength(1);
  });

  it('goes to another operator by an administrator too, who is named in the audit', async () => {
    const { conversation, request, conversing, store, inOne, at } = await begin();
    await request(conversation);
    await inOne((calls) => conversing.staff.take(calls, 1, '李', at()));
    await inOne((calls) => conversing.staff.transfer(calls, 1, '李', '王', at(), '陈主任'));
    expect(await store.handovers.byNumber(1)).toMatchObject({ takenBy: '王' });
    expect((await store.audit.list(1))[0]).toMatchObject({
      actor: '陈主任',
      action: 'handover.transfer',
      detail: '王',
    });
  });

  it('is answered by a person, whose words are marked; notes are for the staff alone', async () => {
    const { conversation, current, request, say, read, asked, conversing, store, inOne, at } = await begin();
    await request(conversation);
    await inOne((calls) => conversing.staff.take(calls, 1, '李', at()));
    await say(await current(), '护工费能报吗');
    await inOne((calls) => conversing.staff.note(calls, 1, '王', '此人上周来过', at()));
    await inOne((calls) => conversing.staff.reply(calls, 1, '李', '请带户口本来，\n找13800138000', at()));
    expect(await read(1)).toEqual([
      '工作人员已经接手，编号是1。请直接在这里留言。',
      '护工费能报吗',
      '【人工回复】请带户口本来，\n找【已隐去手机号】',
    ]);
    expect((await store.handovers.undelivered('telegram', 10)).map(({ sender }) => sender)).toEqual([
      'system',
      'operator',
    ]);
    await inOne((calls) => conversing.staff.close(calls, 1, '李', '已答复', at()));
    expect((await read(1)).at(-1)).toBe(
      '人工服务已经结束，编号是1。现在由我继续回答；还需要工作人员，可以再转人工。',
    );
    const { answer } = await say(await current(), '谢谢，低保怎么申请');
    expect(answer?.answer.answer).toBe('答谢谢，低保怎么申请');
    // What was said to a person is no context for the bot.
    expect(asked.at(-1)).toEqual({ q: '谢谢，低保怎么申请', context: [] });
    expect(
      (await store.audit.list(10)).map(({ actor, action, subject }) => [actor, action, subject]),
    ).toEqual([
      ['李', 'handover.close', '1'],
      ['李', 'handover.reply', '1'],
      ['王', 'handover.note', '1'],
      ['李', 'handover.take', '1'],
      ['resident', 'handover.request', '1'],
    ]);
  });

  it('is taken by who replies first', async () => {
    const { conversation, request, conversing, store, inOne, at } = await begin();
    await request(conversation);
    await inOne((calls) => conversing.staff.reply(calls, 1, '李', '您好', at()));
    expect(await store.handovers.byNumber(1)).toMatchObject({ state: 'taken', takenBy: '李' });
    await expect(inOne((calls) => conversing.staff.reply(calls, 1, '王', '您好', at()))).rejects.toThrow(
      '编号 1 由李接手，请由其本人处理，或请其用 wenzheng handover transfer 转交。',
    );
    await expect(inOne((calls) => conversing.staff.close(calls, 1, '王', '完', at()))).rejects.toThrow(
      '由李接手',
    );
    await inOne((calls) => conversing.staff.transfer(calls, 1, '李', '王', at()));
    await inOne((calls) => conversing.staff.reply(calls, 1, '王', '您好', at()));
    await expect(inOne((calls) => conversing.staff.transfer(calls, 1, '李', '赵', at()))).rejects.toThrow(
      '由王接手',
    );
  });

  it('goes back to the bot when nobody took it in office time', async () => {
    const { conversation, current, request, conversing, store, inOne, at, pass, clock, read } = await begin();
    const timeOut = () => inOne((calls) => conversing.timeOutHandovers(calls, at()));
    clock.now = new Date('2026-11-30T17:20:00+08:00');
    await request(conversation);
    pass(29);
    expect(await timeOut()).toEqual([]);
    // Ten minutes before the evening, and the night does not count.
    clock.now = new Date('2026-12-01T08:49:00+08:00');
    expect(await timeOut()).toEqual([]);
    pass(1);
    expect(await timeOut()).toMatchObject([{ number: 1, state: 'timed_out' }]);
    expect(await timeOut()).toEqual([]);
    expect(await read(1)).toEqual([
      '很抱歉，暂时没有工作人员接手，编号是1。现在由我继续回答；您可以再转人工，或者拨打12345热线。',
    ]);
    const late = await request(await current());
    expect(late).toMatchObject({ isNew: true, handover: { number: 2 } });
    await inOne((calls) => conversing.staff.take(calls, 2, '李', at()));
    pass(500);
    expect(await timeOut()).toEqual([]);
    expect((await store.handovers.list(['taken'], 5)).map(({ number }) => number)).toEqual([2]);
    await expect(inOne((calls) => conversing.staff.reply(calls, 1, '李', '您好', at()))).rejects.toThrow(
      '编号 1 超时交还',
    );
  });

  it('can be left by the resident, by word and by button', async () => {
    const { conversation, current, request, say, read, conversing, store, inOne, at } = await begin();
    expect(await inOne((calls) => conversing.leaveHandover(calls, conversation, at()))).toBeNull();
    await request(conversation);
    const { handover, answer } = await say(await current(), '不等了');
    expect({ answer, state: handover?.state }).toEqual({ answer: null, state: 'closed' });
    expect(await read(1)).toEqual(['好的，已经为您取消人工服务，编号是1。现在由我继续回答。']);
    await request(await current());
    const left = await inOne(async (calls) => conversing.leaveHandover(calls, await current(calls), at()));
    expect(left).toMatchObject({ number: 2, state: 'closed', closeReason: '居民不再等待' });
    const alone = await say(await current(), '不等了');
    expect(alone.answer?.answer.answer).toContain('您现在没有在等工作人员');
    expect((await store.audit.list(2))[0]).toMatchObject({ actor: 'resident', action: 'handover.leave' });
  });

  it('complains in one sentence of what cannot be', async () => {
    const { conversation, request, conversing, inOne, at } = await begin();
    await request(conversation);
    const { staff } = conversing;
    const refused = (work: (calls: StoreCalls) => Promise<unknown>) => ({
      toThrow: (sentence: string) => expect(inOne(work)).rejects.toThrow(sentence),
    });
    await refused((calls) => staff.take(calls, 9, '李', at())).toThrow(
      '没有编号 9 的转人工，请用 wenzheng handover list 查看编号。',
    );
    for (const name of [' ', '名'.repeat(41), '李13800138000'])
      await refused((calls) => staff.take(calls, 1, name, at())).toThrow('缺少工作人员的名字');
    await refused((calls) => staff.reply(calls, 1, '李', ' \n', at())).toThrow('内容是空的');
    await refused((calls) => staff.reply(calls, 1, '李', '长'.repeat(2001), at())).toThrow('太长了');
    await refused((calls) => staff.transfer(calls, 1, '李', '王', at())).toThrow('还没有人接手');
    await inOne((calls) => staff.close(calls, 1, '李', '重复', at()));
    await refused((calls) => staff.close(calls, 1, '李', '重复', at())).toThrow('编号 1 已结束');
    await refused((calls) => staff.take(calls, 1, '李', at())).toThrow('编号 1 已结束');
  });
});
