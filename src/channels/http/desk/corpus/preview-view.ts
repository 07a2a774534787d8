/** What a change would do: to documents, and to what rests on those that end. @module */
import { html } from 'hono/html';
import type { DocumentDifference, DocumentSummary } from '../../../../editions/compare-corpora.ts';
import type { FoundDocument, FoundSource, Preview } from '../../../../editions/preview.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { documentFields } from '../../../document-fields.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import { validityName } from '../../validity-label.ts';
import { endingNames, grouped, percentage, standingNames } from './corpus-words.ts';
import type { Resting } from './rests-on.ts';
import { restingView } from './resting-view.ts';

export interface PreviewOptions {
  readonly staff: SignedIn;
  readonly preview: Preview;
  /** One for each impact. */
  readonly resting: readonly Resting[];
  /** The documents of new sources are shown beside it, by {@link foundView}. */
  readonly isBesideFound?: boolean;
}

const shownDifferences = 60;

export const nameOf = ({
  documentNumber,
  title,
}: Pick<DocumentSummary, 'documentNumber' | 'title'>): string =>
  documentNumber === null ? `《${title}》` : `${documentNumber}《${title}》`;

export function faultsView(faults: readonly string[]): Markup | '' {
  if (faults.length === 0) return '';
  return html`<div class="desk-fault" role="alert"><p>这样还不能发布：</p><ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul></div>`;
}

export function differencesView({ preview, staff, resting, isBesideFound = false }: PreviewOptions): Markup {
  const { differences, impacts, questions: changed } = preview;
  const isFound = new Set(isBesideFound ? preview.sources.map(({ file }) => file) : []);
  const others = differences.filter(
    ({ kind, after }) => kind !== 'added' || after === null || !isFound.has(after.file),
  );
  return html`<section aria-labelledby="differences"><h2 id="differences">${isBesideFound ? '原有文件有什么变化' : '文件有什么变化'}</h2>
${others.length === 0 ? html`<p>没有变化。</p>` : html`<ul class="corpus-differences">${others.slice(0, shownDifferences).map(differenceView)}</ul>`}
${others.length > shownDifferences ? html`<p class="desk-soft">还有${others.length - shownDifferences}份，没有列出。</p>` : ''}
</section>
${changed.length === 0 ? '' : html`<section aria-labelledby="questions"><h2 id="questions">问答库也会变</h2><p>这${changed.length}条标准问会变回那一版的样子，那以后写的会没有：</p><ul>${changed.slice(0, shownDifferences).map((ask) => html`<li>“${ask}”</li>`)}</ul>${changed.length > shownDifferences ? html`<p class="desk-soft">还有${changed.length - shownDifferences}条，没有列出。</p>` : ''}</section>`}
${
  impacts.length === 0
    ? ''
    : html`<section aria-labelledby="impacts"><h2 id="impacts">不再有效的文件，现在靠它的有</h2>
${impacts.map(
  ({ document, questions }, at) => html`<h3>${nameOf(document)}</h3>
${restingView({
  staff,
  name: document.documentNumber ?? `《${document.title}》`,
  questions,
  resting: resting[at] ?? { calculators: [], cited: 0, lastCited: null },
})}`,
)}
<p class="desk-soft">${afterwards(preview)}批准的答复和标准问要不要改，请在发布后检查。</p></section>`
}`;
}

/** What is taken out of the corpus is not quoted any more; what has ended is. */
function afterwards({ differences, impacts }: Preview): string {
  const removed = new Set(
    differences.filter(({ kind }) => kind === 'removed').map(({ before }) => before?.id),
  );
  const gone = impacts.filter(({ document }) => removed.has(document.id)).length;
  const ended = '回答仍引用原文，同时说明已经不再有效。';
  if (gone === 0) return `发布后，${ended}`;
  const taken = '“没有了”的文件不再引用，文件页也打不开。';
  return gone === impacts.length ? `发布后，${taken}` : `发布后，${taken}其他的，${ended}`;
}

const kindWords = { added: '新增', removed: '没有了', changed: '有变化' } as const;

function differenceView({ kind, before, after, fields }: DocumentDifference): Markup {
  const document = after ?? before;
  if (document === null) return html``;
  const changed =
    before === null || after === null ? [] : fields.flatMap((field) => changedField(field, before, after));
  return html`<li><strong>${kindWords[kind]}</strong> ${nameOf(document)}${changed.length === 0 ? '' : html`<ul>${changed.map((words) => html`<li>${words}</li>`)}</ul>`}</li>`;
}

const dated = (day: string | null): string => (day === null ? '没有' : chineseDate(day));

function changedField(
  field: DocumentDifference['fields'][number],
  before: DocumentSummary,
  after: DocumentSummary,
): string[] {
  switch (field) {
    case 'validity':
      return [`效力：${validityName(before.validity)} → ${validityName(after.validity)}`];
    case 'validityText':
      return [`说明：${after.validityText}`];
    case 'text':
      return ['条款文字不同了'];
    case 'standing':
      return [
        `${documentFields.standing}：${standingNames[before.standing]} → ${standingNames[after.standing]}`,
      ];
    case 'issuedOn':
      return [`${documentFields.issuedOn}：${dated(before.issuedOn)} → ${dated(after.issuedOn)}`];
    case 'effectiveFrom':
      return [
        `${documentFields.effectiveFrom}：${dated(before.effectiveFrom)} → ${dated(after.effectiveFrom)}`,
      ];
    case 'lastDay':
      return [`${documentFields.lastDay}：${dated(before.lastDay)} → ${dated(after.lastDay)}`];
    case 'title':
      return [`${documentFields.title}：${before.title} → ${after.title}`];
    case 'documentNumber':
      return [
        `${documentFields.number}：${before.documentNumber ?? '没有'} → ${after.documentNumber ?? '没有'}`,
      ];
    case 'issuer':
      return [`${documentFields.issuer}：${before.issuer ?? '没有'} → ${after.issuer ?? '没有'}`];
    case 'region':
      return [`${documentFields.region}：${before.region ?? '没有'} → ${after.region ?? '没有'}`];
    default:
      return [];
  }
}

/** The documents that were found in a file, and what was not understood of it. */
export function foundView(source: FoundSource): Markup {
  const { documents, endings, characters, lost, problems } = source;
  return html`<section aria-labelledby="found"><h2 id="found">读出${documents.length}份文件</h2>
<p>全文${grouped(characters)}字，${lost === 0 ? '每个字都归入了条款、标题或版面，没有漏掉的' : html`<strong class="corpus-lost">有${grouped(lost)}字（${percentage(lost, characters)}）没有归入任何一处，请对照原件</strong>`}。</p>
${problems.length === 0 ? '' : html`<ul class="corpus-problems">${problems.map(({ line, message }) => html`<li>${line === null ? '' : `第${line}行：`}${maskPrivateNumbers(message)}</li>`)}</ul>`}
${documents.length === 0 ? html`<p class="desk-fault">没有读出文件，请检查上传的是不是公报原文。</p>` : documents.map((document, at) => documentView(document, at))}
<h3>它废止、宣布失效的文件</h3>
${
  endings.length === 0
    ? html`<p>没有写到。</p>`
    : html`<ul class="corpus-endings">${endings.map(
        ({ by, kind, documentNumber, document, from, quote }) =>
          html`<li>${by.documentNumber ?? `《${by.title}》`}${endingNames[kind]}<strong>${documentNumber}</strong>${document === null ? '（没有收入公报）' : documentNumber.startsWith('《') ? '' : html`《${document.title}》`}${from === null ? '' : `，自${chineseDate(from)}起`}<blockquote>${maskPrivateNumbers(quote)}</blockquote></li>`,
      )}</ul>`
}
</section>`;
}

function documentView(document: FoundDocument, at: number): Markup {
  const { title, issuer, issuedOn, region, standing, validity, validityText, validityQuotes, clauses, rows } =
    document;
  const facts: readonly (readonly [string, string])[] = [
    [documentFields.number, document.documentNumber ?? '没有读出'],
    [documentFields.issuer, issuer ?? '没有读出'],
    [documentFields.issuedOn, issuedOn === null ? '没有读出' : chineseDate(issuedOn)],
    [documentFields.region, region ?? '没有写明'],
    [documentFields.standing, standingNames[standing]],
    [
      documentFields.effectiveFrom,
      document.effectiveFrom === null ? '没有读出' : chineseDate(document.effectiveFrom),
    ],
    [documentFields.lastDay, document.lastDay === null ? '没有写明' : chineseDate(document.lastDay)],
    ['条款', `${clauses}条${rows === 0 ? '' : `，其中表格${rows}行`}`],
  ];
  return html`<article class="desk-panel corpus-found" aria-labelledby="found-${at}">
<h3 id="found-${at}">${title}</h3>
<p>${validityBadge(validity)} ${validityText}${validityQuotes.map((quote) => html`<q>${maskPrivateNumbers(quote)}</q>`)}</p>
<dl class="corpus-facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<details><summary>开头几条</summary><ol class="corpus-opening">${document.opening.map(({ locator, text }) => html`<li>${locator === '' ? '' : html`<strong>${locator}</strong> `}${maskPrivateNumbers(text.replaceAll('\t', ' | '))}</li>`)}</ol></details>
</article>`;
}
