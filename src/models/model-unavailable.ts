/** Why a model gave nothing, where the reason is known: for the answer and the log, never for a resident. @module */
import type { ModelFallback } from '../answering/answer.ts';

export class ModelUnavailable extends Error {
  readonly reason: ModelFallback;

  constructor(reason: ModelFallback, options?: ErrorOptions) {
    super(`the model gave nothing: ${reason}`, options);
    this.name = 'ModelUnavailable';
    this.reason = reason;
  }
}
