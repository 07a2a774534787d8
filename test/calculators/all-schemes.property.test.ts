/** What holds for all facts and all schemes: bounds, trace, and the way from field map to schema to result and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calculation, calculationSchema } from '../../src/calculators/calculation.ts';
import { inputSchemaOf } from '../../src/calculators/input-schema.ts';
import { schemes } from '../../src/calculators/registry.ts';
import { run } from '../../src/calculators/run.ts';
import type { Scheme } from '../../src/calculators/scheme.ts';
import { factsOf } from './support/values-of.ts';

const options = { asOf: '2019-12-31' };
const medicalAid = schemes.find(({ id }) => id === 'medical-aid');

/** Somebody who has a claim under medical aid, so that random facts reach the amounts. */
const settled = {
  categories: ['低保'],
  residence: '本区',
  designated: true,
  careKind: '住院',
  receiptDate: '2019',
  exclusion: '无',
  uninsured: false,
  ownShare: 70_000,
  majorIllness: true,
};
const amounts = ['ownShare', 'donation', 'previousShare', 'previousBasic', 'previousMajor', 'majorIllness'];

function givenTo(scheme: Scheme): fc.Arbitrary<Record<string, unknown>> {
  const any = factsOf(scheme);
  if (scheme !== medicalAid) return any;
  const some = any.map((facts) => ({
    ...settled,
    ...Object.fromEntries(Object.entries(facts).filter(([key]) => amounts.includes(key))),
  }));
  return fc.oneof(any, some);
}

const exact = (scheme: Scheme, { values, bounds }: Calculation) =>
  scheme.outputs.flatMap(({ name }) => {
    const value = values[name];
    return typeof value === 'number' ? [[name, value, bounds[name]]] : [];
  });

describe.each(schemes)('$id', (scheme) => {
  it('has bounds that are the values when nothing is missing, and hold every reading', () => {
    fc.assert(
      fc.property(givenTo(scheme), (facts) => {
        const result = run(scheme, facts, options);
        if (result.missing.length > 0) return;
        for (const [name, value, bounds] of exact(scheme, result))
          expect([name, bounds]).toEqual([name, [value, value]]);
        for (const { values } of result.alternatives) {
          for (const [name, [low, high]] of Object.entries(result.bounds)) {
            const value = values[name];
            if (typeof value !== 'number') continue;
            expect(value).toBeGreaterThanOrEqual(low);
            expect(value).toBeLessThanOrEqual(high ?? Number.POSITIVE_INFINITY);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('ends its trace with the result', () => {
    fc.assert(
      fc.property(givenTo(scheme), (facts) => {
        const { status, values, steps } = run(scheme, facts, options);
        const last = scheme.outputs.findLast(({ name }) => values[name] !== undefined);
        const value = last === undefined ? undefined : values[last.name];
        if (status !== 'ok' || value === null || value === undefined || Array.isArray(value)) return;
        expect(steps.findLast(({ applied }) => applied)?.value).toBe(value);
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same through its schema, through JSON, and for the facts that it shows back', () => {
    const schema = inputSchemaOf(scheme);
    fc.assert(
      fc.property(givenTo(scheme), (facts) => {
        const result = run(scheme, facts, options);
        expect(run(scheme, schema.parse(facts), options)).toEqual(result);
        expect(calculationSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
        if (result.status === 'input-error') return;
        const shown = result.facts.filter(({ origin }) => origin === 'said');
        const byLabel = Object.fromEntries(shown.map(({ label, value }) => [label, value]));
        expect(run(scheme, byLabel, options)).toEqual(result);
      }),
      { numRuns: 100 },
    );
  });
});

const compute = (id: string, facts: Record<string, unknown>): Calculation => {
  const scheme = schemes.find((each) => each.id === id);
  if (scheme === undefined) throw new Error(id);
  return run(scheme, facts, options);
};
const money = fc.integer({ min: 0, max: 5_000_000 }).map((fen) => fen / 100);
const fen = (yuan: unknown): number => Math.round(Number(yuan) * 100);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const claim = (kind: string, cost: number, before: Record<string, number>) =>
  compute('medical-aid', {
    ...settled,
    categories: [kind],
    ownShare: cost,
    compliantCost: cost,
    deductible: 100.33,
    classBShare: 0,
    majorInsuranceLine: 1000,
    ...before,
  });
const aid = (result: Calculation): readonly [number, number] => {
  const values = result.alternatives[0]?.values ?? result.values;
  return [fen(values['basicAid']), fen(values['majorIllnessAid'])];
};

describe('a year of medical aid', () => {
  const kinds = fc.constantFrom('低保', '特困供养', '低收入重病患者', '因病致贫重病患者', '其他特殊困难人员');
  it('comes to the same in several claims as in one, and never above cost or ceilings', () => {
    fc.assert(
      fc.property(kinds, fc.array(money, { minLength: 2, maxLength: 5 }), (kind, costs) => {
        let borne = 0;
        let basic = 0;
        let major = 0;
        for (const cost of costs) {
          const [moreBasic, moreMajor] = aid(
            claim(kind, cost, {
              previousShare: borne / 100,
              previousBasic: basic / 100,
              previousMajor: major / 100,
            }),
          );
          borne += fen(cost);
          basic += moreBasic;
          major += moreMajor;
          expect(moreBasic).toBeGreaterThanOrEqual(0);
          expect(moreMajor).toBeGreaterThanOrEqual(0);
        }
        expect([basic, major]).toEqual(aid(claim(kind, borne / 100, {})));
        expect(basic + major).toBeLessThanOrEqual(borne);
        expect(kind === '特困供养' ? 0 : basic).toBeLessThanOrEqual(5_000_000);
        expect(major).toBeLessThanOrEqual(3_000_000);
      }),
    );
  });
});

describe('other amounts', () => {
  const patient = { level: 1, agreement: true, place: '卫生院', careType: '门诊' };

  it('服药补助 is never above the cost nor 100 a month, and grows with the cost', () => {
    fc.assert(
      fc.property(money, money, (one, two) => {
        const [less, more] = one < two ? [one, two] : [two, one];
        const [small, large] = [less, more].map((netCost) =>
          compute('mental-health-medication', { ...patient, netCost }),
        );
        expect(fen(small?.values['subsidy'])).toBeLessThanOrEqual(Math.min(fen(less), 10_000));
        expect(fen(small?.values['subsidy'])).toBeLessThanOrEqual(fen(large?.values['subsidy']));
        expect(fen(large?.values['subsidy']) + fen(large?.values['selfPay'])).toBe(fen(more));
      }),
    );
  });

  it('服药补助 of the visits of a month is that of their sum; of months the sum of each', () => {
    fc.assert(
      fc.property(fc.array(money, { minLength: 1, maxLength: 4 }), (costs) => {
        const whole = compute('mental-health-medication', { ...patient, netCost: sum(costs.map(fen)) / 100 });
        const visits = compute('mental-health-medication', { ...patient, visits: costs });
        expect(visits.values).toEqual(whole.values);
        const months = compute('mental-health-medication', { ...patient, months: costs });
        const each = costs.map(
          (netCost) => compute('mental-health-medication', { ...patient, netCost }).values,
        );
        expect(fen(months.values['subsidy'])).toBe(sum(each.map((values) => fen(values['subsidy']))));
        expect(fen(months.values['selfPay'])).toBe(sum(each.map((values) => fen(values['selfPay']))));
      }),
    );
  });

  it('强制送治 never leaves more to the family than the bill, nor less for a larger one', () => {
    const admitted = { person: '我区患者', assessed: true, hospital: '清远市第三人民医院' };
    fc.assert(
      fc.property(money, money, money, (cost, insurance, more) => {
        fc.pre(insurance <= cost);
        const [small, large] = [cost, (fen(cost) + fen(more)) / 100].map((bill) =>
          compute('compulsory-admission', { ...admitted, cost: bill, insurance, medicalAid: 0 }),
        );
        expect(fen(small?.values['selfPay'])).toBe(Math.max(fen(cost) - fen(insurance) - 600_000, 0));
        expect(fen(small?.values['selfPay'])).toBeLessThanOrEqual(fen(large?.values['selfPay']));
      }),
    );
  });

  it('拆迁补贴 of parts is that of the whole farm, and grows with the area', () => {
    const farm = { region: '非禁养区', closedOn: '2018-10-01', demolishedOn: '2018-10-02' };
    const area = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(area, area, (pigs, hens) => {
        const parts = { 'areas.livestock': pigs, 'areas.poultry': hens };
        expect(compute('livestock-demolition', { ...farm, ...parts }).values['amount']).toBe(
          pigs * 100 + hens * 40,
        );
        const only = compute('livestock-demolition', { ...farm, kind: '禽场', area: hens });
        expect(only.values['amount']).toBe(hens * 40);
      }),
    );
  });
});
