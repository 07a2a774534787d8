import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { subjectWords } from '../../src/answering/asked-subject.ts';
import { fixedTexts } from '../../src/answering/fixed-texts.ts';
import { type App, createApp } from '../../src/app.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

describe('the words that name a matter', () => {
  it.each([
    ['装空调能补贴多少', ['装空调']],
    ['养老金怎么领', ['养老金']],
    ['生二胎有补贴吗', ['生二胎']],
    ['公租房怎么申请', ['公租房']],
    ['残疾人两项补贴多少钱', ['残疾', '两项']],
    ['办理需要什么条件？', []],
    ['每个月补贴多少钱', []],
  ])('of %s are %j', (question, words) => {
    expect(subjectWords(question)).toEqual(words);
  });
});

describe('everyday matters that the gazettes do not hold', () => {
  let app: App;
  beforeAll(async () => {
    app = await createApp({
      corpusDir: realCorpusFolder,
      indexDir: realIndexFolder(),
      today: () => '2026-11-29',
    });
  });

  /** Shares of a file's questions of one kind that are not answered, and that are answered for certain. */
  function shares(file: string, kind: 'refuse' | 'present') {
    const questions: { q: string; kind: string }[] = readFileSync(`eval/${file}`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const answers = questions.filter((each) => each.kind === kind).map(({ q }) => app.answer({ q }));
    const refused = answers.filter(({ status }) => /^(?:unanswerable|refused)/.test(status));
    const certain = answers.filter(
      ({ status, answer }) => status.startsWith('answered') && !answer.includes(fixedTexts.nearest_only),
    );
    return { refused: refused.length / answers.length, certain: certain.length / answers.length };
  }

  it('are told as such, or under the word that it is only the nearest', () => {
    const everyday = shares('everyday.jsonl', 'refuse');
    expect(everyday.refused).toBeGreaterThanOrEqual(0.6);
    expect(everyday.certain).toBeLessThanOrEqual(0.2);
  });

  it('are told so too in questions that nothing was measured on, and those on what is there are answered', () => {
    const unseen = shares('everyday-unseen.jsonl', 'refuse');
    expect(unseen.refused).toBeGreaterThanOrEqual(0.65);
    expect(unseen.certain).toBeLessThanOrEqual(0.1);
    expect(shares('everyday-unseen.jsonl', 'present').refused).toBeLessThanOrEqual(0.03);
  });

  it.each(['装空调能补贴多少', '生二胎有补贴吗', '烟花爆竹可以放吗', '种水稻有补贴吗', '产假有多少天'])(
    '%s is not answered with what is granted for something else',
    (q) => {
      expect(app.answer({ q }).status).toBe('unanswerable_no_source');
    },
  );

  it('does not keep a short question on what the gazettes do hold from its answer', () => {
    for (const q of ['低保户住院能报几成', '山上烧荒罚多少', '养猪场拆了补多少', '精神病人拿药补多少'])
      expect([q, app.answer({ q }).status.startsWith('answered')]).toEqual([q, true]);
  });
});
