/** Verbatim pieces of clauses → citations that anybody can reproduce from the source file. @module */
import { cleanSpans, spansOfCleaned } from '../gazette/clean-text.ts';
import type { Corpus, PolicyDocument, Quotation, Span } from '../gazette/model.ts';
import { cutBeforePrivateNumber } from '../gazette/private-numbers.ts';
import type { Hit } from '../retrieval/model.ts';
import type { AnswerPassage, Citation, SourceSpans, ValidityStatus } from './answer.ts';

/** Shortest quotation that still identifies a place in the text. */
export const shortestQuote = 8;

export interface Piece {
  /** Index into `Corpus.clauses`. */
  readonly clause: number;
  /** The words shown, contiguous in the clause's cleaned text; null for the whole clause. */
  readonly words: string | null;
}

/** Pieces that one mark [n] stands for, such as a lead-in and its item. All of one document. */
export interface CitedPieces {
  readonly pieces: readonly Piece[];
  readonly passage: number;
  /** The headings that the passage carries belong to what is cited. */
  readonly withHeadings?: true;
}

export function sourceSpans(corpus: Corpus, source: number, spans: readonly Span[]): SourceSpans {
  const { file, sha256 } = corpus.sources[source] ?? { file: '', sha256: '' };
  return { file, sha256, spans: spans.map(([start, end]) => [start, end]) };
}

/** @param validity Status of the document on the day asked about. */
export function citeClauses(
  corpus: Corpus,
  cited: CitedPieces,
  n: number,
  validity: ValidityStatus,
): Citation | null {
  const first = corpus.clauses[cited.pieces[0]?.clause ?? -1];
  const document = first === undefined ? undefined : corpus.documents[first.document];
  if (first === undefined || document === undefined) return null;
  const source = corpus.sources[document.source];
  if (source === undefined) return null;
  const clauses = cited.pieces
    .map((piece) => corpus.clauses[piece.clause])
    .filter((clause) => clause !== undefined);
  const spans = clauses.flatMap((clause) =>
    clause.row === null ? clause.spans : [...clause.row.headerSpans, ...clause.spans],
  );
  const passage = corpus.passages[cited.passage];
  const headings = cited.withHeadings === true ? (passage?.spans ?? []) : [];
  const text = clauses.map((clause) => cutBeforePrivateNumber(clause.text)).join('');
  const quote = quoteOf(
    cited.pieces,
    clauses.map((clause) => clause.text),
  );
  // A few words such as 主要任务： name no place in the text; under their headings they do.
  if (quote.length < shortestQuote && passage !== undefined) return citePassage(corpus, cited, n, validity);
  return {
    n,
    ...describeDocument(document),
    locator: citedLocator(corpus, cited.pieces),
    quote: readable(quote),
    text: readable(text),
    passageId: passage?.id ?? '',
    validity,
    source: sourceSpans(
      corpus,
      document.source,
      publicSpans(source.text, [
        ...headings.filter((span) => !spans.some((own) => own[0] <= span[0] && span[0] < own[1])),
        ...spans,
      ]),
    ),
  };
}

/** The passage with its headings; null when even that is too short to identify a place. */
function citePassage(
  corpus: Corpus,
  cited: CitedPieces,
  n: number,
  validity: ValidityStatus,
): Citation | null {
  const passage = corpus.passages[cited.passage];
  const document = corpus.documents[passage?.document ?? -1];
  const source = corpus.sources[document?.source ?? -1];
  if (passage === undefined || document === undefined || source === undefined) return null;
  const words = readable(cutBeforePrivateNumber(passage.text));
  if (words.length < shortestQuote) return null;
  return {
    n,
    ...describeDocument(document),
    locator: citedLocator(corpus, cited.pieces),
    quote: words,
    text: words,
    passageId: passage.id,
    validity,
    source: sourceSpans(corpus, document.source, publicSpans(source.text, passage.spans)),
  };
}

/** Where the pieces stand, as people say it: 第五条（三）、（四）; of more than three the article that holds them. */
export function citedLocator(corpus: Corpus, pieces: readonly Piece[]): string {
  const clauses = pieces.map((piece) => corpus.clauses[piece.clause]).filter((each) => each !== undefined);
  const leadIns = new Set(clauses.map((clause) => clause.leadIn));
  const items = pieces
    .filter((piece) => pieces.length === 1 || !leadIns.has(piece.clause))
    .map((piece) => corpus.clauses[piece.clause]?.locator ?? '');
  const [first = '', ...others] = [...new Set(items.filter((locator) => locator !== ''))];
  const article = articleOf(first);
  const together = article !== '' && others.every((locator) => articleOf(locator) === article);
  if (others.length === 0) return first;
  if (!together) return [first, ...others].slice(0, maxItemsNamed).join('、');
  return others.length >= maxItemsNamed
    ? article
    : [first, ...others.map((locator) => locator.slice(article.length) || locator)].join('、');
}

const maxItemsNamed = 3;

/** 第五条（三） → 第五条; 第十五条第三款 → 第十五条. */
function articleOf(locator: string): string {
  return locator.replace(/(?:[（(][^）)]*[）)]|\d+|第[一二三四五六七八九十]+[款项])+$/, '');
}

/** A citation of a quotation that metadata rests on (title, table row, 有效期至…). */
export function citeQuotation(
  corpus: Corpus,
  document: number,
  clause: number | null,
  quotation: Quotation,
  n: number,
  validity: ValidityStatus,
): Citation | null {
  const owner = corpus.documents[document];
  if (owner === undefined) return null;
  const whole = clause === null ? null : corpus.clauses[clause];
  const passage = corpus.passages.find(
    (each) => each.document === document && (clause === null || each.clauses.includes(clause)),
  );
  const spans = whole === null || whole === undefined ? quotation.spans : whole.spans;
  return {
    n,
    ...describeDocument(owner),
    locator: whole?.locator ?? '',
    quote: readable(cutBeforePrivateNumber(quotation.text)),
    text: readable(cutBeforePrivateNumber(whole?.text ?? quotation.text)),
    passageId: passage?.id ?? '',
    validity,
    source: sourceSpans(corpus, owner.source, spans),
  };
}

/** A hit as the `passages` of an answer show it; empty for one that the corpus does not hold. */
export function describeHit(corpus: Corpus, hit: Hit): AnswerPassage[] {
  const passage = corpus.passages[hit.passage];
  const document = corpus.documents[passage?.document ?? -1];
  if (passage === undefined || document === undefined) return [];
  return [
    {
      id: passage.id,
      text: readable(passage.text),
      score: hit.score,
      parts: { ...hit.parts },
      documentNumber: document.number?.canonical ?? null,
      title: document.title,
      locator: passage.locator,
      source: sourceSpans(corpus, document.source, passage.spans),
    },
  ];
}

function describeDocument(document: PolicyDocument) {
  return {
    documentNumber: document.number?.canonical ?? null,
    title: document.title,
    issuer: document.issuer,
    region: document.region,
  };
}

/** Table cells are parted by a tab in a clause; people read a space. */
export function readable(text: string): string {
  return text.replaceAll('\t', ' ');
}

/** Longest run of the shown words that is contiguous once the clauses are put together. */
function quoteOf(pieces: readonly Piece[], texts: readonly string[]): string {
  let best = '';
  let run = '';
  pieces.forEach((piece, index) => {
    const text = cutBeforePrivateNumber(texts[index] ?? '');
    const words = piece.words === null ? text : cutBeforePrivateNumber(piece.words);
    // Words that stop before their clause ends cannot run on into the next clause.
    const at = text.indexOf(words);
    run = at === 0 ? run + words : words;
    if (run.length > best.length) best = run;
    if (at + words.length < (texts[index] ?? '').length) run = '';
  });
  if (best.length >= shortestQuote) return best;
  const whole = texts.map((text) => cutBeforePrivateNumber(text)).join('');
  return whole.length > best.length ? whole : best;
}

/** The spans up to a private person's number in each; the rest of that span is not given out. */
function publicSpans(source: string, spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => {
    const cleaned = cleanSpans(source, [span]);
    const open = cutBeforePrivateNumber(cleaned.text);
    if (open.length === cleaned.text.length) return [span];
    return spansOfCleaned(cleaned, [span], 0, open.length);
  });
}
