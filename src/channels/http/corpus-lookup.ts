import type { Citation } from '../../answering/answer.ts';
import type { Corpus, PolicyDocument, Span } from '../../gazette/model.ts';

/** Indices into `Corpus.clauses`; empty when the document is meant as a whole. */
export interface CitedPlace {
  readonly document: PolicyDocument;
  readonly clauses: readonly number[];
}

export interface CorpusLookup {
  document(id: string): PolicyDocument | undefined;
  /** The clauses of a passage, when it belongs to the document. */
  passageClauses(document: PolicyDocument, passageId: string): readonly number[];
  /**
   * Where a citation stands: the clauses that its spans touch, rather than the whole passage it came from. One of an
   * older corpus is looked for by its words; where those are gone, the document alone is meant.
   */
  cited(citation: Citation): CitedPlace | undefined;
}

/** Finds documents and passages by their ids, which is what addresses and citations carry. */
export function createCorpusLookup(corpus: Corpus): CorpusLookup {
  const documents = new Map(corpus.documents.map((document) => [document.id, document]));
  const passages = new Map(corpus.passages.map((passage) => [passage.id, passage]));
  const numbers = new Map<string, PolicyDocument>();
  for (const document of corpus.documents) {
    const number = document.number?.canonical;
    if (number !== undefined && !numbers.has(number)) numbers.set(number, document);
  }

  return {
    document: (id) => documents.get(id),
    passageClauses(document, passageId) {
      const passage = passages.get(passageId);
      return passage !== undefined && corpus.documents[passage.document] === document ? passage.clauses : [];
    },
    cited(citation) {
      const { file, sha256, spans: quoted } = citation.source;
      const passage = passages.get(citation.passageId);
      const own = passage === undefined ? undefined : corpus.documents[passage.document];
      const numbered = numbers.get(citation.documentNumber ?? '');
      const source = corpus.sources.find((each) => each.file === file);
      if (source !== undefined && source.sha256 !== sha256) {
        // Spans and ids are those of a text that is not here any more.
        const document = numbered ?? (own?.title === citation.title ? own : undefined);
        if (document === undefined) return undefined;
        return { document, clauses: clausesWith(corpus, document, citation.quote) };
      }
      const document = own ?? numbered;
      if (document === undefined) return undefined;
      const touched: number[] = [];
      if (corpus.sources[document.source]?.file === file) {
        for (let index = document.clauses[0]; index < document.clauses[1]; index++) {
          const spans = corpus.clauses[index]?.spans ?? [];
          if (spans.some((span) => quoted.some((cited) => overlap(span, cited)))) touched.push(index);
        }
      }
      return { document, clauses: touched.length > 0 ? touched : (passage?.clauses ?? []) };
    },
  };
}

/** White space is laid out anew with every reading. */
function clausesWith(corpus: Corpus, document: PolicyDocument, quote: string): readonly number[] {
  const words = quote.replaceAll(/\s/g, '');
  for (let index = document.clauses[0]; index < document.clauses[1]; index++) {
    if (corpus.clauses[index]?.text.replaceAll(/\s/g, '').includes(words) === true) return [index];
  }
  return [];
}

function overlap([start, end]: Span, [otherStart, otherEnd]: Span): boolean {
  return start < otherEnd && otherStart < end;
}

export function documentPath(document: PolicyDocument): string {
  return `/document/${encodeURIComponent(document.id)}`;
}

/** The anchor of a clause on its document's page; counted within the document, from 1. */
export function clauseAnchor(document: PolicyDocument, clause: number): string {
  return `clause-${clause - document.clauses[0] + 1}`;
}

/** The address that opens the document at the cited clauses, highlighted. */
export function citedPath({ document, clauses }: CitedPlace): string {
  const [first, last] = [clauses[0], clauses.at(-1)];
  if (first === undefined || last === undefined) return documentPath(document);
  const place = (clause: number): number => clause - document.clauses[0] + 1;
  const range = first === last ? `${place(first)}` : `${place(first)}-${place(last)}`;
  return `${documentPath(document)}?clause=${range}#${clauseAnchor(document, first)}`;
}

/** Reads `clause=12` or `clause=12-14`; anything else highlights nothing. */
export function clausesInRange(document: PolicyDocument, range: string): readonly number[] {
  const match = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(range);
  if (match === null) return [];
  const first = document.clauses[0] + Number(match[1]) - 1;
  const last = Math.min(document.clauses[0] + Number(match[2] ?? match[1]), document.clauses[1]);
  if (first < document.clauses[0] || first >= last) return [];
  return Array.from({ length: last - first }, (_, offset) => first + offset);
}
