/**
 * The question bank as an index of its own: a user's question is compared with the bank's wordings, question against
 * question, by characters, words and vectors. Similarities are absolute (0 to 1), so that a far question adds nothing.
 * @module
 */
import { type CharacterIndex, CharacterIndexBuilder } from './character-index.ts';
import { buildLexicalIndex } from './build-lexical-index.ts';
import { createEmbeddedEmbedder, embeddedEmbedder } from './embedder.ts';
import { expansionWeight } from './fusion-weights.ts';
import type { LexicalIndex } from './lexical-index.ts';
import type { QuestionMatch } from './model.ts';
import { normalise } from './normalise.ts';
import type { BankQuestion } from './question-bank.ts';
import { maskStopWords } from './stop-words.ts';
import { tokenise, tokeniseQuestion } from './tokenise.ts';
import type { VectorIndex } from './vector-index.ts';

/** What each comparison counts; they add up to 1. */
export const questionWeights = { characters: 0.45, words: 0.4, vector: 0.15 } as const;

/** Wordings looked at closely, from each source of candidates. */
const candidateCount = 60;

export interface QuestionIndexParts {
  readonly questions: readonly BankQuestion[];
  readonly lexical: LexicalIndex;
  readonly characters: CharacterIndex;
  readonly vectors: VectorIndex;
}

/** All wordings one after another, and which question each belongs to. */
function wordingsOf(questions: readonly BankQuestion[]): { texts: string[]; owners: number[] } {
  const texts: string[] = [];
  const owners: number[] = [];
  questions.forEach((question, index) => {
    for (const text of [question.ask, ...question.also]) {
      texts.push(text);
      owners.push(index);
    }
  });
  return { texts, owners };
}

/** Builds the parts but the vector index, whose kind the caller decides; vectors stand in wording order. */
export async function prepareQuestionIndex(questions: readonly BankQuestion[]) {
  const { texts } = wordingsOf(questions);
  const builder = new CharacterIndexBuilder();
  const lexical = buildLexicalIndex(
    texts.length,
    (index) => ({ body: maskStopWords(normalise(texts[index] ?? '')), title: '', headings: '' }),
    (_, normalised) => builder.add(normalised.body),
  );
  const characters = builder.finish();
  const embedded = await createEmbeddedEmbedder(characters).embed(
    texts.map((text) => maskStopWords(normalise(text))),
  );
  const { dimensions } = embeddedEmbedder;
  const vectors = new Float32Array(texts.length * dimensions);
  embedded.forEach((vector, index) => vectors.set(vector, index * dimensions));
  return { lexical, characters, vectors };
}

export class QuestionIndex {
  readonly questions: readonly BankQuestion[];
  private readonly parts: QuestionIndexParts;
  private readonly owners: readonly number[];
  private readonly texts: readonly string[];
  private readonly terms = new Map<number, ReadonlySet<string>>();

  constructor(parts: QuestionIndexParts) {
    this.parts = parts;
    this.questions = parts.questions;
    const { texts, owners } = wordingsOf(parts.questions);
    this.owners = owners;
    this.texts = texts;
  }

  /**
   * The bank's questions most like the text, best first, each once with its most similar wording.
   * @param expansions official words for what the text says; they count `expansionWeight`.
   */
  match(text: string, limit: number, expansions: readonly string[] = []): QuestionMatch[] {
    const { lexical, characters, vectors } = this.parts;
    if (this.questions.length === 0) return [];
    const asked = new Map<string, number>(
      expansions.flatMap((word) => tokenise(word).map((term) => [term, expansionWeight] as const)),
    );
    for (const term of tokeniseQuestion(text)) asked.set(term, 1);
    const normalised = maskStopWords(normalise(text));
    const vector = createEmbeddedEmbedder(characters).embedQuery(text);
    const near = new Map(
      vectors
        .search(vector, candidateCount)
        .map(({ passage, similarity }) => [passage, Math.max(0, similarity)]),
    );
    const weighted = [...asked].map(([term, weight]) => ({ term, weight }));
    const candidates = [
      ...new Set([...lexical.search(weighted, candidateCount).map((hit) => hit.passage), ...near.keys()]),
    ];
    const alike = characters.similarities(
      characters.vector([
        { normalised, weight: 1 },
        ...expansions.map((word) => ({ normalised: normalise(word), weight: expansionWeight })),
      ]),
      candidates,
    );
    const best = new Map<number, QuestionMatch>();
    candidates.forEach((wording, at) => {
      const similarity =
        questionWeights.characters * (alike[at] ?? 0) +
        questionWeights.words * this.sharedWords(asked, wording) +
        questionWeights.vector * (near.get(wording) ?? 0);
      const owner = this.owners[wording] ?? 0;
      const question = this.questions[owner];
      const known = best.get(owner);
      if (question !== undefined && (known === undefined || similarity > known.similarity)) {
        best.set(owner, { question, similarity });
      }
    });
    return [...best.values()].toSorted((left, right) => right.similarity - left.similarity).slice(0, limit);
  }

  private termsOf(wording: number): ReadonlySet<string> {
    let terms = this.terms.get(wording);
    if (terms === undefined)
      this.terms.set(wording, (terms = new Set(tokeniseQuestion(this.texts[wording] ?? ''))));
    return terms;
  }

  /** Weighted share of words that both hold (Dice). */
  private sharedWords(asked: ReadonlyMap<string, number>, wording: number): number {
    const { lexical } = this.parts;
    const held = this.termsOf(wording);
    const weigh = (term: string) =>
      lexical.documentFrequency(term) > 0 ? lexical.idf(term) : lexical.unknownIdf;
    let shared = 0;
    let total = 0;
    for (const [term, share] of asked) {
      const weight = share * weigh(term);
      // An official word beside what was said is no more to be said: it only helps where it is found.
      if (share === 1 || held.has(term)) total += weight;
      if (held.has(term)) shared += weight + weigh(term);
    }
    for (const term of held) total += weigh(term);
    return total === 0 ? 0 : shared / total;
  }
}
