/**
 * What each part of a hit's score counts. Every part is divided by its largest value among the candidates of one
 * question before it is weighted, so that a weight is a share. Tuned on lay legal questions and the sample questions
 * together (docs/decisions/2026-11-22-retrieval.md); a weight near nought says that the part proved little.
 */
export const fusionWeights = {
  /** BM25 of the passage with its title and headings. */
  lexical: 1,
  /** Likeness in single characters. */
  characters: 0.8,
  /** Cosine with the question's vector, for its nearest passages. */
  vector: 0.05,
  /** The question names this document by its 文号: more than all other parts, since nothing else is meant. */
  number: 2,
  /** A question of the bank that is like the user's points at the passage; its similarity is taken as it is. */
  askedAs: 1.5,
  /** Nearness by an embedding model's vectors, where a question has been given them; not tuned, for want of such a model. */
  meaning: 0.5,
} as const;

/** What a term that was only added by the thesaurus counts beside the question's own words. */
export const expansionWeight = 0.4;

/** How many passages each source of candidates brings. */
export const candidateCounts = { lexical: 200, vector: 100, perNumberedDocument: 60, questions: 20 } as const;
