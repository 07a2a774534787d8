/** Which answers of the engine a model may put into better words, and which are final. @module */
import type { Answer, ModelFallback } from '../answering/answer.ts';
import { fixedTexts } from '../answering/fixed-texts.ts';
import { figureToConfirm } from '../answering/premise.ts';
import { normalise } from '../retrieval/normalise.ts';
import { mayHoldNumber } from './number-in-disguise.ts';

/** The labels that stand for numbers which were taken out before the engine saw the text. */
const masked = /【已隐去/;

/** Answers to messages that carried orders, false notices or requests that were refused in part: no model reads those. */
const guarded = new Set(['false_notice', 'part_refused']);

/**
 * null: a model may be asked; 'final': the engine's answer stands and nothing is said of a model; else why it is not asked.
 * @param turns The person's messages, the latest last.
 */
export function mayImprove(answer: Answer, turns: readonly string[]): ModelFallback | 'final' | null {
  const question = turns.at(-1) ?? '';
  if (answer.notices.some(({ code }) => guarded.has(code))) return 'final';
  switch (answer.status) {
    case 'answered':
    case 'answered_by_calculator':
      // Greetings and other fixed texts rest on nothing.
      if (answer.citations.length === 0) return 'final';
      break;
    case 'clarification':
      // Which of two matters is meant, only the talk before can tell.
      if (turns.length < 2) return 'final';
      break;
    case 'unanswerable_no_source':
      // Where the engine says what exactly is not there (the year, the item, the document), that is the answer.
      if (!answer.answer.startsWith(fixedTexts.unanswerable_no_source)) return 'final';
      break;
    default:
      return 'final';
  }
  // A figure that is put to us for confirmation is confirmed or put right by the engine.
  if (figureToConfirm(normalise(question)) !== null) return 'final';
  const isPrivate =
    answer.notices.some(({ code }) => code === 'private_data_removed') ||
    turns.some((turn) => masked.test(turn) || mayHoldNumber(turn));
  return isPrivate ? 'private_number' : null;
}
