/**
 * Facts that patterns alone decide: yes/no facts and choices, as tables.
 * @module
 */
import type { ReadFact } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

/** A yes/no fact. */
export interface YesNoPattern {
  readonly key: string;
  /** Said: true; denied (没有…, 不是…): false. */
  readonly yes?: RegExp;
  /** Said: false, for words that hold their own negation: 居住证过期. */
  readonly no?: RegExp;
}

/** One value of a choice. */
export interface ChoicePattern {
  readonly key: string;
  readonly value: string;
  readonly pattern: RegExp;
}

/** Contradictory or merely asked-about words give no fact. */
export function readYesNo(sentence: Sentence, patterns: readonly YesNoPattern[]): readonly ReadFact[] {
  return patterns.flatMap(({ key, yes, no }) => {
    const said = yes === undefined ? null : sentence.says(yes);
    const denied =
      (yes === undefined ? null : sentence.denies(yes)) ?? (no === undefined ? null : sentence.says(no));
    if ((said === null) === (denied === null)) return [];
    return [{ key, value: said !== null, words: (said ?? denied)?.words ?? '' }];
  });
}

/** All values that are said; several values of one key stand side by side. */
export function readChoices(sentence: Sentence, patterns: readonly ChoicePattern[]): readonly ReadFact[] {
  return patterns.flatMap(({ key, value, pattern }) => {
    const said = sentence.says(pattern);
    return said === null ? [] : [{ key, value, words: said.words }];
  });
}
