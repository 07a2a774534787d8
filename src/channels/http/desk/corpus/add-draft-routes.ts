/** Handing in a gazette, looking at what was read, publishing it. @module */
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { readGazetteFile } from '../../../../gazette-files/read-gazette-file.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type { Change } from '../../../../editions/edition.ts';
import type { Draft, GazetteOrigin } from '../../../../editions/gazette-editor.ts';
import { audited, type BodyLimit, staffOf } from '../desk-door.ts';
import { type DeskForm, readForm } from '../read-form.ts';
import { addPage } from './add-page.ts';
import { overtakenPage } from './change-page.ts';
import { type CorpusDesk, told } from './corpus-desk.ts';
import { draftPage } from './draft-page.ts';
import { readReason } from './read-change.ts';
import type { ReportStep } from './works.ts';

const mostBytes = 20 * 1024 * 1024;

/** For the desk's door; the form around the file is small. */
export const corpusUpload: BodyLimit = {
  path: '/desk/corpus/add',
  bytes: mostBytes + 64 * 1024,
  roles: ['editor'],
};

const texts = {
  noFile: '还没有选文件，请选一份公报再上传。',
  empty: '选的文件是空的，请检查文件后重新上传。',
  tooLarge: `文件超过 ${mostBytes / 1024 / 1024} MB，没有收下，请拆成几个文件，或去掉其中的图片再上传。`,
  overtaken: '您看的时候，别人发布了新的一版，这份公报还没有发布；请按新的一版再看一遍。',
  form: '这个页面已经过期，请回到添加公报重新打开。',
};

export function addDraftRoutes(app: Hono, desk: CorpusDesk, editorsOnly: MiddlewareHandler): void {
  const { engine, works, threads } = desk;

  async function formPage(context: Context, origin: GazetteOrigin, fault?: string) {
    return addPage({
      staff: staffOf(context),
      origin,
      regions: desk.regions(),
      publishers: await desk.publishers(),
      drafts: (await desk.editor()).drafts(),
      mostBytes,
      fault,
    });
  }

  async function page(context: Context, draft: Draft, more: { reason?: string; fault?: string } = {}) {
    const { edition } = (await desk.editor()).current();
    const preview = await threads.preview(edition, [addition(draft)]);
    return draftPage({
      staff: staffOf(context),
      draft,
      preview,
      resting: await desk.resting(preview),
      edition,
      regions: desk.regions(),
      publishers: await desk.publishers(),
      ...more,
    });
  }

  async function read(
    file: File,
    origin: GazetteOrigin,
    by: string,
    report: ReportStep,
    signal: AbortSignal,
  ) {
    report('正在读取文件', null);
    const bytes = new Uint8Array(await file.arrayBuffer());
    // The name of a file is shown, kept and logged in the audit.
    const name = maskPrivateNumbers(file.name, 'typed');
    const { kind, text, warnings } = await readGazetteFile({ name, bytes }, { signal });
    report('正在认出文件、条款和效力', null);
    const editor = await desk.editor();
    const draft = editor.draft(
      { name, bytes, format: kind, text, warnings: warnings.map(({ message }) => message) },
      origin,
      by,
    );
    await desk.note(
      by,
      'corpus.draft',
      draft.gazette.originalName,
      `文件 sha256 ${draft.gazette.originalSha256.slice(0, 16)}`,
    );
    // So that the page opens at once; when too many read, the page does it.
    await threads.preview(editor.current().edition, [addition(draft)]).catch(() => null);
    return `/desk/corpus/draft?id=${draft.id}`;
  }

  app.get('/desk/corpus/add', editorsOnly, (context) =>
    told(context, async () =>
      context.html(
        await formPage(context, { publisher: null, region: engine.corpus.homeRegion, kind: 'gazette' }),
      ),
    ),
  );

  app.post('/desk/corpus/add', editorsOnly, (context) =>
    told(context, async () => {
      const { account } = staffOf(context);
      const origin = originOf(await readForm(context));
      const sent = await context.req.formData().catch(() => null);
      const file = sent?.get('file');
      const refused = async (fault: string, status: 400 | 413 | 503 = 400) =>
        context.html(await formPage(context, origin, fault), status);
      if (!(file instanceof File) || (file.name === '' && file.size === 0)) return refused(texts.noFile);
      if (file.size === 0) return refused(texts.empty);
      if (file.size > mostBytes) return refused(texts.tooLarge, 413);
      const shown = maskPrivateNumbers(file.name.replaceAll(/^.*[/\\]|\p{C}/gu, ''), 'typed').slice(-80);
      const started = await works.start(
        { kind: 'read', owner: account.id, title: `读取${shown}`, back: '/desk/corpus/add' },
        (report, signal) => read(file, origin, account.displayName, report, signal),
      );
      if (typeof started === 'string') return refused(started, 503);
      return context.redirect(`/desk/corpus/work/${started.id}`, 303);
    }),
  );

  app.get('/desk/corpus/draft', editorsOnly, (context) =>
    told(context, async () => {
      const draft = (await desk.editor()).draftOf(context.req.query('id') ?? '');
      return context.html(await page(context, draft));
    }),
  );

  app.post('/desk/corpus/draft', editorsOnly, (context) =>
    told(context, async () => {
      const form = await readForm(context);
      const editor = await desk.editor();
      // Sent again from the page that says that somebody was quicker, it holds no origin.
      if (form.text('kind') !== '') editor.describeDraft(form.text('id'), originOf(form));
      const draft = editor.draftOf(form.text('id'));
      if (form.text('reason') !== '')
        return context.html(await page(context, draft, { reason: form.text('reason') }));
      return context.redirect(`/desk/corpus/draft?id=${draft.id}`, 303);
    }),
  );

  app.post('/desk/corpus/draft/publish', editorsOnly, (context) =>
    told(context, async () => {
      const form = await readForm(context);
      const editor = await desk.editor();
      const draft = editor.draftOf(form.text('id'));
      const given = readReason(form.text('reason'));
      if ('fault' in given)
        return context.html(
          await page(context, draft, { reason: form.text('reason'), fault: given.fault }),
          400,
        );
      const parent = /^\d{1,9}$/.test(form.text('parent')) ? Number(form.text('parent')) : -1;
      if (parent !== editor.current().edition)
        return context.html(
          overtakenPage(staffOf(context), texts.overtaken, {
            action: '/desk/corpus/draft',
            fields: [
              ['id', draft.id],
              ['reason', given.reason],
            ],
          }),
          409,
        );
      return desk.publish(context, {
        changes: [addition(draft)],
        parent,
        reason: given.reason,
        drafts: [draft.id],
        action: 'corpus.publish',
        title: `发布${draft.gazette.originalName}`,
        back: `/desk/corpus/draft?id=${draft.id}`,
      });
    }),
  );

  app.post('/desk/corpus/draft/discard', editorsOnly, (context) =>
    told(context, async () => {
      const form = await readForm(context);
      const editor = await desk.editor();
      const { id, gazette } = editor.draftOf(form.text('id'));
      editor.removeDraft(id);
      await audited(context, 'corpus.discard', gazette.originalName);
      return context.redirect('/desk/corpus/add#drafts', 303);
    }),
  );
}

const addition = ({ gazette }: Draft): Change => ({ kind: 'add_gazette', gazette });

function originOf(form: DeskForm): GazetteOrigin {
  const short = (name: string, most: number): string | null =>
    maskPrivateNumbers(form.text(name).replaceAll(/\s+/g, ' ').trim(), 'typed').slice(0, most) || null;
  const kind = form.text('kind');
  return {
    publisher: short('publisher', 80),
    region: short('region', 40),
    kind: kind === 'notice' || kind === 'reference' ? kind : 'gazette',
  };
}
