/**
 * Checking a household's case. What was told is posted, worked out and given back: no address, no log, no table of the
 * store and no audit entry holds it.
 * @module
 */
import type { Context, Hono } from 'hono';
import type { StaffRole } from '../../../../staff/staff.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { deskTime } from '../desk-time.ts';
import { type EligibilityCase, readCase, usableSchemes } from './case.ts';
import { eligibilityPage, makesPapers } from './eligibility-page.ts';
import { createPdfPrinter, type PdfPrinter, type PrintedPdf } from './print-pdf.ts';
import { resultView } from './result-view.ts';
import { sheetPage } from './sheet-page.ts';
import { following } from '../../../../editions/following.ts';

const lookers: readonly StaffRole[] = ['clerk', 'operator'];

const pdfFaults: Readonly<Record<Exclude<PrintedPdf['kind'], 'printed'>, string>> = {
  none: '这台服务器上没有 Chromium，不能直接生成 PDF：请用“打印核对表”，在浏览器的打印窗口里选“另存为 PDF”。',
  busy: '正在生成另一份 PDF，请过几秒再试一次。',
  failed: 'PDF 没有生成出来：请用“打印核对表”，在浏览器的打印窗口里选“另存为 PDF”。',
};

/** @param printer for tests */
export function addEligibilityRoutes(
  app: Hono,
  parts: DeskParts,
  printer: PdfPrinter = createPdfPrinter(),
): void {
  const { app: engine, door, now } = parts;
  const schemes = following(engine, () => usableSchemes(engine));
  const mayLook = door.requireStaff(...lookers);
  const clerksOnly = door.requireStaff('clerk');

  function page(context: Context, form: FormData): Response | Promise<Response> {
    const staff = staffOf(context);
    const first = schemes[0];
    if (!form.has('scheme') && first !== undefined) form.set('scheme', first.id);
    const given = readCase(engine, schemes, form);
    if (given === null && first !== undefined) return refuse(context, 404, noSuchScheme);
    return context.html(eligibilityPage({ staff, schemes, given, makesPapers: makesPapers(staff) }));
  }

  function sheet(context: Context, given: EligibilityCase, isAlone: boolean) {
    const { account } = staffOf(context);
    const printedAt = deskTime(now().toISOString());
    return sheetPage({ given, clerk: account.displayName, printedAt, isAlone });
  }

  app.get('/desk/eligibility', mayLook, (context) => {
    const form = new FormData();
    const scheme = context.req.query('scheme');
    if (scheme !== undefined) form.set('scheme', scheme);
    return page(context, form);
  });
  app.post('/desk/eligibility', mayLook, async (context) => page(context, await formOf(context)));

  app.post('/desk/eligibility/result', mayLook, async (context) => {
    const given = readCase(engine, schemes, await formOf(context));
    if (given === null) return refuse(context, 404, noSuchScheme);
    return context.json({ result: String(await resultView(given)) });
  });

  app.post('/desk/eligibility/sheet', clerksOnly, async (context) => {
    const given = readCase(engine, schemes, await formOf(context));
    if (given === null) return refuse(context, 404, noSuchScheme);
    return context.html(sheet(context, given, false));
  });

  app.post('/desk/eligibility/pdf', clerksOnly, async (context) => {
    const given = readCase(engine, schemes, await formOf(context));
    if (given === null) return refuse(context, 404, noSuchScheme);
    const printed = await printer.print(String(await sheet(context, given, true)));
    if (printed.kind !== 'printed') return refuse(context, 503, pdfFaults[printed.kind]);
    context.header('Content-Type', 'application/pdf');
    context.header('Content-Disposition', `attachment; filename="${given.scheme.id}-${given.asOf}.pdf"`);
    return context.body(new Uint8Array(printed.bytes));
  });
}

const noSuchScheme = '没有这种计算，请回到资格核对页重新选一种。';

/** Without any fields where no form was sent. */
async function formOf({ req }: Context): Promise<FormData> {
  return req.formData().catch(() => new FormData());
}
