/** A model that calls the calculators: with the right arguments the results are right, and no other argument gets in. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Answer } from '../../src/answering/answer.ts';
import type { Field } from '../../src/calculators/kernel/field.ts';
import { readFacts } from '../../src/calculators/kernel/read-facts.ts';
import { schemeOf } from '../../src/calculators/registry.ts';
import { run } from '../../src/calculators/run.ts';
import type { Scheme } from '../../src/calculators/scheme.ts';
import { toolNameOf } from '../../src/models/calculator-tool.ts';
import { callTools, say } from '../support/openai-server.ts';
import { type ScriptedAgent, startScriptedAgent, today } from './support/scripted-agent.ts';

const caseSchema = z.object({
  id: z.string(),
  calculator: z.string(),
  q: z.string(),
  facts: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
});
type Case = z.infer<typeof caseSchema>;

const readCases = (file: string): Case[] =>
  readFileSync(`eval/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => caseSchema.safeParse(JSON.parse(line)).data ?? []);

let agent: ScriptedAgent;
beforeAll(async () => {
  agent = await startScriptedAgent();
});
afterAll(() => agent.close());

function schemeNamed(id: string): Scheme {
  const scheme = schemeOf(id);
  if (scheme === undefined) throw new Error(`no scheme ${id}`);
  return scheme;
}

/** 家庭: { 人口: 4 } → 家庭.人口: 4. */
function flat(facts: Readonly<Record<string, unknown>>, before = ''): [string, unknown][] {
  return Object.entries(facts).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat({ ...value }, `${before}${name}.`)
      : [[before + name, value] as [string, unknown]],
  );
}

/** The facts as the tool's schema wants them; null where they are no facts of one case. */
function argumentsOf({ fields }: Scheme, facts: Case['facts']): Record<string, unknown> | null {
  const given: Record<string, unknown> = {};
  for (const [name, value] of flat(facts)) {
    const field = fields.find(({ key, label, aliases = [] }) => [key, label, ...aliases].includes(name));
    if (field === undefined) return null;
    given[field.key] = valueFor(field, name, value);
  }
  return given;
}

function valueFor(field: Field, name: string, value: unknown): unknown {
  if (value === null) return null;
  if (field.type === 'amounts')
    return [value]
      .flat()
      .map((each: unknown) => z.object({ 金额: z.unknown() }).safeParse(each).data?.金额 ?? each);
  const isNamed = ['choice', 'choices', 'boolean'].includes(field.type);
  return isNamed ? readFacts([field], { [name]: value }).facts.peek(field.key) : value;
}

/** What the tool gave for each call, in their order; the model is asked up to three times to call. */
async function callAll(scheme: Scheme, turns: readonly string[], calls: readonly Record<string, unknown>[]) {
  agent.server.reset();
  const written = calls.map((args) => ({ name: toolNameOf(scheme), arguments: args }));
  for (let at = 0; at < written.length; at += 6)
    agent.server.queueChat(callTools(...written.slice(at, at + 6)));
  agent.server.queueChat(say('无'));
  const answer = await agent.reply({ q: turns.at(-1) ?? '', context: turns.slice(0, -1) });
  const results = (agent.server.chatRequests.at(-1)?.messages ?? [])
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => (typeof content === 'string' ? content : ''));
  return { answer, results };
}

const valuesSchema = z.object({
  status: z.string(),
  eligible: z.unknown(),
  values: z.record(z.string(), z.unknown()),
});
type Values = z.infer<typeof valuesSchema>;

/** The result inside what a tool gave; null where it computed nothing. */
function resultIn(told: string | undefined): Values | null {
  const json = /\{"status".*\}/.exec(told ?? '')?.[0];
  return json === undefined ? null : valuesSchema.parse(JSON.parse(json));
}

const calculated = ({ calculation }: Answer): Values | null =>
  calculation === null ? null : valuesSchema.parse(calculation);

const gold = readCases('calculator-cases.jsonl');
/** 户籍 and whether there is a car stand in no word of it: the person is asked, and says so. */
const askedFor: Readonly<Record<string, readonly string[]>> = { 'CB-012': ['户籍在清新区', '没有汽车和船'] };
const turnsOf = ({ id, q }: Case): string[] => [q, ...(askedFor[id] ?? [])];
/** The engine asks back or is sure: no model is asked. */
const withoutModel = ['CB-023', 'CB-025', 'CB-047'];

describe('the 60 calculator cases', () => {
  /** Called with the right arguments, and after that with each lie; of each case the model is asked once. */
  const called = new Map<string, Awaited<ReturnType<typeof callAll>> & { readonly lies: Alteration[] }>();
  beforeAll(async () => {
    for (const each of gold) {
      const scheme = schemeNamed(each.calculator);
      const args = argumentsOf(scheme, each.facts) ?? {};
      const lies = alterations(scheme, args, each.q).slice(0, 17);
      const calls = [args, ...lies.map(({ key, value }) => ({ ...args, [key]: value }))];
      called.set(each.id, { ...(await callAll(scheme, turnsOf(each), calls)), lies });
    }
  });
  const callsOf = ({ id }: Case) => {
    const calls = called.get(id);
    if (calls === undefined) throw new Error(`${id} was not called`);
    return calls;
  };

  it('are computed by the tools as by the calculators, with the right arguments', () => {
    const wrong: string[] = [];
    const unasked: string[] = [];
    for (const each of gold) {
      const scheme = schemeNamed(each.calculator);
      const { answer, results } = callsOf(each);
      const { status, eligible, values } = run(scheme, each.facts, { asOf: today });
      if (answer.model === undefined) unasked.push(each.id);
      const got = answer.model === undefined ? calculated(answer) : resultIn(results[0]);
      if (JSON.stringify(pick(got)) !== JSON.stringify({ status, eligible, values })) wrong.push(each.id);
    }
    expect(gold).toHaveLength(60);
    expect({ wrong, unasked }).toEqual({ wrong: [], unasked: withoutModel });
  });

  it('let no amount, class, date or answer in that was altered', () => {
    let altered = 0;
    const taken: unknown[] = [];
    for (const each of gold) {
      const { answer, results, lies } = callsOf(each);
      if (answer.model === undefined) continue;
      expect(results).toHaveLength(1 + lies.length);
      for (const [at, { label }] of lies.entries()) {
        const told = results[at + 1] ?? '';
        const refused = /^没有采用[^：]*：(.*)。$/m.exec(told)?.[1] ?? '';
        if (!refused.split('、').includes(label)) taken.push([each.id, lies[at]]);
        expect(resultIn(told)).toEqual(resultIn(results[0]));
      }
      altered += lies.length;
    }
    expect(taken).toEqual([]);
    expect(altered).toBeGreaterThan(400);
  });
});

const pick = (result: Values | null) =>
  result === null ? null : { status: result.status, eligible: result.eligible, values: result.values };

interface Alteration {
  readonly key: string;
  readonly label: string;
  readonly value: unknown;
}

/** Each argument alone, turned into what the person did not say. */
function alterations({ fields }: Scheme, args: Readonly<Record<string, unknown>>, q: string): Alteration[] {
  const altered = fields.flatMap(
    ({ key, label, type, choices = [], min = 0, max = Infinity }): Alteration[] => {
      const value = args[key];
      if (value === undefined || value === null) return [];
      const instead = (...values: unknown[]) => values.map((each) => ({ key, label, value: each }));
      const names = choices.map((choice) => choice.value);
      switch (type) {
        case 'money':
        case 'decimal':
          return instead(
            ...[Number(value) + 1234.56, Number(value) * 10].filter((each) => each !== 0 && each <= max),
          );
        case 'integer':
          return instead(
            ...[Number(value) + 1, Number(value) - 1].filter((each) => each >= min && each <= max),
          );
        case 'amounts':
          return instead([...[value].flat(), 99.5]);
        case 'boolean':
          return instead(value !== true);
        case 'choice':
          return instead(...names.filter((name) => name !== value).slice(0, 3));
        case 'choices':
          return instead(
            ...names
              .filter((name) => ![value].flat().includes(name))
              .slice(0, 3)
              .map((name) => [name]),
          );
        case 'date':
          return instead(typeof value === 'string' ? value.replace(/^20/, '19') : '1999');
        default:
          return instead('没有人说过的话');
      }
    },
  );
  // 看门诊 says 普通门诊 and 门诊 alike.
  return altered.filter(({ value }) => !q.includes(String(value)));
}

describe('the cases in people’s own sentences', () => {
  it('are computed right or asked back, never with another figure', async () => {
    const counts = { right: 0, asked: 0 };
    const wrong: string[] = [];
    // Every third one: all of them take a minute.
    for (const each of readCases('calculator-sentences.jsonl').filter((_, at) => at % 3 === 0)) {
      const scheme = schemeNamed(each.calculator);
      const args = argumentsOf(scheme, each.facts);
      if (args === null) continue;
      const { answer, results } = await callAll(scheme, [each.q], [args]);
      const got = answer.model === undefined ? calculated(answer) : resultIn(results[0]);
      const figures = Object.entries(got?.values ?? {}).filter(
        ([name, value]) => typeof value === 'number' && name in each.expected && each.expected[name] !== null,
      );
      const isRight = ([name, value]: [string, unknown]) =>
        Math.abs(Number(value) - Number(each.expected[name])) <= Number(each.expected['tolerance'] ?? 0.005);
      if (!figures.every(isRight)) wrong.push(each.id);
      else if (got?.status === each.expected['status']) counts.right += 1;
      else counts.asked += 1;
    }
    expect(wrong).toEqual([]);
    expect(counts.right).toBeGreaterThan(counts.asked);
  });
});
