/** Whether the gazettes answer at all: the step before an answer is written. @module */
import type { Clause, Corpus } from '../gazette/model.ts';
import { enquiryPlace, validityOn } from '../gazette/validity.ts';
import { type Answerability, type AnswerabilitySigns, judgeAnswerability } from './answerability.ts';
import { askedSubject } from './asked-subject.ts';
import { citeClauses } from './cite.ts';
import { mark, nameOf } from './compose-answer.ts';
import { type Evidence, overlap, questionTerms, type QuestionTerms } from './find-evidence.ts';
import { fillText, fixedTexts } from './fixed-texts.ts';
import { missingThing, papersAsked } from './missing-thing.ts';
import { noticesFor, papersClause } from './notices.ts';
import { questionWords } from './request-guard-text.ts';
import { rowWithUnits } from './row-with-units.ts';
import { splitQuestions } from './split-questions.ts';
import { unknownDocument } from './unknown-document.ts';
import type { Finished, Working } from './working.ts';

/** "Not in the gazettes" when too little of the question stands in any passage, or it asks for a year that none covers. */
export function refuseUncovered(working: Working): Finished | null {
  const { corpus } = working.options;
  const preferred = preferOnTheMatter(working);
  const best = working.evidence[0];
  const clause = best === undefined ? undefined : corpus.clauses[best.clause];
  const document = clause === undefined ? undefined : corpus.documents[clause.document];
  if (best === undefined || clause === undefined || document === undefined) return notInGazettes(working);
  const { otherRegion } = working.understanding;
  working.answerability = preferred ?? judgeAnswerability(signsOf(working, best, clause));
  // Another place's material that is not clearly on the matter helps nobody who asks about this place.
  const isAside = document.standing === 'reference' && otherRegion === null && working.named.size === 0;
  if (isAside && working.answerability !== 'certain') working.answerability = 'none';
  const { answerability } = working;
  if (otherRegion !== null && answerability !== 'certain')
    return {
      status: 'unanswerable_other_region',
      answer: working.opening + fillText('unanswerable_other_region', otherRegion),
    };
  const judged = working.context.length === 0 || !isElliptic(working);
  if (judged && answerability === 'none') return notInGazettes(working);
  const isAskedBefore = (working.matches[0]?.similarity ?? 0) >= sameQuestion;
  const unknown = isAskedBefore
    ? null
    : unknownDocument(
        corpus,
        working.text,
        { title: document.title, text: clause.text },
        (pair) => working.options.retriever.explainTerms(pair, best.passage)[0]?.inCorpus ?? false,
      );
  if (unknown !== null)
    return notInGazettes(
      working,
      `公报里没有收录${unknown}，也没有写它现在是否有效，我不能凭空回答。请向发文机关或12345热线核实。`,
    );
  const missing = missingThing(
    splitQuestions(working.understanding.normalised).map(({ text }) => text),
    shownTexts(working, best),
    working.evidence.slice(0, 2).map((each) => corpus.passages[each.passage]?.text ?? ''),
  );
  const instead = leadsInstead(working, best, clause, missing, isAskedBefore);
  if (instead !== null) {
    if (instead.isNearest) working.answerability = 'nearest';
    leadWith(working, instead.clause);
  } else if (missing !== null) {
    const place = `${nameOf(document)}${clause.locator}`;
    // What is nearest lacks it; another clause of the document may hold it, so nothing is said of the whole.
    const nearest = `公报里没有查到您问的${missing}，我不能凭空回答。最接近的是${place}${mark(1)}，这里没有写。请向${enquiryPlace(document)}或12345热线核实。`;
    return notInGazettes(working, nearest, [best]);
  } else if (judged && answerability === 'named') {
    const nearest = `${fixedTexts.unanswerable_no_source}最接近的是${nameOf(document)}${clause.locator}${mark(1)}，可能不是您要问的。`;
    return notInGazettes(working, nearest, [best]);
  }
  const [first = best] = working.evidence;
  const leading = corpus.clauses[first.clause] ?? clause;
  const { year } = working.understanding;
  if (year !== null && asksOfYear(working, leading) && !coversYear(corpus, leading.document, year)) {
    const nearest = `最接近的是${nameOf(document)}${leading.locator}，但它不是${year}年的规定`;
    return notInGazettes(
      working,
      `公报里没有收录${year}年的这项规定，我不能拿过去的数字当现在的答复。${nearest}${mark(1)}。请拨打12345热线核实。`,
      [first],
    );
  }
  return null;
}

/** The clause that answers in place of the best one, which lacks what is asked for; null where none does. */
function leadsInstead(
  working: Working,
  best: Evidence,
  clause: Clause,
  missing: string | null,
  isAskedBefore: boolean,
): { readonly clause: number; readonly isNearest: boolean } | null {
  const { corpus } = working.options;
  const document = corpus.documents[clause.document];
  if (missing === papersAsked && document !== undefined) {
    const papers = papersClause(corpus, document, []);
    if (papers !== null) return { clause: papers, isNearest: false };
  }
  const inArticle = missing === null ? null : holderInArticle(working, best, clause);
  if (inArticle !== null) return { clause: inArticle, isNearest: false };
  // A neighbour that would be shown beside it holds it: then that one comes first.
  const isBeside = missing === null && !isAskedBefore && lacks(working, clause);
  const holder = missing !== null || isBeside ? holderBeside(working, best, clause) : null;
  if (holder === null) return null;
  const isNearest = holder.score < inItsPlace.certain * best.score;
  return isNearest && missing === null ? null : { clause: holder.clause, isNearest };
}

/** Clauses that are looked at, and how much of the subject one has to hold. */
const looked = { clauses: 12, held: 0.55 } as const;

/**
 * Where the best clause is not surely on the matter, one of another document that is leads: the bank knows the documents
 * that it was written for, and draws a question on a new one to them.
 * @returns what the clause that leads now was judged; null where none was
 */
function preferOnTheMatter(working: Working): Answerability | null {
  const { corpus } = working.options;
  const { context, named, evidence, understanding } = working;
  if (context.length > 0 || named.size > 0 || understanding.otherRegion !== null) return null;
  let ofBest: Answerability | null = null;
  const documents = new Set<number>();
  for (const each of evidence.slice(0, looked.clauses)) {
    const clause = corpus.clauses[each.clause];
    if (clause === undefined || documents.has(clause.document)) continue;
    documents.add(clause.document);
    const signs = signsOf(working, each, clause);
    const answerability = judgeAnswerability(signs);
    const isCertain = answerability === 'certain';
    if (documents.size === 1) {
      if (isCertain) return answerability;
      ofBest = answerability;
      continue;
    }
    if (!isCertain || signs.subject === null || signs.subject.held < looked.held) continue;
    if (corpus.documents[clause.document]?.standing !== 'official') continue;
    const score = evidence[0]?.score ?? each.score;
    working.evidence = [{ ...each, score }, ...evidence.filter((other) => other !== each)];
    return answerability;
  }
  return ofBest;
}

/**
 * The clause of the same article that holds what the best one lacks: a list of what is forbidden, and the paragraph under
 * it that says the fine.
 */
function holderInArticle(working: Working, best: Evidence, clause: Clause): number | null {
  const article = /第[^第条]+条/.exec(clause.locator)?.[0];
  const members = working.options.corpus.passages[best.passage]?.clauses ?? [];
  if (article === undefined) return null;
  const questions = splitQuestions(working.understanding.normalised).map(({ text }) => text);
  const found = members.find((index) => {
    const other = working.options.corpus.clauses[index];
    return (
      index !== best.clause &&
      other?.locator.startsWith(article) === true &&
      missingThing(questions, [`${clause.text} ${other.text}`], []) === null
    );
  });
  return found ?? null;
}

/** Scores relative to the best clause from which one of the same document may answer in its place, and as surely. */
const inItsPlace = { nearest: 0.8, certain: 0.85 } as const;

/** The next best clause of the document that holds what the best one lacks: 罚几多 is not answered by what is forbidden. */
function holderBeside(working: Working, best: Evidence, clause: Clause): Evidence | null {
  const { corpus } = working.options;
  const questions = splitQuestions(working.understanding.normalised).map(({ text }) => text);
  const found = working.evidence.find((each) => {
    const other = corpus.clauses[each.clause];
    if (other === undefined || other.document !== clause.document || each.clause === best.clause)
      return false;
    return (
      each.score >= inItsPlace.nearest * best.score &&
      missingThing(questions, [rowWithUnits(other)], []) === null &&
      judgeAnswerability(signsOf(working, each, other)) === 'certain'
    );
  });
  return found ?? null;
}

/** The clause itself holds nothing of what is asked for, whatever is shown beside it. */
function lacks({ understanding, options: { corpus } }: Working, clause: Clause): boolean {
  const leadIn = clause.leadIn === null ? '' : (corpus.clauses[clause.leadIn]?.text ?? '');
  const text = [clause.headings.join(' '), leadIn, rowWithUnits(clause)].join(' ');
  const questions = splitQuestions(understanding.normalised).map((each) => each.text);
  return missingThing(questions, [text], []) !== null;
}

/** The papers to bring stand in a clause of their own, whatever else the question speaks of. */
function leadWith(working: Working, clause: number): void {
  const [best] = working.evidence;
  const score = best?.score ?? 1;
  const passage =
    working.evidence.find((each) => each.clause === clause)?.passage ??
    passageNear(working.options.corpus, clause, best?.passage ?? 0);
  working.evidence = [
    { clause, passage, score },
    ...working.evidence.filter((each) => each.clause !== clause),
  ];
}

/** The passage that holds a clause of the document that passage `near` is of; -1 for none. All passages of a folder of laws are too many to be looked through. */
function passageNear({ passages }: Corpus, clause: number, near: number): number {
  const document = passages[near]?.document;
  for (const step of [-1, 1])
    for (let at = step < 0 ? near : near + 1; passages[at]?.document === document; at += step)
      if (passages[at]?.clauses.includes(clause) === true) return at;
  return -1;
}

function notInGazettes(
  working: Working,
  text: string = fixedTexts.unanswerable_no_source,
  evidence: readonly Evidence[] = [],
): Finished {
  const { corpus } = working.options;
  const citations = evidence.flatMap((each, index) => {
    const cited = { pieces: [{ clause: each.clause, words: null }], passage: each.passage };
    const citation = citeClauses(
      corpus,
      cited,
      index + 1,
      validityOn(corpus, corpus.clauses[each.clause]?.document ?? -1, working.asOf).status,
    );
    return citation === null ? [] : [citation];
  });
  const documents = evidence.map((each) => corpus.clauses[each.clause]?.document ?? -1);
  return {
    status: 'unanswerable_no_source',
    answer: working.opening + text,
    citations,
    notices: noticesFor(corpus, documents, working.asOf),
  };
}

/** Share of the question's own weight, unknown words included, that the best of the first passages holds. */
export function coverage(working: Working): number {
  return Math.max(
    0,
    ...working.hits.slice(0, 3).map((hit) => shares(working, working.text, hit.passage).held),
  );
}

/** The clauses that would be shown, with what stands over them, and the approved answer of the same question. */
function shownTexts({ evidence, matches, options: { corpus } }: Working, best: Evidence): string[] {
  const home = corpus.clauses[best.clause]?.document;
  const clauses = evidence
    .filter((each) => each.score >= best.score * 0.9)
    .slice(0, 3)
    .map((each) => corpus.clauses[each.clause])
    .map((each) => {
      // What another document holds is said of another matter.
      if (each === undefined || each.document !== home) return '';
      const leadIn = each.leadIn === null ? '' : (corpus.clauses[each.leadIn]?.text ?? '');
      const title = corpus.documents[each.document]?.title ?? '';
      return [title, each.headings.join(' '), leadIn, rowWithUnits(each)].join(' ');
    });
  const [same] = matches;
  return same !== undefined && same.similarity >= sameQuestion
    ? [...clauses, same.question.answer ?? '']
    : clauses;
}

/** Similarity from which on a question of the bank is taken to be the very question. */
const sameQuestion = 0.5;

/** A later turn is judged together with the one before: what it leaves out stands there. */
function signsOf(working: Working, best: Evidence, clause: Clause): AnswerabilitySigns {
  const [first, second] = working.matches;
  const text = [working.context.at(-1) ?? '', working.text].join(' ').trim();
  const { held: own, unknown } = shares(working, text, best.passage);
  return {
    own,
    unknown,
    held: namesSubject(working.terms)
      ? overlap(questionTerms(working.terms.weights), working.cache.of(best.clause, clause).whole)
      : 0,
    asked:
      first !== undefined && working.options.retriever.bankCovers(clause.document)
        ? (first.similarity + (second?.similarity ?? 0)) / 2
        : null,
    nearestAsked: first?.similarity ?? 0,
    subject:
      working.context.length > 0 || working.understanding.otherRegion !== null
        ? null
        : askedSubject(working, best, clause),
  };
}

/** Too few words of its own to be judged by: “占一半的那一项是什么”. */
function isElliptic({ text, options }: Working): boolean {
  const own = options.retriever.explainTerms(text, 0);
  return own.reduce((sum, { weight }) => sum + weight, 0) < leastOwnWeight;
}

/** Sum of inverse document frequencies: about six rare words. */
const leastOwnWeight = 30;

/** A bare figure stands in many clauses and says nothing of what a question is about: “1; DROP TABLE”. */
function namesSubject({ weights }: QuestionTerms): boolean {
  return [...weights.keys()].some((term) => !/^\d+$/.test(term));
}

/** Of the question's own words, by weight: what the passage holds, and what no passage holds. */
function shares(working: Working, text: string, passage: number): { held: number; unknown: number } {
  let held = 0;
  let unknown = 0;
  let total = 0;
  const explained = working.options.retriever.explainTerms(text, passage);
  for (const { weight, inCorpus, inPassage } of explained) {
    total += weight;
    if (inPassage) held += weight;
    if (!inCorpus) unknown += weight;
  }
  return total === 0 ? { held: 0, unknown: 0 } : { held: held / total, unknown: unknown / total };
}

const relativeYear = /今年|本年度|而家|依家|呢排|去年|旧年|上年|明年|下年/;

/**
 * The year belongs to what is asked (“今年低保几多钱”), not to what happened (“今年住了几次院，救助有没有上限”), and is
 * no word of the clause itself (“今年10处隐患路段”, “比上年多”).
 */
function asksOfYear({ understanding: { normalised, types } }: Working, clause: Clause): boolean {
  if (!types.has('amount') && !types.has('when') && !types.has('list')) return false;
  const said = relativeYear.exec(normalised)?.[0];
  if (said === undefined) return true;
  if (clause.text.includes(said) || /上年|下年/.test(said)) return false;
  const parts = normalised.split(/[，。；？！,;?!]/);
  return parts.some((part) => part.includes(said) && questionWords.test(part.replace(/好几/g, '')));
}

function coversYear(corpus: Corpus, index: number, year: number): boolean {
  const document = corpus.documents[index];
  if (document === undefined) return false;
  const { effectiveFrom, lastDay } = document.validity;
  const from = effectiveFrom ?? document.issuedOn;
  // Without a word on validity a rule is taken to cover five years, the most that such documents are issued for.
  const until = lastDay ?? (from === null ? null : `${Number(from.slice(0, 4)) + 5}-12-31`);
  const mentioned = corpus.clauses
    .slice(...document.clauses)
    .some((clause) => clause.text.includes(`${year}年`));
  return (
    mentioned || ((from === null || from <= `${year}-12-31`) && (until === null || until >= `${year}-01-01`))
  );
}
