/**
 * The trace: what was done, in order, with the words it rests on; rules that were not applied stand in it too, with the reason.
 * @module
 */
import { type Fen, toYuan } from './money.ts';
import type { Source } from './parameter.ts';

/** What a step came to; money in yuan. */
export type StepValue = number | string | boolean | null;

/** One step. `documentNumber`, `clause` and `quote` are null for a convention of ours, which `text` must then say. */
export interface Step {
  readonly text: string;
  readonly value: StepValue;
  readonly documentNumber: string | null;
  readonly clause: string | null;
  readonly quote: string | null;
  /** false: the rule was looked at and not applied; `text` says why. */
  readonly applied: boolean;
}

/** Collects the steps of one calculation. The last applied step states the main value of the result. */
export class Trace {
  readonly steps: Step[] = [];

  /** A step whose value is no amount. */
  step(text: string, value: StepValue, source: Source | null): void {
    this.add(text, value, source, true);
  }

  /** A step that comes to an amount, given in fen. */
  money(text: string, fen: Fen, source: Source | null): void {
    this.add(text, toYuan(fen), source, true);
  }

  /** A rule that does not apply here, and why. */
  notApplied(text: string, source: Source): void {
    this.add(text, null, source, false);
  }

  private add(text: string, value: StepValue, source: Source | null, applied: boolean): void {
    this.steps.push({
      text,
      value,
      documentNumber: source?.documentNumber ?? null,
      clause: source?.clause ?? null,
      quote: source?.quote ?? null,
      applied,
    });
  }
}
