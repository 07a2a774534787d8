/** What the routes of the gazettes share. @module */
import type { Context } from 'hono';
import type { App } from '../../../../app.ts';
import type { Change } from '../../../../editions/edition.ts';
import { following } from '../../../../editions/following.ts';
import type { GazetteEditor } from '../../../../editions/gazette-editor.ts';
import type { Preview } from '../../../../editions/preview.ts';
import { type ErrorCode, WenzhengError } from '../../../../errors.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import { faultOf } from '../../../../logger.ts';
import type { BuildProgress } from '../../../../retrieval/build-index.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { changeWords } from './corpus-words.ts';
import { createDocumentList, type DocumentList } from './listed-documents.ts';
import { nameOf } from './preview-view.ts';
import { type Resting, restingOn } from './rests-on.ts';
import { createThreads, type Threads } from './threads.ts';
import { createWorks, type ReportStep, type Works } from './works.ts';

export interface CorpusDesk {
  readonly engine: App;
  readonly parts: DeskParts;
  readonly works: Works;
  readonly threads: Threads;
  readonly list: DocumentList;
  readonly editor: () => Promise<GazetteEditor>;
  /** Index of the document with this id in the edition in use; -1: none. */
  readonly indexOf: (id: string) => number;
  /** A document as people know it. */
  readonly nameOf: (id: string) => string;
  readonly regions: () => readonly string[];
  readonly publishers: () => Promise<readonly string[]>;
  /** What rests on the documents that a change ends. */
  readonly resting: (preview: Preview) => Promise<Resting[]>;
  /** Publishes beside the pages. @returns the response: on to the page that tells how far it is. */
  readonly publish: (context: Context, wanted: Publication) => Promise<Response>;
  /** An entry of the audit by whoever is signed in, written after the request as well. */
  readonly note: (by: string, action: string, subject: string, detail: string) => Promise<void>;
}

export interface Publication {
  readonly changes: readonly Change[];
  readonly parent: number;
  readonly reason: string;
  readonly drafts?: readonly string[];
  /** Of the audit. */
  readonly action: string;
  /** 发布《公报》 */
  readonly title: string;
  /** Where somebody goes when it is refused. */
  readonly back: string;
}

const longestDetail = 400;

const steps: Readonly<
  Record<BuildProgress['step'], { readonly text: string; readonly from: number; readonly to: number }>
> = {
  terms: { text: '正在建立词语索引', from: 0.35, to: 0.5 },
  vectors: { text: '正在计算向量', from: 0.5, to: 0.85 },
  graph: { text: '正在连接相近的条款', from: 0.85, to: 0.93 },
  write: { text: '正在写入索引', from: 0.93, to: 0.97 },
};

export function createCorpusDesk(parts: DeskParts): CorpusDesk {
  const { app: engine, store, dataDir, now, stopping, logger } = parts;
  const works = createWorks({
    folder: dataDir,
    now,
    stopping,
    onFault: (error) => logger.error(faultOf(error), 'a gazette could not be read or published'),
  });
  const threads = createThreads(engine);
  const list = following(engine, () => createDocumentList(engine.corpus));
  // Not the map itself: its methods cannot be called through what follows the edition.
  const index = following(engine, () => {
    const known = new Map(engine.corpus.documents.map(({ id }, at) => [id, at]));
    return { of: (id: string) => known.get(id) ?? -1 };
  });

  const named = (id: string): string => {
    const document = engine.corpus.documents[index.of(id)];
    return document === undefined
      ? id
      : nameOf({ documentNumber: document.number?.canonical ?? null, title: document.title });
  };

  const note: CorpusDesk['note'] = (by, action, subject, detail) =>
    store.audit
      .add({
        at: now().toISOString(),
        actor: by,
        action,
        subject,
        // A digest or a name of a file may look like a number of a person.
        detail: maskPrivateNumbers(detail, 'typed').slice(0, longestDetail),
      })
      // What is to be noted has happened, and the edition itself holds who and why.
      .catch((error: unknown) => logger.error(faultOf(error), 'an action could not be noted'));

  async function publishNow(wanted: Publication, by: string, report: ReportStep): Promise<string> {
    const editor = await engine.editor();
    const { changes, parent, reason, drafts = [] } = wanted;
    report('正在核对改动', 0.05);
    // Names are told as they were before: a corrected title is another one afterwards.
    const words = changes.map((change) => changeWords(change, named)).join('；');
    const { edition } = await editor.publish(
      { changes, parent, by, reason, drafts },
      ({ step, done, total }) => {
        const { text, from, to } = steps[step];
        report(text, from + (to - from) * (total === 0 ? 1 : done / total));
      },
    );
    await note(by, wanted.action, `第${edition}版`, `${words}。原因：${reason}`);
    return `/desk/corpus/published?edition=${edition}`;
  }

  return {
    engine,
    parts,
    works,
    threads,
    list,
    editor: () => engine.editor(),
    indexOf: (id) => index.of(id),
    nameOf: named,
    regions: () => {
      const { homeRegion } = engine.corpus;
      return [...new Set([...(homeRegion === null ? [] : [homeRegion]), ...list.regions])];
    },
    async publishers() {
      const { state } = (await engine.editor()).current();
      const issuers = engine.corpus.documents.flatMap(({ issuer }) => issuer ?? []);
      return [...new Set([...state.gazettes.flatMap(({ publisher }) => publisher ?? []), ...issuers])].slice(
        0,
        30,
      );
    },
    resting: (preview) =>
      Promise.all(preview.impacts.map(({ document }) => restingOn({ app: engine, store }, document))),
    async publish(context, wanted) {
      const { account } = staffOf(context);
      const started = await works.start(
        { kind: 'publish', owner: account.id, title: wanted.title, back: wanted.back },
        (report) => publishNow(wanted, account.displayName, report),
      );
      if (typeof started === 'string') return refuse(context, 503, started);
      return context.redirect(`/desk/corpus/work/${started.id}`, 303);
    },
    note,
  };
}

const statuses: Partial<Record<ErrorCode, 400 | 404 | 409 | 503>> = {
  not_found: 404,
  conflict: 409,
  input_invalid: 400,
  file_unreadable: 400,
  usage: 503,
  corpus_unreadable: 503,
};

/** What went wrong in a sentence, where somebody can mend it. */
export async function told(context: Context, work: () => Promise<Response> | Response): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const status = error instanceof WenzhengError ? statuses[error.code] : undefined;
    if (!(error instanceof WenzhengError) || status === undefined) throw error;
    return refuse(context, status, error.message);
  }
}
