/** Facts of 关停拆迁补贴 from sentences, and what is computed from them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { livestockDemolitionReader as reader } from '../../../src/calculators/reading/livestock-demolition.ts';
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
import { asked, computed, rules } from './livestock-demolition-sentences.ts';

const facts = (text: string) => factsIn(reader, text);

describe('关停拆迁补贴 from a sentence', () => {
  itComputesTheCasesOf('livestock-demolition');
  itComputes('livestock-demolition', computed);
  itAsks(asked);
  itLeavesToTheRule(rules);
  itShowsItsWords(reader, [...computed.map(([text]) => text), ...asked, ...rules]);

  it('tells the zones apart, also when they are denied', () => {
    expect(facts('我个猪场唔喺禁养区').region).toBe('非禁养区');
    expect(facts('没有划入禁养区的猪场').region).toBe('非禁养区');
    expect(facts('划入了禁养区的猪场').region).toBe('禁养区');
    expect(facts('是不是禁养区不清楚').region).toBeUndefined();
    expect(facts('在禁养区还是非禁养区').region).toBeUndefined();
  });

  it('counts a day only for what was finished by the owner on it', () => {
    expect(facts('2018年10月8日签了协议，2018年10月20日自行关停，11月3日自己拆完')).toMatchObject({
      closedOn: '2018-10-20',
      demolishedOn: '2018-11-03',
    });
    expect(facts('2018年10月9日自行关停后拆了')).toMatchObject({
      closedOn: '2018-10-09',
      selfDemolished: true,
    });
    expect(facts('2018年10月9日自行关停后拆了')).not.toHaveProperty('demolishedOn');
    expect(facts('2018年10月9日自己开始拆')).not.toHaveProperty('demolishedOn');
    expect(facts('2018年10月9日关停拆除')).not.toHaveProperty('closedOn');
    expect(facts('自行关停，2018年10月9日被政府强制拆除')).toMatchObject({
      selfClosed: true,
      demolishedByForceOn: '2018-10-09',
    });
    expect(facts('不是被强拆，是自己拆的')).toEqual({ selfDemolished: true });
    expect(facts('10月9日自行关停拆迁')).not.toHaveProperty('closedOn');
    expect(facts('2018年11月20日前自行关停拆迁')).not.toHaveProperty('closedOn');
  });

  it('gives every area its animal, and none when it cannot be told', () => {
    expect(facts('300平方米的猪栏和450平方米的鸡舍')).toMatchObject({
      'areas.livestock': 300,
      'areas.poultry': 450,
    });
    expect(facts('猪栏、鸡舍各200平方米')).toMatchObject({ 'areas.livestock': 200, 'areas.poultry': 200 });
    expect(facts('猪栏和鸡舍共500平方米')).toEqual({});
    expect(facts('猪栏两间，一间200平方米，一间150平方米')).toEqual({ kind: '畜场', area: 350 });
    expect(facts('每平方米补100元，一平方补几多')).toEqual({});
    expect(facts('猪场几百平方米')).toEqual({ kind: '畜场' });
  });

  it('goes on with the facts of the message before', () => {
    const first = '非禁养区猪场500平方米，自己关停自己拆的，补多少？';
    expect(told(first)?.status).toBe('missing');
    expect(told(first, '2018年10月8日自己关停，11月9日自己拆完')?.values).toEqual({ amount: 45_000 });
    expect(
      told('非禁养区猪场500平方米，2018年10月8日自行关停拆迁，补多少？', '不是猪场，是鸡场')?.values,
    ).toEqual({ amount: 20_000 });
  });

  itIgnoresOtherNumbers(reader, '非禁养区猪场300平方米，2018年10月8日自行关停拆迁，补多少？');

  it('takes no area for a year and a month: 2044.01平方米', () => {
    expect(facts('在非禁养区，猪栏2044.01平方米，2018-08-31自行关停并自行拆迁完毕。补多少？')).toMatchObject({
      area: 2044.01,
      closedOn: '2018-08-31',
    });
  });

  it('reads any area with its date, whatever the order of the parts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9_000_000 }).map((thousandths) => thousandths / 100),
        fc.date({ min: new Date('2018-07-31'), max: new Date('2018-12-31'), noInvalidDate: true }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        (area, day, order) => {
          fc.pre(area !== 1);
          const iso = day.toISOString().slice(0, 10);
          const parts = [`猪栏${area}平方米`, '在非禁养区', `${iso}自行关停并自行拆迁完毕`];
          const text = `${order.map((at) => parts[at]).join('，')}。补多少？`;
          expect(facts(text)).toEqual({
            region: '非禁养区',
            kind: '畜场',
            area,
            closedOn: iso,
            demolishedOn: iso,
          });
        },
      ),
    );
  });
});
