import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createEditionFolder } from '../../src/editions/edition-folder.ts';
import { createGazetteEditor, type GazetteEditor } from '../../src/editions/gazette-editor.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const today = '2026-11-29';
const question = { q: '买稻谷烘干机补贴多少钱？' };
const text = [
  '关于印发《清新区稻谷烘干设备购置补贴办法》的通知',
  '清新府办〔2026〕9号',
  '现将《清新区稻谷烘干设备购置补贴办法》印发给你们，请遵照执行。',
  '清远市清新区人民政府办公室',
  '2026年3月2日',
  '清新区稻谷烘干设备购置补贴办法',
  '第一条　农户购置稻谷烘干设备的，每台补贴6200元，每户最多补贴2台。',
  '第二条　本办法自2026年4月1日起施行，有效期至2031年3月31日。',
  '',
].join('\n');

let root: string;
let editor: GazetteEditor;
const open = () =>
  createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    editionsDir: join(root, 'editions'),
    today: () => today,
  });
const textFile = (): string => {
  const folder = join(root, 'editions', 'texts');
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.txt')) ?? '');
};
const removeIndexes = (): void => rmSync(join(root, 'editions', 'indexes'), { recursive: true });

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'wenzheng-damaged-'));
  editor = createGazetteEditor({
    folder: createEditionFolder(join(root, 'editions')),
    corpusDir: realCorpusFolder,
    now: () => new Date(`${today}T04:00:00Z`),
    today: () => today,
  });
  const { gazette } = editor.draft(
    { name: '公报.txt', bytes: Buffer.from(text), format: 'txt', text, warnings: [] },
    { publisher: null, region: '清新区', kind: 'gazette' },
    '张编辑',
  );
  const changes = [{ kind: 'add_gazette' as const, gazette }];
  await editor.publish({ changes, parent: 0, by: '张编辑', reason: '新一期公报' });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what a process left that was killed while it wrote', () => {
  it('is removed once it is an hour old, and nothing else', () => {
    const folder = join(root, 'editions');
    const digest = readdirSync(join(folder, 'originals'))[0] ?? '';
    const old = new Date(Date.now() - 2 * 3_600_000);
    const left = ['editions/ab12.new', 'drafts/ab12.json.cd34.new', `originals/${digest}.ef56.new`];
    mkdirSync(join(folder, 'drafts'), { recursive: true });
    for (const name of [...left, 'editions/young.new']) writeFileSync(join(folder, name), '{');
    for (const name of [...left, `originals/${digest}`]) utimesSync(join(folder, name), old, old);
    createEditionFolder(folder).tidy();
    expect(left.filter((name) => existsSync(join(folder, name)))).toEqual([]);
    expect(readdirSync(join(folder, 'editions')).toSorted()).toEqual(['000001.json', 'young.new']);
    expect(readdirSync(join(folder, 'originals'))).toEqual([digest]);
  });
});

describe('the text of an added gazette', () => {
  it('that somebody changed in the data folder is never quoted: the stored index of the published one answers', async () => {
    writeFileSync(textFile(), text.replace('6200元', '99999元'));
    const app = await open();
    expect(app.report).toBeNull();
    expect(app.answer(question).answer).toContain('6200元');
  });

  it('that is gone leaves the published one in use, and no document is valid again without notice', async () => {
    rmSync(textFile());
    expect((await open()).answer(question).answer).toContain('6200元');
  });

  it('that is gone or changed together with its index is told of in one sentence, and undoing goes on', async () => {
    removeIndexes();
    writeFileSync(textFile(), text.replace('6200元', '99999元'));
    const sentence =
      /^收入的公报 added\/公报-[0-9a-f]{8}\.txt 的文本（.*）没有了或者被改过，请从备份恢复数据文件夹，或者撤销到没有它的一版。$/;
    await expect(open()).rejects.toMatchObject({
      code: 'corpus_unreadable',
      message: expect.stringMatching(sentence),
    });
    rmSync(textFile());
    await expect(open()).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
    await editor.undo('张编辑', '文本坏了');
    expect((await open()).answer(question).answer).not.toContain('元，每户最多补贴2台');
  });
});
