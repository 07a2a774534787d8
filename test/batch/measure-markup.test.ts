import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarkupMeter } from '../../src/batch/measure-markup.ts';

/** The verdict on a text that comes in pieces of this many bytes. */
function verdict(text: string, pieceBytes = 65_536): string | null {
  const meter = createMarkupMeter();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const fault = meter(bytes.subarray(at, at + pieceBytes));
    if (fault !== null) return fault;
  }
  return null;
}

const piece = fc.constantFrom(
  '<row>',
  '<row r="1"/>',
  '</row>',
  '<x:row>',
  '</x:row>',
  '<c a="> <" b=\'"\'/>',
  '<!-- <row> -->',
  '<![CDATA[</row>]]>',
  '<!DOCTYPE a>',
  '<?a > ?>',
  '</c>',
  '文字',
);

describe('the measure of markup', () => {
  it('does not depend on where the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        (pieces, open, cut) => {
          const long = `${pieces.join('')}${open ? '<row>' : ''}${'<c/>'.repeat(1_100_000)}`;
          const expected = verdict(long);
          const meter = createMarkupMeter();
          const bytes = Buffer.from(long);
          const head = pieces.join('').length * 3 + 12;
          let fault: string | null = null;
          for (let at = 0; at < bytes.length && fault === null; ) {
            const end = at < head ? at + cut : at + 65_536;
            fault = meter(bytes.subarray(at, end));
            at = end;
          }
          expect(fault).toBe(expected);
          expect(open && expected === null).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    ['<row>', '有一行太长'],
    ['<row><row/>', null],
    ['<row></row>', null],
    ['<x:row a="/>">', '有一行太长'],
    ['<row><!-- </row> -->', '有一行太长'],
    ['<row><![CDATA[</row>]]>', '有一行太长'],
    ['<row><?a </row> ?>', '有一行太长'],
    ['<row></rows>', '有一行太长'],
    ['<rows>', null],
    ['<row></row >', '有一行太长'],
  ])('knows whether a row goes on after %s', (text, expected) => {
    expect(verdict(text + '<c/>'.repeat(1_100_000))).toBe(expected);
  });
});
