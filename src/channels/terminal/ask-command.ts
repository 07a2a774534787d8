import { type Answer, questionSchema } from '../../answering/answer.ts';
import type { FolderOptions } from './folders.ts';
import { type LineProblem, processJsonLines } from './json-lines.ts';
import { openApp } from './open-app.ts';
import type { CommandContext } from './open-store.ts';
import { formatAnswer } from './print-answer.ts';
import { type Switches, withSwitches } from './with-switches.ts';

export interface AskOptions extends FolderOptions {
  /** Absent with `json`: questions come as JSON Lines on stdin. */
  readonly question?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

/** @returns exit code: 1 when a question could not be read or answered because of a fault. */
export function runAsk(options: AskOptions, context: CommandContext): Promise<number> {
  return withSwitches(context, false, (switches) => answerQuestions(options, switches));
}

async function answerQuestions(
  { question, asOf, json = false, ...folders }: AskOptions,
  { isModelAllowed }: Switches,
): Promise<number> {
  const app = await openApp(folders, isModelAllowed);
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
