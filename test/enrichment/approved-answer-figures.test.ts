import { beforeAll, describe, expect, it } from 'vitest';
import { faultsOfApprovedAnswer } from '../../src/enrichment/check-approved-answer.ts';
import type { Corpus } from '../../src/gazette/model.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

let corpus: Corpus;
let clause: number;

beforeAll(() => {
  corpus = readCorpus(realCorpusFolder);
  // 每名患者每月可享受100元精神类药物的服药补助。
  clause = corpus.clauses.findIndex(({ text }) => text.includes('每名患者每月可享受100元'));
});

const faults = (answer: string) => faultsOfApprovedAnswer(corpus, [clause], answer);

describe('a figure of an approved answer', () => {
  it.each([
    ['每月五百元。', '五百'],
    ['每月补助壹仟元。', '壹仟'],
    ['每月补助100万元。', '100万'],
    ['可以报销九成。', '九成'],
    ['可以报销百分之九十。', '百分之九十'],
    ['到二〇三五年为止。', '二〇三五'],
    ['请在三个月内申请。', '三'],
  ])('that the clause does not hold is found in Chinese numerals too: %s', (answer, said) => {
    expect(faults(answer)).toEqual([{ kind: 'figure', said }]);
  });

  it.each(['每月一百元。', '每月100元，一律发给本人。', '两类人可以申请，每月100元。'])(
    'that the clause holds in another way of writing, or that counts what the answer lists, is none: %s',
    (answer) => {
      expect(faults(answer)).toEqual([]);
    },
  );

  it('does not hide an office that the clause does not name', () => {
    expect(faults('请到清远市财政厅领取。')).toMatchObject([{ kind: 'office' }]);
  });
});
