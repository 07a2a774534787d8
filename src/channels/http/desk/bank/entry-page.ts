/** One entry of the bank: its form with what is wrong beside each field, and what it would change. @module */
import { html } from 'hono/html';
import { nameOf } from '../../../../answering/document-name.ts';
import type { EntryFaults } from '../../../../enrichment/check-entry.ts';
import type { BankEntry } from '../../../../retrieval/question-bank.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import type { BankBook, BookEntry } from './bank-book.ts';
import { clauseField } from './clause-field.ts';
import type { EntryForm } from './entry-form.ts';
import type { EntryTrial } from './entry-trial.ts';
import { faultList } from './fault-list.ts';
import { trialView } from './trial-view.ts';

export interface EntryPageState {
  readonly form: EntryForm;
  readonly faults: EntryFaults;
  /** Whether somebody has begun: an empty form is not blamed. */
  readonly isTyped: boolean;
  readonly trial?: EntryTrial;
  readonly fault?: string | undefined;
  readonly done?: string | undefined;
  /** As others left it, when they were quicker; null: they took it out. */
  readonly theirs?: BankEntry | null | undefined;
  /** The question of the gap that it is written for, as stored. */
  readonly gapQuestion?: string | null;
}

export interface EntryPageOptions {
  readonly staff: SignedIn;
  readonly book: BankBook;
  /** undefined: a new one. */
  readonly entry: BookEntry | undefined;
  readonly mayEdit: boolean;
  /** ISO day. */
  readonly today: string;
}

export function entryPage(options: EntryPageOptions, state: EntryPageState): Markup {
  const { staff, entry, mayEdit } = options;
  const { form, fault, done, gapQuestion } = state;
  const title = entry === undefined ? '写一条标准问' : '标准问';
  const action = entry === undefined ? '/desk/bank/entry' : `/desk/bank/entry/${entry.id}`;
  const fields = html`${documentField(options, form, state)}
${wordingFields(state)}
${clauseField(options.book, form, shown(state, state.faults.locators), mayEdit)}
${answerField(state, mayEdit)}`;
  const body = html`<div class="desk-page bank-page">
<p class="bank-back"><a href="/desk/bank">问答库</a></p>
<h1>${title}</h1>
${entry === undefined ? html`<p class="lead">居民这样问的时候，先看这里指着的条款。</p>` : standing(options, entry)}
${gapQuestion === undefined || gapQuestion === null ? '' : html`<p class="bank-gap">为知识缺口写的：“${gapQuestion}”<a href="/desk/gaps/${form.gap}">回到这条缺口</a></p>`}
${done === undefined ? '' : html`<p class="desk-done" role="status">${done}</p>`}
${fault === undefined ? '' : html`<p class="desk-fault" role="alert" id="fault">${fault}</p>`}
${state.theirs === undefined ? '' : theirVersion(state.theirs)}
${
  mayEdit
    ? html`<form method="post" action="${action}" class="desk-form bank-form" id="entry-form" novalidate>
${csrfField(staff)}<input type="hidden" name="stamp" value="${form.stamp}"><input type="hidden" name="gap" value="${form.gap}"><input type="hidden" name="proposal" value="${form.proposal}">
${enterKey}
${fields}
${trialField(state)}
${saving(entry, state)}
</form>`
    : html`<fieldset disabled class="bank-form">${fields}</fieldset>`
}
</div>`;
  return deskLayout({
    title,
    current: 'bank',
    staff,
    body,
    styles: [assets.bankStyle],
    scripts: mayEdit ? [assets.bankScript] : [],
  });
}

/** The first button of a form is what the enter key presses: it must not drop a clause. */
const enterKey = html`<button type="submit" name="do" value="check" hidden>检查</button>`;

function standing({ book, today }: EntryPageOptions, entry: BookEntry): Markup {
  const document = book.corpus.documents[entry.index ?? -1];
  const validity = book.validity(entry, today);
  return html`<p class="bank-standing">${document === undefined ? html`<strong>${entry.document}</strong>` : html`<a href="/document/${encodeURIComponent(document.id)}">${nameOf(document)}</a>`}${validity === null ? '' : validityBadge(validity)}${entryTags(entry)}</p>`;
}

/** What is to be known of an entry before it is read. */
export function entryTags(entry: BookEntry): Markup {
  return html`${entry.entry === null ? html`<span class="desk-tag desk-tag-ended">已删除</span>` : ''}${entry.isEdited && entry.entry !== null ? html`<span class="desk-tag desk-tag-good">${entry.former === null ? '工作台新增' : '工作台改过'}</span>` : ''}${entry.index === null ? html`<span class="desk-tag desk-tag-ended">文件不在公报里了</span>` : entry.isOrphaned ? html`<span class="desk-tag desk-tag-ended">条款找不到了</span>` : ''}`;
}

function theirVersion(theirs: BankEntry | null): Markup {
  if (theirs === null) return html`<p class="bank-theirs">现在的版本：已删除。</p>`;
  const { ask, also, locators, answer = '没有' } = theirs;
  return html`<details class="bank-theirs" open><summary>现在的版本</summary><dl class="desk-facts">
<div><dt>标准问</dt><dd>${ask}</dd></div><div><dt>相似问</dt><dd>${also.join('；')}</dd></div>
<div><dt>条款</dt><dd>${locators.join('、')}</dd></div><div><dt>审定答案</dt><dd>${answer}</dd></div></dl></details>`;
}

/** What is wrong, once somebody has begun. */
const shown = ({ isTyped }: EntryPageState, faults: readonly string[]): readonly string[] =>
  isTyped ? faults : [];

function documentField({ book, entry }: EntryPageOptions, form: EntryForm, state: EntryPageState): Markup {
  if (entry !== undefined) return html`<input type="hidden" name="document" value="${form.document}">`;
  return html`<div class="field"><label for="document">文件</label>
<div class="bank-row"><select id="document" name="document" aria-describedby="document-faults">
<option value="">请选一份文件</option>
${book.corpus.documents.map((document) => html`<option value="${document.id}" ${document.id === form.document ? html`selected` : ''}>${[document.number?.canonical, document.title].filter(Boolean).join(' ')}</option>`)}
</select><button type="submit" name="do" value="document" class="button secondary">选这份文件</button></div>
${faultList('document', shown(state, state.faults.document))}</div>`;
}

function wordingFields(state: EntryPageState): Markup {
  const { form, faults } = state;
  return html`<div class="field"><label for="ask">标准问</label>
<input id="ask" name="ask" value="${form.ask}" maxlength="60" autocomplete="off" aria-describedby="ask-help ask-faults">
<p class="desk-soft" id="ask-help">一句话，4到60个字。</p>
${faultList('ask', shown(state, faults.ask))}</div>
<div class="field"><label for="also">相似问</label>
<textarea id="also" name="also" rows="7" maxlength="4000" aria-describedby="also-help also-faults">
${form.also}</textarea>
<p class="desk-soft" id="also-help">居民会怎样说，一行一种，最好3到8种。</p>
${faultList('also', shown(state, faults.also))}</div>`;
}

function answerField(state: EntryPageState, mayEdit: boolean): Markup {
  const { form, faults } = state;
  const remarks = mayEdit ? shown(state, faults.remarks) : [];
  return html`<div class="field"><label for="answer">审定答案</label>
<textarea id="answer" name="answer" rows="4" maxlength="2000" aria-describedby="answer-help answer-count answer-faults">
${form.answer}</textarea>
<p class="desk-soft" id="answer-help">可以不写；不写就引用条文。不能有条文里没有的数字、日期、单位和文号。</p>
<p class="desk-soft" id="answer-count" data-live>现在${form.answer.length}个字，最多400个字。</p>
${faultList('answer', shown(state, faults.answer))}</div>
<div id="remarks" data-live>${remarks.length === 0 ? '' : html`<ul class="bank-remarks" aria-label="提醒">${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`}</div>`;
}

function trialField({ form, trial }: EntryPageState): Markup {
  return html`<section class="desk-panel" aria-labelledby="trial-title"><h2 id="trial-title">这样问会怎样</h2>
<div class="field"><label for="tried">试着问</label>
<div class="bank-row"><input id="tried" name="tried" value="${form.tried}" maxlength="200" autocomplete="off" aria-describedby="tried-help"><button type="submit" name="do" value="preview" class="button secondary">看改前改后</button></div>
<p class="desk-soft" id="tried-help">不写就用标准问。几秒钟，还不会发布。</p></div>
${trial === undefined ? '' : trialView(trial)}
</section>`;
}

function saving(entry: BookEntry | undefined, state: EntryPageState): Markup {
  const { form } = state;
  return html`<section class="desk-panel bank-saving" aria-labelledby="saving-title"><h2 id="saving-title">发布</h2>
<div class="field"><label for="reason">原因</label>
<input id="reason" name="reason" value="${form.reason}" maxlength="200" autocomplete="off" aria-describedby="reason-help">
<p class="desk-soft" id="reason-help">为什么改，写一句，记在版本里。</p></div>
<p class="actions"><button type="submit" name="do" value="save" class="button">发布，马上生效</button></p>
${
  entry === undefined
    ? ''
    : html`<details class="bank-more"><summary>${entry.isEdited ? '撤回或删除' : '删除'}</summary>
${entry.isEdited && entry.former !== null ? html`<p>撤回以后，这一条和原来问答库文件里的一样。</p><p class="actions"><button type="submit" name="do" value="withdraw" class="button secondary">撤回工作台的修改</button></p>` : ''}
${entry.entry === null ? '' : html`<p>${entry.former === null ? '删除以后，这一条就没有了。' : '删除以后，居民再问就不看这一条了；以后可以撤回删除。'}</p><p class="actions"><button type="submit" name="do" value="delete" class="button danger">删除这一条</button></p>`}
</details>`
}
</section>`;
}
