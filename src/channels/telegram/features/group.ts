/** What is said in a group instead of an answer: an invitation into the private chat that tells nobody why. @module */
import type { Bot, Reaction, Visit } from '../bot.ts';
import { saying } from '../bot.ts';
import { type DeepLink, writeDeepLink } from '../deep-link.ts';
import { labels, texts } from '../message-texts.ts';
import { maskQuestion } from '../../../conversations/mask-typed.ts';
import { own } from '../render/rich-text.ts';
import { link, type Saying, say } from '../render/saying.ts';
import type { TelegramUpdate } from '../telegram-update.ts';
import type { Asked } from './question.ts';

const invitation = (bot: Bot, text: string, label: string, to: DeepLink): Saying =>
  say([own(text)], [[link(label, writeDeepLink(bot.botName, to))]]);

export const inviteForHandover = (bot: Bot): Reaction =>
  saying(invitation(bot, texts.groupHuman, labels.toPrivate, { kind: 'human' }));

export const inviteToForget = (bot: Bot): Reaction =>
  saying(invitation(bot, texts.groupForget, labels.toPrivate, { kind: 'forget' }));

export const inviteToCalculate = (bot: Bot, scheme: string): Reaction =>
  saying(invitation(bot, texts.groupCalculator, labels.toPrivate, { kind: 'calc', scheme }));

const toPrivate = (bot: Bot, text: string): Reaction =>
  saying(say([own(text)], [[link(labels.toPrivate, `https://t.me/${bot.botName}`)]]));

/** Nothing is computed in a group, whatever it would be. */
export const inviteToCalculators = (bot: Bot): Reaction => toPrivate(bot, texts.groupCalculators);

/** Who the bot is and how to ask it in a group; in one sentence where that was said a moment ago. */
export const groupHelp = (bot: Bot, update: TelegramUpdate): Reaction =>
  toPrivate(
    bot,
    bot.greets(update)
      ? [texts.groupHelp(bot.botName), ...(bot.sendsToModel ? [texts.model] : [])].join('\n\n')
      : texts.groupHelpAgain(bot.botName),
  );

/**
 * The question is put into the person's private conversation, where it waits for them: the link carries its id, and
 * nobody else finds anything behind it.
 */
export const inviteWithQuestion =
  (bot: Bot, { update, conversation }: Visit, asked: Asked, text: string): Reaction =>
  async (calls, at) => {
    const privately = await calls.conversations.open(
      {
        channel: 'telegram',
        userKey: conversation.userKey,
        // Telegram's private chat with a person has the person's id.
        chatKey: bot.conversing.keys.chat('telegram', update.userId),
        replyAddress: JSON.stringify({ chatId: update.userId, threadId: null }),
      },
      at,
    );
    const turn = await calls.turns.add({
      conversationId: privately.id,
      text: maskQuestion(asked.text).text,
      messageRef: null,
      askedAt: at,
    });
    return { sayings: [invitation(bot, text, labels.answerInPrivate, { kind: 'ask', turn: turn.id })] };
  };
