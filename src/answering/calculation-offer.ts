/** Under the answer to a question about a rule: that one's own case can be computed, and what to tell for it. @module */
import { comparableText } from '../calculators/check-parameters.ts';
import { schemeOf, schemes } from '../calculators/registry.ts';
import type { Scheme } from '../calculators/scheme.ts';
import type { Citation } from './answer.ts';
import { wordingOf } from './calculation-wording.ts';

/** One sentence; null for an id without a calculator. */
export function offerToCompute(schemeId: string): string | null {
  const scheme = schemeOf(schemeId);
  return scheme === undefined ? null : wordingOf(scheme).offer;
}

/**
 * The offer of the calculator that computes with the words of the first cited clause; null where none does.
 * A clause that only states the validity of a document is no rule to compute with.
 */
export function offerUnder(citations: readonly Pick<Citation, 'documentNumber' | 'text'>[]): string | null {
  const [first] = citations;
  if (first === undefined || first.documentNumber === null) return null;
  const { documentNumber } = first;
  const text = comparableText(first.text);
  const held = (scheme: Scheme) =>
    scheme.parameters.filter(
      (parameter) =>
        parameter.documentNumber === documentNumber &&
        !parameter.quote.includes('有效期') &&
        text.includes(comparableText(parameter.quote)),
    ).length;
  const [best] = schemes.toSorted((left, right) => held(right) - held(left));
  return best === undefined || held(best) === 0 ? null : offerToCompute(best.id);
}
