/** Where a document is opened: which clauses are highlighted, and from which clause on a long one is shown. @module */
import type { Corpus, PolicyDocument } from '../../../../gazette/model.ts';

export interface Place {
  readonly document: PolicyDocument;
  /** Indices into `Corpus.clauses`. */
  readonly highlighted: readonly number[];
  /** Index into `Corpus.clauses` of the first one that is shown; null: where the highlighted ones are in view. */
  readonly from: number | null;
}

/** 12-14@清新府办〔2018〕16号, and 12-14/401@… for the part of a long document that begins with its clause 401. */
const written = /^(?:(\d{1,7})-(\d{1,7}))?(?:\/(\d{1,7}))?@(.+)$/s;

/** Clauses are counted within the document, from 1. */
export function writePlace({ document, highlighted, from }: Place): string {
  const count = (clause: number): number => clause - document.clauses[0] + 1;
  const [first, last] = [highlighted[0], highlighted.at(-1)];
  const range = first === undefined || last === undefined ? '' : `${count(first)}-${count(last)}`;
  return `${range}${from === null ? '' : `/${count(from)}`}@${document.id}`;
}

/** @returns null for what names no document; clauses that it does not have are left out. */
export function readPlace(corpus: Corpus, text: string): Place | null {
  const [, first, last, from, id] = written.exec(text) ?? [];
  const document = corpus.documents.find((each) => each.id === id);
  if (document === undefined) return null;
  const [begin, end] = document.clauses;
  const within = (clause: number): number => Math.min(Math.max(begin, clause), end);
  const highlighted: number[] = [];
  if (first !== undefined && last !== undefined) {
    for (let clause = within(begin + Number(first) - 1); clause < within(begin + Number(last)); clause += 1)
      highlighted.push(clause);
  }
  return { document, highlighted, from: from === undefined ? null : within(begin + Number(from) - 1) };
}
