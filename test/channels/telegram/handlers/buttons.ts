import { describe, expect, it } from 'vitest';
import { onlyOne } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

export function describeButtons(): void {
  describe('buttons', () => {
    const talk = talkForEach();

    it('work after a restart and after a month', async () => {
      await talk().says('低保户住院能报几成？');
      talk().restart();
      talk().clock.now = new Date(talk().clock.now.getTime() + 40 * 86_400_000);
      expect(onlyOne(await talk().presses('[1] 第七条')).text).toContain('第七条本区城乡最低生活保障家庭');
      expect(onlyOne(await talk().presses('有用')).text).toBe('谢谢，记下了。');
    });

    it('say kindly what to do when the answer is gone', async () => {
      await talk().says('低保户住院能报几成？');
      await talk().store.purge('2030-01-01T00:00:00.000Z', { conversationDays: 180, auditDays: 180 });
      for (const label of ['[1] 第七条', '有用', '没用', '材料和办法'])
        expect(onlyOne(await talk().presses(label)).text).toContain('请把问题再问一遍');
      // A calculation can be begun all the same.
      expect(onlyOne(await talk().presses('算一算')).text).toContain('🧮 医疗救助');
    });

    it('of others and of nobody never throw and show nothing', async () => {
      for (const data of [
        '',
        'x',
        '1',
        '1c',
        '1cAAAAAAAAAAAA:1',
        '2h',
        '1zzzz',
        '1d0123456789',
        '1p0123456789:3',
        '1q0123456789',
        '1kno-such-thing',
        '1fmedical-aid:AAAAAAAAAAAA',
        '1eyes ',
        '1maaaaaaaaaaaa:1',
      ])
        expect((await talk().pressesData(data)).length).toBeGreaterThan(0);
    });

    it('of a clarification answer with the matter that was chosen', async () => {
      const asked = onlyOne(await talk().says('补助多少？'));
      expect(asked.buttons.flat().map(({ text }) => text)).toContain('2. 严重精神障碍患者强制送治经费补助');
      const [chosen, answered] = await talk().presses('2. ');
      expect(chosen?.id).toBe(asked.id);
      expect(chosen?.text).toContain('👉 您选的是：2. 严重精神障碍患者强制送治经费补助');
      expect(chosen?.buttons.flat().map(({ text }) => text)).toEqual(['🙋 转人工']);
      expect(answered?.text).toContain('6000元');
    });

    it('of a clarification that is long past put the question anew', async () => {
      await talk().says('补助多少？');
      await talk().says('在山上烧荒被抓到，会罚多少钱？');
      const shown = await talk().presses('2. ');
      expect(shown.at(-1)?.text).toMatch(/严重精神障碍|送治/);
    });

    it('answer the question that a calculation asks', async () => {
      const asked = onlyOne(await talk().says('我妈低保住院花了3万'));
      expect(asked.text).toContain('请告诉我：是在医保定点医院');
      const [chosen, answered] = await talk().presses('不是');
      expect(chosen?.text).toContain('👉 您选的是：不是');
      expect(chosen?.buttons.flat().map(({ text }) => text)).not.toContain('是');
      expect(answered?.text).toContain('不能救助');
    });

    it('of a question that has passed offer to go on', async () => {
      await talk().says('我妈低保住院花了3万');
      await talk().says('申请医疗救助要交哪些材料？');
      expect(onlyOne(await talk().presses('不是')).text).toContain('这一步已经过去了');
      expect(onlyOne(await talk().presses('一步一步算')).text).toContain('我已从您的话里知道：低保');
    });
  });

  describe('a verdict', () => {
    const talk = talkForEach();

    it('that an answer was of no use asks why, and opens a gap', async () => {
      await talk().says('低保户住院能报几成？');
      const asked = onlyOne(await talk().presses('没用'));
      expect(asked.buttons.flat().map(({ text }) => text)).toEqual(['不相关', '过期了', '看不懂', '其他']);
      expect(await talk().store.gaps.list(['open'], 5)).toEqual([]);
      const thanked = onlyOne(await talk().presses('看不懂'));
      expect(thanked.id).toBe(asked.id);
      expect(thanked.text).toContain('记下了：看不懂');
      expect(await talk().store.gaps.list(['open'], 5)).toMatchObject([
        { kind: 'feedback', reason: 'unclear', question: '低保户住院能报几成？', count: 1 },
      ]);
    });

    it('on a figure can be that it is wrong', async () => {
      await talk().says('我妈是低保户，在清新区人民医院住院，医保报销后自己付了3万，能报多少？');
      await talk().presses('没用');
      await talk().presses('算错了');
      expect(await talk().store.gaps.list(['open'], 5)).toMatchObject([{ reason: 'miscalculated' }]);
    });
  });
}
