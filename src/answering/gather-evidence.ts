/** The steps that find the clauses a question is answered from: search among what may answer, then weigh the clauses. @module */
import { isWithin } from '../gazette/region.ts';
import type { Hit, SearchQuery } from '../retrieval/model.ts';
import type { Answer } from './answer.ts';
import { heldShare } from './answer-shape.ts';
import { describeHit } from './cite.ts';
import { lacksSubject, wordsBeside } from './clarify.ts';
import { type Evidence, findEvidence, questionTerms } from './find-evidence.ts';
import { findNamedTitle } from './named-title.ts';
import { isElsewhere } from './notices.ts';
import { understand } from './understand.ts';
import { shownPassages, type Working } from './working.ts';

/** Reference material stands behind home policy unless it is clearly nearer. */
const referenceFactor = 0.75;
/** What the turn before counts beside the question. */
const conversationWeights = { followUp: 0.6, other: 0.15 } as const;
/** What another document counts than that of the turn before, in a turn that goes on from it. */
const elsewhereFactor = 0.85;
/** What other words for the thing asked count in a question without a subject. */
const weightBeside = 0.5;
/** Passages whose clauses are weighed, and how many where all matters that a question without a subject fits are wanted. */
const weighedPassages = { ordinary: 30, withoutSubject: 150 } as const;

/** Whether a document of a region speaks for the place asked about. */
export function speaksFor(region: string | null, asked: string): boolean {
  return region !== null && (region === asked || isWithin(region, asked));
}

/** Only the documents that are named, else those of the region asked about, else all but other regions' own rules. */
function mayAnswer(
  { options: { corpus, acceptDocument }, understanding: { otherRegion }, named, within }: Working,
  index: number,
): boolean {
  if (acceptDocument?.(index) === false) return false;
  const document = corpus.documents[index];
  if (document === undefined) return false;
  if (named.size > 0) return named.has(index);
  if (within !== null) return within === index;
  if (otherRegion !== null) return speaksFor(document.region, otherRegion);
  return document.standing === 'reference' || !isElsewhere(corpus, document);
}

function asksOfAnyMatter({ context, text }: Working): boolean {
  return context.length === 0 && lacksSubject(text);
}

/** What is searched for: the question, earlier turns at a lower weight, only places and standings that fit. */
export function searchQuery(working: Working, limit: number): SearchQuery {
  const { corpus } = working.options;
  const { otherRegion, isFollowUp } = working.understanding;
  const previous = working.inPlace === null ? working.context.at(-1) : undefined;
  const also = [
    ...(previous === undefined
      ? []
      : [{ text: previous, weight: isFollowUp ? conversationWeights.followUp : conversationWeights.other }]),
    ...(asksOfAnyMatter(working) ? [{ text: wordsBeside(working.text), weight: weightBeside }] : []),
  ];
  return {
    text: working.text,
    limit,
    also,
    acceptDocument: (index) => mayAnswer(working, index),
    weigh: (index) =>
      (otherRegion === null && corpus.documents[index]?.standing === 'reference' ? referenceFactor : 1) *
      (staysWith(working, index) ? 1 : elsewhereFactor),
  };
}

/** A turn that goes on from another is more likely about the same document. */
function staysWith({ before, understanding }: Working, document: number): boolean {
  return before === null || !understanding.isFollowUp || before === document;
}

/** Fills `hits`. */
export function retrieve(working: Working): null {
  working.named = working.options.retriever.documentsNamed(working.text);
  const titled = working.named.size > 0 ? null : findNamedTitle(working.options.corpus, working.text);
  if (titled !== null) {
    working.named = titled.documents;
    working.text = titled.rest;
  }
  working.within = working.meant?.document ?? working.within;
  const limit = asksOfAnyMatter(working) ? weighedPassages.withoutSubject : weighedPassages.ordinary;
  working.hits = working.options.retriever.search(searchQuery(working, limit)).hits;
  return null;
}

/** Fills `terms`, `matches` and `evidence`, and puts `hits` in the order of their best clause. */
export function weighEvidence(working: Working): null {
  const { corpus, retriever } = working.options;
  const query = searchQuery(working, weighedPassages.ordinary);
  working.terms = questionTerms(retriever.weighTerms(query), retriever.alternatives(query));
  // A question about a document that may not answer here says nothing about the ones that may.
  working.matches = retriever
    .matchQuestions(query)
    .filter(({ question }) =>
      question.clauses.some((clause) => mayAnswer(working, corpus.clauses[clause]?.document ?? -1)),
    );
  working.evidence = findEvidence(
    corpus,
    working.cache,
    working.hits,
    { matches: working.matches, bankCovers: retriever.bankCovers },
    working.terms,
    working.understanding,
  );
  if (working.before !== null)
    working.evidence = working.evidence
      .map((each) =>
        staysWith(working, corpus.clauses[each.clause]?.document ?? -1)
          ? each
          : { ...each, score: each.score * elsewhereFactor },
      )
      .toSorted((left, right) => right.score - left.score);
  // Of the matter that was meant only a clause with the kind of thing asked for answers.
  if (working.meant !== null) working.evidence = holdingKindFirst(working);
  working.hits = rankByEvidence(working.hits, working.evidence);
  return null;
}

function holdingKindFirst({ evidence, understanding: { shapes }, options: { corpus } }: Working): Evidence[] {
  if (shapes.shapes.length === 0) return [...evidence];
  const holds = ({ clause }: Evidence) => heldShare(shapes, corpus.clauses[clause]?.text ?? '') > 0;
  return [...evidence.filter(holds), ...evidence.filter((each) => !holds(each))];
}

/** The passages in the order of their best clause. */
function rankByEvidence(hits: readonly Hit[], evidence: readonly Evidence[]): Hit[] {
  const best = new Map<number, number>();
  for (const { passage, score } of evidence) best.set(passage, Math.max(score, best.get(passage) ?? 0));
  return hits
    .map((hit) => {
      const score = best.get(hit.passage) ?? hit.score;
      return { passage: hit.passage, score, parts: { ...hit.parts, clause: score - hit.score } };
    })
    .toSorted((left, right) => right.score - left.score);
}

/** The document that the best clause belongs to. */
export function documentOf({ evidence, options: { corpus } }: Working): number | null {
  return corpus.clauses[evidence[0]?.clause ?? -1]?.document ?? null;
}

/** How like the text the bank's most similar question is, 0 to 1; 0 without a bank. */
export function similarityAlone({ options: { retriever } }: Working, text: string): number {
  return retriever.matchQuestions({ text })[0]?.similarity ?? 0;
}

export function readQuestion(working: Working): null {
  working.understanding = understand(
    working.text,
    working.context,
    working.options.corpus.homeRegion,
    working.today,
    working.leans,
  );
  return null;
}

/** The ranked passages as an answer shows them. */
export function describeHits({ hits, options }: Working): Answer['passages'] {
  return hits.slice(0, shownPassages).flatMap((hit) => describeHit(options.corpus, hit));
}
