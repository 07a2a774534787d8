import { describe, expect, it } from 'vitest';
import { answerStatuses } from '../../src/answering/answer.ts';
import { fillText, fixedTexts, statusTexts } from '../../src/answering/fixed-texts.ts';

const composed = ['answered', 'answered_by_calculator', 'needs_input'];
const texts = Object.entries<string>(fixedTexts);

describe('the fixed texts', () => {
  it('cover every status that is not composed, and no other', () => {
    expect(Object.keys(statusTexts).toSorted()).toEqual(
      answerStatuses.filter((status) => !composed.includes(status)).toSorted(),
    );
  });

  it('say what cannot be done, wherever something is refused or not known', () => {
    const refusals = texts.filter(([key]) => /^(?:unanswerable|refused|out_of_scope|false_notice)/.test(key));
    expect(refusals.length).toBeGreaterThan(8);
    expect(refusals.filter(([, text]) => !/不能|没有|无法|不提供|不会/.test(text))).toEqual([]);
  });

  it('are short enough to read aloud, end as sentences and have no place to fill but the region', () => {
    expect(texts.filter(([, text]) => text.length > 130)).toEqual([]);
    expect(texts.filter(([, text]) => !/[。？！”]$/u.test(text))).toEqual([]);
    expect(texts.filter(([, text]) => /[{}]/.test(text.replaceAll('{region}', '')))).toEqual([]);
  });

  it('name the region where one is known', () => {
    expect(fillText('unanswerable_other_region', '阳山县')).toContain('没有收录阳山县的政策');
    expect(fillText('unanswerable_other_region')).toContain('没有收录当地的政策');
  });

  it('send to a doctor or to 120 for anything medical', () => {
    expect(fixedTexts.out_of_scope_medical).toMatch(/医生.*120/);
    expect(fixedTexts.out_of_scope_emergency_medical).toMatch(/^请马上打120/);
    expect(fixedTexts.out_of_scope_emergency_self_harm).toMatch(/12356.*110/);
  });
});
