import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { packageRoot } from '../../src/config.ts';
import { evaluate } from '../../src/evaluation/evaluation-report.ts';
import { parseGoldQuestions } from '../../src/evaluation/gold-question.ts';
import { checkThresholds, thresholdsSchema } from '../../src/evaluation/thresholds.ts';
import { realIndexFolder } from '../support/real-corpus.ts';

const readText = (name: string) => readFileSync(join(packageRoot, 'eval', name), 'utf8');
const thresholds = thresholdsSchema.parse(JSON.parse(readText('thresholds.json')));

async function report(file: string, questionBank: boolean) {
  const app = await createApp({
    corpusDir: join(packageRoot, 'corpus'),
    indexDir: realIndexFolder(),
    questionBank,
    today: () => '2026-11-22',
  });
  return evaluate(parseGoldQuestions(readText(file), file), (question) => app.answer(question));
}

it('the engine with the question bank reaches every threshold over eval/questions.jsonl', async () => {
  const checks = checkThresholds(await report('questions.jsonl', true), thresholds);
  expect(checks).toHaveLength(6);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

it('the engine without the question bank reaches its own thresholds over eval/questions.jsonl', async () => {
  const checks = checkThresholds(await report('questions.jsonl', false), thresholds, { questionBank: false });
  expect(checks).toHaveLength(3);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

it('questions that the thesaurus and the bank were not written with lose at most five points', async () => {
  const known = await report('questions.jsonl', true);
  const fresh = await report('fresh.jsonl', true);
  const lost = (['recall@5', 'cited', 'answer_ok'] as const).filter(
    (figure) => fresh[figure] < known[figure] - 0.05,
  );
  expect(lost).toEqual([]);
  expect(fresh.refuse_ok).toBeGreaterThanOrEqual(known.refuse_ok - 0.05);
});

it('of what is asked about the same documents, what is written is answered and most of what is not is refused', async () => {
  expect((await report('present.jsonl', true)).wrongly_refused).toBeLessThanOrEqual(0.03);
  expect((await report('absent.jsonl', true)).refuse_ok).toBeGreaterThanOrEqual(0.58);
});

it('ordinary questions with frightening words are answered', async () => {
  const app = await createApp({
    corpusDir: join(packageRoot, 'corpus'),
    indexDir: realIndexFolder(),
    today: () => '2026-11-22',
  });
  const questions = readText('ordinary.jsonl')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { q: string; context?: string[] });
  expect(questions).toHaveLength(60);
  expect(questions.filter((question) => !app.answer(question).status.startsWith('answered'))).toEqual([]);
});
