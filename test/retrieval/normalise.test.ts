import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/retrieval/normalise.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('normalise', () => {
  it.each([
    ['ＡＢＣ１２３％（一）', 'abc123%(一)'],
    ['㎡', 'm2'],
    ['醫療救助與門診', '医疗救助与门诊'],
    ['衞生計生局', '卫生计生局'],
    ['裏面啲錢', '里面啲钱'],
    ['部門', '部门'],
  ])('brings %s to %s', (given, normal) => {
    expect(normalise(given)).toBe(normal);
  });

  it('leaves ordinary simplified text as it is', () => {
    const text = '申请人应当提供户口簿〔2018〕，“家庭”。';
    expect(normalise(text)).toBe(text.replace('，', ','));
  });

  it('changes nothing when it is applied again, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });

  it('gives a text and its full-width, upper-case or traditional twin one form', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '7', '%', '医', '疗', '镇', '场')), (characters) => {
        const twins: Record<string, string> = {
          a: 'Ａ',
          '7': '７',
          '%': '％',
          医: '醫',
          疗: '療',
          镇: '鎮',
          场: '場',
        };
        const twin = characters.map((character) => twins[character]).join('');
        expect(normalise(twin)).toBe(normalise(characters.join('')));
      }),
    );
  });
});
