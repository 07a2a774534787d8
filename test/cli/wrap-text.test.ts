import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, wrapText } from '../../src/channels/terminal/wrap-text.ts';

const text = fc.string({
  unit: fc.constantFrom(...Array.from('低保户住院，能报多少？〔2018〕16号80% abc（一）\n')),
});

describe('text on the terminal', () => {
  it('counts a Chinese character as two columns, a combining mark as none', () => {
    expect(displayWidth('低保80%〔〕')).toBe(11);
    expect(displayWidth('e\u0301👵')).toBe(3);
  });

  it('keeps numbers and words whole', () => {
    expect(wrapText('最高限额为每人每年50000元', 20)).toBe('最高限额为每人每年\n50000元');
  });

  it('begins no line with a closing mark', () => {
    expect(wrapText('一二三四五六七八九，十', 20)).toBe('一二三四五六七八九，\n十');
  });

  it('ends no line with an opening bracket', () => {
    expect(wrapText('一二三四五六七八（十）', 20)).toBe('一二三四五六七八\n（十）');
  });

  it('is never wider than the terminal and loses nothing but spaces', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 100 }), (original, columns) => {
        const wrapped = wrapText(original, columns, '  ');
        for (const line of wrapped.split('\n'))
          expect(displayWidth(line.replace(/[，？）％%〕]+$/, ''))).toBeLessThanOrEqual(columns);
        expect(wrapped.replace(/\s/g, '')).toBe(original.replace(/\s/g, ''));
      }),
    );
  });
});
