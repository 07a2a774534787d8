/** What holds for every wording: spelling of amounts, idle numbers, order of parts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSentence } from '../../../src/calculators/reading/sentence.ts';
import { situationOf, today } from './told.ts';

const digits = '零一二三四五六七八九';

/** 12345 → 一万二千三百四十五, up to eight digits. */
function inChinese(value: number): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1000 ? '零' : '';
    return `${inChinese(Math.floor(value / 10_000))}万${rest === 0 ? '' : `${gap}${inChinese(rest)}`}`;
  }
  let text = '';
  let zero = false;
  for (const [at, unit] of ['千', '百', '十', ''].entries()) {
    const digit = Math.floor(value / 10 ** (3 - at)) % 10;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${digits[digit] ?? ''}${unit}`;
      zero = false;
    }
  }
  return text;
}

const fullWidth = (text: string): string =>
  text.replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const yuan = fc.integer({ min: 1, max: 9_999_999 });

describe('an amount reads the same in every spelling', () => {
  it.each<[string, (value: number) => string]>([
    ['plain', (value) => `${value}元`],
    ['with separators', (value) => `${value.toLocaleString('en-US')}元`],
    ['full width', (value) => `${fullWidth(String(value))}元`],
    ['with two decimals', (value) => `${value}.00元`],
    ['Chinese figures', (value) => `${inChinese(value)}元`],
    ['in 万', (value) => `${value / 10_000}万元`],
    ['in Cantonese', (value) => `${value}蚊`],
    ['with w', (value) => `${value / 10_000}w`],
  ])('%s', (_name, spell) => {
    fc.assert(
      fc.property(yuan, (value) => {
        const { amounts } = readSentence(`住院自付${spell(value)}，能报多少`, today);
        expect(amounts.map(({ fen }) => fen)).toEqual([value * 100]);
      }),
      { numRuns: 200 },
    );
  });
});

const idle = fc.constantFrom(
  '床号12',
  '3楼305房',
  '电话13800138000',
  '联系电话0763-5812345',
  '身份证441827195001011234',
  '住院号20190312',
  '发票号00012345',
  '住了12天',
  '看清新府办〔2018〕16号第七条',
  '我打过12345热线',
  '住3号楼2单元',
);

const parts = ['我家是低保', '2019年6月定点医院住院', '政策范围内自付12345.67元', '不属于重特大疾病'];
const told = (text: string) => situationOf(text)?.raw;
const plain = told(parts.join('，'));

it('does not change with numbers that are names of things', () => {
  fc.assert(
    fc.property(fc.array(idle, { maxLength: 3 }), fc.integer({ min: 0, max: parts.length }), (extra, at) => {
      const text = [...parts.slice(0, at), ...extra, ...parts.slice(at)].join('，');
      expect(told(text)).toEqual(plain);
    }),
    { numRuns: 150 },
  );
});

it('does not change with the order of the parts', () => {
  expect(plain).toMatchObject({ categories: ['低保'], ownShare: 12_345.67, majorIllness: false });
  fc.assert(
    fc.property(
      fc.shuffledSubarray(parts, { minLength: parts.length }),
      fc.constantFrom('，', '。', '；', ' ', '\n', ','),
      (shuffled, mark) => {
        expect(told(shuffled.join(mark))).toEqual(plain);
      },
    ),
    { numRuns: 150 },
  );
});

it('never throws and keeps its positions, whatever is typed', () => {
  const scraps = fc.constantFrom(
    ...'低保住院自付报了万千百十一二半几年月日元块-.,，。（）〔〕第号%wk0123456789 \n'.split(''),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(scraps, { maxLength: 30 }).map((all) => all.join('')),
      ),
      (text) => {
        const sentence = readSentence(text, today);
        for (const each of [
          ...sentence.parts,
          ...sentence.amounts,
          ...sentence.quantities,
          ...sentence.dates,
        ]) {
          expect(sentence.text.slice(each.start, each.end)).toBe(each.words);
        }
        situationOf(text);
      },
    ),
    { numRuns: 300 },
  );
});
