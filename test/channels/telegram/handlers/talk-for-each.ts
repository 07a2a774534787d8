import { afterEach, beforeEach } from 'vitest';
import { type BotTalk, openBotTalk } from '../support/bot-talk.ts';

/** A new store and new handlers for every case. */
export function talkForEach(): () => BotTalk {
  let talk: BotTalk | undefined;
  beforeEach(async () => {
    talk = await openBotTalk();
  });
  afterEach(() => talk?.close());
  return () => {
    if (talk === undefined) throw new Error('no talk is open');
    return talk;
  };
}
