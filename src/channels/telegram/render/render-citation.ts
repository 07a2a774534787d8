/**
 * A citation that was opened: the clause with the words that were quoted, what stands before and after it, and whether
 * it holds today. What is not in the gazettes any more is shown as it was when the answer was given.
 * @module
 */
import type { Citation } from '../../../answering/answer.ts';
import type { Corpus, PolicyDocument } from '../../../gazette/model.ts';
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import { validityOn } from '../../../gazette/validity.ts';
import type { CorpusLookup } from '../../http/corpus-lookup.ts';
import type { DocumentShelf } from '../document-shelf.ts';
import { labels, texts } from '../message-texts.ts';
import { clauseText, documentPages, pageOf } from './document-blocks.ts';
import { documentName, validityWords } from './quote-markup.ts';
import { folded, own, paragraphs, published, quoted, type RichText, type Run, strong } from './rich-text.ts';
import { press, type Saying, say } from './saying.ts';

export interface CitationView {
  readonly corpus: Corpus;
  readonly lookup: CorpusLookup;
  readonly shelf: DocumentShelf;
  readonly today: string;
}

/** Neighbours are there to judge the clause by; the whole text is one button further. */
const longestNeighbour = 400;

export function renderCitation(view: CitationView, citation: Citation): Saying {
  const place = view.lookup.cited(citation);
  const clauses =
    place === undefined ? [] : place.clauses.filter((index) => view.corpus.clauses[index] !== undefined);
  const isThere = place !== undefined && holdsQuote(view.corpus, clauses, citation.quote);
  const head: RichText = [
    strong(`${texts.quotations} [${citation.n}]`),
    own('\n'),
    published([documentName(citation), citation.locator].filter(Boolean).join(' ')),
    ...(citation.documentNumber === null ? [] : [published(`\n《${citation.title}》`)]),
  ];
  const key = place === undefined ? null : view.shelf.keyOf(place.document);
  const toDocument = key === null ? [] : [press(labels.document, { kind: 'document', document: key })];
  if (place === undefined || !isThere) {
    return say(
      paragraphs(
        head,
        [own(validityWords(citation.validity))],
        [own(texts.citedThen), own('\n'), ...emphasised(citation.text, citation.quote)],
      ),
      [toDocument],
    );
  }
  const { document } = place;
  const { status, sentence } = validityOn(view.corpus, view.shelf.indexOf(document), view.today);
  const [first, last] = [Math.min(...clauses), Math.max(...clauses)];
  const page = pageOf(documentPages(view.corpus, document), first);
  const text = clauses.map((index) => textOf(view.corpus, index)).join('\n');
  return say(
    paragraphs(
      head,
      [own(`${validityWords(status)}：${sentence}`)],
      heading(view.corpus, first),
      emphasised(text, citation.quote),
      neighbour(view, document, first - 1, texts.before),
      neighbour(view, document, last + 1, texts.after),
    ),
    [[press(labels.thisPage, { kind: 'read', document: key ?? '', page }), ...toDocument]],
  );
}

const withoutSpace = (text: string): string => text.replaceAll(/\s/g, '');

function holdsQuote(corpus: Corpus, clauses: readonly number[], quote: string): boolean {
  const text = clauses.map((index) => corpus.clauses[index]?.text ?? '').join('');
  return clauses.length > 0 && withoutSpace(text).includes(withoutSpace(quote));
}

const textOf = (corpus: Corpus, index: number): string => {
  const clause = corpus.clauses[index];
  return clause === undefined ? '' : clauseText(clause);
};

/** The quoted words stand out in the clause; where layout parts them they are shown by themselves. */
function emphasised(text: string, quote: string): Run[] {
  const shown = maskPrivateNumbers(text);
  const at = shown.indexOf(quote);
  if (at === -1 || quote.length === shown.length) return [quoted(shown)];
  return [
    quoted(shown.slice(0, at)),
    { ...quoted(quote), bold: true },
    quoted(shown.slice(at + quote.length)),
  ];
}

function heading(corpus: Corpus, index: number): RichText | null {
  const headings = corpus.clauses[index]?.headings ?? [];
  return headings.length === 0
    ? null
    : [own(`${texts.inHeading}：`), published(headings.map((each) => maskPrivateNumbers(each)).join(' › '))];
}

function neighbour(
  { corpus }: CitationView,
  document: PolicyDocument,
  index: number,
  label: string,
): RichText | null {
  if (index < document.clauses[0] || index >= document.clauses[1]) return null;
  const text = textOf(corpus, index);
  const shown =
    text.length <= longestNeighbour
      ? text
      : `${text.slice(0, longestNeighbour).replace(/[\ud800-\udbff]$/, '')}…`;
  const locator = corpus.clauses[index]?.locator ?? '';
  return [own(`${label}${locator === '' ? '' : '：'}`), published(locator), own('\n'), folded(shown)];
}
