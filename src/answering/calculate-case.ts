/** A case whose facts were asked one by one, as an answer: computed, cited and with the passages beside it. @module */
import { schemeOf } from '../calculators/registry.ts';
import type { Answer } from './answer.ts';
import { answerCalculation } from './calculation-answer.ts';
import type { CalculationCase } from './calculation-case.ts';
import { checkAnswer } from './check-answer.ts';
import { describeHit } from './cite.ts';
import { fixedTexts } from './fixed-texts.ts';
import { type AnswererOptions, type Finished, shownPassages } from './working.ts';

/** Never throws: a fault becomes an answer with status error_internal. @param asOf ISO day: validity is told for it. */
export function calculateCase(options: AnswererOptions, told: CalculationCase, asOf: string): Answer {
  const clock = options.clock ?? (() => performance.now());
  const started = clock();
  let finished: Finished;
  let passages: Answer['passages'] = [];
  try {
    finished = compute(options, told, asOf);
    if (finished.calculation) passages = passagesOf(options, told.scheme);
  } catch (error) {
    options.onFault?.(error);
    finished = { status: 'error_internal', answer: fixedTexts.error_internal };
  }
  const total = Math.round((clock() - started) * 100) / 100;
  return checkAnswer({
    id: null,
    status: finished.status,
    answer: finished.answer,
    notices: finished.notices ?? [],
    nextSteps: finished.nextSteps ?? [],
    citations: finished.citations ?? [],
    passages,
    calculation: finished.calculation ?? null,
    timings: { calculate: total, total },
  });
}

function compute(options: AnswererOptions, told: CalculationCase, asOf: string): Finished {
  const { corpus, offices, schemes } = options;
  const scheme = schemes === undefined ? undefined : schemeOf(told.scheme, schemes);
  if (scheme === undefined) return { status: 'error_input', answer: fixedTexts.error_input_no_calculator };
  const situation = { scheme, raw: told.facts, origins: told.origins, unclear: null, isFinished: true };
  const found = answerCalculation({ corpus, situation, asOf, offices: offices ?? [] });
  return found ?? { status: 'unanswerable_no_source', answer: fixedTexts.unanswerable_no_source };
}

/** The passages of the documents that the calculator rests on come with the result, as with a question about it. */
function passagesOf({ corpus, retriever, schemes }: AnswererOptions, id: string): Answer['passages'] {
  const title = schemeOf(id, schemes ?? [])?.title ?? '';
  return retriever
    .search({ text: title, limit: shownPassages })
    .hits.flatMap((hit) => describeHit(corpus, hit))
    .slice(0, shownPassages);
}
