/**
 * The facts of one case, ready to be computed: from a dialogue, from an earlier answer, or read from a message.
 * @module
 */
import type { Origin } from '../calculators/kernel/facts.ts';
import { readSituation } from '../calculators/reading/read-situation.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { simplify } from '../retrieval/normalise.ts';
import { cleanQuestion } from './intake.ts';

export interface CalculationCase {
  /** Id of a calculator. */
  readonly scheme: string;
  /** By field key; null: said to be unknown. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** By field key; said when absent. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** A case as a message tells it. */
export interface ToldCase extends CalculationCase {
  /** Somebody's own circumstances stand in the words, not only what a rule is about: nothing for a group to read. */
  readonly personal: boolean;
}

export interface CaseInput {
  readonly text: string;
  /** The person's earlier messages, oldest first. */
  readonly context: readonly string[];
  /** ISO day, for 今年 and 昨天. */
  readonly asOf: string;
  readonly schemes: readonly Scheme[];
}

/**
 * The calculator that a message is about, with the facts that it tells. Of a case that contradicts itself no fact is taken.
 * null: about none. Private numbers are taken out before anything is read.
 */
export function readCalculationCase({ text, context, asOf, schemes }: CaseInput): ToldCase | null {
  const cleaned = cleanQuestion(text);
  if (!cleaned.ok) return null;
  const earlier = context.flatMap((turn) => {
    const clean = cleanQuestion(turn);
    return clean.ok ? [simplify(clean.text)] : [];
  });
  const situation = readSituation({
    text: simplify(cleaned.text),
    context: earlier,
    today: asOf,
    asOf,
    schemes,
  });
  if (situation === null) return null;
  const { scheme, raw, origins, unclear, personal } = situation;
  return unclear === null
    ? { scheme: scheme.id, facts: raw, origins, personal }
    : { scheme: scheme.id, facts: {}, origins: {}, personal };
}
