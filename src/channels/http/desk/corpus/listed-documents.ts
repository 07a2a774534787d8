/** The documents of the gazettes as an editor searches them. @module */
import { z } from 'zod';
import { compact } from '../../../../gazette/clean-text.ts';
import type { Corpus, PolicyDocument } from '../../../../gazette/model.ts';
import { type ValidityStatus, validityOn, validityStatuses } from '../../../../gazette/validity.ts';

export interface DocumentFilters {
  /** Of title, number or issuer; empty for all. */
  readonly q: string;
  readonly validity: ValidityStatus | null;
  /** File of the source. */
  readonly source: string | null;
  readonly region: string | null;
  readonly mark: 'added' | 'corrected' | null;
  /** From 1. */
  readonly page: number;
}

export interface ListedDocument {
  readonly document: PolicyDocument;
  readonly file: string;
  readonly validity: ValidityStatus;
}

export interface DocumentPage {
  readonly documents: readonly ListedDocument[];
  readonly found: number;
  readonly page: number;
  readonly pages: number;
}

const documentsOnAPage = 50;

const name = z.string().trim().min(1).max(200).nullable().catch(null);
const filtersSchema = z.object({
  q: z.string().trim().max(200).catch(''),
  validity: z.enum(validityStatuses).nullable().catch(null),
  source: name,
  region: name,
  mark: z.enum(['added', 'corrected']).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** A filter that cannot be read is left out. */
export const readFilters = (query: Readonly<Record<string, string>>): DocumentFilters =>
  filtersSchema.parse(query);

export interface DocumentList {
  find(filters: DocumentFilters, asOf: string): DocumentPage;
  readonly regions: readonly string[];
}

export function createDocumentList(corpus: Corpus): DocumentList {
  const searched = corpus.documents.map(({ title, number, issuer, id }) =>
    plain(`${title}\n${number?.canonical ?? id}\n${issuer ?? ''}`),
  );
  let validities: { readonly asOf: string; readonly all: readonly ValidityStatus[] } | null = null;
  const validitiesOn = (asOf: string): readonly ValidityStatus[] => {
    if (validities?.asOf !== asOf)
      validities = { asOf, all: corpus.documents.map((_, at) => validityOn(corpus, at, asOf).status) };
    return validities.all;
  };
  return {
    regions: [...new Set(corpus.documents.flatMap(({ region }) => region ?? []))].toSorted(),
    find({ q, validity, source, region, mark, page: wanted }, asOf) {
      const words = q.split(/\s+/).map(plain);
      const all = validitiesOn(asOf);
      const found = corpus.documents.flatMap((document, at): ListedDocument[] => {
        const file = corpus.sources[document.source]?.file ?? '';
        const status = all[at] ?? 'unstated';
        const fits =
          words.every((word) => searched[at]?.includes(word) === true) &&
          (validity === null || status === validity) &&
          (source === null || file === source) &&
          (region === null || document.region === region) &&
          (mark !== 'added' || isAdded(file)) &&
          (mark !== 'corrected' || document.corrections.length > 0);
        return fits ? [{ document, file, validity: status }] : [];
      });
      const pages = Math.max(1, Math.ceil(found.length / documentsOnAPage));
      const page = Math.min(wanted, pages);
      const first = (page - 1) * documentsOnAPage;
      return { documents: found.slice(first, first + documentsOnAPage), found: found.length, page, pages };
    },
  };
}

export const isAdded = (file: string): boolean => file.startsWith('added/');

/** Brackets and digits of numbers are typed in many ways. */
function plain(text: string): string {
  return compact(text.normalize('NFKC'))
    .replaceAll(/[〔［【[({]/g, '(')
    .replaceAll(/[〕］】\])}]/g, ')')
    .toLowerCase();
}
