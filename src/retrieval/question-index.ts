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
  private readonly wordings = new Map<number, WordingTerms>();
  /** Inverse document frequencies among the wordings, worked out once a term. */
  private readonly weights = new Map<string, number>();

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
    const terms = [...asked].map(([term, share]): AskedTerm => ({ term, share, weight: this.weigh(term) }));
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
        questionWeights.words * this.sharedWords(terms, wording) +
        questionWeights.vector * (near.get(wording) ?? 0);
      const owner = this.owners[wording] ?? 0;
      const question = this.questions[owner];
      const known = best.get(owner);
      if (question !== undefined && (known === undefined || similarity > known.similarity)) {
        best.set(owner, { question, wording: this.texts[wording] ?? '', similarity });
      }
    });
    return [...best.values()].toSorted((left, right) => right.similarity - left.similarity).slice(0, limit);
  }

  private termsOf(wording: number): WordingTerms {
    let known = this.wordings.get(wording);
    if (known === undefined) {
      const terms = new Set(tokeniseQuestion(this.texts[wording] ?? ''));
      let total = 0;
      for (const term of terms) total += this.weigh(term);
      known = { terms, total };
      this.wordings.set(wording, known);
    }
    return known;
  }

  private weigh(term: string): number {
    let weight = this.weights.get(term);
    if (weight === undefined) {
      const { lexical } = this.parts;
      weight = lexical.documentFrequency(term) > 0 ? lexical.idf(term) : lexical.unknownIdf;
      if (this.weights.size >= rememberedWeights) this.weights.clear();
      this.weights.set(term, weight);
    }
    return weight;
  }

  /** Weighted share of words that both hold (Dice). @param asked terms with their own share and weight. */
  private sharedWords(asked: readonly AskedTerm[], wording: number): number {
    const { terms, total: own } = this.termsOf(wording);
    let shared = 0;
    let total = own;
    for (const { term, share, weight } of asked) {
      const held = terms.has(term);
      // An official word beside what was said is no more to be said: it only helps where it is found.
      if (share === 1 || held) total += share * weight;
      if (held) shared += (share + 1) * weight;
    }
    return total === 0 ? 0 : shared / total;
  }
}

interface WordingTerms {
  readonly terms: ReadonlySet<string>;
  /** Sum of their weights. */
  readonly total: number;
}

interface AskedTerm {
  readonly term: string;
  /** 1 for what was said, less for an official word beside it. */
  readonly share: number;
  readonly weight: number;
}

/** Weights kept at most: questions bring words that no wording holds. */
const rememberedWeights = 20_000;
