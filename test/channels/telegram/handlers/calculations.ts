import { describe, expect, it } from 'vitest';
import { type BotTalk, drawn, onlyOne, type ShownMessage } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

const labelsOf = ({ buttons }: ShownMessage): string[] => buttons.flat().map(({ text }) => text);

/** Medical aid up to the recap: 低保, inpatient, 30,000 yuan left to pay. */
async function toRecap(talk: BotTalk): Promise<ShownMessage> {
  await talk.says('/calc');
  await talk.presses('1. 看病住院');
  let shown = await talk.says('低保');
  for (let turn = 0; turn < 20; turn += 1) {
    const last = shown.at(-1);
    if (last === undefined) break;
    if (last.text.includes('我理解的情况')) return last;
    if (/住院还是|哪种方式|怎么看的/.test(last.text)) shown = await talk.says('住院');
    else if (/定点/.test(last.text)) shown = await talk.presses('是');
    else if (/自付|自己付/.test(last.text)) shown = await talk.says('3万');
    else shown = await talk.presses('不清楚');
  }
  throw new Error(`no recap:\n${shown.map(drawn).join('\n')}`);
}

export function describeCalculations(): void {
  describe('a calculation', () => {
    const talk = talkForEach();

    it('is chosen from a list that says which rules have ended', async () => {
      expect(drawn(onlyOne(await talk().says('/calc')))).toMatchInlineSnapshot(`
        "可以算这些

        1. 看病住院，医疗救助能给多少 ⚠
        2. 交医保费，能不能得到资助 ⚠
        3. 严重精神障碍患者（0至2级），门诊拿药能补多少
        4. 严重精神障碍患者送院治疗，能补多少
        5. 养殖场自己关停拆掉，能补多少 ⚠
        6. 养殖场要清栏，期限是多少天 ⚠
        7. 野外用火，会罚多少 ⚠
        8. 单位用水，多久要做一次水平衡测试 ⚠
        9. 申请医疗救助，每一步要等多久 ⚠

        标⚠的，依据的文件已经过期或者结束了，只能按当时的规定算。

        请点一项，我一步一步问您，随时可以取消。算出来的是按文件估算，以主管部门审定为准。
        〔1. 看病住院，医疗救助能给多少〕
        〔2. 交医保费，能不能得到资助〕
        〔3. 严重精神障碍患者（0至2级），门诊拿药能补多少〕
        〔4. 严重精神障碍患者送院治疗，能补多少〕
        〔5. 养殖场自己关停拆掉，能补多少〕
        〔6. 养殖场要清栏，期限是多少天〕
        〔7. 野外用火，会罚多少〕
        〔8. 单位用水，多久要做一次水平衡测试〕
        〔9. 申请医疗救助，每一步要等多久〕"
      `);
    });

    it('begins with a number, an ordinal or a name that is typed after the list', async () => {
      const medical = '🧮 医疗救助 · 第1问';
      for (const words of [
        '1',
        '１',
        '第一个',
        '第1项',
        '医疗救助',
        '看病住院',
        '1. 看病住院，医疗救助能给多少',
      ]) {
        await talk().says('/calc');
        expect([words, onlyOne(await talk().says(words)).text]).toEqual([
          words,
          expect.stringContaining(medical),
        ]);
      }
      await talk().says('/calc');
      expect(onlyOne(await talk().says('9')).text).toContain('🧮 医疗救助审批时限');
      await talk().says('/calc');
      expect(onlyOne(await talk().says('野外用火')).text).toContain('🧮 野外用火');
    });

    it('is chosen from the list by the next message only, and not by one that asks something else', async () => {
      await talk().says('/calc');
      expect(onlyOne(await talk().says('低保户住院能报几成？')).text).toContain('按80%');
      expect(onlyOne(await talk().says('1')).text).not.toContain('🧮 医疗救助 · 第1问');
      await talk().says('/calc');
      await talk().says('/new');
      expect(onlyOne(await talk().says('3')).text).not.toContain('第1问');
      await talk().says('/calc');
      talk().clock.now = new Date(talk().clock.now.getTime() + 20 * 3_600_000);
      expect(onlyOne(await talk().says('1')).text).not.toContain('第1问');
    });

    it('goes on when the list is looked at in between and nothing is chosen', async () => {
      await talk().says('/calc');
      await talk().says('1');
      await talk().says('/calc');
      talk().restart();
      expect(labelsOf(onlyOne(await talk().presses('低保')))).toContain('✅ 低保');
      await talk().says('/sources');
      expect((await talk().says('低保')).at(-1)?.text).toContain('🧮 医疗救助 · 第2问');
      await talk().says('/calc');
      expect(onlyOne(await talk().says('第二个')).text).toContain('🧮 参保资助');
    });

    it('begins at once with what stands behind the command', async () => {
      expect(onlyOne(await talk().says('/calc 医疗救助')).text).toContain('🧮 医疗救助 · 第1问');
      expect(onlyOne(await talk().says('/calc 7')).text).toContain('🧮 野外用火');
      expect(onlyOne(await talk().says('/calc 低保户住院花了3万')).text).toContain(
        '低保，住院，总费用30000元',
      );
      expect(onlyOne(await talk().says('/calc 天外飞仙')).text).toContain('可以算这些');
      expect(onlyOne(await talk().says('/calc 医疗救助', { group: '-100' })).text).toContain('到私聊');
    });

    it('asks one thing at a time, and the chat keeps question and answer', async () => {
      await talk().says('/calc');
      expect(drawn(onlyOne(await talk().presses('1. 看病住院')))).toMatchInlineSnapshot(`
        "🧮 医疗救助 · 第1问

        病人属于哪一类人员？（可以选几类）

        可以选几项，选完点“选好了”。
        〔低保〕 〔建档立卡〕
        〔事实无人抚养儿童〕 〔特困供养〕
        〔孤儿〕 〔低收入老年人〕
        〔低收入未成年人〕 〔低收入重度残疾人〕
        〔低收入重病患者〕 〔因病致贫重病患者〕
        〔其他特殊困难人员〕 〔都不是〕
        〔不清楚〕 〔为什么要问〕
        〔取消〕"
      `);
      const chosen = onlyOne(await talk().presses('低保'));
      expect(labelsOf(chosen)).toContain('✅ 低保');
      expect(labelsOf(chosen)).toContain('选好了');
      const why = onlyOne(await talk().presses('为什么要问'));
      expect(why.id).toBe(chosen.id);
      expect(why.text).toContain('第三条');
      const [answered, next] = await talk().presses('选好了');
      expect(answered?.id).toBe(chosen.id);
      expect(answered?.text).toContain('👉 低保');
      expect(answered?.buttons).toEqual([]);
      expect(next?.id).not.toBe(chosen.id);
      expect(labelsOf(next ?? chosen)).toEqual(expect.arrayContaining(['上一步', '取消', '不清楚']));
    });

    it('goes back, takes a correction in the recap, and tells the result with its sums', async () => {
      const recap = await toRecap(talk());
      expect(recap.text).toContain('低保');
      expect(labelsOf(recap)[0]).toBe('没错，开始算');
      const number = /(\d+)\. (?:对象类别|低保|类别)?[^\n]*低保/.exec(recap.text)?.[1] ?? '1';
      await talk().presses(`改${number}`);
      const corrected = (await talk().says('特困供养')).at(-1);
      expect(corrected?.text).toContain('特困供养');
      const [closed, result] = await talk().presses('没错，开始算');
      expect(closed?.buttons).toEqual([]);
      expect(result?.text).toContain('【规则计算】');
      expect(result?.text).toContain('30000元');
      expect(labelsOf(result ?? recap)).toEqual(expect.arrayContaining(['怎么算出来的', '🧮 改一改再算']));
    });

    it('begins again with what the last result rested on', async () => {
      await toRecap(talk());
      await talk().presses('没错，开始算');
      const again = onlyOne(await talk().presses('改一改再算'));
      expect(again.text).toContain('低保');
      expect(again.text).toContain('我理解的情况');
    });

    it('begins with what the question told', async () => {
      await talk().says('我妈低保住院花了3万');
      expect(onlyOne(await talk().presses('一步一步算')).text).toContain('低保，住院，总费用30000元');
    });

    it('goes on after a restart, and after a question in between', async () => {
      await talk().says('/calc');
      await talk().presses('1. 看病住院');
      talk().restart();
      expect(labelsOf(onlyOne(await talk().presses('低保')))).toContain('✅ 低保');
      const [answer, prompt] = await talk().says('申请医疗救助要交哪些材料？');
      expect(answer?.text).toContain('书面申请');
      expect(prompt?.text).toContain('刚才的计算还没有做完');
      expect(labelsOf(prompt ?? onlyOne([]))).toContain('✅ 低保');
    });

    it('leaves one question open at a time', async () => {
      await talk().says('/calc 医疗救助');
      for (const reply of ['低保', '是', '不清楚', '30000', '45600', '改4']) await talk().says(reply);
      const [answer, again] = await talk().says('那如果是特困呢？');
      expect(answer?.text).toContain('特困');
      expect(again?.text).toContain('刚才的计算还没有做完');
      const told = onlyOne(await talk().says('自己付了两万呢'));
      expect(told.text).toContain('记下了：政策范围内个人自付20000元');
      for (const words of ['那如果自己付了一万呢？', '那补助多少？']) {
        const shown = await talk().says(words);
        const asking = shown.filter(({ text }) => /请告诉我|您问的是哪|？\n/.test(text));
        expect([words, asking.length]).toEqual([words, 1]);
        expect(shown.at(-1)?.text).toContain('超出医保目录的费用多少元？');
      }
    });

    it('is left behind by another case', async () => {
      await talk().says('/calc');
      await talk().presses('1. 看病住院');
      const shown = onlyOne(await talk().says('养猪场拆除补多少，我家300平方米？'));
      expect(shown.text).toContain('面积300平方米');
      expect(onlyOne(await talk().says('非禁养区')).text).not.toContain('医疗救助');
    });

    it('takes no button of an earlier question', async () => {
      await talk().says('/calc');
      const first = onlyOne(await talk().presses('1. 看病住院'));
      const unknown = first.buttons.flat().find(({ text }) => text === '不清楚');
      if (unknown === undefined || !('data' in unknown)) throw new Error('there is no such button');
      await talk().says('低保');
      const stale = onlyOne(await talk().pressesData(unknown.data, { messageId: first.id }));
      expect(stale.text).toContain('这个按钮是前面的问题的，没有填进去');
    });

    it('ends when it is cancelled, and its buttons say so', async () => {
      await talk().says('/calc');
      await talk().presses('1. 看病住院');
      const data = talk()
        .messages.at(-1)
        ?.buttons.flat()
        .find(({ text }) => text === '不清楚');
      expect(onlyOne(await talk().presses('取消')).text).toContain('取消了');
      if (data === undefined || !('data' in data)) throw new Error('there is no such button');
      expect(onlyOne(await talk().pressesData(data.data)).text).toContain('已经结束');
      expect(onlyOne(await talk().says('低保户住院能报几成？')).text).toContain('按80%');
    });

    it('is left behind by another topic, by a person of the staff, and by a question of another day', async () => {
      await talk().says('/calc');
      await talk().presses('1. 看病住院');
      await talk().says('/new');
      await talk().says('低保户住院能报几成？');
      await talk().says('/calc');
      await talk().presses('1. 看病住院');
      talk().clock.now = new Date(talk().clock.now.getTime() + 20 * 3_600_000);
      const shown = await talk().says('在山上烧荒被抓到，会罚多少钱？');
      expect(shown).toHaveLength(1);
      expect(onlyOne(await talk().says('那单位呢？')).text).not.toContain('🧮');
    });
  });
}
