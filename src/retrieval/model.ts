/** What retrieval takes and gives. @module */
import type { BankQuestion } from './question-bank.ts';

/** A question of the bank that is like the user's; similarity 0 to 1. */
export interface QuestionMatch {
  readonly question: BankQuestion;
  /** Its most similar wording. */
  readonly wording: string;
  readonly similarity: number;
}

/** One scored passage; `parts` are the weighted contributions that add up to `score`. */
export interface Hit {
  /** Index into `Corpus.passages`. */
  readonly passage: number;
  readonly score: number;
  readonly parts: Readonly<Record<string, number>>;
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** The next ones that were not returned, best first, for "why not this one". */
  readonly rejected: readonly Hit[];
}

export interface SearchQuery {
  readonly text: string;
  /** Number of hits wanted (default 10); as many rejected ones are given. */
  readonly limit?: number;
  /**
   * Keep only passages of documents (index into `Corpus.documents`) for which this is true; the others become neither
   * hits nor rejected.
   */
  readonly acceptDocument?: (document: number) => boolean;
  /**
   * Factor on the whole score of a document's passages (index into `Corpus.documents`), such as 0.7 for another
   * region or reference material; 1 when absent. Its effect stands in `parts` too.
   */
  readonly weigh?: (document: number) => number;
  /** Words to search by beside the text, such as earlier turns of the conversation, and what each counts (0 to 1). */
  readonly also?: readonly { readonly text: string; readonly weight: number }[];
  /** Passage → nearness (0 to 1) by the vectors of an embedding model; a further part of the score. */
  readonly meaning?: ReadonlyMap<number, number>;
}

export interface Retriever {
  search(query: SearchQuery): SearchResult;
  /**
   * How much of the question the passages know: each distinct informative term of the text with its weight (idf)
   * and whether the corpus / the given passage holds it. Answering uses it to say "not in the gazettes".
   */
  explainTerms(
    text: string,
    passage: number,
  ): readonly { term: string; weight: number; inCorpus: boolean; inPassage: boolean }[];
  /**
   * The terms that a query is searched by, expansions included, each with what it weighs (idf times its share);
   * terms that the corpus does not hold are left out.
   */
  weighTerms(query: SearchQuery): ReadonlyMap<string, number>;
  /**
   * For each word that people say and gazettes write otherwise: the terms of every way to say it. A text that holds one
   * of them says the same as one that holds another. What the turns before said is left out: another turn may ask of
   * the one beside it.
   */
  alternatives(query: Pick<SearchQuery, 'text'>): readonly (readonly (readonly string[])[])[];
  /** Standard questions like this one, best first; empty where there is no bank or it is switched off. */
  matchQuestions(query: SearchQuery): readonly QuestionMatch[];
  /** Documents whose 文号 the text says (index into `Corpus.documents`). */
  readonly documentsNamed: (text: string) => ReadonlySet<number>;
  /** Whether any passage of the document (index into `Corpus.documents`), its title or its headings hold the term. */
  readonly documentHolds: (term: string, document: number) => boolean;
  /** Whether the bank asks about this document (index into `Corpus.documents`); of the others it can say nothing. */
  readonly bankCovers: (document: number) => boolean;
}
