import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asOfMention,
  findPeriods,
  formatDate,
  parseDate,
  shiftDate,
} from '../../src/gazette/chinese-date.ts';
import { formatChineseNumber } from '../../src/gazette/chinese-number.ts';

const day = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('periods', () => {
  test.each([
    ['2018年3月22日', '2018-03-22', '2018-03-22'],
    ['2018 年 3 月 16 日', '2018-03-16', '2018-03-16'],
    ['2018.3.31', '2018-03-31', '2018-03-31'],
    ['2018-03-31', '2018-03-31', '2018-03-31'],
    ['2018/3/31', '2018-03-31', '2018-03-31'],
    ['二〇一八年三月', '2018-03-01', '2018-03-31'],
    ['二○一八年三月二十三日', '2018-03-23', '2018-03-23'],
    ['2021年上半年', '2021-01-01', '2021-06-30'],
    ['2018年第三季度', '2018-07-01', '2018-09-30'],
    ['2018年底', '2018-12-01', '2018-12-31'],
    ['到2020年', null, '2020-12-31'],
    ['2018年10月31日前', null, '2018-10-31'],
    ['自2018年8月1日起', '2018-08-01', null],
    ['2018年8月至10月', '2018-08-01', '2018-10-31'],
    ['2017~2025年', '2017-01-01', '2025-12-31'],
    ['（2016-2020年）', '2016-01-01', '2020-12-31'],
    ['(2017～2020 年)', '2017-01-01', '2020-12-31'],
    ['2019年5月~7月', '2019-05-01', '2019-07-31'],
    ['2018年6月23日~7月15日', '2018-06-23', '2018-07-15'],
    ['从2018年3月23日至4月30日', '2018-03-23', '2018-04-30'],
    ['2020年8月~2020年12月', '2020-08-01', '2020-12-31'],
    ['2018年12月至2月', '2018-12-01', '2019-02-28'],
  ])('%s', (text, first, last) => {
    expect(findPeriods(text)).toMatchObject([{ first, last, impossible: false }]);
  });

  test('a day that no calendar has gives no date and keeps its words', () => {
    for (const text of ['2018年11月31日前', '2019年2月29日', '2018年13月1日', '2018年6月0日']) {
      expect(findPeriods(text)).toMatchObject([{ first: null, last: null, impossible: true }]);
    }
    expect(findPeriods('验收阶段（2018年11月31日前）')[0]?.written).toBe('2018年11月31日');
    expect(parseDate('2018年11月31日')).toBeNull();
    expect(parseDate('2020年2月29日')).toBe('2020-02-29');
  });

  test('a month without a year takes the year of the context, and nothing without one', () => {
    expect(findPeriods('决定从8月至10月在全区范围内', 2018)).toMatchObject([
      { first: '2018-08-01', last: '2018-10-31' },
    ]);
    expect(findPeriods('8月底前完成', 2018)).toMatchObject([{ first: null, last: '2018-08-31' }]);
    expect(findPeriods('决定从8月至10月在全区范围内')).toEqual([]);
  });

  test.each(['0763-5814709', 'GB/T18973-2016', '12345', '第2017条', '30~70岁', '5814-2018'])(
    '%s holds none',
    (text) => {
      expect(findPeriods(text)).toEqual([]);
    },
  );

  test('every day reads back from each way of writing it', () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [year = '', month = '', date = ''] = iso.split('-');
        const chineseYear = Array.from(year, (sign) => '〇一二三四五六七八九'[Number(sign)] ?? '').join('');
        const chinese = `${chineseYear}年${formatChineseNumber(Number(month))}月${formatChineseNumber(Number(date))}日`;
        const writings = [
          formatDate(iso),
          `${year} 年 ${Number(month)} 月 ${Number(date)} 日`,
          `${Number(year)}.${Number(month)}.${Number(date)}`,
          iso,
          chinese,
        ];
        for (const written of writings) expect(parseDate(written)).toBe(iso);
      }),
    );
  });

  test('a range never ends before it begins when its years are written', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [first = '', last = ''] = [one, other].toSorted();
        expect(findPeriods(`${formatDate(first)}至${formatDate(last)}`)).toMatchObject([{ first, last }]);
      }),
    );
  });

  test('shifting by years keeps to what the month has', () => {
    expect(shiftDate('2020-02-29', { years: 1 })).toBe('2021-02-28');
    expect(shiftDate('2018-03-23', { years: 5, days: -1 })).toBe('2023-03-22');
    expect(shiftDate('2018-12-31', { months: 2 })).toBe('2019-02-28');
    expect(shiftDate('2018-12-31', { days: 1 })).toBe('2019-01-01');
  });
});

describe('the time a question asks about', () => {
  const today = '2026-11-22';

  test.each([
    ['2018年6月1日的时候16号文有效吗', '2018-06-01', '2018-06-01'],
    ['2018年6月1日那时', '2018-06-01', '2018-06-01'],
    ['2019年还有效吗', '2019-01-01', '2019-12-31'],
    ['2018年8月能用吗', '2018-08-01', '2018-08-31'],
    ['现在还有效吗', today, today],
    ['而家仲有冇用', today, today],
    ['今年还有效吗', today, today],
    ['去年还能用吗', '2025-01-01', '2025-12-31'],
    ['前年有效吗', '2024-01-01', '2024-12-31'],
  ])('%s', (question, first, last) => {
    expect(asOfMention(question, today)).toMatchObject({ first, last });
  });

  test.each([
    '2014年的旧版本还算数不',
    '清新2015年有个试行的管理办法，还用得着不',
    '2018年3月23日印发的办法还有效吗',
    '2018年那份办法还有效吗',
    '16号文有效吗',
    '2018年11月31日有效吗',
  ])('%s names no such time', (question) => {
    expect(asOfMention(question, today)).toBeNull();
  });
});
