/**
 * Reads a file in a thread of its own: one that runs too long, takes too much memory or is no longer wanted is ended. One
 * file at a time, since memory can only be measured for the whole process.
 * @module
 */
import { Worker } from 'node:worker_threads';
import type { FileLimits } from './limits.ts';
import type { ReadText } from './read-txt.ts';
import { refuseFile } from './refuse-file.ts';

export interface ThreadTask {
  readonly kind: 'docx' | 'pdf' | 'html';
  readonly bytes: Uint8Array;
  readonly shown: string;
  readonly limits: FileLimits;
}

export type ThreadAnswer =
  | { readonly kind: 'read'; readonly read: ReadText }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'fault'; readonly stack: string };

const memoryEveryMs = 50;

let last: Promise<unknown> = Promise.resolve();

/** @throws WenzhengError file_unreadable */
export function readInThread(task: ThreadTask, signal: AbortSignal | undefined): Promise<ReadText> {
  const turn = last.then(() => readNow(task, signal));
  last = turn.catch(() => undefined);
  return turn;
}

function readNow(task: ThreadTask, signal: AbortSignal | undefined): Promise<ReadText> {
  const { shown, limits } = task;
  const stopped = () => refuseFile(`${shown}没有读完就停下了，需要时请重新上传。`);
  if (signal?.aborted === true) return Promise.reject(stopped());
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile(), {
      workerData: task,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
      // What a library prints is no log of ours.
      stdout: true,
      stderr: true,
    });
    const atStart = process.memoryUsage.rss();
    let ended = false;
    const end = (settle: () => void): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      clearInterval(memory);
      signal?.removeEventListener('abort', stop);
      void worker.terminate().then(settle, settle);
    };
    const refused = (error: Error): void => end(() => reject(error));
    const stop = (): void => refused(stopped());
    const tooLarge = (): void =>
      refused(refuseFile(`${shown}要用的内存太多，没有读完，请拆成几个文件，或另存为 .docx、.txt 再上传。`));
    const timer = setTimeout(() => {
      const seconds = Math.ceil(limits.milliseconds / 1000);
      refused(refuseFile(`${shown}读了${seconds}秒还没有读完，已经停下，请拆成几个文件再上传。`));
    }, limits.milliseconds);
    const memory = setInterval(() => {
      if (process.memoryUsage.rss() - atStart > limits.processMegabytes * 1024 * 1024) tooLarge();
    }, memoryEveryMs);
    const damaged = (cause: unknown): void =>
      refused(refuseFile(`${shown}读不出来，可能已损坏，请重新另存后上传。`, cause));
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (answer: ThreadAnswer) => {
      if (answer.kind === 'read') end(() => resolve(answer.read));
      else if (answer.kind === 'refused') refused(refuseFile(answer.message));
      else damaged(answer.stack);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooLarge();
      else damaged(error);
    });
    worker.on('exit', () => damaged('the thread ended without an answer'));
  });
}

/** Node runs no TypeScript: run from the sources, as in tests, the compiled thread is taken. */
function threadFile(): URL {
  const compiled = import.meta.url.endsWith('.ts') ? '../../dist/gazette-files/' : './';
  return new URL(`${compiled}file-thread.js`, import.meta.url);
}
