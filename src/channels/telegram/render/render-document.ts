/** A document: what it is and whether it holds, its outline, its pages. @module */
import type { Corpus, PolicyDocument } from '../../../gazette/model.ts';
import { formatDate } from '../../../gazette/chinese-date.ts';
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import { validityOn } from '../../../gazette/validity.ts';
import type { DocumentShelf } from '../document-shelf.ts';
import { labels, texts } from '../message-texts.ts';
import { documentOutline, documentPages } from './document-blocks.ts';
import { validityWords } from './quote-markup.ts';
import { lines, own, paragraphs, published, quoted, type RichText, strong } from './rich-text.ts';
import { press, type Saying, type SayingButton, say } from './saying.ts';

export interface DocumentView {
  readonly corpus: Corpus;
  readonly shelf: DocumentShelf;
  readonly document: PolicyDocument;
  /** ISO day for which validity is told. */
  readonly today: string;
}

const outlineRows = 8;

/** 《title》 with 文号, issuer, dates and validity; its outline as buttons. */
export function renderDocument(view: DocumentView, outlinePage = 0): Saying {
  const { corpus, shelf, document, today } = view;
  const { status, sentence, quotations } = validityOn(corpus, shelf.indexOf(document), today);
  const basis = maskPrivateNumbers(quotations.map(({ text }) => text).join('；'));
  return say(
    paragraphs(
      [{ ...published(document.title), bold: true }],
      lines(...facts(document)),
      [strong(`${texts.docValidity}：${validityWords(status)}`), own(`\n${sentence}`)],
      basis === '' ? null : [quoted(basis)],
    ),
    outlineButtons(view, outlinePage),
  );
}

function facts({
  number,
  issuer,
  issuedOn,
  region,
  standing,
  gazette,
  page,
  enquiryOffice,
}: PolicyDocument): RichText[] {
  const rows: readonly (readonly [label: string, value: string | null])[] = [
    [texts.docNumber, number?.canonical ?? null],
    [texts.docIssuer, issuer],
    [texts.docDate, issuedOn === null ? null : formatDate(issuedOn)],
    [texts.docRegion, standing === 'reference' ? texts.docReference : region],
    [
      texts.docGazette,
      gazette === null
        ? null
        : `${gazette.name}${gazette.year}年第${gazette.issue}期${page === null ? '' : `第${page}页`}`,
    ],
    [texts.docOffice, enquiryOffice?.name ?? null],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [[own(`${label}：`), published(value)]]));
}

function outlineButtons({ corpus, shelf, document }: DocumentView, outlinePage: number): SayingButton[][] {
  const key = shelf.keyOf(document);
  const outline = documentOutline(corpus, document);
  const shown = outline.slice(outlinePage * outlineRows, (outlinePage + 1) * outlineRows);
  const turn = (label: string, page: number) => press(label, { kind: 'outline', document: key, page });
  return [
    [press(labels.fromTheBeginning, { kind: 'page', document: key, page: 0 })],
    ...shown.map(({ text, depth, page }): SayingButton[] => [
      {
        label: published(`${depth === 0 ? '' : '　'}${text}`),
        action: { kind: 'page', document: key, page },
      },
    ]),
    [
      ...(outlinePage > 0 ? [turn(labels.previousOutline, outlinePage - 1)] : []),
      ...((outlinePage + 1) * outlineRows < outline.length
        ? [turn(labels.nextOutline, outlinePage + 1)]
        : []),
    ],
  ].filter((row) => row.length > 0);
}

/** One page of the text; a number beyond the last page shows the last one. */
export function renderDocumentPage(view: DocumentView, wanted: number): Saying {
  const { corpus, shelf, document, today } = view;
  const key = shelf.keyOf(document);
  const pages = documentPages(corpus, document);
  const at = Math.min(wanted, Math.max(pages.length - 1, 0));
  const { status } = validityOn(corpus, shelf.indexOf(document), today);
  const turn = (label: string, page: number) => press(label, { kind: 'page', document: key, page });
  return say(
    paragraphs(
      [
        published(document.number?.canonical ?? `《${document.title}》`),
        own(`（${validityWords(status)}）\n${texts.sourcesPage(at + 1, Math.max(pages.length, 1))}`),
      ],
      pages[at]?.text ?? null,
    ),
    [
      [
        ...(at > 0 ? [turn(labels.previousPage, at - 1)] : []),
        ...(at + 1 < pages.length ? [turn(labels.nextPage, at + 1)] : []),
      ],
      [press(labels.outline, { kind: 'outline', document: key, page: 0 })],
    ],
  );
}
