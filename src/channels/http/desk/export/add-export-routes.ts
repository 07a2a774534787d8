/** The knowledge base for a hotline, as files to be downloaded by those who keep it. @module */
import type { Hono } from 'hono';
import { html } from 'hono/html';
import { checkEntries } from '../../../../export/check-entries.ts';
import type { Entry } from '../../../../export/entry.ts';
import { makeEntries } from '../../../../export/make-entries.ts';
import { exportFormats, fileName, partAsBytes, partsOf } from '../../../../export/write-entries.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import type { Markup } from '../../pages/layout.ts';
import { validityName } from '../../validity-label.ts';
import { audited, csrfField, refuse, staffOf } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import type { DeskParts } from '../desk-parts.ts';
import { readForm } from '../read-form.ts';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export function addExportRoutes(app: Hono, { app: engine, door }: DeskParts): void {
  const editorsOnly = door.requireStaff('editor');
  const entriesOn = (asOf: string): Entry[] =>
    makeEntries({
      corpus: engine.corpus,
      questions: engine.questions,
      asOf,
      nameOfValidity: validityName,
    });

  app.get('/desk/export', editorsOnly, (context) => {
    const asOf = engine.today();
    return context.html(exportPage(staffOf(context), entriesOn(asOf), asOf));
  });

  app.post('/desk/export', editorsOnly, async (context) => {
    const form = await readForm(context);
    const asOf = engine.today();
    const format = exportFormats.find((each) => each === form.text('format'));
    const at = /^\d{1,4}$/.test(form.text('part')) ? Number(form.text('part')) : -1;
    const part = partsOf(entriesOn(asOf))[at];
    if (format === undefined || part === undefined)
      return refuse(context, 404, '没有这一份，请回到导出页重新选一份。');
    const bytes = await partAsBytes(part, format);
    await audited(context, 'export.knowledge', fileName(asOf, at, format));
    context.header('Content-Type', types[format]);
    const name = encodeURIComponent(fileName(asOf, at, format));
    context.header('Content-Disposition', `attachment; filename*=UTF-8''${name}`);
    return context.body(new Uint8Array(bytes));
  });
}

function exportPage(staff: SignedIn, entries: readonly Entry[], asOf: string): Markup {
  const faults = checkEntries(entries);
  const parts = partsOf(entries);
  const body = html`<div class="desk-card">
<h1>导出知识库</h1>
<p class="lead">按12345热线的录入格式：一条标准问或者一份文件一条，共${entries.length}条，每份文件最多1000条。效力按${asOf}判断，不是现行有效的，内容里先写明。</p>
${faults.length === 0 ? html`<p>全部合录入规则。</p>` : html`<p class="remark">${faults.length}处不合录入规则，导入前请改正：</p><ul>${faults.slice(0, 20).map((fault) => html`<li>${fault}</li>`)}</ul>`}
${parts.map(
  (part, at) =>
    html`<form method="post" action="/desk/export">${csrfField(staff)}<input type="hidden" name="part" value="${at}"><p class="actions">第${at + 1}份（${part.length}条）${exportFormats.map((format) => html`<button type="submit" name="format" value="${format}">下载 ${format}</button> `)}</p></form>`,
)}
</div>`;
  return deskLayout({ title: '导出知识库', current: 'export', staff, body });
}
