/**
 * Many households at once, from a table. Names and numbers in it are the clerk's: they come back in the result, and
 * stand in no table of the store, no log and no audit entry. There only counts, calculator and digest of the file stand.
 * @module
 */
import { createReadStream } from 'node:fs';
import type { Context, Hono } from 'hono';
import { templateAsCsv, templateAsXlsx } from '../../../../../batch/make-template.ts';
import {
  createTableJobs,
  type ResultFormat,
  resultFormats,
  type TableJobsOptions,
} from '../../../../../batch/table-jobs.ts';
import type { TableJob } from '../../../../../batch/table-job.ts';
import type { Scheme } from '../../../../../calculators/scheme.ts';
import { maskPrivateNumbers } from '../../../../../gazette/private-numbers.ts';
import { audited, type BodyLimit, refuse, staffOf } from '../../desk-door.ts';
import type { DeskParts } from '../../desk-parts.ts';
import { dayIn, documentsOf, usableSchemes } from '../case.ts';
import { schemeIn } from '../../look-up/calculator-form.ts';
import { batchPage } from './batch-page.ts';
import { isGoingOn, jobPage, type JobPageOptions, jobView, sayState } from './job-page.ts';

export type BatchOptions = Pick<TableJobsOptions, 'thread' | 'limits'>;

const mostBytes = 20 * 1024 * 1024;

/** For the desk's door; the form around the file is small. */
export const batchUpload: BodyLimit = {
  path: '/desk/eligibility/batch',
  bytes: mostBytes + 64 * 1024,
  roles: ['clerk'],
};

const types: Readonly<Record<ResultFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

const texts = {
  gone: '没有这份表格：可能已经到时删除了，请回到批量核对，需要时再上传一次。',
  noScheme: '没有这种计算，请回到批量核对页重新选一种。',
  noFile: '还没有选表格，请选一个 .xlsx 或 .csv 文件再上传。',
  empty: '选的文件是空的，请放入列名和数据再上传。',
  tooLarge: `文件超过 ${mostBytes / 1024 / 1024} MB，没有收下，请拆成小一些的文件再上传。`,
};

export function addBatchRoutes(app: Hono, parts: DeskParts, options: BatchOptions = {}): void {
  const { app: engine, door, now, store, logger, stopping } = parts;
  const schemes = usableSchemes(engine);
  const clerksOnly = door.requireStaff('clerk');
  const jobs = createTableJobs({
    folder: parts.dataDir,
    now,
    thread: options.thread,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    onFault: (fault) => logger.error(fault, 'a table could not be computed'),
    onDone: (job) =>
      store.audit.add({
        at: now().toISOString(),
        actor: job.owner.name,
        action: 'batch.done',
        subject: job.scheme,
        detail: describe(job),
      }),
  });
  if (stopping.aborted) jobs.close();
  else stopping.addEventListener('abort', () => jobs.close(), { once: true });

  const find = (context: Context): Promise<TableJob | null> =>
    jobs.find(staffOf(context).account.id, context.req.param('id') ?? '');
  const schemeNamed = (id: string): Scheme | undefined => schemes.find((scheme) => scheme.id === id);

  async function page(context: Context, scheme: Scheme | null, asOf: string, fault?: string) {
    const staff = staffOf(context);
    return batchPage({
      staff,
      schemes,
      scheme,
      asOf,
      documents: scheme === null ? [] : documentsOf(engine, scheme, asOf),
      jobs: await jobs.list(staff.account.id),
      mostBytes,
      ...(fault === undefined ? {} : { fault }),
    });
  }

  function viewOf(context: Context, job: TableJob): JobPageOptions | null {
    const scheme = schemeNamed(job.scheme);
    if (scheme === undefined) return null;
    const ended = documentsOf(engine, scheme, job.asOf).filter(({ status }) =>
      ['expired', 'repealed', 'period_over'].includes(status),
    );
    return { staff: staffOf(context), job, scheme, ended };
  }

  app.get('/desk/eligibility/batch', clerksOnly, async (context) => {
    const wanted = context.req.query('scheme');
    const scheme = wanted === undefined ? schemes[0] : schemeNamed(wanted);
    if (scheme === undefined && wanted !== undefined) return refuse(context, 404, texts.noScheme);
    return context.html(await page(context, scheme ?? null, engine.today()));
  });

  app.post('/desk/eligibility/batch', clerksOnly, async (context) => {
    const form = await context.req.formData().catch(() => new FormData());
    const scheme = schemeNamed(schemeIn(form));
    if (scheme === undefined) return refuse(context, 404, texts.noScheme);
    const { account } = staffOf(context);
    const asOf = dayIn(form) ?? engine.today();
    const file = form.get('file');
    const isFile = file !== null && typeof file !== 'string' && (file.size > 0 || file.name !== '');
    const refused = async (fault: string) => context.html(await page(context, scheme, asOf, fault), 400);
    if (!isFile) return refused(texts.noFile);
    if (file.size === 0) return refused(texts.empty);
    if (file.size > mostBytes) return refused(texts.tooLarge);
    const added = await jobs.add({
      owner: { id: account.id, name: account.displayName },
      name: nameFor(file.name),
      bytes: new Uint8Array(await file.arrayBuffer()),
      scheme: scheme.id,
      schemes: schemes.map(({ id }) => id),
      asOf,
    });
    if (typeof added === 'string') return refused(added);
    return context.redirect(`/desk/eligibility/batch/${added.id}`, 303);
  });

  app.get('/desk/eligibility/batch-template', clerksOnly, async (context) => {
    const scheme = schemeNamed(context.req.query('scheme') ?? '');
    const format = resultFormats.find((each) => each === context.req.query('format'));
    if (scheme === undefined || format === undefined) return refuse(context, 404, texts.noScheme);
    const bytes =
      format === 'xlsx' ? await templateAsXlsx(scheme) : new TextEncoder().encode(templateAsCsv(scheme));
    context.header('Content-Type', types[format]);
    context.header('Content-Disposition', attachment(`${scheme.title}模板.${format}`));
    return context.body(new Uint8Array(bytes));
  });

  app.get('/desk/eligibility/batch/:id', clerksOnly, async (context) => {
    const job = await find(context);
    const view = job === null ? null : viewOf(context, job);
    return view === null ? refuse(context, 404, texts.gone) : context.html(jobPage(view));
  });

  app.get('/desk/eligibility/batch/:id/progress', clerksOnly, async (context) => {
    const job = await find(context);
    const view = job === null ? null : viewOf(context, job);
    if (job === null || view === null) return refuse(context, 404, texts.gone);
    return context.json({
      state: job.state,
      isGoingOn: isGoingOn(job),
      said: sayState(job),
      view: String(await jobView(view)),
    });
  });

  app.get('/desk/eligibility/batch/:id/result', clerksOnly, async (context) => {
    const job = await find(context);
    const format = resultFormats.find((each) => each === context.req.query('format'));
    const file =
      job === null || format === undefined
        ? null
        : await jobs.result(staffOf(context).account.id, job.id, format);
    if (job === null || format === undefined || file === null) return refuse(context, 404, texts.gone);
    await audited(context, 'batch.download', job.scheme, `${describe(job)}，${format}`);
    context.header('Content-Type', types[format]);
    context.header('Content-Disposition', attachment(`${job.name.replace(/\.\w+$/, '')}-结果.${format}`));
    return context.body(streamOf(file));
  });

  app.post('/desk/eligibility/batch/:id/remove', clerksOnly, async (context) => {
    const job = await find(context);
    if (job === null) return refuse(context, 404, texts.gone);
    await jobs.remove(staffOf(context).account.id, job.id);
    return context.redirect(`/desk/eligibility/batch?scheme=${job.scheme}`, 303);
  });
}

/** As its owner knows it, on one line. */
function nameFor(fileName: string): string {
  const bare = fileName.replaceAll(/^.*[/\\]|\p{C}/gu, '').trim();
  return maskPrivateNumbers(bare, 'typed').slice(-80) || '没有名字的表格';
}

function describe({ sha256, summary }: TableJob): string {
  if (summary === null) return '';
  const { yes, no, unknown, wrong } = summary.counts;
  return `${summary.rows}行：符合${yes}，不符合${no}，还不能确定${unknown}，有错${wrong}；文件 sha256 ${(sha256 ?? '').slice(0, 16)}`;
}

const attachment = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;

/** By hand because the types of a web stream differ between Node and the browser. */
function streamOf(file: string): ReadableStream<Uint8Array> {
  const read = createReadStream(file);
  const chunks: AsyncIterator<unknown> = read[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else if (value instanceof Uint8Array) controller.enqueue(value);
    },
    cancel: () => void read.destroy(),
  });
}
