/** Every case of eval/calculator-cases.jsonl through the one way in, compared as eval/README.md says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Calculation, calculationSchema } from '../../src/calculators/calculation.ts';
import { comparableText } from '../../src/calculators/check-parameters.ts';
import { schemeOf } from '../../src/calculators/registry.ts';
import { nextField, run } from '../../src/calculators/run.ts';
import { textOfDocument } from './corpus-text.ts';

const caseSchema = z.object({
  id: z.string(),
  calculator: z.string(),
  facts: z.record(z.string(), z.unknown()),
  expected: z.looseObject({
    status: z.string(),
    eligible: z.union([z.boolean(), z.string()]).optional(),
    missing: z.array(z.string()).optional(),
    tolerance: z.number().optional(),
    deadlineAlsoAccept: z.union([z.string(), z.array(z.string())]).optional(),
  }),
});
type Case = z.infer<typeof caseSchema>;
const cases = readFileSync('eval/calculator-cases.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => caseSchema.parse(JSON.parse(line)));

const unscored = new Set(['eligible', 'status', 'missing', 'unit', 'tolerance', 'deadlineAlsoAccept']);
const options = { asOf: '2019-12-31' };

/** `steps` of a case are the numbers of working days: an output of its own. */
const valueOf = (result: Calculation, name: string): unknown =>
  name === 'steps' ? (result.values['stepDays'] ?? result.values['steps']) : result.values[name];

function accepts(expected: Case['expected'], name: string, wanted: unknown, got: unknown): boolean {
  if (typeof wanted === 'number' && typeof got === 'number') {
    return Math.abs(got - wanted) <= (expected.tolerance ?? 0.005);
  }
  if (name === 'deadline' && [expected.deadlineAlsoAccept].flat().includes(String(got))) return true;
  return JSON.stringify(wanted) === JSON.stringify(got);
}

/** What differs from the expectation, in words. */
function differences({ expected }: Case, result: Calculation): string[] {
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

describe.each(cases)('$id $calculator', (each) => {
  const scheme = schemeOf(each.calculator);
  if (scheme === undefined) throw new Error(`no scheme ${each.calculator}`);
  const compute = () => run(scheme, each.facts, options);

  it('gives the expected outcome', () => {
    expect(differences(each, compute())).toEqual([]);
  });

  it('asks first for the first missing fact', () => {
    expect(nextField(scheme, each.facts, options)?.label).toBe(compute().missing[0]?.label);
  });

  it('fits the schema and quotes the gazettes in every step and remark', () => {
    const result = compute();
    expect(calculationSchema.parse(result)).toEqual(result);
    const words = [
      ...result.steps,
      ...result.reasons,
      ...result.notices,
      ...result.documents,
      ...result.nextSteps,
    ];
    const notThere = words.filter(
      ({ documentNumber, quote }) =>
        quote !== null &&
        !comparableText(textOfDocument(documentNumber ?? '')).includes(comparableText(quote)),
    );
    expect(notThere).toEqual([]);
  });

  it('does not depend on the order in which the facts are said', () => {
    const turned = Object.fromEntries(Object.entries(each.facts).toReversed());
    expect(run(scheme, turned, options)).toEqual(compute());
  });
});

it('has a case for every scheme', () => {
  expect(new Set(cases.map(({ calculator }) => calculator)).size).toBe(9);
});
