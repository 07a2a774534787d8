/** A desk where clerks hand in tables, and what a browser does for them without a script. @module */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, inject } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { TableJob } from '../../src/batch/table-job.ts';
import type { TableJobs } from '../../src/batch/table-jobs.ts';
import type { HttpServerOptions } from '../../src/channels/http/create-http-server.ts';
import type { BatchOptions } from '../../src/channels/http/desk/eligibility/batch/add-batch-routes.ts';
import { serveDesk, type SignedInVisitor } from './desk.ts';
import { realCorpusFolder, realIndexFolder } from './real-corpus.ts';

/** The compiled thread: Node does not run the source. */
export const tableThread = (): URL =>
  pathToFileURL(join(dirname(inject('cliPath')), 'batch', 'table-thread.js'));

export const tableHeader =
  '姓名,身份证号,对象类别,户籍,定点医疗机构,就医方式,收据日期,政策范围内个人自付,患重特大疾病';
export const tableRow = (name: string, amount: string, more: { card?: string; designated?: string } = {}) =>
  `${name},${more.card ?? '441801199001011234'},低保,本区,${more.designated ?? '是'},住院,2018-08,${amount},否`;
export const tableOf = (...rows: readonly string[]): string => `${[tableHeader, ...rows].join('\n')}\n`;

export const smallTable = tableOf(tableRow('张三', '100'));
/** Takes long enough for something else to happen meanwhile. */
export const largeTable = tableOf(
  ...Array.from({ length: 20_000 }, (_, at) => tableRow(`张${at}`, `${at}.07`)),
);

/** @throws Error where it is not taken */
export async function handIn(
  jobs: TableJobs,
  owner: string,
  name: string,
  text = smallTable,
): Promise<TableJob> {
  const added = await jobs.add({
    owner: { id: owner, name: owner },
    name,
    bytes: new TextEncoder().encode(text),
    scheme: 'medical-aid',
    schemes: ['medical-aid'],
    asOf: '2019-07-01',
  });
  if (typeof added === 'string') throw new Error(added);
  return added;
}

export type ServedTables = Awaited<ReturnType<typeof serveTables>>;

/** The compiled thread as one file: most of what a small table takes is the loading of hundreds of modules. */
async function quickThread(folder: string): Promise<URL> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: fileURLToPath(tableThread()), outDir: folder, copyPublicDir: false },
  });
  return pathToFileURL(join(folder, 'table-thread.js'));
}

/** To be called in `beforeAll`. @param isQuick for many small tables: see {@link quickThread} */
export async function serveTables(
  limits: BatchOptions['limits'] = {},
  server: Partial<HttpServerOptions> = {},
  { isQuick = false } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-clerk-tables-'));
  const tables = join(folder, 'tables');
  const app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2019-07-01',
  });
  const stopping = new AbortController();
  const desk = await serveDesk({
    app,
    atEnd: afterAll,
    dataDir: tables,
    tables: { thread: isQuick ? await quickThread(join(folder, 'thread')) : tableThread(), limits },
    web: { stopping: stopping.signal, ...server },
  });
  afterAll(() => {
    stopping.abort();
    rmSync(folder, { recursive: true, force: true });
  });

  async function upload(clerk: SignedInVisitor, content: string | Uint8Array, more: Partial<Upload> = {}) {
    const form = new FormData();
    const { name = '名单.csv', csrf = clerk.csrf, scheme = 'medical-aid', asOf } = more;
    form.set('csrf', csrf);
    form.set('scheme', scheme);
    if (asOf !== undefined) form.set('asOf', asOf);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    form.set('file', new File([new Uint8Array(bytes)], name));
    const cookie = [...clerk.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const response = await desk.http.request('/desk/eligibility/batch', {
      method: 'POST',
      headers: { Cookie: cookie, Accept: 'text/html' },
      body: form,
    });
    const path = response.headers.get('Location') ?? '';
    return { status: response.status, path, text: await response.text() };
  }

  return {
    ...desk,
    stopping,
    upload,
    finished,
    tables,
    /** All files that lie there, without what is said of the tables. */
    files: (): string[] =>
      existsSync(tables)
        ? readdirSync(tables, { recursive: true, withFileTypes: true }).flatMap((entry) =>
            entry.isFile() && !/^state\.json$|\.new$/.test(entry.name)
              ? [join(entry.parentPath, entry.name)]
              : [],
          )
        : [],
  };
}

/** Until it is computed or refused. @returns the page. */
async function finished(clerk: SignedInVisitor, path: string): Promise<string> {
  for (;;) {
    const { status, text } = await clerk.json(`${path}/progress`);
    if (status !== 200) throw new Error(`${status}: ${text}`);
    const { isGoingOn }: { isGoingOn: boolean } = JSON.parse(text);
    if (!isGoingOn) return (await clerk.get(path)).text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Upload {
  readonly name: string;
  readonly csrf: string;
  readonly scheme: string;
  readonly asOf: string;
}

/** What a page says, without its marks. */
export const plainText = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
