/** One message, or a conversation, through reading and calculation. */
import type { Calculation } from '../../../src/calculators/calculation.ts';
import { readSituation, type Situation } from '../../../src/calculators/reading/read-situation.ts';
import { schemes } from '../../../src/calculators/registry.ts';
import { run } from '../../../src/calculators/run.ts';

export const today = '2026-11-22';

/** @param turns oldest first; the last one is the message that is answered. */
export function situationOf(...turns: readonly string[]): Situation | null {
  return readSituation({
    text: turns.at(-1) ?? '',
    context: turns.slice(0, -1),
    today,
    asOf: today,
    schemes,
  });
}

/** The result of a conversation; null when there is nothing to compute. */
export function resultOf(...turns: readonly string[]): Calculation | null {
  const situation = situationOf(...turns);
  return situation === null
    ? null
    : run(situation.scheme, situation.raw, { asOf: today, origins: situation.origins });
}

/** What a person sees of it: the main values, or the status and what is asked. */
export function seen(...turns: readonly string[]): string {
  const situation = situationOf(...turns);
  const result = resultOf(...turns);
  if (result === null) return 'nothing to compute';
  if (situation?.unclear !== null && situation?.unclear !== undefined) return 'unclear';
  const amounts = ['basicAid', 'majorIllnessAid', 'subsidy', 'selfPay']
    .map((name) => result.values[name])
    .filter((value) => typeof value === 'number');
  if (result.status === 'ok' && amounts.length > 0) return amounts.join(' + ');
  if (result.missing.length > 0)
    return `${result.status}: ${result.missing.map(({ label }) => label).join('、')}`;
  return result.status;
}
