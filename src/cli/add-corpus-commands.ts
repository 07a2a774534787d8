import { Option } from 'commander';
import type { PublishOptions } from '../channels/terminal/corpus-command.ts';
import { WenzhengError } from '../errors.ts';
import type { CommandTools } from './command-tools.ts';

const examples = `
例：wenzheng corpus add 公报2026年第1期.docx
    wenzheng corpus add 公报2026年第1期.pdf --yes --by 张芳 --reason 新一期公报
    wenzheng corpus correct 清新府办〔2018〕38号 废止 清新府办〔2025〕7号 --from 2025-03-01 --reason 新文件没有收入公报
    wenzheng corpus undo
改动放在数据文件夹（WENZHENG_DATA_DIR）里，自带的公报文件夹不变；正在运行的服务几秒内用上，不用重新启动。`;

interface GivenOptions extends PublishOptions {
  readonly kind?: string;
}

function editionNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new WenzhengError(
    'usage',
    `版本要写成数字，例如 3（0 是只有自带公报），而不是 ${text.slice(0, 40)}。`,
  );
}

const commands = () => import('../channels/terminal/corpus-command.ts');

/** wenzheng corpus list | add | remove | correct | history | undo | restore */
export function addCorpusCommands({ command, finish, context }: CommandTools): void {
  const corpus = command('corpus', '公报：加入新的公报、更正文件的信息、撤销').addHelpText('after', examples);
  const publishing = (nameAndArguments: string, description: string) =>
    command(nameAndArguments, description, corpus)
      .option('--yes', '发布；不写就只预览，在终端里会问要不要发布')
      .option('--by <NAME>', '您的名字，记在版本记录里')
      .option('--reason <TEXT>', '为什么改，记在版本记录里');

  command('list', '列出全部文件和它们的有效性', corpus)
    .option('--json', '输出 JSON，一行一个')
    .action(async (options: { json?: boolean }) => finish(await (await commands()).runCorpusList(options)));
  publishing('add', '加入一个文件（txt、docx、有文字的 PDF、HTML）：先预览，再发布')
    .argument('<file>', '文件的路径')
    .option('--region <NAME>', '哪里的文件；不写就是本地')
    .option('--publisher <NAME>', '公报的主办单位')
    .addOption(
      new Option('--kind <KIND>', 'gazette 公报，notice 单份文件，reference 外地参考材料')
        .choices(['gazette', 'notice', 'reference'])
        .default('gazette'),
    )
    .action(
      async (
        file: string,
        options: PublishOptions & {
          kind: 'gazette' | 'notice' | 'reference';
          region?: string;
          publisher?: string;
        },
      ) => finish(await (await commands()).runCorpusAdd(file, options)),
    );
  publishing('remove', '撤下后来加入的公报')
    .argument('<source>', '它的文件名')
    .action(async (source: string, options: PublishOptions) =>
      finish(await (await commands()).runCorpusRemove(source, options)),
    );
  publishing('correct', '更正一份文件的信息，或登记它已被废止')
    .argument('<document>', '文号或编号')
    .argument(
      '<field>',
      '标题、文号、发文机关、成文日期、地区、性质、施行日期、最后一天、废止或失效（可以只写开头，例如 废止）',
    )
    .argument('<value>', '新的内容；没有就写 无；废止写废止它的文件')
    .option(
      '--kind <KIND>',
      '最后一天：expiry 有效期，period 实施期；废止或失效：repeals 废止，voids 宣布失效',
    )
    .option('--from <DATE>', '废止从哪一天起，例如 2025-03-01')
    .action(
      async (document: string, field: string, value: string, options: GivenOptions & { from?: string }) => {
        const { reason } = options;
        if (reason === undefined || reason.trim() === '')
          throw new WenzhengError('usage', '更正要写明理由，请加上 --reason。');
        const { runCorpusCorrect } = await commands();
        finish(await runCorpusCorrect(document, field, value, { ...options, reason }, context()));
      },
    );
  command('history', '列出发布过的各版', corpus)
    .option('--json', '输出 JSON，一行一个')
    .action(async (options: { json?: boolean }) =>
      finish(await (await commands()).runCorpusHistory(options)),
    );
  publishing('undo', '撤销最近发布的一版').action(async (options: PublishOptions) =>
    finish(await (await commands()).runCorpusUndo(options, context())),
  );
  publishing('restore', '恢复到某一版')
    .argument('<edition>', '第几版；0 是只有自带公报', editionNumber)
    .action(async (edition: number, options: PublishOptions) =>
      finish(await (await commands()).runCorpusRestore(edition, options, context())),
    );
}
