import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnLetters } from '../../src/batch/table.ts';
import { harmless } from '../../src/batch/write-table.ts';

describe('a cell that is written', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n1',
    '＝1',
    '＋1',
    '－1',
    '＠A',
    ' =1',
    '　=1',
    '\ufeff=1',
  ])('is made harmless when it is %j', (text) => {
    expect(harmless(text)).toBe(`'${text}`);
  });

  it.each(['18600.50', '2018-08-01', '低保', '', "'=1", '第1户=2'])('is left alone when it is %j', (text) => {
    expect(harmless(text)).toBe(text);
  });

  it('never begins as a formula does, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('', '=', '+', '-', '@', '\t', '＝'),
        (text, head) => {
          const written = harmless(head + text);
          expect(written.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
          expect(written.endsWith(head + text)).toBe(true);
        },
      ),
    );
  });
});

describe('the letters of a column', () => {
  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [53, 'BA'],
    [702, 'ZZ'],
    [703, 'AAA'],
  ])('of number %i are %s', (number, letters) => {
    expect(columnLetters(number)).toBe(letters);
  });
});
