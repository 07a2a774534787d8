import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultsOfApprovedAnswer } from '../../src/enrichment/check-approved-answer.ts';
import { WenzhengError } from '../../src/errors.ts';
import type { Corpus } from '../../src/gazette/model.ts';
import { hasPrivateNumber } from '../../src/gazette/private-numbers.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { normalise } from '../../src/retrieval/normalise.ts';
import {
  type BankEdit,
  type BankQuestion,
  bankRecords,
  questionBankDigest,
  readQuestionFiles,
  resolveQuestions,
} from '../../src/retrieval/question-bank.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

let corpus: Corpus;
let questions: BankQuestion[];
let problems: readonly unknown[];
beforeAll(() => {
  corpus = readCorpus(realCorpusFolder);
  ({ questions, problems } = resolveQuestions(corpus, readQuestionFiles(realCorpusFolder)));
});

const bigrams = (text: string) => {
  const bare = normalise(text).replace(/[\s\p{P}]+/gu, '');
  return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, at) => bare.slice(at, at + 2)));
};

const entryOf = (ask: string) => ({ ask, also: [], locators: ['一'] });

describe('the question bank', () => {
  it('points at clauses that exist, for every document that has clauses', () => {
    expect(problems).toEqual([]);
    const covered = new Set(questions.map((question) => question.document));
    const missing = corpus.documents.filter(
      (document, index) => document.clauses[0] < document.clauses[1] && !covered.has(index),
    );
    expect(missing.map((document) => document.id)).toEqual([]);
    expect(questions.length).toBeGreaterThan(800);
  });

  it('gives each standard question three to eight other wordings, none of them twice', () => {
    const wrong = questions.filter(
      ({ ask, also }) =>
        also.length < 3 || also.length > 8 || new Set([ask, ...also]).size !== also.length + 1,
    );
    expect(wrong.map((question) => question.ask)).toEqual([]);
  });

  it('approves no figure, date, office and document number that the cited clauses do not hold', () => {
    const wrong = questions.flatMap(({ ask, answer, clauses }) =>
      faultsOfApprovedAnswer(corpus, clauses, answer ?? '').map((fault) => ({ ask, ...fault })),
    );
    expect(wrong).toEqual([]);
  });

  it('copies no question of the evaluation files', () => {
    const asked = ['questions.jsonl', 'fresh.jsonl'].flatMap((file) => readGold(file)).map((q) => bigrams(q));
    const copies = questions.flatMap(({ ask, also }) =>
      [ask, ...also].filter((wording) => {
        const own = bigrams(wording);
        return asked.some((other) => {
          const shared = [...own].filter((bigram) => other.has(bigram)).length;
          return shared / (own.size + other.size - shared) > 0.6;
        });
      }),
    );
    expect(copies).toEqual([]);
  });

  it('holds no private number', () => {
    const texts = questions.flatMap(({ ask, also, answer }) => [ask, ...also, answer ?? '']);
    expect(texts.filter((text) => hasPrivateNumber(text))).toEqual([]);
  });

  it('leaves out a question of an unknown document or clause and says which', () => {
    const id = corpus.documents[0]?.id ?? '';
    const files = [
      {
        file: 'a.yaml',
        text: 'document: 没有这份\nquestions:\n  - ask: 甲乙丙\n    also: []\n    locators: [第一条]\n',
      },
      {
        file: 'b.yaml',
        text: `document: ${id}\nquestions:\n  - ask: 甲乙丙\n    also: []\n    locators: [第九百条]\n`,
      },
    ];
    const result = resolveQuestions(corpus, files);
    expect(result.questions).toEqual([]);
    expect(result.problems.map((problem) => problem.file)).toEqual(['a.yaml', 'b.yaml']);
  });

  it.each(['document: [', 'document: 1\nquestions: no', 'questions: []\n'])(
    'refuses a file that is no bank, naming it: %s',
    (text) => {
      expect(() => resolveQuestions(corpus, [{ file: 'bad.yaml', text }])).toThrow(WenzhengError);
      expect(() => resolveQuestions(corpus, [{ file: 'bad.yaml', text }])).toThrow(/bad\.yaml/);
    },
  );

  it('lists every entry as it stands, with what the files say of an edited one', () => {
    const text =
      'document: x\nquestions:\n' +
      ['甲问', '乙问', '丙问'].map((ask) => `  - ask: ${ask}\n    also: []\n    locators: [一]\n`).join('');
    const edits: BankEdit[] = [
      { document: 'x', ask: '乙问', entry: entryOf('乙的问') },
      { document: 'x', ask: '丙问', entry: null },
      { document: 'y', ask: '丁问', entry: entryOf('丁问') },
      { document: 'y', ask: '没有过的', entry: null },
    ];
    const records = bankRecords([{ file: 'a.yaml', text }], edits);
    expect(records).toEqual([
      { document: 'x', ask: '甲问', entry: entryOf('甲问'), former: entryOf('甲问'), isEdited: false },
      { document: 'x', ask: '乙问', entry: entryOf('乙的问'), former: entryOf('乙问'), isEdited: true },
      { document: 'x', ask: '丙问', entry: null, former: entryOf('丙问'), isEdited: true },
      { document: 'y', ask: '丁问', entry: entryOf('丁问'), former: null, isEdited: true },
    ]);
  });

  it('has another digest when a wording changes', () => {
    const file = { file: 'a.yaml', text: 'document: x' };
    expect(questionBankDigest([file])).not.toBe(questionBankDigest([{ ...file, text: 'document: y' }]));
    expect(questionBankDigest([])).toBe('');
  });
});

function readGold(file: string): string[] {
  try {
    return readFileSync(new URL(`../../eval/${file}`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (JSON.parse(line) as { q: string }).q);
  } catch {
    return [];
  }
}
