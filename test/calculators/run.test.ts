/** The kernel on an invented rule: what is asked, what is bounded, what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calculationSchema } from '../../src/calculators/calculation.ts';
import { inputSchemaOf } from '../../src/calculators/input-schema.ts';
import { shareOf } from '../../src/calculators/kernel/money.ts';
import { everyOf, someOf } from '../../src/calculators/kernel/three-values.ts';
import { NeedFact } from '../../src/calculators/kernel/facts.ts';
import { schemes } from '../../src/calculators/registry.ts';
import { nextField, run } from '../../src/calculators/run.ts';
import { type Outcome, remark, type Scheme } from '../../src/calculators/scheme.ts';

const source = { documentNumber: '某府〔2018〕1号', clause: '第一条', quote: '按50%补贴，最高1000元' };

/** Half of the cost up to 1000元 for residents with a permit or a shop; a bonus of 100元 above 3000元 for veterans. */
const invented: Scheme = {
  id: 'invented',
  title: '试验',
  documentNumbers: [source.documentNumber],
  parameters: [],
  fields: [
    {
      key: 'place',
      label: '户籍',
      question: '户籍在哪里？',
      help: '第一条。',
      type: 'choice',
      choices: [{ value: '本区', aliases: ['清新'] }, { value: '外地' }],
    },
    {
      key: 'proof.permit',
      label: '证明.许可证',
      question: '有许可证吗？',
      help: '第一条。',
      type: 'boolean',
    },
    { key: 'proof.shop', label: '证明.店铺', question: '有店铺吗？', help: '第一条。', type: 'boolean' },
    {
      key: 'cost',
      label: '费用',
      question: '费用多少元？',
      help: '第一条。',
      type: 'money',
      unit: '元',
      probes: [200_000, 300_000, 300_001],
    },
    { key: 'other', label: '已补', question: '已补多少元？', help: '第一条。', type: 'money', assumed: 0 },
    { key: 'veteran', label: '退役军人', question: '是退役军人吗？', help: '第一条。', type: 'boolean' },
    { key: 'area', label: '面积', question: '面积多少？', help: '第一条。', type: 'decimal', unit: '平方米' },
    { key: 'day', label: '日期', question: '哪天？', help: '第一条。', type: 'date' },
  ],
  outputs: [
    { name: 'base', label: '补贴', type: 'money' },
    { name: 'total', label: '合计', type: 'money' },
  ],
  conflicts: (facts) => {
    const [cost, other] = [facts.peek('cost'), facts.peek('other')];
    return typeof cost === 'number' && typeof other === 'number' && other > cost
      ? [{ text: '“已补”大于“费用”，请核对。', keys: ['cost', 'other'] }]
      : [];
  },
  compute: (facts, trace): Outcome => {
    const reasons: string[] = [];
    const refuse = (text: string): false => {
      reasons.push(text);
      return false;
    };
    const eligible = everyOf([
      () => facts.text('place') === '本区' || refuse('户籍不在本区。'),
      () => someOf([() => facts.is('proof.permit'), () => facts.is('proof.shop')]) || refuse('没有证明。'),
    ]);
    if (!eligible) {
      return {
        status: 'not-eligible',
        values: { base: 0, total: 0 },
        reasons: reasons.map((text) => remark(text, source)),
      };
    }
    const cost = facts.money('cost') - facts.money('other');
    const base = Math.min(shareOf(cost, 5000), 100_000);
    trace.money('一半，最高1000元', base, source);
    const total = base + (cost > 300_000 && facts.is('veteran') ? 10_000 : 0);
    trace.money('合计', total, source);
    return { status: 'ok', values: { base, total } };
  },
};

const options = { asOf: '2019-01-01' };
const go = (facts: Record<string, unknown>) => run(invented, facts, options);
const labels = (facts: Record<string, unknown>) => go(facts).missing.map(({ label }) => label);

describe('a calculation', () => {
  it('gives values in yuan, equal bounds and a trace that ends in the result', () => {
    const result = go({ 户籍: '清新', 证明: { 许可证: '有' }, 费用: '1千' });
    expect(result).toMatchObject({ status: 'ok', eligible: true, values: { base: 500, total: 500 } });
    expect(result.bounds).toEqual({ base: [500, 500], total: [500, 500] });
    expect(result.steps.at(-1)).toMatchObject({ value: 500, clause: '第一条', quote: source.quote });
    expect(result.facts.map(({ label, value, origin }) => [label, value, origin])).toEqual([
      ['户籍', '本区', 'said'],
      ['证明.许可证', true, 'said'],
      ['费用', 1000, 'said'],
      ['已补', 0, 'assumed'],
    ]);
  });

  it('asks in clause order for what can still change the outcome, and for nothing else', () => {
    expect(labels({})).toEqual(['户籍', '证明.许可证', '费用']);
    expect(labels({ 户籍: '本区' })).toEqual(['证明.许可证', '费用']);
    expect(labels({ 户籍: '本区', '证明.店铺': true })).toEqual(['费用']);
    expect(labels({ 户籍: '本区', '证明.店铺': true, 费用: 3000 })).toEqual([]);
    expect(labels({ 户籍: '本区', '证明.店铺': true, 费用: 3000.01 })).toEqual(['退役军人']);
    expect(nextField(invented, { 户籍: '本区', '证明.许可证': false }, options)?.key).toBe('proof.shop');
    expect(nextField(invented, { 户籍: '外地' }, options)).toBeNull();
  });

  it('is decided by one known answer although others are unknown', () => {
    expect(go({ 证明: { 许可证: false, 店铺: false } })).toMatchObject({
      status: 'not-eligible',
      eligible: false,
      values: { base: 0, total: 0 },
    });
  });

  it('collects all reasons', () => {
    const result = go({ 户籍: '外地', 证明: { 许可证: false, 店铺: false } });
    expect(result.reasons.map(({ text }) => text)).toEqual(['户籍不在本区。', '没有证明。']);
  });

  it('bounds what is unknown tightly', () => {
    const facts = { 户籍: '本区', 证明: { 许可证: true } };
    expect(go(facts).bounds).toEqual({ base: [0, 1000], total: [0, 1100] });
    expect(go({ ...facts, 退役军人: false }).bounds).toEqual({ base: [0, 1000], total: [0, 1000] });
    expect(go({ ...facts, 费用: 5000 }).bounds).toEqual({ base: [1000, 1000], total: [1000, 1100] });
  });

  it('is partial when the main value is decided and another is not', () => {
    expect(go({ 户籍: '本区', 证明: { 许可证: true }, 费用: 5000 })).toMatchObject({
      status: 'partial',
      eligible: true,
      values: { base: 1000, total: null },
    });
  });

  it('takes null for unknown and then assumes nothing', () => {
    const facts = { 户籍: '本区', 证明: { 许可证: true }, 费用: 1000 };
    expect(go(facts).status).toBe('ok');
    expect(go({ ...facts, 已补: null })).toMatchObject({ status: 'missing', bounds: { base: [0, 500] } });
    expect(labels({ ...facts, 已补: null })).toEqual(['已补']);
  });

  it('keeps where a fact comes from', () => {
    const origins = { 户籍: 'assumed', cost: 'asked' } as const;
    const result = run(invented, { 户籍: '本区', 证明: { 许可证: true }, 费用: 1 }, { ...options, origins });
    expect(result.facts.map(({ origin }) => origin)).toEqual(['assumed', 'said', 'asked', 'assumed']);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a negative amount', { 费用: -1 }, '“费用”不能是负数，请核对后重填。'],
    ['NaN', { 费用: Number.NaN }, '“费用”不是一个数字，请核对后重填。'],
    ['infinity', { 费用: Number.POSITIVE_INFINITY }, '“费用”不是一个数字，请核对后重填。'],
    ['too much', { 费用: 1e12 }, '“费用”太大，请核对后重填。'],
    ['three decimals', { 费用: 0.125 }, '“费用”最多两位小数，请核对后重填。'],
    ['a float that is no decimal', { 费用: 0.1 + 0.2 }, '“费用”'],
    ['a day that does not exist', { 日期: '2019-02-30' }, '“日期”没有这一天'],
    ['an unknown choice', { 户籍: '月球' }, '“户籍”没有“月球”这一种，请从这些里选：本区、外地。'],
    ['an unknown key', { 颜色: '红' }, '没有“颜色”这一项'],
    ['an unknown key in a group', { 证明: { 颜色: '红' } }, '没有“证明.颜色”这一项'],
    ['a list where an amount belongs', { 费用: [1] }, '“费用”的写法不对'],
    ['two values for one fact', { 费用: 1, cost: 2 }, '“费用”写了两个不同的值'],
    ['amounts that contradict each other', { 费用: 1, 已补: 2 }, '“已补”大于“费用”，请核对。'],
  ])('reports %s and computes nothing', (_, facts, sentence) => {
    const result = go({ 户籍: '本区', 证明: { 许可证: true }, ...facts });
    expect(result).toMatchObject({
      status: 'input-error',
      eligible: 'unknown',
      values: { base: null, total: null },
    });
    expect(result.reasons.map(({ text }) => text).join()).toContain(sentence);
    expect(result.steps).toEqual([]);
  });

  it('asks again for an amount that is no number, and says so', () => {
    const result = go({ 户籍: '本区', 证明: { 许可证: true }, 费用: '几千块' });
    expect(result).toMatchObject({ status: 'missing', missing: [{ key: 'cost' }] });
    expect(result.notices.map(({ text }) => text)).toEqual(['“费用”没有读成数字，请写成数字，例如 12000。']);
  });

  it('takes an empty cell for not said', () => {
    expect(go({ 户籍: '本区', 证明: { 许可证: true }, 费用: '1000元', 已补: '' }).status).toBe('ok');
  });

  it('holds the exact value within the bounds, whatever the missing facts turn out to be', () => {
    const full = fc.record({
      户籍: fc.constantFrom('本区', '外地'),
      '证明.许可证': fc.boolean(),
      '证明.店铺': fc.boolean(),
      费用: fc.integer({ min: 0, max: 10_000 }),
      退役军人: fc.boolean(),
    });
    fc.assert(
      fc.property(
        full,
        fc.subarray(['户籍', '证明.许可证', '证明.店铺', '费用', '退役军人']),
        (facts, hidden) => {
          const known = Object.fromEntries(Object.entries(facts).filter(([key]) => !hidden.includes(key)));
          const partly = go(known);
          const exact = go(facts);
          for (const [name, [low, high]] of Object.entries(partly.bounds)) {
            expect(exact.values[name]).toBeGreaterThanOrEqual(low);
            expect(exact.values[name]).toBeLessThanOrEqual(high ?? Number.POSITIVE_INFINITY);
          }
          expect(Object.keys(partly.bounds)).toEqual(['base', 'total']);
        },
      ),
    );
  });

  it('never throws for what a person may send', () => {
    const keys = ['户籍', '证明', '费用', 'cost', '日期', '面积', '退役军人', '颜色', '__proto__'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.anything()), (facts) => {
        expect(calculationSchema.parse(go(facts)).calculator).toBe('invented');
      }),
      { numRuns: 500 },
    );
  });
});

const need = () => {
  throw new NeedFact('x');
};
const yes = () => true;
const no = () => false;
const fault = () => {
  throw new TypeError('fault');
};

describe('three values', () => {
  it('decide an "all" by one no and an "any" by one yes', () => {
    expect(everyOf([need, no])).toBe(false);
    expect(everyOf([yes, yes])).toBe(true);
    expect(someOf([need, yes])).toBe(true);
    expect(someOf([no, no])).toBe(false);
  });

  it('need the fact otherwise', () => {
    expect(() => everyOf([yes, need])).toThrow(expect.objectContaining({ key: 'x' }));
    expect(() => someOf([no, need])).toThrow(expect.objectContaining({ key: 'x' }));
  });

  it('let a fault of the program through', () => {
    expect(() => everyOf([no, fault])).toThrow('fault');
  });
});

describe.each(schemes.map((scheme) => [scheme.id, scheme] as const))('the field map of %s', (_, scheme) => {
  it('has unique names, a question and a help for every field', () => {
    const names = scheme.fields.flatMap((field) => [field.key, field.label, ...(field.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
    expect(scheme.fields.filter(({ question, help }) => question === '' || help === '')).toEqual([]);
    const bare = scheme.fields.filter(
      ({ type, choices }) => type.startsWith('choice') && (choices ?? []).length === 0,
    );
    expect(bare).toEqual([]);
  });

  it('gives a JSON schema for tools that accepts what run accepts', () => {
    const schema = inputSchemaOf(scheme);
    const json = z.toJSONSchema(schema, { io: 'input' });
    expect(Object.keys(json.properties ?? {})).toEqual(scheme.fields.map(({ key }) => key));
    expect(schema.safeParse({ nobody: 1 }).success).toBe(false);
    const unknown = Object.fromEntries(scheme.fields.map(({ key }) => [key, null]));
    expect(schema.safeParse(unknown).success).toBe(true);
    expect(run(scheme, unknown, options).status).not.toBe('input-error');
  });

  it('leads from nothing said to a first question, by asking one at a time to an end', () => {
    const answers: Record<string, unknown> = {};
    for (let asked = 0; asked < scheme.fields.length; asked += 1) {
      const field = nextField(scheme, answers, options);
      if (field === null) break;
      expect(answers).not.toHaveProperty([field.key]);
      answers[field.key] = answerTo(field.type, field.choices?.[0]?.value, field.min);
    }
    expect(Object.keys(answers).length).toBeGreaterThan(0);
    expect(nextField(scheme, answers, options)).toBeNull();
    expect(run(scheme, answers, options).status).not.toBe('input-error');
  });
});

function answerTo(type: string, choice: string | undefined, least: number | undefined): unknown {
  const answers: Record<string, unknown> = {
    boolean: true,
    date: '2018-09-01',
    choice,
    choices: [choice],
    amounts: [100],
    text: '是',
  };
  return answers[type] ?? Math.max(least ?? 0, 1);
}
