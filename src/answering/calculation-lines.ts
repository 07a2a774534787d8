/** Lines of an answer → those that fit the limit, the most needed first. @module */
import type { Source } from '../calculators/kernel/parameter.ts';
import { answerLimits } from './compose-answer.ts';

/** What is said; a source stands where its mark goes. */
export type Line = readonly (string | Source)[];

/** A line and how much it is needed: 0 must stand, 1 may make the answer a list, 2 only fills it up. */
export interface Offered {
  readonly line: Line;
  readonly need: 0 | 1 | 2;
}

/** Longest mark: [12]. */
const markLength = 4;

/**
 * The first of the offers that fits the limit of short answers; where none does, the last one as a list.
 * Lines keep their order.
 * @param offers The same lines in ever less detail.
 */
export function fitting(offers: readonly (readonly Offered[])[]): Line[] {
  const best = offers.find(
    (offered) => lengthOfAll(offered.filter(({ need }) => need < 2)) <= answerLimits.text,
  );
  return best === undefined
    ? mostNeeded(offers.at(-1) ?? [], answerLimits.list)
    : mostNeeded(best, answerLimits.text);
}

/** What only fills up never makes a list of a short answer. */
function mostNeeded(offered: readonly Offered[], limit: number): Line[] {
  const kept: Offered[] = [];
  for (const each of offered.toSorted((left, right) => left.need - right.need)) {
    const longest = each.need === 2 ? answerLimits.text : limit;
    if (lengthOfAll([...kept, each]) <= longest) kept.push(each);
  }
  return offered.filter((each) => kept.includes(each)).map(({ line }) => line);
}

/** With a line feed each. */
const lengthOfAll = (offered: readonly Offered[]): number =>
  offered
    .flatMap(({ line }) => ['\n', ...line])
    .reduce((sum, part, at, all) => sum + lengthOf(part, all[at - 1]), -1);

/** Sources that follow each other under one clause share a mark. */
function lengthOf(part: string | Source, before: string | Source | undefined): number {
  if (typeof part === 'string') return part.length;
  return typeof before === 'object' && before.clause === part.clause ? 0 : markLength;
}
