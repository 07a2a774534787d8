import { describe, expect, it } from 'vitest';
import { drawn, onlyOne } from '../support/bot-talk.ts';
import { talkForEach } from './talk-for-each.ts';

export function describeAnswers(): void {
  describe('answers as a person reads them', () => {
    const talk = talkForEach();

    it('tell the rule, that it has expired, what to do, and the words of the gazette', async () => {
      expect(drawn(onlyOne(await talk().says('低保户住院能报几成？')))).toMatchInlineSnapshot(`
        "相近的问题：低保户住院，医保报销后自己出的部分能救助多少？
        （已届满的规定）基本医疗保险政策范围内医疗费用的个人自付部分，按80%给予救助，每人每年最高救助金额为50000元。[1]
        ——清新府办〔2018〕16号第七条（有效期至2020年3月31日，已届满）

        ⚠ 清新府办〔2018〕16号：有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。
        ⚠ 清新府办〔2018〕16号是暂行文件，以后可能有新的规定。

        接下来怎么办
        • 办理要交的材料写在第十二条第二款，请先备齐。
        • 了解现在的规定，请向区民政局咨询，或拨打12345热线。

        原文摘录
        [1] 清新府办〔2018〕16号 第七条（✕ 有效期已过）
        本区城乡最低生活保障家庭，以及精准扶贫建档立卡中非低保（特困或孤儿）的贫困对象、经本区认定的事实无人抚养儿童在定点医疗机构就医，基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），按80%给予救助。计算年度内费用可累计申请，救助对象每人每年最高救助金额为50000元。
        〔[1] 第七条〕
        〔📋 材料和办法（共3条）〕
        〔🧮 算一算〕 〔📄 看原文〕
        〔👍 有用〕 〔👎 没用〕 〔🙋 转人工〕"
      `);
    });

    it('tell a figure that was computed, and where it comes from', async () => {
      const shown = onlyOne(
        await talk().says('我妈是低保户，在清新区人民医院住院，医保报销后自己付了3万，能报多少？'),
      );
      expect(drawn(shown)).toMatchInlineSnapshot(`
        "【规则计算】文件已届满，按原规定：可以救助：基本医疗救助24000元，没有重特大疾病救助。

        怎么算：政策范围内个人自付：30000元；乘以80%：24000元；没有超过每人每年最高50000元（本年度还剩50000元）（第七条）[1]；扣除基本救助后，个人实际负担的剩余部分：6000元（第十一条）[2]；剩余6000元没有超过10000元，没有重特大疾病救助（第十一条（一））[3]。

        我理解的情况：您说的：低保，住院。按常见情况假设：户籍本区，定点医疗机构，参加了医保，政策范围内个人自付30000元，没有不予救助的情形、商业保险赔付、社会指定医疗捐赠、优抚医疗补助，本年度此前没有费用和救助。

        依据清新府办〔2018〕16号，有效期至2020年3月31日，已届满[4]。按文件文本估算，以主管部门审定为准。

        ⚠ 清新府办〔2018〕16号：有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。
        ⚠ 按清新府办〔2018〕16号计算，限2018年3月23日至2020年3月31日发生的费用，请核对收据日期。

        接下来怎么办
        • 要带的材料：书面申请（村/居委会核实、出意见并盖章）；共同生活家庭成员的户口簿和身份证复印件；诊断证明、医疗收费票据（复印件要注明已报销金额并盖报销部门章）；医保报销凭据；有没有其他慈善救助、商业保险赔偿的说明和承诺书；银行存折（卡）原件及复印件。
        • 在区内定点医疗机构就医可以“一站式”直接结算，不用另外申请。

        原文摘录
        清新府办〔2018〕16号（✕ 有效期已过）：[1] 第七条 [2] 第十一条第一款 [3] 第十一条（一） [4] 第三十条
        〔[1]〕 〔[2]〕 〔[3]〕 〔[4]〕
        〔⚠ 还有1条提醒〕
        〔📋 材料和办法（共11条）〕
        〔怎么算出来的〕 〔🧮 改一改再算〕 〔📄 看原文〕
        〔👍 有用〕 〔👎 没用〕 〔🙋 转人工〕"
      `);
      expect(drawn(onlyOne(await talk().presses('怎么算出来的')))).toMatchInlineSnapshot(`
        "规则计算：怎么算出来的

        我理解的情况：
        • 低保
        • 户籍本区（按常见情况假设）
        • 定点医疗机构（按常见情况假设）
        • 住院
        • 不予救助的情形：无（按常见情况假设）
        • 参加了医保（按常见情况假设）
        • 政策范围内个人自付30000元（按常见情况假设）
        • 商业保险赔付0元（按常见情况假设）
        • 社会指定医疗捐赠0元（按常见情况假设）
        • 优抚医疗补助0元（按常见情况假设）
        • 本年度此前自付0元（按常见情况假设）
        • 本年度已领基本救助0元（按常见情况假设）
        • 本年度已领重特大救助0元（按常见情况假设）

        一步一步：
        1. 家庭财产标准不适用于这一类（第五条没有列）（清新府办〔2018〕16号第五条）
        2. 属于低保、建档立卡或事实无人抚养儿童：是（清新府办〔2018〕16号第三条（一））
        3. 在医保定点医疗机构就医：是（清新府办〔2018〕16号第二条）
        4. 政策范围内个人自付 = 30000元（清新府办〔2018〕16号第七条）
        5. 乘以80% = 24000元（清新府办〔2018〕16号第七条）
        6. 没有超过每人每年最高50000元（本年度还剩50000元）（清新府办〔2018〕16号第七条）
        7. 扣除基本救助后，个人实际负担的剩余部分 = 6000元（清新府办〔2018〕16号第十一条）
        8. 剩余6000元没有超过10000元，没有重特大疾病救助（清新府办〔2018〕16号第十一条（一））
        9. 基本救助与重特大疾病救助合计 = 24000元"
      `);
      expect(drawn(onlyOne(await talk().presses('材料和办法')))).toMatchInlineSnapshot(`
        "接下来怎么办

        • 要带的材料：书面申请（村/居委会核实、出意见并盖章）；共同生活家庭成员的户口簿和身份证复印件；诊断证明、医疗收费票据（复印件要注明已报销金额并盖报销部门章）；医保报销凭据；有没有其他慈善救助、商业保险赔偿的说明和承诺书；银行存折（卡）原件及复印件。

        • 在区内定点医疗机构就医可以“一站式”直接结算，不用另外申请。

        • “一站式”结算的医院：区人民医院、各镇卫生院。

        • 不是一站式结算的，到户籍所在的镇（场）申请，报区民政局审批（机构改革后职责可能已调整）。

        • 镇（场）自受理之日起10个工作日内上报区民政局。

        • 区民政部门5个工作日内审批。

        • 区财政部门3个工作日内拨付。

        • 救助后仍很困难的，可以再申请临时救助。

        • 材料要如实：骗取救助的要追回全部资金。

        • 了解现在的规定，请向区民政局咨询，或拨打12345热线。

        • 机构资料（不是上面引用的规定）：区民政局：牵头组织实施城乡困难群众医疗救助，负责救助对象的调查核实和救助申请的审批。"
      `);
      expect(drawn(onlyOne(await talk().presses('条提醒')))).toMatchInlineSnapshot(`
        "请注意

        ⚠ 清新府办〔2018〕16号：有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。

        ⚠ 按清新府办〔2018〕16号计算，限2018年3月23日至2020年3月31日发生的费用，请核对收据日期。

        ⚠ 清新府办〔2018〕16号是暂行文件，以后可能有新的规定。"
      `);
    });

    it('tell that the gazettes do not say it', async () => {
      expect(drawn(onlyOne(await talk().says('清新2024年低保标准是多少？')))).toMatchInlineSnapshot(`
        "公报里没有收录2024年的这项规定，我不能拿过去的数字当现在的答复。最接近的是清新府办〔2018〕16号第二十六条（一），但它不是2024年的规定[1]。请拨打12345热线核实。

        ⚠ 清新府办〔2018〕16号：有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。
        ⚠ 清新府办〔2018〕16号是暂行文件，以后可能有新的规定。

        原文摘录
        [1] 清新府办〔2018〕16号 第二十六条（一）（✕ 有效期已过）
        （一）每年按城乡最低生活保障标准每人每月增加14%的比例安排基本医疗救助资金；
        〔[1] 第二十六条（一）〕
        〔📄 看原文〕
        〔🙋 转人工〕"
      `);
    });

    it('tell first what to do in danger', async () => {
      const { text } = onlyOne(await talk().says('我爸突然胸口痛喘不上气怎么办'));
      expect(text).toMatch(/^请马上打120/);
    });

    it('list papers once, not a second time as a quotation', async () => {
      const { text } = onlyOne(await talk().says('申请医疗救助要交哪些材料？'));
      expect(text.split('银行存折')).toHaveLength(2);
      expect(text).toContain('[1] 清新府办〔2018〕16号 第十二条（✕ 有效期已过）');
    });

    it('show a table of the gazette line by line', async () => {
      const { text } = onlyOne(await talk().says('龙颈镇的公厕建在哪里'));
      expect(text).not.toContain('\t');
      expect(text).toContain('✕ 实施期已过');
    });

    it('escape what a person typed, wherever it comes back', async () => {
      const { html } = onlyOne(await talk().says('/doc <b>&lt;救助</b>'));
      expect(html).toContain('&lt;b&gt;&amp;lt;救助&lt;/b&gt;');
    });
  });

  describe('a citation that is opened', () => {
    const talk = talkForEach();

    it('shows the clause with its neighbours and whether it holds today', async () => {
      await talk().says('低保户住院能报几成？');
      const shown = onlyOne(await talk().presses('[1] 第七条'));
      expect(drawn(shown)).toMatchInlineSnapshot(`
        "原文摘录 [1]
        清新府办〔2018〕16号 第七条
        《清远市清新区人民政府办公室印发清远市清新区城乡困难群众医疗救助暂行办法的通知》

        ✕ 有效期已过：有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。

        所在章节：第三章基本医疗救助

        第七条本区城乡最低生活保障家庭，以及精准扶贫建档立卡中非低保（特困或孤儿）的贫困对象、经本区认定的事实无人抚养儿童在定点医疗机构就医，基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），按80%给予救助。计算年度内费用可累计申请，救助对象每人每年最高救助金额为50000元。

        前面一条：第六条
        第六条保障性医疗救助按《清远市城乡居民医疗保险实施办法》及《清远市基本医疗保险普通门诊医疗费用统筹实施办法》的相关规定执行，资助城乡最低生活保障对象、特困供养人员、建档立卡的贫困人员（以参保月当月在册人员为准）、低收入家庭60周岁以上的老年人、重度残疾人员、军烈属、孤儿（含事实无人抚养孤儿）等参加城乡居民医疗保险。每年度由民政部门协调相关业务主管部门提供名单，按人力资源社会保障部门当年缴费标准计算补助资金，报区财政部门核定后按规定拨付。

        后面一条：第八条
        第八条本区特困供养人员在定点医疗机构就医，基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），实行全额救助。
        〔📖 看前后文〕 〔📄 看整份文件〕"
      `);
      expect(shown.html).toContain('<b>');
      const page = onlyOne(await talk().presses('看前后文'));
      expect(page.text).toContain('第八条本区特困供养人员');
      expect(page.id).not.toBe(shown.id);
    });

    it('shows the words of then where they are not in the gazettes any more', async () => {
      await talk().says('低保户住院能报几成？');
      const { store } = talk();
      const [conversation] = await store.conversations.ofUser(
        'telegram',
        talk().conversing.keys.user('telegram', '7'),
      );
      const [last] = await store.turns.last(conversation?.id ?? '', 1);
      const stored = last?.answer;
      if (stored === undefined || stored === null) throw new Error('nothing was answered');
      const [cited] = stored.answer.citations;
      if (cited === undefined) throw new Error('nothing was cited');
      const turn = await store.turns.add({
        conversationId: stored.conversationId,
        text: '那时候的问题',
        messageRef: null,
        askedAt: stored.answeredAt,
      });
      const citation = {
        ...cited,
        quote: '按九成给予救助，每人每年最高九万元。',
        text: '第七条按九成给予救助，每人每年最高九万元。',
        source: { ...cited.source, sha256: '0'.repeat(64) },
      };
      const then = await store.answers.add({
        ...stored,
        turnId: turn.id,
        corpusDigest: 'another',
        answer: { ...stored.answer, citations: [citation] },
      });
      const shown = onlyOne(await talk().pressesData(`1c${then.id}:1`));
      expect(shown.text).toContain('按当时收录的文本');
      expect(shown.text).toContain('第七条按九成给予救助');
      expect(shown.text).not.toContain('按80%');
    });
  });
}
