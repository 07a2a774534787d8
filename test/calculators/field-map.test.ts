/**
 * The names of every fact and the words that each choice is known by (field-map.jsonl): other programs, tables and sentences rely on
 * them, so a change must be meant.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/calculators/kernel/read-facts.ts';
import { schemes } from '../../src/calculators/registry.ts';

interface Known {
  readonly calculator: string;
  readonly key: string;
  readonly names: readonly string[];
  readonly type: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

const known = readFileSync('test/calculators/field-map.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Known);

describe.each(schemes)('$id', (scheme) => {
  const own = known.filter(({ calculator }) => calculator === scheme.id);

  it('has these facts in this order', () => {
    const found = scheme.fields.map(({ key, label, aliases = [], type, unit, min, max, choices }) => ({
      calculator: scheme.id,
      key,
      names: [label, ...aliases],
      type,
      ...(unit !== undefined && { unit }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(choices && {
        choices: Object.fromEntries(choices.map((each) => [each.value, [...(each.aliases ?? [])]])),
      }),
    }));
    expect(found).toEqual(own);
  });

  it('reads every word of every choice, under every name of the fact', () => {
    const wrong = own.flatMap(({ key, names, type, choices = {} }) =>
      Object.entries(choices).flatMap(([value, words]) =>
        [value, ...words].flatMap((word) => {
          const read = names.map((name) => readFacts(scheme.fields, { [name]: word }).facts.peek(key));
          const wanted = type === 'choices' ? [value] : value;
          return read.every((each) => JSON.stringify(each) === JSON.stringify(wanted))
            ? []
            : [`${word}: ${value}`];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

it('the outputs are those of the contract', () => {
  expect(
    Object.fromEntries(
      schemes.map(({ id, outputs }) => [id, outputs.map(({ name, type }) => `${name} ${type}`)]),
    ),
  ).toEqual({
    'medical-aid': ['basicAid money', 'majorIllnessAid money', 'total money'],
    'premium-support': ['amount money'],
    'mental-health-medication': ['subsidy money', 'selfPay money'],
    'compulsory-admission': ['treatmentSubsidy money', 'escortSubsidy money', 'selfPay money'],
    'livestock-demolition': ['amount money'],
    'livestock-clearance-deadline': ['days number', 'deadline date', 'overdue boolean'],
    'forest-fire-penalty': [
      'inBanPeriod boolean',
      'warning boolean',
      'fineMin money',
      'fineMax money',
      'withinRange boolean',
    ],
    'water-balance-test': ['keyUnit boolean', 'intervalYears number'],
    'aid-timeline': [
      'workingDays number',
      'steps numbers',
      'publicityDays number',
      'deadline date',
      'overdue boolean',
    ],
  });
});
