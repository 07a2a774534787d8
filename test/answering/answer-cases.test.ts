import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
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

describe('a case told in a message', () => {
  it('is computed, with the words that the document is past in its first sentence', () => {
    const answer = app.answer({ q: '低保户，2019年6月住院，医保报完自己还出了3万，能报几多？' });
    expect(answer.status).toBe('answered_by_calculator');
    expect(answer.calculation?.values).toMatchObject({ basicAid: 24_000, total: 24_000 });
    expect(answer.answer.split('\n')[0]).toMatch(/已届满.*24000元/);
  });

  it('counts 今年 from the day that is asked about', () => {
    const answer = app.answer({ q: '低保户今年在区人民医院住院自付3万，能补多少', asOf: '2019-06-01' });
    expect(answer.calculation?.values).toMatchObject({ total: 24_000 });
    expect(answer.answer).not.toContain('2026');
  });

  it('reads traditional characters and keeps the comma between two amounts', () => {
    const answer = app.answer({ q: '低保戶，2019年6月住院，自付1,200元，可以補幾多' });
    expect(answer.calculation?.values).toMatchObject({ basicAid: 960 });
  });

  it('is computed apart from another case in the same message', () => {
    const { answer, calculation, citations } = app.answer({
      q: '低保户2019年6月住院自己出3万报几多？猪场500平方，2018年10月15号自己关停拆的，非禁养区，补多少？',
    });
    expect(answer).toMatch(/1\. 【规则计算】[\s\S]*24000元[\s\S]*2\. 【规则计算】[\s\S]*50000元/);
    expect(calculation?.calculator).toBe('medical-aid');
    const marks = [...answer.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
    expect(marks.every((mark) => citations.some(({ n }) => n === mark))).toBe(true);
    // The marks of the second case are counted on and point at its own document.
    const second = Number(/\[(\d+)\]/.exec(answer.slice(answer.indexOf('2. 【')))?.[1]);
    expect(citations.find(({ n }) => n === second)?.documentNumber).toBe('清新府办函〔2018〕81号');
  });

  it('is not said to be computed while an amount has to be cleared up', () => {
    const before = '低保，上年住院三万';
    for (const q of ['係', '唔知']) {
      const { answer } = app.answer({ q, context: [before] });
      expect(answer).toMatch(/还没有计算[\s\S]*请说明是总费用、医保报销的还是自己付的/);
    }
  });

  it('is not made of a question for a rule, which carries what the calculator knows', () => {
    expect(app.answer({ q: '低保户住院能报几成' }).calculation).toBeNull();
    const rule = app.answer({ q: '镇里受理低保户的医疗救助申请后几个工作日上报区民政局？' });
    expect(rule.status).toBe('answered');
    expect(rule.calculation).toMatchObject({ calculator: 'aid-timeline', values: { workingDays: 10 } });
  });

  it('of another place is not computed with the rules of this one', () => {
    const answer = app.answer({ q: '阳山县低保户2019年住院自付3万能报多少' });
    expect(answer.status).toBe('unanswerable_other_region');
    expect(answer.calculation).toBeNull();
  });

  it('asks for the class that was only asked about, and offers it', () => {
    const context = ['低保户住院能报多少'];
    const asked = app.answer({ q: '自己出咗三万', context });
    expect(asked.answer).toContain('前面说到“低保户”、“住院”');
    expect(asked.calculation?.values).toMatchObject({ total: null });
    const told = app.answer({ q: '系', context: [...context, '自己出咗三万'] });
    expect(told.calculation?.values).toMatchObject({ total: 24_000 });
    expect(told.calculation?.facts.find(({ key }) => key === 'categories')?.origin).toBe('asked');
  });

  it('offers the four kinds of 低收入 only', () => {
    const { answer } = app.answer({ q: '低收入', context: ['我2019年5月住院自付3万，能补多少'] });
    expect(answer).toContain('老年人、未成年人、重度残疾人，还是重病患者');
    expect(answer).not.toMatch(/如果是[^：]*特困/);
  });

  it('says that a bare word adds nothing', () => {
    const { answer, calculation } = app.answer({ q: '系', context: ['低保，2019年5月住院自付3万'] });
    expect(answer).toContain('没有新的情况');
    expect(calculation).toBeNull();
  });

  it('tells what is left to pay', () => {
    const { answer } = app.answer({ q: '仲要自己出几多', context: ['低保，2019年5月住院自付3万'] });
    expect(answer).toMatch(/^政策范围内自付30000元，扣除救助24000元，还要自己出6000元/);
  });

  it('names the place after a case', () => {
    const { citations } = app.answer({ q: '去边度办', context: ['低保，2019年5月住院自付3万'] });
    expect(citations[0]?.locator).toBe('第十二条');
  });

  it('is computed from its own words where another matter stands beside it', () => {
    const { answer, calculation } = app.answer({ q: '五保户住院自己付1万同埋精神病人每月食药补几多' });
    expect(calculation?.values).toMatchObject({ total: 10_000 });
    expect(calculation?.facts.some(({ key }) => key === 'mentalIllness')).toBe(false);
    expect(answer).toContain('您还问了“精神病人每月食药补几多”');
  });

  it('stays quick after twenty long turns', () => {
    const context = Array.from(
      { length: 20 },
      (_, turn) => `我2019年5月住院自付${turn}万，${'家里情况困难，'.repeat(40)}能补多少`,
    );
    const started = performance.now();
    app.answer({ q: '要带什么材料', context });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('the sentences of the evaluation', () => {
  const sentences = ['calculator-cases.jsonl', 'calculator-sentences.jsonl'].map((file) =>
    readFileSync(join(packageRoot, 'eval', file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as SentenceCase),
  );

  it.each([
    ['of the 60 cases at least 54', sentences[0] ?? [], 54],
    ['of 312 by authors who had not seen the reading rules at least 212', sentences[1] ?? [], 212],
  ])('%s are right, and none of the rest states a wrong amount as certain', (_, cases, least) => {
    const outcomes = cases.map((each) => ({ id: each.id, outcome: outcomeOf(each) }));
    expect(outcomes.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    expect(outcomes.filter(({ outcome }) => outcome === 'right').length).toBeGreaterThanOrEqual(least);
  });
});

interface SentenceCase {
  readonly id: string;
  readonly calculator: string;
  readonly q: string;
  readonly expected: Readonly<Record<string, unknown>> & { readonly status: string };
}

const notValues = new Set([
  'eligible',
  'status',
  'missing',
  'unit',
  'tolerance',
  'deadlineAlsoAccept',
  'steps',
  'parts',
]);

/** right · asked: nothing certain is said · wrong: another result is said as certain. */
function outcomeOf({ q, calculator, expected }: SentenceCase): 'right' | 'asked' | 'wrong' {
  const { calculation, status } = app.answer({ q });
  const got = calculation?.status;
  const isAsked =
    got === undefined ||
    ['missing', 'partial', 'input-error'].includes(got) ||
    ['needs_input', 'clarification'].includes(status);
  const values = calculation?.values ?? {};
  if (['missing', 'partial'].includes(expected.status)) {
    if (isAsked) return 'right';
    return Object.values(values).some((value) => value !== null && value !== 0) ? 'wrong' : 'asked';
  }
  if (expected.status !== 'ok') return got === expected.status ? 'right' : isAsked ? 'asked' : 'wrong';
  const tolerance = typeof expected['tolerance'] === 'number' ? expected['tolerance'] : 0.0051;
  const isSame = ([name, wanted]: [string, unknown]): boolean => {
    const value = values[name] ?? null;
    if (typeof wanted === 'number') return typeof value === 'number' && Math.abs(value - wanted) <= tolerance;
    return (
      value === wanted || (name === 'deadline' && [expected['deadlineAlsoAccept']].flat().includes(value))
    );
  };
  const compared = Object.entries(expected).filter(([name]) => !notValues.has(name));
  const same = compared.every(isSame);
  // A value that is left open is not stated.
  const stated = compared.filter(([name]) => (values[name] ?? null) !== null);
  if (got === 'ok' && !same && calculation?.calculator === calculator && stated.every(isSame)) return 'asked';
  if (got === 'ok' && calculation?.calculator === calculator && same) return 'right';
  return isAsked ? 'asked' : 'wrong';
}
