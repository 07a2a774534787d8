import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

/** The project's own corpus folder. */
export const realCorpusFolder = fileURLToPath(new URL('../../corpus', import.meta.url));

/** An index of it that is there before the tests begin: to be read. Who writes to an index takes a folder of their own. */
export const realIndexFolder = (): string => inject('realIndexFolder');
