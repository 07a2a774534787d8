/** What the bot still does while an administrator has closed it. @module */
import { randomBytes } from 'node:crypto';
import { type Bot, type Reaction, saying, silence } from './bot.ts';
import { readCallbackData } from './callback-data.ts';
import { own } from './render/rich-text.ts';
import { say } from './render/saying.ts';
import type { TelegramUpdate } from './telegram-update.ts';

/** Milliseconds within which a chat is told once. */
const onceIn = 3_600_000;

/**
 * Who talks to a person of the staff goes on, or ends it; who wants their records deleted gets that. Everything else
 * waits: a calculation or a document would be the bot's answer.
 */
export async function passesClosedDoor(bot: Bot, update: TelegramUpdate): Promise<boolean> {
  if (update.kind === 'membership') return true;
  const action = update.kind === 'button' ? readCallbackData(update.data)?.kind : null;
  const command = update.kind === 'message' ? update.command : null;
  if (action === 'forget' || command === 'forget') return true;
  if (action === 'leave' || (update.kind !== 'button' && command === null)) return hasPerson(bot, update);
  return false;
}

async function hasPerson({ store, conversing }: Bot, update: TelegramUpdate): Promise<boolean> {
  if (update.isGroup) return false;
  const chatKey = conversing.keys.chat('telegram', update.chatId);
  const mine = await store.conversations.ofUser('telegram', conversing.keys.user('telegram', update.userId));
  const conversation = mine.find((each) => each.chatKey === chatKey);
  return conversation !== undefined && (await store.handovers.openOf(conversation.id)) !== null;
}

/** One sentence, once an hour a chat, whichever process handles the update. */
export function tellClosed(bot: Bot, update: TelegramUpdate, sentence: string): Reaction {
  if (update.kind === 'message' && update.edited) return silence;
  return async (calls, at) => {
    const name = `telegram:closed:${bot.conversing.keys.chat('telegram', update.chatId)}`;
    const until = new Date(Date.parse(at) + onceIn).toISOString();
    const isFirst = await calls.leases.acquire(name, randomBytes(9).toString('base64url'), at, until);
    return isFirst ? saying(say([own(sentence)]))(calls, at) : { sayings: [] };
  };
}
