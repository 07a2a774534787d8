import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenise, tokeniseQuestion } from '../../src/retrieval/tokenise.ts';

describe('tokenise', () => {
  it('cuts Chinese into overlapping pairs that stop at punctuation', () => {
    expect(tokenise('医疗救助，门诊')).toEqual(['医疗', '疗救', '救助', '门诊']);
  });

  it.each([
    ['80%', ['百分之八十', '八成', '８０％']],
    ['85%', ['八成半', '百分之八十五']],
    ['50000', ['5万元', '五万元', '50,000元', '５００００元']],
    ['200', ['两百元', '二百元', '200块', '兩百元']],
    ['12000', ['一万二', '12000元']],
    ['0.5%', ['百分之零点五', '千分之五', '0.5％']],
    ['360000000', ['3.6亿立方米', '三亿六千万']],
    ['7', ['第七条', '第7条']],
  ])('reads %s in every way of writing it', (canonical, ways) => {
    expect(ways.filter((way) => !tokenise(way).includes(canonical))).toEqual([]);
  });

  it.each(['一般', '三无人员', '十分', '统一', '三四个', '成立'])('finds no number in %s', (word) => {
    expect(tokenise(word).filter((term) => /\d/.test(term))).toEqual([]);
  });

  it.each(['东山府办〔2018〕16号', '东山府办(2018) 16 号', '东山府办［2018］１６号', '东山府办2018〕16号'])(
    'makes one term of the document number %s',
    (written) => {
      expect(tokenise(written)).toEqual(expect.arrayContaining(['#2018-16', '#东山府办2018-16']));
    },
  );

  it('keeps Latin words and their digits together', () => {
    expect(tokenise('X409 线 70KG')).toEqual(expect.arrayContaining(['x409', '70', 'kg']));
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(tokenise(text).every((term) => term.length > 0)).toBe(true);
        expect(tokeniseQuestion(text).every((term) => term.length > 0)).toBe(true);
      }),
    );
  });
});

describe('tokeniseQuestion', () => {
  it('leaves out the words that only ask, in Mandarin, Cantonese and traditional characters', () => {
    expect(tokeniseQuestion('请问低保怎么申请呢')).toEqual(['低保', '申请']);
    expect(tokeniseQuestion('低保點樣申請㗎')).toEqual(['低保', '申请']);
    expect(tokeniseQuestion('边度办居住证')).toEqual(['办居', '居住', '住证']);
  });

  it('keeps words that only look like them', () => {
    expect(tokeniseQuestion('就业目的')).toContain('就业');
    expect(tokeniseQuestion('就业目的')).toContain('目的');
  });

  it('keeps the terms of a question that is nothing but question words', () => {
    expect(tokeniseQuestion('怎么办')).toEqual(['怎么', '么办']);
  });
});
