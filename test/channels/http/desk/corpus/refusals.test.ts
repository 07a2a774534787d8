import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  hidden,
  type ServedCorpus,
  serveCorpus,
  unseenTxt,
  wordsOf,
} from '../../../../support/corpus-desk.ts';
import type { SignedInVisitor } from '../../../../support/desk.ts';
import { docxOf, makeDocx } from '../../../../support/gazette-files/make-docx.ts';
import { makeHtml } from '../../../../support/gazette-files/make-html.ts';
import { makeTxt } from '../../../../support/gazette-files/make-txt.ts';
import { unseenGazette } from '../../../../support/gazette-files/unseen-gazette.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';
import { gazettes, someGazettes } from '../../../../support/some-gazettes.ts';

let served: ServedCorpus;
let editor: SignedInVisitor;

beforeAll(async () => {
  served = await serveCorpus(someGazettes(gazettes.third));
  editor = await served.signedIn('editor');
});

/** One sentence of Chinese that ends, without anything of an exception, a path or markup in it. */
function expectSentence(said: string): void {
  expect(said).toMatch(/^没有办成。[^。]*\p{Script=Han}[^。]*。$/u);
  expect(said).not.toMatch(/Error|at \/|undefined|null|\/tmp|</);
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a file that cannot be read', () => {
  it.each<[string, string, () => Uint8Array]>([
    ['a picture', '公报.png', () => bytes('\x89PNG\r\n\x1a\n0000')],
    ['an old Word file', '公报.doc', () => bytes(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(600)}`)],
    [
      'an encrypted Word file',
      '公报.docx',
      () =>
        Buffer.concat([
          bytes(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(600)}`),
          Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
    ],
    ['an encrypted PDF', '公报.pdf', () => bytes('%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF')],
    ['half a Word file', '公报.docx', () => makeDocx(unseenGazette).subarray(0, 4000)],
    ['a Word file without words', '公报.docx', () => docxOf('<w:p/>')],
    ['a Word file with broken XML', '公报.docx', () => docxOf('<w:p><w:r><w:t>一</w:r>')],
    ['blanks', '公报.txt', () => bytes(' \n\t \n')],
    ['noise', '公报.txt', () => Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))],
    ['a page without words', '公报.html', () => bytes('<html><body><script>alert(1)</script></body></html>')],
    ['a few words', '公报.txt', () => Buffer.from('第一条 好。')],
    ['a zipped text that fills memory', '公报.docx', zipBomb],
  ])('because it is %s is told so in a sentence, and nothing of it is kept', async (_, name, make) => {
    const before = served.files();
    const { status, path } = await served.upload(editor, make(), { name });
    expect(status).toBe(303);
    const { goal, said } = await served.finished(editor, path);
    expect(goal).toBeNull();
    expectSentence(said);
    expect(served.files()).toEqual(before);
    expect(served.logged).toEqual([]);
    const page = await editor.get(path);
    expect(page.text).toContain(said.slice('没有办成。'.length, -1).slice(-8));
  });

  it('because there is none, it is empty or too large is told at once', async () => {
    const before = served.files();
    const none = await editor.post('/desk/corpus/add', { region: '清新区' });
    expect([none.status, wordsOf(none.text)]).toEqual([400, expect.stringContaining('还没有选文件')]);
    expect(none.text).toContain('value="清新区"');
    const empty = await served.upload(editor, new Uint8Array());
    expect([empty.status, wordsOf(empty.text)]).toEqual([400, expect.stringContaining('选的文件是空的')]);
    const large = await served.upload(editor, new Uint8Array(21 * 1024 * 1024));
    expect([large.status, wordsOf(large.text)]).toEqual([413, expect.stringContaining('文件超过20MB')]);
    expect((await served.upload(editor, unseenTxt(), { csrf: 'wrong' })).status).toBe(403);
    expect(served.files()).toEqual(before);
  });

  it('because it is in use already is told so; one that waits is shown again', async () => {
    const file = unseenTxt();
    const first = await served.finished(editor, (await served.upload(editor, file)).path);
    const again = await served.finished(editor, (await served.upload(editor, file)).path);
    expect(again.goal).toBe(first.goal);
    const edition = await served.add(editor, file, '第4期.txt');
    const before = served.files();
    const { said } = await served.finished(editor, (await served.upload(editor, file)).path);
    expect(said).toContain('已经收入公报了');
    expectSentence(said.replace('；', '，'));
    expect(served.files()).toEqual(before);
    expect(edition).toBe((await served.undo(editor)) - 1);
  });
});

describe('two editors', () => {
  it('cannot publish over each other: the second is told in a sentence and loses nothing that was typed', async () => {
    const other = await served.signedIn('editor');
    const draft = await served.finished(other, (await served.upload(other, unseenTxt())).path);
    const seen = await other.get(draft.goal ?? '');
    await served.add(editor, unseenTxt(), '别人的.txt');
    const late = await other.post('/desk/corpus/draft/publish', {
      id: hidden(seen.text, 'id'),
      parent: hidden(seen.text, 'parent'),
      reason: '我的第4期',
    });
    expect(late.status).toBe(409);
    expect(wordsOf(late.text)).toContain('别人发布了新的一版');
    expect(hidden(late.text, 'reason')).toBe('我的第4期');
    const again = await other.post('/desk/corpus/draft', {
      id: hidden(late.text, 'id'),
      reason: hidden(late.text, 'reason'),
    });
    expect(again.text).toContain('value="我的第4期"');
    await other.post('/desk/corpus/draft/discard', { id: hidden(seen.text, 'id') });
    expect((await other.get(draft.goal ?? '')).status).toBe(404);
    await served.undo(editor);
  });

  it('see each other’s drafts, and only their own readings', async () => {
    const other = await served.signedIn('editor');
    const { path } = await served.upload(editor, unseenTxt(), { name: '大家的.txt' });
    expect((await other.get(path)).status).toBe(404);
    expect((await other.json(`${path}/progress`)).status).toBe(404);
    const { goal } = await served.finished(editor, path);
    expect((await other.get('/desk/corpus/add')).text).toContain('大家的.txt');
    expect((await other.get(goal ?? '')).status).toBe(200);
    await other.post('/desk/corpus/draft/discard', { id: (goal ?? '').split('=')[1] ?? '' });
  });
});

describe('markup in what is handed in', () => {
  it('of a web page is left out, told in a warning, and never sent to a browser', async () => {
    const page = makeHtml(unseenGazette)
      .toString()
      .replace(
        '<body>',
        '<body onload="alert(1)"><script>alert(2)</script><iframe src="http://evil.example/"></iframe>',
      )
      .replace(
        '</body>',
        '<svg onload=alert(3)></svg><p style="display:none">看不见的字</p><a href="javascript:alert(4)">第九条</a></body>',
      );
    const { path } = await served.upload(editor, Buffer.from(page), { name: '第4期.html' });
    const { goal } = await served.finished(editor, path);
    const { text } = await editor.get(goal ?? '');
    expect(text).not.toMatch(/alert\(|evil\.example|javascript:|看不见的字/);
    expect(wordsOf(text)).toContain('读出3份文件');
    expect(wordsOf(text)).toMatch(/读的时候要您留意：[^<]*。/);
    const [draft] = (await served.app.editor()).drafts();
    const original = await editor.get(`/desk/corpus/original?draft=${draft?.id}`);
    expect([original.text, original.headers.get('Content-Type')]).toEqual([page, 'application/octet-stream']);
    await editor.post('/desk/corpus/draft/discard', { id: draft?.id ?? '' });
  });

  it('is text wherever it is shown, and the original is only ever downloaded', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'';
    const text = `关于印发<script>alert(1)</script>试行办法的通知\n清新府办〔2026〕99号\n\n第一条　${evil} 每户补贴500元，自2026年1月1日起施行，有效期至2029年1月1日。\n`;
    const name = '<svg onload=alert(1)>.txt';
    const { path } = await served.upload(editor, Buffer.from(text), { name, region: '<b>清新区</b>' });
    const { goal } = await served.finished(editor, path);
    const draft = await editor.get(goal ?? '');
    const pages = [await editor.get(path), draft, await editor.get('/desk/corpus/add')];
    const sent = await editor.post('/desk/corpus/draft/publish', {
      id: hidden(draft.text, 'id'),
      parent: hidden(draft.text, 'parent'),
      reason: '<i>原因</i>',
    });
    const done = await served.finished(editor, sent.headers.get('Location') ?? '');
    const id = served.app.corpus.documents.find(
      ({ source }) => source === served.app.corpus.sources.length - 1,
    )?.id;
    pages.push(
      await editor.get(done.goal ?? ''),
      await editor.get('/desk/corpus'),
      await editor.get('/desk/corpus/editions'),
      await editor.get(`/desk/corpus/document?id=${encodeURIComponent(id ?? '')}`),
      await editor.get('/desk/corpus?q=<script>alert(1)</script>&source=<b>'),
    );
    for (const { text: page } of pages) expect(page).not.toMatch(/<script>|<img|<svg|<b>清|<i>原/);
    const [file = ''] = served.app.corpus.sources
      .map((each) => each.file)
      .filter((each) => each.startsWith('added/'));
    const original = await editor.get(`/desk/corpus/original?file=${encodeURIComponent(file)}`);
    expect(original.status).toBe(200);
    expect(original.text).toBe(text);
    expect(original.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(original.headers.get('Content-Disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
    expect(original.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect((await editor.get('/desk/corpus/original?file=../../editions/000001.json')).status).toBe(404);
    await served.undo(editor);
  });
});

// What is younger than an hour may belong to another process: originals and texts go later.
const isLater = (file: string): boolean => /\/(?:originals|texts)\/[0-9a-f]{64}(?:\.txt)?$/.test(file);

describe('a hundred broken uploads', () => {
  it('each become a draft or a sentence, and leave nothing but drafts behind', async () => {
    const random = seededRandom(20_261_129);
    const whole = [
      makeDocx(unseenGazette),
      makeHtml(unseenGazette),
      makeTxt(unseenGazette),
      bytes(`%PDF-1.4\n${'1 0 obj<<>>endobj\n'.repeat(50)}`),
    ];
    const names = ['公报.docx', '公报.html', '公报.txt', '公报.pdf'];
    const [before, logged] = [served.files(), served.logged.length];
    const refusals: string[] = [];
    const drafts: string[] = [];
    for (let round = 0; round < 100; round += 1) {
      const at = round % whole.length;
      const broken = Buffer.from(whole[at] ?? []);
      const cuts = 1 + Math.floor(random.next() * 40);
      for (let cut = 0; cut < cuts; cut += 1)
        broken[Math.floor(random.next() * broken.length)] = Math.floor(random.next() * 256);
      const kept =
        random.next() < 0.3 ? broken.subarray(0, Math.floor(random.next() * broken.length)) : broken;
      const { status, path } = await served.upload(editor, kept, { name: names[at] ?? '' });
      if (status === 400) {
        refusals.push('没有办成。空的。');
        continue;
      }
      expect(status).toBe(303);
      const { goal, said } = await served.finished(editor, path);
      if (goal === null) {
        refusals.push(said);
        continue;
      }
      drafts.push(goal);
      expect((await editor.get(goal)).status).toBe(200);
    }
    expect(served.logged.slice(logged)).toEqual([]);
    expect(refusals.filter((said) => !/^没有办成。.*。$/u.test(said))).toEqual([]);
    expect(refusals.length).toBeGreaterThan(20);
    for (const goal of drafts)
      await editor.post('/desk/corpus/draft/discard', { id: goal.split('=')[1] ?? '' });
    expect(served.files().filter((file) => !before.includes(file) && !isLater(file))).toEqual([]);
    expect(served.app.edition).toBe((await served.app.editor()).current().edition);
  }, 170_000);
});

/** 200 MB of one letter. */
function zipBomb(): Uint8Array {
  const plain = makeDocx(unseenGazette);
  const marker = Buffer.from('word/document.xml');
  const place = plain.indexOf(marker);
  expect(place).toBeGreaterThan(0);
  const packed = deflateRawSync(Buffer.alloc(200 * 1024 * 1024, 0x61));
  const header = Buffer.from(plain.subarray(place - 30, place));
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(200 * 1024 * 1024, 22);
  return Buffer.concat([header, marker, packed]);
}
