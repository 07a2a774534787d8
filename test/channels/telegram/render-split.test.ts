import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDocumentNumbers } from '../../../src/gazette/document-number.ts';
import {
  folded,
  own,
  plainTextOf,
  published,
  quoted,
  type RichText,
  strong,
  toHtml,
} from '../../../src/channels/telegram/render/rich-text.ts';
import { say, toPayloads } from '../../../src/channels/telegram/render/saying.ts';
import { splitRichText } from '../../../src/channels/telegram/render/split-rich-text.ts';
import { readBotApiHtml } from '../../support/bot-api-html.ts';

const place = { chatId: '7', threadId: null, replyTo: null };
const payloadsOf = (text: RichText) => toPayloads(say(text), place, (each) => each);

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '医疗救助按80%给予救助',
      '低保户',
      '，',
      '。',
      '；',
      '\n',
      '\n\n',
      '  ',
      '[1]',
      '[12]',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '清新府办〔2018〕16号',
      '50000元',
      '2018年3月23日',
      '<b>',
      '&amp;',
      'a<b>&c',
      '”',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('👨‍👩‍👧‍👦', '🇨🇳', '👍🏽', 'é', '𠮷', '㎡', '️') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const words = fc.array(piece, { maxLength: 60 }).map((all) => all.join(''));
const anyText: fc.Arbitrary<RichText> = fc.array(
  fc.tuple(fc.constantFrom(own, strong, published, quoted, folded), words).map(([make, text]) => make(text)),
  { maxLength: 12 },
);
const limit = fc.integer({ min: 80, max: 400 });

/** Places between two units where nothing may be parted. */
function brokenAt(text: string, at: number): string | null {
  if (/[\ud800-\udbff]$/.test(text.slice(0, at)) && /^[\udc00-\udfff]/.test(text.slice(at)))
    return 'a pair of surrogates';
  const inNumber = findDocumentNumbers(text).some(({ start, end }) => start < at && at < end);
  if (inNumber) return 'a 文号';
  const inMark = [...text.matchAll(/\[\d{1,3}\]/g)].some(
    ({ index, 0: mark }) => index < at && at < index + mark.length,
  );
  return inMark ? 'a mark' : null;
}

/** What each unit of the text is, without the text. */
const styles = (text: RichText) =>
  text.flatMap(({ text: each, ...style }) =>
    Array.from({ length: each.length }, () => JSON.stringify(style)),
  );

describe('long messages in parts', () => {
  it('joined again are the whole text, and every part fits and is HTML that Telegram reads', () => {
    fc.assert(
      fc.property(anyText, limit, (text, longest) => {
        const parts = splitRichText(text, longest);
        expect(parts.map(plainTextOf).join('')).toBe(plainTextOf(text));
        for (const part of parts) {
          const html = toHtml(part);
          expect(html.length).toBeLessThanOrEqual(longest);
          expect(plainTextOf(part).length).toBeLessThanOrEqual(longest);
          expect(readBotApiHtml(html)).toBe(plainTextOf(part).trim());
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keeps bold, quotation and origin of every character', () => {
    fc.assert(
      fc.property(anyText, limit, (text, longest) => {
        expect(splitRichText(text, longest).flatMap(styles)).toEqual(styles(text));
      }),
      { numRuns: 100 },
    );
  });

  it('are never parted inside a 文号, a mark or a character', () => {
    fc.assert(
      fc.property(anyText, limit, (text, longest) => {
        const whole = plainTextOf(text);
        let at = 0;
        for (const part of splitRichText(text, longest).slice(0, -1)) {
          at += plainTextOf(part).length;
          expect(brokenAt(whole, at)).toBeNull();
        }
      }),
      { numRuns: 400 },
    );
  });

  it('end where a reader would pause', () => {
    const sentence = '基本医疗保险政策范围内医疗费用的个人自付部分，按80%给予救助。';
    const text = [own(`${sentence.repeat(3)}\n\n${sentence.repeat(4)}`)];
    expect(splitRichText(text, 200).map(plainTextOf)).toEqual([
      `${sentence.repeat(3)}\n\n`,
      sentence.repeat(4),
    ]);
    expect(splitRichText([own(sentence.repeat(5))], 100).map(plainTextOf)).toEqual([
      sentence.repeat(3),
      sentence.repeat(2),
    ]);
  });

  it('go on where no pause is', () => {
    expect(splitRichText([own('救'.repeat(250))], 100).map((part) => plainTextOf(part).length)).toEqual([
      100, 100, 50,
    ]);
    expect(splitRichText([own('9'.repeat(250))], 100).map((part) => plainTextOf(part).length)).toEqual([
      100, 100, 50,
    ]);
  });

  it('are numbered, with the buttons under the last and the question quoted by the first', () => {
    const text = [own('一'.repeat(3000)), quoted(`\n\n${'<二>'.repeat(1500)}`)];
    const buttons = [[{ label: own('好'), url: 'https://t.me/x' }]];
    const payloads = toPayloads(say(text, buttons), { ...place, replyTo: 5 }, (each) => each);
    expect(payloads.map((each) => each.text.slice(0, 5))).toEqual(
      [1, 2, 3, 4, 5].map((part) => `（${part}/5）`),
    );
    expect(payloads.map((each) => each.buttons.length)).toEqual([0, 0, 0, 0, 1]);
    expect(payloads.map((each) => each.method === 'sendMessage' && each.replyTo)).toEqual([
      5,
      null,
      null,
      null,
      null,
    ]);
    for (const { text: html } of payloads) {
      expect(html.length).toBeLessThanOrEqual(4096);
      expect(() => readBotApiHtml(html)).not.toThrow();
    }
    const joined = payloads.map((each) => readBotApiHtml(each.text).replace(/^（\d\/\d）\n/, '')).join('');
    expect(joined.replaceAll(/\s/g, '')).toBe(plainTextOf(text).replaceAll(/\s/g, ''));
  });

  it('are one message while they fit, to the last character', () => {
    expect(payloadsOf([own('一'.repeat(4096))])).toHaveLength(1);
    expect(payloadsOf([own('一'.repeat(4097))])).toHaveLength(2);
    expect(payloadsOf([own('&'.repeat(820))])).toHaveLength(2);
  });

  it('hold no empty part', () => {
    expect(payloadsOf([own(`${'一'.repeat(4080)}${'\n'.repeat(300)}`)])).toHaveLength(1);
  });
});

describe('HTML', () => {
  it('shows what was typed, whatever it is', () => {
    for (const text of [
      '<b>粗</b>',
      '&lt;',
      'a & b',
      '<script>alert(1)</script>',
      '</blockquote>',
      '&amp;amp;',
    ])
      for (const make of [own, strong, quoted, folded])
        expect(readBotApiHtml(toHtml([make(text)]))).toBe(text);
  });
});
