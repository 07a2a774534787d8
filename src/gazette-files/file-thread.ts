/**
 * The thread that reads one file. It is handed the bytes and hands back text; it has no environment, writes nothing and
 * asks the network for nothing.
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { WenzhengError } from '../errors.ts';
import type { ThreadAnswer, ThreadTask } from './read-in-thread.ts';
import type { ReadText } from './read-txt.ts';

// oxlint-disable-next-line no-unsafe-type-assertion -- made by read-in-thread.ts and by nobody else
const task = workerData as ThreadTask;

/** Only the libraries that the file needs are loaded: that is most of the time that a short file takes. */
async function read({ kind, bytes, shown, limits }: ThreadTask): Promise<ReadText> {
  if (kind === 'docx') return (await import('./read-docx.ts')).readDocx(bytes, shown, limits);
  if (kind === 'html') return (await import('./read-html.ts')).readHtml(bytes, shown, limits);
  return (await import('./read-pdf.ts')).readPdf(bytes, shown, limits);
}

async function answer(): Promise<ThreadAnswer> {
  try {
    return { kind: 'read', read: await read(task) };
  } catch (error) {
    if (error instanceof WenzhengError) return { kind: 'refused', message: error.message };
    return { kind: 'fault', stack: error instanceof Error ? (error.stack ?? error.name) : 'unknown' };
  }
}

// A library may leave a promise behind that nobody waits for; the answer is what counts.
process.on('unhandledRejection', () => undefined);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(await answer());
