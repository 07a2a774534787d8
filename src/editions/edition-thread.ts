/** The thread's side of {@link runEditionTask}. @module */
import { parentPort, workerData } from 'node:worker_threads';
import { WenzhengError } from '../errors.ts';
import { performTask } from './edition-task.ts';

const port = parentPort;
if (port === null) throw new Error('this module runs in a thread');
try {
  const result = await performTask(workerData, (progress) => port.postMessage({ progress }));
  port.postMessage({ result });
} catch (error) {
  if (!(error instanceof WenzhengError)) throw error;
  port.postMessage({ fault: { code: error.code, message: error.message } });
}
