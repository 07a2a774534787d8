/**
 * The one way into a calculation, for chat, web, command line and tables: raw input → facts → outcome → CALCULATION.
 * @module
 */
import type { Calculation } from './calculation.ts';
import { type Branch, Explorer, neededOf, noLimit, outcomesOf } from './kernel/explore.ts';
import type { Field } from './kernel/field.ts';
import { type FactValue, NeedFact, type Origin } from './kernel/facts.ts';
import { toYuan } from './kernel/money.ts';
import { type ReadFactsResult, readFacts } from './kernel/read-facts.ts';
import { Trace } from './kernel/trace.ts';
import { notice, type Outcome, type Output, type OutcomeValue, remark, type Scheme } from './scheme.ts';

export interface RunOptions {
  /** Day of the question, ISO; drives notices only. */
  readonly asOf: string;
  /** Where facts come from, by key or label; `said` when absent. */
  readonly origins?: Readonly<Record<string, Origin>>;
}

/**
 * Computes a scheme. Never throws for what a person typed: that becomes `input-error` or `missing` with a sentence that names the field.
 * @param raw field keys or Chinese labels; groups nested or with a dot; null means "not known" and stops any assumption.
 */
export function run(
  scheme: Scheme,
  raw: Readonly<Record<string, unknown>>,
  options: RunOptions,
): Calculation {
  const read = readFacts(scheme.fields, raw, options.origins);
  const conflicts = read.errors.length === 0 ? (scheme.conflicts?.(read.facts) ?? []) : [];
  const errors = [...read.errors, ...conflicts.map((conflict) => conflict.text)];
  if (errors.length > 0) return inputError(scheme, read, errors, options);
  const trace = new Trace();
  try {
    const outcome = scheme.compute(read.facts, trace, options);
    return decided(scheme, read, outcome, trace, options);
  } catch (error) {
    if (!(error instanceof NeedFact)) throw error;
    const explorer = new Explorer(scheme, options, read.assume);
    const tree = explorer.explore(read.facts, error);
    if (!('outcome' in tree)) {
      const missing = missingOut(scheme, neededOf(tree, explorer.fields));
      return undecided(scheme, read, { tree, missing }, trace, options);
    }
    // Whatever the unknown answers are, the outcome is this one.
    const main = mainValue(scheme, tree.outcome);
    trace.step('其余没有说到的情况不影响结果。', main, null);
    return decided(scheme, read, tree.outcome, trace, options);
  }
}

/** The first unanswered field in clause order that can still change the outcome; null when it is decided or the input is impossible. */
export function nextField(
  scheme: Scheme,
  raw: Readonly<Record<string, unknown>>,
  options: RunOptions,
): Field | null {
  const key = run(scheme, raw, options).missing[0]?.key;
  return scheme.fields.find((field) => field.key === key) ?? null;
}

function decided(
  scheme: Scheme,
  read: ReadFactsResult,
  outcome: Outcome,
  trace: Trace,
  options: RunOptions,
): Calculation {
  const alternatives = (outcome.alternatives ?? []).map(({ reading, values }) => ({
    reading,
    values: outward(scheme, values),
  }));
  const values = outward(scheme, outcome.values);
  return {
    calculator: scheme.id,
    status: outcome.status,
    eligible: outcome.eligible ?? eligibleOf(outcome),
    values,
    bounds: boundsOf(scheme, [outcome]),
    alternatives,
    facts: factsOut(scheme, read),
    missing: missingOut(scheme, new Set(outcome.missing ?? [])),
    reasons: [...(outcome.reasons ?? [])],
    steps: trace.steps,
    documents: [...(outcome.documents ?? [])],
    notices: [...unreadNotices(read), ...(outcome.notices ?? [])],
    nextSteps: [...(outcome.nextSteps ?? [])],
    asOf: options.asOf,
  };
}

function undecided(
  scheme: Scheme,
  read: ReadFactsResult,
  { tree, missing }: { readonly tree: Branch; readonly missing: Calculation['missing'] },
  trace: Trace,
  options: RunOptions,
): Calculation {
  const outcomes = outcomesOf(tree);
  const eligible =
    !tree.open && outcomes.every((outcome) => (outcome.eligible ?? eligibleOf(outcome)) === true);
  const constant = (name: string): boolean =>
    !tree.open && outcomes.every((outcome) => outcome.values[name] === outcomes[0]?.values[name]);
  const main = scheme.outputs[0]?.name ?? '';
  const partial = eligible && constant(main) && (outcomes[0]?.values[main] ?? null) !== null;
  const values = Object.fromEntries(
    scheme.outputs
      .filter(({ name }) => outcomes.some((outcome) => name in outcome.values))
      .map(({ name }) => [name, partial && constant(name) ? (outcomes[0]?.values[name] ?? null) : null]),
  );
  return {
    calculator: scheme.id,
    status: partial ? 'partial' : 'missing',
    eligible: partial ? true : 'unknown',
    values: outward(scheme, values),
    bounds: tree.open ? {} : boundsOf(scheme, outcomes),
    alternatives: [],
    facts: factsOut(scheme, read),
    missing,
    reasons: [remark(`还缺：${missing.map(({ label }) => label).join('、')}。`)],
    steps: trace.steps,
    documents: [],
    notices: unreadNotices(read),
    nextSteps: [],
    asOf: options.asOf,
  };
}

function inputError(
  scheme: Scheme,
  read: ReadFactsResult,
  errors: readonly string[],
  options: RunOptions,
): Calculation {
  return {
    calculator: scheme.id,
    status: 'input-error',
    eligible: 'unknown',
    values: Object.fromEntries(scheme.outputs.map(({ name }) => [name, null])),
    bounds: {},
    alternatives: [],
    facts: factsOut(scheme, read),
    missing: [],
    reasons: errors.map((text) => remark(text)),
    steps: [],
    documents: [],
    notices: unreadNotices(read),
    nextSteps: [],
    asOf: options.asOf,
  };
}

const unreadNotices = (read: ReadFactsResult) => read.unread.map((text) => notice('unread', text));

function eligibleOf(outcome: Outcome): boolean | 'unknown' {
  if (outcome.status === 'ok' || outcome.status === 'partial') return true;
  return outcome.status === 'not-eligible' ? false : 'unknown';
}

/** Values as the contract has them: money in yuan, in the order of the outputs. */
function outward(scheme: Scheme, values: Outcome['values']): Calculation['values'] {
  const result: Calculation['values'] = {};
  for (const output of scheme.outputs) {
    const value = values[output.name];
    if (value !== undefined) result[output.name] = outwardValue(output, value);
  }
  return result;
}

function outwardValue(output: Output, value: OutcomeValue): Calculation['values'][string] {
  if (typeof value === 'number') return output.type === 'money' ? toYuan(value) : value;
  return typeof value === 'object' && value !== null ? [...value] : value;
}

function mainValue(scheme: Scheme, outcome: Outcome): number | string | boolean | null {
  const last = scheme.outputs.findLast(({ name }) => outcome.values[name] !== undefined);
  if (last === undefined) return null;
  const value = outwardValue(last, outcome.values[last.name] ?? null);
  return Array.isArray(value) ? null : value;
}

/** Least and greatest value of every amount over the outcomes and their readings; an amount that is open somewhere has no bounds. */
function boundsOf(scheme: Scheme, outcomes: readonly Outcome[]): Calculation['bounds'] {
  const bounds: Calculation['bounds'] = {};
  for (const output of scheme.outputs) {
    if (output.type !== 'money' && output.type !== 'number') continue;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const outcome of outcomes) {
      const said = outcome.values[output.name];
      const readings = outcome.alternatives ?? [];
      const count = typeof said === 'number' ? 0 : readings.length;
      for (let at = count === 0 ? -1 : 0; at < count; at += 1) {
        const value = at < 0 ? said : readings[at]?.values[output.name];
        // NaN stays: one open outcome takes the bounds away.
        low = typeof value === 'number' ? Math.min(low, value) : Number.NaN;
        high = typeof value === 'number' ? Math.max(high, value) : Number.NaN;
      }
    }
    if (!(low <= high)) continue;
    const scale = output.type === 'money' ? 100 : 1;
    // Beyond a tenth of the largest amount that may be typed, no written ceiling held it.
    bounds[output.name] = [low / scale, high >= noLimit / 10 ? null : high / scale];
  }
  return bounds;
}

/** What was given, and the assumptions that the calculation rested on. */
function factsOut(scheme: Scheme, read: ReadFactsResult): Calculation['facts'] {
  const facts: Calculation['facts'] = [];
  for (const field of scheme.fields) {
    const value = read.facts.peek(field.key);
    if (value === undefined || !(read.origins.has(field.key) || read.facts.used.has(field.key))) continue;
    facts.push({
      key: field.key,
      label: field.label,
      value: factOut(field, value),
      origin: read.origins.get(field.key) ?? 'assumed',
    });
  }
  return facts;
}

function factOut(field: Field, value: FactValue): Calculation['facts'][number]['value'] {
  const scale =
    field.type === 'money' || field.type === 'amounts' ? 100 : field.type === 'decimal' ? 1000 : 1;
  if (typeof value === 'number') return value / scale;
  if (typeof value === 'object') return value.map((each) => (typeof each === 'number' ? each / scale : each));
  return value;
}

function missingOut(scheme: Scheme, keys: ReadonlySet<string>): Calculation['missing'] {
  if (keys.size === 0) return [];
  return scheme.fields
    .filter((field) => keys.has(field.key))
    .map(({ key, label, question }) => ({ key, label, question }));
}
