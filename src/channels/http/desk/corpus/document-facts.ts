/** What is known of a document, and where each of it was read. @module */
import { html } from 'hono/html';
import type { AddedGazette } from '../../../../editions/edition.ts';
import { type CorrectedField, correctionOf } from '../../../../gazette/corrections.ts';
import type { Corpus, PolicyDocument, Span } from '../../../../gazette/model.ts';
import { documentFields } from '../../../document-fields.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { deskTime } from '../desk-time.ts';
import { lastDayKindNames, standingNames } from './corpus-words.ts';
import { lineNumbers } from './document-source.ts';
import { quoted } from './quoted.ts';

export interface DocumentFactsOptions {
  readonly corpus: Corpus;
  readonly added: AddedGazette | null;
}

interface Fact {
  readonly name: string;
  readonly value: string | null;
  readonly where: Markup | string;
  /** The form that corrects it. */
  readonly field: CorrectedField | null;
}

export function documentFacts({ corpus, added }: DocumentFactsOptions, document: PolicyDocument): Markup {
  const facts = factsOf(corpus, document, added);
  return html`<section aria-labelledby="facts"><h2 id="facts">登记的内容</h2>
<table class="desk-table corpus-fact-table"><thead><tr><th scope="col">项目</th><th scope="col">内容</th><th scope="col">从哪里读出</th></tr></thead>
<tbody>${facts.map(
    ({ name, value, where, field }) =>
      html`<tr><th scope="row">${field === null ? name : html`<a href="#correct-${field}">${name}</a>`}</th><td data-label="内容">${value ?? '没有读出'}</td><td data-label="从哪里">${where}</td></tr>`,
  )}</tbody></table></section>`;
}

const day = (iso: string | null): string | null => (iso === null ? null : chineseDate(iso));

function factsOf(corpus: Corpus, document: PolicyDocument, added: AddedGazette | null): Fact[] {
  const { validity, gazette } = document;
  const text = corpus.sources[document.source]?.text ?? '';
  const lineAt = lineNumbers(text);
  const atLine = (spans: readonly Span[]): string => {
    const [first] = spans;
    return first === undefined ? '' : `原文第${lineAt(first[0])}行`;
  };
  const found = (field: CorrectedField, read: Markup | string): Markup | string => {
    const correction = correctionOf(document, field);
    if (correction === null) return read;
    const { reason, by, at } = correction;
    return html`工作人员登记：${reason}（${by}，${deskTime(at)}）`;
  };
  const basis = quoted(corpus, validity.basis);
  const isSaid = validity.basis.length > 0;
  const registered =
    added === null ? '来源登记表或标题、正文' : added.region === null ? '标题或正文' : '添加时登记';
  const corrected = (field: CorrectedField, value: string | null, read: Markup | string): Fact => ({
    name: documentFields[field],
    value,
    where: found(field, value === null ? '' : read),
    field,
  });
  return [
    corrected('title', document.title, atLine(document.titleSpans) || '文件名'),
    corrected('number', document.number?.canonical ?? null, atLine(document.numberSpans)),
    corrected('issuer', document.issuer, issuerPlace(corpus, document, lineAt)),
    corrected('issuedOn', day(document.issuedOn), atLine(document.issuedOnSpans)),
    corrected('region', document.region, registered),
    corrected(
      'standing',
      standingNames[document.standing],
      document.standing === 'official' ? '没有写是草案或参考材料' : '标题、正文或来源登记',
    ),
    corrected('effectiveFrom', day(validity.effectiveFrom), isSaid ? basis : '原文没有写，按成文日期'),
    corrected(
      'lastDay',
      validity.lastDay === null
        ? '没有写明'
        : `${chineseDate(validity.lastDay)}（${lastDayKindNames[validity.lastDayKind ?? 'expiry']}）`,
      isSaid ? basis : '',
    ),
    { name: '种类', value: document.kind, where: '标题的末尾', field: null },
    { name: '主送', value: document.addressee, where: '', field: null },
    {
      name: '咨询部门',
      value: document.enquiryOffice?.name ?? null,
      where: document.enquiryOffice === null ? '' : quoted(corpus, [document.enquiryOffice.quotation]),
      field: null,
    },
    {
      name: '刊于',
      value:
        gazette === null
          ? null
          : `${gazette.name}${gazette.year}年第${gazette.issue}期${document.page === null ? '' : `第${document.page}页`}`,
      where: '刊头和目录',
      field: null,
    },
    {
      name: '附件',
      value: document.annexes.length === 0 ? '没有' : document.annexes.join('；'),
      where: '',
      field: null,
    },
  ];
}

/** Where the issuer stands below the text, else in the title. */
function issuerPlace(corpus: Corpus, document: PolicyDocument, lineAt: (at: number) => number): string {
  const { issuer } = document;
  if (issuer === null) return '';
  const signed = corpus.clauses
    .slice(...document.clauses)
    .find(({ kind, text }) => kind === 'signature' && text.includes(issuer));
  const [start] = signed?.spans[0] ?? [];
  return start === undefined ? '标题或文号' : `落款，原文第${lineAt(start)}行`;
}
