/**
 * What is known of one case. A scheme asks for a fact by its key; asking for an unknown one stops the calculation
 * ({@link NeedFact}) and the kernel tries every answer that could matter (explore.ts), so a scheme is written as if all were known.
 * @module
 */
import type { Fen } from './money.ts';

/** Money in fen, decimals in thousandths, whole numbers, yes/no, a choice, a list of choices, a date as typed (YYYY[-MM[-DD]]), amounts in fen. */
export type FactValue = number | string | boolean | readonly string[] | readonly number[];

/** said by the person, assumed (permitted and shown back), or answered when asked. */
export type Origin = 'said' | 'assumed' | 'asked';

/** Raised by {@link Facts} when a fact is needed that nobody gave. Caught by the kernel only. */
export class NeedFact {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

export class Facts {
  private readonly values: ReadonlyMap<string, FactValue>;
  /** Keys that a calculation rested on: asked for other than by `peek` and `knows`. */
  readonly used = new Set<string>();

  constructor(values: ReadonlyMap<string, FactValue>) {
    this.values = values;
  }

  /** The value, or undefined when it is unknown: for facts that never stop the calculation. */
  peek(key: string): FactValue | undefined {
    return this.values.get(key);
  }

  /** Whether the fact is there. */
  knows(key: string): boolean {
    return this.values.has(key);
  }

  /** Money in fen. @throws NeedFact when unknown, as all readers below. */
  money(key: string): Fen {
    return this.number(key);
  }

  /** A whole number, or a decimal in thousandths. */
  number(key: string): number {
    const value = this.read(key);
    if (typeof value === 'number') return value;
    throw this.unusable(key, value);
  }

  /** A yes/no fact. */
  is(key: string): boolean {
    const value = this.read(key);
    if (typeof value === 'boolean') return value;
    throw this.unusable(key, value);
  }

  /** The `value` of one of the field's choices, a date as typed, or text. */
  text(key: string): string {
    const value = this.read(key);
    if (typeof value === 'string') return value;
    throw this.unusable(key, value);
  }

  /** The `value`s of a field of type `choices`. */
  list(key: string): readonly string[] {
    const value = this.read(key);
    if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
    throw this.unusable(key, value);
  }

  /** The amounts in fen of a field of type `amounts`. */
  amounts(key: string): readonly Fen[] {
    const value = this.read(key);
    if (Array.isArray(value)) return value.filter((each) => typeof each === 'number');
    throw this.unusable(key, value);
  }

  /** The same facts and more: assumptions, and answers that are tried for unknown facts. */
  with(added: readonly (readonly [key: string, value: FactValue])[]): Facts {
    if (added.length === 0) return this;
    const values = new Map(this.values);
    for (const [key, value] of added) values.set(key, value);
    return new Facts(values);
  }

  private read(key: string): FactValue | undefined {
    this.used.add(key);
    return this.values.get(key);
  }

  private unusable(key: string, value: FactValue | undefined): NeedFact | TypeError {
    return value === undefined ? new NeedFact(key) : new TypeError(`fact ${key} has another type`);
  }
}
