/**
 * Mutants of mutants-code.mjs that behave as the code does, each with the reason. `mutant` is a pattern over the change as it is told.
 */
const narrowing = 'only for the type checker: comparing with undefined is false anyway';
const onlyFalse = 'everyOf looks for false only: true and nothing are the same to it';
const cache = 'only makes the second call quicker';

export const equivalentMutants = [
  { file: 'medical-aid-gates.ts', mutant: /^returns nothing: return true;$/, reason: onlyFalse },
  {
    file: 'medical-aid-costs.ts',
    mutant: /^(?:left|right) side dropped: (?:total|eligible) !== undefined && /,
    reason: narrowing,
  },
  {
    file: 'medical-aid-costs.ts',
    mutant: /^&& → \|\|: (?:total !== undefined && own|eligible !== undefined && assumed) !== undefined$/,
    reason: narrowing,
  },
  { file: 'medical-aid-costs.ts', mutant: /^condition true: typeof value === 'number'$/, reason: narrowing },
  {
    file: 'medical-aid-costs.ts',
    mutant:
      /^(?:&& → \|\||left side dropped|right side dropped): excluded !== undefined && borne !== undefined$/,
    reason: narrowing,
  },
  { file: 'medical-aid-advice.ts', mutant: /^condition true: advice === undefined$/, reason: cache },
  { file: 'medical-aid-advice.ts', mutant: /^call removed: made\.set/, reason: cache },
  {
    file: 'medical-aid-amounts.ts',
    mutant: /^(?:condition false: first === undefined|throw removed: throw new RangeError|'no reading')/,
    reason: 'there is always a reading: the list is made from at least one',
  },
  {
    file: 'medical-aid-amounts.ts',
    mutant: /^condition false: threshold === null$/,
    reason: 'the caller has left before when there is no threshold',
  },
  {
    file: 'mental-health-medication.ts',
    mutant: /^< → <=: net < monthly\.value$/,
    reason: 'at exactly the monthly amount both branches give it',
  },
  {
    file: 'mental-health-medication.ts',
    mutant: /^left side dropped: level >= lowestLevel\.value/,
    reason: 'the field takes no level below 0',
  },
];
