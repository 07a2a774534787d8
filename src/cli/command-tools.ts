import type { Command } from 'commander';
import { WenzhengError } from '../errors.ts';

/** What a file that adds commands is handed. */
export interface CommandTools {
  /** A command of the program, or of `parent`, with the options that every command has. */
  readonly command: (nameAndArguments: string, description: string, parent?: Command) => Command;
  readonly finish: (exitCode: number) => void;
  /** Read when a command runs, not when the program is put together. */
  readonly context: () => { readonly env: NodeJS.ProcessEnv; readonly now: () => Date };
}

/** The number of a case or a gap. @throws WenzhengError `usage`. */
export function caseNumber(text: string): number {
  const digits = /^#?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  throw new WenzhengError('usage', `编号要写成数字，例如 12，而不是 ${text.slice(0, 40)}。`);
}
