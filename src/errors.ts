/**
 * The faults that a person can mend. Each message is one sentence that names the thing and the remedy.
 * Refusals to answer are not errors: they are answers with a status.
 * @module
 */

export type ErrorCode =
  | 'config_invalid' // an environment variable cannot be used
  | 'corpus_unreadable' // the corpus folder is missing, empty or cannot be read
  | 'catalog_invalid' // catalog.yaml does not fit its schema
  | 'index_unusable' // index damaged, foreign or built otherwise
  | 'store_unusable' // the database cannot be opened, is newer than the program or is in use
  | 'file_unreadable' // an uploaded gazette that cannot be read
  | 'not_found' // a case number, gap or user that is not there
  | 'conflict' // somebody else has changed it in between
  | 'usage' // wrong command line
  | 'input_invalid'; // a question or request that cannot be read

export class WenzhengError extends Error {
  readonly code: ErrorCode;

  /** @param message One Chinese sentence: what is wrong, where, and what mends it. */
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'WenzhengError';
    this.code = code;
  }
}
