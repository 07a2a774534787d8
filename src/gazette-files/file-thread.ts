/**
 * The thread that reads one file. It is handed the bytes and hands back text; it has no environment, writes nothing and
 * asks the network for nothing.
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { WenzhengError } from '../errors.ts';
import type { ThreadAnswer, ThreadTask } from './read-in-thread.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readPdf } from './read-pdf.ts';

// oxlint-disable-next-line no-unsafe-type-assertion -- made by read-in-thread.ts and by nobody else
const task = workerData as ThreadTask;

async function answer(): Promise<ThreadAnswer> {
  const readers = { docx: readDocx, pdf: readPdf, html: readHtml };
  try {
    const read = await readers[task.kind](task.bytes, task.shown, task.limits);
    return { kind: 'read', read };
  } catch (error) {
    if (error instanceof WenzhengError) return { kind: 'refused', message: error.message };
    return { kind: 'fault', stack: error instanceof Error ? (error.stack ?? error.name) : 'unknown' };
  }
}

// A library may leave a promise behind that nobody waits for; the answer is what counts.
process.on('unhandledRejection', () => undefined);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(await answer());
