import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Change } from '../../src/editions/edition.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-try-out-'));
let app: App;
beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    editionsDir: join(folder, 'editions'),
    today: () => '2026-11-29',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asked = '嘎嘎平台系边个揸主意';
const withoutTime = (answer: unknown) =>
  JSON.parse(JSON.stringify(answer, (key, value) => (key === 'timings' ? 0 : value)));
const added: Change = {
  kind: 'edit_question',
  edit: {
    document: '清新府办〔2018〕17号',
    ask: asked,
    entry: { ask: asked, also: [], locators: ['专栏1'], answer: '这个平台统一存储全区的大数据。' },
  },
};

describe('an engine beside the one in use', () => {
  it('answers as if the changes were published, and leaves the one in use as it is', async () => {
    const before = app.answer({ q: asked });
    const trial = await app.tryOut({ changes: [added] });
    expect(trial.answer({ q: asked }).answer).toContain('这个平台统一存储全区的大数据');
    expect(before.answer).not.toContain('这个平台统一存储全区的大数据');
    expect(withoutTime(app.answer({ q: asked }))).toEqual(withoutTime(before));
    expect(app.edition).toBe(0);
    const editor = await app.editor();
    await editor.publish({ changes: [added], parent: 0, by: '李芳', reason: '居民这样问' });
    expect(withoutTime(app.answer({ q: asked }))).toEqual(withoutTime(trial.answer({ q: asked })));
    await editor.undo('李芳', '试完了');
    expect(withoutTime(app.answer({ q: asked }))).toEqual(withoutTime(before));
  });

  it('leaves the question bank out of account', async () => {
    const without = await app.tryOut({ questionBank: false });
    expect(without.questions).toEqual([]);
    expect(without.retriever.matchQuestions({ text: '“一库一平台”由哪个单位负责？' })).toEqual([]);
    expect(app.questions.length).toBeGreaterThan(800);
    expect(await app.tryOut({ questionBank: false })).toBe(without);
  });
});
