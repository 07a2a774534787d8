import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutBeforePrivateNumber,
  findPrivateNumbers,
  hasPrivateNumber,
  maskPrivateNumbers,
} from '../../src/gazette/private-numbers.ts';

/** An identity card number with its right check digit. */
function identityCard(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
}

function bankCard(body: string): string {
  for (let digit = 0; digit < 10; digit += 1) {
    const digits = Array.from(`${body}${digit}`).toReversed();
    const sum = digits.reduce((total, character, at) => {
      const value = Number(character) * (at % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    if (sum % 10 === 0) return `${body}${digit}`;
  }
  return body;
}

const card = identityCard('44182719900101123');
const mobileNumber = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.stringMatching(/^\d{8}[1-9]$/))
  .map(([second, rest]) => `1${second}${rest}`);
const cardNumber = fc
  .record({
    province: fc.constantFrom('110101', '441827', '440106', '620102', '654021'),
    birth: fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    order: fc.stringMatching(/^\d{3}$/),
  })
  .map(({ province, birth, order }) =>
    identityCard(`${province}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${order}`),
  );
/** Anything may stand around a number, except a digit that would make it another number. */
const before = fc.string({ maxLength: 40 }).filter((text) => !/\d$/.test(text));
const after = fc.string({ maxLength: 40 }).filter((text) => !/^\d/.test(text));

describe('private numbers', () => {
  it.each([
    ['mobile', '13828551010'],
    ['mobile', '138 2855 1010'],
    ['mobile', '138-2855-1010'],
    ['mobile', '1382-855-1010'],
    ['mobile', '+86 13828551010'],
    ['mobile', '8613828551010'],
    ['mobile', '0086-138-2855-1010'],
    ['mobile', '013828551010'],
    ['mobile', '１３８２８５５１０１０'],
    ['mobile', '一三八二八五五一零一零'],
    ['mobile', '1 3 8 2 8 5 5 1 0 1 0'],
    ['identity_card', card],
    ['identity_card', identityCard('11010119491001001')],
    ['identity_card', '441827 19900101 1234'],
    ['identity_card', '44182719900101123x'],
    ['identity_card', '441827900101123'],
    ['bank_card', '6222021234567890123'],
    ['bank_card', '6228 4800 1234 5678'],
    ['bank_card', bankCard('400012345678901')],
    ['bank_card', bankCard('955880123456789012')],
  ])('finds a %s: %s', (kind, number) => {
    const text = `我的号码是${number}，请查`;
    expect(findPrivateNumbers(text)).toEqual([{ kind, start: 5, end: 5 + number.length }]);
  });

  it.each([
    '联系电话：0763-5814709',
    '0371—65897856',
    '拨打12345热线，或者110、120、12356',
    '邮编511800',
    '清新府办〔2018〕16号',
    '2018年11月30日',
    '2018-11-30至2019-01-15',
    '补助50000元，另加 6000 元',
    '总投资15000000000元',
    '项目代码2018-441803-84-01-812345',
    '400-800-1234',
    '一二三四五六',
    '二〇一八年三月二十三日',
    '12\t1382\t8551\t010',
    '1500 2000 3000 4000 5000',
    '统一社会信用代码12441803MB2C12345X',
    'qxslggg@126.com',
    '3.6亿立方米，140斤',
  ])('leaves alone: %s', (text) => {
    expect(findPrivateNumbers(text)).toEqual([]);
    expect(maskPrivateNumbers(text)).toBe(text);
    expect(cutBeforePrivateNumber(text)).toBe(text);
    expect(hasPrivateNumber(text)).toBe(false);
  });

  it('finds a number that begins inside something refused', () => {
    expect(maskPrivateNumbers('编号1 44182719900101105X')).toBe('编号1 【已隐去身份证号】');
    expect(maskPrivateNumbers('订单 4000 0000 0000 0001 138 2855 1010')).toContain('【已隐去手机号】');
  });

  it('masks each number with its kind', () => {
    expect(maskPrivateNumbers(`我手机13828551010，身份证${card}，卡6222021234567890123`)).toBe(
      '我手机【已隐去手机号】，身份证【已隐去身份证号】，卡【已隐去银行卡号】',
    );
  });

  it('cuts a quotation before the first private number and keeps the office line', () => {
    const printed = '联系人：张志华\n\n联系电话：0763-5814709，13828551010\n\n附件：公示图';
    expect(cutBeforePrivateNumber(printed)).toBe('联系人：张志华\n\n联系电话：0763-5814709');
    expect(cutBeforePrivateNumber('13828551010')).toBe('');
  });

  it('finds the one private number that the gazettes print, and no other', () => {
    const corpus = new URL('../../corpus/', import.meta.url);
    const found = readdirSync(corpus)
      .filter((name) => name.endsWith('.txt'))
      .flatMap((name) => {
        const text = readFileSync(new URL(name, corpus), 'utf8');
        return findPrivateNumbers(text).map(({ start, end }) => text.slice(start, end));
      });
    expect(found).toEqual(['13828551010']);
  });

  it('leaves no mobile and no identity card in any surroundings', () => {
    fc.assert(
      fc.property(before, fc.oneof(mobileNumber, cardNumber), after, (left, number, right) => {
        const text = left + number + right;
        expect(maskPrivateNumbers(text)).not.toContain(number);
        expect(cutBeforePrivateNumber(text)).not.toContain(number);
      }),
    );
  });

  it('masks idempotently, and cuts to a prefix', () => {
    const pieces = fc.array(
      fc.oneof(mobileNumber, cardNumber, fc.stringMatching(/^[\d .-]{1,20}$/), fc.string({ maxLength: 5 })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const masked = maskPrivateNumbers(text);
        expect(maskPrivateNumbers(masked)).toBe(masked);
        const cut = cutBeforePrivateNumber(text);
        expect(text.startsWith(cut)).toBe(true);
        expect(hasPrivateNumber(cut)).toBe(false);
      }),
    );
  });
});
