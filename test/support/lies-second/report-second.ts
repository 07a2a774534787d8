/** How many lies of the second liar reach a reader, by kind. @module */
import type { App } from '../../../src/app.ts';
import type { Material } from '../lies/lie.ts';
import { makeSecondLies } from './make-second-lies.ts';
import { readWritten } from './read-written.ts';
import { isRead, isTwinShown, type SecondLie } from './told-lie.ts';

export interface SecondRow {
  readonly kind: string;
  readonly made: number;
  readonly kept: number;
  /** Of the different true drafts beside the lies, and how many of them would be shown whole. */
  readonly truths: number;
  readonly truthsPassed: number;
}

export interface SecondReport {
  readonly written: readonly SecondRow[];
  readonly generated: readonly SecondRow[];
  readonly kept: readonly SecondLie[];
}

export function reportSecond(
  app: App,
  materials: readonly Material[],
  amounts: { readonly seed: number; readonly perKind: number },
): SecondReport {
  const written = readWritten(app);
  const generated = makeSecondLies(materials, amounts);
  const kept = new Set([...written, ...generated].filter(isRead));
  return { written: rowsOf(written, kept), generated: rowsOf(generated, kept), kept: [...kept] };
}

function rowsOf(lies: readonly SecondLie[], kept: ReadonlySet<SecondLie>): SecondRow[] {
  return [...new Set(lies.map(({ kind }) => kind))].map((kind) => {
    const own = lies.filter((lie) => lie.kind === kind);
    const twins = [...new Map(own.map((lie) => [`${lie.questionId} ${lie.twin}`, lie])).values()];
    return {
      kind,
      made: own.length,
      kept: own.filter((lie) => kept.has(lie)).length,
      truths: twins.length,
      truthsPassed: twins.filter(isTwinShown).length,
    };
  });
}
