/** The bot was blocked or let in again; added to a group or put out of it. @module */
import type { Bot, Reaction } from '../bot.ts';
import type { TelegramUpdate } from '../telegram-update.ts';
import { groupHelp } from './group.ts';

type Membership = Extract<TelegramUpdate, { kind: 'membership' }>;

export function handleMembership(bot: Bot, update: Membership): Reaction {
  if (update.isGroup && update.reachable) return groupHelp(bot, update);
  const chatKey = bot.conversing.keys.chat('telegram', update.chatId);
  const userKey = bot.conversing.keys.user('telegram', update.userId);
  return async (calls, at) => {
    // Who put the bot out of a group has not blocked it elsewhere.
    for (const conversation of update.isGroup ? [] : await calls.conversations.ofUser('telegram', userKey)) {
      const { id, revision } = conversation;
      if (conversation.chatKey !== chatKey || conversation.unreachable === !update.reachable) continue;
      const change = { unreachable: !update.reachable };
      if ((await calls.conversations.change(id, revision, change, at)) === null) return null;
    }
    if (!update.reachable) await calls.outbox.failAll('telegram', chatKey, at);
    return { sayings: [] };
  };
}
