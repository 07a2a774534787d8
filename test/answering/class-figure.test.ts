import { expect, it } from 'vitest';
import { classAsked, fitOfClass } from '../../src/answering/class-figure.ts';
import type { Clause } from '../../src/gazette/model.ts';

const clauseOf = (text: string): Clause => ({
  document: 0,
  kind: 'paragraph',
  locator: '',
  headings: [],
  leadIn: null,
  row: null,
  spans: [],
  text,
});

it.each([
  ['70岁的老人津贴有几多', { unit: '岁', value: 70, written: '70岁' }],
  ['三楼装电梯补多少', { unit: '层', value: 3, written: '三楼' }],
  ['80马力的拖拉机补多少', { unit: '马力', value: 80, written: '80马力' }],
])('%s names one class', (question, asked) => {
  expect(classAsked(question)).toEqual(asked);
});

it.each(['60岁以上有什么补贴', '60岁和70岁各领多少', '去年补了多少', '县级部门管什么', '银行几点开门'])(
  '%s names no single class',
  (question) => {
    expect(classAsked(question)).toBeNull();
  },
);

it.each([
  ['70岁', '80—89周岁每月60元，90—99周岁每月150元，100周岁及以上每月500元。', -1],
  ['85岁', '80—89周岁每月60元，90—99周岁每月150元。', 1],
  ['103岁', '90—99周岁每月150元，100周岁及以上每月500元。', 1],
  ['55岁', '参保人年满60周岁的，可以领取养老金。', -1],
  ['61岁', '参保人年满60周岁的，可以领取养老金。', 1],
  ['17岁', '未满18周岁的未成年人。', 1],
  ['30岁', '不低于18周岁的居民。', 1],
  ['三层', '四层每台补助12万元，五层15万元，六层及以上18万元。', -1],
  ['八层', '四层每台补助12万元，五层15万元，六层及以上18万元。', 1],
  ['三层', '补助不得超过实际费用的50%。', 0],
])('%s against “%s” is %i', (asked, text, fit) => {
  expect(fitOfClass(classAsked(asked), clauseOf(text))).toBe(fit);
});
