import { z } from 'zod';
import type { EvaluationReport } from './evaluation-report.ts';

const share = z.number().min(0).max(1);

/** eval/thresholds.json: what each figure must reach or must not pass, with the question bank and without it. */
export const thresholdsSchema = z.strictObject({
  atLeast: z.strictObject({ 'recall@5': share, cited: share, answer_ok: share, refuse_ok: share }),
  /** `answer_chars_median` in characters. */
  atMost: z.strictObject({ wrongly_refused: share, answer_chars_median: z.number().int().positive() }),
  withoutQuestionBank: z.strictObject({ 'recall@5': share, cited: share, answer_ok: share }),
});

export type Thresholds = z.infer<typeof thresholdsSchema>;
export type ThresholdFigure = keyof Thresholds['atLeast'] | keyof Thresholds['atMost'];

export interface ThresholdCheck {
  readonly figure: ThresholdFigure;
  readonly kind: 'at_least' | 'at_most';
  readonly reached: number;
  readonly needed: number;
  readonly passed: boolean;
}

const figures = [
  ...thresholdsSchema.shape.atLeast.keyof().options,
  ...thresholdsSchema.shape.atMost.keyof().options,
];

/** Compares each figure with its threshold; one that no question of the file bears on is left out. */
export function checkThresholds(
  report: EvaluationReport,
  thresholds: Thresholds,
  { questionBank = true } = {},
): ThresholdCheck[] {
  const bearsOn = (figure: ThresholdFigure) =>
    (figure === 'refuse_ok' ? report.refusable : report.answerable) > 0;
  const check = (kind: ThresholdCheck['kind'], limits: Partial<Record<ThresholdFigure, number>>) =>
    figures.flatMap((figure): ThresholdCheck[] => {
      const needed = limits[figure];
      if (needed === undefined) return [];
      const reached = report[figure];
      const passed = kind === 'at_least' ? reached >= needed : reached <= needed;
      return [{ figure, kind, reached, needed, passed }];
    });
  const checks = questionBank
    ? [...check('at_least', thresholds.atLeast), ...check('at_most', thresholds.atMost)]
    : check('at_least', thresholds.withoutQuestionBank);
  return checks.filter(({ figure }) => bearsOn(figure));
}
