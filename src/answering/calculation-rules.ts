/**
 * What can be said before all facts are known: the rules that any answer could lead to, and the result for each answer to
 * the next question. Found by trying, like the bounds.
 * @module
 */
import type { Calculation } from '../calculators/calculation.ts';
import { candidatesOf } from '../calculators/kernel/explore.ts';
import { type Facts, NeedFact } from '../calculators/kernel/facts.ts';
import type { Field } from '../calculators/kernel/field.ts';
import type { Source } from '../calculators/kernel/parameter.ts';
import { readFacts } from '../calculators/kernel/read-facts.ts';
import { type Step, Trace } from '../calculators/kernel/trace.ts';
import { run, type RunOptions } from '../calculators/run.ts';
import type { Scheme } from '../calculators/scheme.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Calculations that one question may cost here. */
const mostRuns = 120;
/** Answers to one question that are tried: as many as there are classes of persons. */
const mostWays = 14;

/** A figure in the words of a clause: 80%, 50000元, 两千元, 全额, 4月30日. */
const figure = /\d|[一二三四五六七八九十百千万两]+(?:元|倍|万)|全额/;

/** A step that rests on words with a figure: a rate, a ceiling, a threshold, a time limit. */
export function sourceOf(step: Pick<Step, 'documentNumber' | 'clause' | 'quote'>): Source | null {
  const { documentNumber, clause, quote } = step;
  return documentNumber === null || clause === null || quote === null
    ? null
    : { documentNumber, clause, quote };
}

/** The words with a figure that the steps rest on, each once, in order; words inside longer ones are left out. */
export function rulesOf(steps: readonly Step[]): Source[] {
  const rules: Source[] = [];
  for (const step of steps) {
    const source = sourceOf(step);
    if (source === null || !figure.test(source.quote)) continue;
    if (rules.some(({ quote }) => quote.includes(source.quote))) continue;
    const inside = rules.findIndex(({ quote }) => source.quote.includes(quote));
    if (inside < 0) rules.push(source);
    else rules[inside] = source;
  }
  return rules;
}

/** The rules with a figure that the case could come under, whatever the unknown facts are. */
export function rulesInReach(scheme: Scheme, raw: Raw, options: RunOptions): Source[] {
  const read = readFacts(scheme.fields, raw, options.origins);
  const steps: Step[] = [];
  let runs = 0;
  const follow = (facts: Facts): void => {
    if (runs >= mostRuns) return;
    runs += 1;
    const trace = new Trace();
    try {
      const { status } = scheme.compute(facts, trace, options);
      if (status === 'ok' || status === 'partial') steps.push(...trace.steps);
    } catch (error) {
      if (!(error instanceof NeedFact)) throw error;
      const field = scheme.fields.find(({ key }) => key === error.key);
      if (field === undefined) return;
      for (const value of candidatesOf(field, facts)) follow(read.assume(facts.with([[field.key, value]])));
    }
  };
  if (read.errors.length === 0) follow(read.facts);
  return rulesOf(steps);
}

/** Possible answers to the next question that lead to the same result. */
export interface Way {
  /** 是, 不是 or choices. */
  readonly answers: readonly string[];
  /** The result of the first of them; null where further facts are needed. */
  readonly calculation: Calculation | null;
}

/** What each answer to a yes/no question or a choice leads to, where at least one of them decides; else none. */
export function waysOn(scheme: Scheme, raw: Raw, field: Field, options: RunOptions): Way[] {
  if (!['boolean', 'choice', 'choices'].includes(field.type)) return [];
  const read = readFacts(scheme.fields, raw, options.origins);
  const values = candidatesOf(field, read.facts);
  if (values.length > mostWays) return [];
  const ways = new Map<string, { answers: string[]; calculation: Calculation | null }>();
  for (const value of values) {
    const answer = typeof value === 'boolean' ? (value ? '是' : '不是') : String(value);
    const decides = isDecidedBy(scheme, read.assume(read.facts.with([[field.key, value]])), options);
    const calculation = decides ? run(scheme, { ...raw, [field.key]: value }, options) : null;
    const result = JSON.stringify([calculation?.status, calculation?.values]);
    const known = ways.get(result);
    if (known === undefined) ways.set(result, { answers: [answer], calculation });
    else known.answers.push(answer);
  }
  const found = [...ways.values()];
  return found.some(({ calculation }) => calculation !== null) ? found : [];
}

function isDecidedBy(scheme: Scheme, facts: Facts, options: RunOptions): boolean {
  try {
    const { status } = scheme.compute(facts, new Trace(), options);
    return status === 'ok' || status === 'not-eligible' || status === 'partial';
  } catch (error) {
    if (error instanceof NeedFact) return false;
    throw error;
  }
}
