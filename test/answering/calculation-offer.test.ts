import { describe, expect, it } from 'vitest';
import { offerToCompute, offerUnder } from '../../src/answering/calculation-offer.ts';
import { schemes } from '../../src/calculators/registry.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

describe('offerToCompute', () => {
  it('has one sentence for every calculator and none for anything else', () => {
    for (const { id } of schemes) expect(offerToCompute(id)).toMatch(/^要[^。]+请告诉我：[^。]+。$/);
    expect(offerToCompute('unknown')).toBeNull();
  });
});

describe('offerUnder', () => {
  const corpus = readCorpus(realCorpusFolder);
  const cited = (number: string, locator: string) =>
    corpus.clauses
      .filter((clause) => corpus.documents[clause.document]?.number?.canonical === number)
      .filter((clause) => clause.locator === locator)
      .map(({ text }) => ({ documentNumber: number, text }));

  it.each([
    ['清新府办〔2018〕16号', '第七条', 'medical-aid'],
    ['清新府办〔2018〕16号', '第六条', 'premium-support'],
    ['清新府办〔2018〕16号', '第十五条（五）', 'aid-timeline'],
    ['清新府〔2018〕19号', '九', 'forest-fire-penalty'],
    ['清新府办函〔2018〕81号', '四（三）', 'livestock-demolition'],
    ['清新府办函〔2019〕106号', '三（一）3', 'water-balance-test'],
  ])('offers under %s %s to compute %s', (number, locator, id) => {
    expect(offerUnder(cited(number, locator))).toBe(offerToCompute(id));
  });

  it('offers nothing under a clause without a rule to compute with', () => {
    expect(offerUnder(cited('清新府办〔2018〕16号', '第三十条'))).toBeNull();
    expect(offerUnder(cited('清新府办〔2018〕16号', '第一条'))).toBeNull();
    expect(offerUnder([])).toBeNull();
  });
});
