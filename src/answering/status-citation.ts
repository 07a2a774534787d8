/** Quotations behind answers about a document's metadata. @module */
import type { Corpus, PolicyDocument, Quotation, Relation, Span } from '../gazette/model.ts';
import { quoteSpans, sentenceAround } from '../gazette/quote.ts';

export interface StatusCitation {
  /** Index into `Corpus.documents`. */
  readonly document: number;
  /** Index into `Corpus.clauses`; null when the title or number is quoted. */
  readonly clause: number | null;
  readonly quotation: Quotation;
}

/** Collects citations while sentences are written; the same quotation keeps its number. */
export class Citations {
  readonly list: StatusCitation[] = [];

  /** Returns the mark to put behind the sentence: [1]. */
  cite(citation: StatusCitation): string {
    const key = keyOf(citation);
    const known = this.list.findIndex((each) => keyOf(each) === key);
    if (known >= 0) return `[${known + 1}]`;
    this.list.push(citation);
    return `[${this.list.length}]`;
  }
}

function keyOf(citation: StatusCitation): string {
  return `${citation.document} ${JSON.stringify(citation.quotation.spans)}`;
}

/** The signature and the date under the document, else its title. */
export function citeIssue(corpus: Corpus, index: number, citations: Citations): string {
  const document = corpus.documents[index];
  if (document === undefined) return '';
  let marks = '';
  for (let at = document.clauses[0]; at < document.clauses[1]; at += 1) {
    const clause = corpus.clauses[at];
    if (clause === undefined || (clause.kind !== 'signature' && clause.kind !== 'date')) continue;
    const quotation = quoteSpans(document.source, sourceText(corpus, document), clause.spans);
    if (quotation.text.length >= leastQuote)
      marks += citations.cite({ document: index, clause: at, quotation });
    if (clause.kind === 'date') break;
  }
  return marks === '' ? citeTitle(corpus, index, citations) : marks;
}

/** A quotation needs this many characters to be checked against the source. */
export const leastQuote = 8;

/** The title; nothing where it is too short to be checked. */
export function citeTitle(corpus: Corpus, index: number, citations: Citations): string {
  const document = corpus.documents[index];
  if (document === undefined || document.titleSpans.length === 0) return '';
  return citeSpans(corpus, index, document, document.titleSpans, citations);
}

/** The printed 文号, else the title. */
export function citeNumber(corpus: Corpus, index: number, citations: Citations): string {
  const document = corpus.documents[index];
  if (document === undefined || document.numberSpans.length === 0) return citeTitle(corpus, index, citations);
  return citeSpans(corpus, index, document, document.numberSpans, citations);
}

function citeSpans(
  corpus: Corpus,
  index: number,
  document: PolicyDocument,
  spans: readonly Span[],
  citations: Citations,
): string {
  const quotation = quoteSpans(document.source, sourceText(corpus, document), spans);
  return quotation.text.length < leastQuote
    ? ''
    : citations.cite({ document: index, clause: null, quotation });
}

/** The sentence of the notice that gives the count, else its title. */
export function citeCount(corpus: Corpus, by: number, count: number, citations: Citations): string {
  const document = corpus.documents[by];
  if (document === undefined) return '';
  for (let at = document.clauses[0]; at < document.clauses[1]; at += 1) {
    const clause = corpus.clauses[at];
    if (clause === undefined || clause.row !== null || !clause.text.includes(`${count}份`)) continue;
    const quotation = quoteSpans(document.source, sourceText(corpus, document), clause.spans, (cleaned) =>
      sentenceAround(cleaned, cleaned.indexOf(`${count}份`)),
    );
    return citations.cite({ document: by, clause: at, quotation });
  }
  return citeTitle(corpus, by, citations);
}

/** The clause of the document that holds the quotation. */
export function locate(corpus: Corpus, index: number, quotation: Quotation): StatusCitation {
  const document = corpus.documents[index];
  const begins = quotation.spans[0]?.[0] ?? -1;
  let clause: number | null = null;
  if (document !== undefined) {
    for (let at = document.clauses[0]; at < document.clauses[1] && clause === null; at += 1) {
      const holds = corpus.clauses[at]?.spans.some(([start, end]) => begins >= start && begins < end);
      if (holds === true) clause = at;
    }
  }
  // a repeal is quoted from the document that repeals
  if (clause === null) {
    const by = corpus.clauses.findIndex(
      (each) =>
        corpus.documents[each.document]?.source === quotation.source &&
        each.spans.some(([start, end]) => begins >= start && begins < end),
    );
    const other = corpus.clauses[by];
    if (other !== undefined) return { document: other.document, clause: by, quotation };
  }
  return { document: index, clause, quotation };
}

/** The words with which one document ends or names another. */
export function citeRelation(citations: Citations, relation: Relation): string {
  return citations.cite({ document: relation.by, clause: relation.clause, quotation: relation.quotation });
}

/** Decoded text that the document stands in. */
export function sourceText(corpus: Corpus, document: PolicyDocument): string {
  return corpus.sources[document.source]?.text ?? '';
}
