/** Facts of 空栏、清栏期限 from sentences, and what is computed from them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { livestockClearanceDeadlineReader as reader } from '../../../src/calculators/reading/livestock-clearance-deadline.ts';
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
import { asked, computed, rules } from './livestock-clearance-deadline-sentences.ts';

const facts = (text: string) => factsIn(reader, text);

describe('空栏、清栏期限 from a sentence', () => {
  itComputesTheCasesOf('livestock-clearance-deadline');
  itComputes('livestock-clearance-deadline', computed);
  itAsks(asked);
  itLeavesToTheRule(rules);
  itShowsItsWords(reader, [...computed.map(([text]) => text), ...asked, ...rules]);

  it('goes on with the answers, and computes anew after a correction', () => {
    const first = '环保不达标的猪场，要多少天内清栏？';
    expect(told(first)?.missing.map(({ label }) => label)).toEqual(['体重KG']);
    expect(told(first, '50公斤')?.values).toMatchObject({ days: 90 });
    expect(told(first, '50公斤', '不是50公斤，是80公斤')?.values).toMatchObject({ days: 60 });
  });

  it('reads whether a farm meets the requirements, never from a question', () => {
    expect(facts('环保达标').compliant).toBe(true);
    expect(facts('验收唔合格').compliant).toBe(false);
    expect(facts('没有通过环保验收').compliant).toBe(false);
    expect(facts('冇环保设施').compliant).toBe(false);
    expect(facts('达不达标').compliant).toBeUndefined();
    expect(facts('是否符合环保要求').compliant).toBeUndefined();
    expect(facts('怎样才算符合环保要求').compliant).toBeUndefined();
    expect(facts('原来不达标，整改后验收合格')).toMatchObject({ compliant: false, repaired: true });
  });

  it('reads a weight in kilograms or in 斤, and no range or estimate', () => {
    expect(facts('肉猪50公斤').weight).toBe(50);
    expect(facts('肉猪一百六十斤').weight).toBe(80);
    expect(facts('肉猪41斤').weight).toBe(20.5);
    expect(facts('肉猪70公斤左右').weight).toBeNull();
    expect(facts('肉猪70公斤以上').weight).toBeNull();
    expect(facts('肉猪50到60公斤').weight).toBeNull();
    expect(facts('猪苗15公斤，肉猪80公斤').weight).toBeNull();
    expect(facts('每日食3公斤饲料，肉猪50公斤').weight).toBe(50);
  });

  it('takes the day of the inspection and not the day of the plan', () => {
    expect(facts('2018年7月31日印发的方案，2018年11月5日巡查还有存栏').checkedOn).toBe('2018-11-05');
    expect(facts('11月5日巡查还有存栏')).not.toHaveProperty('checkedOn');
  });

  itIgnoresOtherNumbers(reader, '不达标猪场，肉猪50公斤，2018年11月5日巡查还有存栏，超期了吗？');

  it('reads any weight exactly, in both units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), fc.boolean(), (tenths, isHalf) => {
        const weight = tenths / 10;
        const text = `不符合环保要求的猪场，肉猪${weight}${isHalf ? '斤' : '公斤'}，几天清栏？`;
        expect(facts(text).weight).toBeCloseTo(isHalf ? weight / 2 : weight, 6);
      }),
    );
  });
});
