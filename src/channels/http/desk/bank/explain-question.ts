/** What the engine does with a question, step by step, with the question bank and without it. @module */
import type { App } from '../../../../app.ts';
import type { Answer, AnswerPassage } from '../../../../answering/answer.ts';
import { cleanQuestion } from '../../../../answering/intake.ts';
import { type Guarded, guardRequest } from '../../../../answering/request-guard.ts';
import type { QuestionMatch } from '../../../../retrieval/model.ts';
import { tokeniseQuestion } from '../../../../retrieval/tokenise.ts';
import { statusNames } from '../overview/status-names.ts';

export interface TriedQuestion {
  readonly q: string;
  /** Oldest first. */
  readonly earlier: readonly string[];
  /** ISO day; null for today. */
  readonly asOf: string | null;
}

export interface ExplainedPassage {
  readonly passage: AnswerPassage;
  /** Its number in the answer; null: not cited. */
  readonly cited: number | null;
  /** Its place without the bank, from 1; null: not among the first. */
  readonly without: number | null;
}

export interface Explained {
  readonly asked: TriedQuestion;
  readonly guard: string;
  readonly answer: Answer;
  /** null where there is no bank to be left out. */
  readonly withoutBank: Answer | null;
  readonly passages: readonly ExplainedPassage[];
  /** Standard questions like this one, best first. */
  readonly matches: readonly QuestionMatch[];
  /** Words of the question that were searched for, the weightiest first. */
  readonly said: readonly string[];
  /** Those that were added: official words for what was said, and what sounds like words that nothing knows. */
  readonly added: readonly string[];
}

const shownMatches = 3;
const shownTerms = 10;
/** What the turn before counts beside the question. */
const earlierWeight = 0.5;

/** @throws WenzhengError as {@link App.tryOut} */
export async function explainQuestion(app: App, asked: TriedQuestion): Promise<Explained> {
  const { q, earlier, asOf } = asked;
  const question = { q, context: [...earlier], ...(asOf === null ? {} : { asOf }) };
  const answer = app.answer(question);
  const withoutBank =
    app.questions.length === 0 ? null : (await app.tryOut({ questionBank: false })).answer(question);
  const cleaned = cleanQuestion(q);
  const text = cleaned.ok ? cleaned.text : '';
  const before = earlier.at(-1);
  const query = {
    text,
    ...(before === undefined ? {} : { also: [{ text: before, weight: earlierWeight }] }),
  };
  const own = new Set([text, before ?? ''].flatMap((each) => tokeniseQuestion(each)));
  const terms = [...app.retriever.weighTerms(query)]
    .toSorted(([, left], [, right]) => right - left)
    .map(([term]) => term);
  const places = new Map(withoutBank?.passages.map(({ id }, at) => [id, at + 1]));
  return {
    asked,
    guard: cleaned.ok
      ? sayGuard(guardRequest({ text, context: earlier, homeRegion: app.corpus.homeRegion }))
      : cleaned.answer,
    answer,
    withoutBank,
    passages: answer.passages.map((passage) => ({
      passage,
      cited: answer.citations.find(({ passageId }) => passageId === passage.id)?.n ?? null,
      without: places.get(passage.id) ?? null,
    })),
    matches: text === '' ? [] : app.retriever.matchQuestions(query).slice(0, shownMatches),
    said: terms.filter((term) => own.has(term)).slice(0, shownTerms),
    added: terms.filter((term) => !own.has(term)).slice(0, shownTerms),
  };
}

function sayGuard(guarded: Guarded): string {
  if (guarded.kind === 'small_talk') return '是打招呼或问机器人是谁，用固定的话回答，没有去查公报。';
  if (guarded.kind !== 'ordinary')
    return `拦下了（${statusNames[guarded.kind]}），用固定的话回答，没有去查公报。`;
  const { falseNotice = false, urgent, refusedParts = [] } = guarded;
  const remarks = [
    ...(falseNotice ? ['话里自带的“通知”不采信'] : []),
    ...(urgent === undefined ? [] : ['可能有人有危险，先说求助电话']),
    ...refusedParts.map(({ question }) => `“${question}”这一半不答`),
  ];
  return remarks.length === 0 ? '放行，去查公报。' : `放行，去查公报；${remarks.join('；')}。`;
}
