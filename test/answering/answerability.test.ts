import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answerability,
  type AnswerabilitySigns,
  judgeAnswerability,
} from '../../src/answering/answerability.ts';

const order: readonly Answerability[] = ['none', 'named', 'nearest', 'certain'];
type Words = Omit<AnswerabilitySigns, 'nearestAsked' | 'subject'>;
/** Judged by its words alone: the subject is not known. */
const judge = (words: Words): Answerability =>
  judgeAnswerability({ ...words, nearestAsked: words.asked ?? 0, subject: null });
const placeOf = (words: Words) => order.indexOf(judge(words));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('whether the best clause is about what was asked', () => {
  it('is certain of the very question of the bank and of a clause that holds the words, with a bank and without', () => {
    expect(judge({ own: 0.6, unknown: 0.2, held: 0.7, asked: 0.6 })).toBe('certain');
    expect(judge({ own: 0.6, unknown: 0.2, held: 0.7, asked: null })).toBe('certain');
  });

  it('finds nothing near where neither words nor questions are alike', () => {
    expect(judge({ own: 0, unknown: 0.3, held: 0.05, asked: 0.12 })).toBe('none');
    expect(judge({ own: 0, unknown: 0, held: 0, asked: null })).toBe('none');
  });

  it('names the nearest place between the two', () => {
    expect(judge({ own: 0.05, unknown: 0.4, held: 0.15, asked: 0.28 })).toBe('named');
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

  it('is not certain of a short question whose subject the clause does not hold, however well the rest fits', () => {
    const fits = { own: 0.2, unknown: 0.8, held: 1, asked: 0.4, nearestAsked: 0.4 };
    expect(judgeAnswerability({ ...fits, subject: { words: 1, length: 3, inDocument: 1, held: 1 } })).toBe(
      'certain',
    );
    expect(judgeAnswerability({ ...fits, subject: { words: 1, length: 3, inDocument: 1, held: 0.4 } })).toBe(
      'nearest',
    );
    expect(judgeAnswerability({ ...fits, subject: { words: 1, length: 3, inDocument: 1, held: 0 } })).toBe(
      'named',
    );
    expect(judgeAnswerability({ ...fits, subject: { words: 2, length: 9, inDocument: 1, held: 0 } })).toBe(
      'nearest',
    );
    // A story names much that is beside the matter, and the bank may know the question in other words.
    expect(judgeAnswerability({ ...fits, subject: { words: 6, length: 14, inDocument: 1, held: 0.2 } })).toBe(
      'certain',
    );
    expect(
      judgeAnswerability({
        ...fits,
        nearestAsked: 0.6,
        subject: { words: 1, length: 3, inDocument: 1, held: 0 },
      }),
    ).toBe('certain');
  });

  it('goes by what the whole document says where the bank does not ask about it', () => {
    const beside = { own: 0.3, unknown: 0.5, held: 0.6, asked: null, nearestAsked: 0 };
    const judged = (length: number, inDocument: number) =>
      judgeAnswerability({ ...beside, subject: { words: 3, length, inDocument, held: 0 } });
    expect([judged(6, 1), judged(6, 0.3), judged(6, 0)]).toEqual(['certain', 'nearest', 'named']);
    // One word of two characters may be said otherwise.
    expect(judged(2, 0)).toBe('nearest');
  });

  it('never grows less sure when more of the subject is held', () => {
    const words = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(share, share, share, share, words, share, (own, held, asked, about, count, more) => {
        const at = (subject: number) =>
          order.indexOf(
            judgeAnswerability({
              own,
              unknown: 0.2,
              held,
              asked,
              nearestAsked: asked,
              subject: { words: count, length: 3 * count, inDocument: 1, held: subject },
            }),
          );
        expect(at(Math.min(1, about + more))).toBeGreaterThanOrEqual(at(about));
      }),
    );
  });
});
