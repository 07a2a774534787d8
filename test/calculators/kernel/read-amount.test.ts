import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount } from '../../../src/calculators/kernel/read-amount.ts';

const yuan = (text: number | string): number | string => {
  const read = readAmount(text);
  return 'millionths' in read ? read.millionths / 1_000_000 : read.problem;
};

describe('an amount as people type it', () => {
  it.each<[number | string, number]>([
    [18600.5, 18600.5],
    ['18600.50元', 18600.5],
    ['12,000元', 12_000],
    ['1,234,567.89', 1_234_567.89],
    ['12，000', 12_000],
    ['¥300', 300],
    ['3万', 30_000],
    ['３万', 30_000],
    ['1.2万', 12_000],
    ['3万5', 35_000],
    ['3万5千', 35_000],
    ['3万5000', 35_000],
    ['3万零500', 30_500],
    ['3.5w', 35_000],
    ['3W5', 35_000],
    ['5k', 5000],
    ['2千3', 2300],
    ['三万', 30_000],
    ['三万五', 35_000],
    ['三万半', 35_000],
    ['三萬五千', 35_000],
    ['一万二千三', 12_300],
    ['万二', 12_000],
    ['千八', 1800],
    ['两百', 200],
    ['两百五', 250],
    ['三百零五', 305],
    ['一万零五十', 10_050],
    ['十五', 15],
    ['二十', 20],
    ['二十五块', 25],
    ['十二万', 120_000],
    ['一百二十万', 1_200_000],
    ['1.5亿', 150_000_000],
    ['12块5', 12.5],
    ['三元五角', 3.5],
    ['3元2角5分', 3.25],
    ['3元零5分', 3.05],
    ['0', 0],
    ['-500', -500],
    ['负500元', -500],
    ['−3万', -30_000],
    ['0.01', 0.01],
  ])('%s is %s', (text, value) => {
    expect(yuan(text)).toBe(value);
  });

  it.each([
    ['几千块', 'unreadable'],
    ['', 'unreadable'],
    ['大概吧', 'unreadable'],
    ['三五', 'unreadable'],
    ['1,2', 'unreadable'],
    ['1.2.3', 'unreadable'],
    ['3万5万', 'unreadable'],
    ['5千3万', 'unreadable'],
    ['万万万', 'unreadable'],
    ['两三千', 'unreadable'],
    ['3-5万', 'unreadable'],
    ['NaN', 'unreadable'],
    ['1e9', 'unreadable'],
    ['3..5', 'unreadable'],
    [0.1 + 0.2, 'too-precise'],
    [1e-7, 'too-precise'],
    [1e21, 'too-large'],
    [Number.NaN, 'not-finite'],
    [Number.POSITIVE_INFINITY, 'not-finite'],
    ['1000000000', 'too-large'],
    ['9999亿', 'too-large'],
    ['99999999999999999999', 'unreadable'],
  ])('%s is %s', (text, problem) => {
    expect(yuan(text)).toBe(problem);
  });

  it('reads every amount in fen exactly, with and without separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => {
        const text = `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
        const grouped = text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
        expect(readAmount(text)).toEqual({ millionths: fen * 10_000 });
        expect(readAmount(`${grouped}元`)).toEqual({ millionths: fen * 10_000 });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[零一二三十百千万亿\d.,元角分w]{0,9}$/)),
        (raw) => {
          const read = readAmount(raw);
          expect('problem' in read || Number.isSafeInteger(read.millionths)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
