import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findNumbers,
  foldDigits,
  formatChineseNumber,
  parseChineseInteger,
  parseChineseNumber,
  parseChineseRatio,
} from '../../src/gazette/chinese-number.ts';

describe('numbers written in Chinese', () => {
  test.each([
    ['十', '10'],
    ['十二', '12'],
    ['二十', '20'],
    ['两百', '200'],
    ['一百五', '150'],
    ['一百零五', '105'],
    ['一万二', '12000'],
    ['一万零二', '10002'],
    ['十二万', '120000'],
    ['两万半', '25000'],
    ['七千八百九十', '7890'],
    ['一亿二千万', '120000000'],
    ['1.5万', '15000'],
    ['3万5', '35000'],
    ['1万2千', '12000'],
    ['3万500', '30500'],
    ['50,000', '50000'],
    ['５０，０００', '50000'],
    ['一点五', '1.5'],
    ['0.10', '0.1'],
    ['二〇一八', '2018'],
  ])('%s is %s', (written, value) => {
    expect(parseChineseNumber(written)).toBe(value);
  });

  test.each(['', '万二', '百', '一定', 'abc', '12a', '1.2.3', '一万三万'])(
    '%j is not a number',
    (written) => {
      expect(parseChineseNumber(written)).toBeNull();
    },
  );

  test('large amounts stay exact beyond floating point', () => {
    expect(parseChineseNumber('9007199254740993.07万')).toBe('90071992547409930700');
    expect(parseChineseInteger('9007199254740993')).toBeNull();
  });

  test('every whole number written in Chinese reads back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => {
        expect(parseChineseNumber(formatChineseNumber(value))).toBe(String(value));
      }),
    );
  });

  test('every amount with separators and fen reads back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 1, max: 99 }), (yuan, fen) => {
        const cents = String(fen).padStart(2, '0');
        const written = `${yuan.toLocaleString('en-US')}.${cents}`;
        expect(parseChineseNumber(written)).toBe(`${yuan}.${cents.replace(/0$/, '')}`);
      }),
    );
  });
});

describe('ratios', () => {
  test.each([
    ['八成', '0.8'],
    ['七成半', '0.75'],
    ['百分之八十', '0.8'],
    ['百分之七十五点五', '0.755'],
    ['80%', '0.8'],
    ['７５％', '0.75'],
    ['一半', '0.5'],
    ['千分之五', '0.005'],
    ['100%', '1'],
  ])('%s is %s', (written, value) => {
    expect(parseChineseRatio(written)).toBe(value);
  });

  test.each(['成', '构成', '八', '百分之'])('%s is not a ratio', (written) => {
    expect(parseChineseRatio(written)).toBeNull();
  });
});

describe('numbers inside a text', () => {
  test('finds amounts, ratios and multiples with their places', () => {
    const text = '按 80% 给予救助，每人每年最高50000元，低保标准1.5倍以内，补八成，报十二万，两百元以上';
    const found = findNumbers(text);
    expect(found.map((each) => [each.kind, each.value])).toEqual([
      ['ratio', '0.8'],
      ['amount', '50000'],
      ['times', '1.5'],
      ['ratio', '0.8'],
      ['amount', '120000'],
      ['amount', '200'],
    ]);
    for (const each of found) expect(text.slice(each.start, each.end)).toBe(each.written);
  });

  test('leaves words alone that only contain a numeral', () => {
    expect(findNumbers('一定要统一办理，万一不行，十分困难，千万不要，一站式结算')).toEqual([]);
  });

  test('folding digits never changes the length', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('０', '５', '９', '．', '％', '，', '〇', '一', 'a', ' ', '7', '𠮷', '😀'),
        }),
        (text) => {
          expect(foldDigits(text)).toHaveLength(text.length);
        },
      ),
    );
  });
});
