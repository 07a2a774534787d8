/** Every case of eval/calculator-cases.jsonl comes out alike at each door. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Answer } from '../../src/answering/answer.ts';
import { statusLabels } from '../../src/batch/compute-row.ts';
import type { Calculation } from '../../src/calculators/calculation.ts';
import type { Field } from '../../src/calculators/kernel/field.ts';
import { schemeOf } from '../../src/calculators/registry.ts';
import { run } from '../../src/calculators/run.ts';
import type { Output, Scheme } from '../../src/calculators/scheme.ts';
import { calculationResultSchema } from '../../src/channels/gazette-data/schemas.ts';
import { outputLines } from '../../src/channels/http/desk/eligibility/verdict.ts';
import { readCase } from '../../src/channels/http/desk/eligibility/case.ts';
import { calculatorToolName } from '../../src/channels/mcp/tools.ts';
import { dialogueWordingOf } from '../../src/conversations/calculation-dialogue-fields.ts';
import { createCalculationDialogue } from '../../src/conversations/calculation-dialogue.ts';
import type {
  DialogueReply,
  DialogueTurn,
  Prompt,
} from '../../src/conversations/calculation-dialogue-result.ts';
import { calculatorTool } from '../../src/models/calculator-tool.ts';
import { EvidenceRegister } from '../../src/models/evidence-register.ts';
import {
  type CalculationCase,
  calculationCases,
  essence,
  noneOf,
  type StatedFact,
  statedFacts,
} from '../support/calculation-cases.ts';
import { plainText, serveTables, type ServedTables } from '../support/clerk-tables.ts';
import type { SignedInVisitor } from '../support/desk.ts';
import { type ServedDoors, serveDoors } from '../support/system-doors.ts';

const asOf = '2019-12-31';
const unknown = '不清楚';

let doors: ServedDoors;
let desk: ServedTables;
let clerk: SignedInVisitor;
let client: Client;
let headers: Record<string, string>;
let rows: Map<string, Record<string, string>>;

beforeAll(async () => {
  desk = await serveTables();
  clerk = await desk.signedIn('clerk');
  rows = await overTable();
  doors = await serveDoors();
  headers = { Authorization: `Bearer ${await doors.token(['calculate'])}` };
  client = new Client({ name: 'tests', version: '1' });
  const at = new URL('/mcp', doors.url);
  await client.connect(new StreamableHTTPClientTransport(at, { requestInit: { headers } }));
});
afterAll(() => client.close());

function schemeNamed(id: string): Scheme {
  const scheme = schemeOf(id, desk.app.schemes);
  if (scheme === undefined) throw new Error(`no scheme ${id}`);
  return scheme;
}

const resultOf = ({ calculator, facts }: CalculationCase): Calculation =>
  run(schemeNamed(calculator), facts, { asOf });

async function overApi({ calculator, facts }: CalculationCase): Promise<unknown> {
  const response = await fetch(`${doors.url}/api/v1/calculators/${calculator}/run`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ facts, asOf }),
  });
  return calculationResultSchema.parse(await response.json()).calculation;
}

async function overMcp({ calculator, facts }: CalculationCase): Promise<unknown> {
  const { structuredContent } = await client.callTool({
    name: calculatorToolName({ id: calculator }),
    arguments: { ...facts, asOf },
  });
  return calculationResultSchema.parse(structuredContent).calculation;
}

/** What a browser posts when the form has been filled in. */
function formOf({ calculator, facts }: CalculationCase): FormData {
  const form = new FormData();
  form.set('scheme', calculator);
  form.set('asOf', asOf);
  for (const { field, words } of statedFacts(schemeNamed(calculator), facts)) {
    // Boxes that are left empty say the same as not knowing.
    const several = field.type === 'choices' ? (words ?? []) : [written(words)];
    for (const each of several) form.append(`fact.${field.key}`, each);
  }
  return form;
}

const written = (words: StatedFact['words']): string =>
  words === null ? unknown : typeof words === 'string' ? words : words.join('、');

/** All cases as one table with a column 计算项目, handed in at the desk. @returns the rows of the result by id. */
async function overTable(): Promise<Map<string, Record<string, string>>> {
  const stated = calculationCases.map((each) => ({
    each,
    facts: statedFacts(schemeNamed(each.calculator), each.facts),
  }));
  const labels = [...new Set(stated.flatMap(({ facts }) => facts.map(({ field }) => field.label)))];
  const table = stated.map(({ each, facts }) => [
    each.id,
    schemeNamed(each.calculator).title,
    ...labels.map((label) => {
      const fact = facts.find(({ field }) => field.label === label);
      return fact === undefined ? '' : written(fact.words);
    }),
  ]);
  const { path } = await desk.upload(clerk, stringify([['编号', '计算项目', ...labels], ...table]), { asOf });
  await desk.finished(clerk, path);
  const { text } = await clerk.get(`${path}/result?format=csv`);
  const records = z.array(z.record(z.string(), z.string())).parse(parse(text, { columns: true, bom: true }));
  return new Map(records.map((record) => [record['编号'] ?? '', record]));
}

function cellFor({ type }: Output, value: Calculation['values'][string] | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return type === 'money' ? value.toFixed(2) : String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join('、') : value;
}

/** What a resident has told, and what the dialogue did not take. */
interface Talked {
  readonly calculation: Calculation | null;
  readonly refused: readonly string[];
}

/**
 * A resident in the dialogue: answers what is asked, says 不清楚 where the case tells nothing, mends what was assumed, tells
 * what may be told besides, and says the rest in the words of the case.
 */
function overDialogue(each: CalculationCase): Talked {
  const scheme = schemeNamed(each.calculator);
  const facts = residentsFacts(scheme, each);
  const dialogue = createCalculationDialogue({ schemes: doors.app.schemes, corpus: doors.app.corpus });
  const usual = usualFacts(scheme, each);
  const { extras } = dialogueWordingOf(scheme);
  let turn: DialogueTurn = dialogue.start({ scheme: scheme.id, serial: 's1' }, asOf);
  const tried = new Set<string>();
  const refused: string[] = [];
  let hasSaidAll = false;
  const reply = (given: DialogueReply): void => {
    turn = dialogue.reply(turn.state, given, asOf);
  };
  const ask = ({ prompt }: Extract<DialogueTurn['result'], { kind: 'ask' }>): void => {
    const words = (facts.get(prompt.field) ?? usual.get(prompt.field))?.words ?? null;
    const isAgain = tried.has(prompt.field);
    tried.add(prompt.field);
    if (isAgain) refused.push(prompt.notes.join(''));
    if (words === null || isAgain) reply({ kind: 'button', code: prompt.unknown.code });
    else answer(prompt, words, reply, () => turn);
  };
  for (let times = 0; times < 100; times += 1) {
    // What ends with a question is answered first, and the dialogue goes on where it was.
    const result = turn.result.kind === 'aside' ? turn.result.open : turn.result;
    if (result.kind === 'done') {
      const { facts: told, origins } = result.input;
      return { calculation: run(scheme, told, { asOf, origins }), refused };
    }
    if (result.kind === 'ask') {
      ask(result);
      continue;
    }
    if (result.kind !== 'recap') throw new Error(`${each.id}: ${JSON.stringify(result)}`);
    const { recap } = result;
    const shown = recap.groups.flatMap(({ items }) => items);
    const toTell = [...facts.keys()].filter((key) => !tried.has(key));
    const buttons = toTell.flatMap((key) => [
      ...shown.filter((item) => item.key === key).map(({ change }) => change.code),
      ...recap.extras.filter(({ label }) => label === extras[key]).map(({ code }) => code),
    ]);
    const [button] = buttons;
    if (button !== undefined) reply({ kind: 'button', code: button });
    else if (toTell.length > 0 && !hasSaidAll) {
      hasSaidAll = true;
      reply({ kind: 'text', text: withoutQuestion(each.q) });
    } else if (recap.confirm === null)
      return { calculation: null, refused: [...refused, recap.problem ?? ''] };
    else reply({ kind: 'button', code: recap.confirm.code });
  }
  throw new Error(`${each.id} does not end`);
}

/** What is told in a case, without what is asked of it at its end: a question would be answered and not taken as told. */
const withoutQuestion = (text: string): string => text.replace(/[，。；]?[^，。；？]*？[^？]*$/, '');

/** Who belongs to no class yet and applies for one says 都不是 when asked for it: of 不清楚 nothing would follow. */
function residentsFacts(scheme: Scheme, { facts }: CalculationCase): ReadonlyMap<string, StatedFact> {
  const stated = new Map(statedFacts(scheme, facts).map((fact) => [fact.field.key, fact]));
  const categories = stated.get('categories');
  if (categories?.words === null && stated.has('pending'))
    stated.set('categories', { ...categories, words: [noneOf(categories.field)] });
  return stated;
}

/** What the calculator assumes where the case tells nothing is what the resident says, if it is asked at all. */
function usualFacts(scheme: Scheme, each: CalculationCase): ReadonlyMap<string, StatedFact> {
  const assumed = resultOf(each).facts.filter(({ origin }) => origin === 'assumed');
  const facts = Object.fromEntries(assumed.map(({ key, value }) => [key, value]));
  return new Map(statedFacts(scheme, facts).map((fact) => [fact.field.key, fact]));
}

function answer(
  prompt: Prompt,
  words: string | readonly string[],
  reply: (given: DialogueReply) => void,
  turn: () => DialogueTurn,
): void {
  if (prompt.multiple) {
    const wanted = typeof words === 'string' ? [words] : words;
    for (const word of wanted) {
      const { result } = turn();
      const choice =
        result.kind === 'ask' ? result.prompt.choices.find(({ label }) => label === word) : undefined;
      if (choice === undefined) throw new Error(`no choice ${word}`);
      reply({ kind: 'button', code: choice.code });
    }
    const { result } = turn();
    const finish = result.kind === 'ask' ? result.prompt.finish : null;
    reply(finish === null ? { kind: 'text', text: '都不是' } : { kind: 'button', code: finish.code });
    return;
  }
  const text = typeof words === 'string' ? words : words.join('、');
  const at = ['是', '否'].indexOf(text);
  const choice = prompt.choices.find(({ label }, index) => label === text || (at >= 0 && index === at));
  reply(choice === undefined ? { kind: 'text', text } : { kind: 'button', code: choice.code });
}

/** The tool with the case's facts as arguments, in a conversation in which the person has told them. */
async function overTool(each: CalculationCase): Promise<{ calculation: Calculation | null; told: string }> {
  const { app } = doors;
  const scheme = schemeNamed(each.calculator);
  const calculations = new Map<string, Answer>();
  const turns = [each.q, ...(askedFor[each.id] ?? [])];
  const tool = calculatorTool(scheme, {
    corpus: app.corpus,
    search: async () => [],
    schemes: app.schemes,
    engine: app,
    register: new EvidenceRegister(app.corpus, asOf),
    turns,
    asOf,
    base: app.answer({ q: each.q, asOf }),
    confirmed: new Set(),
    calculations,
  });
  const args = Object.fromEntries(
    statedFacts(scheme, each.facts).map(({ field, words }) => [field.key, argumentFor(field, words)]),
  );
  const told: unknown = await tool.invoke(args).catch((error: unknown) => String(error));
  return { calculation: [...calculations.values()][0]?.calculation ?? null, told: String(told) };
}

function argumentFor({ type }: Field, words: StatedFact['words']): unknown {
  if (words === null) return null;
  if (type === 'boolean') return words === '是';
  return type === 'amounts' && typeof words === 'string' ? [words] : words;
}

/** 户籍 and whether there is a car stand in no word of the question: the person is asked, and says so. */
const askedFor: Readonly<Record<string, readonly string[]>> = { 'CB-012': ['户籍在清新区', '没有汽车和船'] };

/** Where a door cannot state what the case states: why, and what is told instead. */
interface Difference {
  readonly why: string;
  readonly but: Partial<ReturnType<typeof essence>>;
}

const inTheDialogue: Readonly<Record<string, Difference>> = {
  'CB-046': {
    why: 'that somebody closed and pulled down themselves on days unknown is no question: they say 不清楚 to the days, and hear between which amounts it lies',
    but: { bounds: { amount: [0, 100_000] } },
  },
  'CB-054': {
    why: 'whoever begins the calculation of a fine cannot ask for the ban on fire alone: they hear of it, and what is missing for the fine',
    but: {
      status: 'missing',
      values: { inBanPeriod: false, warning: null, fineMin: null, fineMax: null },
    },
  },
};

const inTheTool: Readonly<Record<string, Difference>> = {
  'CB-042': {
    why: 'the words do not say that nobody knows of the assessment, only nothing of it: both readings are given besides',
    but: {
      alternatives: [
        { reading: '如果是', values: { treatmentSubsidy: 6000 } },
        { reading: '如果不是', values: { treatmentSubsidy: 0 } },
      ],
    },
  },
  'CB-046': {
    why: 'days that nobody tells are not days said to be unknown: between which amounts it lies is given besides',
    but: { bounds: { amount: [0, 100_000] } },
  },
};

/** Impossible amounts: the dialogue takes none, says so in the calculator's words, and asks again. */
const impossible = ['CB-025', 'CB-047'];

describe('a calculation', () => {
  it('has sixty cases', () => {
    expect(calculationCases).toHaveLength(60);
  });

  it.each(calculationCases)('is the same from the kernel, over the API and over MCP: $id', async (each) => {
    const result = resultOf(each);
    expect(result.status).toBe(each.expected.status);
    expect(await overApi(each)).toEqual(result);
    expect(await overMcp(each)).toEqual(result);
  });

  it.each(calculationCases)('is the same from the form of the desk: $id', async (each) => {
    const scheme = schemeNamed(each.calculator);
    const result = resultOf(each);
    const form = formOf(each);
    const { calculation } = readCase(doors.app, doors.app.schemes, form) ?? {};
    expect(calculation && essence(calculation)).toEqual(essence(result));
    const fields: Record<string, string[]> = {};
    for (const key of new Set(form.keys())) fields[key] = form.getAll(key).map(String);
    const { status, text } = await clerk.post('/desk/eligibility/result', fields, {
      Accept: 'application/json',
    });
    expect(status).toBe(200);
    const shown = plainText(z.object({ result: z.string() }).parse(JSON.parse(text)).result);
    for (const { label, text: words } of outputLines(scheme, result))
      expect(shown).toContain(`${label} ${words}`);
  });

  it.each(calculationCases)('is the same from a table: $id', (each) => {
    const scheme = schemeNamed(each.calculator);
    const result = resultOf(each);
    const row = rows.get(each.id);
    const outputs = scheme.outputs.map((output): [string, string] => [
      `结果：${output.label}${output.unit === undefined ? '' : `（${output.unit}）`}`,
      cellFor(output, result.values[output.name]),
    ]);
    expect(row).toMatchObject({
      ...Object.fromEntries(outputs),
      '结果：状态': statusLabels[result.status],
      '结果：是否符合': result.eligible === 'unknown' ? '不能确定' : result.eligible ? '是' : '否',
      '结果：还缺的情况': result.missing.map(({ label }) => label).join('、'),
    });
  });

  it.each(calculationCases.filter(({ id }) => !impossible.includes(id)))(
    'is the same from the dialogue with a resident: $id',
    (each) => {
      const { calculation, refused } = overDialogue(each);
      const expected = { ...essence(resultOf(each)), ...inTheDialogue[each.id]?.but };
      expect(calculation && essence(calculation)).toEqual(expected);
      expect(refused).toEqual([]);
    },
  );

  it.each(calculationCases.filter(({ id }) => impossible.includes(id)))(
    'is refused in the dialogue in the words of the calculator: $id',
    (each) => {
      const result = resultOf(each);
      expect(result.status).toBe('input-error');
      const { refused } = overDialogue(each);
      expect(refused).toEqual(result.reasons.map(({ text }) => text));
    },
  );

  it.each(calculationCases)('is the same from the tool of the model: $id', async (each) => {
    const { calculation, told } = await overTool(each);
    const expected = { ...essence(resultOf(each)), ...inTheTool[each.id]?.but };
    expect(calculation === null ? told : essence(calculation)).toEqual(expected);
  });
});
