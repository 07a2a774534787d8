/** The sentences of eval/calculator-cases.jsonl through reading and calculation: right, or asked, never wrong. */
import { expect, it } from 'vitest';
import type { Calculation } from '../../../src/calculators/calculation.ts';
import { readSituation } from '../../../src/calculators/reading/read-situation.ts';
import { schemes } from '../../../src/calculators/registry.ts';
import { run } from '../../../src/calculators/run.ts';
import { type Case, cases, differences } from './case-differences.ts';

const today = '2026-11-22';

function calculate({ q }: Case): { readonly scheme: string; readonly result: Calculation } | null {
  const situation = readSituation({ text: q, context: [], today, asOf: today, schemes });
  if (situation === null || situation.unclear !== null) return null;
  const { scheme, raw, origins } = situation;
  return { scheme: scheme.id, result: run(scheme, raw, { asOf: today, origins }) };
}

const strict = ['medical-aid', 'premium-support', 'mental-health-medication'];
/** 待认定 families are asked for their 户籍: only a recognised class lets it be assumed. */
const asked = ['CB-012'];

/** What is wrong with the result of a case, in words; empty: nothing. */
function wrongs(each: Case): readonly string[] {
  const calculated = calculate(each);
  if (calculated === null) return ['nothing was computed'];
  return calculated.scheme === each.calculator
    ? differences(each, calculated.result)
    : [`computed ${calculated.scheme}`];
}

function isCertain(each: Case): boolean {
  const status = calculate(each)?.result.status;
  return status !== undefined && status !== 'missing' && status !== 'input-error';
}

it.each(cases.filter(({ id, calculator }) => strict.includes(calculator) && !asked.includes(id)))(
  '$id gives the expected result: $q',
  (each) => {
    expect(wrongs(each)).toEqual([]);
  },
);

it.each(cases.filter(({ id }) => asked.includes(id)))('$id asks for what the words leave out', (each) => {
  expect(calculate(each)?.scheme).toBe(each.calculator);
  expect(calculate(each)?.result.status).toBe('missing');
});

it('gives the right status and values for at least 54 of the 60 sentences', () => {
  expect(cases.filter((each) => wrongs(each).length === 0).length).toBeGreaterThanOrEqual(54);
});

it('states no wrong amount as certain', () => {
  expect(cases.filter((each) => wrongs(each).length > 0 && isCertain(each)).map(({ q }) => q)).toEqual([]);
});
