/** A message in words, without a command: in private and in groups, for the first time or edited. @module */
import { contextOf } from '../../../conversations/topic-context.ts';
import { maskQuestion } from '../../../conversations/mask-typed.ts';
import { readWish } from '../../../conversations/read-wish.ts';
import { type Bot, type Reaction, saying, silence, type Visit } from '../bot.ts';
import { texts } from '../message-texts.ts';
import { own } from '../render/rich-text.ts';
import { say } from '../render/saying.ts';
import type { TelegramUpdate } from '../telegram-update.ts';
import { leaving, replyToDialogue } from './calculation.ts';
import { groupHelp, inviteForHandover, inviteWithQuestion } from './group.ts';
import { tellsOfOneself } from './personal.ts';
import { answerQuestion, type Asked } from './question.ts';

type Message = Extract<TelegramUpdate, { kind: 'message' }>;

export async function handleMessage(bot: Bot, visit: Visit, update: Message): Promise<Reaction> {
  const { conversation } = visit;
  const asked: Asked = { text: update.text, messageRef: String(update.messageId), masked: update.masked };
  const earlier = update.edited
    ? await bot.store.turns.byMessage(conversation.id, String(update.messageId))
    : null;
  if (earlier !== null && earlier.turn.text === maskQuestion(update.text).text) return silence;
  if (update.isGroup)
    return update.text.trim() === '' ? groupHelp(bot, update) : answerInPlace(bot, visit, asked);
  const isWithPerson = (await bot.store.handovers.openOf(conversation.id)) !== null;
  if (conversation.dialogue === null || isWithPerson || earlier !== null)
    return answerInPlace(bot, visit, asked);
  // A reply to a question of the calculation is not kept as a message, so its edit cannot be told from a new reply.
  if (update.edited) return saying(say([own(texts.editedInCalculation)]));
  // Another topic or a person of the staff is no reply either, and the calculation is over.
  if (readWish(update.text) !== null) return leaving(await answerInPlace(bot, visit, asked), visit);
  return replyToDialogue(bot, visit, { kind: 'text', text: update.text }, asked);
}

/** Answers where it was asked; in a group only what everybody may read. */
export async function answerInPlace(bot: Bot, visit: Visit, asked: Asked): Promise<Reaction> {
  if (!visit.update.isGroup) return answerQuestion(bot, visit, asked);
  if (asked.masked) return inviteWithQuestion(bot, visit, asked, texts.groupMasked);
  if (await isPersonal(bot, visit, asked.text))
    return inviteWithQuestion(bot, visit, asked, texts.groupPersonal);
  return answerQuestion(bot, visit, asked, (answer) => {
    if (answer.status === 'handed_over') return inviteForHandover(bot);
    // Whatever was computed rests on somebody's circumstances.
    return answer.calculation === null ? null : inviteWithQuestion(bot, visit, asked, texts.groupPersonal);
  });
}

async function isPersonal(bot: Bot, { conversation }: Visit, text: string): Promise<boolean> {
  if (tellsOfOneself(text)) return true;
  const context = await contextOf(bot.store, conversation, new Date(bot.now()));
  return bot.readCase(text, context)?.personal === true;
}
