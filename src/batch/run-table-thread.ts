import { Worker } from 'node:worker_threads';
import type { TableSummary } from './summarise-table.ts';
import { type TableMessage, tableMessageSchema, type TableTask } from './table-task.ts';

export type TableOutcome =
  | { readonly kind: 'done'; readonly summary: TableSummary; readonly sha256: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'stopped' };

export interface TableThreadOptions {
  /** The compiled module of the thread. Default: the one beside this file. */
  readonly thread?: URL | undefined;
  /** When it is aborted the thread is ended. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly onProgress: (rows: number, of: number) => void;
  /** Told of a fault of the program; nothing of the table is in it. */
  readonly onFault: (fault: { readonly fault: string; readonly at: readonly string[] }) => void;
}

/** A table of 100,000 rows needs a tenth of it. */
const mostMegabytes = 768;

const sentences = {
  slow: (minutes: number) => `这份表格算了${minutes}分钟还没有算完，已经停下，请拆成几份再上传。`,
  memory: '这份表格太大，服务器的内存装不下，请拆成几份，或者另存为 CSV 再上传。',
  fault: '这份表格没有算成，是程序出了问题，请把时间告诉管理员，先用“资格核对”一户一户地算。',
};

/** Computes a table in a thread of its own. Never throws. */
export function runTableThread(task: TableTask, options: TableThreadOptions): Promise<TableOutcome> {
  const { signal, timeoutMs, onProgress, onFault } = options;
  if (signal.aborted) return Promise.resolve({ kind: 'stopped' });
  return new Promise((resolve) => {
    const worker = new Worker(options.thread ?? new URL('./table-thread.js', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      // What a library prints is no log of ours, and may hold what stands in a cell.
      stdout: true,
      stderr: true,
    });
    let hasEnded = false;
    const end = (outcome: TableOutcome): void => {
      // Ending the thread is told as its exit.
      if (hasEnded) return;
      hasEnded = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      // Settled when the thread is gone: only then its files can be removed.
      void worker.terminate().then(
        () => resolve(outcome),
        () => resolve(outcome),
      );
    };
    const stop = (): void => end({ kind: 'stopped' });
    const refused = (sentence: string): void => end({ kind: 'refused', sentence });
    const timer = setTimeout(() => refused(sentences.slow(Math.ceil(timeoutMs / 60_000))), timeoutMs);
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (sent: unknown) => {
      const message: TableMessage = tableMessageSchema.parse(sent);
      if (message.kind === 'progress') onProgress(message.rows, message.of);
      else if (message.kind === 'fault') {
        onFault({ fault: message.fault, at: message.at });
        refused(sentences.fault);
      } else end(message);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return refused(sentences.memory);
      onFault({ fault: error.name, at: [] });
      refused(sentences.fault);
    });
    worker.on('exit', () => refused(sentences.fault));
  });
}
