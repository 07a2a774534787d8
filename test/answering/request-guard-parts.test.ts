import { expect, it } from 'vitest';
import { guardRequest } from '../../src/answering/request-guard.ts';
it.each([
  ['低保户住院能报几成？发烧吃什么药', '低保户住院能报几成？', '发烧吃什么药'],
  ['低保户住院能报几成？今天天气怎么样？', '低保户住院能报几成？', '今天天气怎么样'],
])('%s', (text, rest, question) => {
  expect(guardRequest({ text })).toMatchObject({
    kind: 'ordinary',
    text: rest,
    refusedParts: [{ question }],
  });
});
it.each(['发烧吃什么药，能报销吗', '高血压怎么治？能报多少？', '低保户能报几成？要什么材料？'])(
  '%s',
  (text) => {
    expect(guardRequest({ text })).toEqual({ kind: 'ordinary', text });
  },
);
