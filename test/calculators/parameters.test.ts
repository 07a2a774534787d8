import { describe, expect, it } from 'vitest';
import { checkParameters } from '../../src/calculators/check-parameters.ts';
import type { Parameter } from '../../src/calculators/kernel/parameter.ts';
import { readFigures } from '../../src/calculators/kernel/read-figures.ts';
import { allParameters, allSources, checkAllParameters } from '../../src/calculators/parameters.ts';
import { textOfDocument } from './corpus-text.ts';

const check = (parameters: readonly Parameter[]) => checkParameters(parameters, textOfDocument);

const reads = (quote: string, unit: Parameter['unit']) => [...readFigures(quote, unit, '2018')];

const touched = (quote: string): string => {
  const at = Math.floor(quote.length / 2);
  return `${quote.slice(0, at)}某${quote.slice(at + 1)}`;
};

describe('the parameters', () => {
  it('are quoted from the corpus and can be read in their quotations', () => {
    expect(checkAllParameters(textOfDocument)).toEqual([]);
  });

  it('fail when any readable value is changed', () => {
    const unseen = allParameters.filter((parameter) => {
      if (parameter.readable === false || typeof parameter.value === 'string') return false;
      return check([{ ...parameter, value: parameter.value + 1 }]).length === 0;
    });
    // 产权房屋总计不超过1套 and alike: one more is not in the words either.
    expect(unseen.map(({ id }) => id)).toEqual([]);
  });

  it('fail when one character of a quotation is touched', () => {
    const unseen = [
      ...allParameters.filter((each) => check([{ ...each, quote: touched(each.quote) }]).length === 0),
      ...allSources.filter(
        (each) => checkParameters([], textOfDocument, [{ ...each, quote: touched(each.quote) }]).length === 0,
      ),
    ];
    expect(unseen).toEqual([]);
  });

  it('fail for 85 in the place of 80 per cent', () => {
    const rate = allParameters.find(({ id }) => id === 'medical-aid.class-one-rate');
    if (rate === undefined) throw new Error('no rate');
    expect(check([rate])).toEqual([]);
    expect(check([{ ...rate, value: 8500 }])[0]?.message).toContain('读不出来');
  });

  it('fail when the corpus does not hold the document, and when an id is written twice', () => {
    const first = allParameters[0];
    if (first === undefined) throw new Error('no parameter');
    expect(checkParameters([first], () => '')).toHaveLength(1);
    expect(check([first, first])).toHaveLength(1);
  });
});

describe('a figure in a quotation', () => {
  it.each([
    ['按80%给予', 'basisPoints', 8000],
    ['按80％给予', 'basisPoints', 8000],
    ['按百分之八十给予', 'basisPoints', 8000],
    ['按八成给予', 'basisPoints', 8000],
    ['低保标准1.5倍以内', 'basisPoints', 15_000],
    ['不超过50000元', 'fen', 5_000_000],
    ['不超过50,000元', 'fen', 5_000_000],
    ['不超过5万元', 'fen', 5_000_000],
    ['不超过五万元', 'fen', 5_000_000],
    ['两百元以上', 'fen', 20_000],
    ['20KG以下猪苗', 'thousandths', 20_000],
    ['月均用水量1万立方米以上', 'thousandths', 10_000_000],
    ['连续满2年', 'months', 24],
    ['在3个工作日内', 'workingDays', 3],
    ['公示期为5日', 'days', 5],
    ['60周岁以上', 'age', 60],
    ['有效期至2020年3月31日', 'date', '2020-03-31'],
    ['10月30日前', 'date', '2018-10-30'],
  ] as const)('%s is read as %s %s', (quote, unit, value) => {
    expect(reads(quote, unit)).toContain(value);
  });

  it('is not read where the words state another kind of figure', () => {
    expect(reads('在10个工作日内', 'days')).toEqual([]);
    expect(reads('2018年11月31日', 'date')).toEqual([]);
    expect(reads('第80条', 'fen')).toEqual([]);
  });
});
