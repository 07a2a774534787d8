/** All documents and sources of the edition in use. @module */
import { html } from 'hono/html';
import type { AddedGazette } from '../../../../editions/edition.ts';
import type { SourceParts } from '../../../../editions/source-parts.ts';
import type { Corpus } from '../../../../gazette/model.ts';
import { validityStatuses } from '../../../../gazette/validity.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { documentFields } from '../../../document-fields.ts';
import { assets } from '../../assets.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import { validityName } from '../../validity-label.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { correctedValue, grouped, percentage, sourceKindNames } from './corpus-words.ts';
import { type DocumentFilters, type DocumentPage, isAdded, type ListedDocument } from './listed-documents.ts';
import { nameOf } from './preview-view.ts';

export interface CorpusPageOptions {
  readonly staff: SignedIn;
  readonly corpus: Corpus;
  /** Number of the edition in use; 0: nothing was changed. */
  readonly edition: number;
  readonly publishedAt: string | null;
  readonly filters: DocumentFilters;
  readonly list: DocumentPage;
  readonly regions: readonly string[];
  readonly added: readonly AddedGazette[];
  readonly drafts: number;
  /** null: still being counted. */
  readonly coverage: readonly SourceParts[] | null;
}

export function corpusPage(options: CorpusPageOptions): Markup {
  const { staff, corpus, edition, publishedAt, drafts } = options;
  const body = html`<div class="desk-page corpus">
<h1>公报</h1>
<p class="lead">现在用的是${edition === 0 ? '原来的公报，还没有改动' : html`<a href="/desk/corpus/editions">第${edition}版</a>（${deskTime(publishedAt)}发布）`}：${grouped(corpus.sources.length)}个来源，${grouped(corpus.documents.length)}份文件，${grouped(corpus.clauses.length)}条条款。</p>
<p class="actions"><a class="button" href="/desk/corpus/add">添加公报</a><a class="button secondary" href="/desk/corpus/editions">版本记录</a>${drafts === 0 ? '' : html`<a class="button secondary" href="/desk/corpus/add#drafts">待发布 ${drafts} 份</a>`}</p>
${documents(options)}
${sources(options)}
${problems(corpus)}
${corrections(corpus)}
</div>`;
  return deskLayout({
    title: '公报',
    current: 'corpus',
    staff,
    body,
    isWide: true,
    styles: [assets.corpusStyle],
  });
}

function option(value: string, text: string, chosen: string | null): Markup {
  return html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : ''}>${text}</option>`;
}

function documents({ filters, list, regions, corpus }: CorpusPageOptions): Markup {
  const sourceName = sourceNames(corpus);
  const { q, validity, source, region, mark } = filters;
  return html`<section aria-labelledby="documents"><h2 id="documents">文件</h2>
<form method="get" action="/desk/corpus" class="desk-filters" role="search">
<div class="field"><label for="q">标题、文号或机关</label><input id="q" name="q" type="search" value="${q}" maxlength="200" autocomplete="off"></div>
<div class="field"><label for="validity">效力</label><select id="validity" name="validity">${option('', '不限', validity)}${validityStatuses.map((each) => option(each, validityName(each), validity))}</select></div>
<div class="field"><label for="source">来源</label><select id="source" name="source">${option('', '不限', source)}${corpus.sources.map(({ file }) => option(file, sourceName(file), source))}</select></div>
<div class="field"><label for="region">地区</label><select id="region" name="region">${option('', '不限', region)}${regions.map((each) => option(each, each, region))}</select></div>
<div class="field"><label for="mark">改动</label><select id="mark" name="mark">${option('', '不限', mark)}${option('added', '后来添加的', mark)}${option('corrected', '更正过的', mark)}</select></div>
<p class="actions"><button type="submit" class="button">查找</button><a class="button secondary" href="/desk/corpus">清除</a></p>
</form>
<p role="status">找到${grouped(list.found)}份${list.pages > 1 ? `，第${list.page}页，共${list.pages}页` : ''}。</p>
${list.found === 0 ? '' : documentTable(list.documents)}
${list.pages > 1 ? pages(filters, list) : ''}
</section>`;
}

function documentTable(listed: readonly ListedDocument[]): Markup {
  return html`<table class="desk-table">
<thead><tr><th scope="col">文件</th><th scope="col">文号</th><th scope="col">机关、日期</th><th scope="col">地区</th><th scope="col">效力</th></tr></thead>
<tbody>${listed.map(
    ({ document, file, validity }) => html`<tr>
<th scope="row"><a href="/desk/corpus/document?id=${encodeURIComponent(document.id)}">${document.title}</a>${isAdded(file) ? html` <span class="desk-tag desk-tag-good">后来添加</span>` : ''}${document.corrections.length === 0 ? '' : html` <span class="desk-tag desk-tag-care">更正${document.corrections.length}处</span>`}</th>
<td data-label="文号" class="corpus-numbered">${document.number?.canonical ?? '—'}</td>
<td data-label="机关、日期">${document.issuer ?? (document.issuedOn === null ? '—' : '')}${document.issuedOn === null ? '' : html` <span class="corpus-numbered">${chineseDate(document.issuedOn)}</span>`}</td>
<td data-label="地区" class="corpus-numbered">${document.region ?? '—'}</td>
<td data-label="效力">${validityBadge(validity)}</td>
</tr>`,
  )}</tbody></table>`;
}

function pages(filters: DocumentFilters, { page, pages: all }: DocumentPage): Markup {
  const link = (to: number, text: string): Markup => {
    const given = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...filters, page: to }))
      if (value !== null && value !== '') given.set(key, String(value));
    return html`<a href="/desk/corpus?${given.toString()}">${text}</a>`;
  };
  return html`<nav class="pages" aria-label="翻页">${page > 1 ? link(page - 1, '上一页') : ''}${page < all ? link(page + 1, '下一页') : ''}</nav>`;
}

/** A gazette by its name and issue, anything else by its file. */
function sourceNames({ sources: all, documents: of }: Corpus): (file: string) => string {
  const names = new Map<string, string>();
  for (const { source, gazette } of of) {
    const file = all[source]?.file ?? '';
    if (gazette !== null && !names.has(file))
      names.set(file, `${gazette.name}${gazette.year}年第${gazette.issue}期`);
  }
  return (file) => names.get(file) ?? file.replace(/^added\//, '');
}

function sources({ staff, edition, corpus, added, coverage }: CorpusPageOptions): Markup {
  const sourceName = sourceNames(corpus);
  const counts = new Map<number, number>();
  for (const { source } of corpus.documents) counts.set(source, (counts.get(source) ?? 0) + 1);
  return html`<section aria-labelledby="sources"><h2 id="sources">来源</h2>
${coverage === null ? html`<p class="desk-soft">读出多少字还在数，刷新这一页就能看到。</p>` : ''}
<table class="desk-table">
<thead><tr><th scope="col">来源</th><th scope="col">文件</th><th scope="col">字数</th><th scope="col">归入条款</th><th scope="col">漏掉</th><th scope="col">怎样来的</th></tr></thead>
<tbody>${corpus.sources.map(({ file }, at) => {
    const gazette = added.find((each) => each.file === file);
    const parts = coverage?.find((each) => each.file === file);
    return html`<tr>
<th scope="row"><a href="/desk/corpus?source=${encodeURIComponent(file)}#documents">${sourceName(file)}</a> <span class="desk-soft corpus-file">${file}</span></th>
<td data-label="文件">${counts.get(at) ?? 0}份</td>
<td data-label="字数">${parts === undefined ? '—' : grouped(parts.characters)}</td>
<td data-label="归入条款">${parts === undefined ? '—' : percentage(parts.byRole.clause ?? 0, parts.characters)}</td>
<td data-label="漏掉">${parts === undefined ? '—' : parts.lost === 0 ? '没有' : html`<strong class="corpus-lost">${grouped(parts.lost)}字</strong>`}</td>
<td data-label="怎样来的">${gazette === undefined ? '随系统交付' : html`${gazette.by}，${deskTime(gazette.at)}，${sourceKindNames[gazette.kind]}。<a href="/desk/corpus/original?file=${encodeURIComponent(file)}" download>原件</a><form method="post" action="/desk/corpus/change" class="corpus-inline">${csrfField(staff)}<input type="hidden" name="what" value="remove"><input type="hidden" name="step" value="preview"><input type="hidden" name="parent" value="${edition}"><input type="hidden" name="file" value="${file}"><button type="submit" class="quiet" aria-label="撤下${sourceName(file)}">撤下</button></form>`}</td>
</tr>`;
  })}</tbody></table>
</section>`;
}

const shownProblems = 100;

function problems(corpus: Corpus): Markup {
  const { problems: all } = corpus;
  const sourceName = sourceNames(corpus);
  return html`<section aria-labelledby="problems"><h2 id="problems">读的时候发现的问题</h2>
${all.length === 0 ? html`<p>没有。</p>` : html`<ul class="corpus-problems">${all.slice(0, shownProblems).map(({ file, line, message }) => html`<li>${sourceName(file)}${line === null ? '' : `第${line}行`}：${message}</li>`)}</ul>`}
${all.length > shownProblems ? html`<p class="desk-soft">还有${all.length - shownProblems}个，没有列出。</p>` : ''}
</section>`;
}

function corrections({ documents: all }: Corpus): Markup | '' {
  const corrected = all.filter(({ corrections: own }) => own.length > 0);
  if (corrected.length === 0) return '';
  return html`<section aria-labelledby="corrections"><h2 id="corrections">更正</h2>
<ul class="corpus-differences">${corrected.flatMap((document) =>
    document.corrections.map(
      (each) =>
        html`<li><a href="/desk/corpus/document?id=${encodeURIComponent(document.id)}#corrections">${nameOf({ documentNumber: document.number?.canonical ?? null, title: document.title })}</a>：${documentFields[each.field]}改为“${correctedValue(each)}”。${each.reason}（${each.by}，${deskTime(each.at)}）</li>`,
    ),
  )}</ul></section>`;
}
