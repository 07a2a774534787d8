/** The gazettes as editors see, correct and add to them. @module */
import type { Context, Hono } from 'hono';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { readForm } from '../read-form.ts';
import { addChangeRoutes } from './add-change-routes.ts';
import { addDraftRoutes } from './add-draft-routes.ts';
import { type CorpusDesk, createCorpusDesk, told } from './corpus-desk.ts';
import { corpusPage } from './corpus-page.ts';
import { documentPage } from './document-page.ts';
import { documentSource } from './document-source.ts';
import { editionsPage } from './editions-page.ts';
import { readFilters } from './listed-documents.ts';
import { publishedPage } from './published-page.ts';
import { restingOn } from './rests-on.ts';
import { longestQuestion } from '../look-up/read-look-up.ts';
import { isGoingOn, sayWork, workPage, workView } from './work-page.ts';

/** Milliseconds that the list waits for the numbers of its sources. */
const patience = 1500;

const texts = {
  noDocument: '公报里没有这份文件，可能已经撤下，请回到公报页重新找。',
  noOriginal: '没有这个原件：可能已经撤下，或者是随系统交付的，请回到公报页查看。',
  noWork: '没有这一步：可能已经办完，请在待发布或版本记录里看结果。',
  noEdition: '没有这一版，请到版本记录里看。',
};

export function addCorpusRoutes(app: Hono, parts: DeskParts): void {
  const desk = createCorpusDesk(parts);
  const editorsOnly = parts.door.requireStaff('editor');
  addDraftRoutes(app, desk, editorsOnly);
  addChangeRoutes(app, desk, editorsOnly);

  app.get('/desk/corpus', editorsOnly, (context) => told(context, () => list(context, desk)));

  app.get('/desk/corpus/document', editorsOnly, (context) => told(context, () => document(context, desk)));

  app.get('/desk/corpus/original', editorsOnly, (context) => told(context, () => original(context, desk)));

  app.get('/desk/corpus/editions', editorsOnly, (context) =>
    told(context, async () => {
      const editor = await desk.editor();
      return context.html(
        editionsPage({
          staff: staffOf(context),
          read: (number) => editor.edition(number),
          latest: editor.current().edition,
          page: wholeOf(context.req.query('page')) ?? 1,
          nameOf: desk.nameOf,
        }),
      );
    }),
  );

  app.get('/desk/corpus/published', editorsOnly, (context) =>
    told(context, () => published(context, desk, wholeOf(context.req.query('edition')))),
  );

  app.post('/desk/corpus/try', editorsOnly, (context) =>
    told(context, async () => {
      const form = await readForm(context);
      const q = form.text('q').replaceAll(/\s+/g, ' ').trim().slice(0, longestQuestion);
      return published(context, desk, wholeOf(form.text('edition')), q);
    }),
  );

  app.get('/desk/corpus/work/:id', editorsOnly, async (context) => {
    const staff = staffOf(context);
    const work = await desk.works.find(staff.account.id, context.req.param('id'));
    if (work === null) return refuse(context, 404, texts.noWork);
    if (work.state === 'done' && work.goal !== null) return context.redirect(work.goal, 303);
    return context.html(workPage(staff, work));
  });

  app.get('/desk/corpus/work/:id/progress', editorsOnly, async (context) => {
    const work = await desk.works.find(staffOf(context).account.id, context.req.param('id'));
    if (work === null) return refuse(context, 404, texts.noWork);
    return context.json({
      state: work.state,
      isGoingOn: isGoingOn(work),
      said: sayWork(work),
      goal: work.goal,
      view: String(await workView(work)),
    });
  });
}

async function list(context: Context, { engine, threads, editor, list: all, regions }: CorpusDesk) {
  const opened = await editor();
  const edition = opened.edition(engine.edition);
  const filters = readFilters(context.req.query());
  return context.html(
    corpusPage({
      staff: staffOf(context),
      corpus: engine.corpus,
      edition: engine.edition,
      publishedAt: edition?.at ?? null,
      filters,
      list: all.find(filters, engine.today()),
      regions: regions(),
      added: edition?.state.gazettes ?? [],
      drafts: opened.drafts().length,
      coverage: await threads.coverage(patience),
    }),
  );
}

async function document(context: Context, desk: CorpusDesk) {
  const { engine, threads, parts, regions } = desk;
  const index = desk.indexOf(context.req.query('id') ?? '');
  const { corpus, edition } = engine;
  const found = corpus.documents[index];
  const file = corpus.sources[found?.source ?? -1]?.file;
  if (found === undefined || file === undefined) return refuse(context, 404, texts.noDocument);
  const read = await threads.parts(file);
  const { state } = (await desk.editor()).current();
  return context.html(
    documentPage({
      staff: staffOf(context),
      corpus,
      index,
      asOf: engine.today(),
      edition,
      source:
        read === null ? null : documentSource(corpus, found, read, wholeOf(context.req.query('page')) ?? 1),
      added: state.gazettes.find((each) => each.file === file) ?? null,
      questions: engine.questions
        .filter((each) => each.document === index)
        .map(({ ask, answer }) => ({ ask, isApproved: answer !== null })),
      resting: await restingOn(
        { app: engine, store: parts.store },
        { documentNumber: found.number?.canonical ?? null, title: found.title },
      ),
      regions: regions(),
    }),
  );
}

/** As it was handed in, to be kept and not to be opened here: it may be anything. */
async function original(context: Context, desk: CorpusDesk) {
  const editor = await desk.editor();
  const { file, draft } = context.req.query();
  const gazette =
    draft === undefined
      ? editor.current().state.gazettes.find((each) => each.file === file)
      : editor.draftOf(draft).gazette;
  const bytes = gazette === undefined ? null : editor.original(gazette);
  if (gazette === undefined || bytes === null) return refuse(context, 404, texts.noOriginal);
  context.header('Content-Type', 'application/octet-stream');
  context.header('Content-Disposition', `attachment; filename*=UTF-8''${encodedName(gazette.originalName)}`);
  context.header('X-Content-Type-Options', 'nosniff');
  return context.body(new Uint8Array(bytes));
}

async function published(context: Context, desk: CorpusDesk, wanted: number | null, q?: string) {
  const { engine } = desk;
  const found = (await desk.editor()).edition(wanted ?? 0);
  if (found === null) return refuse(context, 404, texts.noEdition);
  // Another process may have published it a moment ago. What cannot be opened is told by whoever follows all the time.
  if (engine.edition < found.edition) await engine.follow().catch(() => false);
  return context.html(
    publishedPage({
      staff: staffOf(context),
      edition: found,
      inUse: engine.edition,
      corpus: engine.corpus,
      nameOfDocument: desk.nameOf,
      ...(q === undefined || q === '' ? {} : { tried: { q, answer: engine.answer({ q }) } }),
    }),
  );
}

/** RFC 5987: what encodeURIComponent leaves but such a name may not hold. */
const encodedName = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** null for what is no whole number. */
export const wholeOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
