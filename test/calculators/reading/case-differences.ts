/** The cases of eval/calculator-cases.jsonl as sentences, and what a result differs in from the expectation. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Calculation } from '../../../src/calculators/calculation.ts';

const caseSchema = z.object({
  id: z.string(),
  calculator: z.string(),
  q: z.string(),
  expected: z.looseObject({
    status: z.string(),
    eligible: z.union([z.boolean(), z.string()]).optional(),
    missing: z.array(z.string()).optional(),
    tolerance: z.number().optional(),
    deadlineAlsoAccept: z.union([z.string(), z.array(z.string())]).optional(),
  }),
});
export type Case = z.infer<typeof caseSchema>;

export const cases: readonly Case[] = readFileSync('eval/calculator-cases.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => caseSchema.parse(JSON.parse(line)));

const unscored = new Set(['eligible', 'status', 'missing', 'unit', 'tolerance', 'deadlineAlsoAccept']);

const valueOf = (result: Calculation, name: string): unknown =>
  name === 'steps' ? (result.values['stepDays'] ?? result.values['steps']) : result.values[name];

/** Status, values and missing facts that are not as expected, in words; empty: right. */
export function differences({ expected }: Case, result: Calculation): readonly string[] {
  const found: string[] = [];
  const compare = (name: string, wanted: unknown, got: unknown) => {
    if (!accepts(expected, name, wanted, got)) {
      found.push(`${name}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
    }
  };
  compare('status', expected.status, result.status);
  compare('eligible', expected.eligible ?? result.eligible, result.eligible);
  for (const [name, wanted] of Object.entries(expected)) {
    if (!unscored.has(name)) compare(name, wanted, valueOf(result, name));
  }
  const labels = result.missing.map(({ label }) => label);
  compare('missing', expected.missing ?? labels, labels);
  return found;
}

function accepts(expected: Case['expected'], name: string, wanted: unknown, got: unknown): boolean {
  if (typeof wanted === 'number' && typeof got === 'number') {
    return Math.abs(got - wanted) <= (expected.tolerance ?? 0.005);
  }
  if (name === 'deadline' && [expected.deadlineAlsoAccept].flat().includes(String(got))) return true;
  return JSON.stringify(wanted) === JSON.stringify(got);
}
