/** What a person can have otherwise: another topic, the other script, nothing kept. @module */
import type { Script } from '../../../store/store.ts';
import { type Bot, type Reaction, saying, type Visit } from '../bot.ts';
import { labels, texts } from '../message-texts.ts';
import { own } from '../render/rich-text.ts';
import { press, say, sayInPlace } from '../render/saying.ts';
import { leaving } from './calculation.ts';
import { inviteToForget } from './group.ts';

export const beginTopic = (bot: Bot, visit: Visit): Reaction =>
  leaving(async (calls, at) => {
    await bot.conversing.newTopic(calls, visit.conversation, at);
    return { sayings: [say([own(texts.newTopic)])] };
  }, visit);

export const askLanguage: Reaction = saying(
  say(
    [own(texts.language)],
    [
      [
        press(labels.simplified, { kind: 'language', script: 'simplified' }),
        press(labels.traditional, { kind: 'language', script: 'traditional' }),
      ],
    ],
  ),
);

export const setLanguage =
  ({ conversation }: Visit, script: Script): Reaction =>
  async (calls, at) => {
    const { id, revision } = conversation;
    const changed = await calls.conversations.change(id, revision, { script }, at);
    return changed === null ? null : { sayings: [say([own(texts.languageSet)])], script };
  };

export function askToForget(bot: Bot, { update }: Visit): Reaction {
  if (update.isGroup) return inviteToForget(bot);
  return saying(
    say(
      [own(texts.forgetAsk)],
      [
        [
          press(labels.forgetYes, { kind: 'forget', confirmed: 'yes' }),
          press(labels.forgetNo, { kind: 'forget', confirmed: 'no' }),
        ],
      ],
    ),
  );
}

/**
 * Deletes before it says so, outside the transaction of the update: killed between the two, the person is not told, but
 * nothing is left. Asked again, it says that nothing is there.
 */
export async function forget(bot: Bot, visit: Visit, confirmed: boolean): Promise<Reaction> {
  const { update, conversation } = visit;
  if (update.isGroup) return inviteToForget(bot);
  const messageId = update.kind === 'button' ? update.messageId : null;
  if (!confirmed) return saying(sayInPlace(messageId, say([own(texts.forgetKept)])));
  const removed = await bot.store.deleteUser('telegram', conversation.userKey);
  const done = sayInPlace(messageId, say([own(texts.forgetDone(removed))]));
  return () => Promise.resolve({ sayings: [done], forgotten: true });
}
