/** A desk over the gazettes with a data folder of its own, and what a browser without a script does with them. @module */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { serveDesk, type ServedDesk, type SignedInVisitor } from './desk.ts';
import { makeTxt } from './gazette-files/make-txt.ts';
import { unseenGazette } from './gazette-files/unseen-gazette.ts';
import { realCorpusFolder, realIndexFolder } from './real-corpus.ts';
import type { CorpusFolders } from './some-gazettes.ts';

export const today = '2026-11-29';
let copies = 0;
/** Another file each time, with the same text: one that was handed in already is not taken again. */
export const unseenTxt = (): Buffer =>
  Buffer.concat([makeTxt(unseenGazette), Buffer.from('\n'.repeat((copies += 1)))]);

export interface ServedCorpus extends ServedDesk {
  readonly app: App;
  readonly editionsDir: string;
  /** All files below the folder of editions. */
  files(): string[];
  upload(editor: SignedInVisitor, content: Uint8Array, more?: Partial<Upload>): Promise<Uploaded>;
  /** Until a reading or a publication is done. @returns the path of its result, or why it was refused */
  finished(
    editor: SignedInVisitor,
    path: string,
  ): Promise<{ readonly goal: string | null; readonly said: string }>;
  /** Hands in, looks, publishes. @returns the number of the edition */
  add(editor: SignedInVisitor, content: Uint8Array, name: string): Promise<number>;
  /** Undoes the last edition. */
  undo(editor: SignedInVisitor): Promise<number>;
}

export interface Upload {
  readonly name: string;
  readonly csrf: string;
  readonly region: string;
}

export interface Uploaded {
  readonly status: number;
  /** Where it goes on. */
  readonly path: string;
  readonly text: string;
}

const finished: ServedCorpus['finished'] = async (editor, path) => {
  for (;;) {
    const { status, text } = await editor.json(`${path}/progress`);
    if (status !== 200) throw new Error(`${status}: ${text}`);
    const { isGoingOn, goal, said }: { isGoingOn: boolean; goal: string | null; said: string } =
      JSON.parse(text);
    if (!isGoingOn) return { goal, said };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** To be called in `beforeAll`. @param folders the project's corpus by default */
export async function serveCorpus(
  folders: CorpusFolders = { corpusDir: realCorpusFolder, indexDir: realIndexFolder() },
): Promise<ServedCorpus> {
  const root = mkdtempSync(join(tmpdir(), 'wenzheng-corpus-desk-'));
  const editionsDir = join(root, 'editions');
  const app = await createApp({ ...folders, editionsDir, today: () => today });
  const stopping = new AbortController();
  const desk = await serveDesk({ app, atEnd: afterAll, dataDir: root, web: { stopping: stopping.signal } });
  afterAll(() => {
    stopping.abort();
    rmSync(root, { recursive: true, force: true });
  });

  async function upload(
    editor: SignedInVisitor,
    content: Uint8Array,
    more: Partial<Upload> = {},
  ): Promise<Uploaded> {
    const { name = '清新区公报2026年第4期.txt', csrf = editor.csrf, region = '清新区' } = more;
    const form = new FormData();
    form.set('csrf', csrf);
    form.set('region', region);
    form.set('kind', 'gazette');
    form.set('file', new File([new Uint8Array(content)], name));
    const cookie = [...editor.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const response = await desk.http.request('/desk/corpus/add', {
      method: 'POST',
      headers: { Cookie: cookie, Accept: 'text/html' },
      body: form,
    });
    return {
      status: response.status,
      path: response.headers.get('Location') ?? '',
      text: await response.text(),
    };
  }

  async function published(editor: SignedInVisitor, path: string): Promise<number> {
    const { goal, said } = await finished(editor, path);
    const edition = Number(/published\?edition=(\d+)$/.exec(goal ?? '')?.[1]);
    if (!Number.isInteger(edition)) throw new Error(`not published: ${said}`);
    return edition;
  }

  return {
    ...desk,
    app,
    editionsDir,
    files: () =>
      existsSync(editionsDir)
        ? readdirSync(editionsDir, { recursive: true, withFileTypes: true })
            .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []))
            .toSorted()
        : [],
    upload,
    finished,
    async add(editor, content, name) {
      const { path } = await upload(editor, content, { name });
      const { goal, said } = await finished(editor, path);
      if (goal === null) throw new Error(`not read: ${said}`);
      const { text } = await editor.get(goal);
      const sent = await editor.post('/desk/corpus/draft/publish', {
        id: hidden(text, 'id'),
        parent: hidden(text, 'parent'),
        reason: '2026年第4期公报',
      });
      return published(editor, sent.headers.get('Location') ?? '');
    },
    async undo(editor) {
      const { text } = await editor.get('/desk/corpus/editions');
      const fields = { what: 'undo', edition: hidden(text, 'edition'), parent: hidden(text, 'parent') };
      const sent = await editor.post('/desk/corpus/change', { ...fields, step: 'publish', reason: '放错了' });
      return published(editor, sent.headers.get('Location') ?? '');
    },
  };
}

/** Value of the first hidden field with this name. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** What a page says, without marks and blanks. */
export const wordsOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, '');
