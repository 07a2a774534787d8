/** A table that was handed in: how far it is, then what it came to. @module */
import { html } from 'hono/html';
import type { TableSummary } from '../../../../../batch/summarise-table.ts';
import type { TableJob } from '../../../../../batch/table-job.ts';
import { resultFormats } from '../../../../../batch/table-jobs.ts';
import type { Scheme } from '../../../../../calculators/scheme.ts';
import type { SignedIn } from '../../../../../staff/staff.ts';
import { assets } from '../../../assets.ts';
import { chineseDate, type Markup } from '../../../pages/layout.ts';
import { deskLayout } from '../../desk-layout.ts';
import { deskTime } from '../../desk-time.ts';
import type { DocumentState } from '../case.ts';
import { isAboutAid } from '../verdict.ts';
import { formatNames, removeForm, stateNames, stateTag } from './batch-page.ts';

export interface JobPageOptions {
  readonly staff: SignedIn;
  readonly job: TableJob;
  readonly scheme: Scheme;
  /** Documents of the scheme that do not hold on the day. */
  readonly ended: readonly DocumentState[];
}

export function jobPage(options: JobPageOptions): Markup {
  const { staff, job, scheme } = options;
  const body = html`<div class="eligibility batch">
<p><a href="/desk/eligibility/batch?scheme=${scheme.id}">回到批量核对</a></p>
<h1 class="file-name">${job.name}</h1>
<p class="lead">${scheme.title}，按${chineseDate(job.asOf)}的规定</p>
<p class="visually-hidden" id="said" role="status"></p>
<div id="job" data-job="${job.id}" data-state="${job.state}">${jobView(options)}</div>
${isGoingOn(job) ? html`<noscript><meta http-equiv="refresh" content="3"><p class="desk-soft">这一页每3秒刷新一次。</p></noscript>` : ''}
</div>`;
  return deskLayout({
    title: `批量核对：${stateNames[job.state].text}`,
    current: 'eligibility',
    staff,
    body,
    isWide: true,
    styles: [assets.lookUpStyle, assets.eligibilityStyle, assets.batchStyle],
    scripts: [assets.batchScript],
  });
}

export const isGoingOn = ({ state }: TableJob): boolean => state === 'waiting' || state === 'running';

/** For somebody who hears the page. */
export function sayState({ state, summary, sentence }: TableJob): string {
  if (state === 'done') return `算好了，共${summary?.rows ?? 0}行。`;
  return state === 'refused' ? `没有算成。${sentence ?? ''}` : `${stateNames[state].text}。`;
}

/** All that changes while the table is computed. */
export function jobView({ staff, job, scheme, ended }: JobPageOptions): Markup {
  if (job.state === 'refused')
    return html`<p class="desk-fault">${job.sentence ?? ''}</p>
<p class="actions"><a class="button" href="/desk/eligibility/batch?scheme=${scheme.id}">改好后再上传</a></p>${removeForm(staff, job)}`;
  if (job.summary === null) return progress(staff, job);
  const { summary } = job;
  return html`${ended.map(({ number, title, sentence }) => html`<p class="desk-fault">${number}《${title}》${sentence}下面是按当时的规定算的。</p>`)}
${counts(summary, scheme)}
<div class="actions batch-take">${resultFormats.map((format, at) => html`<a class="button${at === 0 ? '' : ' secondary'}" href="/desk/eligibility/batch/${job.id}/result?format=${format}" download>下载${formatNames[format]}结果</a> `)}${removeForm(staff, job)}</div>
<p class="desk-soft">结果表里每行都有状态、金额、依据、计算过程和填写问题。保留到${deskTime(job.until?.toISOString() ?? null)}，到时自动删除。${summary.notes.join('')}</p>
${totals(summary)}
${missing(summary)}
${problems(summary)}
${preview(summary)}
<p class="remark">按文件文本计算，只供核对参考，以主管部门审定为准。</p>`;
}

function progress(staff: SignedIn, job: TableJob): Markup {
  const percent = Math.floor(job.progress * 100);
  const text =
    job.state === 'running'
      ? `已算${percent}%`
      : `前面还有${job.ahead}份${job.ahead === 0 ? '，马上开始' : '，轮到就开始'}`;
  return html`<p class="batch-going">${stateTag(job)} <span>${text}</span></p>
<progress max="100" value="${percent}" aria-label="计算进度">${percent}%</progress>
<p class="desk-soft">可以离开这一页去做别的，算好后在“我的表格”里找。</p>
${removeForm(staff, job)}`;
}

function counts({ rows, counts: of }: TableSummary, { id }: Scheme): Markup {
  const isAid = isAboutAid(id);
  const cells = [
    { tone: 'yes', label: isAid ? '符合' : '能确定', count: of.yes },
    { tone: 'no', label: isAid ? '不符合' : '不适用', count: of.no },
    { tone: 'unknown', label: '还不能确定', count: of.unknown },
    { tone: 'wrong', label: '有错', count: of.wrong },
  ];
  return html`<dl class="batch-counts" aria-label="共${rows}行">${cells.map(({ tone, label, count }) => html`<div class="count-${tone}${count === 0 ? ' is-none' : ''}"><dt>${label}</dt><dd>${count}<span>行</span></dd></div>`)}</dl>
<p class="batch-sum">共${rows}行</p>`;
}

/** 12345.67 → 12,345.67 */
const grouped = (yuan: string): string => yuan.replace(/\B(?=(?:\d{3})+\.)/g, ',');

function totals({ totals: all, counts: { wrong } }: TableSummary): Markup | '' {
  if (all.length === 0) return '';
  return html`<section class="batch-part" aria-labelledby="totals"><h2 id="totals">金额合计</h2>
<table class="desk-table batch-totals"><thead><tr><th scope="col">项目</th><th scope="col" class="figure">合计（元）</th><th scope="col" class="figure">计入</th><th scope="col" class="figure">还没定</th></tr></thead>
<tbody>${all.map(({ heading, yuan, rows, open }) => html`<tr><th scope="row">${heading.replace(/（元）$/, '')}</th><td class="figure" data-label="合计（元）">${grouped(yuan)}</td><td class="figure" data-label="计入">${rows}行</td><td class="figure" data-label="还没定">${open}行</td></tr>`)}</tbody></table>
${wrong === 0 ? '' : html`<p class="desk-soft">有错的${wrong}行没有计入。</p>`}</section>`;
}

function missing({ missing: all }: TableSummary): Markup | '' {
  if (all.length === 0) return '';
  return html`<section class="batch-part" aria-labelledby="missing"><h2 id="missing">补上这些，就能多定一些</h2>
<ul>${all.map(({ label, rows, hasColumn }) => html`<li>${label}：${rows}行没有填${hasColumn ? '' : '，表里没有这一列，请照模板加上'}</li>`)}</ul></section>`;
}

function problems({ problems: all, problemCount }: TableSummary): Markup | '' {
  if (all.length === 0) return '';
  return html`<section class="batch-part"><h2 id="problems">要改的地方（${problemCount}处）</h2>
<p class="desk-soft">在原表里改好，再上传一次。${problemCount > all.length ? `这里列出前${all.length}处，全部见结果表的“结果：填写问题”列。` : ''}</p>
<div class="batch-scroll" tabindex="0" role="region" aria-labelledby="problems"><table class="batch-table"><thead><tr><th scope="col">行</th><th scope="col">单元格</th><th scope="col">列</th><th scope="col">怎么改</th></tr></thead>
<tbody>${all.map(({ row, cell, heading, sentence }) => html`<tr><td>${row}</td><td>${cell ?? '整行'}</td><td>${heading}</td><td>${sentence}</td></tr>`)}</tbody></table></div></section>`;
}

const isFigure = (cell: string): boolean => /^-?\d+(?:\.\d+)?$/.test(cell);

function preview({ preview: { headings, rows }, rows: all }: TableSummary): Markup {
  return html`<section class="batch-part"><h2 id="preview">${all > rows.length ? `前${rows.length}行` : '全部各行'}</h2>
<div class="batch-scroll" tabindex="0" role="region" aria-labelledby="preview"><table class="batch-table"><thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, at) => html`<td${at > 0 && isFigure(cell) ? html` class="figure"` : ''}>${cell}</td>`)}</tr>`)}</tbody></table></div></section>`;
}
