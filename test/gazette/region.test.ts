import { describe, expect, test } from 'vitest';
import { findRegions, isWithin, regionOfText } from '../../src/gazette/region.ts';

describe('places in a question', () => {
  test.each([
    ['阳山县低保户住院的救助比例是多少', '广东省/清远市/阳山县'],
    ['清新今年低保每个月派几多钱', '广东省/清远市/清新区'],
    ['那连州的上限又是多少', '广东省/清远市/连州市'],
    ['佛山的大病保险', '广东省/佛山市'],
    ['社保一直在广州交', '广东省/广州市'],
    ['河南怎么规定', '河南省'],
    ['内蒙古的草场补贴', '内蒙古自治区'],
    ['连南的救助办法', '广东省/清远市/连南瑶族自治县'],
    ['和平县有没有', '广东省/河源市/和平县'],
    ['北京市朝阳区', '北京市/朝阳区'],
    ['在太和镇打工', '广东省/清远市/清新区/太和镇'],
    ['浸潭那边', '广东省/清远市/清新区/浸潭镇'],
    ['笔架林场', '广东省/清远市/清新区/笔架林场'],
    ['清远市清新区太平镇', '广东省/清远市/清新区/太平镇'],
  ])('%s', (question, fullPath) => {
    expect(findRegions(question).map((each) => each.fullPath)).toEqual([fullPath]);
  });

  test.each([
    '空气清新怡人',
    '清新空气',
    '小清新风格',
    '和平相处',
    '东方升起',
    '城区公厕',
    '新城区建设',
    '推广西药',
    '珠江西岸',
    '朝阳产业',
    '平安回家',
    '新兴产业补贴',
  ])('%s names no place', (text) => {
    expect(findRegions(text)).toEqual([]);
  });

  test('places are given where they stand', () => {
    const text = '我湖南人，在清远市清新区打工';
    expect(findRegions(text).map((each) => text.slice(each.start, each.end))).toEqual([
      '湖南',
      '清远市清新区',
    ]);
  });
});

describe('the region a text speaks for', () => {
  test.each([
    ['清远市清新区人民政府办公室', '清新区'],
    ['清远市人民政府办公室关于印发清远市困难群众医疗救助暂行办法的通知', '清远市'],
    ['连州市县域节水型社会达标建设实施方案', '连州市'],
    ['广东省水利厅', '广东省'],
    ['清远市 清新区防治慢性病规划', '清新区'],
    ['关于推进全区中小学教师管理改革的实施意见', null],
  ])('%s → %s', (text, region) => {
    expect(regionOfText(text)).toBe(region);
  });

  test('a county lies in its city and province, not in its neighbour', () => {
    expect(isWithin('清新区', '清远市')).toBe(true);
    expect(isWithin('清新区', '广东省')).toBe(true);
    expect(isWithin('清新区', '清新区')).toBe(true);
    expect(isWithin('太和镇', '清新区')).toBe(true);
    expect(isWithin('清远市', '清新区')).toBe(false);
    expect(isWithin('连州市', '清新区')).toBe(false);
    expect(isWithin('连州市', '清远市')).toBe(true);
    expect(isWithin('广东省/清远市/清新区', '广东省')).toBe(true);
    expect(isWithin('没有的地方', '广东省')).toBe(false);
  });
});
