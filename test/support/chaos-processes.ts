/**
 * Processes that the chaos kills: the bot under test, started as a person would start it.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import type { ChaosProcess } from './telegram-chaos.ts';

export interface ProcessOptions {
  /** After `node`. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Gets everything that the process logs, of all its lives. */
  readonly logFile: string;
}

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export interface RunningProcess extends ChaosProcess {
  readonly pid: number;
  /** SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>;
}

/** Resolves when the process has written its first line. @throws when it ends before. */
export async function startProcess({
  command,
  environment,
  logFile,
}: ProcessOptions): Promise<RunningProcess> {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [...command], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  children.add(child);
  const ended = once(child, 'exit').then(() => {
    children.delete(child);
    return child.exitCode;
  });
  const runs = child.stdout ? once(child.stdout, 'data') : ended;
  const first = await Promise.race([runs, ended.then(() => null)]);
  if (first === null) throw new Error(`the process ended before it ran; see ${logFile}`);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return {
    pid: child.pid ?? 0,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}
