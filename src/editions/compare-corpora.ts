/** What a change does to the documents: which are new, gone or say something else, and what rested on those that end. @module */
import { nameOfMentioned } from '../gazette/document-graph.ts';
import type { Corpus, PolicyDocument } from '../gazette/model.ts';
import { type ValidityStatus, validityOn } from '../gazette/validity.ts';

export interface DocumentSummary {
  /** `PolicyDocument.id`. */
  readonly id: string;
  /** File of its source. */
  readonly file: string;
  readonly documentNumber: string | null;
  readonly title: string;
  readonly issuer: string | null;
  readonly issuedOn: string | null;
  readonly region: string | null;
  readonly standing: PolicyDocument['standing'];
  readonly effectiveFrom: string | null;
  readonly lastDay: string | null;
  readonly validity: ValidityStatus;
  /** One Chinese sentence. */
  readonly validityText: string;
  /** The words that it rests on. */
  readonly validityQuotes: readonly string[];
  readonly clauses: number;
}

export interface DocumentDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** null for an added one. */
  readonly before: DocumentSummary | null;
  /** null for a removed one. */
  readonly after: DocumentSummary | null;
  /** Names of the fields that differ, `text` for its clauses. */
  readonly fields: readonly (keyof DocumentSummary | 'text')[];
}

/** A document that another one ends. */
export interface Ending {
  readonly by: DocumentSummary;
  readonly kind: 'repeals' | 'voids';
  readonly documentNumber: string;
  /** null: its text is not in the gazettes. */
  readonly document: DocumentSummary | null;
  readonly from: string | null;
  readonly quote: string;
}

export function summarise(corpus: Corpus, index: number, asOf: string): DocumentSummary {
  const document = corpus.documents[index];
  if (document === undefined) throw new RangeError(`no document ${index} in this corpus`);
  const { status, sentence, quotations } = validityOn(corpus, index, asOf);
  return {
    id: document.id,
    file: corpus.sources[document.source]?.file ?? '',
    documentNumber: document.number?.canonical ?? null,
    title: document.title,
    issuer: document.issuer,
    issuedOn: document.issuedOn,
    region: document.region,
    standing: document.standing,
    effectiveFrom: document.validity.effectiveFrom,
    lastDay: document.validity.lastDay,
    validity: status,
    validityText: sentence,
    validityQuotes: quotations.map(({ text }) => text),
    clauses: document.clauses[1] - document.clauses[0],
  };
}

/** @param asOf ISO day as of which validity is compared */
export function compareCorpora(before: Corpus, after: Corpus, asOf: string): DocumentDifference[] {
  const [old, next] = [indexById(before), indexById(after)];
  const differences: DocumentDifference[] = [];
  for (const [id, index] of next) {
    const now = summarise(after, index, asOf);
    const former = old.get(id);
    if (former === undefined) {
      differences.push({ kind: 'added', before: null, after: now, fields: [] });
      continue;
    }
    const was = summarise(before, former, asOf);
    const fields: DocumentDifference['fields'][number][] = differing(was, now);
    if (textOf(before, former) !== textOf(after, index)) fields.push('text');
    if (fields.length > 0) differences.push({ kind: 'changed', before: was, after: now, fields });
  }
  for (const [id, index] of old) {
    if (!next.has(id))
      differences.push({
        kind: 'removed',
        before: summarise(before, index, asOf),
        after: null,
        fields: [],
      });
  }
  return differences;
}

const indexById = (corpus: Corpus): Map<string, number> =>
  new Map(corpus.documents.map(({ id }, index) => [id, index]));

function differing(was: DocumentSummary, now: DocumentSummary): (keyof DocumentSummary)[] {
  const names: readonly (keyof DocumentSummary)[] = [
    'file',
    'documentNumber',
    'title',
    'issuer',
    'issuedOn',
    'region',
    'standing',
    'effectiveFrom',
    'lastDay',
    'validity',
    'validityText',
  ];
  return names.filter((name) => was[name] !== now[name]);
}

function textOf(corpus: Corpus, index: number): string {
  const [first, last] = corpus.documents[index]?.clauses ?? [0, 0];
  return corpus.clauses
    .slice(first, last)
    .map(({ locator, text }) => `${locator} ${text}`)
    .join('\n');
}

/** What the documents of one source repeal or declare void. */
export function endingsBy(corpus: Corpus, file: string, asOf: string): Ending[] {
  const endings: Ending[] = [];
  for (const mentioned of corpus.mentioned.values()) {
    const { document, relations } = mentioned;
    for (const { kind, by, from, quotation } of relations) {
      if (kind === 'mentions' || corpus.sources[corpus.documents[by]?.source ?? -1]?.file !== file) continue;
      endings.push({
        by: summarise(corpus, by, asOf),
        kind,
        documentNumber: nameOfMentioned(mentioned),
        document: document === null ? null : summarise(corpus, document, asOf),
        from,
        quote: quotation.text,
      });
    }
  }
  return endings;
}
