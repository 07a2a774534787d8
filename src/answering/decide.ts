/** Whether the gazettes answer at all: the step before an answer is written. @module */
import type { Corpus } from '../gazette/model.ts';
import { enquiryPlace, validityOn } from '../gazette/validity.ts';
import { judgeAnswerability } from './answerability.ts';
import { lacksAmount, lacksRequired } from './answer-shape.ts';
import { citeClauses } from './cite.ts';
import { mark, nameOf } from './compose-answer.ts';
import { type Evidence, overlap, type QuestionTerms } from './find-evidence.ts';
import { fillText, fixedTexts } from './fixed-texts.ts';
import { noticesFor } from './notices.ts';
import type { Finished, Working } from './working.ts';

/** "Not in the gazettes" when too little of the question stands in any passage, or it asks for a year that none covers. */
export function refuseUncovered(working: Working): Finished | null {
  const { corpus } = working.options;
  const best = working.evidence[0];
  const clause = best === undefined ? undefined : corpus.clauses[best.clause];
  const document = clause === undefined ? undefined : corpus.documents[clause.document];
  if (best === undefined || clause === undefined || document === undefined) return notInGazettes(working);
  const texts = working.evidence.slice(0, 2).map((each) => corpus.passages[each.passage]?.text ?? '');
  if (lacksRequired(working.understanding.shapes, working.understanding.normalised, texts))
    return notInGazettes(working);
  const shown = working.evidence
    .filter((each) => each.score >= best.score * 0.9)
    .slice(0, 3)
    .map((each) => corpus.clauses[each.clause])
    .map((each) => [each?.headings.join(' '), each?.row?.columns.join(' '), each?.text].join(' '));
  if (lacksAmount(working.understanding.normalised, shown)) {
    const nearest = `公报里没有写明您问的金额，我不能凭空回答。最接近的是${nameOf(document)}${clause.locator}${mark(1)}，其中没有这个数。请向${enquiryPlace(document)}或12345热线核实。`;
    return notInGazettes(working, nearest, [best]);
  }
  working.answerability = judgeAnswerability({
    own: ownShare(working, best.passage),
    held: namesSubject(working.terms)
      ? overlap(working.terms, working.cache.of(best.clause, clause).whole)
      : 0,
    asked: working.options.retriever.bankCovers(clause.document)
      ? (working.matches[0]?.similarity ?? null)
      : null,
  });
  // What a later turn leaves out stands in the one before.
  const { otherRegion } = working.understanding;
  if (otherRegion !== null && working.answerability !== 'certain')
    return {
      status: 'unanswerable_other_region',
      answer: working.opening + fillText('unanswerable_other_region', otherRegion),
    };
  if (working.answerability === 'none' && working.context.length === 0) return notInGazettes(working);
  const { year, types } = working.understanding;
  if (
    year !== null &&
    (types.has('amount') || types.has('when') || types.has('list')) &&
    !coversYear(corpus, clause.document, year)
  ) {
    const nearest = `最接近的是${nameOf(document)}${clause.locator}，但它不是${year}年的规定`;
    return notInGazettes(
      working,
      `公报里没有收录${year}年的这项规定，我不能拿过去的数字当现在的答复。${nearest}${mark(1)}。请拨打12345热线核实。`,
      [best],
    );
  }
  return null;
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
  return Math.max(0, ...working.hits.slice(0, 3).map((hit) => ownShare(working, hit.passage)));
}

/** A bare figure stands in many clauses and says nothing of what a question is about: “1; DROP TABLE”. */
function namesSubject({ weights }: QuestionTerms): boolean {
  return [...weights.keys()].some((term) => !/^\d+$/.test(term));
}

function ownShare(working: Working, passage: number): number {
  let held = 0;
  let total = 0;
  for (const { weight, inPassage } of working.options.retriever.explainTerms(working.text, passage)) {
    total += weight;
    if (inPassage) held += weight;
  }
  return total === 0 ? 0 : held / total;
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
