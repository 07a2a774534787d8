import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { findClauseReference } from '../../src/answering/named-clause.ts';
import { answerStatusQuestion } from '../../src/answering/status-question.ts';
import type { StatusAnswer } from '../../src/answering/status-question.ts';
import { cleanSpans } from '../../src/gazette/clean-text.ts';
import { formatChineseNumber } from '../../src/gazette/chinese-number.ts';
import type { Corpus } from '../../src/gazette/model.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';

const today = '2026-11-22';
let corpus: Corpus;

beforeAll(() => {
  corpus = readCorpus('corpus');
});

function ask(text: string, context: string[] = []): StatusAnswer {
  const answer = answerStatusQuestion({ text, context, asOf: today, corpus });
  if (answer === null) throw new Error(`no answer to ${text}`);
  return answer;
}

/** Locators cited, without those that only the validity rests on. */
function citedPlaces(answer: StatusAnswer): string[] {
  return answer.citations.flatMap(({ document, clause, quotation }) => {
    const basis = corpus.documents[document]?.validity.basis ?? [];
    if (basis.some((each) => each.text === quotation.text)) return [];
    const cited = corpus.clauses[clause ?? -1];
    const whole = cited?.text.replace(/\s/g, '') === quotation.text;
    return cited !== undefined && whole ? [cited.locator] : [];
  });
}

function expectSound(answer: StatusAnswer): void {
  const marks = [...answer.answer.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
  expect(new Set(marks)).toEqual(new Set(answer.citations.map((_, index) => index + 1)));
  expect(answer.answer.length).toBeLessThanOrEqual(850);
  for (const { quotation } of answer.citations) {
    const source = corpus.sources[quotation.source]?.text ?? '';
    expect(cleanSpans(source, quotation.spans).text.replace(/\s/g, '')).toBe(quotation.text);
    expect(quotation.text.length).toBeGreaterThanOrEqual(8);
  }
}

describe('exactly the clause that is named', () => {
  test.each([
    ['清新府办〔2018〕16号第九条讲什么', ['第九条']],
    ['清新府办〔2018〕16号第九条', ['第九条']],
    ['清新府辦[2018]16號第九條', ['第九条']],
    ['清新府办〔2018〕16号第9条怎么规定的？', ['第九条']],
    ['请问16号文第二十三条的原文', ['第二十三条']],
    ['16号第七条写了什么', ['第七条']],
    ['医疗救助暂行办法第九条讲什么', ['第九条']],
    ['16号文第十六条第（三）项', ['第十六条', '第十六条（三）']],
    ['16号文第16条第3项', ['第十六条', '第十六条（三）']],
    ['16号文第十六条（三）', ['第十六条', '第十六条（三）']],
    ['16号文第二条第二款', ['第二条第二款']],
    ['16号文第三十条', ['第三十条']],
    ['清新府办〔2018〕5号第三项', ['附件 序号3']],
    ['清新府办〔2018〕5号附件序号3', ['附件 序号3']],
    ['清新府办函〔2019〕106号附件 序号1', ['附件 序号1']],
    ['清新府办〔2018〕40号附件1序号2', ['附件1 序号2']],
    ['清新府〔2018〕19号第八项', ['八']],
    ['清新府〔2018〕19号第八条', ['八']],
    ['清新府办函〔2018〕81号第三部分', ['三（一）', '三（二）', '三（三）']],
    ['清新府办函〔2018〕81号二（一）', ['二（一）']],
    ['清新府办〔2018〕41号第二项', ['二', '二']],
    ['16号文第三章', ['第七条', '第八条', '第九条', '第十条']],
  ])('%s', (question, places) => {
    const answer = ask(question);
    expect(answer.status).toBe('answered');
    expect(citedPlaces(answer)).toEqual(places);
    expectSound(answer);
  });

  test('an article is given with all its paragraphs and items', () => {
    const answer = ask('16号文第五条');
    expect(citedPlaces(answer)).toHaveLength(8);
    expect(answer.answer).toContain('没有在民政部门备案的医疗救助对象');
    expectSound(answer);
  });

  test('a long article says what of it did not fit', () => {
    for (const question of ['16号文第十五条', '16号文第六章', '清新府办函〔2018〕81号第二部分']) {
      const answer = ask(question);
      expect(answer.answer).toMatch(/（还有.+，见原文。）/);
      expectSound(answer);
    }
  });

  test('the turn before may have named the document', () => {
    const answer = ask('那第九条呢', ['清新府办〔2018〕16号第七条讲什么']);
    expect(citedPlaces(answer)).toEqual(['第九条']);
  });

  test('every article of a document is found under its number, in figures and in characters', () => {
    for (let article = 1; article <= 30; article += 1) {
      const label = `第${formatChineseNumber(article)}条`;
      for (const written of [label, `第${article}条`]) {
        const places = citedPlaces(ask(`清新府办〔2018〕16号${written}`));
        expect(places.length).toBeGreaterThan(0);
        for (const place of places) expect(place.startsWith(label)).toBe(true);
      }
    }
  });
});

test('an expired document is said to be expired beside its clause', () => {
  const answer = ask('16号文第九条');
  expect(answer.answer).toContain('有效期至2020年3月31日，已届满');
  expect(answer.citations.some((each) => each.quotation.text.includes('有效期至2020年3月31日'))).toBe(true);
  expect(answer.notices.map((notice) => notice.code)).toEqual(['expired', 'provisional']);
});

describe('a clause that is not there', () => {
  test.each([
    ['清新府办〔2018〕16号第三十五条', '没有第三十五条，它有第一条至第三十条'],
    ['清新府办〔2018〕16号第十六条第（九）项', '第十六条分为（一）至（七）'],
    ['清新府办〔2018〕16号第九条第三项', '第九条没有分款分项'],
    ['清新府办〔2018〕5号附件序号25', '附件 序号1至附件 序号19'],
  ])('%s is said to be missing, with what is there', (question, words) => {
    const answer = ask(question);
    expect(answer.status).toBe('unanswerable_no_source');
    expect(answer.answer).toContain(words);
    expectSound(answer);
  });

  test('of a document whose text is not here it is said that it cannot be seen', () => {
    const answer = ask('清新府办〔2014〕19号第七条');
    expect(answer.status).toBe('unanswerable_no_source');
    expect(answer.answer).toContain('没有收录清新府办〔2014〕19号的原文');
    expect(answer.answer).toContain('已被清新府办〔2018〕16号废止');
    expectSound(answer);
  });
});

describe('a question about a matter in a clause is left to the ordinary path', () => {
  test.each([
    '16号第七条里低保户每年最多多少钱',
    '16号文第五条里摩托车算不算机动车',
    '第九条',
    '附件 序号3',
    '广东省森林防火条例第二十八条怎么规定',
    '我家三（二）班的孩子能申请吗',
  ])('%s', (text) => {
    expect(answerStatusQuestion({ text, context: [], asOf: today, corpus })).toBeNull();
  });
});

test('every way of writing an article and its item gives one locator', () => {
  const digits = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(digits, digits, fc.boolean(), fc.boolean(), (article, item, inFigures, inBrackets) => {
      const write = (value: number): string => (inFigures ? String(value) : formatChineseNumber(value));
      const written = inBrackets ? `（${write(item)}）` : write(item);
      const expected = `第${formatChineseNumber(article)}条（${formatChineseNumber(item)}）`;
      const found = findClauseReference(
        `第${write(article)}条第${written}项`.replace(/（/g, '(').replace(/）/g, ')'),
      );
      expect(found?.prefixes[0]).toBe(expected);
    }),
  );
});
