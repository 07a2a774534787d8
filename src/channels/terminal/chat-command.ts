import { createInterface } from 'node:readline';
import { modelConsent } from '../../answering/reply.ts';
import { terminalColumns } from './ask-command.ts';
import type { FolderOptions } from './folders.ts';
import { openApp } from './open-app.ts';
import type { CommandContext } from './open-store.ts';
import { type Switches, withSwitches } from './with-switches.ts';
import { createDraftPrinter } from './draft-printer.ts';

/** Earlier turns that a follow-up can refer to; older ones only mislead. */
const rememberedTurns = 10;

/** What people type to leave, with or without a full stop. */
const farewell = /^(?:\/?(?:quit|exit)|退出|再见)[。.！!]?$/i;

interface ChatOptions extends FolderOptions {
  readonly asOf?: string;
}

/** A conversation on the terminal, or over a pipe with one question a line. @returns exit code. */
export function runChat(options: ChatOptions, context: CommandContext): Promise<number> {
  return withSwitches(context, false, (switches) => converse(options, switches));
}

async function converse({ asOf, ...folders }: ChatOptions, { isModelAllowed }: Switches): Promise<number> {
  const app = await openApp(folders, isModelAllowed);
  if (app.modelState() !== 'off') process.stderr.write(`${modelConsent}\n`);
  const interactive = process.stdin.isTTY && process.stderr.isTTY;
  // The prompt goes to stderr, so that stdout carries only answers.
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: interactive,
    prompt: '问> ',
  });
  const prompt = () => {
    if (interactive) lines.prompt();
  };
  if (interactive) process.stderr.write('请输入问题；输入“/new”换个话题，输入“退出”或按 Ctrl+D 结束。\n');
  prompt();
  let turns: string[] = [];
  for await (const line of lines) {
    const text = line.trim();
    if (farewell.test(text)) break;
    if (text === '/new') {
      turns = [];
    } else if (text !== '') {
      // Into a pipe go whole answers alone: what was written cannot be taken back there.
      const printer = createDraftPrinter((words) => process.stdout.write(words), terminalColumns());
      const way = process.stdout.isTTY ? { onSentence: printer.onSentence } : {};
      printer.end(await app.reply({ q: text, context: turns, asOf }, way));
      process.stdout.write('\n');
      turns = [...turns, text].slice(-rememberedTurns);
    }
    prompt();
  }
  lines.close();
  return 0;
}
