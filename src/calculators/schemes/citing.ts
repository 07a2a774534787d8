/**
 * Writes the parameters and quotations of one document without repeating its number and validity.
 * @module
 */
import type { Parameter, ParameterUnit, Source } from '../kernel/parameter.ts';

/** What all parameters of a scheme share. */
export interface Cited {
  /** Id of the scheme: the head of each parameter's id. */
  readonly scheme: string;
  readonly documentNumber: string;
  /** First day, ISO. */
  readonly from: string;
  /** Last day, ISO; null when the text states no end. */
  readonly to: string | null;
}

export const citing = ({ scheme, documentNumber, from, to }: Cited) => {
  const source = (clause: string, quote: string): Source => ({ documentNumber, clause, quote });
  const parameter = <Value extends number | string>(
    name: string,
    value: Value,
    unit: ParameterUnit,
    words: Source,
  ): Parameter<Value> => ({ id: `${scheme}.${name}`, value, unit, from, to, ...words });
  return {
    source,
    /** @param value Fen, basis points, thousandths or a whole number, as `unit` says. */
    figure: (name: string, value: number, unit: ParameterUnit, clause: string, quote: string) =>
      parameter<number>(name, value, unit, source(clause, quote)),
    /** @param value ISO day. */
    day: (name: string, value: string, clause: string, quote: string) =>
      parameter<string>(name, value, 'date', source(clause, quote)),
  };
};
