import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterKey, gapKey, leastSimilarity, similarityOf } from '../../src/conversations/gap-key.ts';
import { hasPrivateNumber, maskPrivateNumbers } from '../../src/gazette/private-numbers.ts';

const same = (left: string, right: string) => {
  const known = gapKey(left);
  return clusterKey(gapKey(right), [known]) === known;
};

describe('the key of a gap', () => {
  it.each([
    ['请问清新区2024年低保标准是多少？', '清新区2024年低保标准是多少'],
    ['你好，我想咨询一下：低保标準是多少呀', '低保标准是多少'],
    ['低保　标准，是 多少 ？？', '低保标准是多少'],
    ['谢谢', '谢谢'],
    ['第十二条第3款', '第十二条第3款'],
    ['2018.11.30和2019-01-15', '2018;11;30和2019;01;15'],
    ['我的手机【已隐去手机号】能查吗', '我的手机能查'],
    ['？！', ''],
  ])('of %s is %s', (question, key) => {
    expect(gapKey(question)).toBe(key);
  });

  it.each([
    ['低保标准是多少', '低保的标准是多少'],
    ['清新区城乡低保家庭的标准是多少', '城乡低保家庭的标准清新区是多少'],
    ['残疾人两项补贴怎么申请', '怎么申请残疾人两项补贴'],
    ['高龄津贴几岁可以领', '请问高龄津贴几岁可以领呀？'],
    ['养老院床位费补贴标准', '养老院的床位费补贴标准是'],
  ])('counts as one: %s and %s', (left, right) => {
    expect(same(left, right)).toBe(true);
  });

  it.each([
    ['2024年低保标准是多少', '2025年低保标准是多少'],
    ['清新区城乡低保家庭住院医疗救助的标准是多少', '清新区城乡特困家庭住院医疗救助的标准是多少'],
    ['办法第三条说的是什么', '办法第四条说的是什么'],
    ['低保怎么申请', '低保标准是多少'],
    ['残疾人补贴多少', '高龄补贴多少'],
  ])('keeps apart: %s and %s', (left, right) => {
    expect(same(left, right)).toBe(false);
  });

  it('takes the most similar of several, and the own wording when none is near', () => {
    expect(clusterKey('低保标准是多少', ['残疾补贴是多少', '低保的标准是多少', '低保标准是多少'])).toBe(
      '低保标准是多少',
    );
    expect(clusterKey('低保标准是多少', ['残疾补贴是多少'])).toBe('低保标准是多少');
    expect(leastSimilarity).toBeGreaterThan(0.5);
  });

  it('is a measure: the same both ways, 1 for itself, between 0 and 1', () => {
    const key = fc.string({
      unit: fc.constantFrom(...Array.from('低保标准是多少特困1234年的')),
      maxLength: 20,
    });
    fc.assert(
      fc.property(key, key, (left, right) => {
        expect(similarityOf(left, right)).toBe(similarityOf(right, left));
        expect(similarityOf(left, left)).toBe(1);
        expect(similarityOf(left, right)).toBeGreaterThanOrEqual(0);
        expect(similarityOf(left, right)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never makes a private number of what was none', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^\d{1,12}$/),
      fc.constantFrom(
        '，',
        '。',
        ' ',
        '、',
        '\n',
        '年',
        '元',
        '【已隐去手机号】',
        '①',
        '一',
        '%',
        ';',
        '-',
        '.',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const question = maskPrivateNumbers(pieces.join(''), 'typed');
        expect(hasPrivateNumber(gapKey(question), 'typed')).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
