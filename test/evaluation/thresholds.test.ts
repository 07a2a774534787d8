import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { packageRoot } from '../../src/config.ts';
import { evaluate } from '../../src/evaluation/evaluation-report.ts';
import { parseGoldQuestions } from '../../src/evaluation/gold-question.ts';
import { checkThresholds, thresholdsSchema } from '../../src/evaluation/thresholds.ts';

const readText = (name: string) => readFileSync(join(packageRoot, 'eval', name), 'utf8');

it('the engine reaches every threshold of eval/thresholds.json over eval/questions.jsonl', async () => {
  const app = await createApp({
    corpusDir: join(packageRoot, 'corpus'),
    indexDir: mkdtempSync(join(tmpdir(), 'wenzheng-eval-')),
  });
  const report = evaluate(parseGoldQuestions(readText('questions.jsonl'), 'questions.jsonl'), (question) =>
    app.answer(question),
  );
  const checks = checkThresholds(report, thresholdsSchema.parse(JSON.parse(readText('thresholds.json'))));
  expect(checks).toHaveLength(4);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});
