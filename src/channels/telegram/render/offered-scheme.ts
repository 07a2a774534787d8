import { offerToCompute } from '../../../answering/calculation-offer.ts';
import { schemes } from '../../../calculators/registry.ts';

/** The scheme whose offer of a calculation the sentence is; null for any other sentence. */
export function offeredScheme(text: string): string | null {
  return schemes.find(({ id }) => offerToCompute(id) === text)?.id ?? null;
}
