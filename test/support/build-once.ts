/**
 * Compiles src/ once before the tests when dist/ is missing or older, so that tests of the command line
 * run what was just written, and builds the index of the corpus that many of them ask. Set as `globalSetup` in vitest.config.ts.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the compiled command line. */
    cliPath: string;
    /** An up-to-date index of the project's corpus. */
    realIndexFolder: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export default function buildOnce(project: TestProject): void {
  const cliPath = join(root, 'dist', 'cli.js');
  if (newestChange(join(root, 'src')) > changedAt(cliPath)) {
    execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  }
  project.provide('cliPath', cliPath);
  // Kept from one run to the next. Opening builds what is missing or older than the corpus; what other code built goes first.
  const indexFolder = join(root, 'node_modules', '.cache', 'wenzheng-index');
  if (changedAt(join(indexFolder, 'current.json')) < changedAt(cliPath))
    rmSync(indexFolder, { recursive: true, force: true });
  const opening = [
    `import { createApp } from ${JSON.stringify(pathToFileURL(join(root, 'dist', 'app.js')).href)};`,
    `const folders = ${JSON.stringify({ corpusDir: join(root, 'corpus'), indexDir: indexFolder })};`,
    `await createApp({ ...folders, today: () => '2026-11-29' });`,
  ].join('\n');
  execFileSync(process.execPath, ['--input-type=module', '--eval', opening]);
  project.provide('realIndexFolder', indexFolder);
}

/** 0 when it is not there. */
const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Folders count too: their time changes when a file is removed. */
function newestChange(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...['.', ...entries].map((entry) => changedAt(join(folder, entry))));
}
