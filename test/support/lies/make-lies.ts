/** All lies over the evaluation's questions: the same ones for the same seed. @module */
import { type Random, seededRandom } from '../seeded-random.ts';
import { combinationKinds } from './kinds/combinations.ts';
import { figureKinds } from './kinds/figures.ts';
import { listKinds } from './kinds/lists.ts';
import { nameKinds } from './kinds/names.ts';
import { shapeKinds } from './kinds/shapes.ts';
import { sourceKinds } from './kinds/sources.ts';
import { voiceKinds } from './kinds/voices.ts';
import { wordKinds } from './kinds/words.ts';
import { cite, type KindMaker, type Lie, type Material, sentence, shuffled } from './lie.ts';
import { bare, falseSpan, isFalse, states } from './oracle.ts';

export const kinds: Readonly<Record<string, KindMaker>> = {
  ...figureKinds,
  ...wordKinds,
  ...nameKinds,
  ...sourceKinds,
  ...combinationKinds,
  ...shapeKinds,
  ...listKinds,
  ...voiceKinds,
};

export interface LieAmounts {
  readonly seed: number;
  /** At most so many of one kind. */
  readonly perKind: number;
}

/** Changed of one material. */
const mostTruths = 25;
/** Of one material and kind at most so many, so that all questions have their turn. */
const perMaterial = 4;
/** A kind that few questions allow is filled up from those, then with the same words over other evidence. */
const enough = 100;

export function makeLies(materials: readonly Material[], { seed, perKind }: LieAmounts): Lie[] {
  return Object.entries(kinds).flatMap(([kind, maker], at) => {
    const random = seededRandom(seed * 1000 + at);
    const lies: Lie[] = [];
    const more: Lie[] = [];
    const again: Lie[] = [];
    const told = new Map<string, number>();
    for (const material of shuffled(materials, random)) {
      if (lies.length >= perKind) break;
      const all = liesOf(kind, maker, material, random);
      const own = all.filter(({ draft }) => isFresh(draft, told));
      lies.push(...own.slice(0, Math.min(perMaterial, perKind - lies.length)));
      more.push(...own.slice(perMaterial));
      again.push(...all.filter((lie) => !own.includes(lie)));
    }
    lies.push(...[...more, ...again].slice(0, Math.max(0, Math.min(enough, perKind) - lies.length)));
    return lies;
  });
}

/** Many questions lead to the same clauses: the first lies of a kind tell the same words at most so often. */
const sameWords = 2;

function isFresh(draft: string, told: Map<string, number>): boolean {
  const words = bare(draft.replace(/\[[SCD]\d+\]/g, ''));
  const count = (told.get(words) ?? 0) + 1;
  told.set(words, count);
  return count <= sameWords;
}

function liesOf(kind: string, { change, compose }: KindMaker, material: Material, random: Random): Lie[] {
  const base = { kind, questionId: material.questionId, material };
  const changed = (change === undefined ? [] : shuffled(material.truths, random).slice(0, mostTruths))
    .flatMap((truth) => shuffled(change?.(truth, material, random) ?? [], random).slice(0, 3))
    .filter((falsehood) => isFalse(falsehood, material))
    .map(({ truth, text, tokens = truth.tokens, why }) => ({
      ...base,
      draft: sentence(text, tokens),
      twin: truth.text + cite(truth.tokens) + '。',
      span: falseSpan(truth.text, text),
      why,
    }));
  const composed = (compose?.(material, random) ?? []).map((draft) => ({ ...base, ...draft }));
  const once = new Map([...changed, ...composed].map((lie) => [lie.draft, lie]));
  return shuffled([...once.values()], random).filter(
    ({ twin, span }) => twin === null || !states(twin, span) || kind.startsWith('token_'),
  );
}
