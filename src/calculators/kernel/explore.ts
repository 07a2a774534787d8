/**
 * What an unknown fact can lead to: the calculation is run with every answer that could matter, down to the outcomes.
 * Answers that all lead to the same outcome are merged, so a fact that stays in the tree can still change the result.
 * @module
 */
import type { Context, Outcome, Scheme } from '../scheme.ts';
import type { Field } from './field.ts';
import { type Facts, type FactValue, NeedFact } from './facts.ts';
import { largestFen } from './money.ts';
import { Trace } from './trace.ts';

/** The calculation came to an outcome. */
export interface Leaf {
  readonly outcome: Outcome;
  readonly signature: string;
}

/** A fact is needed, and what each answer to it leads to. `open`: not all answers could be tried. */
export interface Branch {
  readonly key: string;
  readonly children: readonly Tree[];
  readonly open: boolean;
  readonly signature: string;
}

export type Tree = Leaf | Branch;

/** Runs of the calculation that one question may cost; beyond it the tree stays open and no bounds are given. */
const mostRuns = 1500;

export class Explorer {
  private readonly scheme: Scheme;
  private readonly context: Context;
  readonly fields: ReadonlyMap<string, Field>;
  private readonly assume: (facts: Facts) => Facts;
  private runs = 0;

  /** @param assume adds the permitted assumptions: they may follow from an answer that is tried. */
  constructor(scheme: Scheme, context: Context, assume: (facts: Facts) => Facts) {
    this.assume = assume;
    this.scheme = scheme;
    this.context = context;
    this.fields = new Map(scheme.fields.map((field) => [field.key, field]));
  }

  /** @param need the fact at which the calculation stopped. */
  explore(facts: Facts, need: NeedFact): Tree {
    const field = this.fields.get(need.key);
    if (field === undefined) throw new TypeError(`scheme ${this.scheme.id} has no field ${need.key}`);
    const answer = (value: FactValue) => this.assume(facts.with([[need.key, value]]));
    // An answer that contradicts what is known is no answer.
    const possible = (value: FactValue) => (this.scheme.conflicts?.(answer(value)).length ?? 0) === 0;
    const children: Tree[] = [];
    for (const value of possibleOf(candidatesOf(field, facts), possible)) {
      if (this.runs >= mostRuns) return open(need.key, children);
      this.runs += 1;
      children.push(this.attempt(answer(value)));
    }
    return children.length === 0 ? open(need.key, children) : merge(need.key, children);
  }

  private attempt(facts: Facts): Tree {
    try {
      const outcome = this.scheme.compute(facts, new Trace(), this.context);
      return { outcome, signature: signatureOf(outcome) };
    } catch (error) {
      if (error instanceof NeedFact) return this.explore(facts, error);
      throw error;
    }
  }
}

const open = (key: string, children: readonly Tree[]): Branch => ({
  key,
  children,
  open: true,
  signature: `${key}?`,
});

function merge(key: string, children: readonly Tree[]): Tree {
  const first = children[0];
  if (first === undefined) return open(key, children);
  const isOpen = children.some((child) => 'key' in child && child.open);
  if (isOpen || children.some((child) => child.signature !== first.signature)) {
    return {
      key,
      children,
      open: isOpen,
      signature: `${key}(${children.map((child) => child.signature).join('|')})`,
    };
  }
  const outcomes = children.flatMap((child) => ('outcome' in child ? [child.outcome] : []));
  return 'outcome' in first
    ? { outcome: commonOutcome(first.outcome, outcomes), signature: first.signature }
    : first;
}

/**
 * Equal outcomes for different answers: only the sentences that hold for all of them are kept. Where no reason holds for
 * all, those of the answer with the fewest are given: they decide even in the most favourable case.
 */
function commonOutcome(first: Outcome, outcomes: readonly Outcome[]): Outcome {
  const keep = <Item extends { readonly text: string }>(
    pick: (outcome: Outcome) => readonly Item[] | undefined,
  ) =>
    (pick(first) ?? []).filter((item) =>
      outcomes.every((outcome) => (pick(outcome) ?? []).some((other) => other.text === item.text)),
    );
  const common = keep((outcome) => outcome.reasons);
  const fewest = outcomes
    .map((outcome) => outcome.reasons ?? [])
    .reduce((least, reasons) => (reasons.length < least.length ? reasons : least), first.reasons ?? []);
  return {
    ...first,
    reasons: common.length > 0 ? common : fewest,
    notices: keep((outcome) => outcome.notices),
    documents: keep((outcome) => outcome.documents),
    nextSteps: keep((outcome) => outcome.nextSteps),
  };
}

const signatureOf = (outcome: Outcome): string =>
  JSON.stringify([outcome.status, outcome.eligible, outcome.values, outcome.alternatives, outcome.missing]);

/** The greatest value of a quantity without a stated maximum. */
export const noLimit = largestFen;

/** The answers that could matter for a fact: all choices, the ends and breakpoints of a quantity in rising order. */
export function candidatesOf(field: Field, facts: Facts): readonly FactValue[] {
  const probes = typeof field.probes === 'function' ? field.probes(facts) : (field.probes ?? []);
  switch (field.type) {
    case 'boolean':
      return [true, false];
    case 'choice':
      return (field.choices ?? []).filter((choice) => choice.vague !== true).map((choice) => choice.value);
    case 'choices':
      return (field.choices ?? []).filter((choice) => choice.vague !== true).map((choice) => [choice.value]);
    case 'money':
    case 'decimal':
    case 'integer': {
      const scale = field.type === 'money' ? 100 : field.type === 'decimal' ? 1000 : 1;
      const least = Math.round((field.min ?? 0) * scale);
      const most = field.max === undefined ? noLimit : Math.round(field.max * scale);
      const inside = probes
        .filter((value) => typeof value === 'number')
        .filter((value) => value > least && value < most);
      return [...new Set([least, ...inside.sort((left, right) => left - right), most])];
    }
    default:
      return probes;
  }
}

/** The possible candidates; between a possible and an impossible quantity also the last possible one, found by halving. */
function possibleOf(
  candidates: readonly FactValue[],
  possible: (value: FactValue) => boolean,
): readonly FactValue[] {
  const fits = candidates.map(possible);
  if (!fits.includes(false)) return candidates;
  return candidates.flatMap((value, at) => {
    const next = candidates[at + 1];
    const own = fits[at] === true ? [value] : [];
    if (typeof value !== 'number' || typeof next !== 'number' || fits[at] === fits[at + 1]) return own;
    let [inside, outside] = fits[at] === true ? [value, next] : [next, value];
    while (Math.abs(inside - outside) > 1) {
      const middle = Math.floor((inside + outside) / 2);
      if (possible(middle)) inside = middle;
      else outside = middle;
    }
    return [...own, inside];
  });
}

/** All outcomes at the ends of a tree. */
export function outcomesOf(tree: Tree): readonly Outcome[] {
  return 'outcome' in tree ? [tree.outcome] : tree.children.flatMap(outcomesOf);
}

/**
 * The facts that are needed next to the one at the root: what every answer that does not exclude the case goes on to need.
 * For a quantity the smallest such answer stands for all: an extreme amount may make the other facts idle or needed.
 */
export function neededOf(tree: Tree, fields: ReadonlyMap<string, Field>): ReadonlySet<string> {
  if ('outcome' in tree) return new Set(tree.outcome.missing ?? []);
  const all = tree.children.filter((child) => !('outcome' in child && excludes(child.outcome)));
  const ways = isQuantity(fields.get(tree.key)) ? all.slice(0, 1) : all;
  const common = ways
    .map((way) => neededOf(way, fields))
    .reduce<ReadonlySet<string> | undefined>(
      (sum, each) => (sum === undefined ? each : new Set([...sum].filter((key) => each.has(key)))),
      undefined,
    );
  return new Set([tree.key, ...(common ?? [])]);
}

const isQuantity = (field: Field | undefined): boolean =>
  field !== undefined && ['money', 'decimal', 'integer'].includes(field.type);

const excludes = (outcome: Outcome): boolean => outcome.status !== 'ok' && outcome.status !== 'partial';
