/**
 * The field map of a scheme: one entry per fact drives the input schema, the wizard, the form, the CSV header and the messages.
 * @module
 */
import type { Facts, FactValue } from './facts.ts';

/**
 * money: yuan as typed, fen inside · decimal: a quantity with up to three decimals, thousandths inside · integer ·
 * boolean · choice · choices: several · date: YYYY[-MM[-DD]] · amounts: list of money · text: free words, never decides anything.
 */
export type FieldType =
  | 'money'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'date'
  | 'amounts'
  | 'text';

export interface Choice {
  /** What the scheme compares with: short Chinese words of the text. */
  readonly value: string;
  /** Other words that mean it, compared without white space and punctuation; the longest one contained in what was typed is taken when none is equal. */
  readonly aliases?: readonly string[];
  /** An answer that leaves open what is asked (门诊: which kind?): accepted, not offered, never tried for an unknown fact. */
  readonly vague?: true;
}

/** One fact of a scheme. The order of the fields is the order of the clauses: gates before amounts. */
export interface Field {
  /** camelCase; a part of a group has the group's name and a dot: `family.yearlyIncome`. */
  readonly key: string;
  /** The Chinese name of calculators.md exactly; a part of a group: `家庭.年可支配总收入`. */
  readonly label: string;
  /** Other labels that are accepted. */
  readonly aliases?: readonly string[];
  /** The question in plain words, one sentence. */
  readonly question: string;
  /** Why it is asked and where the answer stands on paper; names the clause. */
  readonly help: string;
  readonly type: FieldType;
  /** 元, 元/月, 平方米, 公斤, 个月, 岁 … */
  readonly unit?: string;
  /** Least and greatest value in the unit as typed; money, decimals and integers are never below 0 unless `min` says so. */
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly Choice[];
  /** When the fact is needed, in plain words; absent: always. */
  readonly when?: string;
  /**
   * A permitted assumption, shown back as assumed: what is taken when nobody said anything (fen, thousandths …).
   * As a function it may look at what was said (`facts.peek`) and return undefined for "ask". Not used when the raw value is null ("I do not know").
   */
  readonly assumed?: FactValue | ((facts: Facts) => FactValue | undefined);
  /**
   * Values at which the outcome can change, next to the least and the greatest one, for trying an unknown fact
   * (fen, thousandths, ISO days …). Needed for every `date` that decides; yes/no and choices are tried in full.
   */
  readonly probes?: readonly FactValue[] | ((facts: Facts) => readonly FactValue[]);
}
