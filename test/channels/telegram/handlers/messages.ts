import { describe, expect, it } from 'vitest';
import { mediaTexts } from '../../../../src/channels/telegram/message-texts.ts';
import { drawn, onlyOne } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

export function describeMessages(): void {
  describe('what a person sends', () => {
    const talk = talkForEach();

    it('/start is answered with who answers, from what, and what is kept', async () => {
      expect(drawn(onlyOne(await talk().says('/start')))).toMatchInlineSnapshot(`
        "您好，我是问政

        我帮您查清新区政府公报里的政策。直接打字问就行，像平时说话一样。我先用一两句话回答，再把公报原文摘给您看；公报里没有的，我会直说没有。

        📚 我查的是：清远市清新区人民政府公报2018年第1期、2018年第3期、2019年第3期。收到2019年10月25日为止，之后的新规定不在里面。

        ⚠ 16份本地文件里，有11份已过期或已废止。用到这些文件时我都会标明，让您了解当时的规定。

        🔒 请不要发身份证号、手机号、银行卡号和病历，问政策用不着。万一发了，号码会先隐去。

        🗂 您问的话和我的回答，从最后一次使用起最多保存180天，用来接着回答您、改进回答。想马上删掉，发 /forget 。

        我是机器人，不能替您办事。想找工作人员，发 /human ；还有哪些功能，发 /help 。

        可以点一个问题试试：
        〔低保户住院，自己付的部分还能救助几成？〕
        〔申请医疗救助要交哪些材料？〕
        〔精神病人每月拿药，政府补多少？〕
        〔在山上烧荒被抓到，会罚多少钱？〕
        〔养殖场自己拆除，每平方米补多少？〕
        〔哪些旧文件已经宣布失效？〕
        〔🧮 算一算我能得多少〕
        〔📚 看公报目录〕 〔繁體字〕"
      `);
    });

    it('a sample question is answered, and told over the answer', async () => {
      await talk().says('/start');
      const { text } = onlyOne(await talk().presses('精神病人每月拿药'));
      expect(text).toMatch(/^您问：精神病人每月拿药，政府补多少？\n\n/);
      expect(text).toContain('100元');
    });

    it('/help names every command of the menu', async () => {
      const { text } = onlyOne(await talk().says('/help'));
      for (const command of ['calc', 'sources', 'doc', 'human', 'new', 'lang', 'forget'])
        expect(text).toContain(`/${command}`);
      expect(text).toContain('周一至周五 08:30-12:00、14:30-17:30');
    });

    it('an unknown command is answered kindly', async () => {
      expect(onlyOne(await talk().says('/banana')).text).toContain('没有“/banana”这个功能');
    });

    it('a voice, a picture and whatever has no words is answered with what to type', async () => {
      for (const media of Object.keys(mediaTexts) as (keyof typeof mediaTexts)[])
        expect(onlyOne(await talk().sends(media)).text).toBe(mediaTexts[media]);
    });

    it('a follow-up is understood from what was said before, and not after /new', async () => {
      await talk().says('低保户住院能报几成？');
      expect(onlyOne(await talk().says('那特困人员呢？')).text).toContain('全额救助');
      expect(onlyOne(await talk().says('/new')).text).toContain('换一件事');
      expect(onlyOne(await talk().says('那特困人员呢？')).text).not.toContain('按80%');
    });

    it('numbers are taken out, and the person is told', async () => {
      const { text } = onlyOne(await talk().says('低保户住院能报几成？我电话13800138000'));
      expect(text).toContain('🔒 您消息里的手机号、身份证号或银行卡号已经隐去');
      expect(text).toContain('按80%');
      expect(text).not.toContain('13800138000');
      const [told, note] = (await talk().says('/human 我电话13800138000')).filter(
        ({ chatId }) => chatId === '7',
      );
      expect(told?.text).toContain('编号是1');
      expect(note?.text).toContain('已经隐去');
    });

    it('nothing, symbols and endless texts get one sentence', async () => {
      expect(onlyOne(await talk().says('？？！！')).text).toContain('没有看到文字');
      expect(onlyOne(await talk().says('救助'.repeat(1500))).text).toContain('太长了');
    });
  });

  describe('an edited message', () => {
    const talk = talkForEach();

    it('is answered once more only when its words changed', async () => {
      await talk().says('低保户住院能报几成？', { messageId: 900 });
      expect(await talk().says('低保户住院能报几成？', { messageId: 900, edited: true })).toEqual([]);
      expect(await talk().says('  低保户住院能报几成？ ', { messageId: 900, edited: true })).toEqual([]);
      const changed = onlyOne(await talk().says('特困人员住院能报几成？', { messageId: 900, edited: true }));
      expect(changed.text).toContain('全额救助');
      expect(await talk().says('特困人员住院能报几成？', { messageId: 900, edited: true })).toEqual([]);
    });

    it('is the same one when only a number that is hidden anyway was mended', async () => {
      await talk().says('低保户住院能报几成？我电话13800138000', { messageId: 901 });
      const mended = await talk().says('低保户住院能报几成？我电话13800138001', {
        messageId: 901,
        edited: true,
      });
      expect(mended).toEqual([]);
    });

    it('does nothing twice where it was a command', async () => {
      await talk().says('/human', { messageId: 902 });
      expect(await talk().says('/human', { messageId: 902, edited: true })).toEqual([]);
    });

    it('in the middle of a calculation is not taken for a reply', async () => {
      await talk().says('/calc');
      await talk().presses('1. ');
      await talk().says('低保', { messageId: 903 });
      const { text } = onlyOne(await talk().says('特困', { messageId: 903, edited: true }));
      expect(text).toContain('改过的消息我不会重新读');
    });
  });
}
