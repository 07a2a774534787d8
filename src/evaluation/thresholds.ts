import { z } from 'zod';
import type { EvaluationReport } from './evaluation-report.ts';

const share = z.number().min(0).max(1);

/** eval/thresholds.json: the least share that each figure must reach. */
export const thresholdsSchema = z.strictObject({
  'recall@5': share,
  cited: share,
  answer_ok: share,
  refuse_ok: share,
});

export type Thresholds = z.infer<typeof thresholdsSchema>;
export type ThresholdFigure = keyof Thresholds;

export interface ThresholdCheck {
  readonly figure: ThresholdFigure;
  readonly reached: number;
  readonly needed: number;
  readonly passed: boolean;
}

/** Compares each figure with its threshold; one that no question of the file bears on is left out. */
export function checkThresholds(report: EvaluationReport, thresholds: Thresholds): ThresholdCheck[] {
  return thresholdsSchema
    .keyof()
    .options.filter((figure) => (figure === 'refuse_ok' ? report.refusable : report.answerable) > 0)
    .map((figure) => ({
      figure,
      reached: report[figure],
      needed: thresholds[figure],
      passed: report[figure] >= thresholds[figure],
    }));
}
