/**
 * The calculators as somebody chooses among them.
 * @module
 */
import { documentOf } from '../answering/calculation-citations.ts';
import type { Scheme } from '../calculators/scheme.ts';
import type { Corpus } from '../gazette/model.ts';
import { validityOn } from '../gazette/validity.ts';
import { dialogueWordingOf } from './calculation-dialogue-fields.ts';
import type { CalculatorEntry } from './calculation-dialogue-result.ts';

/** Whether the corpus holds all documents that the calculator rests on. */
export const isAvailable = (corpus: Corpus, { documentNumbers }: Scheme): boolean =>
  documentNumbers.every((number) => documentOf(corpus, number) !== undefined);

/** @param asOf ISO day for which validity is told. */
export function entryOf(corpus: Corpus, scheme: Scheme, asOf: string): CalculatorEntry {
  const { title, needs } = dialogueWordingOf(scheme);
  const expired = scheme.documentNumbers.flatMap((number) => {
    const { status, sentence } = validityOn(corpus, documentOf(corpus, number) ?? -1, asOf);
    return status === 'in_force' || status === 'unstated' ? [] : [`${number}：${sentence}`];
  });
  return { scheme: scheme.id, title, needs, expired: expired.length === 0 ? null : expired.join('') };
}
