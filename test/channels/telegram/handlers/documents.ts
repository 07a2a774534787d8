import { describe, expect, it } from 'vitest';
import { drawn, onlyOne } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

export function describeDocuments(): void {
  describe('documents', () => {
    const talk = talkForEach();

    it('are listed page by page in one message', async () => {
      const first = onlyOne(await talk().says('/sources'));
      expect(first.text).toContain('第1页');
      const second = onlyOne(await talk().presses('下一页'));
      expect(second.id).toBe(first.id);
      expect(second.text).toContain('第2页');
      expect(onlyOne(await talk().presses('上一页')).text).toContain('第1页');
      const card = onlyOne(await talk().presses('2'));
      expect(card.id).not.toBe(first.id);
      expect(card.text).toContain('清新府办〔2019〕17号');
    });

    it('are opened by a number or a name that is typed after the list', async () => {
      const wanted = {
        '2': '文号：清新府办〔2019〕17号',
        第二份: '文号：清新府办〔2019〕17号',
        '清新府办〔2018〕16号': '文号：清新府办〔2018〕16号',
        困难群众医疗救助暂行办法: '文号：清新府办〔2018〕16号',
      };
      for (const [words, number] of Object.entries(wanted)) {
        await talk().says('/sources');
        expect([words, onlyOne(await talk().says(words)).text]).toEqual([
          words,
          expect.stringContaining(number),
        ]);
      }
      await talk().says('/sources');
      await talk().presses('下一页');
      const [, title] = /\n9\. (?:\S+号 )?([^\n（]+)/.exec(talk().messages.at(-1)?.text ?? '') ?? [];
      expect(title).toBeDefined();
      expect(onlyOne(await talk().says('9')).text).toContain(title);
    });

    it('are told with number, issuer, dates and validity, and read page by page', async () => {
      const card = onlyOne(await talk().says('/doc 清新府办〔2018〕16号'));
      expect(drawn(card)).toMatchInlineSnapshot(`
        "清远市清新区人民政府办公室印发清远市清新区城乡困难群众医疗救助暂行办法的通知

        文号：清新府办〔2018〕16号
        发文机关：清远市清新区人民政府办公室
        成文日期：2018年3月23日
        适用地区：清新区
        刊于：清远市清新区人民政府公报2018年第1期第19页
        咨询部门：区民政局

        有效性：✕ 有效期已过
        有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。

        本办法自印发之日起实施，有效期至2020年3月31日。
        〔📖 从头看〕
        〔第一章总则〕
        〔第二章保障性医疗救助〕
        〔第三章基本医疗救助〕
        〔第四章重特大疾病医疗救助〕
        〔第五章医疗救助申请程序及要求〕
        〔第六章医疗救助金审批发放程序及管理〕
        〔第七章医疗救助资金的筹集和管理〕
        〔第八章医疗救助组织与实施〕
        〔目录后面 ▶〕"
      `);
      const page = onlyOne(await talk().presses('第四章'));
      expect(page.id).toBe(card.id);
      expect(page.text).toContain('第四章重特大疾病医疗救助');
      expect(onlyOne(await talk().presses('下一页')).text).toContain('第5页');
      expect(onlyOne(await talk().presses('目录')).text).toContain('文号：清新府办〔2018〕16号');
      expect(
        onlyOne(await talk().presses('目录后面'))
          .buttons.flat()
          .map(({ text }) => text),
      ).toContain('第九章附则');
    });

    it('are found by a number in any spelling, by its serial alone, or by words of the title', async () => {
      const wanted: Readonly<Record<string, string>> = {
        '清新府办 2018 16号': '清新府办〔2018〕16号',
        '清新府辦[2018]16號': '清新府办〔2018〕16号',
        '16号': '清新府办〔2018〕16号',
        '16': '清新府办〔2018〕16号',
        '2018 16': '清新府办〔2018〕16号',
        '〔2018〕16': '清新府办〔2018〕16号',
        医疗救助: '清新府办〔2018〕16号',
        森林防火令: '清新府〔2018〕19号',
      };
      for (const [words, number] of Object.entries(wanted))
        expect((await talk().says(`/doc ${words}`)).map(drawn).join('\n')).toContain(number);
    });

    it('that the gazettes do not hold are answered with what they say of them', async () => {
      expect(onlyOne(await talk().says('/doc 清新府办函〔2015〕33号')).text).toMatch(/宣布失效/);
    });

    it('that cannot be found are asked for kindly', async () => {
      expect(onlyOne(await talk().says('/doc')).text).toContain('/doc 清新府办〔2018〕16号');
      expect(onlyOne(await talk().says('/doc 天外飞仙')).text).toContain('没有找到“天外飞仙”');
    });

    it('show no private number that a gazette prints', async () => {
      const { corpus } = talk().app;
      const telephone = /(?<!\d)1[3-9]\d{9}(?!\d)/;
      const index = corpus.clauses.findIndex(({ text }) => telephone.test(text));
      const document = corpus.documents[corpus.clauses[index]?.document ?? -1];
      expect(document).toBeDefined();
      await talk().says(`/doc ${document?.number?.canonical ?? document?.title.slice(-20)}`);
      const texts: string[] = [];
      texts.push(onlyOne(await talk().presses('从头看')).text);
      for (;;) {
        const more = talk()
          .messages.at(-1)
          ?.buttons.flat()
          .some(({ text }) => text === '下一页 ▶');
        if (more !== true) break;
        texts.push(onlyOne(await talk().presses('下一页')).text);
      }
      expect(texts.join('\n')).not.toMatch(telephone);
      expect(texts.join('\n')).toContain('已隐去手机号');
    });

    it('can all be opened and read to the end', async () => {
      const { corpus } = talk().app;
      for (const document of corpus.documents.slice(0, 40)) {
        const found = await talk().says(`/doc ${document.number?.canonical ?? document.title}`);
        expect(found.length).toBe(1);
      }
    });
  });
}
