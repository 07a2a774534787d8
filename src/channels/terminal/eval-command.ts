import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, packageRoot, readEnvironment } from '../../config.ts';
import { WenzhengError } from '../../errors.ts';
import { evaluate, type EvaluationReport } from '../../evaluation/evaluation-report.ts';
import { parseGoldQuestions } from '../../evaluation/gold-question.ts';
import { checkThresholds, type ThresholdCheck, thresholdsSchema } from '../../evaluation/thresholds.ts';
import type { FolderOptions } from './folders.ts';
import { openApp } from './open-app.ts';

export interface EvalOptions extends FolderOptions {
  /** Absent: the package's eval/questions.jsonl. */
  readonly file?: string;
  readonly json?: boolean;
  readonly failList?: boolean;
}

/** @returns exit code: 1 when a figure misses its threshold in eval/thresholds.json. */
export async function runEval({
  file,
  json = false,
  failList = false,
  ...folders
}: EvalOptions): Promise<number> {
  const path = file ?? join(packageRoot, 'eval', 'questions.jsonl');
  const questions = parseGoldQuestions(readText(path), path);
  const thresholds = thresholdsSchema.parse(
    JSON.parse(readText(join(packageRoot, 'eval', 'thresholds.json'))),
  );
  const app = await openApp(folders);
  const report = evaluate(questions, ({ id, q, context, asOf }) => app.answer({ id, q, context, asOf }));
  const questionBank = loadConfig(readEnvironment()).WENZHENG_QUESTION_BANK;
  const checks = checkThresholds(report, thresholds, { questionBank });
  const { fails, ...figures } = report;
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...figures, ...(failList ? { fails } : {}), thresholds: checks })}\n`
      : formatReport(report, checks, failList),
  );
  return checks.every(({ passed }) => passed) ? 0 : 1;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new WenzhengError('input_invalid', `评测文件 ${path} 读不出来，请检查路径和读取权限。`, {
      cause: error,
    });
  }
}

function formatReport(
  report: EvaluationReport,
  checks: readonly ThresholdCheck[],
  failList: boolean,
): string {
  const lines = [
    `题目 ${report.questions}（应答 ${report.answerable}，应拒答 ${report.refusable}）`,
    `recall@1 ${report['recall@1']}  recall@5 ${report['recall@5']}  recall@10 ${report['recall@10']}`,
    `cited ${report.cited}  answer_ok ${report.answer_ok}  wrongly_refused ${report.wrongly_refused}  refuse_ok ${report.refuse_ok}`,
    `答案长度中位数 ${report.answer_chars_median} 字`,
    formatGroups('按问法', report.by_style),
    formatGroups('按题型', report.by_kind),
    formatGroups('按文件', report.by_document),
    ...checks.map(
      ({ figure, kind, reached, needed, passed }) =>
        `${passed ? '✓' : '✗'} ${figure} ${reached}（门槛 ${kind === 'at_least' ? '≥' : '≤'} ${needed}）`,
    ),
    ...(failList
      ? Object.entries(report.fails).map(([figure, ids]) => `未通过 ${figure}：${ids.join(' ') || '无'}`)
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function formatGroups(heading: string, groups: Readonly<Record<string, string>>): string {
  return [heading, ...Object.entries(groups).map(([name, count]) => `  ${count.padStart(7)}  ${name}`)].join(
    '\n',
  );
}
