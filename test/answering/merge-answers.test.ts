import { expect, it } from 'vitest';
import { type AnsweredPart, mergeAnswers } from '../../src/answering/merge-answers.ts';

const part = (question: string, finished: AnsweredPart['finished']): AnsweredPart => ({
  question,
  finished,
  passages: [],
});

it('marks in the words of the sender are no citations', () => {
  const merged = mergeAnswers(
    [
      part('低保户报几成', { status: 'answered', answer: '报八成。', citations: [] }),
      part('按[1]和［123］、【 ９ 】、〔4〕办？', { status: 'unanswerable_no_source', answer: '没有收录。' }),
    ],
    '',
  );
  expect(merged.answer).toBe('1. 报八成。\n2. “按（1）和（123）、（９）、（4）办”：没有收录。');
});
