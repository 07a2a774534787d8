/** The last step of every answer. @module */
import type { Answer, AnswerStatus } from './answer.ts';
import { shortestQuote } from './cite.ts';
import { fixedTexts } from './fixed-texts.ts';

/** Last look before an answer leaves: within its limits, and every mark has its citation. */
export function checkAnswer(answer: Answer): Answer {
  const usable = answer.citations.filter(
    (citation) => citation.quote.length >= shortestQuote || citation.text.length < shortestQuote,
  );
  const known = new Set(usable.map((citation) => citation.n));
  const text = answer.answer.replace(/\[(\d{1,2})\]/g, (written, n: string) =>
    known.has(Number(n)) ? written : '',
  );
  const status: AnswerStatus =
    answer.status === 'answered' && text.trim() === '' ? 'unanswerable_no_source' : answer.status;
  return {
    ...answer,
    status,
    citations: usable,
    answer: text.trim() === '' ? fixedTexts.unanswerable_no_source : text,
  };
}
