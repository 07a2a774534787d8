/** Replies as people type them, to one question each. */
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/conversations/calculation-dialogue-answer.ts';
import { readAtRecap, readWhileAsked } from '../../src/conversations/calculation-dialogue-reading.ts';
import { simplify } from '../../src/retrieval/normalise.ts';
import { fieldOf, schemes, today } from './calculation-dialogue-talk.ts';

const read = (scheme: string, key: string, text: string) =>
  readAnswer(fieldOf(scheme, key), simplify(text), today);
const valueOf = (scheme: string, key: string, text: string): unknown => {
  const answer = read(scheme, key, text);
  return answer.kind === 'value' ? answer.value : answer.kind === 'unknown' ? null : answer.reason;
};

describe('an amount', () => {
  it.each([
    ['3万5', 35_000],
    ['三万五', 35_000],
    ['两千', 2000],
    ['二千蚊', 2000],
    ['18600.50元', 18_600.5],
    ['18,600.50', 18_600.5],
    ['￥1,200', 1200],
    ['万二', 12_000],
    ['３．５万', 35_000],
    ['3w5', 35_000],
    ['一万八千六', 18_600],
    ['自己付了3万', 30_000],
    ['就2万啦', 20_000],
    ['零', 0],
    ['0', 0],
  ])('%s is %d yuan', (text, yuan) => {
    expect(valueOf('medical-aid', 'ownShare', text)).toBe(yuan);
  });

  it.each([
    ['outsideCost', '超目录是5600', 5600],
    ['outsideCost', '超目录费用：五千六', 5600],
    ['totalCost', '总费用一共3万', 30_000],
    // Another name: this is not what is asked.
    ['totalCost', '超目录是5600', '没有读出数字。例如：3万5、18600.50。'],
  ])('may have its own name in front: %s, %s', (key, text, value) => {
    expect(valueOf('medical-aid', key, text)).toBe(value);
  });

  it.each([
    ['唔知', null],
    ['不清楚', null],
    ['记不清了', null],
    ['我都唔記得喇', null],
    ['不知道是多少', null],
  ])('%s is not known', (text, value) => {
    expect(valueOf('medical-aid', 'ownShare', text)).toBe(value);
  });

  it.each([
    ['大概3万', '要写准确的数才能算，不能是大约的数。例如：3万5、18600.50；不清楚就点“不清楚”。'],
    ['几千块', '要写准确的数才能算，不能是大约的数。例如：3万5、18600.50；不清楚就点“不清楚”。'],
    ['3万到5万', '要写准确的数才能算，不能是大约的数。例如：3万5、18600.50；不清楚就点“不清楚”。'],
    ['5000美元', '请换算成元再写。例如：3万5、18600.50。'],
    ['先付2万后付1万', '您写了几个数，请只写这一项的。例如：3万5、18600.50。'],
    ['好多钱', '没有读出数字。例如：3万5、18600.50。'],
    ['没有', '没有读出数字。例如：3万5、18600.50。'],
    ['-500', '“政策范围内个人自付”不能是负数，请核对后重填。'],
    ['100.123', '“政策范围内个人自付”最多两位小数，请核对后重填。'],
  ])('%s is asked again, and why', (text, reason) => {
    expect(valueOf('medical-aid', 'ownShare', text)).toBe(reason);
  });

  it('is none where the question says that none is 0', () => {
    expect(valueOf('medical-aid', 'family.securitiesPerHead', '没有')).toBe(0);
    expect(valueOf('medical-aid', 'family.securitiesPerHead', '冇')).toBe(0);
  });

  it.each([
    ['family.monthlyIncome', '每月800', 800],
    ['family.monthlyIncome', '800一个月', 800],
    ['family.monthlyIncome', '800元/月', 800],
    ['family.yearlyIncome', '一年3万', 30_000],
    ['family.monthlyIncome', '一年3万', '单位是元/月，请换算好再写。例如：800、1250.50。'],
  ])('of %s, %s is read for the period that is asked for', (key, text, value) => {
    expect(valueOf('medical-aid', key, text)).toBe(value);
  });
});

describe('a number', () => {
  it.each([
    ['medical-aid', 'age', '65', 65],
    ['medical-aid', 'age', '今年65岁', 65],
    ['medical-aid', 'age', '六十五', 65],
    ['medical-aid', 'age', '200', '“年龄”不能大于150，请核对后重填。'],
    ['medical-aid', 'age', '3万', '“年龄”不能大于150，请核对后重填。'],
    ['medical-aid', 'nonLocal.continuousMonths', '2年', 24],
    ['medical-aid', 'nonLocal.continuousMonths', '30个月', 30],
    ['mental-health-medication', 'level', '二级', 2],
    ['livestock-demolition', 'area', '350.5平方', 350.5],
    ['livestock-demolition', 'area', '3亩', '单位要用平方米。例如：350.5。'],
    ['livestock-clearance-deadline', 'weight', '160斤', 80],
    ['water-balance-test', 'yearly', '12万吨', 120_000],
  ])('%s %s: %s → %s', (scheme, key, text, value) => {
    expect(valueOf(scheme, key, text)).toBe(value);
  });
});

describe('a day', () => {
  it.each([
    ['2018年8月', '2018-08'],
    ['2018.8.5', '2018-08-05'],
    ['去年10月', '2025-10'],
    ['舊年10月', '2025-10'],
    ['昨天', '2026-11-28'],
    ['2019', '2019'],
    ['二〇一八年八月', '2018-08'],
    ['10月15号', '请写上年份。例如：2019年6月、2019年6月1日、去年10月。'],
    ['农历三月初十', '请写公历的年月日。例如：2019年6月、2019年6月1日、去年10月。'],
    ['2018年11月31日', '“收据日期”没有这一天（2018年11月31日），请核对。'],
    ['2018年8月和2019年3月', '您写了几个日期，请只写这一项的。例如：2019年6月、2019年6月1日、去年10月。'],
    ['好耐之前', '没有看出是哪一天。例如：2019年6月、2019年6月1日、去年10月。'],
  ])('%s → %s', (text, value) => {
    expect(valueOf('medical-aid', 'receiptDate', text)).toBe(value);
  });
});

describe('yes and no', () => {
  it.each([
    ['系', true],
    ['是的', true],
    ['係呀', true],
    ['有', true],
    ['办咗', true],
    ['冇', false],
    ['唔係', false],
    ['没有', false],
    ['仲未', false],
    ['唔清楚', null],
    ['可能吧', '没有看出是哪一种，请回答“有”或者“没有”。'],
  ])('%s → %s', (text, value) => {
    expect(valueOf('medical-aid', 'nonLocal.permit', text)).toBe(value);
  });

  it('is not guessed where 没有 may mean either', () => {
    expect(valueOf('medical-aid', 'uninsured', '没有')).toBe(
      '请说清楚：“是，没有参加医保”，还是“不是，参加医保了”。',
    );
    expect(valueOf('medical-aid', 'uninsured', '不是')).toBe(false);
    expect(valueOf('medical-aid', 'uninsured', '是，没有参加医保')).toBe(true);
  });
});

describe('free words and lists', () => {
  it('are taken as they are, within limits', () => {
    expect(valueOf('medical-aid', 'excludedReason', '自费药')).toBe('自费药');
    expect(valueOf('medical-aid', 'excludedReason', '不清楚')).toBeNull();
    expect(valueOf('medical-aid', 'excludedReason', '药'.repeat(101))).toBe('请用100个字以内说明。');
    expect(valueOf('mental-health-medication', 'visits', '120、85.5')).toEqual([120, 85.5]);
    expect(valueOf('mental-health-medication', 'visits', '1元、'.repeat(150))).toBe(
      '请把每一笔写成数字，用顿号隔开。例如：120、85.5。',
    );
  });
});

describe('a choice', () => {
  it.each([
    ['careKind', '住院', '住院'],
    ['careKind', '特殊门诊', '特殊门诊'],
    ['careKind', '门诊', '“门诊”还分几种，请选一种：特殊门诊、普通门诊。'],
    ['careKind', '不是住院', '没有看出是哪一种，请点下面的按钮，或者写出它的名称。'],
    ['residence', '本区', '本区'],
    ['categories', '低保户', ['低保']],
    ['categories', '低保、孤儿', ['低保', '孤儿']],
    ['categories', '都唔系', ['都不是']],
  ])('%s: %s → %s', (key, text, value) => {
    expect(valueOf('medical-aid', key, text)).toEqual(value);
  });
});

const scheme = schemes.find(({ id }) => id === 'medical-aid');
if (scheme === undefined) throw new Error('medical-aid');
const soFar = (known: Record<string, string | number | boolean | string[]>) => ({
  scheme,
  asOf: today,
  known: new Map(
    Object.entries(known).map(([key, value]) => [key, { key, value, origin: 'asked' as const }]),
  ),
});
const asked = (key: string, text: string, known: Parameters<typeof soFar>[0] = {}) =>
  readWhileAsked(text, fieldOf('medical-aid', key), [], soFar(known));

describe('a reply to a question', () => {
  it('may be an order', () => {
    for (const text of ['上一步', '返回上一步', '回到上一题', '返回'])
      expect(asked('ownShare', text)).toEqual({ kind: 'order', order: 'back' });
    for (const text of ['取消', '唔计了', '不算了。'])
      expect(asked('ownShare', text)).toEqual({ kind: 'order', order: 'cancel' });
    for (const text of ['为什么要问？', '点解要问呢个', '什么意思', '看不懂', '在哪里看得到？', '怎么填'])
      expect(asked('ownShare', text)).toEqual({ kind: 'order', order: 'why' });
    expect(asked('ownShare', '重新开始')).toEqual({ kind: 'order', order: 'restart' });
  });

  it('may be a question of its own, also one that names a choice or a figure', () => {
    for (const text of [
      '要带什么材料？',
      '住院要带什么材料',
      '去边度办',
      '如果自付5万能报多少',
      '特困能报几成呢',
    ])
      expect([text, asked('careKind', text).kind]).toEqual([text, 'aside']);
    expect(asked('ownShare', '我想问下低保标准')).toEqual({ kind: 'aside', text: '我想问下低保标准' });
  });

  it('is never taken from a private number', () => {
    for (const text of [
      '13800138000',
      '44180219520308123X',
      '【已隐去手机号】',
      '我的卡号6222021234567890123',
    ])
      expect(asked('ownShare', text)).toEqual({
        kind: 'unread',
        reason: '这里不用写身份证号、手机号、银行卡号，我没有记下来。',
      });
  });

  it('may say something else, which is taken where it is certain', () => {
    expect(asked('designated', '低保户，自付3万').kind).toBe('told');
    expect(asked('categories', '低保户，住院自付3万')).toEqual({
      kind: 'answer',
      facts: [
        { key: 'careKind', value: '住院', origin: 'said' },
        { key: 'ownShare', value: 30_000, origin: 'assumed' },
        { key: 'designated', value: true, origin: 'assumed' },
        { key: 'categories', value: ['低保'], origin: 'asked' },
      ],
    });
  });

  it('is not put into a field whose figure it is not', () => {
    expect(asked('totalCost', '自付3万')).toEqual({
      kind: 'told',
      facts: [
        { key: 'ownShare', value: 30_000, origin: 'assumed' },
        { key: 'designated', value: true, origin: 'assumed' },
      ],
    });
    expect(asked('compliantCost', '自付3万', { designated: true })).toEqual({
      kind: 'answer',
      facts: [{ key: 'compliantCost', value: 30_000, origin: 'asked' }],
    });
  });

  it('corrects what was answered before', () => {
    expect(asked('designated', '其实自付是2万', { ownShare: 30_000 })).toEqual({
      kind: 'told',
      facts: [{ key: 'ownShare', value: 20_000, origin: 'asked' }],
    });
    expect(asked('designated', '不是2万，是3万', { ownShare: 20_000 })).toEqual({
      kind: 'told',
      facts: [{ key: 'ownShare', value: 30_000, origin: 'asked' }],
    });
    expect(asked('ownShare', '不是住院，是特殊门诊', { careKind: '住院' })).toEqual({
      kind: 'told',
      facts: [{ key: 'careKind', value: '特殊门诊', origin: 'asked' }],
    });
  });

  it('corrects the latest amount where none is named', () => {
    expect(asked('outsideCost', '说错了，是6万', { ownShare: 30_000, totalCost: 50_000 })).toEqual({
      kind: 'told',
      facts: [{ key: 'totalCost', value: 60_000, origin: 'asked' }],
    });
  });

  it('corrects nothing where it does not say so, or not which', () => {
    expect(asked('designated', '自付2万', { ownShare: 30_000 }).kind).toBe('unread');
    expect(asked('nonLocal.student', '在清新开店').kind).toBe('unread');
    expect(asked('careKind', '去年5月').kind).toBe('unread');
  });

  it('may be yes or no with words of the question', () => {
    expect(asked('nonLocal.student', '不是学生')).toEqual({
      kind: 'answer',
      facts: [{ key: 'nonLocal.student', value: false, origin: 'asked' }],
    });
    expect(asked('nonLocal.home', '有固定住所').kind).toBe('answer');
    expect(asked('family.vehicle', '没有摩托车')).not.toMatchObject({ facts: [{ key: 'family.vehicle' }] });
  });
});

const recap = (text: string) =>
  readAtRecap(text, soFar({ categories: ['低保'], designated: false, ownShare: 30_000 }));

describe('a reply to the recap', () => {
  it.each(['对', '没错', '都对', '系', '确认', '开始算', '好的'])('%s agrees', (text) => {
    expect(recap(text)).toEqual({ kind: 'order', order: 'confirm' });
  });

  it.each([
    ['改3', '3'],
    ['改第3项', '3'],
    ['3', '3'],
    ['改年龄', '年龄'],
    ['我要改 户籍', '户籍'],
  ])('%s names an item', (text, item) => {
    expect(recap(text)).toEqual({ kind: 'change', item });
  });

  it('corrects without a word for it', () => {
    expect(recap('自付2万')).toEqual({
      kind: 'told',
      facts: [{ key: 'ownShare', value: 20_000, origin: 'asked' }],
    });
    expect(recap('自付改成2万5')).toEqual({
      kind: 'told',
      facts: [{ key: 'ownShare', value: 25_000, origin: 'asked' }],
    });
  });

  it('may be a question', () => {
    expect(recap('要带什么材料？')).toEqual({ kind: 'aside', text: '要带什么材料？' });
  });
});
