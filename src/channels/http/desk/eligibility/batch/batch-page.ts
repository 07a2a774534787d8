/** Where a clerk hands in a table of many households, and finds those that were handed in. @module */
import { html } from 'hono/html';
import { templateColumns } from '../../../../../batch/make-template.ts';
import type { TableJob } from '../../../../../batch/table-job.ts';
import { resultFormats, tableLimits } from '../../../../../batch/table-jobs.ts';
import type { Scheme } from '../../../../../calculators/scheme.ts';
import type { SignedIn } from '../../../../../staff/staff.ts';
import { assets } from '../../../assets.ts';
import type { Markup } from '../../../pages/layout.ts';
import { validityLabels } from '../../../validity-label.ts';
import { csrfField } from '../../desk-door.ts';
import { deskLayout } from '../../desk-layout.ts';
import { deskTime } from '../../desk-time.ts';
import type { DocumentState } from '../case.ts';

export interface BatchPageOptions {
  readonly staff: SignedIn;
  readonly schemes: readonly Scheme[];
  /** null where these gazettes hold no scheme. */
  readonly scheme: Scheme | null;
  readonly asOf: string;
  readonly documents: readonly DocumentState[];
  readonly jobs: readonly TableJob[];
  /** Of a file, in bytes. */
  readonly mostBytes: number;
  /** Why the last upload was not taken. */
  readonly fault?: string;
}

export function batchPage(options: BatchPageOptions): Markup {
  const { staff, schemes, scheme } = options;
  const body = html`<div class="eligibility batch">
<h1>批量核对</h1>
<p class="lead">一张表里每行一户或一笔，算出每行符合不符合、多少钱、依据哪一条。一户一户地核对请用<a href="/desk/eligibility${scheme === null ? '' : `?scheme=${scheme.id}`}">资格核对</a>。</p>
<nav class="schemes" aria-label="选一种计算">${schemes.map(({ id, title }) => html`<a href="/desk/eligibility/batch?scheme=${id}"${id === scheme?.id ? html` aria-current="page"` : ''}>${title}</a>`)}</nav>
${scheme === null ? html`<p class="nothing">这些公报里没有可以计算的规定。</p>` : form(options, scheme)}
${jobList(options)}
</div>`;
  return deskLayout({
    title: '批量核对',
    current: 'eligibility',
    staff,
    body,
    isWide: true,
    styles: [assets.lookUpStyle, assets.eligibilityStyle, assets.batchStyle],
    scripts: [assets.batchScript],
  });
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;

function form({ staff, asOf, documents, mostBytes, fault }: BatchPageOptions, scheme: Scheme): Markup {
  const columns = templateColumns(scheme);
  return html`<p class="rests-on">${documents.map(({ number, title, status }) => html`<span>${number}《${title}》，${validityLabels[status].text}</span>`)}</p>
${fault === undefined ? '' : html`<p class="desk-fault" role="alert">${fault}</p>`}
<div class="batch-steps">
<section class="desk-panel" aria-labelledby="template"><h2 id="template">1. 下载模板，填好</h2>
<p>每列一项情况，列名不要改；用不到的列可以删。已经有自己的表，把列名改成模板里的也可以。</p>
<p class="actions">${resultFormats.map((format) => html`<a class="button secondary" href="/desk/eligibility/batch-template?scheme=${scheme.id}&amp;format=${format}" download>下载${formatNames[format]}模板</a> `)}</p>
<details class="how-to"><summary>每一列怎么填（${columns.length}列）</summary>
<div class="how-to-list" tabindex="0" role="region" aria-label="每一列怎么填"><dl>${columns.map(({ heading, howTo }) => html`<div><dt>${heading}</dt><dd>${howTo}</dd></div>`)}</dl></div></details>
</section>
<section class="desk-panel" aria-labelledby="upload"><h2 id="upload">2. 上传，计算</h2>
<form id="upload-form" class="desk-form" method="post" action="/desk/eligibility/batch" enctype="multipart/form-data" data-most-bytes="${mostBytes}">
${csrfField(staff)}<input type="hidden" name="scheme" value="${scheme.id}">
<div class="desk-pair">
<div class="field"><label for="file">表格（.xlsx 或 .csv）</label><input type="file" id="file" name="file" accept=".xlsx,.csv" required aria-describedby="file-help file-fault"></div>
<div class="field"><label for="asOf">按哪一天的规定</label><input type="date" id="asOf" name="asOf" value="${asOf}"></div>
</div>
<p class="desk-fault" id="file-fault" role="alert" hidden></p>
<p class="actions"><button type="submit" class="button">上传并计算</button></p>
<p class="desk-soft" id="file-help">最多${tableLimits.rows / 10_000}万行、${megabytes(mostBytes)}，第一行是列名。姓名、身份证号这些列照原样留在您下载的结果里，不存进系统，也不写进日志。</p>
</form></section>
</div>`;
}

export const formatNames = { xlsx: ' Excel ', csv: ' CSV ' } as const;

export const stateNames = {
  waiting: { text: '在排队', tone: 'care' },
  running: { text: '正在计算', tone: 'care' },
  done: { text: '算好了', tone: 'good' },
  refused: { text: '没有算成', tone: 'ended' },
} as const;

export const stateTag = ({ state }: TableJob): Markup =>
  html`<span class="desk-tag desk-tag-${stateNames[state].tone}">${stateNames[state].text}</span>`;

function jobList({ staff, jobs, schemes }: BatchPageOptions): Markup {
  const title = (id: string): string => schemes.find((scheme) => scheme.id === id)?.title ?? id;
  const list = html`<table class="desk-table">
<thead><tr><th scope="col">表格</th><th scope="col">计算项目</th><th scope="col">状态</th><th scope="col">上传</th><th scope="col">保留到</th><th scope="col">删除</th></tr></thead>
<tbody>${jobs.map(
    (job) => html`<tr>
<th scope="row"><a href="/desk/eligibility/batch/${job.id}">${job.name}</a></th>
<td data-label="计算项目">${title(job.scheme)}</td>
<td data-label="状态">${stateTag(job)}</td>
<td data-label="上传">${deskTime(job.addedAt.toISOString())}</td>
<td data-label="保留到">${deskTime(job.until?.toISOString() ?? null, '算好后1小时')}</td>
<td data-label="删除">${removeForm(staff, job)}</td>
</tr>`,
  )}</tbody>
</table>`;
  return html`<section class="batch-jobs" aria-labelledby="jobs"><h2 id="jobs">我的表格</h2>
${jobs.length === 0 ? html`<p class="nothing">还没有。上传的表格和结果只有您看得到，算好后保留1小时，到时自动删除。</p>` : html`<p class="desk-soft">只有您看得到。算好后保留1小时，到时自动删除，请及时下载；离开这一页不影响计算。</p>${list}`}
</section>`;
}

/** Ends what waits or runs, removes what is done. */
export function removeForm(staff: SignedIn, { id, state, name }: TableJob): Markup {
  const text = state === 'waiting' || state === 'running' ? '取消' : '删除';
  return html`<form method="post" action="/desk/eligibility/batch/${id}/remove">${csrfField(staff)}<button type="submit" class="button danger" aria-label="${text}${name}">${text}</button></form>`;
}
