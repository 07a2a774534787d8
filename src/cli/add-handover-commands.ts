import { caseNumber, type CommandTools } from './command-tools.ts';

const examples = `
例：wenzheng handover list
    wenzheng handover take 12 --by 李芳
    wenzheng handover reply 12 --by 李芳 请带户口本到镇民政办
    wenzheng handover close 12 --by 李芳`;
const who = ['--by <NAME>', '您的名字，记在操作记录里'] as const;

const commands = () => import('../channels/terminal/handover-command.ts');

/** wenzheng handover list | show | take | reply | note | transfer | close */
export function addHandoverCommands({ command, finish, context }: CommandTools): void {
  const handover = command('handover', '转人工：查看、接手、回复、结束').addHelpText('after', examples);
  const ofCase = (name: string, description: string) =>
    command(name, description, handover).argument('<number>', '转人工的编号', caseNumber);

  command('list', '列出在等的和处理中的，等得最久的在前', handover)
    .option('--all', '也列出已经结束的')
    .option('--json', '输出 JSON，一行一个')
    .action(async (options: { all?: boolean; json?: boolean }) => {
      finish(await (await commands()).runHandoverList(options, context()));
    });
  ofCase('show', '查看摘要、对话和留言')
    .option('--json', '输出 JSON')
    .action(async (number: number, options: { json?: boolean }) => {
      finish(await (await commands()).runHandoverShow(number, options, context()));
    });
  ofCase('take', '接手；居民会看到有人接手了')
    .requiredOption(...who)
    .action(async (number: number, { by }: { by: string }) => {
      finish(await (await commands()).runHandoverTake(number, by, context()));
    });
  ofCase('reply', '回复居民；还没有人接手的，同时接手')
    .argument('[text...]', '要说的话；不写就从标准输入读，可以分行')
    .requiredOption(...who)
    .action(async (number: number, words: string[], { by }: { by: string }) => {
      finish(await (await commands()).runHandoverSay(number, { by, words, note: false }, context()));
    });
  ofCase('note', '记一条备注，只有工作人员看得到')
    .argument('[text...]', '备注；不写就从标准输入读，可以分行')
    .requiredOption(...who)
    .action(async (number: number, words: string[], { by }: { by: string }) => {
      finish(await (await commands()).runHandoverSay(number, { by, words, note: true }, context()));
    });
  ofCase('transfer', '把自己接手的转给同事')
    .requiredOption(...who)
    .requiredOption('--to <NAME>', '同事的名字')
    .action(async (number: number, options: { by: string; to: string }) => {
      finish(await (await commands()).runHandoverTransfer(number, options, context()));
    });
  ofCase('close', '结束，交还给机器人')
    .argument('[reason...]', '原因（默认：已答复）')
    .requiredOption(...who)
    .option('--reason <TEXT>', '原因，和直接写在后面一样')
    .action(async (number: number, words: string[], { by, reason }: { by: string; reason?: string }) => {
      const all = reason === undefined ? words : [reason, ...words];
      finish(await (await commands()).runHandoverClose(number, { by, words: all }, context()));
    });
}
