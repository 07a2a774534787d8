import { WenzhengError } from '../errors.ts';
import type { CommandTools } from './command-tools.ts';

const notes = `
模型拟的问法写在 corpus/proposed-questions/，回答时不用，审核收入后才用。发给模型的只有公报原文，没有居民的话。

例：wenzheng enrich -n 10
    wenzheng enrich --list
    wenzheng enrich --accept 3f2a91c0`;

function proposalCount(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new WenzhengError('usage', `-n 要写成 1 到 99999 的整数，而不是 ${text.slice(0, 40)}。`);
}

interface EnrichOptions {
  readonly n?: number;
  readonly list?: boolean;
  readonly accept?: string[];
  readonly json?: boolean;
  readonly corpus?: string;
  readonly index?: string;
}

/** wenzheng enrich */
export function addEnrichCommand({ command, finish, context }: CommandTools): void {
  command('enrich', '请模型给还没有问法的条文拟标准问和相似问，审核后收入问答库')
    .option('-n <NUMBER>', '提出几条后停下（默认：20）', proposalCount)
    .option('--list', '列出待审核的')
    .option('--json', '和 --list 一起用：输出 JSON，一行一条')
    .option('--accept <ID...>', '收入这几条（编号见 --list）')
    .addHelpText('after', notes)
    .action(async ({ n: count = 20, list, accept: ids, json = false, ...folders }: EnrichOptions) => {
      const commands = await import('../channels/terminal/enrich-command.ts');
      if (ids !== undefined) return finish(commands.runEnrichAccept({ ...folders, ids }));
      if (list === true) return finish(commands.runEnrichList({ ...folders, json }));
      finish(await commands.runEnrich({ ...folders, count }, context()));
    });
}
