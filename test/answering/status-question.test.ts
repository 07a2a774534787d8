import { beforeAll, describe, expect, test } from 'vitest';
import { answerStatusQuestion } from '../../src/answering/status-question.ts';
import type { StatusAnswer } from '../../src/answering/status-question.ts';
import { cleanSpans } from '../../src/gazette/clean-text.ts';
import type { Corpus } from '../../src/gazette/model.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { makeCorpus } from '../support/metadata-corpus.ts';

const today = '2026-11-22';
let corpus: Corpus;

beforeAll(() => {
  corpus = readCorpus('corpus');
});

function ask(
  text: string,
  { context = [], asOf = today }: { context?: string[]; asOf?: string } = {},
): StatusAnswer {
  const answer = answerStatusQuestion({ text, context, asOf, corpus });
  if (answer === null) throw new Error(`no answer to ${text}`);
  return answer;
}

function citedIds(answer: StatusAnswer): (string | undefined)[] {
  return answer.citations.map((citation) => corpus.documents[citation.document]?.id);
}

/** Every mark has its citation, every citation its mark, and every quotation stands in the source. */
function expectSound(answer: StatusAnswer): void {
  const marks = [...answer.answer.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
  expect(new Set(marks)).toEqual(new Set(answer.citations.map((_, index) => index + 1)));
  expect(answer.answer.length).toBeLessThanOrEqual(400);
  for (const { quotation } of answer.citations) {
    const source = corpus.sources[quotation.source]?.text ?? '';
    expect(cleanSpans(source, quotation.spans).text.replace(/\s/g, '')).toBe(quotation.text);
    expect(quotation.text.length).toBeGreaterThanOrEqual(8);
  }
}

describe('documents declared void', () => {
  const voided = [
    ['清新府办函〔2015〕33号', '渔民上岸安居工程'],
    ['清新府办函〔2015〕35号', '土地卫片执法检查暨治理违法'],
    ['清新府办函〔2015〕49号', '主要污染物总量减排计划'],
    ['清新府办函〔2015〕56号', '火灾隐患重点地区整治'],
    ['清新府办函〔2015〕131号', '集中屠宰'],
    ['清新府办〔2015〕17号', '学校食堂食品安全'],
    ['清新府办〔2015〕18号', '陶瓷原料集中配送基地'],
    ['清新府办〔2015〕20号', '农贸市场和超市'],
    ['清新府办〔2015〕24号', '民宿管理办法'],
    ['清新府〔2015〕6号', '大坝桥'],
    ['清新府〔2015〕59号', '珠坑桥'],
    ['清新府〔2015〕60号', '路政执法'],
    ['清新府〔2015〕85号', '汕湛高速公路'],
    ['清新府办函〔2016〕27号', '土地矿产卫片'],
    ['清新府办函〔2016〕53号', '禁养区畜禽规模养殖场'],
    ['清新府办〔2016〕11号', '避孕节育措施误工补助'],
    ['清新府办〔2016〕24号', '个体工商户转型升级'],
    ['清新府〔2016〕10号', '惠州至清远'],
    ['清新府〔2016〕33号', '三坑大桥'],
  ] as const;

  test.each(voided)('%s no longer holds', (number, title) => {
    const answer = ask(`${number}还有效吗`);
    expect(answer.status).toBe('answered');
    for (const words of [number, title, '宣布失效', '不再作为', '清新府办〔2018〕5号', '2018年1月25日']) {
      expect(answer.answer).toContain(words);
    }
    expect(answer.notices.map((notice) => notice.code)).toEqual(['repealed']);
    expect(answer.citations[0]?.quotation.text).toContain(number);
    expect(citedIds(answer)).toEqual(['清新府办〔2018〕5号']);
    expectSound(answer);
  });

  test('before the notice it was not yet void, and the text is not here to say more', () => {
    const answer = ask('清新府办〔2015〕24号有效吗', { asOf: '2017-06-01' });
    expect(answer.answer).toContain('还没有被废止或宣布失效');
    expect(answer.answer).toContain('无法确认');
    expect(answer.notices).toEqual([]);
    expectSound(answer);
  });

  test('the whole list can be asked for', () => {
    for (const question of [
      '有哪些文件被宣布失效了',
      '第一批宣布失效的规范性文件有多少份',
      '清新府办〔2018〕5号宣布失效了哪些文件',
    ]) {
      const answer = ask(question);
      for (const [number] of voided) expect(answer.answer).toContain(number);
      expect(answer.answer).toMatch(/19份.*2015年13份、2016年6份/);
      expectSound(answer);
    }
  });
});

describe('a repealed document', () => {
  test.each([
    '谁废止了清新府办〔2014〕19号',
    '清新府办[2014]19号被哪个文件废止了',
    '清新府办〔2014〕19号还有效吗',
  ])('%s', (question) => {
    const answer = ask(question);
    expect(answer.answer).toContain('已被清新府办〔2018〕16号废止（自2018年3月23日起）');
    expect(answer.citations[0]?.quotation.text).toContain('同时废止');
    expect(corpus.clauses[answer.citations[0]?.clause ?? -1]?.locator).toContain('第三十条');
    expectSound(answer);
  });

  test('asked the other way round', () => {
    expect(ask('清新府办〔2018〕16号废止了哪份文件').answer).toContain('废止了清新府办〔2014〕19号');
    expect(ask('清新府办〔2018〕41号废止了什么').answer).toContain('没有写废止');
  });
});

describe('the documents of the gazettes', () => {
  /** Words of the answer as of 2018-06-01, 2019-06-01 and today. */
  const own: readonly [string, string, string, string][] = [
    ['清新府〔2018〕19号', '已经结束', '已经结束', '2018年4月30日'],
    ['清新府办〔2018〕5号', '没有写到何时为止', '没有写到何时为止', '没有写到何时为止'],
    [
      '清新府办〔2018〕13号',
      '2018年6月1日时有效',
      '2019年6月1日时有效',
      '2025年12月31日为止，截至2026年11月22日已经结束',
    ],
    ['清新府办〔2018〕16号', '2018年6月1日时有效', '2019年6月1日时有效', '有效期至2020年3月31日，已届满'],
    ['清新府办〔2018〕17号', '2018年6月1日时有效', '2019年6月1日时有效', '2020年12月31日为止'],
    ['清新府办〔2018〕35号', '2018年7月2日才印发', '2019年6月1日时有效', '已经结束'],
    ['清新府办〔2018〕37号', '2018年7月9日才印发', '2019年6月1日时有效', '已经结束'],
    ['清新府办〔2018〕38号', '2018年7月12日才印发', '未写有效期', '请向区教育局核实'],
    ['清新府办〔2018〕40号', '2018年7月19日才印发', '已经结束', '已经结束'],
    ['清新府办〔2018〕41号', '2018年7月25日才印发', '未写有效期', '请向区综治办、区卫生计生局核实'],
    ['清新府办函〔2018〕81号', '2018年7月31日才印发', '2018年11月30日为止', '已经结束'],
    ['清新府办函〔2018〕91号', '2018年8月22日才印发', '2018年10月31日为止', '已经结束'],
    ['清新府〔2019〕60号', '还没有生效', '2019年7月23日才印发', '请向区医改办（区卫生健康局）核实'],
    ['清新府办〔2019〕17号', '还没有生效', '2019年8月13日才印发', '2020年12月31日为止'],
    ['清新府办函〔2019〕106号', '还没有生效', '2019年8月2日才印发', '2020年12月31日为止'],
  ];

  test.each(own)('%s as of three days', (number, in2018, in2019, in2026) => {
    for (const [asOf, words] of [
      ['2018-06-01', in2018],
      ['2019-06-01', in2019],
      [today, in2026],
    ] as const) {
      const answer = ask(`${number}还有效吗`, { asOf });
      expect(answer.status).toBe('answered');
      expect(answer.answer).toContain(number);
      expect(answer.answer).toContain(words);
      expect(citedIds(answer)).toEqual([number]);
      expectSound(answer);
    }
  });

  test('the notice without a number and the draft are found by their titles', () => {
    const notice = ask('浸潭河道管理范围公示还有效吗');
    expect(notice.answer).toContain('未写有效期');
    expectSound(notice);
    const draft = ask('连州节水型社会方案有效吗');
    expect(draft.answer).toContain('征求意见稿');
    expect(draft.notices.map((each) => each.code)).toEqual(['draft', 'other_region']);
    expectSound(draft);
  });

  test.each(own.map(([number]) => number))('%s: issuer, day, number, gazette', (number) => {
    const document = corpus.documents.find((each) => each.number?.canonical === number);
    for (const question of [`${number}是谁发的`, `${number}什么时候印发的`]) {
      const answer = ask(question);
      expect(answer.answer).toContain(document?.issuer);
      const [year, month, day] = (document?.issuedOn ?? '').split('-').map(Number);
      expect(answer.answer).toContain(`${year}年${month}月${day}日印发`);
      expectSound(answer);
    }
    const issue = ask(`${number}登在哪一期公报`);
    expect(issue.answer).toContain(`${document?.gazette?.year}年第${document?.gazette?.issue}期`);
    expectSound(issue);
  });
});

describe('by serial alone', () => {
  test('16号文 has one meaning', () => {
    const answer = ask('16号文什么时候到期');
    expect(answer.answer).toContain('有效期至2020年3月31日');
    expect(answer.citations[0]?.quotation.text).toContain('有效期至2020年3月31日');
    expectSound(answer);
  });

  test('the day said in the question counts', () => {
    for (const question of [
      '2018年6月1日的时候16号文有效吗',
      '2018年6月1日那时16号文还有效吗',
      '2019年16号文还有效吗',
    ]) {
      const answer = ask(question);
      expect(answer.answer).toMatch(/(?:2018年6月1日|2019年12月31日)时有效/);
      expect(answer.notices.map((notice) => notice.code)).not.toContain('expired');
    }
    const year = ask('2020年清新府办〔2018〕16号还有效吗').answer;
    expect(year).toContain('2020年1月1日时有效');
    expect(year).toContain('截至2020年12月31日');
  });

  test('a serial that fits several documents lists them all', () => {
    const nineteen = ask('19号文还有效吗');
    expect(nineteen.answer).toContain('清新府〔2018〕19号');
    expect(nineteen.answer).toContain('清新府办〔2014〕19号');
    expect(nineteen.citations).toHaveLength(2);
    expectSound(nineteen);
    for (const number of ['清新府办〔2019〕17号', '清新府办〔2018〕17号', '清新府办〔2015〕17号']) {
      expect(ask('17号文过期了没').answer).toContain(number);
    }
    expect(ask('2018年的17号文过期了没').answer).not.toContain('2019〕17号');
  });

  test('who answers questions about it', () => {
    expect(ask('16号文由哪个部门负责解释').answer).toContain('由区民政局负责解释');
    expect(ask('41号文向谁反映').answer).toContain('区综治办、区卫生计生局');
    expect(ask('41号是谁发的').answer).toContain('清远市清新区人民政府办公室');
  });

  test('a serial that nothing has is said to be unknown', () => {
    const answer = ask('99号文还有效吗');
    expect(answer.status).toBe('unanswerable_no_source');
    expect(answer.answer).toContain('没有“99号文”');
  });
});

describe('unknown numbers', () => {
  test.each([
    '清新府办〔2020〕99号',
    '清新府〔2016〕77号',
    '清府办〔2024〕3号',
    '清新府办〔2018〕61号',
    '粤府令〔2031〕8号',
  ])('%s', (number) => {
    for (const question of [`${number}还有效吗`, `${number}规定了什么`]) {
      const answer = ask(question);
      expect(answer.status).toBe('unanswerable_no_source');
      expect(answer.answer).toContain(`没有${number}`);
      expect(answer.citations).toEqual([]);
      expect(answer.nextSteps).toHaveLength(1);
    }
  });

  test('what is named as near is really there', () => {
    const near = ask('清新府办〔2018〕61号还有效吗').answer;
    for (const serial of near.match(/(?<=只有.*)\d+(?=号)/g) ?? []) {
      expect(corpus.documents.some((each) => each.number?.canonical === `清新府办〔2018〕${serial}号`)).toBe(
        true,
      );
    }
    expect(near).toContain('16号');
    expect(ask('清新府〔2018〕16号还有效吗').answer).toContain('清新府办〔2018〕16号');
  });

  test('a document that is only cited is not said to hold or not to hold', () => {
    const answer = ask('清府办〔2018〕6号还有效吗');
    expect(answer.status).toBe('unanswerable_no_source');
    expect(answer.answer).toContain('没有收录');
    expect(citedIds(answer)).toEqual(['清新府办〔2018〕16号']);
    expectSound(answer);
  });
});

describe('by words of the title', () => {
  test.each([
    ['想开民宿，听讲清新2015年有个试行的管理办法，还用得着不？', '清新府办〔2015〕24号'],
    ['民宿管理办法作废没有', '清新府办〔2015〕24号'],
    ['民宿管理辦法仲有冇用', '清新府办〔2015〕24号'],
    ['以前结扎上环啲人有误工补贴㗎，而家嗰个办法仲有冇用？', '清新府办〔2016〕11号'],
    ['个体户转企业 方案 2016年 还有效吗', '清新府办〔2016〕24号'],
    ['陶瓷原料基地管理办法还算数吗', '清新府办〔2015〕18号'],
    ['学校食堂食品安全方案还执行吗', '清新府办〔2015〕17号'],
    ['珠坑桥交通管制通告失效未', '清新府〔2015〕59号'],
    ['医疗救助办法现在还有效吗', '清新府办〔2018〕16号'],
    ['以前的医疗救助办法还有效吗', '清新府办〔2014〕19号'],
    ['慢性病防治规划什么时候到期', '清新府办〔2018〕13号'],
    ['职业病规划还有效吗', '清新府办〔2018〕37号'],
    ['大数据行动计划过期了吗', '清新府办〔2018〕17号'],
    ['森林防火令现在还有效吗', '清新府〔2018〕19号'],
    ['节水方案还有效吗', '清新府办函〔2019〕106号'],
    ['厕所革命方案结束了吗', '清新府办〔2018〕40号'],
    ['县管校聘的意见还有效吗', '清新府办〔2018〕38号'],
    ['夏季攻势方案还在执行吗', '清新府办函〔2018〕91号'],
  ])('%s', (question, number) => {
    const answer = ask(question);
    expect(answer.answer).toMatch(new RegExp(`^[^（]*(?:（[^（]*[)）])*.*${number.replace(/[〔〕]/g, '.')}`));
    expect(answer.answer.split('\n')).toHaveLength(1);
    expectSound(answer);
  });

  test('words of a title tell which document of one serial is meant', () => {
    const answer = ask('17号文的大数据计划是不是早就到期了').answer;
    expect(answer).toContain('清新府办〔2018〕17号');
    expect(answer).not.toContain('清新府办〔2019〕17号');
  });

  test('a number alone asks how it stands', () => {
    expect(ask('清新府办函2016年27号').answer).toContain('宣布失效');
    expect(ask('清新府办〔2018〕16号').answer).toContain('已届满');
  });

  test('two documents of nearly one title are both given', () => {
    const answer = ask('汕湛高速公路工程用地实行控制的通告还有效吗').answer;
    expect(answer).toContain('清新府〔2015〕85号');
    expect(answer).toContain('清新府〔2016〕10号');
  });
});

describe('what a document regulates', () => {
  test.each([
    ['清新府办〔2018〕16号讲什么', '本办法适用于本区行政区域内的医疗救助活动', '第三章基本医疗救助'],
    ['16号文主要内容是什么', '本办法适用于本区行政区域内的医疗救助活动', '第九章附则'],
    ['清新府〔2018〕19号讲什么', '决定发布森林防火令', '清远市清新区人民政府'],
    ['清新府办〔2018〕5号说了什么', '宣布失效的规范性文件自公布之日起不再作为', '2018年1月25日印发'],
    ['清新府办〔2018〕41号是什么文件', '自愿到清远市第三人民医院', '有肇事肇祸行为倾向'],
    ['清新府办函〔2018〕81号说什么', '制定本方案', '三、整治步骤'],
    ['清新府〔2019〕60号规定了什么', '深化全区公立医院综合改革', '三、保障措施'],
  ])('%s is answered with its own words, cited', (question, words, others) => {
    const answer = ask(question);
    expect(answer.answer).toContain(words);
    expect(answer.answer).toContain(others);
    expect(answer.citations.some((each) => each.quotation.text.includes(words))).toBe(true);
    expectSound(answer);
  });

  test('a matter inside the document is left to the ordinary path', () => {
    for (const text of ['16号文里低保户讲什么条件', '41号文对流浪乞讨人员是什么标准'])
      expect(answerStatusQuestion({ text, context: [], asOf: today, corpus })).toBeNull();
  });
});

describe('a document that no longer holds is never described without saying so', () => {
  const ways = ['讲什么', '是谁发的', '什么时候印发的', '文号是多少', '登在哪一期公报', '由哪个部门负责解释'];
  const over: readonly [string, string, string][] = [
    ['清新府办〔2018〕16号', '有效期至2020年3月31日，已届满', 'expired'],
    ['清新府〔2018〕19号', '期间到2018年4月30日为止', 'period_over'],
    ['清新府办〔2018〕13号', '期间到2025年12月31日为止', 'period_over'],
    ['清新府办函〔2018〕91号', '期间到2018年10月31日为止', 'period_over'],
  ];
  test.each(over)('%s in every answer', (number, words, code) => {
    for (const way of ways) {
      const answer = ask(`${number}${way}`);
      expect(answer.answer).toContain(words);
      expect(answer.notices.map((notice) => notice.code)).toContain(code);
      expectSound(answer);
    }
  });

  test('the clause that says so is cited', () => {
    const answer = ask('16号是谁发的');
    expect(answer.citations.some((each) => each.quotation.text.includes('有效期至2020年3月31日'))).toBe(true);
  });

  test('on a day when it held nothing of the kind is said', () => {
    const answer = ask('清新府办〔2018〕16号是谁发的', { asOf: '2019-01-01' });
    expect(answer.answer).not.toContain('届满');
    expect(answer.notices.map((notice) => notice.code)).toEqual(['provisional']);
  });
});

describe('which document held on a day', () => {
  test.each([
    ['2018年3月1日的时候医疗救助按哪个文件', '2018-03-01'],
    ['2018年3月1日的时候医疗救助按哪个文件', today],
    ['医疗救助适用哪份文件', '2018-03-01'],
  ])('%s as of %s: the one that the present one repealed', (question, asOf) => {
    const answer = ask(question, { asOf });
    for (const words of [
      '清新府办〔2014〕19号',
      '自2018年3月23日起才被废止',
      '没有收录它的原文',
      '2018年3月1日时还没有生效',
    ])
      expect(answer.answer).toContain(words);
    expect(answer.citations.map((each) => corpus.clauses[each.clause ?? -1]?.locator)).toContain('第三十条');
    expect(answer.notices.map((notice) => notice.code)).toContain('not_yet');
    expectSound(answer);
  });

  test('a later day has the present one, and one without a forerunner says that none is known', () => {
    expect(ask('2018年6月1日医疗救助按哪份文件').answer).toContain('2018年6月1日时有效');
    expect(ask('2018年3月1日慢性病防治按哪个文件').answer).toContain('在它以前按哪份文件，所收公报没有写');
  });
});

describe('follow-ups', () => {
  test.each([
    [['清新的医疗救助暂行办法是2018年那份吗？'], '那2014年的旧版本还算数不？', '废止'],
    [['清新的医疗救助办法16号文还有效吗'], '以前那份2014年的呢', '清新府办〔2014〕19号'],
    [['16号文还有效吗'], '那41号呢', '清新府办〔2018〕41号'],
    [['清新府办〔2018〕16号是什么文件'], '它什么时候到期', '2020年3月31日'],
    [['16号文还有效吗'], '那是谁发的', '清远市清新区人民政府办公室'],
  ])('%j %s', (context, question, words) => {
    const answer = ask(question, { context });
    expect(answer.answer).toContain(words);
    expectSound(answer);
  });
});

describe('other questions are left alone', () => {
  test.each([
    '低保户能报几成？',
    '清新府办〔2018〕16号第七条里低保户每年最多多少钱',
    '16号文第十二条要交几份复印件',
    '第九条讲什么',
    '医疗救助按哪个文件',
    '16号文低保报多少',
    '居住证过期了还能申请医疗救助吗',
    '低收入的身份批下来能管多久？过期了再看病怎么弄',
    '16号文规定低收入身份过期怎么办',
    '医疗收费的有效票据要原件吗',
    '救助金到期怎么办 按什么办法',
    '教师资格证管理办法还有效吗',
    '老人补贴办法还有效吗',
    '养犬管理办法还有效吗',
    '低保政策还有效吗',
    '今年清新的禁火期是幾號到幾號？',
    '整治摩托车电动车的百日行动延长到几月几号',
    '中央一号文件讲什么',
    '地铁6号线几点停',
    '太和镇明霞大道16号怎么走',
    '2018年8月3号去办可以吗',
    '没有办法了还能救吗',
    '智慧停车 哪个局牵头',
    '来电人想了解农村电商扶持，执行中的问题应转哪个单位？',
    '那办理要什么材料',
    '',
    '😀😀😀',
  ])('%s', (text) => {
    const context = text.startsWith('那') ? ['16号文还有效吗'] : [];
    expect(answerStatusQuestion({ text, context, asOf: today, corpus })).toBeNull();
  });
});

describe('every style of writing a number', () => {
  test.each([
    '清新府办〔2018〕16号',
    '清新府办[2018]16号',
    '清新府办（2018）16号',
    '清新府办(2018)16號',
    '清新府办【2018】16号',
    '清新府办 〔２０１８〕 １６ 号',
    '清新府办2018年16号',
    '清新府办2018〕16号',
    '清新府办〔2018〕第16号',
    '清新府辦〔2018〕16號',
    '清新区府办〔2018〕16号',
    '府办〔2018〕16号',
    '〔2018〕16号',
    '2018年的16号文',
    '清新府办二〇一八16号',
    '清新府办2018-16',
    '清 新 府 办 ﹝2018﹞ 16 号 ',
    '清 新 府 办 〔 2 0 1 8 〕 1 6 号 ',
  ])('%s还有效吗', (written) => {
    expect(ask(`${written}还有效吗`).answer).toContain('有效期至2020年3月31日，已届满');
  });
});

test('a question typed with spaces between all characters is read as without', () => {
  expect(ask('清 新 府 办 ﹝2018﹞ 41 号 还 有 效 吗').answer).toContain('清新府办〔2018〕41号');
});

test('another corpus answers from its own documents, without a home region', () => {
  const other = makeCorpus(
    [
      {
        title: '某某市停车管理办法',
        number: '某府〔2021〕7号',
        issuer: '某某市人民政府',
        issuedOn: '2021-05-06',
        clauses: [
          {
            text: '本办法自2021年6月1日起施行，有效期5年。《某某市停车暂行规定》（某府〔2015〕9号）同时废止。',
          },
        ],
      },
    ],
    null,
  );
  const answer = (text: string): string | undefined =>
    answerStatusQuestion({ text, context: [], asOf: today, corpus: other })?.answer;
  expect(answer('停车管理办法还有效吗')).toContain('有效期至2026年5月31日，已届满');
  expect(answer('某府〔2015〕9号还有效吗')).toContain('已被某府〔2021〕7号废止');
  expect(answer('清新府办〔2018〕16号还有效吗')).toContain('没有清新府办〔2018〕16号');
});
