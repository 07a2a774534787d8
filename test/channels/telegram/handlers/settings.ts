import { describe, expect, it } from 'vitest';
import { drawn, onlyOne } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

export function describeSettings(): void {
  describe('/forget', () => {
    const talk = talkForEach();
    const mine = () =>
      talk().store.conversations.ofUser('telegram', talk().conversing.keys.user('telegram', '7'));

    it('asks once, then deletes what was said in private and in groups', async () => {
      await talk().says('低保户住院能报几成？');
      await talk().says('低保户住院能报几成？', { group: '-100' });
      expect(await mine()).toHaveLength(2);
      const asked = onlyOne(await talk().says('/forget'));
      expect(asked.text).toContain('私聊和各个群里');
      expect(onlyOne(await talk().presses('不删')).text).toBe('好的，没有删除。');
      expect(await mine()).toHaveLength(2);
      await talk().says('/forget');
      const done = onlyOne(await talk().presses('是，全部删除'));
      expect(done.text).toContain('已经全部删除');
      expect(await mine()).toEqual([]);
      expect(onlyOne(await talk().presses('[1] 第七条')).text).toContain('已经不在了');
    });

    it('leaves others alone', async () => {
      await talk().says('低保户住院能报几成？', { user: '8' });
      await talk().says('/forget');
      await talk().presses('是，全部删除');
      expect(onlyOne(await talk().presses('[1] 第七条', { user: '8' })).text).toContain('第七条');
    });

    it('and a button for it in a group delete nothing there', async () => {
      await talk().says('低保户住院能报几成？', { group: '-100' });
      expect(onlyOne(await talk().says('/forget', { group: '-100' })).buttons.flat()).toMatchObject([
        { url: 'https://t.me/wenzheng_bot?start=forget' },
      ]);
      await talk().pressesData('1eyes', { group: '-100' });
      expect(await mine()).toHaveLength(1);
      expect(onlyOne(await talk().says('/start forget')).text).toContain('要删除您的全部记录吗');
    });
  });

  describe('the script', () => {
    const talk = talkForEach();

    it('is chosen with /lang and leaves the gazettes alone', async () => {
      await talk().says('/lang');
      expect(onlyOne(await talk().presses('繁體字')).text).toContain('以後我用這種字');
      const { text, html } = onlyOne(await talk().says('低保户住院能报几成？'));
      expect(text).toContain('接下來怎麼辦');
      expect(text).toContain('清新府办〔2018〕16号');
      const [quotation] = /<blockquote expandable>[^<]*/.exec(html) ?? [''];
      expect(quotation).toContain('按80%给予救助');
      expect(onlyOne(await talk().presses('[1] 第七条')).text).toContain('第七条本区城乡最低生活保障家庭');
      await talk().says('/lang');
      expect(onlyOne(await talk().presses('簡體字')).text).toContain('以后我用这种字');
      expect(onlyOne(await talk().says('/help')).text).toContain('转给工作人员');
    });

    it('is the one of the person’s own app at first', async () => {
      const first = onlyOne(await talk().says('/start', { language: 'zh-hant' }));
      expect(drawn(first)).toContain('已經為您換成繁體字');
      expect(onlyOne(await talk().says('/start', { language: 'zh-hant' })).text).not.toContain(
        '已經為您換成繁體字',
      );
      await talk()
        .presses('繁體字')
        .catch(() => undefined);
      await talk().says('/lang', { language: 'zh-hant' });
      await talk().presses('簡體字');
      expect(onlyOne(await talk().says('/help', { language: 'zh-hant' })).text).toContain('转给工作人员');
    });

    it('is understood in questions whatever it is', async () => {
      expect(onlyOne(await talk().says('低保戶住院能報幾成？')).text).toContain('按80%');
    });
  });

  describe('who blocks the bot', () => {
    const talk = talkForEach();

    it('is not written to until they come back', async () => {
      await talk().says('低保户住院能报几成？');
      const mine = () =>
        talk().store.conversations.ofUser('telegram', talk().conversing.keys.user('telegram', '7'));
      expect(await talk().handles({ kind: 'membership', reachable: false })).toEqual([]);
      expect((await mine())[0]?.unreachable).toBe(true);
      expect(await talk().handles({ kind: 'membership', reachable: true })).toEqual([]);
      expect((await mine())[0]?.unreachable).toBe(false);
      await talk().handles({ kind: 'membership', reachable: false });
      await talk().says('/help');
      expect((await mine())[0]?.unreachable).toBe(false);
    });

    it('is nobody new when the bot does not know them', async () => {
      expect(
        await talk().handles({ kind: 'membership', userId: '99', chatId: '99', reachable: false }),
      ).toEqual([]);
    });
  });
}
