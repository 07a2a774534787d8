/** Facts of 野外用火处罚 from sentences, and what is computed from them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forestFirePenaltyReader as reader } from '../../../src/calculators/reading/forest-fire-penalty.ts';
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
import { asked, computed, rules } from './forest-fire-penalty-sentences.ts';

const facts = (text: string) => factsIn(reader, text);
const on = (day: string) => told(`${day}村民在森林防火区没批准烧纸，没引起火灾，罚多少？`)?.values;

describe('野外用火处罚 from a sentence', () => {
  itComputesTheCasesOf('forest-fire-penalty');
  itComputes('forest-fire-penalty', computed);
  itAsks(asked);
  itLeavesToTheRule(rules);
  itShowsItsWords(reader, [...computed.map(([text]) => text), ...asked, ...rules]);

  it('asks for one fact after the other and goes on with the answers', () => {
    const first = '村民2018年4月3日在森林防火区烧纸，罚多少？';
    expect(told(first)?.missing[0]?.label).toBe('经批准');
    expect(told(first, '没有')?.missing[0]?.label).toBe('引起森林火灾');
    expect(told(first, '没有', '没有')?.values).toMatchObject({ fineMin: 200, fineMax: 2000 });
    expect(told(first, '没有批准', '引起山火了')?.values).toMatchObject({ fineMin: 2000, fineMax: 3000 });
  });

  it('reads yes and no with their negations, and nothing from a question', () => {
    expect(facts('未经镇政府批准').approved).toBe(false);
    expect(facts('冇报批').approved).toBe(false);
    expect(facts('没批就烧').approved).toBe(false);
    expect(facts('经镇政府批准').approved).toBe(true);
    expect(facts('要经批准才能烧').approved).toBeUndefined();
    expect(facts('有没有批准').approved).toBeUndefined();
    expect(facts('引没引起火灾').causedFire).toBeUndefined();
    expect(facts('会不会引起火灾').causedFire).toBeUndefined();
    expect(facts('差点引起山火').causedFire).toBeUndefined();
    expect(facts('没有报批、引起森林火灾').causedFire).toBe(true);
    expect(facts('冇烧着山').causedFire).toBe(false);
    expect(facts('森林防火区外').inZone).toBe(false);
    expect(facts('唔系森林防火区').inZone).toBe(false);
    expect(facts('在森林防火区旁边').inZone).toBeUndefined();
    expect(facts('算不算森林防火区').inZone).toBeUndefined();
  });

  it('knows who burned only when one kind is named', () => {
    expect(facts('施工队烧树枝').subject).toBe('单位');
    expect(facts('我在山上烧纸').subject).toBe('个人');
    expect(facts('我想问下公司在山上烧树枝').subject).toBe('单位');
    expect(facts('公司的村民工人烧纸').subject).toBeUndefined();
    expect(facts('合作社烧秸秆').subject).toBe('个体户、合作社');
    expect(facts('个人罚多少，单位罚多少').subject).toBeUndefined();
  });

  it('reads a fine that is meant, and no range of the order', () => {
    expect(facts('罚了他2500元').proposed).toBe(2500);
    expect(facts('拟罚款三万').proposed).toBe(30_000);
    expect(facts('罚款是200到2000元吗')).not.toHaveProperty('proposed');
    expect(facts('罚几千块')).not.toHaveProperty('proposed');
  });

  it('reads the day of the fire, not of the order or of the ticket', () => {
    expect(facts('2018年3月22日发布的防火令，2018年4月3日烧纸').date).toBe('2018-04-03');
    expect(facts('2018年4月3日烧纸，2018年5月2日收到罚单').date).toBe('2018-04-03');
    expect(facts('2018年清明烧纸').date).toBe('2018-04');
    expect(facts('4月3日烧纸')).not.toHaveProperty('date');
  });

  it('asks for the year of a day outside the ban, and computes one inside it as the order does', () => {
    expect(on('5月20日')).toBeUndefined();
    expect(on('3月22日')).toBeUndefined();
    expect(on('18年4月3日')).toBeUndefined();
    expect(on('3月23日')).toMatchObject({ inBanPeriod: null, fineMin: 200 });
    expect(on('4月30日')).toMatchObject({ inBanPeriod: null, fineMin: 200 });
  });

  itIgnoresOtherNumbers(reader, '2018年4月3日村民在森林防火区没经批准烧纸，没引起火灾，罚了1500元，对不对？');

  const phrases = {
    inZone: [
      [true, '在森林防火区'],
      [false, '不在森林防火区'],
    ],
    approved: [
      [false, '没有报批'],
      [false, '未经批准'],
      [true, '经过林业局批准'],
    ],
    subject: [
      ['个人', '当事人是村民'],
      ['单位', '当事人是施工单位'],
      ['个体户、合作社', '当事人是合作社'],
    ],
    causedFire: [
      [true, '引发森林火灾'],
      [false, '没有引起火灾'],
      [true, '烧着了一片林地'],
    ],
  } as const;

  it('does not depend on the order in which the facts are said', () => {
    const choice = fc.record({
      inZone: fc.constantFrom(...phrases.inZone),
      approved: fc.constantFrom(...phrases.approved),
      subject: fc.constantFrom(...phrases.subject),
      causedFire: fc.constantFrom(...phrases.causedFire),
    });
    fc.assert(
      fc.property(
        choice,
        fc.shuffledSubarray(['inZone', 'approved', 'subject', 'causedFire'] as const, { minLength: 4 }),
        fc.constantFrom('，', '、', '。'),
        (said, order, mark) => {
          const text = `2018年4月3日烧草，${order.map((key) => said[key][1]).join(mark)}，罚多少？`;
          const wanted = Object.fromEntries(order.map((key) => [key, said[key][0]]));
          expect(facts(text)).toEqual({ ...wanted, date: '2018-04-03' });
        },
      ),
    );
  });
});
