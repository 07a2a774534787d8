/**
 * What a reader of one scheme is: from the words of a person to facts of the field map, without a model.
 * @module
 */
import type { Sentence } from './sentence.ts';

/** A fact that stands in the words. */
export interface ReadFact {
  /** A key of the scheme's field map. */
  readonly key: string;
  /** As `run` reads it: yuan and quantities as numbers in the unit of the field, true/false, a choice, YYYY[-MM[-DD]]; null: said to be unknown. */
  readonly value: unknown;
  /** The person's own words that it was read from. */
  readonly words: string;
  /** `assumed`: a permitted assumption that these words allow (自付 → 政策范围内), shown back as such. Absent: said. */
  readonly origin?: 'said' | 'assumed';
}

/** Reads one scheme's facts. Listed in `readers.ts`. */
export interface SchemeReader {
  /** Scheme.id. */
  readonly scheme: string;
  /**
   * 0: the words are not about this scheme; else how sure: 1 may be, 3 is, 5 words of this scheme alone. Looks at topic words
   * only. medical-aid never says more than 4: words such as 住院 and 救助 stand in other schemes too.
   */
  readonly topic: (sentence: Sentence) => number;
  /** Only what the words say, never a default. The same key twice with different values is reported as contradictory. */
  readonly read: (sentence: Sentence) => readonly ReadFact[];
  /**
   * Whether the words are a case to compute and not a question about the rule. Absent: an amount, a quantity or a date among
   * the facts, or a fact beside words for the asker and the asker's family.
   */
  readonly isCase?: (sentence: Sentence, facts: readonly ReadFact[]) => boolean;
  /** One sentence for the resident when the words mix cases or cannot be told apart; null: clear. */
  readonly unclear?: (sentence: Sentence, facts: readonly ReadFact[]) => string | null;
}
