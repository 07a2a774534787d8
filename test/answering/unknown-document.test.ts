import { beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

let app: App;
beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-22',
  });
});

describe('whether a document is still valid', () => {
  it.each([
    '《海豚办法》还有效吗',
    '海豚保护办法现在还有效吗',
    '《广东省森林防火条例》失效了没有',
    '渔船补贴规定仲有冇效',
  ])('is not answered by what another document says of itself: %s', (q) => {
    const { status, answer } = app.answer({ q });
    expect(status).toBe('unanswerable_no_source');
    expect(answer).not.toMatch(/有效期至|20\d{2}年/);
  });

  it.each([
    ['医疗救助办法现在还有效吗', '清新府办〔2018〕16号'],
    ['《清新区民宿管理办法》还有效吗', '清新府办〔2015〕24号'],
    ['低保户医疗救助的规定还有效吗', '清新府办〔2018〕16号'],
  ])('is answered of one that the gazettes hold or mention: %s', (q, number) => {
    const { status, answer } = app.answer({ q });
    expect(status).toBe('answered');
    expect(answer).toContain(number);
  });
});
