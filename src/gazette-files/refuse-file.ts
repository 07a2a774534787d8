/** A file that is not read: one sentence that says what is wrong and what to do. @module */
import { WenzhengError } from '../errors.ts';

export function refuseFile(message: string, cause?: unknown): WenzhengError {
  return new WenzhengError('file_unreadable', message, cause === undefined ? {} : { cause });
}

export interface FileWarning {
  readonly code: string;
  /** One Chinese sentence. */
  readonly message: string;
}
