/** What a case comes to, in the words of the desk. @module */
import { amountInWords, withReadableDates } from '../../../../answering/calculation-wording.ts';
import type { Calculation } from '../../../../calculators/calculation.ts';
import type { Output, Scheme } from '../../../../calculators/scheme.ts';

export interface Verdict {
  /** yes, no and unknown are drawn differently; the words say all of it. */
  readonly tone: 'yes' | 'no' | 'unknown';
  readonly text: string;
}

/** Fines, deadlines and duties: there is nothing to be eligible for. */
const withoutEligibility: ReadonlySet<string> = new Set([
  'forest-fire-penalty',
  'aid-timeline',
  'water-balance-test',
  'livestock-clearance-deadline',
]);

/** Aid that somebody is entitled to or not; of the others it can only be told what applies. */
export const isAboutAid = (scheme: string): boolean => !withoutEligibility.has(scheme);

/** @param isEnded the documents do not hold on the day that is asked about */
export function verdictOf(scheme: Scheme, calculation: Calculation, isEnded: boolean): Verdict {
  const { status, eligible } = calculation;
  const past = isEnded ? '按当时的规定：' : '';
  const isAid = isAboutAid(scheme.id);
  if (status === 'input-error') return { tone: 'unknown', text: '填的内容有矛盾或读不懂，请先改正' };
  if (status === 'expired') return { tone: 'unknown', text: '文件已过有效期，不能按它办理' };
  if (status === 'not-in-force') return { tone: 'unknown', text: '文件那时还没有施行，不能按它办理' };
  if (eligible === true) {
    const text = isAid ? '符合条件' : '能确定';
    return { tone: 'yes', text: `${past}${text}${status === 'partial' ? '，金额只定了一部分' : ''}` };
  }
  if (eligible === false) return { tone: 'no', text: `${past}${isAid ? '不符合条件' : '不适用'}` };
  return { tone: 'unknown', text: `${past}还不能确定` };
}

export interface OutputLine {
  readonly label: string;
  readonly text: string;
  readonly isOpen: boolean;
}

/** Each result: its value, else the least and the most that it can still be. */
export function outputLines(scheme: Scheme, calculation: Calculation): OutputLine[] {
  return scheme.outputs.flatMap((output): OutputLine[] => {
    const value = calculation.values[output.name];
    const { label } = output;
    if (value !== undefined && value !== null)
      return [{ label, text: valueInWords(output, value), isOpen: false }];
    const bounds = calculation.bounds[output.name];
    if (bounds !== undefined) return [{ label, text: boundsInWords(output, bounds), isOpen: true }];
    return value === null && calculation.status !== 'not-eligible'
      ? [{ label, text: '还不能确定', isOpen: true }]
      : [];
  });
}

export function valueInWords(output: Output, value: Calculation['values'][string]): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map((each) => `${each}${output.unit ?? ''}`).join('、');
  return withReadableDates(amountInWords(output, value));
}

function boundsInWords(output: Output, [low, high]: readonly [number, number | null]): string {
  const least = amountInWords(output, low);
  if (high === null) return `至少${least}`;
  return low === high ? least : `${least}至${amountInWords(output, high)}之间`;
}
