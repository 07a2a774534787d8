import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../config.ts';
import { type ErrorCode, WenzhengError } from '../errors.ts';
import type { BuildProgress } from '../retrieval/build-index.ts';
import type { EditionTask, TaskResult } from './edition-task.ts';

type Message<Task extends EditionTask> =
  | { readonly progress: BuildProgress }
  | { readonly result: TaskResult<Task> }
  | { readonly fault: { readonly code: ErrorCode; readonly message: string } };

/** A thread loads compiled modules alone. */
const threadFile = join(packageRoot, 'dist', 'editions', 'edition-thread.js');

/**
 * Reads or builds in a thread beside this one.
 * @throws WenzhengError as the parts do; any other fault of the thread as it is
 */
export function runEditionTask<Task extends EditionTask>(
  task: Task,
  onProgress: (progress: BuildProgress) => void = () => undefined,
): Promise<TaskResult<Task>> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadFile, { workerData: task });
    let ended = false;
    const end = (settle: () => void): void => {
      ended = true;
      settle();
    };
    thread.on('message', (message: Message<Task>) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('result' in message) end(() => resolve(message.result));
      else end(() => reject(new WenzhengError(message.fault.code, message.fault.message)));
    });
    thread.once('error', reject);
    thread.once('exit', (code) => {
      if (!ended) reject(new Error(`the thread of an edition ended with ${code}`));
    });
  });
}
