/** Facts of 重点用水单位 from sentences, and what is computed from them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waterBalanceTestReader as reader } from '../../../src/calculators/reading/water-balance-test.ts';
import {
  factsIn,
  itAsks,
  itComputes,
  itComputesTheCasesOf,
  itIgnoresOtherNumbers,
  itLeavesToTheRule,
  itShowsItsWords,
  told,
} from './scheme-sentences.ts';
import { asked, computed, rules } from './water-balance-test-sentences.ts';

const facts = (text: string) => factsIn(reader, text);

describe('重点用水单位 from a sentence', () => {
  itComputesTheCasesOf('water-balance-test');
  itComputes('water-balance-test', computed);
  itAsks(asked);
  itLeavesToTheRule(rules);
  itShowsItsWords(reader, [...computed.map(([text]) => text), ...asked, ...rules]);

  it('goes on with the answers, and computes anew after a correction', () => {
    const first = '我们是用公共管网供水的食品厂，多久要做一次水平衡测试？';
    expect(told(first, '每月12万立方米')?.values).toEqual({ keyUnit: true, intervalYears: 4 });
    expect(told(first, '每月12万立方米', '说错了，是每月2万立方米')?.values).toEqual({
      keyUnit: true,
      intervalYears: 6,
    });
  });

  it('tells who uses the water from who supplies it', () => {
    expect(facts('自来水厂的水')).toEqual({ supply: '公共供水管网' });
    expect(facts('供水公司供水，我们是学校')).toEqual({ supply: '公共供水管网', use: '非农业' });
    expect(facts('没有接自来水，用井水').supply).toBe('自备水源');
    expect(facts('自来水和井水都用').supply).toBe('管网和自备水源都有');
    expect(facts('不是工厂').use).toBeUndefined();
  });

  it('reads a mean of a month and a whole of a year, and no other water', () => {
    expect(facts('月均1.2万立方米').monthly).toBe(12_000);
    expect(facts('每个月五万二千方').monthly).toBe(52_000);
    expect(facts('全年用水60万吨').yearly).toBe(600_000);
    expect(facts('一年平均每月用水10000方')).toEqual({ monthly: 10_000 });
    expect(facts('每天用水500吨')).toEqual({});
    expect(facts('月均用水量10万立方米以上')).toEqual({});
    expect(facts('每月十二万方左右')).toEqual({});
    expect(facts('每月排污水2万吨')).toEqual({});
    expect(facts('由每月12万立方米降到9万立方米')).toEqual({});
    expect(facts('1月用了9000方，2月用了11000方')).toEqual({});
  });

  itIgnoresOtherNumbers(reader, '学校用自来水管网的水，月均刚好10000立方米，算重点用水单位吗？');

  it('reads any quantity exactly, with the year or the month on either side', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.constantFrom('月均用水', '每个月用水', '年用水', '一年用'),
        (size, period) => {
          const key = period.includes('月') ? 'monthly' : 'yearly';
          expect(facts(`${period}${size}立方米`)).toEqual({ [key]: size });
          expect(facts(`用水${size}吨每${key === 'monthly' ? '月' : '年'}`)).toEqual({ [key]: size });
        },
      ),
    );
  });
});
