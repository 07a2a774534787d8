import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { inject } from 'vitest';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliRun {
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  /** A folder that is not the project's by default: the command must work from anywhere. */
  readonly cwd?: string;
}

/** The machine's own settings must not reach the command under test. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(WENZHENG_|TELEGRAM_|OPENAI_|DATABASE_URL$|CI$)/.test(name),
  );
  return Object.fromEntries(kept);
}

/** Starts the compiled command line; it is ended after 30 s. */
export function startCli(args: readonly string[], { env = {}, cwd = tmpdir() }: CliRun = {}) {
  return spawn(process.execPath, [inject('cliPath'), ...args], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    timeout: 30_000,
  });
}

/** Runs the compiled command line to its end. */
export function runCli(args: readonly string[], run: CliRun = {}): Promise<CliResult> {
  const child = startCli(args, run);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => {});
  child.stdin.end(run.input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
