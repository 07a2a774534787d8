/** A form for each field of a document that can be corrected. @module */
import { html } from 'hono/html';
import type { CorrectedField } from '../../../../gazette/corrections.ts';
import type { PolicyDocument } from '../../../../gazette/model.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { documentFields } from '../../../document-fields.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { endingNames, lastDayKindNames, standingNames } from './corpus-words.ts';
import { longestReason } from './read-change.ts';

export interface CorrectionFormOptions {
  readonly staff: SignedIn;
  readonly document: PolicyDocument;
  readonly parent: number;
  readonly regions: readonly string[];
}

const help: Readonly<Record<CorrectedField, string>> = {
  title: '文件的全名，不用加书名号。',
  number: '写成 清新府办〔2018〕16号 的样子；没有文号就空着。',
  issuer: '写全称，例如 清远市清新区人民政府办公室。',
  issuedOn: '落款的日期。',
  region: '写区、县、市的名字，例如 清新区；不限地区就空着。',
  standing: '征求意见稿、外地材料不会当作办事依据。',
  effectiveFrom: '从哪一天起施行。',
  lastDay: '最后有效的一天；没有写明就空着。',
  ended: '废止它的文件没有收入公报时才在这里登记；收入了的，会自己读出来。',
};

export function correctionForms({ staff, document, parent, regions }: CorrectionFormOptions): Markup {
  const fields: readonly CorrectedField[] = [
    'title',
    'number',
    'issuer',
    'issuedOn',
    'region',
    'standing',
    'effectiveFrom',
    'lastDay',
    'ended',
  ];
  return html`<datalist id="regions">${regions.map((region) => html`<option value="${region}"></option>`)}</datalist>
${fields.map(
  (
    field,
  ) => html`<details class="desk-panel corpus-correct" id="correct-${field}"><summary>${documentFields[field]}</summary>
<form method="post" action="/desk/corpus/change" class="desk-form">${csrfField(staff)}
<input type="hidden" name="what" value="correct"><input type="hidden" name="step" value="preview"><input type="hidden" name="parent" value="${parent}">
<input type="hidden" name="document" value="${document.id}"><input type="hidden" name="field" value="${field}">
${control(field, document)}
<div class="field"><label for="reason-${field}">原因（居民看得到）</label><input id="reason-${field}" name="reason" maxlength="${longestReason}" required autocomplete="off"></div>
<p class="actions"><button type="submit" class="button">看看会怎样变</button></p>
</form></details>`,
)}`;
}

function control(field: CorrectedField, document: PolicyDocument): Markup {
  const id = `value-${field}`;
  const described = html`<p class="desk-soft" id="help-${field}">${help[field]}</p>`;
  const input = (value: string | null, more: Markup | '' = ''): Markup =>
    html`<div class="field"><label for="${id}">${documentFields[field]}改为</label><input id="${id}" name="value" value="${value ?? ''}" autocomplete="off" aria-describedby="help-${field}" ${more}>${described}</div>`;
  const { validity } = document;
  switch (field) {
    case 'title':
      return input(document.title, html`maxlength="200" required`);
    case 'number':
      return input(document.number?.canonical ?? null, html`maxlength="60"`);
    case 'issuer':
      return input(document.issuer, html`maxlength="80" required`);
    case 'region':
      return input(document.region, html`maxlength="40" list="regions"`);
    case 'issuedOn':
      return input(document.issuedOn, html`type="date" required`);
    case 'effectiveFrom':
      return input(validity.effectiveFrom, html`type="date" required`);
    case 'standing':
      return html`<div class="field"><label for="${id}">性质改为</label>${choice(id, 'value', standingNames, document.standing)}${described}</div>`;
    case 'lastDay':
      return html`<div class="desk-pair">${input(validity.lastDay, html`type="date"`)}<div class="field"><label for="kind-${field}">这一天是</label>${choice(`kind-${field}`, 'valueKind', lastDayKindNames, validity.lastDayKind ?? 'expiry')}</div></div>`;
    default:
      return html`<div class="field"><label for="${id}">被哪份文件（文号或名称）</label><input id="${id}" name="value" maxlength="120" required autocomplete="off" aria-describedby="help-${field}">${described}</div>
<div class="desk-pair"><div class="field"><label for="kind-${field}">怎样</label>${choice(`kind-${field}`, 'valueKind', endingNames, 'repeals')}</div>
<div class="field"><label for="from-${field}">从哪一天起（不知道就空着）</label><input id="from-${field}" name="from" type="date"></div></div>`;
  }
}

function choice(id: string, name: string, options: Readonly<Record<string, string>>, chosen: string): Markup {
  return html`<select id="${id}" name="${name}">${Object.entries(options).map(([value, text]) => html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${text}</option>`)}</select>`;
}
