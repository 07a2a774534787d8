import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerPassageSchema, answerSchema } from '../src/answering/answer.ts';
import { chinaToday, createApp } from '../src/app.ts';
import { packageRoot } from '../src/config.ts';

const corpusDir = join(packageRoot, 'corpus');
const indexDir = mkdtempSync(join(tmpdir(), 'wenzheng-app-'));
const today = () => '2019-06-01';

describe('the day', () => {
  it('is the one in China, wherever the server stands', () => {
    expect(chinaToday(new Date('2019-05-31T15:59:59Z'))).toBe('2019-05-31');
    expect(chinaToday(new Date('2019-05-31T16:00:00Z'))).toBe('2019-06-01');
  });
});

describe('the application', () => {
  it('builds the index the first time, uses it the second, and builds it again for a changed corpus', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'wenzheng-corpus-'));
    cpSync(corpusDir, copy, { recursive: true });
    const steps: string[] = [];
    const first = await createApp({ corpusDir: copy, indexDir, onProgress: ({ step }) => steps.push(step) });
    expect(first.report?.created).toBe(first.manifest.counts.passages);
    expect(steps.length).toBeGreaterThan(0);

    const second = await createApp({ corpusDir: copy, indexDir });
    expect(second.report).toBeNull();
    expect(second.corpus.digest).toBe(first.corpus.digest);

    cpSync(join(copy, '002_82cf27ae105c9106.txt'), join(copy, '005_copy.txt'));
    const third = await createApp({ corpusDir: copy, indexDir });
    expect(third.report?.created).toBeGreaterThan(0);
    expect(third.report?.unchanged).toBe(first.manifest.counts.passages);
  });

  it('answers and searches in the shapes of the contract', async () => {
    const app = await createApp({ corpusDir, indexDir, today });
    const answer = app.answer({ id: '7', q: '低保对象住院医疗救助比例是多少' });
    expect(answerSchema.parse(answer)).toMatchObject({ id: '7', status: 'answered' });
    const { passages, rejected } = app.search('临时救助', 3);
    expect(passages).toHaveLength(3);
    for (const passage of [...passages, ...rejected]) answerPassageSchema.parse(passage);
    const scores = [...passages, ...rejected].map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  });

  it('cuts a passage before the private number that the gazette prints, and keeps the office line', async () => {
    const app = await createApp({ corpusDir, indexDir, today });
    const texts = app.search('水利局 电子邮箱 qxslggg@126.com 联系电话', 20).passages.map(({ text }) => text);
    expect(texts.join('\n')).toContain('0763-5814709');
    for (const text of texts) expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
  });

  it.each([
    '',
    ' ',
    '😀😀',
    '低'.repeat(10_000),
    '\u0000\u0001',
    `'; DROP TABLE x; --`,
    '<script>alert(1)</script>',
  ])('gives a clear answer to odd input: %j', async (q) => {
    const app = await createApp({ corpusDir, indexDir, today });
    const answer = answerSchema.parse(app.answer({ q }));
    expect(answer.answer).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.answer).not.toContain('<script>');
  });
});
