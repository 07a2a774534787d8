/** What the benchmark and the chaos of the Telegram bot share: the tests' Bot API server, compiled, and the real program. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const project = fileURLToPath(new URL('..', import.meta.url));
/** Inside the project, so that the packages are found from there. */
const compiled = join(project, 'node_modules', '.cache', 'telegram-support');

/** The modules of test/support that are named, compiled. They import nothing of src/. */
export async function loadSupport(...names) {
  mkdirSync(compiled, { recursive: true });
  const settings = join(compiled, 'tsconfig.json');
  writeFileSync(
    settings,
    JSON.stringify({
      extends: join(project, 'tsconfig.test.json'),
      compilerOptions: {
        noEmit: false,
        rootDir: join(project, 'test', 'support'),
        outDir: compiled,
        sourceMap: false,
        typeRoots: [join(project, 'node_modules', '@types')],
      },
      include: [],
      files: names.map((name) => join(project, 'test', 'support', `${name}.ts`)),
    }),
  );
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', settings], { stdio: 'inherit' });
  const modules = await Promise.all(
    names.map((name) => import(pathToFileURL(join(compiled, `${name}.js`)).href)),
  );
  return Object.assign({}, ...modules);
}

/** `wenzheng serve` of the compiled program, as {@link startProcess} wants it. */
export function serveCommand({ program, folder }) {
  return [
    join(program, 'cli.js'),
    'serve',
    '--corpus',
    join(project, 'corpus'),
    '--index',
    join(folder, 'index'),
  ];
}
