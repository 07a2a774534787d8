/** The stored answer behind a button, for the one person to whom it was given. @module */
import type { StoredAnswer } from '../../../store/store.ts';
import { type Bot, type Reaction, saying, type Visit } from '../bot.ts';
import { texts } from '../message-texts.ts';
import { own } from '../render/rich-text.ts';
import { say } from '../render/saying.ts';

export const answerGone: Reaction = saying(say([own(texts.answerGone)]));
export const notYours: Reaction = saying(say([own(texts.notYours)]));

/** In a group everybody sees the buttons; somebody else's answer is not told apart from one that never was. */
export async function withOwnAnswer(
  bot: Bot,
  { update, conversation }: Visit,
  answerId: string,
  react: (stored: StoredAnswer) => Reaction | Promise<Reaction>,
): Promise<Reaction> {
  const stored = await bot.store.answers.byId(answerId);
  if (stored !== null && stored.conversationId === conversation.id) return react(stored);
  return update.isGroup ? notYours : answerGone;
}
