import { describe, expect, it } from 'vitest';
import { onlyOne, type ShownMessage } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

const group = '-100';

/** What follows start= in the only link of a message. */
function parameterOf({ buttons }: ShownMessage): string {
  const [button] = buttons.flat();
  if (button === undefined || !('url' in button)) throw new Error('there is no link');
  return new URL(button.url).searchParams.get('start') ?? '';
}

export function describeGroups(): void {
  describe('in a group', () => {
    const talk = talkForEach();

    it('the bot hears only what is meant for it', async () => {
      expect(await talk().says('低保户住院能报几成？', { group, addressed: false })).toEqual([]);
      expect(
        await talk().store.conversations.ofUser('telegram', talk().conversing.keys.user('telegram', '7')),
      ).toEqual([]);
      const answer = onlyOne(await talk().says('低保户住院能报几成？', { group, messageId: 50 }));
      expect(answer.replyTo).toBe(50);
      expect(answer.text).toContain('按80%');
    });

    it('a name alone is told how to ask', async () => {
      expect(onlyOne(await talk().says('', { group })).text).toContain('@wenzheng_bot');
      expect(
        onlyOne(await talk().handles({ kind: 'membership', isGroup: true, chatId: group, reachable: true }))
          .text,
      ).toContain('@wenzheng_bot');
    });

    it('the greeting is said once in a while, and commands that lead elsewhere are answered in a sentence', async () => {
      const greeting = '大家好，我是问政';
      expect(onlyOne(await talk().says('/help', { group })).text).toContain(greeting);
      for (const said of ['', '/help', '/start']) {
        const { text } = onlyOne(await talk().says(said, { group }));
        expect(text).not.toContain(greeting);
        expect(text).toContain('请先@wenzheng_bot，再写想问的事');
      }
      const calculators = onlyOne(await talk().says('/calc', { group }));
      expect(calculators.text).toBe('算钱要用到个人情况，请点下面的按钮到私聊问我。');
      expect(calculators.buttons.flat()).toHaveLength(1);
      for (const said of ['/lang', '/banana'])
        expect(onlyOne(await talk().says(said, { group })).text).not.toContain(greeting);
      expect(onlyOne(await talk().says('', { group: '-200' })).text).toContain(greeting);
      talk().clock.now = new Date(talk().clock.now.getTime() + 11 * 60_000);
      expect(onlyOne(await talk().says('', { group })).text).toContain(greeting);
    });

    it('each member has their own memory', async () => {
      await talk().says('低保户住院能报几成？', { group, user: '7' });
      const [own, other] = [
        onlyOne(await talk().says('在哪里办？', { group, user: '7' })),
        onlyOne(await talk().says('在哪里办？', { group, user: '8' })),
      ];
      expect(own.text).not.toContain('您问的是哪一项');
      expect(own.text).toContain('第十二条第二款');
      // Who has asked nothing before is asked back.
      expect(other.text).toContain('您问的是哪一项');
    });

    it('what is personal moves to the private chat without a word of it', async () => {
      const questions = [
        '我妈是低保户，住院自己付了3万，能报多少？',
        '我妈得了肺癌，能不能申请救助？',
        '我是低保户，看病能报几成？',
        '我家有个精神分裂的病人，每月能补多少？',
      ];
      for (const question of questions) {
        const shown = onlyOne(await talk().says(question, { group, user: '8' }));
        expect(shown.text).toContain('群里人人看得见');
        expect(shown.text).not.toMatch(/低保|万|癌|精神|报多少/);
        const parameter = parameterOf(shown);
        expect(parameter).toMatch(/^ask_[\w-]+$/);
        // Nobody else finds anything behind the link.
        const stranger = onlyOne(await talk().says(`/start ${parameter}`, { user: '9' }));
        expect(stranger.text).toContain('没有找到');
        const answered = onlyOne(await talk().says(`/start ${parameter}`, { user: '8' }));
        expect(answered.chatId).toBe('8');
        expect(answered.text).toContain(`您问：${question}`);
      }
    });

    it('what is about the rule is answered for all to read', async () => {
      const questions = [
        '低保怎么申请？',
        '我想问低保户住院能报几成',
        '请问特困人员住院怎么报',
        '我们村的养殖场拆除补多少？',
      ];
      for (const question of questions) {
        const shown = onlyOne(await talk().says(question, { group }));
        expect(shown.text).not.toContain('群里人人看得见');
      }
    });

    it('a number is not repeated, and the person is told to delete it', async () => {
      const shown = onlyOne(await talk().says('我的电话是13800138000，低保怎么申请', { group }));
      expect(shown.text).toContain('建议马上删掉那条消息');
      expect(shown.text).not.toContain('低保');
    });

    it('calculations, persons and deletion are in private', async () => {
      await talk().says('低保户住院能报几成？', { group });
      const answer = talk().messages.at(-1);
      const links = answer?.buttons.flat().flatMap((button) => ('url' in button ? [button.url] : []));
      expect(links).toEqual([
        'https://t.me/wenzheng_bot?start=calc_medical-aid',
        'https://t.me/wenzheng_bot?start=human',
      ]);
      expect(onlyOne(await talk().says('/calc', { group })).text).toContain('到私聊问我');
      expect(parameterOf(onlyOne(await talk().says('/human', { group })))).toBe('human');
      expect(parameterOf(onlyOne(await talk().says('转人工', { group })))).toBe('human');
      expect(onlyOne(await talk().pressesData('1kmedical-aid', { group })).text).toContain('到私聊');
      expect(onlyOne(await talk().pressesData('1zab.1.k3x.c0', { group })).text).toContain('只给提问的人');
      expect(onlyOne(await talk().says('/start calc_medical-aid')).text).toContain('🧮 医疗救助');
      expect((await talk().says('/start human'))[0]?.text).toContain('编号是1');
      expect(await talk().store.handovers.list(['waiting'], 5)).toHaveLength(1);
    });

    it('the buttons of an answer are the asker’s own; documents are everybody’s', async () => {
      await talk().says('低保户住院能报几成？', { group, user: '7' });
      for (const label of ['[1] 第七条', '材料和办法', '有用', '没用'])
        for (const user of ['8', '9']) {
          // One of them has spoken in the group, the other has not.
          if (user === '8') await talk().says('你好', { group, user });
          const data = talk()
            .messages.flatMap(({ buttons }) => buttons.flat())
            .find(({ text }) => text.includes(label));
          if (data === undefined || !('data' in data)) throw new Error(label);
          expect(onlyOne(await talk().pressesData(data.data, { group, user })).text).toContain(
            '只给提问的人用',
          );
        }
      expect(onlyOne(await talk().presses('看原文', { group, user: '9' })).text).toContain(
        '文号：清新府办〔2018〕16号',
      );
      expect(onlyOne(await talk().presses('[1] 第七条', { group, user: '7' })).text).toContain('第七条');
    });

    it('who presses on and on is not answered each time, and the others are', async () => {
      await talk().says('低保户住院能报几成？', { group, user: '7' });
      const press = (user: string) => talk().presses('看原文', { group, user });
      for (let each = 0; each < 8; each += 1) expect(await press('9')).toHaveLength(1);
      for (let each = 0; each < 50; each += 1) expect(await press('9')).toEqual([]);
      expect(await press('8')).toHaveLength(1);
      expect(await talk().says('特困人员住院能报几成？', { group, user: '9' })).toHaveLength(1);
      talk().clock.now = new Date(talk().clock.now.getTime() + 61_000);
      expect(await press('9')).toHaveLength(1);
    });

    it('facts of before are not computed with in front of all', async () => {
      await talk().says('低保户住院能报几成？', { group });
      const shown = onlyOne(await talk().says('那自付3万能报多少？', { group }));
      expect(shown.text).toContain('群里人人看得见');
    });
  });
}
