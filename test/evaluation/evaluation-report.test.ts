import { describe, expect, it } from 'vitest';
import type { Answer, AnswerPassage, Citation } from '../../src/answering/answer.ts';
import { evaluate } from '../../src/evaluation/evaluation-report.ts';
import {
  type GoldQuestion,
  goldQuestionSchema,
  parseGoldQuestions,
} from '../../src/evaluation/gold-question.ts';
import { comparable, scoreAnswer } from '../../src/evaluation/score-answer.ts';
import { checkThresholds, thresholdsSchema } from '../../src/evaluation/thresholds.ts';

const source = { file: 'a.txt', sha256: '0'.repeat(64), spans: [] };

function passage(text: string): AnswerPassage {
  return { id: 'p', text, score: 1, parts: {}, documentNumber: null, title: '', locator: '', source };
}

function citation(quote: string, text: string): Citation {
  return {
    n: 1,
    documentNumber: null,
    title: '',
    issuer: null,
    locator: '',
    quote,
    text,
    passageId: 'p',
    validity: 'in_force',
    region: null,
    source,
  };
}

function answer(changes: Partial<Answer> = {}): Answer {
  return {
    id: 'q',
    status: 'answered',
    answer: '',
    notices: [],
    nextSteps: [],
    citations: [],
    passages: [],
    calculation: null,
    timings: {},
    ...changes,
  };
}

function gold(changes: Partial<GoldQuestion> = {}): GoldQuestion {
  return goldQuestionSchema.parse({ id: 'q', q: '低保户能报几成', kind: 'number', ...changes });
}

describe('one answer', () => {
  it('is compared without width, case, white space, brackets and common punctuation', () => {
    expect(comparable('（８０％）， 每年\n“ABC”；')).toBe('80%每年abc');
  });

  it('is right when it says one alternative of everything demanded and nothing forbidden', () => {
    const question = gold({ must: ['80%|八成', '5万|50000'], mustNot: ['70%|七成'] });
    expect(scoreAnswer(question, answer({ answer: '按八成，最高50,000元' })).right).toBe(true);
    expect(scoreAnswer(question, answer({ answer: '按80%' })).right).toBe(false);
    expect(scoreAnswer(question, answer({ answer: '按八成，最高5万元，不是七成' })).right).toBe(false);
  });

  it('is wrong above 800 characters, counted as a reader counts them', () => {
    expect(scoreAnswer(gold(), answer({ answer: '𠮷'.repeat(800) })).right).toBe(true);
    expect(scoreAnswer(gold(), answer({ answer: '字'.repeat(801) })).right).toBe(false);
  });

  it.each([
    ['answered', undefined, 'number', true],
    ['answered_by_calculator', undefined, 'number', true],
    ['needs_input', undefined, 'number', false],
    ['clarification', ['answered', 'clarification'], 'number', true],
    ['unanswerable_no_source', undefined, 'refuse', true],
    ['refused_misuse', undefined, 'refuse', true],
    ['answered', undefined, 'refuse', false],
    ['unanswerable_no_source', ['unanswerable_other_region'], 'refuse', false],
  ] as const)('with status %s, accepting %j for kind %s, is right: %s', (status, accept, kind, right) => {
    const question = gold({ kind, ...(accept ? { accept: [...accept] } : {}) });
    expect(scoreAnswer(question, answer({ status })).right).toBe(right);
  });

  it('finds evidence among the first passages only, one alternative of each list', () => {
    const question = gold({ evidence: [['甲文', '乙文'], ['丙文']] });
    const passages = [passage('乙 文'), ...Array.from({ length: 4 }, () => passage('无')), passage('丙文')];
    expect(scoreAnswer(question, answer({ passages })).recall).toEqual({ 1: false, 5: false, 10: true });
    expect(scoreAnswer(question, answer()).recall).toEqual({ 1: false, 5: false, 10: false });
  });

  it('counts the first 700 characters of a passage and 1,200 of a cited clause', () => {
    const question = gold({ evidence: [['甲文']] });
    const near = answer({
      passages: [passage(`${'字'.repeat(698)}甲文`)],
      citations: [citation('', `${'字'.repeat(1198)}甲文`)],
    });
    const far = answer({
      passages: [passage(`${'字'.repeat(699)}甲文`)],
      citations: [citation('', `${'字'.repeat(1199)}甲文`)],
    });
    expect(scoreAnswer(question, near)).toMatchObject({ recall: { 1: true }, cited: true });
    expect(scoreAnswer(question, far)).toMatchObject({ recall: { 1: false }, cited: false });
    expect(scoreAnswer(question, answer({ citations: [citation('甲文', '')] })).cited).toBe(true);
  });

  it('is wrongly refused only when the refusal was not accepted', () => {
    const refused = answer({ status: 'unanswerable_no_source' });
    expect(scoreAnswer(gold(), refused).wronglyRefused).toBe(true);
    expect(scoreAnswer(gold({ accept: ['answered', 'unanswerable'] }), refused).wronglyRefused).toBe(false);
    expect(scoreAnswer(gold(), answer({ status: 'clarification' })).wronglyRefused).toBe(false);
  });
});

describe('the report', () => {
  const questions = [
    gold({ id: '1', style: 'plain', docNo: '甲〔2018〕1号', must: ['对'] }),
    gold({ id: '2', style: 'typo', must: ['对'] }),
    gold({ id: '3', style: 'plain', must: ['对'], evidence: [['甲']] }),
    gold({ id: '4', kind: 'refuse' }),
  ];
  const report = evaluate(questions, ({ id }) =>
    id === '2' ? answer({ status: 'error_input' }) : answer({ answer: '对', passages: [passage('甲')] }),
  );

  it('adds up shares, groups and failures', () => {
    expect(report).toMatchObject({
      questions: 4,
      answerable: 3,
      refusable: 1,
      'recall@5': 0.667,
      cited: 0,
      answer_ok: 0.667,
      wrongly_refused: 0.333,
      refuse_ok: 0,
      answer_chars_median: 1,
      by_style: { plain: '2/2', typo: '0/1' },
      by_document: { '甲〔2018〕1号': '1/1', '（无文号）': '1/2' },
      fails: {
        'recall@5': ['2'],
        cited: ['1', '2', '3'],
        answer: ['2'],
        wrongly_refused: ['2'],
        refuse: ['4'],
      },
    });
  });

  it('is held against the thresholds that its questions bear on', () => {
    const thresholds = thresholdsSchema.parse({
      atLeast: { 'recall@5': 0.667, cited: 0.1, answer_ok: 0.7, refuse_ok: 0 },
      atMost: { wrongly_refused: 0.3, answer_chars_median: 1 },
      withoutQuestionBank: { 'recall@5': 0.7, cited: 0, answer_ok: 0 },
    });
    const passed = checkThresholds(report, thresholds).map((check) => [check.figure, check.passed]);
    expect(passed).toEqual([
      ['recall@5', true],
      ['cited', false],
      ['answer_ok', false],
      ['refuse_ok', true],
      ['wrongly_refused', false],
      ['answer_chars_median', true],
    ]);
    const withoutBank = checkThresholds(report, thresholds, { questionBank: false });
    expect(withoutBank.map((check) => [check.figure, check.passed])).toEqual([
      ['recall@5', false],
      ['cited', true],
      ['answer_ok', true],
    ]);
    const onlyRefusal = evaluate([gold({ kind: 'refuse' })], () => answer({ status: 'refused_misuse' }));
    expect(checkThresholds(onlyRefusal, thresholds).map((check) => check.figure)).toEqual(['refuse_ok']);
  });
});

describe('a file of questions', () => {
  it('may have blank lines, CRLF and a byte order mark', () => {
    expect(parseGoldQuestions('\uFEFF{"id":"1","q":"a","kind":"fact"}\r\n\r\n', 'x.jsonl')).toMatchObject([
      { id: '1' },
    ]);
  });

  it.each([
    ['{"id":"1","q":"a","kind":"fact"}\n{"id":', '第 2 行'],
    ['{"id":"1","kind":"fact"}', '字段 q'],
    ['\n', '没有题目'],
  ])('that cannot be used is named with the place: %j', (text, place) => {
    expect(() => parseGoldQuestions(text, 'x.jsonl')).toThrow(/x\.jsonl/);
    expect(() => parseGoldQuestions(text, 'x.jsonl')).toThrow(place);
  });
});
