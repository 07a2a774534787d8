/**
 * Lies that a careless or malicious model would tell about real evidence, each with the true sentence that it was made
 * from. Written without a look at how the checker works.
 * @module
 */
import type { DraftContext } from '../../../src/answering/check-draft/check-draft.ts';
import type { EvidenceItem, EvidenceUnit } from '../../../src/answering/check-draft/evidence.ts';
import type { Random } from '../seeded-random.ts';

/** A sentence that its evidence says, without tokens and without its last sign. */
export interface Truth {
  readonly text: string;
  readonly tokens: readonly string[];
  /** sentence, row: taken out of the evidence by rule; written: by a person, see eval/honest-answers.jsonl. */
  readonly origin: 'sentence' | 'row' | 'written' | 'calculation';
  /** Where it was taken from; null for written ones. */
  readonly unit: EvidenceUnit | null;
}

/** One question with what a model would be shown for it. */
export interface Material {
  readonly questionId: string;
  readonly context: DraftContext;
  readonly evidence: readonly EvidenceItem[];
  readonly truths: readonly Truth[];
  /** The first items, by token, are those of the engine's own answer: they have the same tokens in `app.reply`. */
  readonly ownTokens: ReadonlySet<string>;
}

export interface Lie {
  readonly kind: string;
  readonly questionId: string;
  readonly draft: string;
  /** The same draft with the truth in the lie's place; null where no such draft exists. */
  readonly twin: string | null;
  /** What must not reach the reader. */
  readonly span: string;
  /** Why it is false. */
  readonly why: string;
  readonly material: Material;
}

/** A lie before it is put into a draft. */
export interface Falsehood {
  readonly truth: Truth;
  /** In the place of the truth's text. */
  readonly text: string;
  readonly why: string;
  /** Other tokens than the truth's. */
  readonly tokens?: readonly string[];
}

/** A whole draft that lies. */
export interface FalseDraft {
  readonly draft: string;
  readonly twin: string | null;
  readonly span: string;
  readonly why: string;
}

export interface KindMaker {
  /** Changes of a true sentence that make it false; the oracle looks at each. */
  readonly change?: (truth: Truth, material: Material, random: Random) => Falsehood[];
  /** Whole drafts, false by the way they are made. */
  readonly compose?: (material: Material, random: Random) => FalseDraft[];
}

export const cite = (tokens: readonly string[]): string => tokens.map((token) => `[${token}]`).join('');

/** 按80%给予救助 + S1 → 按80%给予救助[S1]。 */
export const sentence = (text: string, tokens: readonly string[]): string => `${text}${cite(tokens)}。`;

export const citedBy = (material: Material, tokens: readonly string[]): EvidenceItem[] =>
  material.evidence.filter(({ token }) => tokens.includes(token));

/** The items as often as asked for, in random order. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
