import { html } from 'hono/html';
import type { PolicyDocument } from '../../../gazette/model.ts';
import { validityOn } from '../../../gazette/validity.ts';
import type { ChatBackend } from '../chat-backend.ts';
import { documentPath } from '../corpus-lookup.ts';
import { chineseDate, layout, type Markup } from './layout.ts';
import { validityBadge } from './validity-badge.ts';

/** A corpus of another kind may hold thousands of documents; a page stays readable and small. */
const documentsOnAPage = 100;

interface Entry {
  readonly document: PolicyDocument;
  readonly index: number;
}

/** All documents, the home region's own ones first; `page` counts from 1. Undefined when there is no such page. */
export function documentsPage(backend: ChatBackend, page: number): Markup | undefined {
  const { corpus, homeName } = backend;
  const groups = [
    { title: `${homeName}文件`, holds: ({ standing }: PolicyDocument) => standing === 'official' },
    { title: '征求意见稿', holds: ({ standing }: PolicyDocument) => standing === 'draft' },
    { title: '外地参考材料', holds: ({ standing }: PolicyDocument) => standing === 'reference' },
  ];
  const entries = corpus.documents.map((document, index): Entry => ({ document, index }));
  const sorted = groups.flatMap((group) =>
    entries.filter(({ document }) => group.holds(document)).sort(newestFirst),
  );
  const pages = Math.max(1, Math.ceil(sorted.length / documentsOnAPage));
  if (!Number.isInteger(page) || page < 1 || page > pages) return undefined;
  const shown = sorted.slice((page - 1) * documentsOnAPage, page * documentsOnAPage);
  const today = backend.today();
  const body = html`<div class="plain-page">
<h1>全部文件</h1>
<p class="lead">${backend.gazettes}，共${corpus.documents.length}份文件。有效性按${chineseDate(today)}计。</p>
${groups.map(({ title, holds }) => {
  const own = shown.filter(({ document }) => holds(document));
  return own.length === 0
    ? ''
    : html`<section><h2>${title}</h2><ul class="documents">${own.map((entry) => item(entry, backend, today))}</ul></section>`;
})}
${pages === 1 ? '' : html`<nav class="pages" aria-label="翻页">${page > 1 ? html`<a href="/documents?page=${page - 1}">上一页</a>` : ''}<span>第${page}页，共${pages}页</span>${page < pages ? html`<a href="/documents?page=${page + 1}">下一页</a>` : ''}</nav>`}
</div>`;
  return layout({ title: '全部文件 - 问政', homeName, current: 'documents', body });
}

function newestFirst(left: Entry, right: Entry): number {
  return (
    (right.document.issuedOn ?? '').localeCompare(left.document.issuedOn ?? '') || left.index - right.index
  );
}

function item({ document, index }: Entry, { corpus }: ChatBackend, today: string): Markup {
  const { number, issuedOn, region } = document;
  const details = [number?.canonical, issuedOn === null ? null : chineseDate(issuedOn), region].filter(
    Boolean,
  );
  return html`<li><a href="${documentPath(document)}">${document.title}</a>
<p>${details.map((detail) => html`<span>${detail}</span>`)}${validityBadge(validityOn(corpus, index, today).status)}</p></li>`;
}
