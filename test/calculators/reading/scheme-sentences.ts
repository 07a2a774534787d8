/** What comes of a message: read without a model, then computed. */
import { expect, it } from 'vitest';
import type { Calculation } from '../../../src/calculators/calculation.ts';
import { readSituation } from '../../../src/calculators/reading/read-situation.ts';
import type { SchemeReader } from '../../../src/calculators/reading/scheme-reader.ts';
import { readSentence } from '../../../src/calculators/reading/sentence.ts';
import { schemes } from '../../../src/calculators/registry.ts';
import { run } from '../../../src/calculators/run.ts';
import { cases, differences } from './case-differences.ts';

const today = '2019-12-31';

/** The calculation of a message and its earlier ones; null when it is no case, or not a clear one. */
export function told(...messages: readonly string[]): Calculation | null {
  const context = messages.slice(0, -1);
  const text = messages.at(-1) ?? '';
  const situation = readSituation({ text, context, today, asOf: today, schemes });
  if (situation === null || situation.unclear !== null) return null;
  return run(situation.scheme, situation.raw, { asOf: today, origins: situation.origins });
}

/** Facts by key as one reader reads them; several values of a key side by side. */
export function factsIn(reader: SchemeReader, text: string): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const { key, value } of reader.read(readSentence(text, today))) {
    facts[key] = key in facts && facts[key] !== value ? [facts[key], value] : value;
  }
  return facts;
}

/** A message, the status and some values of its calculation. */
export type Told = readonly [text: string, status: string, values?: Readonly<Record<string, unknown>>];

/** Every case of eval/calculator-cases.jsonl of a scheme, as a sentence. */
export function itComputesTheCasesOf(scheme: string): void {
  it.each(cases.filter(({ calculator }) => calculator === scheme))('computes the case $id: $q', (each) => {
    const calculation = told(each.q);
    expect(calculation?.calculator).toBe(scheme);
    expect(calculation === null ? ['no case'] : differences(each, calculation)).toEqual([]);
  });
}

export function itComputes(scheme: string, table: readonly Told[]): void {
  const rows = table.map(([text, status, values = {}]) => ({ text, status, values }));
  it.each(rows)('computes: $text → $status', ({ text, status, values }) => {
    const calculation = told(text);
    expect(calculation?.calculator).toBe(scheme);
    expect({ status: calculation?.status, values: calculation?.values }).toMatchObject({ status, values });
  });
}

/** Nothing is stated as certain: no case, a question back, or an impossible figure. */
export function itAsks(table: readonly string[]): void {
  it.each(table)('asks or leaves it to the rule: %s', (text) => {
    const calculation = told(text);
    const certain = calculation !== null && !['missing', 'input-error'].includes(calculation.status);
    expect(certain && calculation.missing.length === 0 ? calculation : null).toBeNull();
  });
}

/** Questions about the rule are no case. */
export function itLeavesToTheRule(table: readonly string[]): void {
  it.each(table)('is no case: %s', (text) => {
    expect(told(text)).toBeNull();
  });
}

/** No figure that names a thing becomes a fact. */
export function itIgnoresOtherNumbers(reader: SchemeReader, text: string): void {
  it.each([
    '我今年56岁，',
    '电话13812345678，',
    '身份证号441802196001011234，',
    '床号12，',
    '清新府办函〔2018〕81号，',
    '家里5口人，',
    '住院号20183456，',
  ])('reads the same facts with %s before them', (words) => {
    expect(factsIn(reader, `${words}${text}`)).toEqual(factsIn(reader, text));
  });
}

/** Every fact is shown with words of the message. */
export function itShowsItsWords(reader: SchemeReader, texts: readonly string[]): void {
  it('shows every fact with words that stand in the message', () => {
    const foreign = texts.flatMap((text) => {
      const sentence = readSentence(text, today);
      return reader
        .read(sentence)
        .filter(({ words }) => words === '' || !sentence.text.includes(words))
        .map(({ key, words }) => ({ text, key, words }));
    });
    expect(foreign).toEqual([]);
  });
}
