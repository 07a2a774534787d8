import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxQuestionLength } from '../../src/answering/intake.ts';
import { maskLines, maskQuestion } from '../../src/conversations/mask-typed.ts';
import { hasPrivateNumber } from '../../src/gazette/private-numbers.ts';

describe('what a resident typed', () => {
  it('becomes one line without private numbers, and it is known that there were some', () => {
    expect(maskQuestion('我的手机\n13800138000\t能查吗 ')).toEqual({
      text: '我的手机 【已隐去手机号】 能查吗',
      masked: true,
      complaint: null,
    });
    expect(maskQuestion('年收入 120000 元')).toEqual({
      text: '年收入 120000 元',
      masked: false,
      complaint: null,
    });
  });

  it('is kept in short, and complained of, when it cannot be read as a question', () => {
    const long = maskQuestion(`13800138000${'长'.repeat(3000)}`);
    expect(long.text).toHaveLength(maxQuestionLength);
    expect(long).toMatchObject({ masked: true, complaint: expect.stringContaining('太长') });
    expect(maskQuestion('？！')).toMatchObject({ text: '？！', complaint: expect.stringContaining('符号') });
    expect(maskQuestion('')).toMatchObject({ text: '', complaint: expect.stringContaining('没有输入') });
  });

  it('never keeps a private number, whatever it is and wherever it is cut', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^\d{1,80}$/),
      fc.constantFrom(
        '13800138000',
        '441827199001011234',
        'a@b.cc',
        ' ',
        '\n',
        '-',
        '长'.repeat(200),
        '\u200b',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { text } = maskQuestion(pieces.join(''));
        expect(hasPrivateNumber(text, 'typed')).toBe(false);
        expect(text.length).toBeLessThanOrEqual(maxQuestionLength);
        const lines = maskLines(pieces.join(''));
        expect(hasPrivateNumber(lines.text, 'typed')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what the staff wrote', () => {
  it('keeps its lines and loses private numbers and what nobody sees', () => {
    expect(maskLines('您好：\r\n请打\u200b13800138000\n\u0007谢谢\n')).toEqual({
      text: '您好：\n请打【已隐去手机号】\n谢谢',
      masked: true,
    });
    expect(maskLines('请带户口本，到民政局，电话0763-5811234。')).toEqual({
      text: '请带户口本，到民政局，电话0763-5811234。',
      masked: false,
    });
  });
});
