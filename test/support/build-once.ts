/**
 * Compiles src/ once before the tests when dist/ is missing or older, so that tests of the command line
 * run what was just written. Set as `globalSetup` in vitest.config.ts.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the compiled command line. */
    cliPath: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export default function buildOnce(project: TestProject): void {
  const cliPath = join(root, 'dist', 'cli.js');
  if (newestChange(join(root, 'src')) > (statSync(cliPath, { throwIfNoEntry: false })?.mtimeMs ?? 0)) {
    execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  }
  project.provide('cliPath', cliPath);
}

/** Folders count too: their time changes when a file is removed. */
function newestChange(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...['.', ...entries].map((entry) => statSync(join(folder, entry)).mtimeMs));
}
