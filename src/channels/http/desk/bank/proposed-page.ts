import { html } from 'hono/html';
import { nameOf } from '../../../../answering/document-name.ts';
import type { Proposal } from '../../../../enrichment/proposals.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import type { BankBook } from './bank-book.ts';
import { nameOfLocator, textOfLocator } from './clause-choices.ts';
import { pageLinks, pagesOf } from './page-links.ts';

export interface ProposedPageOptions {
  readonly staff: SignedIn;
  readonly book: BankBook;
  readonly proposals: readonly Proposal[];
  readonly mayEdit: boolean;
  /** Why one cannot be taken as it is. */
  readonly faultsOf: (proposal: Proposal) => readonly string[];
}

export interface ProposedPageState {
  readonly page: number;
  readonly chosen?: ReadonlySet<string>;
  readonly reason?: string;
  readonly fault?: string | undefined;
  readonly done?: string | undefined;
}

const proposalsOnAPage = 20;
const shownText = 200;

export function proposedPage(options: ProposedPageOptions, state: ProposedPageState): Markup {
  const { staff, proposals, mayEdit } = options;
  const place = pagesOf(state.page, proposals.length, proposalsOnAPage);
  const shown = proposals.slice(...place.range);
  const list = html`<ol class="proposals" start="${place.range[0] + 1}">${shown.map((proposal) => proposalItem(proposal, options, state))}</ol>`;
  const body = html`<div class="desk-page bank-page">
<p class="bank-back"><a href="/desk/bank">问答库</a></p>
<h1>待审核的问法</h1>
<p class="lead">模型拟的标准问和相似问（wenzheng enrich），审核收入以后才用。共${proposals.length}条。</p>
${state.done === undefined ? '' : html`<p class="desk-done" role="status">${state.done}</p>`}
${state.fault === undefined ? '' : html`<p class="desk-fault" role="alert">${state.fault}</p>`}
${
  proposals.length === 0
    ? html`<p class="desk-remark">没有待审核的问法。</p>`
    : mayEdit
      ? html`<form method="post" action="/desk/bank/proposed" id="proposals-form">${csrfField(staff)}<input type="hidden" name="page" value="${place.page}">
<p class="select-all" hidden><label><input type="checkbox" id="select-all"> 这一页能收入的全选</label></p>
${list}
<section class="desk-panel bank-saving"><h2>处理打勾的</h2><div class="field"><label for="reason">原因</label><input id="reason" name="reason" value="${state.reason ?? ''}" maxlength="200" autocomplete="off"></div>
<p class="actions"><button type="submit" name="do" value="accept" class="button">收入，马上生效</button><button type="submit" name="do" value="decline" class="button secondary">不收</button></p></section>
</form>`
      : list
}
${pageLinks('/desk/bank/proposed', {}, place)}
</div>`;
  return deskLayout({
    title: '待审核的问法',
    current: 'bank',
    staff,
    body,
    styles: [assets.bankStyle],
    scripts: mayEdit ? [assets.bankScript] : [],
  });
}

function proposalItem(
  proposal: Proposal,
  { book, mayEdit, faultsOf }: ProposedPageOptions,
  { chosen }: ProposedPageState,
): Markup {
  const { id, ask, also, locators, document: documentId } = proposal;
  const index = book.corpus.documents.findIndex((document) => document.id === documentId);
  const document = book.corpus.documents[index];
  const faults = faultsOf(proposal);
  const text = locators.map((locator) => textOfLocator(book.corpus, index, locator)).join(' ');
  return html`<li class="proposal"><div class="proposal-head">${
    mayEdit
      ? html`<label><input type="checkbox" name="ids" value="${id}" ${faults.length === 0 ? html`data-fit` : ''} ${chosen?.has(id) === true ? html`checked` : ''}><strong>${ask}</strong></label><a href="/desk/bank/entry?proposal=${id}" aria-label="改了再收：${ask}">改了再收</a>`
      : html`<strong>${ask}</strong>`
  }</div>
<p class="desk-soft">${document === undefined ? documentId : nameOf(document)} ${locators.map(nameOfLocator).join('、')}：${text.slice(0, shownText)}${text.length > shownText ? '…' : ''}</p>
<ul class="proposal-also">${also.map((wording) => html`<li>${wording}</li>`)}</ul>
${faults.length === 0 ? '' : html`<div class="field-faults"><ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul></div>`}</li>`;
}
