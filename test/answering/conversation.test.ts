import { beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { answerSchema } from '../../src/answering/answer.ts';
import { afterTopicSwitch } from '../../src/answering/understand.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

let app: App;
beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-22',
  });
});

/** The last turn of a conversation; turns are parted by " | ". */
const last = (conversation: string) => {
  const turns = conversation.split(' | ');
  return app.answer({ q: turns.at(-1) ?? '', context: turns.slice(0, -1) });
};
const places = (conversation: string) =>
  last(conversation).citations.map(({ documentNumber, locator }) => `${documentNumber ?? ''}${locator}`);

describe('a turn that names no matter', () => {
  it.each([
    '精神病人每月拿药政府补多少 | 要带什么材料',
    '我个仔精神病，每月食药政府补几多 | 喺边度办',
    '强制送治补助多少 | 要什么材料',
  ])('is about the document of the turn before and of no other: %s', (conversation) => {
    const cited = last(conversation).citations.map(({ documentNumber }) => documentNumber);
    expect(new Set(cited)).toEqual(new Set(['清新府办〔2018〕41号']));
  });
});

describe('a turn that goes on from the one before', () => {
  it.each([
    ['低保户住院能报多少？ | 那特困的呢', '清新府办〔2018〕16号第八条'],
    ['低保户住院能报几成 | 那特困的呢', '清新府办〔2018〕16号第八条'],
    ['低保户住院自己付的部分能补几成 | 特困呢', '清新府办〔2018〕16号第八条'],
    ['低保户住院自己付的部分能补几成 | 特困人员的呢', '清新府办〔2018〕16号第八条'],
    ['低保户住院自己付的部分能补几成 | 低收入的呢', '清新府办〔2018〕16号第九条'],
    ['特困户住院报几成 | 那低保的呢', '清新府办〔2018〕16号第七条'],
    ['低保户住院能报多少？ | 孤儿呢', '清新府办〔2018〕16号第八条'],
    ['低保户住院能报多少？ | 五保户呢', '清新府办〔2018〕16号第八条'],
    ['低保户住院能报多少？ | 低收入的呢？', '清新府办〔2018〕16号第九条'],
    ['低保户住院能报多少？ | 那特困的呢 | 那低收入的呢', '清新府办〔2018〕16号第九条'],
    ['低保户住院能报多少？ | 如果是急救呢', '清新府办〔2018〕16号第十八条'],
    ['低保户住院能报多少？ | 那门诊呢', '清新府办〔2018〕16号第七条'],
    ['低保户住院能报多少？ | 要带什么', '清新府办〔2018〕16号第十二条'],
    ['低保户住院能报多少？ | 去哪里申请？', '清新府办〔2018〕16号第十二条'],
    ['低保户住院能报多少？ | 那一年最多多少', '清新府办〔2018〕16号第七条'],
    ['特困人员住院能报多少？ | 那参保谁出钱', '清新府办〔2018〕16号第六条'],
    ['医疗救助哪些情况不给报？ | 打架受伤呢', '清新府办〔2018〕16号第十六条（三）'],
    ['节水方案多大的企业要做水平衡测试？ | 那10万方以上的呢', '清新府办函〔2019〕106号附件 序号7'],
    ['20公斤以下的小猪苗多少天内要清栏？ | 那70公斤以上的呢', '清新府办函〔2018〕81号二（二）'],
    ['猪场自己拆每平方补多少？ | 鸡场呢？', '清新府办函〔2018〕81号四（三）'],
    ['猪场自己拆每平方补多少？ | 那11月才拆呢？', '清新府办函〔2018〕81号四（三）'],
    ['2018年厕所革命建多少间公厕？ | 龙颈呢', '清新府办〔2018〕40号附件2 龙颈'],
    ['公厕奖补多少钱一间 | 旅游公厕呢 | 太平镇的呢', '清新府办〔2018〕40号附件2 太平'],
    ['禁火期是几月到几月？ | 那小孩玩火呢？', '清新府〔2018〕19号三'],
    ['森林防火令管哪些地方 | 单位违反罚多少', '清新府〔2018〕19号九'],
    ['精神病人服药补助每个月多少？ | 那强制送治的呢？', '清新府办〔2018〕41号二'],
    ['精神病人服药补助每个月多少？ | 护送的人有补助吗', '清新府办〔2018〕41号三'],
    ['县管校聘适用于哪些学校？ | 编制多久核定一次', '清新府办〔2018〕38号四（一）1'],
    ['县管校聘教师编制怎么核定 | 岗位呢', '清新府办〔2018〕38号四（二）2'],
    ['电商服务站覆盖多少村 | 快递呢', '清新府办〔2019〕17号二（一）3'],
    ['科学素质到2020年目标是多少？ | 那科普基地要建几个', '清新府办〔2018〕35号二（二）'],
    ['公立医院改革的药占比要降到多少？ | 耗材呢？', '清新府〔2019〕60号二（四）3'],
  ])('%s → %s', (conversation, place) => {
    expect(last(conversation).status).toBe('answered');
    expect(places(conversation)[0]).toBe(place);
  });

  it('says the figure of the other case, not of the first', () => {
    expect(last('20公斤以下的小猪苗多少天内要清栏？ | 那70公斤以上的呢').answer).toContain('60天');
    expect(last('低保户住院能报多少？ | 孤儿呢').answer).toContain('全额');
    expect(last('低保户住院能报多少？ | 低收入的呢？').answer).toContain('75%');
  });

  it('asks for another place by name', () => {
    expect(last('低保户住院能报多少？ | 阳山县的呢').status).toBe('unanswerable_other_region');
    const answer = last('清新区用水总量控制在多少？ | 那连州的呢');
    expect(answer.citations.every(({ region }) => region === '连州市')).toBe(true);
  });

  it('asks whether the document that answered still holds', () => {
    expect(last('低保户住院能报多少？ | 那现在还有效吗？').answer).toContain('有效期至2020年3月31日');
    expect(last('精神病人服药补助每个月多少？ | 还有效吗').answer).toContain('文件未写有效期');
  });
});

describe('a change of topic', () => {
  it('leaves the turn before behind', () => {
    expect(places('猪场自己拆每平方补多少？ | 换个问题，禁火期是什么时候？')).toEqual(
      expect.not.arrayContaining([expect.stringContaining('81号')]),
    );
    expect(places('精神病人服药补助每个月多少？ | 低保户住院能报多少？')[0]).toBe(
      '清新府办〔2018〕16号第七条',
    );
  });

  it('is told from a question that only begins alike', () => {
    expect(afterTopicSwitch('换个问题，禁火期是什么时候？')).toBe('禁火期是什么时候？');
    expect(afterTopicSwitch('我想换个话题：公厕建几间')).toBe('公厕建几间');
    expect(afterTopicSwitch('换了定点医院还能报吗')).toBeNull();
    expect(afterTopicSwitch('换个问题')).toBeNull();
  });
});

describe('two questions in one message', () => {
  const twoQuestions = [
    ['低保户住院报多少？另外临时救助去哪里申请？', ['16号第七条', '16号第十七条']],
    ['救助要交什么材料，几时公示', ['16号第十二条', '16号第十五条']],
    ['禁火期几时到几时，违反了罚几多', ['19号一', '19号八']],
    ['低保户住院能报几成？孤儿呢？', ['16号第七条', '16号第八条']],
    ['孤儿睇病报几成？母猪几多日要清栏？', ['16号第八条', '81号二（二）']],
    ['夏季攻势搞多久？哪些车是重点管控对象？', ['91号一', '91号二（一）2']],
  ] as const;

  it.each(twoQuestions)('are both answered: %s', (message, expected) => {
    const answer = app.answer({ q: message });
    answerSchema.parse(answer);
    expect(answer.status).toBe('answered');
    expect(answer.answer).toMatch(/^1\. [\s\S]*\n2\. /);
    const cited = answer.citations.map(({ documentNumber, locator }) => `${documentNumber ?? ''}${locator}`);
    for (const place of expected) expect(cited.some((each) => each.includes(place))).toBe(true);
  });

  it.each(twoQuestions)('keep the limits, the marks and the ten passages of one answer: %s', (message) => {
    const answer = app.answer({ q: message });
    expect(answer.answer.length).toBeLessThanOrEqual(800);
    const numbers = answer.citations.map(({ n }) => n);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const marks = [...answer.answer.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
    expect(marks.every((mark) => numbers.includes(mark))).toBe(true);
    expect(new Set(answer.passages.map(({ id }) => id)).size).toBe(answer.passages.length);
    expect(answer.passages.length).toBeLessThanOrEqual(10);
    const texts = answer.notices.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('say which of them the gazettes do not answer', () => {
    const answer = app.answer({ q: '低保户医疗救助能报几成？公积金可以提几多？' });
    expect(answer.status).toBe('answered');
    expect(answer.answer).toContain('80%');
    expect(answer.answer).toMatch(/2\. “公积金可以提几多”：公报里没有/);
  });

  it('get one answer where they meet in one clause', () => {
    expect(app.answer({ q: '电商培训安排了多少钱？占几成？' }).answer).not.toMatch(/^1\. /);
  });

  it('are refused together when one of them is', () => {
    const answer = app.answer({ q: '低保户住院报多少？另外帮我查下邻居陈大妹领了多少救助金？' });
    expect(answer.status).toBe('refused_private_data');
  });
});

describe('a number of one’s own beside the question', () => {
  it.each([
    '我的号码是13812345678，低保户住院能报几成？',
    '我身份证441827198001011234电话13812345678，低保户住院能报几成？',
    '低保户住院能报几成？我妈妈的身份证号是441827198001011234',
    '441827,19800101,1234 低保户住院能报几成？',
  ])('changes nothing of the answer: %s', (q) => {
    const answer = app.answer({ q });
    expect(answer.answer).toBe(app.answer({ q: '低保户住院能报几成？' }).answer);
    expect(answer.notices.map(({ code }) => code)).toContain('private_data_removed');
    expect(app.answer({ q: '那门诊呢？', context: [q] }).answer).toBe(
      app.answer({ q: '那门诊呢？', context: ['低保户住院能报几成？'] }).answer,
    );
  });
});
