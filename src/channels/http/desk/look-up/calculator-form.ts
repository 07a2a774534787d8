/** A calculator beside the call: a field for each fact of its field map, filled in from the question. @module */
import { html } from 'hono/html';
import type { Field } from '../../../../calculators/kernel/field.ts';
import type { Scheme } from '../../../../calculators/scheme.ts';
import { labelInWords } from '../../../../conversations/calculation-dialogue-wording.ts';
import type { Markup } from '../../pages/layout.ts';

/** Said to be unknown: nothing is assumed then. */
export const unknownFact = '不清楚';

/** @param facts raw, by field key; @param asked keys of fields that can still change the result. */
export function calculatorForm(
  scheme: Scheme,
  facts: Readonly<Record<string, unknown>>,
  asked: ReadonlySet<string>,
): Markup {
  const first = scheme.fields.filter(({ key }) => facts[key] !== undefined || asked.has(key));
  const others = scheme.fields.filter((field) => !first.includes(field));
  return html`<form id="facts" class="facts-form" autocomplete="off"><input type="hidden" name="scheme" value="${scheme.id}">
<div class="fact-fields">${first.map((field) => factField(field, facts[field.key]))}</div>
${others.length === 0 ? '' : html`<details class="other-facts" id="other-facts"><summary>其他情况<span>${others.length}项，没有说的不用填</span></summary><div class="fact-fields">${others.map((field) => factField(field, facts[field.key]))}</div></details>`}
</form>`;
}

/** One fact: a list, boxes or a text field, named fact.<key>. */
export function factField(field: Field, raw: unknown): Markup {
  const { key, question, help, when } = field;
  const id = `fact-${key}`;
  const hint = [question, help, when === undefined ? '' : `只在${when}时要填。`].filter(Boolean).join(' ');
  if (field.type === 'choices') return choicesField(field, raw, hint);
  return html`<p class="fact" title="${hint}"><label for="${id}">${labelOf(field)}</label>${
    field.type === 'boolean' || field.type === 'choice'
      ? selectOf(field, id, raw)
      : html`<input id="${id}" name="fact.${key}" value="${written(raw)}" placeholder="${field.type === 'date' ? '2019年6月1日' : ''}" inputmode="${field.type === 'integer' ? 'numeric' : 'text'}">`
  }</p>`;
}

function labelOf(field: Field): string {
  return `${labelInWords(field)}${field.unit === undefined ? '' : `（${field.unit}）`}`;
}

function optionsOf({ type, choices = [] }: Field): readonly string[] {
  return type === 'boolean'
    ? ['是', '否']
    : choices.flatMap(({ value, vague }) => (vague === true ? [] : [value]));
}

function selectOf(field: Field, id: string, raw: unknown): Markup {
  const value = written(raw);
  const options = optionsOf(field);
  // What was said may be one of the words that are accepted and not offered (门诊).
  const all =
    value === '' || value === unknownFact || options.includes(value) ? options : [value, ...options];
  return html`<select id="${id}" name="fact.${field.key}"><option value="">没有说</option>${[...all, unknownFact].map((option) => html`<option${option === value ? html` selected` : ''}>${option}</option>`)}</select>`;
}

function choicesField(field: Field, raw: unknown, hint: string): Markup {
  const chosen = new Set(
    (Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]).map((each) => written(each)),
  );
  return html`<fieldset class="fact" title="${hint}" id="fact-${field.key}" tabindex="-1"><legend>${labelOf(field)}</legend>${optionsOf(field).map((option) => html`<label class="choice"><input type="checkbox" name="fact.${field.key}" value="${option}"${chosen.has(option) ? html` checked` : ''}> ${option}</label>`)}</fieldset>`;
}

/** A raw fact as somebody would type it. */
function written(raw: unknown): string {
  if (raw === null) return unknownFact;
  if (typeof raw === 'boolean') return raw ? '是' : '否';
  if (Array.isArray(raw)) return raw.map((each) => written(each)).join('、');
  return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : '';
}

/** What the form says; an empty field says nothing. Unknown keys are left for the calculator to complain of. */
export function readFacts(scheme: Scheme, form: FormData): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const { key, type } of scheme.fields) {
    const values = form
      .getAll(`fact.${key}`)
      .filter((value) => typeof value === 'string' && value.trim() !== '');
    const [value] = values;
    if (value === undefined) continue;
    if (value === unknownFact) facts[key] = null;
    else facts[key] = type === 'choices' ? values : value;
  }
  return facts;
}

/** Id of the calculator that the form names; '' for none. */
export function schemeIn(form: FormData): string {
  const id = form.get('scheme');
  return typeof id === 'string' ? id : '';
}
