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

const two = (number: number) => String(number).padStart(2, '0');

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
    ['mobile', '138/0013/8000'],
    ['mobile', '138／0013／8000'],
    ['mobile', '138零零138零零零'],
    ['mobile', '壹叁捌零零壹叁捌零零零'],
    ['mobile', '一三八 零零一三 八零零零'],
    ['mobile', '幺叁八洞洞幺叁八洞洞洞'],
    ['identity_card', '441823/19900101/1234'],
    ['identity_card', '四四一八二三一九九零零一零一一二三四'],
    ['identity_card', 'H12345678(A)'],
    ['identity_card', 'A123456（7）'],
    ['identity_card', 'wx123456 (0)'],
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
    '2018/11/30至2019/01/15',
    '1/2/3/4/5/6/7/8/9/10/11/12',
    '国药准字H20045678',
    '国药准字Z44021234（甲类）',
    'GB 18466-2005（A）',
    '粤府办〔2013〕59号、清新府〔2018〕41 号',
    '第一百三十八条第十三款',
    '一二三四五六七八九',
    '二〇一八二〇一九二〇二〇年',
    '壹拾叁万捌仟零壹拾叁元捌角零分',
    '138/150/160',
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

  it('finds a pass or a passport by the word before it', () => {
    expect(maskPrivateNumbers('回乡证H12345678，护照号码：E12345678')).toBe(
      '回乡证【已隐去身份证号】，护照号码：【已隐去身份证号】',
    );
  });

  it('finds a number that a word with a Chinese digit leads in', () => {
    expect(maskPrivateNumbers('电话一13828551010')).toBe('电话一【已隐去手机号】');
  });

  it('takes e-mail addresses out of what a person types, and leaves those that are printed', () => {
    const text = '我的邮箱zhang.san+1@mail.example.com.cn，或者ＱＱ1@qq.com';
    expect(maskPrivateNumbers(text, 'typed')).toBe('我的邮箱【已隐去邮箱】，或者ＱＱ【已隐去邮箱】');
    expect(maskPrivateNumbers(text)).toBe(text);
    expect(hasPrivateNumber('a@b', 'typed')).toBe(false);
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

  it.each([
    ['mobile', '138,1234,5678'],
    ['mobile', '138（1234）5678'],
    ['mobile', '138*1234*5678'],
    ['mobile', '138 | 1234 | 5678'],
    ['identity_card', '441827,19800101,1234'],
    ['identity_card', '441827;19800101;123X'],
    ['bank_card', '6222，0212，3456，7890，123'],
  ])('finds a %s that is typed with signs between its groups: %s', (kind, number) => {
    const text = `我的号码是${number}，请查`;
    expect(findPrivateNumbers(text, 'typed')).toEqual([{ kind, start: 5, end: 5 + number.length }]);
    expect(findPrivateNumbers(text)).toEqual([]);
  });

  it.each([
    '三个月分别是138,1234,5678元',
    '1,381,234,567元',
    '3520，4215，2830，1260',
    '138、1234、5678',
    '2018,2019,2020,2021',
    '620001,20190101,1234元',
  ])('leaves sums and years in a row alone: %s', (text) => {
    expect(findPrivateNumbers(text, 'typed')).toEqual([]);
  });

  it('finds nothing else in the questions that people ask', () => {
    const folder = new URL('../../eval/', import.meta.url);
    const found = readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => {
        // What is quoted from a gazette as the right answer is printed, not typed.
        const typed =
          readFileSync(new URL(name, folder), 'utf8').match(/(?<="(?:q|text)":\s*)"(?:[^"\\]|\\.)*"/g) ?? [];
        return typed.flatMap((text) =>
          findPrivateNumbers(text, 'typed').map(({ start, end }) => `${name} ${text.slice(start, end)}`),
        );
      });
    expect([...new Set(found)]).toEqual([]);
  });

  const small = fc.integer({ min: 1, max: 12 });
  const year = fc.integer({ min: 1990, max: 2030 });
  it.each<[string, fc.Arbitrary<string>]>([
    [
      'document numbers',
      fc.tuple(year, fc.integer({ min: 1, max: 999 })).map(([y, n]) => `清新府办〔${y}〕${n}号`),
    ],
    [
      'dates',
      fc
        .tuple(fc.constantFrom('-', '/', '.', '年'), year, small, fc.integer({ min: 1, max: 28 }))
        .map(([sign, y, m, d]) => [y, two(m), two(d)].join(sign)),
    ],
    ['amounts', fc.integer({ min: 1, max: 999_999_999 }).map((fen) => `${(fen / 100).toFixed(2)}元`)],
    ['great amounts', fc.integer({ min: 1, max: 99_999 }).map((count) => `${count}0000元`)],
    ['clause numbers', fc.tuple(small, small, small).map((each) => `第${each.join('.')}条`)],
    [
      'Chinese numbers',
      fc.stringMatching(
        /^[一二三四五六七八九][千百十万]([一二三四五六七八九][百十千]){1,3}[一二三四五六七八九]?$/,
      ),
    ],
    ['office lines', fc.stringMatching(/^0763-?[2-8]\d{6}$/)],
  ])('never takes %s for private', (_, arbitrary) => {
    fc.assert(
      fc.property(
        fc.array(arbitrary, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('、', '，', '；', '至'),
        (each, sign) => {
          const text = each.join(sign);
          expect(maskPrivateNumbers(text, 'typed')).toBe(text);
        },
      ),
    );
  });

  it('leaves no mobile in any of its forms', () => {
    const forms = fc.constantFrom<(number: string) => string>(
      (number) => number.replace(/(.{3})(.{4})/, '$1/$2/'),
      (number) => number.replace(/(.{3})(.{4})/, '$1／$2／'),
      (number) => number.replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)] ?? ''),
      (number) => number.replace(/\d/g, (digit) => '零壹贰叁肆伍陆柒捌玖'[Number(digit)] ?? ''),
      (number) => number.replace(/[02468]/g, (digit) => '零一二三四五六七八九'[Number(digit)] ?? ''),
    );
    fc.assert(
      fc.property(mobileNumber, forms, (number, form) => {
        expect(maskPrivateNumbers(`电话${form(number)}。`)).toBe('电话【已隐去手机号】。');
      }),
    );
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
        const typed = maskPrivateNumbers(text, 'typed');
        expect(maskPrivateNumbers(typed, 'typed')).toBe(typed);
        const cut = cutBeforePrivateNumber(text);
        expect(text.startsWith(cut)).toBe(true);
        expect(hasPrivateNumber(cut)).toBe(false);
      }),
    );
  });
});
