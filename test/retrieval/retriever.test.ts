import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/gazette/model.ts';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import type { Retriever, SearchQuery } from '../../src/retrieval/model.ts';
import { openIndex } from '../../src/retrieval/open-index.ts';
import { tinyCorpus, twoNotices } from './support/tiny-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-retriever-'));
let corpus: Corpus;
let retriever: Retriever;

beforeAll(async () => {
  const thesaurus = '- {say: [五保户], official: [特困供养人员], note: 旧称}';
  await buildIndex({ corpus: tinyCorpus(twoNotices), indexDir: folder, thesaurus });
  ({ corpus, retriever } = await openIndex(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function found(query: SearchQuery | string): string[] {
  const result = retriever.search(typeof query === 'string' ? { text: query } : query);
  return result.hits.map((hit) => corpus.passages[hit.passage]?.id ?? '');
}
const isFireNotice = (document: number): boolean => document === 1;
const aid = (place: number): string => `东山府办〔2020〕7号/第${place}段`;
const fire = (place: number): string => `东山府〔2021〕7号/第${place}段`;

describe('ranking set of two notices', () => {
  it.each([
    ['最低生活保障对象住院救助比例', aid(1)],
    ['报七成是哪一条', aid(1)],
    ['全年最多三万元', aid(1)],
    ['五保户住院', aid(2)],
    ['五保戶住院點樣計', aid(2)],
    ['要交什么材料，身份证要不要', aid(3)],
    ['入户调查要几天', aid(4)],
    ['禁火期从几月几日开始', fire(1)],
    ['在林区用火罚款多少', fire(2)],
    ['东山府〔2021〕7号 储备物资', fire(3)],
  ])('%s', (question, best) => {
    expect(found(question)[0]).toBe(best);
  });

  it('puts all passages of a document that is named by its number before the others', () => {
    expect(found('东山府(2021)7号说了什么').slice(0, 3).toSorted()).toEqual([fire(1), fire(2), fire(3)]);
    expect(found('东山府办2020〕7号').slice(0, 4).toSorted()).toEqual([aid(1), aid(2), aid(3), aid(4)]);
  });

  it('takes a serial alone to name every document that bears it', () => {
    const parts = retriever.search({ text: '7号文件的罚款' }).hits.map((hit) => hit.parts.number ?? 0);
    expect(parts.every((part) => part > 0)).toBe(true);
  });
});

describe('search', () => {
  it('gives parts that add up to the score, best first', () => {
    const { hits } = retriever.search({ text: '住院救助比例' });
    for (const [place, hit] of hits.entries()) {
      const sum = Object.values(hit.parts).reduce((total, part) => total + part, 0);
      expect(sum).toBeCloseTo(hit.score, 9);
      expect(hit.score).toBeGreaterThanOrEqual(hits[place + 1]?.score ?? 0);
    }
  });

  it('gives the next ones as rejected, none twice', () => {
    const all = retriever.search({ text: '东山区住院申请', limit: 7 }).hits.map((hit) => hit.passage);
    const { hits, rejected } = retriever.search({ text: '东山区住院申请', limit: 2 });
    expect([...hits, ...rejected].map((hit) => hit.passage)).toEqual(all.slice(0, 4));
  });

  it('leaves out passages of documents that are not accepted, from hits and rejected', () => {
    const { hits, rejected } = retriever.search({ text: '住院罚款', acceptDocument: isFireNotice, limit: 1 });
    expect(
      [...hits, ...rejected].every(({ passage }) => isFireNotice(corpus.passages[passage]?.document ?? -1)),
    ).toBe(true);
    expect(hits).toHaveLength(1);
  });

  it('weighs documents', () => {
    const question = '东山区 申请 罚款 公示';
    expect(found({ text: question, weigh: (document) => (document === 0 ? 1 : 0.01) })[0]).toMatch('2020');
    expect(found({ text: question, weigh: (document) => (document === 1 ? 1 : 0.01) })[0]).toMatch('2021');
  });

  it('searches by earlier turns as well when they are given', () => {
    const also = [{ text: '林区野外用火', weight: 0.5 }];
    expect(found({ text: '罚多少', also })[0]).toBe(fire(2));
  });

  it('finds nothing for a question that shares nothing, and never throws', () => {
    expect(found('🙂🙂')).toEqual([]);
    expect(found('')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(retriever.search({ text }).hits.every((hit) => Number.isFinite(hit.score))).toBe(true);
        expect(Array.isArray(retriever.explainTerms(text, 0))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('explainTerms', () => {
  it('tells terms of the passage from terms of the corpus and unknown ones', () => {
    const terms = retriever.explainTerms('请问野外用火的罚款和烟花', 5);
    const of = (term: string) => terms.find((explained) => explained.term === term);
    expect(of('罚款')).toMatchObject({ inCorpus: true, inPassage: true });
    expect(of('烟花')).toMatchObject({ inCorpus: false, inPassage: false });
    expect(of('请问')).toBeUndefined();
    expect(retriever.explainTerms('住院', 5)[0]).toMatchObject({ inCorpus: true, inPassage: false });
  });

  it('leaves out pairs across a word boundary when both words are there', () => {
    const terms = retriever.explainTerms('罚款野外', 5).map((explained) => explained.term);
    expect(terms).toEqual(['罚款', '野外']);
  });

  it('weighs rare terms more', () => {
    const [rare] = retriever.explainTerms('巡护', 6);
    const [common] = retriever.explainTerms('东山', 6);
    expect(rare?.weight).toBeGreaterThan(common?.weight ?? 0);
  });
});
