/**
 * Whole results of the schemes beside medical aid (whole-results.jsonl): values, clause and value of every step (a minus: looked at and
 * not applied), and the clauses of reasons, notices, papers and next steps. Literals that were checked against the texts.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSchemes } from '../../src/calculators/registry.ts';
import { loadWorkingDaysCalendar } from '../../src/working-days-calendar.ts';
import { runChecked } from './support/run-checked.ts';

interface Whole {
  readonly calculator: string;
  readonly facts: Record<string, unknown>;
  readonly asOf?: string;
  readonly expected: unknown;
}

const schemes = createSchemes(loadWorkingDaysCalendar());
const cases = readFileSync('test/calculators/whole-results.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Whole);

describe.each(schemes.filter(({ id }) => id !== 'medical-aid'))('$id', (scheme) => {
  const own = cases.filter(({ calculator }) => calculator === scheme.id);

  it.each(own)('$facts', ({ facts, asOf = '2018-04-01', expected }) => {
    const { status, values, steps, reasons, notices, documents, nextSteps, alternatives } = runChecked(
      scheme,
      facts,
      asOf,
    );
    const told = {
      status,
      values,
      steps: steps.map(
        ({ clause, value, applied }) =>
          `${applied ? '' : '-'}${clause ?? ''}${value === null ? '' : ` ${String(value)}`}`,
      ),
      reasons: reasons.map(({ clause }) => clause ?? ''),
      notices: notices.map(({ code, clause }) => (clause === null ? code : `${code} ${clause}`)),
      advice: [...documents, ...nextSteps].map(({ clause }) => clause ?? ''),
      ...(alternatives.length > 0 && { readings: alternatives }),
    };
    expect(told).toEqual(expected);
  });

  it('has cases', () => {
    expect(own.length).toBeGreaterThan(3);
  });
});
