/** Facts of 强制送治补助 from sentences, and what is computed from them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compulsoryAdmissionReader as reader } from '../../../src/calculators/reading/compulsory-admission.ts';
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
import { asked, computed, rules } from './compulsory-admission-sentences.ts';

const facts = (text: string) => factsIn(reader, text);

describe('强制送治补助 from a sentence', () => {
  itComputesTheCasesOf('compulsory-admission');
  itComputes('compulsory-admission', computed);
  itAsks(asked);
  itLeavesToTheRule(rules);
  itShowsItsWords(reader, [...computed.map(([text]) => text), ...asked, ...rules]);

  it('goes on with the answers', () => {
    const first = '区内严重精神障碍患者2019年4月要送市三院住院，能补多少？';
    expect(told(first)?.missing[0]?.label).toBe('卫生院评估有肇事肇祸倾向');
    expect(told(first, '评估过，有肇事肇祸倾向')?.values).toMatchObject({ treatmentSubsidy: 6000 });
    expect(told(first, '没有评估过')?.status).toBe('not-eligible');
  });

  it('reads nothing from who was not sent or not assessed', () => {
    expect(facts('没说卫生院有没有评估肇事肇祸倾向，送市三院')).not.toHaveProperty('assessed');
    expect(facts('要不要先经卫生院评估有肇事肇祸倾向？')).not.toHaveProperty('assessed');
    expect(facts('市三院评估他有肇事肇祸倾向')).not.toHaveProperty('assessed');
    expect(facts('卫生院评估没有肇事肇祸倾向').assessed).toBe(false);
    expect(facts('卫生院还没评估过，有肇事肇祸行为').assessed).toBe(false);
  });

  it('knows the hospital only when it is named', () => {
    expect(facts('发病了送精神病院').hospital).toBeUndefined();
    expect(facts('从市人民医院转到市三院').hospital).toBeUndefined();
    expect(facts('唔系送市三院，系送广州的医院').hospital).toBe('其他医院');
  });

  it('takes the escorts for no cases, and a vague number for none', () => {
    expect(facts('两名干部护送一名三无患者').cases).toBe(1);
    expect(facts('送了两三个三无患者').cases).toBeNull();
    expect(facts('送了3例患者').cases).toBe(3);
  });

  it('asks whether a second stay in a year was paid before', () => {
    expect(facts('同一年第二次送市三院').alreadyGranted).toBeNull();
    expect(facts('今年已经领过一次，又送市三院').alreadyGranted).toBe(true);
    expect(facts('2018年9月领过，2019年3月又送市三院').alreadyGranted).toBeNull();
  });

  itIgnoresOtherNumbers(
    reader,
    '清新本地患者，卫生院评估有肇事肇祸倾向，2019年5月送市三院，总费用20000元，医保报10000元，大病救助1000元',
  );

  it('reads the bill exactly, in any order of its parts', () => {
    const amount = fc.integer({ min: 1, max: 90_000_00 }).map((fen) => fen / 100);
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        (cost, paid, aid, order) => {
          const parts = [`住院总费用${cost}元`, `居民医保报销${paid}元`, `大病医疗救助${aid}元`];
          const text = `我区患者送市三院，${order.map((at) => parts[at]).join('，')}，家属付多少？`;
          expect(facts(text)).toMatchObject({ cost, insurance: paid, medicalAid: aid });
        },
      ),
    );
  });
});
