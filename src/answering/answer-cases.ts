/** The step that computes: the cases that a message tells, with facts of their own. @module */
import { readSituation, type Situation } from '../calculators/reading/read-situation.ts';
import { simplify } from '../retrieval/normalise.ts';
import { answerCalculation } from './calculation-answer.ts';
import { describeHits, readQuestion, retrieve, weighEvidence } from './gather-evidence.ts';
import { interleave, mergeAnswers } from './merge-answers.ts';
import { type Finished, shownPassages, type Working } from './working.ts';

/**
 * A case is computed from the whole message, because its facts may stand in any sentence of it; a question for a rule goes on.
 * @param newPart a working state for a part of the message.
 */
export function answerCases(working: Working, newPart: (text: string) => Working): Finished | null {
  return calculateApart(working, newPart) ?? calculateWhole(working);
}

/** Cases of different calculators in one message are computed each from its own question. */
function calculateApart(working: Working, newPart: (text: string) => Working): Finished | null {
  // A case is told before its question, so only the mark of a question parts them.
  const parts = working.text.split(/(?<=[?？])/).filter((part) => part.trim() !== '');
  if (parts.length === 1) return null;
  const schemes = parts.map((text) => caseOf({ ...working, text, context: [] })?.scheme.id);
  if (schemes.includes(undefined) || new Set(schemes).size < parts.length) return null;
  const answered = parts.flatMap((text) => {
    const part = newPart(text);
    const finished = calculateWhole(part);
    return finished === null ? [] : [{ question: text, finished, passages: describeHits(part) }];
  });
  if (answered.length < parts.length) return null;
  working.merged = interleave(
    answered.map(({ passages }) => passages),
    shownPassages,
  );
  return mergeAnswers(answered, working.opening);
}

/** The case that the message tells, with facts of its own; null for a question about a rule, or about something else. */
function caseOf(working: Working): Situation | null {
  const situation = readCase(working);
  return situation !== null && (situation.personal || situation.unclear !== null) ? situation : null;
}

function readCase({ text, context, asOf, options: { schemes } }: Working): Situation | null {
  if (schemes === undefined) return null;
  // 去年 and 上个月 are counted from the day that is asked about.
  return readSituation({
    text: simplify(text),
    context: context.map(simplify),
    today: asOf,
    asOf,
    schemes,
  });
}

function calculateWhole(working: Working): Finished | null {
  const { corpus, offices } = working.options;
  const situation = readCase(working);
  if (situation === null) return null;
  readQuestion(working);
  if (working.understanding.otherRegion !== null) return null;
  const found = answerCalculation({ corpus, situation, asOf: working.asOf, offices: offices ?? [] });
  if (found === null) return null;
  if (caseOf(working) === null) {
    // A question for a rule is answered by the rule; what a calculator makes of it (how many working days) goes along.
    if (found.calculation.status === 'ok') working.calculation = found.calculation;
    return null;
  }
  // The passages beside the answer are those of the question.
  retrieve(working);
  weighEvidence(working);
  return { ...found, answer: working.opening + found.answer };
}
