import { once } from 'node:events';
import { chinaToday } from '../../app.ts';
import type { Calculation } from '../../calculators/calculation.ts';
import type { Field } from '../../calculators/kernel/field.ts';
import { createSchemes, schemeOf, schemes } from '../../calculators/registry.ts';
import { run } from '../../calculators/run.ts';
import type { Scheme } from '../../calculators/scheme.ts';
import { WenzhengError } from '../../errors.ts';
import { maskPrivateNumbers } from '../../gazette/private-numbers.ts';
import { loadWorkingDaysCalendar } from '../../working-days-calendar.ts';
import { terminalColumns } from './ask-command.ts';
import { type InputLine, readInputLines } from './json-lines.ts';
import { formatCalculation } from './print-calculation.ts';
import { readJsonFacts } from './read-json-facts.ts';
import { faultLine } from './terminal-text.ts';
import { hang } from './wrap-text.ts';

/** All calculators: id, title, documents. */
export function runCalcList({ json = false }: { json?: boolean }): number {
  const listed = schemes.map(({ id, title, documentNumbers, outputs }) => ({
    id,
    title,
    documentNumbers,
    outputs: outputs.map(({ name, label, unit }) => ({
      name,
      label,
      ...(unit === undefined ? {} : { unit }),
    })),
  }));
  const lines = listed.map(
    ({ id, title, documentNumbers }) => `${id}\t${title}\t${documentNumbers.join('、')}`,
  );
  process.stdout.write(json ? `${JSON.stringify(listed)}\n` : `${lines.join('\n')}\n`);
  return 0;
}

/**
 * The facts of a calculator as JSON to be filled in: Chinese labels with empty values, which count as not said.
 * @throws WenzhengError usage for an unknown id, as the next one.
 */
export function runCalcTemplate({ id, explain = false }: { id: string; explain?: boolean }): number {
  const { fields } = findScheme(id, schemes);
  const template = Object.fromEntries(fields.map(({ label }) => [label, '']));
  const columns = terminalColumns();
  process.stdout.write(
    explain
      ? `${fields.map((field) => explainField(field, columns)).join('\n')}\n`
      : `${JSON.stringify(template, null, 2)}\n`,
  );
  return 0;
}

function explainField(
  { label, key, question, type, unit, choices, when, help }: Field,
  columns: number,
): string {
  const offered = (choices ?? []).filter(({ vague }) => vague !== true).map(({ value }) => value);
  const parts = [
    `${label}（${key}）：${question}`,
    unit === undefined ? '' : `单位：${unit}。`,
    offered.length === 0 ? '' : `可填：${offered.join('、')}${type === 'choices' ? '，可以填几项' : ''}。`,
    type === 'boolean' ? '填是或否。' : type === 'date' ? '写成 2019-06-01、2019-06 或 2019。' : '',
    when === undefined ? '' : `什么时候要填：${when}。`,
    help,
  ];
  return hang(parts.join(''), '· ', columns);
}

export interface CalcOptions {
  readonly id: string;
  /** ISO day for notices; default: today in China. */
  readonly asOf?: string;
  readonly json?: boolean;
}

/**
 * Computes the facts on stdin: one JSON object, or one a line, each answered as it comes.
 * @returns exit code: 1 when facts could not be read or are impossible.
 */
export async function runCalc({ id, asOf = chinaToday(), json = false }: CalcOptions): Promise<number> {
  const scheme = findScheme(id, createSchemes(loadWorkingDaysCalendar()));
  if (process.stdin.isTTY) {
    throw new WenzhengError(
      'usage',
      `请从标准输入给出情况，例如 echo '{"对象类别":"低保"}' | wenzheng calc ${id}，要填什么用 wenzheng calc template ${id} 查看。`,
    );
  }
  let allRight = true;
  for await (const input of readDocuments(process.stdin)) {
    const calculation = compute(scheme, input, asOf);
    const isWrong = calculation.status === 'input-error';
    if (isWrong) allRight = false;
    if (json) await write(`${JSON.stringify(calculation)}\n`);
    else if (isWrong)
      process.stderr.write(`${faultLine(calculation.reasons.map(({ text }) => text).join(''))}\n`);
    else await write(formatCalculation(calculation, terminalColumns()));
  }
  return allRight ? 0 : 1;
}

/** A JSON text and where it stands, as a sentence begins. */
interface InputDocument {
  readonly text: string;
  readonly place: string;
}

/** What cannot be read is told as an impossible input of that document; the others go on. */
function compute(scheme: Scheme, { text, place }: InputDocument, asOf: string): Calculation {
  try {
    return withoutPrivateNumbers(run(scheme, readJsonFacts(text, place), { asOf }));
  } catch (error) {
    if (!(error instanceof WenzhengError)) throw error;
    return {
      ...run(scheme, {}, { asOf }),
      status: 'input-error',
      bounds: {},
      missing: [],
      steps: [],
      facts: [],
      reasons: [{ text: error.message, documentNumber: null, clause: null, quote: null }],
      notices: [],
    };
  }
}

const masked = <Remark extends { readonly text: string }>(remarks: readonly Remark[]): Remark[] =>
  remarks.map((remark) => ({ ...remark, text: maskPrivateNumbers(remark.text, 'typed') }));

/** What repeats what was typed. */
function withoutPrivateNumbers(calculation: Calculation): Calculation {
  return {
    ...calculation,
    facts: calculation.facts.map((fact) =>
      typeof fact.value === 'string' ? { ...fact, value: maskPrivateNumbers(fact.value, 'typed') } : fact,
    ),
    reasons: masked(calculation.reasons),
    notices: masked(calculation.notices),
    steps: masked(calculation.steps),
  };
}

/** A printed object has fewer lines. */
const mostPrintedLines = 2000;

const isWhole = (line: InputLine): boolean =>
  'text' in line && line.text.startsWith('{') && line.text.endsWith('}');

/** One document a line; lines that are not whole ones up to the end of the input are one printed document. */
async function* readDocuments(input: AsyncIterable<Uint8Array>): AsyncGenerator<InputDocument> {
  const printed: InputLine[] = [];
  let count = 0;
  let aLine = false;
  for await (const line of readInputLines(input)) {
    count += 1;
    aLine ||= isWhole(line) || printed.length >= mostPrintedLines;
    if (!aLine) {
      printed.push(line);
      continue;
    }
    for (const earlier of printed.splice(0)) yield documentOf(earlier);
    yield documentOf(line);
  }
  if (count === 0) {
    throw new WenzhengError(
      'input_invalid',
      '标准输入是空的，请给出一个 JSON 对象，例如 {"对象类别":"低保"}。',
    );
  }
  if (printed.length > 0)
    yield { text: printed.map((line) => documentOf(line).text).join('\n'), place: '输入' };
}

function documentOf(line: InputLine): InputDocument {
  const place = `第 ${line.number} 行`;
  if ('text' in line) return { text: line.text, place };
  throw new WenzhengError('input_invalid', `${place}${line.problem}，请改正后再试。`);
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function findScheme(id: string, among: readonly Scheme[]): Scheme {
  const scheme = schemeOf(id, among) ?? among.find(({ title }) => title === id);
  if (scheme !== undefined) return scheme;
  throw new WenzhengError(
    'usage',
    `没有计算项目 ${id}，请从这些里选：${among.map((each) => each.id).join('、')}。`,
  );
}
