import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import type { Retriever } from '../../src/retrieval/model.ts';
import { openIndex } from '../../src/retrieval/open-index.ts';
import { homophonesPerQuestion, homophoneWeight } from '../../src/retrieval/pinyin-index.ts';
import { PinyinIndex, PinyinIndexBuilder } from '../../src/retrieval/pinyin-index.ts';
import { tokenise, tokeniseQuestion } from '../../src/retrieval/tokenise.ts';
import { tinyCorpus } from './support/tiny-corpus.ts';

const passages = [
  '低收入家庭由镇政府入户调查后认定。',
  '低收入家庭的认定以入户调查为准。',
  '老年人健康档案由卫生院管理。',
  '健康档案每年更新一次，由卫生院保存。',
  '行程由组长安排，行程变更应当报告。',
  '入护人员只此一处。',
];
const spokenWords = ['五保户'];
const corpusTerms = passages.map((text) => new Set(tokenise(text)));
const frequencyOf = (term: string): number => corpusTerms.filter((terms) => terms.has(term)).length;
const isKnown = (term: string): boolean => frequencyOf(term) > 0;

async function pinyinOf(texts: readonly string[], frequency: (term: string) => number): Promise<PinyinIndex> {
  const builder = new PinyinIndexBuilder();
  for (const text of texts) builder.addPassage(text);
  for (const word of spokenWords) builder.addSpoken(word);
  const pieces = (await builder.finish(frequency)).encode();
  return PinyinIndex.decode(Buffer.concat(pieces));
}

describe('homophones of unknown bigrams', () => {
  let pinyin: PinyinIndex;
  beforeAll(async () => {
    pinyin = await pinyinOf(passages, frequencyOf);
  });
  const homophones = (question: string): string[] =>
    pinyin.homophones(tokeniseQuestion(question), isKnown).toSorted();

  it.each([
    ['低收如家庭', ['收入', '入家'].toSorted()],
    ['建康', ['健康']],
    ['建康档案', ['健康']],
    ['入户掉查', ['调查']],
    ['生姜乙份', []],
  ])('%s', (question, expected) => {
    expect(homophones(question)).toEqual(expected);
  });

  it('gives nothing for a question of known words', () => {
    expect(homophones('低收入家庭的健康档案')).toEqual([]);
  });

  it('gives nothing where two known words meet', async () => {
    const both = await pinyinOf(['按揭', '按揭'], () => 2);
    expect(isKnown('案结')).toBe(false);
    expect(both.homophones(tokenise('案结'), isKnown)).toEqual(['按揭']);
    expect(both.homophones(tokenise('档案结果'), (term) => term !== '案结')).toEqual([]);
  });

  it('keeps the character that a known neighbour vouches for', async () => {
    const both = await pinyinOf(['健康', '健抗'], () => 2);
    expect(both.homophones(['建康'], () => false).toSorted()).toEqual(['健康', '健抗'].toSorted());
    expect(both.homophones(['建康', '康档'], (term) => term === '康档')).toEqual(['健康']);
  });

  it('takes the words of the bank and the thesaurus for known', async () => {
    const withError = await pinyinOf(['误报'], (term) => (term === '误报' ? 2 : 0));
    expect(withError.homophones(['吾报'], () => false)).toEqual(['误报']);
    expect(withError.homophones(['五保'], () => false)).toEqual([]);
  });

  it('leaves out what a single passage holds, and what only asks or connects', async () => {
    expect(pinyin.homophones(['入沪'], () => false)).toEqual(['入户']);
    const particles = await pinyinOf(['年的'], () => 2);
    expect(particles.homophones(['年德'], () => false)).toEqual([]);
  });

  it('gives the most frequent three of a sound, and twelve in all', async () => {
    const frequency = new Map([
      ['实施', 9],
      ['事实', 8],
      ['时事', 7],
      ['史诗', 6],
    ]);
    const same = await pinyinOf([...frequency.keys()], (term) => frequency.get(term) ?? 0);
    expect(same.homophones(['适食'], () => false)).toEqual(['实施', '事实', '时事']);
    const words = '公示 健康 调查 收入 比例 救助 医院 住院 管理 精神 政府 材料 申请 家庭 认定 标准'.split(
      ' ',
    );
    const many = await pinyinOf(words, () => 2);
    const typed = '工事 建抗 掉茶 手入 笔力 旧住 一远 著元 馆里 经申 正付 才廖 身请 加停 任订 表准'.split(
      ' ',
    );
    expect(typed.flatMap((term) => many.homophones([term], () => false))).toEqual(words);
    expect(many.homophones(typed, () => false)).toHaveLength(homophonesPerQuestion);
  });

  it('never throws, and adds nothing to a question whose bigrams are all known', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('低收入如家庭建健康入户护掉调查行程年得的五保0a，')) }),
    );
    fc.assert(
      fc.property(text, (question) => {
        const terms = tokeniseQuestion(question);
        const found = pinyin.homophones(terms, isKnown);
        expect(found.length).toBeLessThanOrEqual(homophonesPerQuestion);
        expect(found.every((term) => frequencyOf(term) >= 2)).toBe(true);
        const allKnown = terms.every((term) => term.length !== 2 || isKnown(term));
        expect(allKnown && found.length > 0).toBe(false);
        expect(pinyin.homophones(terms, () => true)).toEqual([]);
      }),
      { numRuns: 200 },
    );
    const piece = fc
      .constantFrom(...passages)
      .chain((passage) =>
        fc
          .tuple(fc.nat(passage.length), fc.nat(passage.length))
          .map(([left, right]) => passage.slice(Math.min(left, right), Math.max(left, right))),
      );
    fc.assert(
      fc.property(piece, (question) => {
        expect(homophones(question)).toEqual([]);
      }),
    );
  });

  it('takes evenly spaced passages of a large corpus', async () => {
    const builder = new PinyinIndexBuilder(6_000_000);
    for (const text of ['健康', '公示', '调查', '收入']) builder.addPassage(text);
    const sparse = await builder.finish(() => 2);
    const typed = ['建康', '公式', '掉查', '收如'];
    expect(sparse.homophones(typed, () => false)).toEqual(['健康', '收入']);
  });
});

describe('questions with typing errors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-pinyin-'));
  let retriever: Retriever;
  beforeAll(async () => {
    const corpus = tinyCorpus([{ title: '东山区办法', passages }]);
    const questions = `document: ${corpus.documents[0]?.id ?? ''}
questions:
  - {ask: 低收入家庭怎样认定, also: [低收入家庭由谁认定], locators: [第1段]}
  - {ask: 卫生院何时更新档案, also: [], locators: [第4段]}`;
    await buildIndex({ corpus, indexDir: folder, questionFiles: [{ file: 'a.yaml', text: questions }] });
    ({ retriever } = await openIndex(folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are searched by the words that sound alike, at a part of the weight', () => {
    const typed = retriever.weighTerms({ text: '手入' });
    const meant = retriever.weighTerms({ text: '收入' });
    expect(typed.get('收入')).toBeCloseTo((meant.get('收入') ?? Number.NaN) * homophoneWeight, 9);
    expect(retriever.search({ text: '建抗' }).hits[0]?.parts.lexical).toBeGreaterThan(0);
  });

  it('find the question of the bank', () => {
    const [typed] = retriever.matchQuestions({ text: '手入' });
    expect(typed?.question.ask).toBe('低收入家庭怎样认定');
    const unlike = retriever.matchQuestions({ text: '首儒' }).map((match) => match.similarity);
    expect(typed?.similarity).toBeGreaterThan(Math.max(0, ...unlike));
  });

  it('are not told from right ones when every word is known', () => {
    const text = '低收入家庭入户调查';
    const own = [...new Set(tokenise(text))].filter(isKnown);
    expect([...retriever.weighTerms({ text }).keys()].toSorted()).toEqual(own.toSorted());
  });

  it('get twelve more words at most, earlier turns included', () => {
    const text = '手入 建抗 掉茶 加停 任订';
    const also = [1, 2, 3].map(() => ({ text: '卫省 当按 惯里 宝存 跟新 行成 组涨 安牌 抱告', weight: 0.5 }));
    expect(retriever.weighTerms({ text, also }).size).toBeLessThanOrEqual(homophonesPerQuestion);
  });

  it('are understood without loading the library of sounds', async () => {
    vi.resetModules();
    vi.doMock('pinyin-pro', () => {
      throw new Error('loaded');
    });
    try {
      const fresh = await import('../../src/retrieval/open-index.ts');
      const opened = await fresh.openIndex(folder);
      expect(opened.retriever.weighTerms({ text: '手入' }).has('收入')).toBe(true);
    } finally {
      vi.doUnmock('pinyin-pro');
    }
  });
});
