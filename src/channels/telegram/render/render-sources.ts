/** The documents that the gazettes hold, a page at a time. @module */
import type { Corpus, PolicyDocument } from '../../../gazette/model.ts';
import { validityOn } from '../../../gazette/validity.ts';
import type { DocumentShelf } from '../document-shelf.ts';
import { labels, texts } from '../message-texts.ts';
import { validityWords } from './quote-markup.ts';
import { own, paragraphs, published, type RichText, strong } from './rich-text.ts';
import { inRows, press, type Saying, type SayingButton, say } from './saying.ts';

export interface SourcesView {
  readonly corpus: Corpus;
  readonly shelf: DocumentShelf;
  readonly gazettes: string;
  readonly today: string;
}

const perPage = 8;

const turn = (label: string, page: number): SayingButton => press(label, { kind: 'sourcesPage', page });

export function renderSources(view: SourcesView, wanted: number): Saying {
  const { sorted } = view.shelf;
  const pages = Math.max(1, Math.ceil(sorted.length / perPage));
  const at = Math.min(wanted, pages - 1);
  const shown = sorted.slice(at * perPage, (at + 1) * perPage);
  return say(
    paragraphs(
      [strong(texts.sourcesHeading), own(`（${texts.sourcesPage(at + 1, pages)}）`)],
      at === 0 ? [published(view.gazettes)] : null,
      ...shown.map((document, offset) => entry(view, document, at * perPage + offset + 1)),
      [own(texts.sourcesHint)],
    ),
    [
      ...inRows(
        shown.map((document, offset) =>
          press(String(at * perPage + offset + 1), {
            kind: 'document',
            document: view.shelf.keyOf(document),
          }),
        ),
        4,
      ),
      [
        ...(at > 0 ? [turn(labels.previousPage, at - 1)] : []),
        ...(at + 1 < pages ? [turn(labels.nextPage, at + 1)] : []),
      ],
    ],
  );
}

function entry({ corpus, shelf, today }: SourcesView, document: PolicyDocument, number: number): RichText {
  const { status } = validityOn(corpus, shelf.indexOf(document), today);
  const name = document.number?.canonical;
  return [
    own(`${number}. `),
    published(name === undefined ? document.title : `${name} ${document.title}`),
    own(`（${validityWords(status)}）`),
  ];
}

/** Documents of which one is meant; each is a button with its number and title. */
export function documentChoice(shelf: DocumentShelf, documents: readonly PolicyDocument[]): SayingButton[][] {
  return documents.map((document) => [
    {
      label: published([document.number?.canonical, document.title].filter(Boolean).join(' ')),
      action: { kind: 'document', document: shelf.keyOf(document) },
    },
  ]);
}
