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
import type { Hit, QuestionMatch, Retriever, SearchQuery, SearchResult } from './model.ts';
import { normalise } from './normalise.ts';
import { homophonesPerQuestion, homophoneWeight } from './pinyin-index.ts';
import type { PinyinIndex } from './pinyin-index.ts';
import type { QuestionIndex } from './question-index.ts';
import { remember } from './remember.ts';
import { maskStopWords } from './stop-words.ts';
import { expand, expansions } from './thesaurus.ts';
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
  readonly pinyin: PinyinIndex;
  /** The question bank; null where there is none or it is switched off. */
  readonly questions: QuestionIndex | null;
}

interface WeightedText {
  readonly text: string;
  readonly weight: number;
  /** Whether a person said it: its words that only ask are left out. */
  readonly asks: boolean;
}

const partNames = ['lexical', 'characters', 'vector', 'number', 'askedAs'] as const;
type PartScores = Record<(typeof partNames)[number], number>;
const defaultLimit = 10;
/** A bank question less like the user's than this adds nothing. */
export const leastSimilarity = 0.25;

export function createRetriever(parts: RetrieverParts): Retriever {
  const { corpus, passageDocuments, lexical, characters, vectors, embedder, thesaurus, pinyin, questions } =
    parts;
  const documentStarts = startsOfDocuments(passageDocuments, corpus.documents.length);
  const covered = new Set(
    (questions?.questions ?? []).flatMap((question) =>
      question.clauses.map((clause) => corpus.clauses[clause]?.document ?? -1),
    ),
  );
  let passagesOfClause: Map<number, number[]> | undefined;

  /** The passages that hold a clause; found once for the documents that the bank speaks of. */
  function passagesHolding(clause: number): readonly number[] {
    passagesOfClause ??= new Map();
    const known = passagesOfClause.get(clause);
    if (known !== undefined) return known;
    const document = corpus.clauses[clause]?.document ?? -1;
    const found: number[] = [];
    for (let at = documentStarts[document] ?? 0; at < (documentStarts[document + 1] ?? 0); at += 1) {
      if (corpus.passages[at]?.clauses.includes(clause) === true) found.push(at);
    }
    passagesOfClause.set(clause, found);
    return found;
  }

  const officialWords = remember(rememberedTexts, (text) => expand(thesaurus, text));

  /** What sounds like the words of the text that nothing knows. */
  const homophones = remember(rememberedTexts, (text) =>
    pinyin.homophones(tokeniseQuestion(text), (term) => lexical.documentFrequency(term) > 0),
  );

  const matchesOf = remember(
    rememberedTexts,
    (text) =>
      questions?.match(text, candidateCounts.questions, [...officialWords(text), ...homophones(text)]) ?? [],
  );

  function matchQuestions({ text, also }: SearchQuery): readonly QuestionMatch[] {
    const earlier = also?.[0];
    if (earlier === undefined) return matchesOf(text);
    const joined = matchesOf(`${earlier.text} ${text}`);
    return [
      ...matchesOf(text),
      ...joined.map((match) => ({ ...match, similarity: match.similarity * earlier.weight })),
    ].toSorted((left, right) => right.similarity - left.similarity);
  }

  /** Whether a query wants a passage; its documents are asked about once each. */
  function acceptOf({ acceptDocument }: SearchQuery): ((passage: number) => boolean) | undefined {
    if (acceptDocument === undefined) return undefined;
    const asked: boolean[] = [];
    return (passage) => {
      const document = passageDocuments[passage] ?? 0;
      return (asked[document] ??= acceptDocument(document));
    };
  }

  /** Passage → similarity of the bank's most similar question that points at it; a later clause of it counts less. */
  function askedAsScores(query: SearchQuery, accept: ReturnType<typeof acceptOf>): Map<number, number> {
    const scores = new Map<number, number>();
    for (const { question, similarity } of matchQuestions(query)) {
      if (similarity < leastSimilarity) continue;
      question.clauses.forEach((clause, rank) => {
        const score = similarity * (rank === 0 ? 1 : 0.8);
        for (const passage of passagesHolding(clause)) {
          if (accept?.(passage) !== false) scores.set(passage, Math.max(score, scores.get(passage) ?? 0));
        }
      });
    }
    return scores;
  }

  /**
   * What is searched by: the question, what was given beside it, the official words for what either says, and what
   * sounds like their unknown words.
   */
  function textsOf(query: SearchQuery): WeightedText[] {
    const given = [{ text: query.text, weight: 1 }, ...(query.also ?? [])];
    return [
      ...given.flatMap(({ text, weight }) => [
        { text, weight, asks: true },
        ...officialWords(text).map((word) => beside(word, weight * expansionWeight)),
      ]),
      ...given
        .flatMap(({ text, weight }) => homophones(text).map((word) => beside(word, weight * homophoneWeight)))
        .slice(0, homophonesPerQuestion),
    ];
  }

  function candidatesOf(query: SearchQuery, terms: readonly WeightedTerm[], numbered: ReadonlySet<number>) {
    const accept = acceptOf(query);
    const lexicalScores = new Map<number, number>();
    for (const { passage, score } of lexical.search(terms, candidateCounts.lexical, accept)) {
      lexicalScores.set(passage, score);
    }
    const vectorScores = new Map<number, number>();
    const vector = embedder.embedQuery(query.text);
    for (const { passage, similarity } of vectors.search(vector, candidateCounts.vector)) {
      if (accept === undefined || accept(passage)) vectorScores.set(passage, Math.max(0, similarity));
    }
    const askedAs = askedAsScores(query, accept);
    const meant = [...(query.meaning?.keys() ?? [])].filter((passage) => accept?.(passage) !== false);
    const candidates = new Set([
      ...lexicalScores.keys(),
      ...vectorScores.keys(),
      ...askedAs.keys(),
      ...meant,
    ]);
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
    return { candidates: [...candidates], lexicalScores, vectorScores, askedAs };
  }

  function search(query: SearchQuery): SearchResult {
    const texts = textsOf(query);
    const terms = termsOf(texts);
    const numbered = documentsNamed(corpus, query.text);
    const { candidates, lexicalScores, vectorScores, askedAs } = candidatesOf(query, terms, numbered);
    const question = characters.vector(
      texts.map(({ text, weight }) => ({ normalised: maskStopWords(normalise(text)), weight })),
    );
    const likeness = characters.similarities(question, candidates);
    const scored = candidates.map((passage, at) => {
      const document = passageDocuments[passage] ?? 0;
      const raw: PartScores = {
        lexical: lexicalScores.get(passage) ?? lexical.score(terms, passage),
        characters: likeness[at] ?? 0,
        vector: vectorScores.get(passage) ?? 0,
        number: numbered.has(document) ? 1 : 0,
        askedAs: askedAs.get(passage) ?? 0,
      };
      return { passage, document, raw };
    });
    const largest: PartScores = { lexical: 0, characters: 0, vector: 0, number: 0, askedAs: 1 };
    for (const { raw } of scored) {
      for (const name of partNames) largest[name] = Math.max(largest[name], raw[name]);
    }
    if (covered.size > 0) imputeAskedAs(scored, largest);
    const hits = scored.map(({ passage, document, raw }): Hit => {
      const factor = query.weigh?.(document) ?? 1;
      const weighted: Record<string, number> = {};
      let score = 0;
      for (const name of partNames) {
        const part = largest[name] === 0 ? 0 : (factor * fusionWeights[name] * raw[name]) / largest[name];
        weighted[name] = part;
        score += part;
      }
      if (query.meaning !== undefined) {
        weighted['meaning'] = factor * fusionWeights.meaning * (query.meaning.get(passage) ?? 0);
        score += weighted['meaning'];
      }
      return { passage, score, parts: weighted };
    });
    hits.sort((left, right) => right.score - left.score || left.passage - right.passage);
    const limit = Math.max(0, query.limit ?? defaultLimit);
    return { hits: hits.slice(0, limit), rejected: hits.slice(limit, limit * 2) };
  }

  /**
   * A document that the bank does not cover cannot be asked about in it. Its passages are taken to be asked about as
   * likely as the best match, in the measure in which their words fit; without this the bank would push them down.
   */
  function imputeAskedAs(
    scored: readonly { readonly document: number; readonly raw: PartScores }[],
    largest: PartScores,
  ): void {
    const best = scored.reduce((most, { raw }) => Math.max(most, raw.askedAs), 0);
    const share = (raw: PartScores, name: 'lexical' | 'characters') =>
      largest[name] === 0 ? 0 : raw[name] / largest[name];
    for (const { document, raw } of scored) {
      if (!covered.has(document))
        raw.askedAs = (best * (share(raw, 'lexical') + share(raw, 'characters'))) / 2;
    }
  }

  return {
    search,
    matchQuestions,
    documentsNamed: (text) => documentsNamed(corpus, text),
    documentHolds: (term, document) =>
      lexical.holdsWithin(term, documentStarts[document] ?? 0, documentStarts[document + 1] ?? 0),
    bankCovers: (document) => covered.has(document),
    explainTerms: (text, passage) => explainTerms(lexical, text, passage),
    alternatives: ({ text }) =>
      expansions(thesaurus, text)
        // 多久 only hints at 工作日内: what asks is no other word for what answers.
        .filter(({ said }) => maskStopWords(said).trim() !== '' && !asksHowMuch.test(said))
        .map(({ said, official }) => [said, ...official].map((word) => [...new Set(tokenise(word))])),
    weighTerms: (query) =>
      new Map(
        termsOf(textsOf(query))
          .filter(({ term }) => lexical.documentFrequency(term) > 0)
          .map(({ term, weight }) => [term, weight * lexical.idf(term)]),
      ),
  };
}

const asksHowMuch = /几|多少|多久|最少|最多|起码|至少|要等|时限/;

/** Texts for which official words, homophones and like questions are kept. */
const rememberedTexts = 256;

/** A word that is searched by beside what was said. */
function beside(text: string, weight: number): WeightedText {
  return { text, weight, asks: false };
}

/** Each term once, with the largest weight that a text gives it. */
function termsOf(texts: readonly WeightedText[]): WeightedTerm[] {
  const weights = new Map<string, number>();
  for (const { text, weight, asks } of texts) {
    for (const term of asks ? tokeniseQuestion(text) : tokenise(text)) {
      weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    }
  }
  return Array.from(weights, ([term, weight]) => ({ term, weight }));
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
  if (!/[号號]|\d-\d/.test(text)) return named;
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
