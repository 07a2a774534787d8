import { type Answer, questionSchema } from '../../answering/answer.ts';
import type { FolderOptions } from './folders.ts';
import { type LineProblem, processJsonLines } from './json-lines.ts';
import { openApp } from './open-app.ts';
import { formatAnswer } from './print-answer.ts';

export interface AskOptions extends FolderOptions {
  /** Absent with `json`: questions come as JSON Lines on stdin. */
  readonly question?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

/** @returns exit code: 1 when a question could not be read or answered because of a fault. */
export async function runAsk({ question, asOf, json = false, ...folders }: AskOptions): Promise<number> {
  const app = await openApp(folders, true);
  if (question === undefined) {
    const allRead = await processJsonLines({
      input: process.stdin,
      output: process.stdout,
      schema: questionSchema,
      handle: (line) => app.reply({ asOf, ...line }),
      describeProblem: describeUnreadable,
    });
    return allRead ? 0 : 1;
  }
  const answer = await app.reply({ q: question, asOf });
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : formatAnswer(answer, terminalColumns()));
  return answer.status.startsWith('error_') ? 1 : 0;
}

/** Lines longer than this are hard to read, however wide the window is. */
export function terminalColumns(): number {
  return Math.min(process.stdout.columns ?? 80, 100);
}

function describeUnreadable({
  id,
  line,
  message,
}: LineProblem): Record<Exclude<keyof Answer, 'model'> | 'line', unknown> {
  return {
    id,
    line,
    status: 'error_input',
    answer: message,
    notices: [],
    nextSteps: [],
    citations: [],
    passages: [],
    calculation: null,
    timings: {},
  };
}
