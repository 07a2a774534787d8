/** Cases that were asked fact by fact, as answers of the application; and the case that a message tells. */
import { beforeAll, describe, expect, it } from 'vitest';
import { answerSchema } from '../../src/answering/answer.ts';
import { calculateCase } from '../../src/answering/calculate-case.ts';
import { type App, createApp } from '../../src/app.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const today = '2026-11-29';
let app: App;
beforeAll(async () => {
  app = await createApp({ corpusDir: realCorpusFolder, indexDir: realIndexFolder(), today: () => today });
});

type Facts = Readonly<Record<string, unknown>>;
const calculate = (scheme: string, facts: Facts, asOf?: string) =>
  app.calculate(
    { scheme, facts, origins: Object.fromEntries(Object.keys(facts).map((key) => [key, 'asked' as const])) },
    asOf,
  );
const known = { categories: ['低保'], designated: true };

describe('a finished case', () => {
  it('is a whole answer: result, sums, clauses, papers, passages, and where each fact comes from', () => {
    const answer = app.calculate({
      scheme: 'medical-aid',
      facts: { ...known, ownShare: 30_000 },
      origins: { categories: 'said', designated: 'asked', ownShare: 'asked' },
    });
    expect(answerSchema.parse(answer)).toEqual(answer);
    expect(answer.status).toBe('answered_by_calculator');
    expect(answer.answer.split('\n')).toEqual([
      '【规则计算】文件已届满，按原规定：可以救助：基本医疗救助24000元，没有重特大疾病救助。',
      expect.stringMatching(/^怎么算：政策范围内个人自付：30000元；乘以80%：24000元；/),
      '我理解的情况：您说的：低保。您回答的：定点医疗机构，政策范围内个人自付30000元。按常见情况假设：户籍本区，参加了医保，没有不予救助的情形、商业保险赔付、社会指定医疗捐赠、优抚医疗补助，本年度此前没有费用和救助。',
      '依据清新府办〔2018〕16号，有效期至2020年3月31日，已届满[4]。按文件文本估算，以主管部门审定为准。',
    ]);
    expect(answer.notices.map(({ code }) => code)).toEqual(['expired', 'provisional', 'period']);
    expect(answer.nextSteps[0]?.text).toMatch(/^要带的材料：书面申请/);
    expect(answer.citations.map(({ locator }) => locator)).toEqual([
      '第七条',
      '第十一条第一款',
      '第十一条（一）',
      '第三十条',
    ]);
    expect(answer.passages).toHaveLength(10);
    expect(answer.calculation?.facts.slice(0, 3).map(({ key, origin }) => [key, origin])).toEqual([
      ['categories', 'said'],
      ['residence', 'assumed'],
      ['designated', 'asked'],
    ]);
    expect(answer.calculation?.asOf).toBe(today);
  });

  it('is told for another day', () => {
    const answer = calculate('medical-aid', { ...known, ownShare: 30_000 }, '2019-06-01');
    expect(answer.calculation?.asOf).toBe('2019-06-01');
    expect(answer.answer).toMatch(/^【规则计算】可以救助：/);
    expect(answer.notices.map(({ code }) => code)).not.toContain('expired');
  });

  it('names what nobody knows instead of asking for it again', () => {
    const answer = calculate('medical-aid', { ...known, ownShare: null });
    expect(answer.status).toBe('answered');
    expect(answer.answer.split('\n').slice(0, 2)).toEqual([
      '【规则计算】文件已届满，按原规定：还差一点情况才能算准：合计最多80000元。',
      '还不清楚的是：政策范围内个人自付。第七条至第九条：基本医保政策范围内的个人自付部分，看结算单。弄清楚以后再算一次，就能算准。',
    ]);
    expect(answer.answer).not.toContain('请告诉我');
    expect(answer.calculation?.missing.map(({ key }) => key)).toEqual(['ownShare']);
    expect(answer.calculation?.bounds['total']).toEqual([0, 80_000]);
  });

  it('that contradicts itself is reported, not computed', () => {
    const answer = calculate('medical-aid', { totalCost: 10, outsideCost: 20 });
    expect(answer.status).toBe('needs_input');
    expect(answer.calculation?.status).toBe('input-error');
  });

  it('of no calculator, or of one whose documents are not there, is an answer too', () => {
    expect(calculate('nothing', {})).toMatchObject({
      status: 'error_input',
      answer: '这里没有这一种计算。请从可以算的几项里重新选一项，或者直接用一句话写下您的问题。',
      calculation: null,
      passages: [],
    });
    const { corpus, retriever, schemes } = app;
    const options = { retriever, schemes, corpus: { ...corpus, documents: [] }, today: () => today };
    const told = { scheme: 'medical-aid', facts: known, origins: {} };
    expect(calculateCase(options, told, today).status).toBe('unanswerable_no_source');
  });

  it('is an answer even where something breaks', () => {
    const faults: unknown[] = [];
    const { corpus, schemes } = app;
    const broken = new Error('broken');
    const answer = calculateCase(
      {
        corpus,
        schemes,
        retriever: {
          ...app.retriever,
          search: () => {
            throw broken;
          },
        },
        today: () => today,
        onFault: (fault) => faults.push(fault),
      },
      { scheme: 'medical-aid', facts: known, origins: {} },
      today,
    );
    expect([answer.status, faults]).toEqual(['error_internal', [broken]]);
  });
});

describe('the case that a message tells', () => {
  it('has the facts with where they come from, in either script, from the turns before too', () => {
    const told = {
      scheme: 'medical-aid',
      facts: { categories: ['低保'], careKind: '住院', ownShare: 30_000, designated: true },
      origins: { categories: 'said', careKind: 'said', ownShare: 'assumed', designated: 'assumed' },
    };
    expect(app.readCase('我是低保户，住院自付3万，能报多少', [])).toMatchObject(told);
    expect(app.readCase('我係低保戶，住院自付三萬', [])).toMatchObject(told);
    expect(app.readCase('自付3万', ['我是低保户，住院能报多少'])).toMatchObject(told);
  });

  it('counts 去年 from the day that is asked about', () => {
    const text = '我是低保户，去年5月住院自付3万';
    expect(app.readCase(text, [])?.facts['receiptDate']).toBe('2025-05');
    expect(app.readCase(text, [], '2020-01-02')?.facts['receiptDate']).toBe('2019-05');
  });

  it('is none where there is none, and holds no private number', () => {
    for (const text of ['', '今天天气怎么样', '低保户能报几成', '\ud800', 'x'.repeat(5000)])
      expect([text, app.readCase(text, [])]).toEqual([text, null]);
    const told = app.readCase('我是低保户，住院自付3万，电话13800138000', ['身份证440106199001011234']);
    expect(JSON.stringify(told)).not.toMatch(/138001|440106/);
  });

  it('of which nothing is certain has no facts', () => {
    const told = app.readCase('我是低保户住院，我付了2万，他付了3万，能报多少', []);
    expect(told === null || Object.keys(told.facts).length === 0).toBe(true);
  });
});
