/**
 * Money is a whole number of fen in a `number`; ratios are basis points (80% = 8000, 1.5倍 = 15000). Never a binary fraction.
 * @module
 */

/** Fen, a whole number. */
export type Fen = number;

/** Largest amount that may be typed, in fen (10亿元): times 100% in basis points it is still a safe integer. */
export const largestFen: Fen = 100_000_000_000;

/** Whole yuan to fen. */
export const yuan = (amount: number): Fen => amount * 100;

/** Fen to yuan as a number with at most two decimals, for JSON. */
export const toYuan = (fen: Fen): number => fen / 100;

/** 1234567 → `12345.67元`, 1000000 → `10000元`: as the gazettes print it, without separators. */
export function formatFen(fen: Fen): string {
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  const sign = fen < 0 ? '-' : '';
  return `${sign}${whole}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}元`;
}

/** 8000 → `80%`, 15000 → `150%`, 5 → `0.05%`. */
export const formatShare = (basisPoints: number): string => `${basisPoints / 100}%`;

/**
 * A share of an amount, rounded half up to the fen: our convention, the texts name no rounding (AMB-M23).
 * @param fen 0 or more and at most {@link largestFen}. @throws RangeError on anything else: a fault of the program.
 */
export const shareOf = (fen: Fen, basisPoints: number): Fen => divideHalfUp(fen * basisPoints, 10_000);

/** Price per unit × a quantity in thousandths (see field type `decimal`), rounded half up to the fen. */
export const timesThousandths = (fenPerUnit: Fen, thousandths: number): Fen =>
  divideHalfUp(fenPerUnit * thousandths, 1000);

/** numerator ÷ denominator rounded half up, exact for safe whole numbers of 0 or more. @throws RangeError */
export function divideHalfUp(numerator: number, denominator: number): number {
  const doubled = 2 * numerator + denominator;
  if (!Number.isSafeInteger(doubled) || numerator < 0)
    throw new RangeError(`not exact: ${numerator}/${denominator}`);
  const divisor = 2 * denominator;
  return (doubled - (doubled % divisor)) / divisor;
}

/** Never below nothing. */
export const atLeastZero = (fen: Fen): Fen => (fen > 0 ? fen : 0);
