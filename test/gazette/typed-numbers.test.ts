import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPrivateNumber, maskPrivateNumbers } from '../../src/gazette/private-numbers.ts';

const mask = (text: string): string => maskPrivateNumbers(text, 'typed');
const label = /【已隐去(?:手机号|身份证号|银行卡号)】/g;
/** What is left of a text without labels. */
const rest = (text: string): string => mask(text).replace(label, '');

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 2}}[1-9]$`));

describe('private numbers that are typed', () => {
  it.each([
    ['an identity card with a wrong check digit', '441827199001011234'],
    ['one without a province or a birth date', '123456789012345678'],
    ['one that ends in X', '12345678901234567X'],
    ['one in groups', '123456 78901234 567x'],
    ['one that is read out', '1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8'],
    ['an old one without a date', '999999999999999'],
    ['an old one in groups', '123456-789012-345'],
    ['an old one in fours', '4418 2790 0101 123'],
    ['a card that does not fit Luhn', '1234567890123456'],
    ['a card of 17', '62220212345678901'],
    ['a card of 19 in groups', '9999 8888 7777 6666 555'],
    ['a card in full width', '９９９９ ８８８８ ７７７７ ６６６６'],
    ['a card with hyphens', '6222-0212-3456-7890-12'],
    ['a mobile in unusual groups', '138 00 13 80 00'],
    ['a mobile split by a command', '1380013/calc 8000'],
    ['a mobile split by a mention', '1380013 @wenzheng_bot 8000'],
    ['a mobile over three lines', '138\n0013\n8000'],
    ['a mobile with what nobody sees', '138\u200b0013\u2060\ufeff8000'],
    ['a mobile in keycaps', '1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣'],
    ['a mobile in circles', '①③⑧⓪⓪①③⑧⓪⓪⓪'],
    ['a mobile in letters of mathematics', '𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎'],
    ['two numbers written together', '44182719900101123413800138000'],
    ['an identity card in Chinese digits', '一二三四五六七八九零一二三四五六七八'],
    ['a mobile as it is read out', '幺三八洞洞幺三八洞洞两'],
    ['a mobile with commas between its digits', '1，3，8，0，0，1，3，8，0，0，0'],
    [
      'an identity card with a pause after each digit',
      '4、4、1、8、2、7、1、9、9、0、0、1、0、1、1、2、3、4',
    ],
    ['a card with asterisks between its digits', '6*2*2*2*0*2*1*2*3*4*5*6*7*8*9*0*1*2*3'],
    ['a mobile in Arabic-Indic digits', '١٣٨٠٠١٣٨٠٠٠'],
    ['a mobile that is struck through', '1̶3̶8̶0̶0̶1̶3̶8̶0̶0̶0̶'],
  ])('hides %s', (_, number) => {
    expect(rest(`我的是${number}，请查`)).toBe('我的是，请查');
    expect(rest(number)).toBe('');
  });

  it.each([
    ['身份证4418 2719 9001 0112 34', '身份证'],
    ['身份证号码是：441 8271 990 0101 1234', '身份证号码是：'],
    ['卡号62 2202 123456 7890 12', '卡号'],
    ['电话13800 138000', '电话'],
    ['微信 1380 01380 00', '微信 '],
  ])('hides any grouping after the word for it: %s', (text, left) => {
    expect(rest(text)).toBe(left);
  });

  it.each([
    '年收入 120000 元',
    '年收入120000',
    '三年收入 120000 130000 140000',
    '一年120000、130000',
    '18000 20000 30000',
    '3500 4200 2800 1250元',
    '1500 2000 3000 4000',
    '1500 2000 3000 400',
    '总投资15000000000000000元',
    '2018 2019 2020 2021',
    '第1、2、3、4、5、6、7、8、9、10、11、12条',
    '1,2,3,4,5,6,7,8,9,1,2',
    '3000、4200、2800、1250元',
    '20180101-20191231',
    '2018-01-01 2019-12-31',
    '医疗费 12000 自付 8000 报 3000 400',
    '银行卡里有 3000 4000 5000 6000',
    '0763-5811234/5811235',
    '0763-5811234 0763-5811235',
    '0763 5811234，5811235，12345',
    '400-800-1234',
    '邮编511800',
    '清新府〔2018〕41 号、清新府办〔2018〕16号',
    '1,380,013,800.00元',
    '45000.50元 46000.75元',
    '编号20190301001234',
    '第十二条第三款',
    '统一社会信用代码12441803MB2C12345X',
  ])('leaves alone: %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('keeps what stands around, to the letter', () => {
    expect(mask('a\u200bb\n 138\n0013\n8000 \n c😀１３８００１３８０００。')).toBe(
      'a\u200bb\n 【已隐去手机号】 \n c😀【已隐去手机号】。',
    );
  });

  it('leaves what is printed to the check digits', () => {
    expect(maskPrivateNumbers('1234567890123456 123456 78901234 5678')).toBe(
      '1234567890123456 123456 78901234 5678',
    );
    expect(hasPrivateNumber('123456789012345678')).toBe(false);
  });

  const mobile = fc
    .tuple(fc.constantFrom('3', '5', '8', '9'), digits(9))
    .map((parts) => `1${parts.join('')}`);
  const identityCard = fc
    .tuple(digits(17), fc.constantFrom('0', '5', 'X', 'x'))
    .map((parts) => parts.join(''));
  const number = fc.oneof(mobile, identityCard, digits(15), digits(16), digits(17), digits(18), digits(19));
  const way = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    (text) => Array.from(text).join(' '),
    (text) => Array.from(text).join('-'),
    (text) => Array.from(text).join('\u200b'),
    (text) => `${text.slice(0, 6)}\ufeff${text.slice(6)}`,
  );
  /** Nothing that would make it another number. */
  const around = fc.string({ maxLength: 20 }).filter((text) => !/[\p{N}A-Za-z/@.·・\-_／\s]/u.test(text));

  it('leaves none in any surroundings, however it is written', () => {
    fc.assert(
      fc.property(around, number, way, around, (left, wanted, write, right) => {
        const masked = mask(`${left}${write(wanted)}${right}`);
        expect(masked.replace(label, '').match(/[\d０-９]/g)).toBeNull();
        expect(hasPrivateNumber(masked, 'typed')).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the second where two follow each other', () => {
    fc.assert(
      fc.property(number, number, fc.constantFrom('，', ' 手机', '\n和', '、'), (one, other, sign) => {
        expect(rest(`${one}${sign}${other}`)).toBe(sign);
      }),
    );
  });

  const pieces = fc.array(
    fc.oneof(
      number,
      fc.stringMatching(/^[\d .\-/]{1,20}$/),
      fc.constantFrom('身份证', '卡号', '电话', '/calc ', '@bot ', '元', '\n', '一三八', '\u200b', '①'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 8 },
  );

  it.each(['13812345678/A13912345678', '5/a13912345678 7', '13812345678@b13912345678 1'])(
    'hides a number that hangs on a command: %s',
    (text) => {
      expect(mask(text)).not.toMatch(/\d{8}/);
    },
  );

  it('masks idempotently, whatever is typed', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const masked = mask(parts.join(''));
        expect(mask(masked)).toBe(masked);
      }),
      { numRuns: 2000 },
    );
  });

  it('is quick with a long row of digits', () => {
    const startedAt = performance.now();
    for (const text of [
      '1'.repeat(20_000),
      '1 '.repeat(10_000),
      '身份证1/a '.repeat(4_000),
      '12 34-'.repeat(5_000),
    ])
      mask(text);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });
});
