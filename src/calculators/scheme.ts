/**
 * What a scheme is: a field map and a function from facts to an outcome. `run` (run.ts) does everything else.
 * @module
 */
import type { Field } from './kernel/field.ts';
import type { Facts } from './kernel/facts.ts';
import type { Parameter, Source } from './kernel/parameter.ts';
import type { Trace } from './kernel/trace.ts';

/**
 * ok computed · not-eligible the text excludes this person or cost · missing cannot be decided · partial one part decided ·
 * expired / not-in-force outside the validity · input-error impossible input.
 */
export const calculationStatuses = [
  'ok',
  'not-eligible',
  'missing',
  'partial',
  'expired',
  'not-in-force',
  'input-error',
] as const;
export type CalculationStatus = (typeof calculationStatuses)[number];

/** Inside a scheme: money outputs in fen, null when the text or the facts do not determine it. */
export type OutcomeValue = number | string | boolean | null | readonly number[];
export type OutcomeValues = Readonly<Record<string, OutcomeValue>>;

/** A sentence for the reader with the words it rests on; a sentence of ours has nulls. */
export interface Remark {
  readonly text: string;
  readonly documentNumber: string | null;
  readonly clause: string | null;
  readonly quote: string | null;
}

/** A remark; `code` as in the notices of an answer (expired, convention, check_amount, ambiguous, ask_authority …). */
export interface CalculationNotice extends Remark {
  readonly code: string;
}

/** What a scheme returns when all facts that it asked for were there. Absent lists are empty. */
export interface Outcome {
  readonly status: CalculationStatus;
  /** Default: true for ok and partial, false for not-eligible, else unknown. */
  readonly eligible?: boolean | 'unknown';
  /** By the names of `Scheme.outputs`; an output that is left out is not part of the result. */
  readonly values: OutcomeValues;
  /** Both readings where the register says "both": the values (money in fen) under each. `values` then holds null for what differs. */
  readonly alternatives?: readonly { readonly reading: string; readonly values: OutcomeValues }[];
  /** Keys of fields that the register wants asked although the rest is computed (status missing or partial). */
  readonly missing?: readonly string[];
  /** Why not eligible, all of them; or why it cannot be decided. */
  readonly reasons?: readonly Remark[];
  readonly notices?: readonly CalculationNotice[];
  /** Papers to bring. */
  readonly documents?: readonly Remark[];
  /** Office, way, time limits, other doors. */
  readonly nextSteps?: readonly Remark[];
}

export interface Output {
  /** A value name of the contract: basicAid, total, deadline … */
  readonly name: string;
  readonly label: string;
  /** money: fen inside, yuan outside. */
  readonly type: 'money' | 'number' | 'boolean' | 'date' | 'numbers';
  readonly unit?: string;
}

/** Facts that cannot all be true, or a value that is impossible: reported, never computed. */
export interface Conflict {
  /** One sentence that names the fields and what to check. */
  readonly text: string;
  readonly keys: readonly string[];
}

export interface Context {
  /** Day of the question, ISO; drives notices, never amounts. */
  readonly asOf: string;
}

/**
 * One calculator. Write it as `createX(parameters = xParameters): Scheme` so that tests can put in changed parameters, and export
 * `const x = createX()`.
 *
 * `compute` is a pure function: it reads facts with `facts.money('key')` and so on as if all were known, pushes steps to `trace`
 * and returns an {@link Outcome}. An unknown fact stops it; the kernel then tries all answers that could matter and returns
 * `missing` or `partial` with bounds, or the outcome when every answer leads to it. Use `everyOf`/`someOf` where one known
 * answer decides, and `facts.peek` for facts that must not stop it. Ask gates before amounts, in the order of the clauses.
 */
export interface Scheme {
  readonly id: string;
  readonly title: string;
  /** Canonical 文号 that it rests on. */
  readonly documentNumbers: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Further quotations that steps and remarks rest on: checked against the corpus as the parameters' are. */
  readonly sources?: readonly Source[];
  readonly fields: readonly Field[];
  /** The first one is the main value: when it is decided and another is not, the status is `partial`. */
  readonly outputs: readonly Output[];
  /** Looks with `facts.peek` only. */
  readonly conflicts?: (facts: Facts) => readonly Conflict[];
  readonly compute: (facts: Facts, trace: Trace, context: Context) => Outcome;
}

/** A remark that rests on words of a document. */
export const remark = (text: string, source: Source | null = null): Remark => ({
  text,
  documentNumber: source?.documentNumber ?? null,
  clause: source?.clause ?? null,
  quote: source?.quote ?? null,
});

/** A notice; without a source it is a sentence of ours. */
export const notice = (code: string, text: string, source: Source | null = null): CalculationNotice => ({
  code,
  ...remark(text, source),
});
