import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divideHalfUp,
  formatFen,
  formatShare,
  largestFen,
  shareOf,
  timesThousandths,
  toYuan,
} from '../../../src/calculators/kernel/money.ts';

describe('money', () => {
  it('rounds a share half up to the fen', () => {
    expect(shareOf(1_000_001, 5000)).toBe(500_001);
    expect(shareOf(1, 4999)).toBe(0);
    expect(shareOf(1, 5000)).toBe(1);
    expect(shareOf(3, 7500)).toBe(2);
    expect(shareOf(0, 8000)).toBe(0);
  });

  it('agrees with whole-number arithmetic of any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: largestFen }),
        fc.integer({ min: 0, max: 15_000 }),
        (fen, ratio) => {
          const exact = (2n * BigInt(fen) * BigInt(ratio) + 10_000n) / 20_000n;
          expect(BigInt(shareOf(fen, ratio))).toBe(exact);
        },
      ),
    );
  });

  it('refuses what it cannot compute exactly', () => {
    expect(() => shareOf(-1, 8000)).toThrow(RangeError);
    expect(() => shareOf(Number.MAX_SAFE_INTEGER, 8000)).toThrow(RangeError);
    expect(() => divideHalfUp(Number.NaN, 2)).toThrow(RangeError);
  });

  it('multiplies a price by a quantity with decimals', () => {
    expect(timesThousandths(10_000, 123_450)).toBe(1_234_500);
    expect(timesThousandths(1, 500)).toBe(1);
    expect(timesThousandths(1, 499)).toBe(0);
  });

  it('is written as the gazettes print it', () => {
    expect([1_234_567, 5_000_000, 5, 0, -50].map(formatFen)).toEqual([
      '12345.67元',
      '50000元',
      '0.05元',
      '0元',
      '-0.50元',
    ]);
    expect([8000, 15_000, 5].map(formatShare)).toEqual(['80%', '150%', '0.05%']);
    expect(toYuan(4_000_004)).toBe(40_000.04);
  });
});
