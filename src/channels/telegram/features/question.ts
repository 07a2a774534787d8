/** A question in words: answered with the earlier turns of the topic, or passed on to the person who has the conversation. @module */
import type { Answer } from '../../../answering/answer.ts';
import type { PreparedTurn, RecordedTurn } from '../../../conversations/conversing.ts';
import type { StoreCalls } from '../../../store/store.ts';
import type { Bot, Outcome, Reaction, Visit } from '../bot.ts';
import { texts } from '../message-texts.ts';
import { answerButtons } from '../render/answer-buttons.ts';
import { renderAnswer } from '../render/render-answer.ts';
import { own, paragraphs } from '../render/rich-text.ts';
import { type Saying, say } from '../render/saying.ts';
import { showDraft } from './show-draft.ts';

export interface Asked {
  readonly text: string;
  /** Of the message that says it, to know it when it is edited; null: a button asked. */
  readonly messageRef: string | null;
  /** Numbers were taken out at the door. */
  readonly masked: boolean;
  /** Shown over the answer, where nothing in the chat says what was asked. */
  readonly heading?: string;
}

/**
 * @param mayBeSaid looks at the answer before it is kept; another reaction takes its place, and nothing of the answer is
 *   kept.
 */
export async function answerQuestion(
  bot: Bot,
  visit: Visit,
  asked: Asked,
  mayBeSaid: (answer: Answer) => Reaction | null = () => null,
): Promise<Reaction> {
  const prepared = await bot.conversing.prepare(
    visit.conversation,
    asked.text,
    showDraft(visit, asked.heading),
  );
  const instead = prepared.answer === null ? null : mayBeSaid(prepared.answer);
  return instead ?? recordAnswer(bot, visit, prepared, asked);
}

/** @param after what is said after the answer. */
export const recordAnswer =
  (bot: Bot, visit: Visit, prepared: PreparedTurn, asked: Asked, after: readonly Saying[] = []): Reaction =>
  async (calls, at) => {
    const recorded = await bot.conversing.record(calls, prepared, asked.messageRef, at);
    return recorded === null ? null : outcomeOf(bot, visit, recorded, asked, at, after);
  };

/** What is said of a turn that was recorded: nothing while a person has the conversation. */
export function outcomeOf(
  bot: Bot,
  visit: Visit,
  { answer }: RecordedTurn,
  asked: Pick<Asked, 'masked' | 'heading'>,
  at: string,
  after: readonly Saying[] = [],
): Outcome {
  if (answer === null) return { sayings: [] };
  const heading = asked.heading === undefined ? null : [own(texts.asked(asked.heading))];
  const answering = say(
    paragraphs(heading, renderAnswer(answer.answer, asked.masked)),
    answerButtons(answer, { ...bot, isGroup: visit.update.isGroup }),
  );
  return { sayings: [answering, ...after] };
}

/** What was asked, as long as it is not too far back. */
export async function questionOf(
  calls: Pick<StoreCalls, 'turns'>,
  conversationId: string,
  turnId: string,
): Promise<string | null> {
  const turns = await calls.turns.last(conversationId, 100);
  return turns.find(({ turn }) => turn.id === turnId)?.turn.text ?? null;
}
