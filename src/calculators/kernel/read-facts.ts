/**
 * Raw input of any door (keys or Chinese labels, nested groups, text or JSON values) → facts, with a sentence for all that cannot be used.
 * @module
 */
import type { Field } from './field.ts';
import { Facts, type FactValue, type Origin } from './facts.ts';
import { matchChoice, noWords, squeeze, yesWords } from './match-choice.ts';
import { largestFen } from './money.ts';
import { readPartialDate } from './partial-date.ts';
import { readAmount } from './read-amount.ts';

export { matchChoice } from './match-choice.ts';

export interface ReadFactsResult {
  readonly facts: Facts;
  /** By key, for every fact that was given; the others in `facts` are assumed. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Impossible or contradictory input and unknown keys, one sentence each: nothing is computed. */
  readonly errors: readonly string[];
  /** What was said and could not be read (几千块): the fact stays unknown and is asked. */
  readonly unread: readonly string[];
  /** Adds the permitted assumptions to other facts, knowing what was said to be unknown. */
  readonly assume: (facts: Facts) => Facts;
}

/** `origins`: by key or label, for facts that were not simply said. */
export function readFacts(
  fields: readonly Field[],
  raw: Readonly<Record<string, unknown>>,
  origins: Readonly<Record<string, Origin>> = {},
): ReadFactsResult {
  const index = indexOf(fields);
  const values = new Map<string, FactValue>();
  const found = new Map<string, Origin>();
  const unknown = new Set<string>();
  const errors: string[] = [];
  const unread: string[] = [];
  const take = (name: string, value: unknown): void => {
    const field = index.fields.get(name);
    if (field === undefined) {
      errors.push(`没有“${name}”这一项，请改用本计算的项目名。`);
      return;
    }
    if (value === undefined || value === '') return;
    if (value === null) {
      unknown.add(field.key);
      return;
    }
    const read = readValue(field, value);
    if ('error' in read) errors.push(read.error);
    else if ('unread' in read) {
      unread.push(read.unread);
      unknown.add(field.key);
    } else if (values.has(field.key) && !same(values.get(field.key), read.value)) {
      errors.push(`“${field.label}”写了两个不同的值，请只留一个。`);
    } else {
      values.set(field.key, read.value);
      found.set(field.key, origins[name] ?? origins[field.key] ?? origins[field.label] ?? 'said');
    }
  };
  for (const [name, value] of Object.entries(raw)) {
    if (index.groups.has(name) && (value === null || typeof value === 'object')) {
      for (const [part, inner] of Object.entries(value ?? {})) take(`${name}.${part}`, inner);
    } else take(name, value);
  }
  const assume = (said: Facts): Facts => assumeFacts(fields, said, unknown);
  return { facts: assume(new Facts(values)), origins: found, errors, unread, assume };
}

/** Adds the permitted assumptions for what nobody said; what was said to be unknown stays unknown. */
function assumeFacts(fields: readonly Field[], said: Facts, unknown: ReadonlySet<string>): Facts {
  const added: [string, FactValue][] = [];
  for (const field of fields) {
    if (field.assumed === undefined || said.knows(field.key) || unknown.has(field.key)) continue;
    const assumed = typeof field.assumed === 'function' ? field.assumed(said) : field.assumed;
    if (assumed !== undefined) added.push([field.key, assumed]);
  }
  return said.with(added);
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

interface FieldIndex {
  readonly fields: ReadonlyMap<string, Field>;
  readonly groups: ReadonlySet<string>;
}

const indexes = new WeakMap<readonly Field[], FieldIndex>();

function indexOf(fields: readonly Field[]): FieldIndex {
  const known = indexes.get(fields);
  if (known !== undefined) return known;
  const byName = new Map<string, Field>();
  const groups = new Set<string>();
  for (const field of fields) {
    for (const name of [field.key, field.label, ...(field.aliases ?? [])]) {
      byName.set(name, field);
      const dot = name.indexOf('.');
      if (dot > 0) groups.add(name.slice(0, dot));
    }
  }
  const index = { fields: byName, groups };
  indexes.set(fields, index);
  return index;
}

type ReadValue = { value: FactValue } | { error: string } | { unread: string };

function readValue(field: Field, raw: unknown): ReadValue {
  switch (field.type) {
    case 'money':
    case 'decimal':
    case 'integer':
      return readQuantity(field, raw);
    case 'boolean':
      return readBoolean(field, raw);
    case 'choice':
      return readChoice(field, raw);
    case 'choices':
      return readChoices(field, raw);
    case 'date':
      return readDate(field, raw);
    case 'amounts':
      return readAmounts(field, raw);
    default:
      return typeof raw === 'string' || typeof raw === 'number' ? { value: String(raw) } : wrongKind(field);
  }
}

const wrongKind = (field: Field): ReadValue => ({
  error: `“${field.label}”的写法不对，请按问题填写：${field.question}`,
});

/** How many parts of the unit are kept, and what to say of more. */
const money = { parts: 100, precision: '最多两位小数' };
const precisions: Partial<Record<Field['type'], typeof money>> = {
  decimal: { parts: 1000, precision: '最多三位小数' },
  integer: { parts: 1, precision: '必须是整数' },
};

function readQuantity(field: Field, raw: unknown): ReadValue {
  if (typeof raw !== 'number' && typeof raw !== 'string') return wrongKind(field);
  const amount = readAmount(typeof raw === 'string' ? withoutUnit(raw, field.unit) : raw);
  const wrong = (text: string): ReadValue => ({ error: `“${field.label}”${text}，请核对后重填。` });
  if ('problem' in amount) {
    if (amount.problem === 'unreadable') {
      return { unread: `“${field.label}”没有读成数字，请写成数字，例如 12000。` };
    }
    if (amount.problem !== 'too-precise')
      return wrong(amount.problem === 'too-large' ? '太大' : '不是一个数字');
    return wrong((precisions[field.type] ?? money).precision);
  }
  const least = field.min ?? 0;
  if (amount.millionths < least * million) return wrong(least === 0 ? '不能是负数' : `不能小于${least}`);
  if (field.max !== undefined && amount.millionths > field.max * million)
    return wrong(`不能大于${field.max}`);
  const { parts, precision } = precisions[field.type] ?? money;
  return amount.millionths % (million / parts) === 0
    ? { value: amount.millionths / (million / parts) }
    : wrong(precision);
}

const million = 1_000_000;

/** 12个月 → 12, 720元/月 → 720元. */
function withoutUnit(text: string, unit: string | undefined): string {
  const bare = text.trim();
  if (unit !== undefined && bare.endsWith(unit)) return bare.slice(0, -unit.length);
  return bare.replace(/(?:[/每](?:月|年|人))+$/, '');
}

function readBoolean(field: Field, raw: unknown): ReadValue {
  if (typeof raw === 'boolean') return { value: raw };
  const text = typeof raw === 'string' || typeof raw === 'number' ? squeeze(String(raw)) : '';
  if (yesWords.has(text)) return { value: true };
  if (noWords.has(text)) return { value: false };
  return { unread: `“${field.label}”请回答“是”或“否”。` };
}

/** A longer text is not repeated: cut off, a private number in it could no longer be told and masked. */
const longestRepeated = 20;

const choiceError = (field: Field, text: string): ReadValue => ({
  error: `“${field.label}”没有${text.length > longestRepeated ? '' : `“${text}”`}这一种，请从这些里选：${(field.choices ?? []).map((choice) => choice.value).join('、')}。`,
});

function readChoice(field: Field, raw: unknown): ReadValue {
  if (typeof raw !== 'string' && typeof raw !== 'number') return wrongKind(field);
  const value = matchChoice(field.choices ?? [], String(raw));
  return value === undefined ? choiceError(field, String(raw)) : { value };
}

function readChoices(field: Field, raw: unknown): ReadValue {
  const parts: unknown[] = Array.isArray(raw) ? raw : [raw];
  const values = new Set<string>();
  for (const part of parts) {
    if (typeof part !== 'string') return wrongKind(field);
    const choices = field.choices ?? [];
    const whole =
      choices.some(({ value }) => value === part) ||
      choices.some(({ value, aliases }) =>
        [value, ...(aliases ?? [])].some((name) => squeeze(name) === squeeze(part)),
      );
    for (const name of whole ? [part] : part.split(/[、，,;；/+]/).filter((each) => each.trim() !== '')) {
      const value = matchChoice(field.choices ?? [], name);
      if (value === undefined) return choiceError(field, name);
      values.add(value);
    }
  }
  // In the order of the field's choices: the order in which they were said does not matter.
  return { value: (field.choices ?? []).map((choice) => choice.value).filter((value) => values.has(value)) };
}

function readDate(field: Field, raw: unknown): ReadValue {
  if (typeof raw !== 'string' && typeof raw !== 'number') return wrongKind(field);
  const read = readPartialDate(raw);
  if ('date' in read) return { value: read.date };
  if (read.problem === 'impossible') {
    const day = String(raw).length > longestRepeated ? '' : `（${String(raw)}）`;
    return { error: `“${field.label}”没有这一天${day}，请核对。` };
  }
  return { unread: `“${field.label}”没有读成日期，请写成年-月-日，例如 2019-06-01。` };
}

function readAmounts(field: Field, raw: unknown): ReadValue {
  const parts: unknown[] = Array.isArray(raw)
    ? raw
    : typeof raw === 'string'
      ? raw.split(/[、;；+\s]+/)
      : [raw];
  const values: number[] = [];
  for (const part of parts) {
    const read = readQuantity({ ...field, type: 'money' }, part);
    if (!('value' in read)) return read;
    if (typeof read.value === 'number') values.push(read.value);
  }
  return values.reduce((sum, each) => sum + each, 0) > largestFen
    ? { error: `“${field.label}”合计太大，请核对后重填。` }
    : { value: values };
}
