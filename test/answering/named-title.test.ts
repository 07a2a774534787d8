import { expect, test } from 'vitest';
import { findNamedTitle } from '../../src/answering/named-title.ts';
import { makeCorpus } from '../support/metadata-corpus.ts';

const clauses = [{ text: '为保护湖泊，制定本条例。' }];
const corpus = makeCorpus([
  { title: '东山省湖泊保护条例', issuedOn: '1990-01-01', clauses },
  { title: '东山省湖泊保护条例', issuedOn: '2020-01-01', clauses },
  { title: '东山县人民政府关于印发《东山县公园管理办法》的通知', clauses },
  { title: '东山县湖泊保护规划', clauses },
]);

test.each([
  ['按照《东山省湖泊保护条例》，哪些行为不准做', [0, 1], '哪些行为不准做'],
  ['湖泊保护条例里钓鱼罚多少', [0, 1], '钓鱼罚多少'],
  ['请问东山县公园管理办法的免费对象有哪些', [2], '免费对象有哪些'],
  ['湖边能不能钓鱼，东山县湖泊保护规划怎么写的', [3], '湖边能不能钓鱼，怎么写的'],
])('%s', (text, documents, rest) => {
  expect(findNamedTitle(corpus, text)).toEqual({ documents: new Set(documents), rest });
});

test.each(['湖泊保护条例', '《东山县公园管理办法》？', '公园管理要收费吗', '西山省渔业条例里罚多少', ''])(
  'nothing is asked of a title that is known: %s',
  (text) => {
    expect(findNamedTitle(corpus, text)).toBeNull();
  },
);
