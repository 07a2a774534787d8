import { fileURLToPath } from 'node:url';

/** The project's own corpus folder. */
export const realCorpusFolder = fileURLToPath(new URL('../../corpus', import.meta.url));
