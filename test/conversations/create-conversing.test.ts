import { afterEach, describe, expect, it } from 'vitest';
import { fixedTexts } from '../../src/answering/fixed-texts.ts';
import { idleHours } from '../../src/conversations/topic-context.ts';
import type { Conversation } from '../../src/store/store.ts';
import { answerOf, type Fixture, type FixtureOptions, openConversing } from './support/open-conversing.ts';

const fixtures: Fixture[] = [];
async function begin(options: FixtureOptions = {}): Promise<Fixture & { conversation: Conversation }> {
  const fixture = await openConversing(options);
  fixtures.push(fixture);
  return { ...fixture, conversation: await fixture.open() };
}
afterEach(async () => {
  await Promise.all(fixtures.splice(0).map(({ store }) => store.close()));
});

describe('a message', () => {
  it('is answered and recorded with its answer', async () => {
    const { conversation, say, store, at } = await begin();
    const { turn, answer, handover } = await say(conversation, '低保能报几成', '77');
    expect(turn).toMatchObject({ number: 1, text: '低保能报几成', messageRef: '77', askedAt: at() });
    expect(answer).toMatchObject({ answer: { answer: '答低保能报几成' }, corpusDigest: 'digest' });
    expect(handover).toBeNull();
    expect(await store.turns.byMessage(conversation.id, '77')).toEqual({ turn, answer });
  });

  it('loses private numbers before it is answered and recorded, and its answer says so', async () => {
    const { conversation, say, asked } = await begin();
    const { turn, answer } = await say(conversation, '我的手机13800138000能查低保吗');
    expect(asked).toEqual([{ q: '我的手机【已隐去手机号】能查低保吗', context: [] }]);
    expect(turn.text).toBe('我的手机【已隐去手机号】能查低保吗');
    expect(answer?.answer.notices).toEqual([
      { code: 'private_data_removed', text: fixedTexts.private_data_removed },
    ]);
  });

  it('is told once that numbers were taken out, when the answerer says it too', async () => {
    const notice = { code: 'private_data_removed' as const, text: '已经隐去' };
    const { conversation, say } = await begin({ answer: () => answerOf('答', { notices: [notice] }) });
    const { answer } = await say(conversation, '手机13800138000');
    expect(answer?.answer.notices).toEqual([notice]);
  });

  it.each([
    ['', 'error_input_empty'],
    ['？！', 'error_input_no_words'],
    ['长'.repeat(1001), 'error_input_too_long'],
  ] as const)('that cannot be read is answered with what to type: %#', async (text, key) => {
    const { conversation, say, asked } = await begin();
    const { answer } = await say(conversation, text);
    expect(answer?.answer).toMatchObject({ status: 'error_input', answer: fixedTexts[key] });
    expect(asked).toEqual([]);
  });

  it('may be answered by something that takes its time, and a fault is an answer', async () => {
    const slow = await begin({ answer: async ({ q }) => answerOf(`慢慢答${q}`) });
    expect((await slow.say(slow.conversation, '问')).answer?.answer.answer).toBe('慢慢答问');
    const broken = await begin({ answer: () => Promise.reject(new Error('broken')) });
    const { answer } = await broken.say(broken.conversation, '问');
    expect(answer?.answer).toMatchObject({ status: 'error_internal', answer: fixedTexts.error_internal });
  });

  it('is not recorded on an old reading of the conversation', async () => {
    const { conversation, conversing, store, say, at } = await begin();
    const early = await conversing.prepare(conversation, '第一句');
    await say(conversation, '第二句');
    expect(await conversing.record(store, early, null, at())).toBeNull();
    expect(await store.turns.last(conversation.id, 10)).toHaveLength(1);
  });

  it('makes somebody reachable again who had left', async () => {
    const { conversation, store, say, at } = await begin();
    const gone = await store.conversations.change(
      conversation.id,
      conversation.revision,
      { unreachable: true },
      at(),
    );
    const recorded = await say(gone ?? conversation, '我回来了');
    expect(recorded.conversation.unreachable).toBe(false);
    expect(await store.conversations.byId(conversation.id)).toEqual(recorded.conversation);
  });

  it('of a finished calculation is its recap', async () => {
    const { conversation, conversing, store, at } = await begin();
    const input = { scheme: 'medical-aid', facts: {}, origins: {} };
    const prepared = await conversing.prepareCalculation(
      conversation,
      '医疗救助：自付3万，手机13800138000',
      input,
    );
    expect(prepared).toMatchObject({ text: '医疗救助：自付3万，手机【已隐去手机号】', masked: true });
    const recorded = await store.transaction((calls) => conversing.record(calls, prepared, null, at()));
    expect(recorded?.answer?.answer).toMatchObject({
      status: 'answered_by_calculator',
      answer: '算出了medical-aid',
    });
  });
});

describe('the context of a message', () => {
  it('is what was said before, oldest first, at most ten turns', async () => {
    const { conversation, say, asked } = await begin();
    let current = conversation;
    for (let number = 1; number <= 12; number += 1)
      ({ conversation: current } = await say(current, `第${number}句`));
    expect(asked[2]?.context).toEqual(['第1句', '第2句']);
    expect(asked[11]?.context).toEqual(Array.from({ length: 10 }, (_, at) => `第${at + 2}句`));
  });

  it('is without what could not be read', async () => {
    const { conversation, say, asked } = await begin();
    const { conversation: next } = await say(conversation, '？？');
    await say(next, '低保能报几成');
    expect(asked.at(-1)?.context).toEqual([]);
  });

  it('ends after some hours of silence', async () => {
    const { conversation, say, asked, clock } = await begin();
    let { conversation: current } = await say(conversation, '第一天的');
    clock.now = new Date(clock.now.getTime() + idleHours * 3_600_000 - 1000);
    ({ conversation: current } = await say(current, '还是第一天的'));
    expect(asked.at(-1)?.context).toEqual(['第一天的']);
    clock.now = new Date(clock.now.getTime() + idleHours * 3_600_000);
    ({ conversation: current } = await say(current, '第二天的'));
    expect(asked.at(-1)?.context).toEqual([]);
    await say(current, '接着第二天的');
    expect(asked.at(-1)?.context).toEqual(['第二天的']);
  });

  it('ends with 换个话题, by word and by button', async () => {
    const { conversation, conversing, store, say, asked, at } = await begin();
    let { conversation: current } = await say(conversation, '低保能报几成');
    const { conversation: switched, answer } = await say(current, '换个话题');
    expect(answer?.answer).toMatchObject({
      status: 'clarification',
      answer: expect.stringContaining('换个话题'),
    });
    ({ conversation: current } = await say(switched, '公厕建在哪里'));
    expect(asked.at(-1)).toEqual({ q: '公厕建在哪里', context: [] });
    await conversing.newTopic(store, current, at());
    current = await readAgain(store, current);
    ({ conversation: current } = await say(current, '养猪场要拆吗'));
    expect(asked.at(-1)?.context).toEqual([]);
    ({ conversation: current } = await say(current, '换个问题，低保怎么申请'));
    expect(asked.at(-1)?.context).toEqual([]);
    await say(current, '要哪些材料');
    expect(asked.at(-1)?.context).toEqual(['换个问题，低保怎么申请']);
  });

  it('is each person’s own', async () => {
    const { open, say, asked } = await begin();
    await say(await open('1'), '一号的');
    await say(await open('2'), '二号的');
    expect(asked.at(-1)).toEqual({ q: '二号的', context: [] });
  });
});

async function readAgain(store: Fixture['store'], { id }: Conversation): Promise<Conversation> {
  const conversation = await store.conversations.byId(id);
  if (conversation === null) throw new Error('the conversation is gone');
  return conversation;
}

const unanswerable = () => answerOf('没有', { status: 'unanswerable_no_source' });

describe('a question that the gazettes do not answer', () => {
  it('is counted as a gap under its wording, masked', async () => {
    const { conversation, say, store } = await begin({ answer: unanswerable });
    let { conversation: current } = await say(conversation, '请问2024年低保标准是多少？我电话13800138000');
    ({ conversation: current } = await say(current, '2024年低保的标准是多少？我电话13800138000'));
    await say(current, '2025年低保标准是多少');
    const gaps = await store.gaps.list(['open'], 10);
    expect(gaps.map(({ question, count, kind, reason }) => ({ question, count, kind, reason }))).toEqual([
      {
        question: '请问2024年低保标准是多少？我电话【已隐去手机号】',
        count: 2,
        kind: 'no_source',
        reason: null,
      },
      { question: '2025年低保标准是多少', count: 1, kind: 'no_source', reason: null },
    ]);
  });

  it('opens a closed gap again', async () => {
    const { conversation, say, store, at } = await begin({ answer: unanswerable });
    const { conversation: next } = await say(conversation, '低保标准是多少');
    const [gap] = await store.gaps.list(['open'], 1);
    await store.gaps.change(gap?.id ?? 0, { state: 'closed' }, at());
    await say(next, '低保标准多少');
    expect(await store.gaps.list(['open'], 10)).toMatchObject([{ id: gap?.id, count: 2 }]);
  });

  it('is no gap with any other status', async () => {
    const { conversation, say, store } = await begin({
      answer: () => answerOf('外地', { status: 'unanswerable_other_region' }),
    });
    await say(conversation, '阳山县低保标准是多少');
    expect(await store.gaps.list(['open', 'in_work', 'closed'], 10)).toEqual([]);
  });
});

describe('a verdict', () => {
  const useless = { useful: false, reason: 'outdated' as const };

  it('that is negative opens a gap with its reason, once a person and reason', async () => {
    const { conversation, say, conversing, store, at } = await begin();
    const { answer } = await say(conversation, '低保能报几成');
    const verdict = { answerId: answer?.id ?? '', userKey: conversation.userKey };
    expect(await conversing.giveFeedback(store, { ...verdict, useful: false, reason: null }, at())).toBe(
      'recorded',
    );
    expect(await store.gaps.list(['open'], 10)).toEqual([]);
    for (let tap = 0; tap < 3; tap += 1)
      await conversing.giveFeedback(store, { ...verdict, ...useless }, at());
    expect(await store.gaps.list(['open'], 10)).toMatchObject([
      { kind: 'feedback', question: '低保能报几成', reason: 'outdated', count: 1 },
    ]);
    await conversing.giveFeedback(store, { ...verdict, useful: true, reason: 'outdated' }, at());
    expect(await store.feedback.of(verdict.answerId, verdict.userKey)).toMatchObject({
      useful: true,
      reason: null,
    });
  });

  it('keeps the reasons apart, and feedback from what has no source', async () => {
    const { conversation, say, conversing, store, at } = await begin({
      answer: () => answerOf('没有', { status: 'unanswerable_no_source' }),
    });
    const { answer } = await say(conversation, '低保标准是多少');
    const verdict = { answerId: answer?.id ?? '', userKey: conversation.userKey, useful: false };
    await conversing.giveFeedback(store, { ...verdict, reason: 'unclear' }, at());
    await conversing.giveFeedback(store, { ...verdict, reason: 'other' }, at());
    const gaps = await store.gaps.list(['open'], 10);
    expect(gaps.map(({ kind, reason, count }) => `${kind} ${reason} ${count}`).sort()).toEqual([
      'feedback other 1',
      'feedback unclear 1',
      'no_source null 1',
    ]);
  });

  it('is only taken from who was given the answer, and said to be late when it is gone', async () => {
    const { conversation, say, conversing, store, at, open } = await begin();
    const { answer } = await say(conversation, '低保能报几成');
    const other = await open('2002');
    const verdict = { answerId: answer?.id ?? '', userKey: other.userKey, ...useless };
    expect(await conversing.giveFeedback(store, verdict, at())).toBe('not_yours');
    expect(await conversing.giveFeedback(store, { ...verdict, answerId: 'notthere1234' }, at())).toBe(
      'answer_gone',
    );
    await store.deleteUser('telegram', conversation.userKey);
    expect(await conversing.giveFeedback(store, verdict, at())).toBe('answer_gone');
    expect(await store.gaps.list(['open'], 10)).toEqual([]);
  });
});
