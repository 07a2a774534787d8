import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

let folder: string;
let app: App;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-cases-'));
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: join(folder, 'index'),
    today: () => '2026-11-22',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
});
