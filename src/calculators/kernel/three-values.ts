/**
 * Three-valued "all" and "any": a test answers yes or no, or needs a fact that is unknown (NeedFact).
 * One "no" decides an "all" although other tests are unknown, and the other way round for "any".
 * Every test is run, so that all reasons are found and not only the first.
 * @module
 */
import { NeedFact } from './facts.ts';

/** @throws NeedFact of the first unknown test when no test says no. */
export const everyOf = (tests: readonly (() => boolean)[]): boolean => !decide(tests, false);

/** @throws NeedFact of the first unknown test when no test says yes. */
export const someOf = (tests: readonly (() => boolean)[]): boolean => decide(tests, true);

/** Whether a test gave the deciding answer. */
function decide(tests: readonly (() => boolean)[], deciding: boolean): boolean {
  let found = false;
  let unknown: NeedFact | undefined;
  for (const test of tests) {
    try {
      if (test() === deciding) found = true;
    } catch (error) {
      if (!(error instanceof NeedFact)) throw error;
      unknown ??= error;
    }
  }
  if (!found && unknown !== undefined) throw unknown;
  return found;
}
