/** Runs a scheme and checks what must hold for every result: its schema, its quotations, and that the trace ends in the result. */
import { expect } from 'vitest';
import { type Calculation, calculationSchema } from '../../../src/calculators/calculation.ts';
import { comparableText } from '../../../src/calculators/check-parameters.ts';
import { run } from '../../../src/calculators/run.ts';
import type { Scheme } from '../../../src/calculators/scheme.ts';
import { textOfDocument } from '../corpus-text.ts';

/** @param asOf Day of the question. */
export function runChecked(scheme: Scheme, facts: Record<string, unknown>, asOf = '2019-12-31'): Calculation {
  const result = run(scheme, facts, { asOf });
  expect(calculationSchema.parse(result)).toEqual(result);
  const remarks = [...result.reasons, ...result.notices, ...result.documents, ...result.nextSteps];
  for (const { documentNumber, quote } of [...result.steps, ...remarks]) {
    if (documentNumber !== null && quote !== null)
      expect(comparableText(textOfDocument(documentNumber))).toContain(comparableText(quote));
  }
  const last = scheme.outputs.findLast(({ name }) => result.values[name] !== undefined);
  const value = last && result.values[last.name];
  if (result.status === 'ok' && value !== null && value !== undefined && !Array.isArray(value))
    expect(result.steps.findLast(({ applied }) => applied)?.value).toBe(value);
  return result;
}

export const labelsOf = (result: Calculation): string[] => result.missing.map(({ label }) => label);

/** All sentences of a result, for asking whether something is said. */
export const said = (result: Calculation): string =>
  [...result.reasons, ...result.notices, ...result.nextSteps, ...result.documents]
    .map(({ text }) => text)
    .join('\n');

export const codesOf = (result: Calculation): string[] => result.notices.map(({ code }) => code);
