/** wenzheng corpus: gazettes are added, documents corrected, and what was published undone. @module */
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type App, chinaToday } from '../../app.ts';
import { loadConfig, readEnvironment } from '../../config.ts';
import type { Change, Edition } from '../../editions/edition.ts';
import type { GazetteEditor } from '../../editions/gazette-editor.ts';
import { WenzhengError } from '../../errors.ts';
import { correctionSchema, type CorrectedField } from '../../gazette/corrections.ts';
import { validityOn } from '../../gazette/validity.ts';
import { readGazetteFile } from '../../gazette-files/read-gazette-file.ts';
import { documentFields, isCorrectedField } from '../document-fields.ts';
import { validityName } from '../http/validity-label.ts';
import { type FolderOptions, resolveFolders } from './folders.ts';
import { createProgressReport, openApp } from './open-app.ts';
import { describeEdition, describePreview } from './print-preview.ts';
import { withoutControls } from './terminal-text.ts';

export interface WhoAndWhy {
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

export interface PublishOptions extends FolderOptions, WhoAndWhy {
  /** Publish without asking; needed where nobody can be asked. */
  readonly yes?: boolean | undefined;
}

interface Clock {
  readonly now: () => Date;
}

/** @returns exit code. */
export async function runCorpusList({
  json,
  ...folders
}: FolderOptions & { readonly json?: boolean | undefined }): Promise<number> {
  const app = await openApp(folders);
  const { corpus, edition } = app;
  const rows = corpus.documents.map((document, index) => {
    const file = corpus.sources[document.source]?.file ?? '';
    return {
      id: document.id,
      documentNumber: document.number?.canonical ?? null,
      title: document.title,
      file,
      isAdded: file.startsWith('added/'),
      corrections: document.corrections.map(({ field, reason }) => ({ field, reason })),
      validity: validityOn(corpus, index, app.today()).status,
    };
  });
  if (json) print(rows.map((row) => JSON.stringify(row)));
  else
    print([
      ...rows.map(({ id, title, validity, isAdded, corrections }) =>
        [
          id,
          `《${title}》`,
          validityName(validity),
          isAdded ? '后来加入' : '',
          corrections.length === 0 ? '' : '有更正',
        ]
          .filter((part) => part !== '')
          .join('  '),
      ),
      `共 ${rows.length} 份文件，${edition === 0 ? '没有发布过改动' : `在用第 ${edition} 版`}。`,
    ]);
  return 0;
}

export interface AddOptions extends PublishOptions {
  readonly region?: string | undefined;
  readonly publisher?: string | undefined;
  readonly kind: 'gazette' | 'notice' | 'reference';
}

/** Reads a file, shows what is in it, and publishes it once that is agreed to. @returns exit code: 1 when it cannot be published. */
export async function runCorpusAdd(path: string, options: AddOptions): Promise<number> {
  const app = await openApp(options);
  const editor = await app.editor();
  const bytes = await readUploaded(path);
  const { kind: format, text, warnings, pages } = await readGazetteFile({ name: basename(path), bytes });
  const sentences = warnings.map(({ message }) => message);
  const draft = editor.draft(
    { name: basename(path), bytes, format, text, warnings: sentences },
    {
      publisher: options.publisher ?? null,
      region: options.region ?? app.corpus.homeRegion,
      kind: options.kind,
    },
    nameOf(options),
  );
  print([
    `读出 ${basename(path)}${pages === null ? '' : `，${pages} 页`}。`,
    ...sentences.map((sentence) => `注意：${sentence}`),
  ]);
  const published = await publish(app, [{ kind: 'add_gazette', gazette: draft.gazette }], {
    ...options,
    reason: options.reason ?? `加入 ${draft.gazette.originalName}`,
  });
  editor.removeDraft(draft.id);
  return published;
}

/** @param source Its file, `added/…`, or the beginning of its name. @returns exit code. */
export async function runCorpusRemove(source: string, options: PublishOptions): Promise<number> {
  const app = await openApp(options);
  const { gazettes } = (await app.editor()).current().state;
  const found = gazettes.filter(
    ({ file, originalName }) =>
      file === source || originalName === source || file.startsWith(`added/${source}`),
  );
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new WenzhengError(
      'not_found',
      `${found.length > 1 ? '有几个' : '没有'}后来加入的公报叫 ${source.slice(0, 60)}，可撤下的有：${gazettes.map(({ file }) => file).join('、') || '（没有）'}。`,
    );
  return publish(app, [{ kind: 'remove_gazette', file: only.file }], options);
}

export interface CorrectOptions extends PublishOptions {
  readonly reason: string;
  /** For the end of validity: expiry or period. For `ended`: repeals or voids. */
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
}

/** @returns exit code. */
export async function runCorpusCorrect(
  document: string,
  field: string,
  value: string,
  options: CorrectOptions,
  { now }: Clock,
): Promise<number> {
  const app = await openApp(options);
  const known = app.corpus.documents.find(
    ({ id, number }) => id === document || number?.canonical === document,
  );
  if (known === undefined)
    throw new WenzhengError(
      'not_found',
      `公报里没有文件 ${document.slice(0, 60)}，请用 wenzheng corpus list 查看编号。`,
    );
  const name = fieldCalled(field);
  const given = value === '无' ? null : value;
  const parsed = correctionSchema.safeParse({
    document: known.id,
    field: name,
    value: given,
    ...(name === 'lastDay' ? { kind: options.kind ?? 'expiry' } : {}),
    ...(name === 'ended' ? { kind: options.kind ?? 'repeals', from: options.from ?? null } : {}),
    reason: options.reason,
    by: nameOf(options),
    at: now().toISOString(),
  });
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? '写法不对';
    throw new WenzhengError('usage', `${field} 的值“${value.slice(0, 60)}”不能用：${message}。`);
  }
  return publish(app, [{ kind: 'correct', correction: parsed.data }], options);
}

/** @throws WenzhengError `usage` */
function fieldCalled(written: string): CorrectedField {
  const found = Object.keys(documentFields)
    .filter(isCorrectedField)
    .find((field) => written !== '' && documentFields[field].startsWith(written));
  if (found !== undefined) return found;
  throw new WenzhengError(
    'usage',
    `没有 ${written.slice(0, 40)} 这一项，可更正的有：${Object.values(documentFields).join('、')}。`,
  );
}

/** @returns exit code. */
export async function runCorpusHistory({
  json,
  ...folders
}: FolderOptions & { readonly json?: boolean | undefined }): Promise<number> {
  const editor = await (await openApp(folders)).editor();
  const history = editor.history();
  if (json) print(history.map((edition) => JSON.stringify(edition)));
  else print(history.length === 0 ? ['没有发布过改动。'] : history.flatMap(describeEdition));
  return 0;
}

/** @returns exit code. */
export async function runCorpusUndo(options: PublishOptions, { now }: Clock): Promise<number> {
  const editor = await editorAlone(options, now);
  const { edition } = editor.current();
  if (edition === 0) throw new WenzhengError('not_found', '没有发布过改动，没有可以撤销的。');
  return goBack(editor, edition - 1, options);
}

/** @returns exit code. */
export async function runCorpusRestore(
  edition: number,
  options: PublishOptions,
  { now }: Clock,
): Promise<number> {
  return goBack(await editorAlone(options, now), edition, options);
}

/** Without an engine: what takes an edition back has to work where that edition cannot be opened. */
async function editorAlone(options: FolderOptions, now: Clock['now']): Promise<GazetteEditor> {
  const [{ createGazetteEditor }, { createEditionFolder }] = await Promise.all([
    import('../../editions/gazette-editor.ts'),
    import('../../editions/edition-folder.ts'),
  ]);
  const { WENZHENG_DATA_DIR: dataDir } = loadConfig(readEnvironment());
  const { corpusDir, editionsDir } = resolveFolders(options, dataDir);
  return createGazetteEditor({
    folder: createEditionFolder(editionsDir),
    corpusDir,
    now,
    today: () => chinaToday(now()),
  });
}

async function goBack(editor: GazetteEditor, edition: number, options: PublishOptions): Promise<number> {
  const changes: readonly Change[] = [{ kind: 'restore', edition }];
  try {
    return await publishWith(editor, changes, options);
  } catch (error) {
    if (!(error instanceof WenzhengError && error.code === 'corpus_unreadable')) throw error;
    print([`现在这一版打不开，没法比较有什么不同：${error.message}`]);
    return publishUnseen(editor, changes, editor.current().edition, options);
  }
}

const publish = async (app: App, changes: readonly Change[], options: PublishOptions): Promise<number> =>
  publishWith(await app.editor(), changes, options);

/** Shows what the changes do, asks, and publishes them. @returns exit code */
async function publishWith(
  editor: GazetteEditor,
  changes: readonly Change[],
  options: PublishOptions,
): Promise<number> {
  const parent = editor.current().edition;
  const preview = await editor.preview(changes, chinaToday());
  const lines = describePreview(preview);
  print(lines.length === 0 ? ['和现在相比，文件没有变化。'] : lines);
  if (preview.faults.length > 0) return 1;
  return publishUnseen(editor, changes, parent, options);
}

async function publishUnseen(
  editor: GazetteEditor,
  changes: readonly Change[],
  parent: number,
  options: PublishOptions,
): Promise<number> {
  if (options.yes !== true && !process.stdin.isTTY) {
    print(['以上只是预览，还没有发布；确认无误后，请加上 --yes 再运行一次来发布。']);
    return 0;
  }
  if (options.yes !== true && !(await agrees())) {
    print(['没有发布。']);
    return 0;
  }
  const progress = createProgressReport();
  const published: Edition = await editor.publish(
    { changes, parent, by: nameOf(options), reason: options.reason ?? '' },
    progress.report,
  );
  print([`已发布第 ${published.edition} 版；正在运行的服务几秒内就会用上。撤销用 wenzheng corpus undo。`]);
  return 0;
}

async function agrees(): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(?:y|yes|是|好)$/i.test((await asking.question('发布吗？（是/否）')).trim());
  } finally {
    asking.close();
  }
}

async function readUploaded(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    // The reader tells the limit; only what no memory could hold is kept from being read.
    if (size > 512 * 1024 * 1024)
      throw new WenzhengError('file_unreadable', `${basename(path)} 太大，请拆成几个文件再加入。`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof WenzhengError) throw cause;
    throw new WenzhengError('file_unreadable', `读不了文件 ${path}，请检查路径和权限。`, { cause });
  }
}

/** Who is named in the history: --by, else who is signed in at this machine. */
function nameOf({ by }: WhoAndWhy): string {
  if (by !== undefined && by.trim() !== '') return by.trim().slice(0, 80);
  try {
    return userInfo().username.slice(0, 80) || '命令行';
  } catch {
    return '命令行';
  }
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${withoutControls(lines.join('\n'))}\n`);
}
