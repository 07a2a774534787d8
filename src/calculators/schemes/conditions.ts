/**
 * The conditions of one calculation: each is a step of the trace, and each that does not hold is a reason.
 * @module
 */
import type { Source } from '../kernel/parameter.ts';
import type { Trace } from '../kernel/trace.ts';
import { type Remark, remark } from '../scheme.ts';

export class Conditions {
  /** All that do not hold, in the order in which they were looked at. */
  readonly reasons: Remark[] = [];
  private readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /** @param whyNot The sentence for the reader when it does not hold. */
  check(text: string, holds: boolean, source: Source, whyNot: string): boolean {
    this.trace.step(text, holds, source);
    if (!holds) this.reasons.push(remark(whyNot, source));
    return holds;
  }
}
