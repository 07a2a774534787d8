/**
 * What a model was shown, cut into the smallest units that a sentence of its draft can rest on. A tool makes an item
 * with the functions of make-evidence.ts; the model only ever sees the token and the text.
 * @module
 */
import type { Calculation } from '../../calculators/calculation.ts';
import type { Standing } from '../../gazette/model.ts';
import type { ValidityStatus } from '../../gazette/validity.ts';

/** clause: words of a gazette; calculation: a calculator's result with its trace; document: what is known about a document. */
export type EvidenceKind = 'clause' | 'calculation' | 'document';

/** One sentence or one table row, with everything that it stands under. */
export interface EvidenceUnit {
  /** As the gazette writes it; a row as `head cell；head cell`. */
  readonly text: string;
  /** Headings, the caption of a table, the sentence that leads a list in; outermost first. */
  readonly context: readonly string[];
  /** The sentences before it in the same clause, nearest last: a subject may stand there. */
  readonly before: readonly string[];
  /** Index into `Corpus.clauses`; null for what no clause holds. */
  readonly clause: number | null;
  readonly locator: string;
}

export interface EvidenceItem {
  /** S1 …: clauses; C1 …: calculations; D1 …: documents. Unique in one answer. */
  readonly token: string;
  readonly kind: EvidenceKind;
  /** Index into `Corpus.documents`; null for a calculation. */
  readonly document: number | null;
  readonly title: string;
  /** Canonical 文号. */
  readonly number: string | null;
  readonly issuer: string | null;
  readonly region: string | null;
  readonly standing: Standing | null;
  /** As of the day that the item was made for; null for a calculation. */
  readonly validity: ValidityStatus | null;
  /** What may be said about the document's validity; empty for a calculation. */
  readonly validitySentence: string;
  readonly units: readonly EvidenceUnit[];
  /** Index into `Corpus.passages` of the passage that a citation names; null: the one that holds the clause. */
  readonly passage: number | null;
  /** Indices into `Corpus.clauses`, in reading order. */
  readonly clauses: readonly number[];
  readonly calculation: Calculation | null;
}
