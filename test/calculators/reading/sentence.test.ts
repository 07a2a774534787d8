/** What is read in the words whatever the scheme: amounts, quantities, dates, yes and no. */
import { describe, expect, it } from 'vitest';
import { readSentence } from '../../../src/calculators/reading/sentence.ts';

const today = '2026-11-22';
const read = (text: string) => readSentence(text, today);

describe('amounts', () => {
  it.each([
    ['自付3万', 30_000],
    ['自付3 万元', 30_000],
    ['自付三万', 30_000],
    ['三万五', 35_000],
    ['3万5', 35_000],
    ['3.5万', 35_000],
    ['三点五万', 35_000],
    ['3.5w', 35_000],
    ['3k', 3000],
    ['万二', 12_000],
    ['万八蚊', 18_000],
    ['18600.50元', 18_600.5],
    ['１８６００．５元', 18_600.5],
    ['1,200元', 1200],
    ['12,345.67元', 12_345.67],
    ['3，000元', 3000],
    ['一百二十蚊', 120],
    ['两千三百块', 2300],
    ['三块五', 3.5],
    ['12块5', 12.5],
    ['八十六文', 86],
    ['壹万贰仟元整', 12_000],
    ['三万零五百', 30_500],
    ['¥500', 500],
    ['-500元', -500],
    ['负500元', -500],
    ['0元', 0],
  ])('%s is %d yuan', (text, yuan) => {
    const { amounts } = read(text);
    expect(amounts.map(({ fen }) => fen)).toEqual([Math.round(yuan * 100)]);
    expect(amounts[0]).toMatchObject({ inexact: null, stated: true });
  });

  it.each([
    ['几千块', 'vague'],
    ['五千几蚊', 'vague'],
    ['大概3万多', 'vague'],
    ['3万多', 'vague'],
    ['差不多2万', 'vague'],
    ['2万左右', 'vague'],
    ['三四千块', 'vague'],
    ['3到5万', 'range'],
    ['3000-5000元', 'range'],
    ['不到2万', 'bound'],
    ['超过3万元', 'bound'],
    ['1万以上', 'bound'],
  ])('%s is not exact', (text, inexact) => {
    const last = read(text).amounts.at(-1);
    expect(last).toMatchObject({ fen: null, inexact });
  });

  it.each([
    '电话13800138000',
    '电话0763-5812345',
    '身份证441827195001011234',
    '12床，3楼305房',
    '住院号20190312',
    '清新府办〔2018〕16号第七条',
    '2018年8月31日',
    '80%，百分之八十，八成',
    '78岁，4口人，住了12天',
    '一共两次，三无人员，五保，市三院，万一',
    '打12345问过',
  ])('%s holds no amount', (text) => {
    expect(read(text).amounts.filter(({ stated }) => stated)).toEqual([]);
  });

  it('keeps a bare figure apart from a stated amount', () => {
    expect(read('自付12500').amounts).toMatchObject([{ fen: 1_250_000, stated: false }]);
  });

  it('does not take the sign out of 自负', () => {
    expect(read('乙类自负1500元').amounts).toMatchObject([{ fen: 150_000, words: '1500元' }]);
  });
});

describe('other quantities', () => {
  it.each([
    ['600平方米', 600, '平方米'],
    ['600㎡', 600, '平方米'],
    ['50公斤', 50, '公斤'],
    ['100斤', 50, '公斤'],
    ['21kg', 21, '公斤'],
    ['1万立方米', 10_000, '立方米'],
    ['12万方', 120_000, '立方米'],
    ['两次', 2, '次'],
    ['三个月', 3, '个月'],
    ['六十周岁', 60, '岁'],
    ['评估二级', 2, '级'],
    ['八成', 80, '%'],
    ['-200平方米', -200, '平方米'],
  ])('%s', (text, value, unit) => {
    expect(read(text).quantities).toMatchObject([{ value, unit, inexact: null }]);
  });

  it('reads no figure in 0-2级 and 几个月', () => {
    expect(read('0-2级').quantities).toMatchObject([{ value: null, inexact: 'range' }]);
    expect(read('几个月').quantities).toMatchObject([{ value: null, inexact: 'vague' }]);
  });
});

describe('dates', () => {
  it.each([
    ['2018年8月31日', ['2018-08-31']],
    ['2018年8月10号', ['2018-08-10']],
    ['2018年8月', ['2018-08']],
    ['2018-08', ['2018-08']],
    ['2018/8/3', ['2018-08-03']],
    ['2018年', ['2018']],
    ['二〇一八年八月', ['2018-08']],
    ['二零一九年十二月三十一日', ['2019-12-31']],
    ['2018年11月31日', ['2018-11-31']],
    ['去年8月', ['2025-08']],
    ['旧年', ['2025']],
    ['上个月', ['2026-10']],
    ['昨天', ['2026-11-21']],
    ['今年（2019年）', ['2019']],
    ['18年8月', [null]],
    ['8月份', [null]],
    ['2018年10月10日关停，12月5日还没拆', ['2018-10-10', '2018-12-05']],
    ['2018年12月住院，1月申请', ['2018-12', null]],
    ['我今年59岁', []],
    ['12个月', []],
    ['住院号20190312', []],
    ['自付2019.5元', []],
  ])('%s', (text, expected) => {
    expect(read(text).dates.map(({ iso }) => iso)).toEqual(expected);
  });
});

describe('said, denied, asked', () => {
  const word = /低保|特困|建档立卡|协议|住院/;
  it.each([
    ['我家是低保', 'said'],
    ['我不是低保', 'denied'],
    ['我唔系低保', 'denied'],
    ['我家冇低保', 'denied'],
    ['非低保户', 'denied'],
    ['没有签协议', 'denied'],
    ['低保、特困都不是', 'denied'],
    ['是不是低保', 'asked'],
    ['有没有签协议', 'asked'],
    ['不知道算不算低保', 'asked'],
    ['低保吗', 'asked'],
    ['不光是低保', 'said'],
  ])('%s: %s', (text, polarity) => {
    expect(read(text).mentions(word)[0]?.polarity).toBe(polarity);
  });

  it('carries a denial through a list', () => {
    const polarities = read('不是低保、特困、建档立卡')
      .mentions(word)
      .map(({ polarity }) => polarity);
    expect(polarities).toEqual(['denied', 'denied', 'denied']);
  });

  it('stops a denial at a comma', () => {
    const sentence = read('不是住院，是低保');
    expect(sentence.denies(/住院/)).not.toBeNull();
    expect(sentence.says(/低保/)).not.toBeNull();
    expect(sentence.yesNo(/住院/)).toBe(false);
  });
});

it('keeps positions within the normal text', () => {
  const { text, parts, amounts, dates, quantities } = read('2019年6月，４口人，自付 1,200元（住院）。');
  for (const each of [...parts, ...amounts, ...dates, ...quantities]) {
    expect(text.slice(each.start, each.end)).toBe(each.words);
  }
  expect(parts.map(({ words }) => words)).toEqual(['2019年6月', '4口人', '自付1200元', '住院']);
});
