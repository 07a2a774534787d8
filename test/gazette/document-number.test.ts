import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalNumber,
  findDocumentNumbers,
  parseDocumentNumber,
  parseSerialMention,
} from '../../src/gazette/document-number.ts';

const written16 = [
  '清新府办〔2018〕16号',
  '清新府办〔2018〕 16 号',
  '清新府办 〔2018〕16号',
  '清新府办[2018]16号',
  '清新府办［2018］16号',
  '清新府办（2018）16号',
  '清新府办(2018)16号',
  '清新府办﹝2018﹞16号',
  '清新府办【2018】16号',
  '清新府办〖2018〗16号',
  '清新府办「2018」16号',
  '清新府办{2018}16号',
  '清新府办<2018>16号',
  '清新府办《2018》16号',
  '清新府办〔2018]16号',
  '清新府办2018〕16号',
  '清新府办〔2018 16号',
  '清新府办2018年16号',
  '清新府办2018 16号',
  '清新府办2018-16号',
  '清新府办2018-16',
  '清新府办二〇一八16号',
  '清 新 府 办 ﹝2018﹞ 16 号',
  '清新府办〔２０１８〕１６号',
  '清新府办〔2018〕第16号',
  '清新府办〔2018年〕16号',
  '清新府办〔二〇一八〕十六号',
  '清新府办〔2018〕16號',
  '清新府办字〔2018〕16号'.replace('字', ''),
];

describe('文号 in any style', () => {
  test.each(written16)('%s is 清新府办〔2018〕16号', (written) => {
    expect(findDocumentNumbers(written).map((each) => each.number.canonical)).toEqual([
      '清新府办〔2018〕16号',
    ]);
  });

  test('every bracket style of every number gives the one canonical form', () => {
    const brackets = ['〔〕', '[]', '［］', '（）', '()', '﹝﹞', '【】', '「」'];
    const codes = ['清新府', '清新府办', '清新府办函', '粤府办', '国办发', '粤民发', '清府办函'];
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.integer({ min: 1990, max: 2035 }),
        fc.integer({ min: 1, max: 2999 }),
        fc.constantFrom(...brackets),
        fc.constantFrom('', ' '),
        fc.boolean(),
        (code, year, serial, bracket, gap, first) => {
          const [open = '', close = ''] = bracket;
          const written = `${code}${open}${gap}${year}${gap}${close}${gap}${first ? '第' : ''}${serial}${gap}号`;
          expect(parseDocumentNumber(written)).toEqual(canonicalNumber(code, year, serial));
          const around = `根据《某某通知》（${written}）精神`;
          expect(findDocumentNumbers(around).map((each) => each.written)).toEqual([written]);
        },
      ),
    );
  });

  test('the words of a question before a number are no part of it', () => {
    const questions = [
      '谁废止了清新府办〔2014〕19号',
      '请问清新府办〔2014〕19号还有效吗',
      '帮我查一下清新府办〔2014〕19号',
      '按照清新府办〔2014〕19号的规定',
      '《某办法》和清新府办〔2014〕19号',
      '关于医疗救助的清新府办〔2014〕19号',
    ];
    for (const question of questions) {
      expect(findDocumentNumbers(question).map((each) => each.number.canonical)).toEqual([
        '清新府办〔2014〕19号',
      ]);
    }
  });

  test('a title on the same line is no part of the number after it', () => {
    expect(findDocumentNumbers('清远市清新区人民政府森林防火令 清新府〔2018〕19号.....1')[0]?.written).toBe(
      '清新府〔2018〕19号',
    );
  });

  test('orders have no year', () => {
    expect(findDocumentNumbers('《社会救助暂行办法》（国务院令 649 号）')[0]?.number).toEqual(
      canonicalNumber('国务院令', 0, 649),
    );
    expect(findDocumentNumbers('（省政府令第240号）')[0]?.number.canonical).toBe('省政府令第240号');
  });

  test('several numbers of one sentence are all found, in order', () => {
    const text = '根据国发〔2015〕50号、粤府〔2016〕35号以及《某规划》(清府办〔2017〕13号)';
    expect(findDocumentNumbers(text).map((each) => each.number.canonical)).toEqual([
      '国发〔2015〕50号',
      '粤府〔2016〕35号',
      '清府办〔2017〕13号',
    ]);
    for (const each of findDocumentNumbers(text)) expect(text.slice(each.start, each.end)).toBe(each.written);
  });

  test.each([
    '第五条',
    '2018年8月',
    '2018年8月3号',
    '0763-5814709',
    '13828551010',
    '地铁6号线',
    'GB/T 18973-2016',
    'CJJ14—2016',
    '区政府2018-12',
    '清新府办2018-2020年规划',
    '清新府办2018-08-03印发',
    '区农业局2018-10',
    '二〇一八16号',
    'X409 线大坝桥',
    '清新区（2018）16号楼',
    '2018年16号',
    '12345',
    '太和镇明霞大道16号',
    '根据上级命令第3号执行',
  ])('%s is not a 文号', (text) => {
    expect(findDocumentNumbers(text)).toEqual([]);
  });

  test('a text of a million characters is searched in linear time', () => {
    const long = '区民政局负责医疗救助对象调查核实工作2018年号'.repeat(45_000);
    const begun = performance.now();
    expect(findDocumentNumbers(long)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('mentions by serial', () => {
  test.each([
    ['16号文什么时候到期', 16, null, true],
    ['41号文件是谁发的', 41, null, true],
    ['5号通知', 5, null, true],
    ['2018年的16号文', 16, 2018, true],
    ['18年16号文', 16, 2018, true],
    ['〔2018〕16号还有效吗', 16, 2018, true],
    ['十六号文还有效吗', 16, null, true],
    ['41号是谁发的', 41, null, false],
    ['第41号是谁发的', 41, null, false],
  ] as const)('%s', (text, serial, year, explicit) => {
    expect(parseSerialMention(text)[0]).toMatchObject({ serial, year, explicit });
  });

  test.each([
    '6号线几点停',
    '9月30号前',
    '3月23日至30号',
    '2号楼',
    '5号窗口',
    'X409号',
    '中央一号文件讲什么',
    '清新府办〔2018〕16号',
    '第五条',
    '13828551010',
  ])('%s holds none', (text) => {
    expect(parseSerialMention(text)).toEqual([]);
  });
});
