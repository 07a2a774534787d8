import { html } from 'hono/html';
import { nameOf } from '../../../../answering/document-name.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import { deskLayout } from '../desk-layout.ts';
import type { BankBook, BookEntry } from './bank-book.ts';
import { type BankFilters, bankKindNames, bankKinds } from './bank-list.ts';
import { entryTags } from './entry-page.ts';
import { pagesOf, pageLinks, type PageOf } from './page-links.ts';

export interface BankPageOptions {
  readonly staff: SignedIn;
  readonly book: BankBook;
  readonly filters: BankFilters;
  readonly found: readonly BookEntry[];
  /** From 1. */
  readonly page: number;
  /** ISO day. */
  readonly today: string;
  readonly mayEdit: boolean;
  /** Proposals that wait. */
  readonly proposed: number;
  readonly done?: string | undefined;
  /** The engine leaves the bank out of account. */
  readonly isOff: boolean;
}

export const entriesOnAPage = 40;

export function bankPage(options: BankPageOptions): Markup {
  const { staff, book, filters, found, mayEdit, proposed, done } = options;
  const place: PageOf = pagesOf(options.page, found.length, entriesOnAPage);
  const standing = book.entries.filter(({ entry }) => entry !== null);
  const approved = standing.filter(({ entry }) => entry?.answer !== undefined).length;
  const body = html`<div class="desk-page bank-page">
<h1>问答库</h1>
<p class="lead">共${standing.length}条标准问，${approved}条有审定答案。居民的话先和这里的问法比，再去找条文。</p>
${options.isOff ? html`<p class="desk-fault" role="status">问答库现在关着（WENZHENG_QUESTION_BANK=off），回答时不用；这里改的要打开以后才生效。</p>` : ''}
${done === undefined ? '' : html`<p class="desk-done" role="status">${done}</p>`}
<p class="actions bank-actions">${mayEdit ? html`<a class="button" href="/desk/bank/entry">写一条标准问</a>` : ''}<a class="button secondary" href="/desk/bank/try">试一个问题</a><a class="button secondary" href="/desk/bank/proposed">待审核的问法（${proposed}）</a></p>
<form method="get" action="/desk/bank" class="desk-filters" role="search">
<div class="field"><label for="words">找</label><input id="words" name="words" value="${filters.words}" autocomplete="off" maxlength="100"></div>
<div class="field"><label for="in">文件</label><select id="in" name="document"><option value="">全部文件</option>${documentsOf(book).map(({ id, name }) => option(id, name, filters.document))}</select></div>
<div class="field"><label for="kind">哪些</label><select id="kind" name="kind">${bankKinds.map((kind) => option(kind, bankKindNames[kind], filters.kind))}</select></div>
<p class="actions"><button type="submit" class="button">查看</button><a class="button secondary" href="/desk/bank">清除条件</a></p>
</form>
<p class="desk-remark" role="status">${found.length === 0 ? '没有符合条件的。' : html`符合条件的${found.length}条。`}</p>
${found.length === 0 ? '' : table(options, found.slice(...place.range))}
${pageLinks('/desk/bank', { words: filters.words, document: filters.document, kind: filters.kind === 'all' ? '' : filters.kind }, place)}
</div>`;
  return deskLayout({ title: '问答库', current: 'bank', staff, body, styles: [assets.bankStyle] });
}

const option = (value: string, text: string, chosen: string): Markup =>
  html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${text}</option>`;

/** Those that entries are of, those that are gone too. */
function documentsOf({ corpus, entries }: BankBook): { id: string; name: string }[] {
  const names = new Map(entries.map(({ document, index }) => [document, index]));
  return [...names].map(([id, index]) => {
    const document = corpus.documents[index ?? -1];
    return { id, name: document === undefined ? `${id}（不在公报里）` : nameOf(document) };
  });
}

function table({ book, today }: BankPageOptions, entries: readonly BookEntry[]): Markup {
  return html`<table class="desk-table bank-table">
<thead><tr><th scope="col">标准问</th><th scope="col">相似问</th><th scope="col">文件和条款</th><th scope="col">审定答案</th></tr></thead>
<tbody>${entries.map((entry) => {
    const document = book.corpus.documents[entry.index ?? -1];
    const validity = book.validity(entry, today);
    const { ask, also, locators, answer } = entry.shown;
    return html`<tr><th scope="row"><a href="/desk/bank/entry/${entry.id}">${ask}</a> ${entryTags(entry)}</th>
<td data-label="相似问">${also.length}种</td>
<td data-label="文件和条款"><span>${document === undefined ? entry.document : nameOf(document)} ${locators[0] ?? ''}${locators.length > 1 ? `等${locators.length}条` : ''} ${validity === null || validity === 'in_force' ? '' : validityBadge(validity)}</span></td>
<td data-label="审定答案">${answer === undefined ? html`<span class="desk-soft">没有</span>` : html`<span class="bank-answer">${answer}</span>`}</td></tr>`;
  })}</tbody>
</table>`;
}
