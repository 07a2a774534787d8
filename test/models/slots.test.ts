/** What a model may hand to a calculator: gold arguments give the gold results, and nothing reaches it that nobody said. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readFacts } from '../../src/calculators/kernel/read-facts.ts';
import { schemeOf, schemes } from '../../src/calculators/registry.ts';
import { run } from '../../src/calculators/run.ts';
import type { Scheme } from '../../src/calculators/scheme.ts';
import { checkSlots } from '../../src/models/slots.ts';
import { cases, differences } from '../calculators/reading/case-differences.ts';

const asOf = '2026-11-22';
const goldSchema = z.object({
  id: z.string(),
  calculator: z.string(),
  q: z.string(),
  facts: z.record(z.string(), z.unknown()),
});
const golds = readFileSync('eval/calculator-cases.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => goldSchema.parse(JSON.parse(line)));

function schemeNamed(id: string): Scheme {
  const scheme = schemeOf(id);
  if (scheme === undefined) throw new Error(`no scheme ${id}`);
  return scheme;
}

const check = (scheme: Scheme, args: Record<string, unknown>, ...turns: string[]) =>
  checkSlots({ scheme, args, turns, asOf, schemes });

/** 户籍 and whether there is a car stand in no word of it: they are asked. */
const asks = 'CB-012';

describe('gold arguments on the 60 calculator cases', () => {
  it.each(golds)('$id gives the right result', ({ id, calculator, q, facts }) => {
    const scheme = schemeNamed(calculator);
    const wanted = cases.find((each) => each.id === id);
    const turns = id === asks ? [q, '户籍在清新区', '没有汽车和船'] : [q];
    const slots = check(scheme, facts, ...turns);
    expect(slots.unclear).toBeNull();
    const result = run(scheme, slots.facts, { asOf, origins: slots.origins });
    expect(wanted === undefined ? ['no case'] : differences(wanted, result)).toEqual([]);
  });

  it('asks for what the words leave out', () => {
    const gold = golds.find(({ id }) => id === asks);
    const slots = check(schemeNamed('medical-aid'), gold?.facts ?? {}, gold?.q ?? '');
    expect(slots.refused.map(({ label }) => label)).toEqual(['户籍', '家庭.机动车船']);
    expect(run(schemeNamed('medical-aid'), slots.facts, { asOf }).status).toBe('missing');
  });
});

/** Values of every field that nobody said in the case, from 7 to a class that is not the person's. */
function inventions(scheme: Scheme): { readonly key: string; readonly values: readonly unknown[] }[] {
  return scheme.fields.map(({ key, type, choices }) => {
    const names = (choices ?? []).map(({ value }) => value);
    switch (type) {
      case 'money':
      case 'decimal':
      case 'integer':
        return { key, values: [7, 17, 43, 98_765.43, 123_456] };
      case 'boolean':
        return { key, values: [true, false] };
      case 'choice':
        return { key, values: names };
      case 'choices':
        return { key, values: names.map((name) => [name]) };
      case 'date':
        return { key, values: ['2016-02-29', '2031-01'] };
      case 'amounts':
        return { key, values: [[7, 98_765.43]] };
      default:
        return { key, values: ['没有人说过的话'] };
    }
  });
}

describe('arguments that nobody said', () => {
  it('never change what is computed, in any field of any case', () => {
    let invented = 0;
    for (const { calculator, q } of golds) {
      const scheme = schemeNamed(calculator);
      const own = check(scheme, {}, q);
      const told = readFacts(scheme.fields, own.facts, own.origins).facts;
      const all = inventions(scheme);
      // One invention for each field at a time, until each was used.
      for (let round = 0; round < Math.max(...all.map(({ values }) => values.length)); round += 1) {
        const args = all.flatMap(({ key, values }) =>
          round < values.length ? [[key, values[round]] as const] : [],
        );
        const slots = check(scheme, Object.fromEntries(args), q);
        expect({ ...slots, refused: [] }).toEqual(own);
        const wrong = args.filter(([key, value]) => {
          const given = readFacts(scheme.fields, { [key]: value });
          const same = JSON.stringify(told.peek(key)) === JSON.stringify(given.facts.peek(key));
          return !(given.origins.has(key) && same);
        });
        expect(slots.refused).toHaveLength(wrong.length);
        invented += wrong.length;
      }
    }
    expect(invented).toBeGreaterThan(5000);
  }, 120_000);

  it.each([
    [
      'an amount',
      { ownShare: 30_000 },
      '我家是低保，2019年5月在区人民医院住院，自付2万',
      '政策范围内个人自付',
      true,
    ],
    [
      'a class',
      { categories: ['特困供养'] },
      '我家是低保，2019年5月在区人民医院住院，自付2万',
      '对象类别',
      true,
    ],
    [
      'a date',
      { receiptDate: '2018-05' },
      '我家是低保，2019年5月在区人民医院住院，自付2万',
      '收据日期',
      true,
    ],
    [
      'a fact left open',
      { majorIllness: true },
      '我家是低保，2019年5月在区人民医院住院，自付2万',
      '患重特大疾病',
      false,
    ],
  ])('%s is named as not taken', (_, args, q, label, said) => {
    expect(check(schemeNamed('medical-aid'), args, q).refused).toEqual([{ label, said }]);
  });

  it('names a field that there is not, and a value that is none, without repeating it', () => {
    const slots = check(schemeNamed('medical-aid'), { bonus: 5, ownShare: { a: 1 } }, '低保住院自付2万');
    expect(slots.refused).toEqual([
      { label: '没有这一项', said: false },
      { label: '政策范围内个人自付', said: false },
    ]);
  });
});

describe('the person’s words', () => {
  it('count over all turns', () => {
    const slots = check(
      schemeNamed('medical-aid'),
      { categories: ['低保'], ownShare: 20_000 },
      '我家是低保，想问医疗救助能报多少',
      '2019年5月在区人民医院住院，自付2万',
    );
    expect(slots.refused).toEqual([]);
    expect(slots.facts).toMatchObject({ categories: ['低保'], ownShare: 20_000 });
  });

  it('that contradict themselves are not computed with', () => {
    const q = '我家是低保也不是低保，自付2万又好像是3万，我妈特困自付5千，住院';
    expect(check(schemeNamed('medical-aid'), { ownShare: 20_000 }, q).facts).toEqual({});
  });

  it('of another matter give no facts', () => {
    expect(check(schemeNamed('water-balance-test'), { waterUse: 5000 }, '狗证怎么办').facts).toEqual({});
  });
});
