/** Facts of 审批时限 from sentences, and what is computed from them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aidTimelineReader as reader } from '../../../src/calculators/reading/aid-timeline.ts';
import { schemeOf } from '../../../src/calculators/registry.ts';
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
import { asked, computed, rules } from './aid-timeline-sentences.ts';

const facts = (text: string) => factsIn(reader, text);

describe('审批时限 from a sentence', () => {
  itComputesTheCasesOf('aid-timeline');
  itComputes('aid-timeline', computed);
  itAsks(asked);
  itLeavesToTheRule(rules);
  itShowsItsWords(reader, [...computed.map(([text]) => text), ...asked, ...rules]);

  it('keeps away from the procedures of other rules', () => {
    expect(told('低保申请要多少个工作日审批？')).toBeNull();
    expect(told('公租房申请公示几天？')).toBeNull();
    expect(told('残疾人补贴镇里受理后几个工作日报区民政？')).toBeNull();
  });

  it('tells an objection from none', () => {
    expect(facts('公示期间有人提出异议，区民政重新调查后几个工作日决定')).toMatchObject({
      stage: '公示有异议重新审批',
      objection: true,
    });
    expect(facts('公示期满没人有异议，几个工作日作出审批决定')).toEqual({
      stage: '审批决定',
      objection: false,
    });
  });

  it('reads from which day it counts and on which day it was still not done', () => {
    expect(facts('镇里2019年3月1日受理低保户的申请，到3月20日还没报区民政局，超期没有？')).toEqual({
      stage: '受理上报',
      filed: true,
      startDate: '2019-03-01',
      checkedOn: '2019-03-20',
    });
  });

  it('knows who is filed only when it is said', () => {
    const whole = '医疗救助从受理到拨付一共几个工作日';
    expect(facts(`特困人员${whole}`).filed).toBe(true);
    expect(facts(`不是低保，${whole}`).filed).toBe(false);
    expect(facts(whole)).not.toHaveProperty('filed');
    expect(told(whole)?.missing.map(({ label }) => label)).toEqual(['备案对象']);
  });

  itIgnoresOtherNumbers(reader, '医疗救助公示结束没有异议后，镇里几个工作日内上报区民政？');

  it('never throws and names only steps that there are, whatever the words', () => {
    const words = [
      '公示',
      '异议',
      '没有',
      '民政',
      '财政',
      '镇',
      '拨付',
      '审批',
      '评议',
      '不符合',
      '受理',
      '后',
      '，',
      '决定',
      '名单',
      '告知',
      '2019年3月1日',
    ];
    const steps = schemeOf('aid-timeline')?.fields[0]?.choices?.map(({ value }) => value) ?? [];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 14 }), (chosen) => {
        expect([undefined, ...steps]).toContain(facts(chosen.join('')).stage);
      }),
    );
  });
});
