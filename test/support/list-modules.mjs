// Loaded with `node --import`: writes the address of every module that the process loads to the file LOADED_MODULES.
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';

const file = process.env.LOADED_MODULES;
register(
  `data:text/javascript,${encodeURIComponent(`
    import { appendFileSync } from 'node:fs';
    export async function load(url, context, nextLoad) {
      appendFileSync(${JSON.stringify(file)}, url + '\\n');
      return nextLoad(url, context);
    }
  `)}`,
);
// What is required rather than imported.
process.on('exit', () =>
  appendFileSync(file, `${Object.keys(createRequire(import.meta.url).cache).join('\n')}\n`),
);
