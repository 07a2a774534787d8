/** What may be written on a terminal, and what happens when nothing can be written any more. @module */
import { maskPrivateNumbers } from '../../gazette/private-numbers.ts';

const escape = String.fromCodePoint(0x1b);
const bell = String.fromCodePoint(0x07);
/** Colours and movements (ESC [ … letter), titles (ESC ] … BEL). */
const escapeSequence = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?)`,
  'g',
);
/** Line ends and tabs are layout; direction marks and the like can make a text look like another. */
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text without what would command the terminal instead of being shown: an argument or a cell may hold it. */
export function withoutControls(text: string): string {
  return text.replace(escapeSequence, '').replace(invisible, '');
}

/** A fault as one line for stderr: what it repeats of the input is harmless and tells no private number. */
export function faultLine(text: string): string {
  return maskPrivateNumbers(withoutControls(text).replace(/[\n\t]+/g, ' '), 'typed');
}

/**
 * Ends the process when its result can no longer be written. A reader that has seen enough (| head) closes the pipe;
 * that is no fault.
 */
export function endWhenOutputFails(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write('结果写不出去，请检查磁盘空间和输出的位置，再运行一次。\n');
    process.exit(1);
  });
  // Nobody can be told.
  process.stderr.on('error', () => {});
}
