/**
 * Ranks passages for a question: BM25 (with title and headings), characters, vectors and the document's 文号, fused by a
 * weighted sum of max-normalised scores (fusion-weights.ts). Reciprocal ranks were tried and lost every comparison.
 * @module
 */
import { findDocumentNumbers, parseSerialMention } from '../gazette/document-number.ts';
import type { Corpus } from '../gazette/model.ts';
import type { CharacterIndex } from './character-index.ts';
import type { Embedder } from './embedder.ts';
import { candidateCounts, expansionWeight, fusionWeights } from './fusion-weights.ts';
import type { LexicalIndex, WeightedTerm } from './lexical-index.ts';
import type { Hit, Retriever, SearchQuery, SearchResult } from './model.ts';
import { normalise } from './normalise.ts';
import { maskStopWords } from './stop-words.ts';
import { expand } from './thesaurus.ts';
import type { Thesaurus } from './thesaurus.ts';
import { tokenise, tokeniseQuestion } from './tokenise.ts';
import type { VectorIndex } from './vector-index.ts';

export interface RetrieverParts {
  readonly corpus: Corpus;
  /** Document of each passage; passages of one document lie together. */
  readonly passageDocuments: Uint32Array;
  readonly lexical: LexicalIndex;
  readonly characters: CharacterIndex;
  readonly vectors: VectorIndex;
  readonly embedder: Embedder;
  readonly thesaurus: Thesaurus;
}

const partNames = ['lexical', 'characters', 'vector', 'number'] as const;
type PartScores = Record<keyof typeof fusionWeights, number>;
const defaultLimit = 10;

export function createRetriever(parts: RetrieverParts): Retriever {
  const { corpus, passageDocuments, lexical, characters, vectors, embedder, thesaurus } = parts;
  const documentStarts = startsOfDocuments(passageDocuments, corpus.documents.length);

  function termsOf(query: SearchQuery): WeightedTerm[] {
    const weights = new Map<string, number>();
    const add = (terms: readonly string[], weight: number): void => {
      for (const term of terms) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    };
    for (const { text, weight } of textsOf(query)) {
      add(tokeniseQuestion(text), weight);
      for (const word of expand(thesaurus, text)) add(tokenise(word), weight * expansionWeight);
    }
    return Array.from(weights, ([term, weight]) => ({ term, weight }));
  }

  function candidatesOf(query: SearchQuery, terms: readonly WeightedTerm[], numbered: ReadonlySet<number>) {
    const { accept } = query;
    const lexicalScores = new Map<number, number>();
    for (const { passage, score } of lexical.search(terms, candidateCounts.lexical, accept)) {
      lexicalScores.set(passage, score);
    }
    const vector = query.vector ?? embedder.embedQuery?.(query.text) ?? null;
    const vectorScores = new Map<number, number>();
    if (vector !== null) {
      for (const { passage, similarity } of vectors.search(vector, candidateCounts.vector)) {
        if (accept === undefined || accept(passage)) vectorScores.set(passage, Math.max(0, similarity));
      }
    }
    const candidates = new Set([...lexicalScores.keys(), ...vectorScores.keys()]);
    for (const document of numbered) {
      const first = documentStarts[document] ?? 0;
      const last = Math.min(
        documentStarts[document + 1] ?? first,
        first + candidateCounts.perNumberedDocument,
      );
      for (let passage = first; passage < last; passage += 1) {
        if (accept === undefined || accept(passage)) candidates.add(passage);
      }
    }
    return { candidates: [...candidates], lexicalScores, vectorScores };
  }

  function search(query: SearchQuery): SearchResult {
    const terms = termsOf(query);
    const numbered = documentsNamed(corpus, query.text);
    const { candidates, lexicalScores, vectorScores } = candidatesOf(query, terms, numbered);
    const question = characters.vector(
      textsOf(query).map(({ text, weight }) => ({ normalised: maskStopWords(normalise(text)), weight })),
    );
    const likeness = characters.similarities(question, candidates);
    const scored = candidates.map((passage, at) => {
      const document = passageDocuments[passage] ?? 0;
      const raw: PartScores = {
        lexical: lexicalScores.get(passage) ?? lexical.score(terms, passage),
        characters: likeness[at] ?? 0,
        vector: vectorScores.get(passage) ?? 0,
        number: numbered.has(document) ? 1 : 0,
      };
      return { passage, document, raw };
    });
    const largest: PartScores = { lexical: 0, characters: 0, vector: 0, number: 0 };
    for (const { raw } of scored) {
      for (const name of partNames) largest[name] = Math.max(largest[name], raw[name]);
    }
    const hits = scored.map(({ passage, document, raw }): Hit => {
      const factor = query.weigh?.(document) ?? 1;
      const weighted: Record<string, number> = {};
      let score = 0;
      for (const name of partNames) {
        const part = largest[name] === 0 ? 0 : (factor * fusionWeights[name] * raw[name]) / largest[name];
        weighted[name] = part;
        score += part;
      }
      return { passage, score, parts: weighted };
    });
    hits.sort((left, right) => right.score - left.score || left.passage - right.passage);
    const limit = Math.max(0, query.limit ?? defaultLimit);
    return { hits: hits.slice(0, limit), rejected: hits.slice(limit, limit * 2) };
  }

  return {
    search,
    explainTerms: (text, passage) => explainTerms(lexical, text, passage),
    weighTerms: (query) =>
      new Map(
        termsOf(query)
          .filter(({ term }) => lexical.documentFrequency(term) > 0)
          .map(({ term, weight }) => [term, weight * lexical.idf(term)]),
      ),
  };
}

function textsOf(query: SearchQuery): { readonly text: string; readonly weight: number }[] {
  return [{ text: query.text, weight: 1 }, ...(query.also ?? [])];
}

/** First passage of each document, with one entry more; a document without passages begins where the next one does. */
function startsOfDocuments(passageDocuments: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1).fill(passageDocuments.length);
  for (let passage = passageDocuments.length - 1; passage >= 0; passage -= 1) {
    starts[passageDocuments[passage] ?? 0] = passage;
  }
  for (let document = count - 1; document >= 0; document -= 1) {
    starts[document] = Math.min(starts[document] ?? 0, starts[document + 1] ?? 0);
  }
  return starts;
}

/** Documents whose 文号 the question names, in any style; a serial alone (16号文) names all documents that bear it. */
function documentsNamed(corpus: Corpus, text: string): Set<number> {
  const named = new Set<number>();
  if (!/[号號]/.test(text)) return named;
  const numbers = findDocumentNumbers(text).map((found) => found.number);
  const serials = parseSerialMention(text);
  if (numbers.length === 0 && serials.length === 0) return named;
  for (const [index, { number }] of corpus.documents.entries()) {
    if (number === null) continue;
    const exact = numbers.some((asked) => asked.canonical === number.canonical);
    const bySerial = serials.some(
      (asked) =>
        asked.serial === number.serial && (asked.year === null ? asked.explicit : asked.year === number.year),
    );
    if (exact || bySerial) named.add(index);
  }
  return named;
}

/**
 * Bigrams over a word boundary (保标 in 低保标准) are no words: one is dropped when it is missing but both its
 * neighbours are there, for the corpus as for the passage.
 */
function explainTerms(
  lexical: LexicalIndex,
  text: string,
  passage: number,
): { term: string; weight: number; inCorpus: boolean; inPassage: boolean }[] {
  const explained = [];
  const terms = tokeniseQuestion(text);
  const holds = (term: string | undefined): boolean => term !== undefined && lexical.holds(term, passage);
  const known = (term: string | undefined): boolean =>
    term !== undefined && lexical.documentFrequency(term) > 0;
  const seen = new Set<string>();
  for (const [at, term] of terms.entries()) {
    if (seen.has(term)) continue;
    const before = joins(terms[at - 1], term) ? terms[at - 1] : undefined;
    const after = joins(term, terms[at + 1]) ? terms[at + 1] : undefined;
    const inCorpus = known(term);
    const inPassage = inCorpus && holds(term);
    if (!inCorpus && known(before) && known(after)) continue;
    if (!inPassage && holds(before) && holds(after)) continue;
    seen.add(term);
    explained.push({ term, weight: inCorpus ? lexical.idf(term) : lexical.unknownIdf, inCorpus, inPassage });
  }
  return explained;
}

/** Whether two bigrams share the character between them. */
function joins(left: string | undefined, right: string | undefined): boolean {
  return left?.length === 2 && right?.length === 2 && left[1] === right[0];
}
