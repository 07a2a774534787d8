import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { damageNotices } from '../../src/answering/notices.ts';
import { figureToConfirm } from '../../src/answering/premise.ts';
import { packageRoot } from '../../src/config.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

let app: App;
beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-22',
  });
});

const ask = (q: string, context: string[] = []) => app.answer({ q, context });
const besides = (answer: string) => answer.split('\n').filter((line) => line.startsWith('另见'));

describe('a figure put to us for confirmation', () => {
  it.each([
    ['没批准在山上烧纸是不是罚5000元', '5000元'],
    ['医疗救助审批是不是要公示10天', '10天'],
    ['低收入家庭是不是收入在低保标准2倍以内', '2倍'],
    ['低保户医疗救助一年最高是不是3万元', '3万元'],
    ['猪场拆迁补贴是不是200元一平方米', '200元'],
    ['禁火期是不是到5月31日', '5月31日'],
    ['教师资格是不是10年一注册', '10年'],
    ['低收入身份是不是管两年', '两年'],
    ['服药补助是不是每个月200元', '200元'],
    ['申请医疗救助材料是不是要交5项', '5项'],
    ['听说低保户救助比例是九成', '九成'],
    ['入户调查是不是要3个人', '3个人'],
  ])('is put right where the cited words say another: %s', (question, figure) => {
    expect(ask(question).answer).toContain(`下面引用的条文写的不是${figure}：\n`);
  });

  it.each([
    '低保户医疗救助封顶是不是五万元',
    '没批准在林区野外用火，个人是不是罚1000元',
    '禁火期到4月30号吗',
    '禽场拆了补40块一平方对吗',
    '特困供养人员是不是100%救助',
    '精神病人救治补助一年是不是6000块',
  ])('stands where the cited words hold or allow it: %s', (question) => {
    expect(ask(question).answer).not.toContain('写的不是');
  });

  it.each([
    '我自付3万是不是能报2万多',
    '我爸今年80岁是不是能领救助',
    '我住院花了两万对吧，能报多少',
    '低保户住院自付3万能报多少',
  ])('is not what the asker tells of himself: %s', (question) => {
    expect(ask(question).answer).not.toContain('写的不是');
  });

  it('is looked for where it is asked about only', () => {
    expect(figureToConfirm('是不是罚5000元')?.written).toBe('5000元');
    expect(figureToConfirm('公示10天对吗')?.written).toBe('10天');
    expect(figureToConfirm('花了3万是不是能报')).toBeNull();
    expect(figureToConfirm('我住院自付3万对吧')).toBeNull();
    expect(figureToConfirm('我自付3万是不是能报2万')).toBeNull();
    expect(figureToConfirm('罚款多少')).toBeNull();
  });

  it('is never put right in the evaluation questions, which put no wrong ones', () => {
    const asked = ['questions', 'fresh', 'ordinary'].flatMap((file) =>
      readFileSync(join(packageRoot, 'eval', `${file}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as { q: string; context?: string[] }),
    );
    expect(asked.filter(({ q, context }) => ask(q, context).answer.includes('写的不是'))).toEqual([]);
  });
});

describe('two documents', () => {
  it('that give different shares for the same thing are both shown', () => {
    const answer = ask('到2020年人均食盐要下降多少');
    expect(answer.answer).toMatch(/10%.*20%/s);
    expect(answer.notices.map((notice) => notice.code)).toContain('conflict');
  });

  it('of which one is no rule of ours do not contradict each other', () => {
    const codes = ask('用水总量控制在多少以内').notices.map((notice) => notice.code);
    expect(codes).not.toContain('conflict');
  });
});

describe('other clauses', () => {
  it('are shown with the words that decide', () => {
    const [line = ''] = besides(ask('拟救助金额公示完了没人反对，钱还要等多久才到账').answer);
    expect(line).toMatch(/^另见第十五条.*工作日.*\[2\]$/);
  });

  it('that have nothing to do with the question are not named', () => {
    expect(besides(ask('阿嫲冇钱入院点算').answer)).toEqual([]);
    expect(besides(ask('禁火期到几时').answer)).toEqual([]);
    expect(besides(ask('智慧停车 哪个局牵头').answer)).toEqual([]);
  });
});

describe('a table row', () => {
  it('with long cells shows its short cells and the sentences that answer', () => {
    const { answer } = ask('智慧停车系统由哪个局牵头');
    expect(answer).toContain('区城市综合管理局牵头');
    expect(answer.length).toBeLessThan(160);
    const libraries = ask('区应急指挥嗰套“一网六库”，六个库系边六个').answer;
    expect(libraries).toContain('救援物资库');
    expect(libraries).not.toContain('。；');
  });

  it('does not say its name twice', () => {
    const { answer } = ask('龙颈镇级公厕建几间，奖补多少万元？');
    expect(answer.match(/龙颈/g)?.length).toBe(2);
  });
});

describe('the leading clause', () => {
  it.each([
    ['大数据行动计划2019—2020年的目标是什么', '2019~2020年，'],
    ['大数据 2019到2020年要建成什么', '2019~2020年，'],
    ['大数据2017-2018年目标', '2017~2018年，'],
  ])('speaks of the years asked about: %s', (question, years) => {
    const { answer } = ask(question);
    expect(answer.search(/20\d\d~20\d\d年，/)).toBe(answer.indexOf(years));
  });

  it('is the one that the question names in passing', () => {
    const answer = ask('医疗救助办法第九条说的老年人是按多少救助');
    expect(answer.citations[0]?.locator).toBe('第九条');
  });

  it('gives the rate where a rate is asked, not the definition', () => {
    for (const question of ['低收入家庭的老人是补百分之几', '我妈低收入，报销比例多少'])
      expect(ask(question).citations[0]?.locator).toBe('第九条');
  });
});

describe('a damaged clause', () => {
  it('is told of in one sentence that names the place and the odd words', () => {
    const clause = app.corpus.clauses.findIndex((each) => each.text.includes('追究responsibility'));
    const passage = app.corpus.passages.findIndex((each) => each.clauses.includes(clause));
    const cited = { pieces: [{ clause, words: null }], passage };
    expect(damageNotices(app.corpus, [cited, cited])).toEqual([
      {
        code: 'damaged_source',
        text: '清新府办〔2018〕16号第二十七条（三）的原文夹着外文词“responsibility”，这里照原样引用，以印出来的公报或发文机关的说法为准。',
      },
    ]);
  });

  it('is none where the text is sound', () => {
    expect(damageNotices(app.corpus, [{ pieces: [{ clause: 0, words: null }], passage: 0 }])).toEqual([]);
  });
});
