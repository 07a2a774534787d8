/**
 * Passages near a question by the vectors of an embedding model, directly and by way of the bank's questions. A model's
 * cosines have a scale of their own (some give 0.7 to anything): only how the nearest compare with each other is used.
 * @module
 */
import type { Corpus } from '../gazette/model.ts';
import { ExactVectorIndex } from './exact-vector-index.ts';
import { textToEmbed } from './passage-vectors.ts';
import type { BankQuestion } from './question-bank.ts';
import type { StoredVectors } from './stored-vectors.ts';
import type { Neighbour } from './vector-index.ts';

export interface MeaningIndex {
  readonly dimensions: number;
  /**
   * The nearest passages with their likeness, 1 for the nearest to 0 for the last.
   * @throws WenzhengError index_unusable when the vector has another length
   */
  near(vector: Float32Array): ReadonlyMap<number, number>;
}

/** Nearest passages, and nearest wordings of the bank, that count. */
const nearest = { passages: 100, wordings: 60 } as const;
/** What a later clause of a question counts beside the decisive one. */
const laterClause = 0.8;

/** All that is embedded: the passages in their order, then the wordings of the bank. */
export function textsToEmbed(corpus: Corpus, questions: readonly BankQuestion[]): string[] {
  return [
    ...corpus.passages.map((passage) => textToEmbed(corpus, passage)),
    ...questions.flatMap(({ ask, also }) => [ask, ...also]),
  ];
}

/** null while a text has no vector: an index with holes would bury what lies in them. */
export function createMeaningIndex(
  corpus: Corpus,
  questions: readonly BankQuestion[],
  stored: StoredVectors,
): MeaningIndex | null {
  const { dimensions } = stored;
  const texts = textsToEmbed(corpus, questions);
  if (dimensions === null) return null;
  const vectors = new Float32Array(texts.length * dimensions);
  for (const [at, text] of texts.entries()) {
    const vector = stored.get(text);
    if (vector === undefined) return null;
    vectors.set(vector, at * dimensions);
  }
  const border = corpus.passages.length * dimensions;
  const passages = new ExactVectorIndex(vectors.subarray(0, border), dimensions);
  const wordings = new ExactVectorIndex(vectors.subarray(border), dimensions);
  const owners = questions.flatMap((question) => [question, ...question.also.map(() => question)]);
  const holders = passagesByClause(corpus, questions);
  return {
    dimensions,
    near(vector) {
      const scores = new Map<number, number>();
      const offer = (passage: number, score: number): void => {
        scores.set(passage, Math.max(score, scores.get(passage) ?? 0));
      };
      for (const [passage, score] of rescale(passages.search(vector, nearest.passages)))
        offer(passage, score);
      for (const [wording, score] of rescale(wordings.search(vector, nearest.wordings))) {
        owners[wording]?.clauses.forEach((clause, rank) => {
          for (const passage of holders.get(clause) ?? [])
            offer(passage, rank === 0 ? score : score * laterClause);
        });
      }
      return scores;
    },
  };
}

function rescale(neighbours: readonly Neighbour[]): [number, number][] {
  const best = neighbours[0]?.similarity ?? 0;
  const span = best - (neighbours.at(-1)?.similarity ?? 0);
  return neighbours.map(({ passage, similarity }) => [
    passage,
    span === 0 ? 1 : 1 - (best - similarity) / span,
  ]);
}

function passagesByClause(corpus: Corpus, questions: readonly BankQuestion[]): Map<number, number[]> {
  const holders = new Map<number, number[]>(
    questions.flatMap(({ clauses }) => clauses.map((clause): [number, number[]] => [clause, []])),
  );
  corpus.passages.forEach(({ clauses }, passage) => {
    for (const clause of clauses) holders.get(clause)?.push(passage);
  });
  return holders;
}
