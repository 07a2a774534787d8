/** Random answers to the questions of a scheme. */
import fc from 'fast-check';
import type { Field } from '../../../src/calculators/kernel/field.ts';
import type { Scheme } from '../../../src/calculators/scheme.ts';

/** Raw values of a field: all choices, and quantities and days around those at which the texts change. */
export function valuesOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...(field.choices ?? []).map(({ value }) => value));
    case 'choices':
      return fc.subarray((field.choices ?? []).map(({ value }) => value));
    case 'integer':
      return fc.integer({ min: field.min ?? 0, max: Math.min(field.max ?? 70, 70) });
    case 'date':
      return fc.constantFrom(
        '2018-07-30',
        '2018-07',
        '2018-10-30',
        '2018-11',
        '2019',
        '2018-04-30',
        '2019-03-05',
        '2020-04-01',
      );
    case 'money':
      return fc.oneof(
        fc.constantFrom(0, 100, 100.01, 6000, 20_000),
        fc.integer({ min: 0, max: 4_000_000 }).map((fen) => fen / 100),
      );
    case 'decimal':
      return fc.oneof(
        fc.constantFrom(20, 20.5, 21, 70, 1000),
        fc.integer({ min: 1, max: 1_900_000 }).map((each) => each / 1000),
      );
    case 'amounts':
      return fc.array(
        fc.integer({ min: 0, max: 30_000 }).map((fen) => fen / 100),
        { minLength: 1, maxLength: 3 },
      );
    default:
      return fc.string();
  }
}

/** Any of the facts of a scheme by key, each said or not. */
export const factsOf = (scheme: Scheme): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(scheme.fields.map((field) => [field.key, valuesOf(field)])), {
    requiredKeys: [],
  });
