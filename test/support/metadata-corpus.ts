/** Small corpora made by hand: documents, clauses and sources without the reader. */
import { buildMentioned } from '../../src/gazette/document-graph.ts';
import { findDocumentNumbers } from '../../src/gazette/document-number.ts';
import type { Clause, Corpus, PolicyDocument, Source, Span, Standing } from '../../src/gazette/model.ts';
import { readValidity } from '../../src/gazette/validity.ts';

export interface MadeClause {
  readonly text: string;
  readonly kind?: Clause['kind'];
  readonly locator?: string;
  readonly headings?: readonly string[];
  /** Cells of a table row; `text` is then what stands between them. */
  readonly row?: { readonly columns: readonly string[]; readonly caption: string | null };
}

export interface MadeDocument {
  readonly title: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly issuedOn?: string;
  readonly standing?: Standing;
  readonly region?: string;
  readonly office?: string;
  readonly clauses: readonly MadeClause[];
}

/** Writes the documents into one source each and reads validity and graph from it. */
export function makeCorpus(made: readonly MadeDocument[], homeRegion: string | null = '清新区'): Corpus {
  const sources: Source[] = [];
  const documents: PolicyDocument[] = [];
  const clauses: Clause[] = [];
  for (const [index, each] of made.entries()) {
    let text = '';
    const write = (piece: string): Span => {
      const start = text.length;
      text += `${piece}\n\n`;
      return [start, start + piece.length];
    };
    const titleSpans = [write(each.title)];
    const numberSpans = each.number === undefined ? [] : [write(each.number)];
    const first = clauses.length;
    for (const clause of each.clauses) {
      for (const heading of clause.headings ?? []) write(heading);
      clauses.push(makeClause(index, clause, write(clause.text)));
    }
    const source: Source = { file: `${index}.txt`, sha256: '0'.repeat(64), text };
    sources.push(source);
    const standing = each.standing ?? 'official';
    const own = clauses.slice(first);
    documents.push({
      id: each.number ?? `${index}-1`,
      source: index,
      title: each.title,
      titleSpans,
      number: each.number === undefined ? null : (findDocumentNumbers(each.number)[0]?.number ?? null),
      numberSpans,
      issuer: each.issuer ?? null,
      issuedOn: each.issuedOn ?? null,
      issuedOnSpans: [],
      kind: null,
      addressee: null,
      enquiryOffice:
        each.office === undefined
          ? null
          : { name: each.office, quotation: { source: index, spans: titleSpans, text: each.title } },
      gazette: null,
      page: null,
      parts: [],
      annexes: [],
      standing,
      region: each.region ?? homeRegion,
      corrections: [],
      validity: readValidity({
        title: each.title,
        issuedOn: each.issuedOn ?? null,
        standing,
        source: index,
        sourceText: text,
        titleSpans,
        clauses: own,
      }),
      clauses: [first, clauses.length],
    });
  }
  return {
    digest: 'made',
    sources,
    homeRegion,
    documents,
    clauses,
    passages: [],
    segments: [],
    mentioned: buildMentioned(documents, clauses, sources),
    problems: [],
  };
}

function makeClause(document: number, made: MadeClause, span: Span): Clause {
  const cells = made.text.split('\t');
  return {
    document,
    kind: made.row === undefined ? (made.kind ?? 'paragraph') : 'row',
    locator: made.locator ?? '',
    headings: made.headings ?? [],
    leadIn: null,
    row:
      made.row === undefined
        ? null
        : { columns: made.row.columns, cells, headerSpans: [], caption: made.row.caption },
    spans: [span],
    text: made.text,
  };
}
