import { html } from 'hono/html';
import type { Markup } from '../../pages/layout.ts';
import type { BankBook } from './bank-book.ts';
import { clauseChoices, nameOfLocator, textOfLocator } from './clause-choices.ts';
import type { EntryForm } from './entry-form.ts';
import { faultList } from './fault-list.ts';

/** Longer texts are folded. */
const openLength = 140;

/** The clauses that answer, the decisive one first, chosen from those of the document. Works without a script. */
export function clauseField(
  { corpus }: BankBook,
  { document, locators }: EntryForm,
  faults: readonly string[],
  mayEdit: boolean,
): Markup {
  const index = corpus.documents.findIndex(({ id }) => id === document);
  const choices = clauseChoices(corpus, index).filter(({ locator }) => !locators.includes(locator));
  return html`<fieldset class="bank-clauses" aria-describedby="locators-faults"><legend>回答它的条款</legend>
${locators.map((locator) => html`<input type="hidden" name="locators" value="${locator}">`)}
${locators.length === 0 ? '' : html`<ol>${locators.map((locator, at) => chosen(locator, at, textOfLocator(corpus, index, locator), mayEdit))}</ol>`}
${
  choices.length === 0 || !mayEdit
    ? ''
    : html`<div class="field"><label for="locator">加条款</label><div class="bank-row"><select id="locator" name="locator">${choices.map(({ locator, name, opening }) => html`<option value="${locator}">${name}：${opening}</option>`)}</select><button type="submit" name="do" value="add" class="button secondary">加上</button></div></div>`
}
${faultList('locators', faults)}
</fieldset>`;
}

function chosen(locator: string, at: number, text: string, mayEdit: boolean): Markup {
  const name = nameOfLocator(locator);
  const isLong = text.length > openLength;
  const first = html`<button type="submit" name="do" value="first:${at}" class="quiet" aria-label="把${name}放在最前">放在最前</button>`;
  const drop = html`<button type="submit" name="do" value="drop:${at}" class="quiet" aria-label="去掉${name}">去掉</button>`;
  const rank = at === 0 ? html`<span class="desk-tag desk-tag-good">决定的一条</span>` : mayEdit ? first : '';
  return html`<li><div class="clause-head"><strong>${name}</strong>${rank}${mayEdit ? drop : ''}</div>
${text === '' ? html`<p class="field-faults">这一条在公报里找不到了。</p>` : isLong ? html`<details><summary>${text.slice(0, openLength)}…</summary><p class="clause-text">${text}</p></details>` : html`<p class="clause-text">${text}</p>`}</li>`;
}

/** The locators after a button of the list was pressed. */
export function changeLocators(form: EntryForm, action: string, added: string): readonly string[] {
  const { locators } = form;
  if (action === 'add') return [...new Set([...locators, added])];
  const [, what, digits] = /^(first|drop):(\d{1,3})$/.exec(action) ?? [];
  const at = Number(digits);
  const named = locators[at];
  if (named === undefined) return locators;
  const others = locators.filter((_, index) => index !== at);
  return what === 'first' ? [named, ...others] : others;
}
