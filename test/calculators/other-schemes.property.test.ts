/** What holds for all facts, for the schemes beside medical aid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculationSchema } from '../../src/calculators/calculation.ts';
import { schemes } from '../../src/calculators/registry.ts';
import { run } from '../../src/calculators/run.ts';
import { valuesOf } from './support/values-of.ts';

const options = { asOf: '2019-12-31' };

/** A person of each scheme who has a claim: from these the amounts and days are varied. */
const claims: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'mental-health-medication': {
    危险性评估等级: 1,
    已签监护协议: true,
    就诊机构: '卫生院',
    就医方式: '门诊',
    诊疗费用: 300,
    特殊门诊报销: 150,
  },
  'compulsory-admission': {
    对象: '我区患者',
    卫生院评估有肇事肇祸倾向: true,
    收治医院: '清远市第三人民医院',
    住院总费用: 30_000,
    居民医保报销: 8000,
    大病医疗救助: 1000,
  },
  'livestock-demolition': {
    区域: '非禁养区',
    场类: '禽场',
    面积平方米: 100,
    自行关停日期: '2018-10-01',
    自行拆迁日期: '2018-10-02',
  },
  'livestock-clearance-deadline': { 符合环保要求: false, 畜种: '猪', 体重KG: 50 },
  'forest-fire-penalty': {
    地点在森林防火区: true,
    经批准: false,
    主体: '个人',
    引起森林火灾: false,
    日期: '2018-04-01',
  },
  'water-balance-test': { 用水类别: '非农业', 供水来源: '供水工程', 月均用水量立方米: 20_000 },
  'aid-timeline': { 环节: '全程', 备案对象: true },
};

describe.each(schemes.filter(({ id }) => id !== 'medical-aid'))('$id', (scheme) => {
  const facts = fc.record(Object.fromEntries(scheme.fields.map((field) => [field.label, valuesOf(field)])), {
    requiredKeys: [],
  });

  it('always comes to a result, whatever the order of the facts', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const result = run(scheme, given, options);
        expect(calculationSchema.parse(result)).toEqual(result);
        const turned = Object.fromEntries(Object.entries(given).toReversed());
        expect({ ...run(scheme, turned, options), reasons: [] }).toEqual({ ...result, reasons: [] });
      }),
      { numRuns: 150 },
    );
  });
});

describe.each(Object.entries(claims))('%s', (id, claim) => {
  const scheme = schemes.find((each) => each.id === id);
  if (scheme === undefined) throw new Error(id);
  const varied = scheme.fields.filter(
    ({ label, type }) => label in claim && ['money', 'decimal', 'date'].includes(type),
  );
  const facts = fc.record(Object.fromEntries(varied.map((field) => [field.label, valuesOf(field)])), {
    requiredKeys: [],
  });

  it.each(Object.keys(claim))('bounds what %s can lead to when nobody knows it', (label) => {
    fc.assert(
      fc.property(facts, (given) => {
        const full = run(scheme, { ...claim, ...given }, options);
        if (full.status !== 'ok') return;
        const less = run(scheme, { ...claim, ...given, [label]: null }, options);
        expect(['missing', 'partial', 'ok']).toContain(less.status);
        const outside = Object.entries(less.bounds).filter(([name, [low, high]]) => {
          const value = full.values[name];
          return typeof value === 'number' && (value < low || (high !== null && value > high));
        });
        expect(outside).toEqual([]);
        const decided = Object.entries(less.values).filter(([, value]) => value !== null);
        expect(full.values).toMatchObject(Object.fromEntries(decided));
      }),
      { numRuns: 60 },
    );
  });
});
