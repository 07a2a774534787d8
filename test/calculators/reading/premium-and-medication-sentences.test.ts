/** 参保资助 and 服药补助 in people's own words. */
import { describe, expect, it } from 'vitest';
import { resultOf, seen, situationOf } from './told.ts';

describe('参保资助', () => {
  it.each([
    ['我是低保户，2019年参加城乡居民医保，政府帮我出钱吗？', 'ok'],
    ['建档立卡户，2019年3月参保，那个月在册，居民医保有资助吗', 'ok'],
    ['建档立卡户，参保当月已经退出了，居民医保费还资助吗', 'not-eligible'],
    ['低收入家庭，我今年59岁，2019年居民医保参保费政府给交吗', 'not-eligible'],
    ['低收入家庭，58岁，一级残疾，2019年城乡居民医保有没有资助', 'ok'],
    ['重度残疾人，不是低收入，城乡居民医保2019年能资助参保吗', 'missing'],
    ['烈士家属，2018年参加城乡居民医疗保险，给资助吗，多少钱', 'partial'],
    ['低保户参加职工医保，资助参保吗', 'not-eligible'],
    ['特困供养老人，2021年参保，医保费资助吗', 'expired'],
    ['我家不是低保，是低收入，我妈62岁，2019年居民医保费可不可以免缴', 'ok'],
    ['普通居民，2019年居民医保能资助吗', 'not-eligible'],
    ['建档立卡户2019年居民医保资助吗', 'missing'],
    [
      '我不是低保、特困、建档立卡、低收入、重度残疾、军烈属、孤儿，2019年城乡居民医保费能资助吗',
      'not-eligible',
    ],
    ['我不是低保，2019年城乡居民医保费能资助吗', 'missing'],
  ])('%s', (text, status) => {
    expect(situationOf(text)?.scheme.id).toBe('premium-support');
    expect(resultOf(text)?.status).toBe(status);
  });

  it('is no case when only the rule is asked', () => {
    expect(situationOf('参保资助有哪些人')).toBeNull();
    expect(situationOf('孤儿参保资助的标准是多少')).toBeNull();
  });
});

describe('服药补助', () => {
  it.each([
    [
      '我儿子精神病，评估1级，同综治办签咗监护协议，2019年5月喺市三院睇门诊，报销后仲要畀86蚊，可以减几多',
      '86 + 0',
    ],
    ['评估二级，已签监护协议，2019年3月卫生院门诊，花了200，特殊门诊报销了150', '50 + 0'],
    [
      '评估1级，协议已签，2019年1月、2月、3月市三院门诊报销后分别付了80元、120元、100元，三个月一共补多少',
      '280 + 20',
    ],
    ['评估2级，已签监护协议，2018年9月市三院门诊，诊疗费刚好100元，特殊门诊没有报销', '100 + 0'],
    ['我弟弟精神障碍，评估等级1，协议有签，卫生院拿药，报完自己付150', '100 + 50'],
    ['评估2级，签过协议，市三院看门诊，报销之后还要付一百二十五块五', '100 + 25.5'],
    ['危险性评估3级的精神病人，协议签了，市三院门诊报销后120元，有服药补助吗', 'not-eligible'],
    ['精神分裂评估0级，还没签监护协议，卫生院门诊拿药，报销后80元', 'not-eligible'],
    ['评估1级签了协议，2019年4月在清新区人民医院门诊报销后90元，有没有补助', 'not-eligible'],
    ['评估1级，不知道签没签协议，市三院门诊报销后95元', 'missing: 已签监护协议'],
    ['评估1级，协议签了，市三院门诊报销后大概100多', 'missing: 报销后费用'],
  ])('%s', (text, expected) => {
    expect(situationOf(text)?.scheme.id).toBe('mental-health-medication');
    expect(seen(text)).toBe(expected);
  });

  it.each([
    '精神病人每月服药补助是多少',
    '0-2级患者服药补助怎么领',
    '我弟精神分裂，评的1级，每个月去拿药政府补多少？',
    '去市三院开精神病的药、想减免那一百块，要带什么卡，要谁一起去？',
  ])('is no case when only the rule is asked: %s', (text) => {
    expect(situationOf(text)).toBeNull();
  });
});
