/** The engine's answer to what the resident wants to know, as a reply that the operator may send once they have read it. @module */
import type { Answer, Citation, Question } from '../../../../answering/answer.ts';
import type { Handover, HandoverMessage, TurnWithAnswer } from '../../../../store/store.ts';
import { noticesBeside } from '../../../notices-beside.ts';
import { validityLabels } from '../../validity-label.ts';

export interface SuggestedReply {
  /** The resident's words that it answers. */
  readonly question: string;
  readonly answer: Answer;
  /** To be put into the box: the answer, what to mind about it, and where it stands with its validity. */
  readonly text: string;
}

/** What an operator could send as it is. */
const sendable: ReadonlySet<Answer['status']> = new Set([
  'answered',
  'answered_by_calculator',
  'needs_input',
]);
const contextLength = 10;

/**
 * Of the last thing that the resident said, else (在吗, 谢谢) of the question that was open at the beginning.
 * @returns null where the engine has no answer that could be sent.
 */
export function suggestReply(
  answer: (question: Question) => Answer,
  handover: Pick<Handover, 'question'>,
  turns: readonly TurnWithAnswer[],
  messages: readonly HandoverMessage[],
): SuggestedReply | null {
  const asked = turns.filter(({ answer: given }) => given !== null).map(({ turn }) => turn.text);
  const said = messages.filter(({ sender }) => sender === 'resident').map(({ text }) => text);
  const last = said.at(-1);
  const before = asked.slice(0, asked.lastIndexOf(handover.question));
  const candidates = [
    ...(last === undefined ? [] : [{ q: last, context: [...asked, ...said.slice(0, -1)] }]),
    { q: handover.question, context: before },
  ];
  for (const { q, context } of candidates) {
    const given = answer({ q, context: context.slice(-contextLength) });
    if (sendable.has(given.status)) return { question: q, answer: given, text: textOf(given) };
  }
  return null;
}

function textOf(given: Answer): string {
  const { answer, citations } = given;
  const words = answer.replaceAll(/\[\d{1,3}\]/g, '').trim();
  // Some answers name their source themselves, with its validity.
  const unnamed = citations.filter((citation) => !words.includes(placeOf(citation)));
  const sources = [...new Set(unnamed.map(sourceOf))];
  return [
    words,
    ...noticesBeside(given).map(({ text }) => text),
    ...(sources.length === 0 ? [] : [`依据：${sources.join('；')}。`]),
  ].join('\n');
}

function placeOf({ documentNumber, title, locator }: Citation): string {
  return `${documentNumber ?? `《${title}》`}${locator}`;
}

/** 清新府办〔2018〕16号第七条（有效期已过） */
function sourceOf(citation: Citation): string {
  return `${placeOf(citation)}（${validityLabels[citation.validity].text}）`;
}
