/** Documents by the short keys that fit into a button, and what a person may mean by a number or a few words. @module */
import { findDocumentNumbers, parseSerialMention } from '../../gazette/document-number.ts';
import type { Corpus, PolicyDocument } from '../../gazette/model.ts';
import { normalise } from '../../retrieval/normalise.ts';
import { shortKey } from './callback-data.ts';

export type FoundDocuments =
  | { readonly kind: 'documents'; readonly documents: readonly PolicyDocument[] }
  /** A whole 文号 whose text is not in the gazettes; what they say of it is a question like any other. */
  | { readonly kind: 'elsewhere'; readonly number: string }
  | { readonly kind: 'none' };

export interface DocumentShelf {
  /** The home region's own first, then drafts, then material from elsewhere; newest first. */
  readonly sorted: readonly PolicyDocument[];
  byKey(key: string): PolicyDocument | undefined;
  keyOf(document: PolicyDocument): string;
  indexOf(document: PolicyDocument): number;
  /** What follows /doc: a 文号 in any spelling, 16号, or words of a title. */
  find(text: string): FoundDocuments;
}

const order = ['official', 'draft', 'reference'] as const;
const mostFound = 10;

export function createDocumentShelf(corpus: Corpus): DocumentShelf {
  const byKey = new Map(corpus.documents.map((document) => [shortKey(document.id), document]));
  const indices = new Map(corpus.documents.map((document, index) => [document, index]));
  const sorted = corpus.documents.toSorted(
    (left, right) =>
      order.indexOf(left.standing) - order.indexOf(right.standing) ||
      (right.issuedOn ?? '').localeCompare(left.issuedOn ?? '') ||
      (indices.get(left) ?? 0) - (indices.get(right) ?? 0),
  );
  const among = (fits: (document: PolicyDocument) => boolean): FoundDocuments => {
    const documents = sorted.filter(fits).slice(0, mostFound);
    return documents.length > 0 ? { kind: 'documents', documents } : { kind: 'none' };
  };

  return {
    sorted,
    byKey: (key) => byKey.get(key),
    keyOf: (document) => shortKey(document.id),
    indexOf: (document) => indices.get(document) ?? -1,
    find(text) {
      const [number] = findDocumentNumbers(text);
      if (number !== undefined) {
        const { canonical } = number.number;
        const found = among((document) => document.number?.canonical === canonical);
        return found.kind === 'none' ? { kind: 'elsewhere', number: canonical } : found;
      }
      const [mention] = parseSerialMention(text);
      // 16, or with the year in front: 2018 16, 2018-16.
      const [, bareYear, bare] =
        /^\s*(?:[〔[(]?(20\d\d|19\d\d)[^\d\p{L}]+)?(\d{1,4})\s*$/u.exec(text.normalize('NFKC')) ?? [];
      const serial = mention?.serial ?? (bare === undefined ? null : Number(bare));
      if (serial !== null) {
        const year = mention?.year ?? (bareYear === undefined ? null : Number(bareYear));
        return among(({ number: own }) => own?.serial === serial && (year === null || own.year === year));
      }
      const words = comparable(text);
      return words.length < 2 ? { kind: 'none' } : among(({ title }) => comparable(title).includes(words));
    },
  };
}

const comparable = (text: string): string => normalise(text).replace(/[\s\p{P}]/gu, '');
