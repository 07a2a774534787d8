/** Texts in pieces: cut where sentences end, and without what a model thinks to itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SentenceStream } from '../../src/models/sentence-stream.ts';
import { ThoughtFilter } from '../../src/models/thought-filter.ts';

function cut(pieces: readonly string[]): string[] {
  const stream = new SentenceStream();
  return [...pieces.flatMap((piece) => stream.push(piece)), ...stream.end()];
}

function filter(pieces: readonly string[]): string {
  let said = '';
  const thoughts = new ThoughtFilter(() => {
    said = '';
  });
  for (const piece of pieces) {
    const more = thoughts.push(piece);
    said += more;
  }
  return said + thoughts.end();
}

describe('SentenceStream', () => {
  it.each([
    ['按80%给予救助[S1]。每年最高50000元[S1]。', ['按80%给予救助[S1]。', '每年最高50000元[S1]。']],
    ['按80%给予救助。[S1][S2] 每年最高50000元。[S1]', ['按80%给予救助。[S1][S2]', ' 每年最高50000元。[S1]']],
    ['可以：\n1. 低保[S1]\n2. 特困[S2]', ['可以：', '\n1. 低保[S1]', '\n2. 特困[S2]']],
    ['“可以。行。”他说[S1]；好', ['“可以。行。”他说[S1]；好']],
    ['可以。”[S1]（见附件）不行。', ['可以。”[S1]', '（见附件）不行。']],
    ['', []],
  ])('cuts %j', (text, sentences) => {
    expect(cut([text])).toEqual(sentences);
    expect(cut(text.split(''))).toEqual(sentences);
  });

  it('loses nothing and cuts the same however the text is cut into pieces', () => {
    const words = fc.array(
      fc.constantFrom('低保', '80%', '[S1]', '[C2]', '。', '；', '\n', ' ', '”', '1. '),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, fc.array(fc.nat(5)), (parts, sizes) => {
        const text = parts.join('');
        const pieces: string[] = [];
        let rest = text;
        for (const size of sizes) {
          pieces.push(rest.slice(0, size));
          rest = rest.slice(size);
        }
        pieces.push(rest);
        expect(cut(pieces)).toEqual(cut([text]));
        expect(cut(pieces).join('').trimEnd()).toBe(text.trimEnd());
      }),
    );
  });
});

describe('ThoughtFilter', () => {
  it.each([
    ['<think>想</think>说', '说'],
    ['先<think>想<think>又想</think>后', '先后'],
    ['1 < 2 <thin', '1 < 2 <thin'],
    ['<think>没有想完', ''],
    ['想了又想</think>说', '说'],
    ['想了又想</think>说<think>再想</think>完', '说完'],
    ['说</thin', '说</thin'],
    ['说', '说'],
  ])('of %j leaves %j', (text, said) => {
    expect(filter([text])).toBe(said);
    expect(filter(text.split(''))).toBe(said);
  });
});
