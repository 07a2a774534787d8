import { describe, expect, it } from 'vitest';
import { tellsOfOneself } from '../../../src/channels/telegram/features/personal.ts';

describe('words that tell of oneself', () => {
  it.each([
    '我妈得了肺癌，能不能申请救助',
    '我是低保户',
    '我系低保戶，睇病點報',
    '我阿妈係五保户',
    '我家有个精神分裂的病人',
    '我們家是建檔立卡的',
    '本人上个月住院，能报吗',
    '我的儿子残疾，有补助吗',
    '我老公中风瘫痪在床',
    '我昨天烧草被罚了，合理吗',
    '我爸去世了，救助金怎么办',
    '我女儿怀孕了',
    '我欠了一屁股债，离婚了，没有收入',
    '我有糖尿病',
    '俺娘透析三年了',
  ])('%s: yes', (text) => {
    expect(tellsOfOneself(text)).toBe(true);
  });

  it.each([
    '低保怎么申请？',
    '我想问低保户住院能报几成',
    '我想了解一下精神病人的补助',
    '我有个问题：低保怎么申请',
    '我家附近的医院能一站式结算吗',
    '我们村的养殖场拆除补多少？',
    '我们镇有多少低保户',
    '请问残疾人有什么补贴',
    '特困人员住院怎么报',
    '在山上烧荒被抓到，会罚多少钱？',
    '清新府办〔2018〕16号还有效吗',
    '我可以帮别人申请低保吗',
    '',
  ])('%s: no', (text) => {
    expect(tellsOfOneself(text)).toBe(false);
  });
});
