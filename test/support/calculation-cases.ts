/** The sixty cases of eval/calculator-cases.jsonl as somebody at a door would state them. @module */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Calculation } from '../../src/calculators/calculation.ts';
import type { Field } from '../../src/calculators/kernel/field.ts';
import { readFacts } from '../../src/calculators/kernel/read-facts.ts';
import type { Scheme } from '../../src/calculators/scheme.ts';

const caseSchema = z.object({
  id: z.string(),
  calculator: z.string(),
  q: z.string(),
  facts: z.record(z.string(), z.unknown()),
  expected: z.looseObject({ status: z.string() }),
});
export type CalculationCase = z.infer<typeof caseSchema>;

export const calculationCases: readonly CalculationCase[] = readFileSync(
  'eval/calculator-cases.jsonl',
  'utf8',
)
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => caseSchema.parse(JSON.parse(line)));

/** One fact: null is said to be unknown, which is not the same as not said. */
export interface StatedFact {
  readonly field: Field;
  /** Words as they are typed or chosen; several for a list. */
  readonly words: string | readonly string[] | null;
}

export function statedFacts(scheme: Scheme, facts: CalculationCase['facts']): StatedFact[] {
  return flat(facts).map(([name, value]) => {
    const field = scheme.fields.find(({ key, label, aliases = [] }) =>
      [key, label, ...aliases].includes(name),
    );
    if (field === undefined) throw new Error(`${scheme.id} has no ${name}`);
    return { field, words: wordsFor(field, name, value) };
  });
}

/** 家庭: { 人口: 4 } → 家庭.人口: 4. */
function flat(facts: Readonly<Record<string, unknown>>, before = ''): [string, unknown][] {
  return Object.entries(facts).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat({ ...value }, `${before}${name}.`)
      : [[before + name, value] as [string, unknown]],
  );
}

function wordsFor(field: Field, name: string, value: unknown): StatedFact['words'] {
  if (value === null) return null;
  if (field.type === 'boolean') return value === true ? '是' : '否';
  // As they are offered: the case may use another name of the same.
  const known = ['choice', 'choices'].includes(field.type)
    ? readFacts([field], { [name]: value }).facts.peek(field.key)
    : value;
  // None of them is a choice of its own.
  if (field.type === 'choices' && Array.isArray(known) && known.length === 0) return [noneOf(field)];
  return Array.isArray(known) ? known.map(String) : z.coerce.string().parse(known);
}

/** 都不是, 以上都不是. */
export function noneOf({ label, choices = [] }: Field): string {
  const choice = choices.find(({ value }) => value.endsWith('都不是'));
  if (choice === undefined) throw new Error(`${label} must be one of its choices`);
  return choice.value;
}

/** What a result says, whoever told the facts. */
export const essence = ({ status, eligible, values, bounds, alternatives, missing }: Calculation) => ({
  status,
  eligible,
  values,
  bounds,
  alternatives,
  missing: missing.map(({ key }) => key),
});
