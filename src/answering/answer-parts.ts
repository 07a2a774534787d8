/** Two questions in one message: each is answered by the same steps, then the answers are put together. @module */
import type { Retriever } from '../retrieval/model.ts';
import { heldShare } from './answer-shape.ts';
import { lacksSubject } from './clarify.ts';
import { overlap } from './find-evidence.ts';
import { fixedTexts } from './fixed-texts.ts';
import { documentOf, similarityAlone } from './gather-evidence.ts';
import { type AnsweredPart, interleave, mergeAnswers } from './merge-answers.ts';
import { informative, splitQuestions } from './split-questions.ts';
import { goesOn } from './understand.ts';
import { type Finished, shownPassages, type Working } from './working.ts';

/** Similarity from which a message of two questions is one that the bank knows. */
const leastKnownWhole = 0.65;
/** … from which a part that names little is a question of its own, with as many informative characters. */
const leastAlone = 0.5;
const leastOwnWords = 5;
/** … from which a part that the document of the first does not answer is answered by another. */
const leastApart = 0.35;
/** Similarity from which a part that leans on the first is read right. */
const leastLeaning = 0.4;
/** Share of what the first part asks that the clause of a part which names nothing itself holds. */
const leastAbout = 0.2;
/** A part that leans on the first is answered by the clause of the first when that scores nearly as well. */
const sameClauseShare = 0.8;

/**
 * Two questions in one message are answered one after the other. One answer serves where they meet in one clause, and
 * where the bank knows the message as one question.
 */
export function answerParts(working: Working, answerPart: AnswerPart): Finished | null {
  const parts = splitQuestions(working.text);
  // A message that goes on from the turn before is understood as a whole or not at all.
  if (parts.length === 1 || (working.context.length > 0 && goesOn(working.text))) return null;
  if (isAskedAsOne(working.options.retriever, working.text)) return null;
  const answered: PartWithWorking[] = [];
  for (const { text, leans } of parts) {
    const run = (leaning: boolean): PartWithWorking | null => {
      const [first] = answered;
      const context = leaning || first === undefined ? [...working.context] : [];
      if (leaning) context.push(...answered.map((before) => before.question));
      const within = leaning && first !== undefined ? documentOf(first.working) : null;
      const part = answerPart({ text, context, leans: leaning, within });
      return part === null ? null : { question: text, ...part };
    };
    const ownSubject = !lacksSubject(text);
    const known = similarityAlone(working, text) >= leastAlone;
    const leaning = leans && !(known && informative(text).length >= leastOwnWords);
    // What is left out cannot be taken from a part that the gazettes do not answer.
    if (leaning && answered[0] !== undefined && isRefused(answered[0])) return null;
    let part = run(leaning);
    // What the document of the first part does not hold may be a question about something else.
    if (leaning && ownSubject && part !== null && !isCertain(part)) {
      part = run(false);
      if (part !== null && isCertain(part) && (part.working.matches[0]?.similarity ?? 0) < leastApart)
        return null;
    }
    // A part that is not answered for certain says less than the message as a whole.
    if (part === null || part.finished.status === 'clarification') return null;
    if (isRefused(part) ? answered.length > 0 && !ownSubject : !isCertain(part)) {
      if (!ownSubject || answered.length === 0 || part.working.leans) return null;
      part = { ...part, finished: notFound };
    }
    if (part.working.leans && !isRefused(part) && !isSure(part, ownSubject ? null : answered[0])) return null;
    answered.push(part);
  }
  // The bank knows the message as a whole better than each of its parts.
  const whole = similarityAlone(working, working.text);
  const asked = answered.filter((part) => !isRefused(part));
  if (asked.every(({ working: { matches } }) => (matches[0]?.similarity ?? 0) < whole)) return null;
  // About documents rather than their content: one answer names them all.
  if (answered.every((part) => part.working.evidence.length === 0)) return null;
  if (!answered.some((part) => !isRefused(part))) return null;
  // One answer serves the parts that meet in one clause.
  const apart = answered.filter(
    (part, index) => !answered.slice(0, index).some((before) => meetInOneClause(before, part)),
  );
  if (apart.length === 1) return null;
  working.merged = interleave(
    apart.map(({ passages }) => passages),
    shownPassages,
  );
  return mergeAnswers(apart, working.opening);
}

/** How a part is read. */
export type PartAsked = Pick<Working, 'text' | 'context' | 'leans' | 'within'>;

/** Runs the steps of one question; null when none of them finished. */
export type AnswerPart = (part: PartAsked) => Omit<PartWithWorking, 'question'> | null;

type PartWithWorking = AnsweredPart & { readonly working: Working };

function isRefused({ finished }: AnsweredPart): boolean {
  return !finished.status.startsWith('answered');
}

const notFound: Finished = {
  status: 'unanswerable_no_source',
  answer: fixedTexts.unanswerable_no_source,
};

function isCertain(part: PartWithWorking): boolean {
  return !isRefused(part);
}

/**
 * A part that leans on the first is read right when the bank holds its question; one that names nothing itself when its
 * clause holds some of what the first part asks.
 */
function isSure({ working }: PartWithWorking, first: PartWithWorking | null | undefined): boolean {
  const [match] = working.matches;
  if (match === undefined) return false;
  const best = working.evidence[0];
  const clause = working.options.corpus.clauses[best?.clause ?? -1];
  if (first === null || first === undefined || best === undefined || clause === undefined)
    return match.similarity >= leastLeaning;
  return overlap(first.working.terms, working.cache.of(best.clause, clause).whole) >= leastAbout;
}

/** The bank holds a question like the message that asks as many things itself. */
function isAskedAsOne(retriever: Retriever, message: string): boolean {
  const [match] = retriever.matchQuestions({ text: message });
  return (
    match !== undefined &&
    match.similarity >= leastKnownWhole &&
    [match.question.ask, ...match.question.also].some((wording) => splitQuestions(wording).length > 1)
  );
}

/** The later part is answered from the clause of the earlier one, or nearly as well from it. */
function meetInOneClause(earlier: PartWithWorking, later: PartWithWorking): boolean {
  const [place] = earlier.finished.citations ?? [];
  const [own] = later.finished.citations ?? [];
  if (place === undefined || isRefused(later)) return false;
  if (own?.title === place.title && own.locator === place.locator && own.text === place.text) return true;
  const { evidence, leans, matches, understanding, options } = later.working;
  const index = earlier.working.evidence[0]?.clause ?? -1;
  const clause = options.corpus.clauses[index];
  if (!leans || !lacksSubject(later.question) || clause === undefined) return false;
  if ((matches[0]?.similarity ?? 0) >= leastAlone) return false;
  const text = `${clause.row?.columns.join(' ') ?? ''} ${clause.text}`;
  if (understanding.shapes.shapes.length > 0 && heldShare(understanding.shapes, text) === 0) return false;
  const best = evidence[0]?.score ?? 0;
  return evidence.some((each) => each.clause === index && each.score >= best * sameClauseShare);
}
