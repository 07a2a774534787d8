/** The conversations over the real gazettes: what the answerer makes of turns that come from the store. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';
import { openTalk } from './support/open-conversing.ts';

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeAll(async () => {
  const app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2019-06-01',
  });
  talk = await openTalk({ app });
});
afterAll(() => talk.store.close());

it('understands a follow-up from the turns that are kept, and forgets them with another topic', async () => {
  const { say, conversation, current } = talk;
  const first = await say(conversation, '低保对象住院医疗救助比例是多少');
  expect(first.answer?.answer.status).toBe('answered');
  const second = await say(await current(), '那特困人员呢');
  expect(second.answer?.answer.status).toBe('answered');
  expect(second.answer?.answer.citations[0]?.documentNumber).toBe(
    first.answer?.answer.citations[0]?.documentNumber,
  );
  await say(await current(), '换个话题');
  const third = await say(await current(), '那特困人员呢');
  expect(third.answer?.answer.answer).not.toBe(second.answer?.answer.answer);
});

it('keeps an answer as it was given, and counts what the gazettes do not say', async () => {
  const { say, current, store } = talk;
  const { answer } = await say(await current(), '清新2024年低保标准是多少？我电话13800138000');
  expect(answer?.answer.status).toBe('unanswerable_no_source');
  expect(await store.answers.byId(answer?.id ?? '')).toEqual(answer);
  const again = await say(await current(), '请问清新2024年的低保标准是多少');
  expect(again.answer?.answer.status).toBe('unanswerable_no_source');
  expect(await store.gaps.list(['open'], 5)).toMatchObject([
    { question: '清新2024年低保标准是多少？我电话【已隐去手机号】', count: 2 },
  ]);
});
