#!/usr/bin/env node
/**
 * The command line. Each command loads its own parts only when it runs, because an operator waits for `ask`.
 * @module
 */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { addCorpusCommands } from './cli/add-corpus-commands.ts';
import { addChannelCommands } from './cli/add-channel-commands.ts';
import { addEnrichCommand } from './cli/add-enrich-command.ts';
import { addExportCommands } from './cli/add-export-commands.ts';
import { addGapsCommands } from './cli/add-gaps-commands.ts';
import { addHandoverCommands } from './cli/add-handover-commands.ts';
import { addMcpCommand } from './cli/add-mcp-command.ts';
import { addStoreCommands } from './cli/add-store-commands.ts';
import { addTokenCommands } from './cli/add-token-commands.ts';
import { addUserCommands } from './cli/add-user-commands.ts';
import { endWhenOutputFails, faultLine } from './channels/terminal/terminal-text.ts';
import { loadConfig, readEnvironment, readVersion } from './config.ts';
import { WenzhengError } from './errors.ts';

interface CommonOptions {
  corpus?: string;
  index?: string;
}

const headings: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** What each complaint of the command-line parser means; `name` is what it complains about. */
const complaints: Record<string, (name: string) => string> = {
  'commander.unknownCommand': (name) => `没有命令 ${name}`,
  'commander.unknownOption': (name) => `没有选项 ${name}`,
  'commander.missingMandatoryOptionValue': (name) => `缺少选项 ${name}`,
  'commander.missingArgument': (name) => `缺少参数 ${name}`,
  'commander.optionMissingArgument': (name) => `选项 ${name} 后面缺少值`,
  'commander.excessArguments': () => '参数太多',
};

function isoDate(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError(`--as-of 要写成实有的日期，例如 2019-06-01，而不是 ${text}`);
}

function passageCount(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100) return Number(text);
  throw new InvalidArgumentError(`-k 要写成 1 到 100 的整数，而不是 ${text}`);
}

const context = () => ({ env: readEnvironment(), now: () => new Date() });

function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('wenzheng')
    .description('问政：在政府公报里找答案，逐条引用原文')
    .version(readVersion(), '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .configureHelp({ styleTitle: (title) => headings[title] ?? title, showGlobalOptions: false })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  const command = (nameAndArguments: string, description: string, parent = program) =>
    parent
      .command(nameAndArguments)
      .description(description)
      .option('--corpus <DIR>', '公报文件夹（默认：自带的 corpus/）')
      .option('--index <DIR>', '索引文件夹（默认：自带的 index/）');

  command('ask [question...]', '提问；只写 --json 不写问题时，从标准输入逐行读 JSON')
    .option('--as-of <DATE>', '按哪一天的效力回答，例如 2019-06-01（默认：今天）', isoDate)
    .option('--json', '输出 JSON，一行一个回答')
    .addHelpText(
      'after',
      '\n例：wenzheng ask 低保户住院能报多少\n    wenzheng ask --json < questions.jsonl > answers.jsonl',
    )
    .action(async (words: string[], options: CommonOptions & { asOf?: string; json?: boolean }) => {
      const question = joinWords(words);
      if (question === undefined && !options.json)
        throw new WenzhengError('usage', '缺少问题，例如 wenzheng ask 低保户住院能报多少。');
      const { runAsk } = await import('./channels/terminal/ask-command.ts');
      finish(await runAsk({ ...options, question }, context()));
    });

  command('search [words...]', '检索条文，显示得分；只写 --json 不写词时，从标准输入逐行读 JSON')
    .option('-k <NUMBER>', '要几个段落（默认：10）', passageCount)
    .option('--json', '输出 JSON')
    .action(async (words: string[], options: CommonOptions & { k?: number; json?: boolean }) => {
      const text = joinWords(words);
      if (text === undefined && !options.json)
        throw new WenzhengError('usage', '缺少要检索的词，例如 wenzheng search 临时救助。');
      const { runSearch } = await import('./channels/terminal/search-command.ts');
      finish(await runSearch({ ...options, text }));
    });

  const calc = command('calc [id]', '按公报的规定计算：从标准输入读一个 JSON 对象（或每行一个）')
    .option('--as-of <DATE>', '按哪一天提示效力（默认：今天）', isoDate)
    .option('--json', '输出 JSON，一行一个结果')
    .addHelpText(
      'after',
      '\n例：wenzheng calc list\n    wenzheng calc template medical-aid > 情况.json\n    wenzheng calc medical-aid --json < 情况.json',
    )
    .action(async (id: string | undefined, options: CommonOptions & { asOf?: string; json?: boolean }) => {
      if (id === undefined)
        throw new WenzhengError('usage', '缺少计算项目，用 wenzheng calc list 查看有哪些。');
      const { runCalc } = await import('./channels/terminal/calc-command.ts');
      finish(await runCalc({ ...options, id }));
    });
  command('list', '列出计算项目', calc)
    .option('--json', '输出 JSON')
    .action(async (_options: unknown, own: Command) => {
      const { runCalcList } = await import('./channels/terminal/calc-command.ts');
      finish(runCalcList(own.optsWithGlobals()));
    });
  command('template <id>', '给出要填的项目：一个 JSON 对象，不填的留空', calc)
    .option('--explain', '不给 JSON，逐项说明怎样填')
    .option('--json', '输出 JSON（默认）')
    .action(async (id: string, options: { explain?: boolean }) => {
      const { runCalcTemplate } = await import('./channels/terminal/calc-command.ts');
      finish(runCalcTemplate({ ...options, id }));
    });
  command('batch <in>', '逐行计算一个表格（.csv、.xlsx）', calc)
    .requiredOption('-o, --output <OUT>', '结果写到哪个文件（.csv、.xlsx）')
    .option('--scheme <ID>', '没有“计算项目”一栏的行按哪一项计算')
    .option('--as-of <DATE>', '按哪一天提示效力（默认：今天）', isoDate)
    .action(async (input: string, _options: unknown, own: Command) => {
      const { runCalcBatch } = await import('./channels/terminal/calc-batch-command.ts');
      const { output, scheme, asOf } = own.optsWithGlobals<{
        output: string;
        scheme?: string;
        asOf?: string;
      }>();
      finish(await runCalcBatch({ input, output, scheme, asOf }));
    });

  command('index', '重新读取公报并建立索引').action(async (options: CommonOptions) => {
    const { runIndex } = await import('./channels/terminal/index-command.ts');
    finish(await runIndex(options));
  });

  command('eval [file]', '用评测题检查回答质量（默认：自带的 eval/questions.jsonl）')
    .option('--json', '输出 JSON')
    .option('--fail-list', '列出没有通过的题号')
    .action(
      async (file: string | undefined, options: CommonOptions & { json?: boolean; failList?: boolean }) => {
        const { runEval } = await import('./channels/terminal/eval-command.ts');
        finish(await runEval({ ...options, file }));
      },
    );

  command('doctor', '检查安装、公报、索引、端口和设置').action(async (options: CommonOptions) => {
    const { runDoctor } = await import('./channels/terminal/doctor-command.ts');
    finish(await runDoctor(options, readEnvironment()));
  });

  command('chat', '在终端里连续提问')
    .option('--as-of <DATE>', '按哪一天的效力回答（默认：今天）', isoDate)
    .action(async (options: CommonOptions & { asOf?: string }) => {
      const { runChat } = await import('./channels/terminal/chat-command.ts');
      finish(await runChat(options, context()));
    });

  const tools = { command, finish, context };
  addHandoverCommands(tools);
  addCorpusCommands(tools);
  addGapsCommands(tools);
  addStoreCommands(tools);
  addUserCommands(tools);
  addTokenCommands(tools);
  addChannelCommands(tools);
  addMcpCommand(tools);
  addEnrichCommand(tools);
  addExportCommands(tools);

  command('serve', '启动网页和接口（npm start 就是它）').action(async (options: CommonOptions) => {
    const config = loadConfig(readEnvironment());
    const { resolveFolders } = await import('./channels/terminal/folders.ts');
    const { serve } = await import('./main.ts');
    await serve({ ...resolveFolders(options, config.WENZHENG_DATA_DIR), config });
    finish(0);
  });
  return program;
}

/** A question need not be quoted: its words arrive as several arguments. */
function joinWords(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join(' ');
}

/** Writes one line that names the remedy; gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  if (error instanceof WenzhengError) {
    process.stderr.write(`${faultLine(error.message)}\n`);
    return error.code === 'usage' ? 2 : 1;
  }
  const kind = error instanceof Error ? error.name : typeof error;
  process.stderr.write(
    `程序内部出错（${kind}），请用 WENZHENG_LOG_LEVEL=debug 再运行一次，把显示的内容交给维护人员。\n`,
  );
  if (error instanceof Error && isDebugging()) process.stderr.write(`${error.stack}\n`);
  return 1;
}

function isDebugging(): boolean {
  try {
    return ['debug', 'trace'].includes(loadConfig(readEnvironment()).WENZHENG_LOG_LEVEL);
  } catch {
    return false;
  }
}

function reportUsage({ code, message, exitCode }: CommanderError): number {
  // Help and version that were asked for end this way too.
  if (exitCode === 0) return 0;
  const [, name = ''] = /'([^']+)'/.exec(message) ?? [];
  const [, similar] = /Did you mean (?:one of )?([^?)]+)\?/.exec(message) ?? [];
  const own = /(?:--as-of|-k) 要写成.*$/.exec(message)?.[0];
  if (code === 'commander.help') return 2;
  const complaint = own ?? complaints[code]?.(name) ?? '命令写法不对';
  const remedy = similar ? `是不是 ${similar}` : '用 wenzheng --help 查看用法';
  process.stderr.write(`${faultLine(`${complaint}；${remedy}。`)}\n`);
  return 2;
}

endWhenOutputFails();

try {
  // The exit code is set and the event loop left to end by itself, so that no output into a pipe is cut off.
  await createProgram((exitCode) => {
    process.exitCode = exitCode;
  }).parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
