import { describe, expect, it } from 'vitest';
import type { StoreCalls } from '../../../../src/store/store.ts';
import { drawn, onlyOne, staffChat } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

export function describeHandover(): void {
  describe('a handover', () => {
    const talk = talkForEach();
    const staff = <Result>(work: (calls: StoreCalls, at: string) => Promise<Result>) =>
      talk().store.transaction((calls) => work(calls, talk().clock.now.toISOString()));

    it('tells the resident number and hours, and the staff chat no word of theirs', async () => {
      await talk().says('我妈低保住院花了3万');
      const [told, notice] = await talk().says('/human');
      expect(told?.text).toContain('编号是1');
      expect(told?.text).toContain('11月30日');
      expect(notice?.chatId).toBe(staffChat);
      expect(notice?.text).toBe('有居民转人工，编号1，刚刚开始等。请用 wenzheng handover take 1 接手。');
      // Asked again, it is the same case, and nobody is called a second time.
      expect(onlyOne(await talk().says('/human')).text).toContain('编号是1');
    });

    it('silences the bot but for commands and buttons, brings marked words, and ends', async () => {
      await talk().says('低保户住院能报几成？');
      await talk().presses('转人工');
      expect(await talk().says('还有别的要交吗？')).toEqual([]);
      expect(onlyOne(await talk().presses('[1] 第七条')).text).toContain('第七条');
      expect(onlyOne(await talk().says('/sources')).text).toContain('收录的公报');
      await talk().delivers();
      await staff((calls, at) => talk().conversing.staff.reply(calls, 1, '李', '请带<户口簿>来。', at));
      const said = onlyOne((await talk().delivers()).filter(({ text }) => text.includes('户口簿')));
      expect(said.text).toBe('【人工回复】请带<户口簿>来。');
      expect(said.html).toContain('<b>【人工回复】</b>请带&lt;户口簿&gt;来。');
      expect(await talk().says('好的，谢谢')).toEqual([]);
      await staff((calls, at) => talk().conversing.staff.close(calls, 1, '李', '已答复', at));
      expect(onlyOne(await talk().delivers()).text).toContain('现在由我继续回答');
      expect(onlyOne(await talk().says('特困人员住院能报几成？')).text).toContain('全额救助');
    });

    it('can be left by a button, and then there is nothing to leave', async () => {
      await talk().says('/human');
      expect(await talk().presses('不等了')).toEqual([]);
      expect(onlyOne(await talk().delivers()).text).toContain('已经为您取消');
      expect(onlyOne(await talk().presses('不等了')).text).toContain('您现在没有在等工作人员');
      expect(onlyOne(await talk().says('低保户住院能报几成？')).text).toContain('按80%');
    });

    it('has a button to leave it under the notice that the first words are kept, too', async () => {
      await talk().says('/human');
      await talk().says('还要带什么？');
      const kept = onlyOne(await talk().delivers());
      expect(drawn(kept)).toBe('您的话已经留给工作人员，编号是1。\n〔不等了，回到机器人〕');
      await talk().presses('不等了');
      expect(onlyOne(await talk().delivers()).buttons).toEqual([]);
    });

    it('is understood in words, and gets its button', async () => {
      const shown = await talk().says('转人工');
      expect(shown[0]?.text).toContain('编号是1');
      expect(shown[0]?.buttons.flat().map(({ text }) => text)).toEqual(['不等了，回到机器人']);
      expect(shown[1]?.chatId).toBe(staffChat);
    });

    it('ends a calculation, so that the words after it are not taken for a reply', async () => {
      await talk().says('/calc');
      await talk().presses('1. 看病住院');
      const [told] = await talk().says('转人工');
      expect(told?.text).toContain('编号是1');
      expect(await talk().says('住院')).toEqual([]);
      await talk().presses('不等了');
      await talk().delivers();
      expect(onlyOne(await talk().says('低保户住院能报几成？')).text).toContain('按80%');
    });

    it('leaves no room for a calculation', async () => {
      await talk().says('低保户住院能报几成？');
      await talk().says('/human');
      expect(onlyOne(await talk().presses('算一算')).text).toContain('这时候不能计算');
      expect(await talk().says('3万')).toEqual([]);
    });

    it('tells that a picture does not reach the person', async () => {
      await talk().says('/human');
      expect(onlyOne(await talk().sends('photo')).text).toContain('看不了图片');
    });

    it('speaks the script of the conversation, but leaves a person’s words as they were written', async () => {
      await talk().says('/lang');
      await talk().presses('繁體字');
      await talk().says('/human');
      await staff((calls, at) => talk().conversing.staff.reply(calls, 1, '李', '请带户口簿来。', at));
      const texts = (await talk().delivers()).map(({ text }) => text);
      expect(texts.join('\n')).toContain('请带户口簿来。');
      await staff((calls, at) => talk().conversing.staff.close(calls, 1, '李', '已答复', at));
      expect(onlyOne(await talk().delivers()).text).toContain('現在由我繼續回答');
    });
  });
}
