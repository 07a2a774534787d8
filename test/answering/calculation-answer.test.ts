/** Every hand-derived case as an answer: within the contract, its limits and its sources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, answerSchema } from '../../src/answering/answer.ts';
import { answerCalculation, type CalculationAnswer } from '../../src/answering/calculation-answer.ts';
import { officesFile, readOffices } from '../../src/answering/offices.ts';
import type { Origin } from '../../src/calculators/kernel/facts.ts';
import { schemeOf, schemes } from '../../src/calculators/registry.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

interface Case {
  readonly id: string;
  readonly calculator: string;
  readonly q: string;
  readonly facts: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
}
const cases = readFileSync('eval/calculator-cases.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Case);
const corpus = readCorpus(realCorpusFolder);
const offices = readOffices(readFileSync(join(realCorpusFolder, officesFile), 'utf8'));
const today = '2026-11-22';

function compute(
  calculator: string,
  raw: Record<string, unknown>,
  more: { asOf?: string; origins?: Record<string, Origin>; unclear?: string } = {},
): CalculationAnswer {
  const scheme = schemeOf(calculator);
  if (scheme === undefined) throw new Error(`no scheme ${calculator}`);
  const composed = answerCalculation({
    corpus,
    situation: { scheme, raw, origins: more.origins ?? {}, unclear: more.unclear ?? null },
    asOf: more.asOf ?? today,
    offices,
  });
  if (composed === null) throw new Error(`nothing composed for ${calculator}`);
  return composed;
}

const whole = (composed: CalculationAnswer): Answer => ({ id: null, passages: [], timings: {}, ...composed });
const bare = (text: string) => text.replace(/<\/?[a-z][^<>]*>/gi, '').replace(/\s+/g, '');
const marksIn = (text: string) => new Set([...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1])));
const figuresIn = (text: string) => new Set((text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));

/** Read from the source files alone, as anybody can. */
function spanText({ file, spans }: { file: string; spans: [number, number][] }): string {
  const text = corpus.sources.find((source) => source.file === file)?.text ?? '';
  return bare(spans.map(([start, end]) => text.slice(start, end)).join(''));
}

/** Figures and document numbers of the text that neither a citation nor the calculation nor the question holds. */
function ungrounded(
  { answer, calculation, citations }: CalculationAnswer,
  question: string,
): (number | string)[] {
  const cited = citations.map(({ documentNumber, quote, text }) => `${documentNumber} ${quote} ${text}`);
  const ground = [question, JSON.stringify(calculation), ...cited].join(' ');
  const text = answer.replace(/\[\d+\]|之后还要问\d+项|（\d）/g, '');
  const known = figuresIn(ground.replaceAll('-', ' '));
  const numbers = [...text.matchAll(/清新府[^\s，。：]*?号/g)].map(([number]) => number);
  return [
    ...[...figuresIn(text)].filter((figure) => !known.has(figure)),
    ...numbers.filter((number) => !ground.includes(number)),
  ];
}

describe.each([['2019-06-01'], [today]])('the answers to all cases as of %s', (asOf) => {
  const answers = cases.map((each) => ({ each, answer: compute(each.calculator, each.facts, { asOf }) }));

  it('fit the schema of answers and stay within the limits', () => {
    for (const { answer } of answers) {
      expect(answerSchema.parse(whole(answer))).toEqual(whole(answer));
      expect(answer.answer.length).toBeLessThanOrEqual(800);
    }
    expect(answers.filter(({ answer }) => answer.answer.length > 400).length).toBeLessThanOrEqual(8);
  });

  it('cite what can be reproduced from the source, each citation marked in the text', () => {
    for (const { answer } of answers) {
      expect(marksIn(answer.answer)).toEqual(new Set(answer.citations.map(({ n }) => n)));
      for (const citation of answer.citations) {
        expect(citation.quote.length).toBeGreaterThanOrEqual(8);
        expect(spanText(citation.source)).toContain(bare(citation.quote));
        expect(spanText(citation.source)).toContain(bare(citation.text));
        expect(citation.locator).not.toBe('');
        expect(citation.passageId).not.toBe('');
      }
      const sources = answer.nextSteps.flatMap(({ source }) => source ?? []);
      for (const source of sources) expect(spanText(source).length).toBeGreaterThan(8);
    }
    const uncited = answers.filter(({ answer }) => answer.citations.length === 0);
    expect(uncited.map(({ each }) => each.expected['status'])).toEqual(['input-error', 'input-error']);
  });

  it('hold no figure and no document number without a ground', () => {
    for (const { each, answer } of answers) expect(ungrounded(answer, each.q)).toEqual([]);
  });

  it('name every amount of the result, the label and who decides', () => {
    for (const { answer } of answers) {
      expect(answer.answer).toMatch(/^【规则计算】/);
      expect(answer.answer).toMatch(/以主管部门审定为准|还没有计算/);
      const amounts = Object.values(answer.calculation.values).filter((value) => typeof value === 'number');
      expect([...figuresIn(answer.answer), 0]).toEqual(expect.arrayContaining(amounts));
    }
  });

  it('have the status that the contract gives', () => {
    const wanted: Record<string, string[]> = {
      ok: ['answered_by_calculator'],
      'not-eligible': ['answered_by_calculator'],
      expired: ['answered_by_calculator'],
      'not-in-force': ['answered_by_calculator'],
      partial: ['answered'],
      missing: ['answered'],
      'input-error': ['needs_input'],
    };
    for (const { answer } of answers) expect(wanted[answer.calculation.status]).toContain(answer.status);
  });
});

/** 低保, in hospital, 30000元. */
const inpatient = { 对象类别: '低保', 定点医疗机构: true, 就医方式: '住院', 政策范围内个人自付: 30_000 };

const papersOf = (category: string) =>
  compute('medical-aid', { ...inpatient, 对象类别: category }).nextSteps.find(({ text }) =>
    text.startsWith('要带的材料'),
  );

describe('a decided calculation', () => {
  it('says the result first, then rate, ceiling and clause', () => {
    const { status, answer, citations } = compute('medical-aid', inpatient, { asOf: '2019-06-01' });
    expect(status).toBe('answered_by_calculator');
    expect(answer.split('\n')[0]).toBe('【规则计算】可以救助：基本医疗救助24000元，没有重特大疾病救助。');
    for (const words of ['80%', '50000元', '第七条', '第十一条']) expect(answer).toContain(words);
    expect(citations.find(({ locator }) => locator === '第七条')?.quote).toMatch(/80%.*50000元/);
  });

  it('parts what was said from what was assumed', () => {
    const { answer, calculation } = compute(
      'medical-aid',
      { ...inpatient, 户籍: '本区' },
      { origins: { 户籍: 'assumed', 定点医疗机构: 'assumed' } },
    );
    expect(answer).toMatch(
      /您说的：低保，住院，政策范围内个人自付30000元。按常见情况假设：户籍本区，定点医疗机构/,
    );
    expect(calculation.facts.find(({ label }) => label === '户籍')?.origin).toBe('assumed');
  });

  it('says that the rule is expired in the answer and as a notice, and nothing of it while in force', () => {
    const late = compute('medical-aid', inpatient);
    expect(late.answer).toContain('有效期至2020年3月31日，已届满');
    expect(late.notices.map(({ code }) => code)).toContain('expired');
    const early = compute('medical-aid', inpatient, { asOf: '2019-06-01' });
    expect(early.answer).not.toContain('届满');
    expect(early.notices.map(({ code }) => code)).not.toContain('expired');
  });

  it('lists the papers of this class only', () => {
    expect(papersOf('低保')?.text).not.toContain('救助申请承诺书');
    expect(papersOf('低收入老年人')?.text).toContain('救助申请承诺书');
    expect(papersOf('低保')?.source?.file).toBe('003_bdaeface9a7eb4db.txt');
  });

  it('names all reasons of a refusal, the words that exclude and what would change it', () => {
    const { answer, citations } = compute('medical-aid', {
      对象类别: null,
      待判定: '因病致贫重病患者',
      户籍: '本区',
      定点医疗机构: true,
      就医方式: '住院',
      合规个人负担费用: 40_000,
      家庭: { '收入达到60%': true, 机动车船: true, 营利性组织: true },
    });
    expect(answer).toMatch(/（1）名下有机动车辆或船舶（第五条（三））\[\d\]。（2）名下有营利性组织/);
    expect(citations.map(({ locator }) => locator)).toEqual(
      expect.arrayContaining(['第五条（三）', '第五条（五）']),
    );
    const { answer: refused } = compute('medical-aid', {
      ...inpatient,
      就医方式: '普通门诊',
      对象类别: '低收入老年人',
    });
    expect(refused).toContain('什么变了结果会不同：“就医方式”是“住院”或“特殊门诊”，就符合条件');
  });

  it('gives no advice on how to come under a duty or a penalty', () => {
    const { answer } = compute('livestock-clearance-deadline', {
      符合环保要求: true,
      畜种: '猪',
      体重KG: 80,
    });
    expect(answer).not.toContain('结果会不同');
  });

  it('shows both readings where the text bears two', () => {
    const { status, answer } = compute('livestock-clearance-deadline', {
      符合环保要求: false,
      畜种: '猪',
      体重KG: 70,
    });
    expect(status).toBe('answered');
    expect(answer).toMatch(/期限90天，最后一天2018年10月29日；.*期限60天，最后一天2018年9月29日/);
    expect(answer).toContain('请问区农业局');
  });
});

describe('a calculation with facts missing', () => {
  it('states the rule, the bounds and asks one question, with its answers as words', () => {
    const { status, answer, calculation } = compute('medical-aid', { 对象类别: '低保' });
    expect([status, calculation.status]).toEqual(['answered', 'missing']);
    expect(answer).toContain('最多80000元');
    expect(answer.match(/？/g)).toHaveLength(1);
    expect(answer).toContain('（回答“是”或“不是”）');
    expect(answer).toMatch(/按80%给予救助”\[1\]/);
  });

  it('tells the result for each answer where one short question is left', () => {
    const { answer, calculation } = compute('medical-aid', {
      对象类别: '低保',
      定点医疗机构: true,
      就医方式: '住院',
      政策范围内个人自付: 60_000,
    });
    expect(answer).toContain('合计在48000元到54000元之间');
    expect(answer).toContain(
      '如果是：可以救助，基本医疗救助48000元，重特大疾病救助6000元，合计54000元（第七条、第十一条（一））[1][2]',
    );
    expect(answer).toContain('如果不是：可以救助，基本医疗救助48000元');
    expect(calculation.alternatives).toMatchObject([
      { reading: '如果是', values: { total: 54_000 } },
      { reading: '如果不是', values: { total: 48_000 } },
    ]);
  });

  it('tells what each class would get where the class is not said', () => {
    const facts = { 就医方式: '住院', 定点医疗机构: true, 政策范围内个人自付: 30_000, 户籍: '本区' };
    const { status, answer, citations } = compute('medical-aid', facts);
    expect(status).toBe('answered');
    expect(answer).toMatch(/如果是低保、建档立卡、[^；]*24000元[^；]*（第七条）/);
    expect(answer).toMatch(/如果是特困供养、孤儿：[^；]*30000元[^；]*（第八条）/);
    expect(answer).toMatch(/如果是因病致贫重病患者、[^；]*：还要看其他情况/);
    expect(citations.map(({ locator }) => locator)).toEqual(
      expect.arrayContaining(['第七条', '第八条', '第九条']),
    );
  });

  it('only asks where the person is answering questions, or where nothing can be said yet', () => {
    expect(compute('medical-aid', { 对象类别: '低保' }, { origins: { 对象类别: 'asked' } }).status).toBe(
      'needs_input',
    );
    const open = compute('medical-aid', { 就医方式: '住院' });
    expect(open.status).toBe('needs_input');
    expect(open.answer).toContain('可以回答：低保、建档立卡');
  });

  it('asks again for what could not be read', () => {
    const { answer } = compute('medical-aid', { 对象类别: '低保', 政策范围内个人自付: '几千块' });
    expect(answer).toContain('“政策范围内个人自付”没有读成数字');
  });

  it('reports a contradiction and computes nothing', () => {
    const { status, answer, calculation } = compute(
      'medical-aid',
      { 对象类别: '低保', 定点医疗机构: true, 政策范围内个人自付: 30_000 },
      { unclear: '您说了住院，又说了门诊，请只说一种。' },
    );
    expect([status, calculation.status]).toEqual(['needs_input', 'input-error']);
    expect(answer).toContain('您说了住院，又说了门诊');
    expect(answer).not.toContain('24000');
    expect(calculation.values['basicAid']).toBeNull();
  });
});

it('holds all of this when any one fact of a case is left out or not known', () => {
  for (const { calculator, facts, q } of cases) {
    for (const key of Object.keys(facts)) {
      for (const left of [{ [key]: undefined }, { [key]: null }]) {
        const composed = compute(calculator, { ...facts, ...left });
        expect(answerSchema.parse(whole(composed))).toEqual(whole(composed));
        expect(composed.answer.length).toBeLessThanOrEqual(800);
        expect(marksIn(composed.answer)).toEqual(new Set(composed.citations.map(({ n }) => n)));
        expect(composed.answer).toMatch(/以主管部门审定为准|还没有计算/);
        expect(ungrounded(composed, q)).toEqual([]);
        const asked = composed.answer.match(/请告诉我：/g)?.length ?? 0;
        expect(asked).toBe(Math.min(1, composed.calculation.missing.length));
      }
    }
  }
});

it('cites the document even where hardly anything was said', () => {
  for (const { id } of schemes) {
    const { answer, citations } = compute(id, {}, { asOf: '2018-09-01' });
    expect(citations.length).toBeGreaterThan(0);
    expect(answer.length).toBeLessThanOrEqual(800);
  }
});

it('does not compute with the rules of gazettes that are not there', () => {
  const [scheme] = schemes;
  if (scheme === undefined) throw new Error('no schemes');
  const without = {
    ...corpus,
    documents: corpus.documents.map((document) => ({ ...document, number: null })),
  };
  const situation = { scheme, raw: { 对象类别: '低保' }, unclear: null };
  expect(answerCalculation({ corpus: without, situation, asOf: today, offices })).toBeNull();
});
