/** To a person of the staff and back. What is said at the end of a handover comes from the handover itself. @module */
import type { Bot, Reaction, Visit } from '../bot.ts';
import { labels, texts } from '../message-texts.ts';
import { own } from '../render/rich-text.ts';
import { press, say } from '../render/saying.ts';
import { leaving } from './calculation.ts';
import { inviteForHandover } from './group.ts';

export function askForPerson(bot: Bot, visit: Visit): Reaction {
  const { update, conversation } = visit;
  if (update.isGroup) return inviteForHandover(bot);
  // When the person of the staff has left again, the next message is no reply to a calculation of before.
  return leaving(async (calls, at) => {
    const { handover, text } = await bot.conversing.requestHandover(calls, conversation, at);
    const buttons = handover === null ? [] : [[press(labels.leave, { kind: 'leave' })]];
    return { sayings: [say([own(text)], buttons)] };
  }, visit);
}

export const leavePerson =
  (bot: Bot, { conversation }: Visit): Reaction =>
  async (calls, at) => {
    const left = await bot.conversing.leaveHandover(calls, conversation, at);
    return { sayings: left === null ? [say([own(texts.noHandover)])] : [] };
  };
