/**
 * Single facts that would turn a refusal round ("人均存款不超过8640元就符合"): found by trying, with the breakpoints of the rule.
 * @module
 */
import { candidatesOf } from './kernel/explore.ts';
import { type Facts, type FactValue, NeedFact } from './kernel/facts.ts';
import type { Field } from './kernel/field.ts';
import { formatFen } from './kernel/money.ts';
import { readFacts } from './kernel/read-facts.ts';
import { Trace } from './kernel/trace.ts';
import type { RunOptions } from './run.ts';
import type { Scheme } from './scheme.ts';

export interface Change {
  readonly key: string;
  readonly label: string;
  /** One sentence; says when other conditions are still open. */
  readonly text: string;
}

/** fits: eligible; open: no longer refused, other facts decide; no: refused or impossible. */
type Verdict = 'fits' | 'open' | 'no';

/** The changes for a case that is refused; empty for every other case. Dates, words and the class of person are not varied. */
export function whatWouldChange(
  scheme: Scheme,
  raw: Readonly<Record<string, unknown>>,
  options: RunOptions,
): readonly Change[] {
  const read = readFacts(scheme.fields, raw, options.origins);
  if (read.errors.length > 0 || !isRefused(scheme, read.facts, options)) return [];
  return scheme.fields.flatMap((field) => {
    const value = read.facts.peek(field.key);
    // What was only assumed is not a lever.
    if (value === undefined || !read.origins.has(field.key)) return [];
    const verdict = (other: FactValue) => tryFact(scheme, read.facts.with([[field.key, other]]), options);
    const found = changeOf(field, read.facts, value, verdict);
    return found === null ? [] : [{ key: field.key, label: field.label, text: found }];
  });
}

function isRefused(scheme: Scheme, facts: Facts, options: RunOptions): boolean {
  try {
    return scheme.compute(facts, new Trace(), options).status === 'not-eligible';
  } catch (error) {
    if (error instanceof NeedFact) return false;
    throw error;
  }
}

function tryFact(scheme: Scheme, facts: Facts, options: RunOptions): Verdict {
  if ((scheme.conflicts?.(facts).length ?? 0) > 0) return 'no';
  try {
    const { status } = scheme.compute(facts, new Trace(), options);
    return status === 'ok' || status === 'partial' ? 'fits' : 'no';
  } catch (error) {
    if (error instanceof NeedFact) return 'open';
    throw error;
  }
}

function changeOf(
  field: Field,
  facts: Facts,
  value: FactValue,
  verdict: (value: FactValue) => Verdict,
): string | null {
  const sentence = (condition: string, found: Verdict) =>
    `“${field.label}”${condition}，${found === 'fits' ? '就符合条件' : '就不因此排除，还要看其他条件'}。`;
  if (field.type === 'boolean') {
    const found = verdict(value !== true);
    return found === 'no' ? null : sentence(value === true ? '为“否”' : '为“是”', found);
  }
  if (field.type === 'choice' && field.assumed === undefined) {
    const fitting = candidatesOf(field, facts).filter(
      (other) => other !== value && verdict(other) === 'fits',
    );
    const first = fitting[0];
    return first === undefined
      ? null
      : sentence(`是${fitting.map((each) => `“${String(each)}”`).join('或')}`, verdict(first));
  }
  if (typeof value !== 'number') return null;
  const reached = nearestFit(field, facts, value, verdict);
  if (reached === null) return null;
  return sentence(`${reached < value ? '不超过' : '达到'}${written(field, reached)}`, verdict(reached));
}

/** The fitting value that is nearest to the present one, between it and a breakpoint that fits. */
function nearestFit(
  field: Field,
  facts: Facts,
  value: number,
  verdict: (value: FactValue) => Verdict,
): number | null {
  const fitting = candidatesOf(field, facts)
    .filter((other) => typeof other === 'number')
    .filter((other) => verdict(other) !== 'no')
    .sort((left, right) => Math.abs(left - value) - Math.abs(right - value))[0];
  if (fitting === undefined) return null;
  let [inside, outside] = [fitting, value];
  while (Math.abs(inside - outside) > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (verdict(middle) === 'no') outside = middle;
    else inside = middle;
  }
  return inside;
}

function written(field: Field, value: number): string {
  if (field.type === 'money') return formatFen(value);
  return `${field.type === 'decimal' ? value / 1000 : value}${field.unit ?? ''}`;
}
