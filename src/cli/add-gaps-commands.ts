import { WenzhengError } from '../errors.ts';
import { caseNumber, type CommandTools } from './command-tools.ts';

const examples = `
例：wenzheng gaps list
    wenzheng gaps take 7 --by 李芳
    wenzheng gaps close 7 --by 李芳 --note 已补充2025年第1期公报`;
const who = ['--by <NAME>', '您的名字，记在操作记录里'] as const;

function listLength(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new WenzhengError('usage', `-n 要写成 1 到 99999 的整数，而不是 ${text.slice(0, 40)}。`);
}

const commands = () => import('../channels/terminal/gaps-command.ts');

/** wenzheng gaps list | show | take | close | reopen */
export function addGapsCommands({ command, finish, context }: CommandTools): void {
  const gaps = command('gaps', '知识缺口：公报里没有的问题和被评为没用的回答').addHelpText('after', examples);
  const ofGap = (name: string, description: string) =>
    command(name, description, gaps).argument('<number>', '缺口的编号', caseNumber);

  command('list', '列出未处理和处理中的，问得最多的在前', gaps)
    .option('-n <NUMBER>', '最多列出几条', listLength, 50)
    .option('--all', '也列出已经关闭的')
    .option('--json', '输出 JSON，一行一个')
    .action(async ({ n: count, ...options }: { n: number; all?: boolean; json?: boolean }) => {
      finish(await (await commands()).runGapsList({ ...options, count }, context()));
    });
  ofGap('show', '查看一条')
    .option('--json', '输出 JSON')
    .action(async (number: number, options: { json?: boolean }) => {
      finish(await (await commands()).runGapsShow(number, options, context()));
    });
  ofGap('take', '由自己处理')
    .requiredOption(...who)
    .action(async (number: number, options: { by: string }) => {
      finish(await (await commands()).runGapsChange(number, 'take', options, context()));
    });
  ofGap('close', '处理完了；再有人问，会重新打开')
    .requiredOption(...who)
    .option('--note <TEXT>', '怎样处理的')
    .action(async (number: number, options: { by: string; note?: string }) => {
      finish(await (await commands()).runGapsChange(number, 'close', options, context()));
    });
  ofGap('reopen', '重新打开')
    .requiredOption(...who)
    .action(async (number: number, options: { by: string }) => {
      finish(await (await commands()).runGapsChange(number, 'reopen', options, context()));
    });
}
