import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answerability, judgeAnswerability } from '../../src/answering/answerability.ts';

const order: readonly Answerability[] = ['none', 'named', 'nearest', 'certain'];
const placeOf = (signs: Parameters<typeof judgeAnswerability>[0]) => order.indexOf(judgeAnswerability(signs));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('whether the best clause is about what was asked', () => {
  it('is certain of the very question of the bank and of a clause that holds the words, with a bank and without', () => {
    expect(judgeAnswerability({ own: 0.6, unknown: 0.2, held: 0.7, asked: 0.6 })).toBe('certain');
    expect(judgeAnswerability({ own: 0.6, unknown: 0.2, held: 0.7, asked: null })).toBe('certain');
  });

  it('finds nothing near where neither words nor questions are alike', () => {
    expect(judgeAnswerability({ own: 0, unknown: 0.3, held: 0.05, asked: 0.12 })).toBe('none');
    expect(judgeAnswerability({ own: 0, unknown: 0, held: 0, asked: null })).toBe('none');
  });

  it('names the nearest place between the two', () => {
    expect(judgeAnswerability({ own: 0.05, unknown: 0.4, held: 0.15, asked: 0.28 })).toBe('named');
  });

  it('never grows less sure when more is held or a question is more alike', () => {
    fc.assert(
      fc.property(share, share, share, share, share, (own, unknown, held, asked, more) => {
        const before = placeOf({ own, unknown, held, asked });
        for (const grown of [
          { own: Math.min(1, own + more), unknown, held, asked },
          { own, unknown, held: Math.min(1, held + more), asked },
          { own, unknown, held, asked: Math.min(1, asked + more) },
        ])
          expect(placeOf(grown)).toBeGreaterThanOrEqual(before);
        const alone = placeOf({ own, unknown, held, asked: null });
        expect(placeOf({ own: Math.min(1, own + more), unknown, held, asked: null })).toBeGreaterThanOrEqual(
          alone,
        );
      }),
    );
  });
});
