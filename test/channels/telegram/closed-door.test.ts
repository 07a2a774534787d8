import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotTalk, onlyOne, openBotTalk, openRealApp } from './support/bot-talk.ts';

const sentence = '问政现在暂停回答，请拨打12345政务服务热线。';
let talk: BotTalk;
let closed: string | null;

beforeAll(() => openRealApp());
afterAll(async () => rmSync((await openRealApp()).folder, { recursive: true, force: true }));
beforeEach(async () => {
  closed = null;
  talk = await openBotTalk({ closed: () => closed });
});
afterEach(() => talk.close());

const later = (minutes: number): void => {
  talk.clock.now = new Date(talk.clock.now.getTime() + minutes * 60_000);
};
const kept = async (): Promise<number> => {
  const [conversation] = await talk.store.conversations.ofUser(
    'telegram',
    talk.conversing.keys.user('telegram', '7'),
  );
  return conversation === undefined ? 0 : (await talk.store.turns.last(conversation.id, 50)).length;
};

describe('a bot that is switched off', () => {
  it('says so once an hour in a chat, keeps nothing, and answers again when it is on', async () => {
    closed = sentence;
    expect(onlyOne(await talk.says('低保户住院能报几成？')).text).toBe(sentence);
    expect(await talk.says('在吗')).toEqual([]);
    expect(await talk.says('/calc')).toEqual([]);
    expect(await talk.sends('voice')).toEqual([]);
    later(59);
    expect(await talk.says('在吗')).toEqual([]);
    later(2);
    expect(onlyOne(await talk.says('在吗')).text).toBe(sentence);
    expect(await kept()).toBe(0);
    closed = null;
    expect(onlyOne(await talk.says('低保户住院能报几成？')).text).toContain('80%');
  });

  it('says so in each chat, and still once after a restart', async () => {
    closed = sentence;
    expect(await talk.says('问', { user: '7' })).toHaveLength(1);
    expect(await talk.says('问', { user: '8' })).toHaveLength(1);
    talk.restart();
    expect(await talk.says('问', { user: '7' })).toEqual([]);
  });

  it('takes no button of an answer of before, but says so', async () => {
    await talk.says('低保户住院能报几成？');
    closed = sentence;
    expect(onlyOne(await talk.presses('[1] 第七条')).text).toBe(sentence);
    expect(await talk.presses('有用')).toEqual([]);
  });

  it('does not answer a message that was only edited', async () => {
    closed = sentence;
    expect(await talk.says('改过的', { edited: true, messageId: 5 })).toEqual([]);
  });

  it('lets who talks to a person go on, and end it', async () => {
    await talk.says('/human');
    closed = sentence;
    expect(await talk.says('我爸刚出院')).toEqual([]);
    const messages = await talk.store.handovers.messages(1);
    expect(messages.filter(({ sender }) => sender === 'resident').map(({ text }) => text)).toEqual([
      '我爸刚出院',
    ]);
    await talk.delivers();
    const at = talk.clock.now.toISOString();
    await talk.store.transaction((calls) => talk.conversing.staff.reply(calls, 1, '李', '请来窗口。', at));
    expect(onlyOne(await talk.delivers()).text).toBe('【人工回复】请来窗口。');
    expect(await talk.says('不等了')).toEqual([]);
    await talk.delivers();
    expect(onlyOne(await talk.says('低保户住院能报几成？')).text).toBe(sentence);
  });

  it('deletes the records of who wants it', async () => {
    await talk.says('低保户住院能报几成？');
    closed = sentence;
    await talk.says('/forget');
    await talk.presses('删除');
    expect(await kept()).toBe(0);
  });
});
