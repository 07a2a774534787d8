import { WenzhengError } from '../errors.ts';
import type { CommandTools } from './command-tools.ts';

const notes = `
每份文件最多1000条，每条标明在那一天有没有效。标准问和批准的答复在前，公报里的文件在后。

例：wenzheng export --out 导出
    wenzheng export --out 导出 --format csv --as-of 2026-12-01`;

function day(text: string): string {
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (isReal && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)) return text;
  throw new WenzhengError(
    'usage',
    `--as-of 要写成实有的日期，例如 2026-12-01，而不是 ${text.slice(0, 40)}。`,
  );
}

interface ExportOptions {
  readonly out: string;
  readonly format: string;
  readonly asOf?: string;
  readonly corpus?: string;
  readonly index?: string;
}

/** wenzheng export */
export function addExportCommands({ command, finish }: CommandTools): void {
  command('export', '把知识库导出成12345热线的录入格式')
    .requiredOption('--out <FOLDER>', '写到哪个文件夹；没有就建立')
    .option('--format <FORMATS>', 'xlsx、csv，或两种都要：xlsx,csv', 'xlsx,csv')
    .option('--as-of <DATE>', '按哪一天判断效力（默认：今天）', day)
    .addHelpText('after', notes)
    .action(async (options: ExportOptions) => {
      const { runExport } = await import('../channels/terminal/export-command.ts');
      finish(await runExport(options));
    });
}
