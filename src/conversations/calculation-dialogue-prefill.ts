/**
 * Facts that a dialogue begins with: read from a question, or of an earlier answer.
 * @module
 */
import type { Calculation } from '../calculators/calculation.ts';
import { schemeOf } from '../calculators/registry.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { valueOf } from './calculation-dialogue-answer.ts';
import type { DialogueFact } from './calculation-dialogue-state.ts';
import type { CalculationInput } from './conversing.ts';

/** What an answer was computed with. What the calculator assumes by itself is left out: it follows from the rest anew. */
export function inputOfCalculation({ calculator, facts }: Calculation): CalculationInput {
  const fields = schemeOf(calculator)?.fields ?? [];
  const told = facts.filter(({ key, origin }) => {
    const field = fields.find((each) => each.key === key);
    return origin !== 'assumed' || (field !== undefined && field.assumed === undefined);
  });
  return {
    scheme: calculator,
    facts: Object.fromEntries(told.map(({ key, value }) => [key, value])),
    origins: Object.fromEntries(told.map(({ key, origin }) => [key, origin])),
  };
}

/** What can be taken over; what was not known then is asked. */
export function givenOf(scheme: Scheme, { facts, origins }: CalculationInput): DialogueFact[] {
  return scheme.fields.flatMap((field): DialogueFact[] => {
    const raw = facts[field.key];
    if (raw === undefined) return [];
    if (raw === null) return [{ key: field.key, value: null, origin: 'said' }];
    const read = valueOf(field, raw);
    return 'value' in read
      ? [{ key: field.key, value: read.value, origin: origins[field.key] ?? 'said' }]
      : [];
  });
}
