import { existsSync, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { chinaToday } from '../../app.ts';
import { problemText, statusLabels } from '../../batch/compute-row.ts';
import { openTable } from '../../batch/open-table.ts';
import { createSchemes } from '../../calculators/registry.ts';
import type { CalculationStatus } from '../../calculators/scheme.ts';
import { WenzhengError } from '../../errors.ts';
import { loadWorkingDaysCalendar } from '../../working-days-calendar.ts';
import { withoutControls } from './terminal-text.ts';

export interface CalcBatchOptions {
  /** .csv or .xlsx */
  readonly input: string;
  /** .csv or .xlsx; an existing file is replaced when the work is done. */
  readonly output: string;
  /** Id or title, for rows that name no calculator of their own in a column 计算项目. */
  readonly scheme?: string;
  /** ISO day for notices; default: today in China. */
  readonly asOf?: string;
}

/** Further problems are in the output only. */
const problemsShown = 20;
const secondsBetweenReports = 2;

/**
 * Computes each row of a table and writes it with its result.
 * @returns exit code: 1 when a row could not be used; the other rows are computed all the same.
 * @throws WenzhengError when the table as a whole cannot be used; then nothing is written.
 */
export async function runCalcBatch(options: CalcBatchOptions): Promise<number> {
  const { input, output, asOf = chinaToday() } = options;
  const target = checkFiles(input, output);
  const schemes = createSchemes(loadWorkingDaysCalendar());
  const find = (name: string) => schemes.find(({ id, title }) => id === name || title === name);
  const fallback = options.scheme === undefined ? undefined : find(options.scheme);
  if (options.scheme !== undefined && fallback === undefined) {
    throw new WenzhengError(
      'usage',
      `没有计算项目 ${options.scheme}，请从这些里选：${schemes.map(({ id }) => id).join('、')}。`,
    );
  }
  const table = await openTable({ path: input, schemes, fallback, row: { asOf } });
  const counts = new Map<CalculationStatus | null, number>();
  const problems: string[] = [];
  let badRows = 0;
  const report = progressReport();
  await table.write(target, {
    tell: note,
    onRow({ status, problems: found }) {
      counts.set(status, (counts.get(status) ?? 0) + 1);
      badRows += found.length > 0 ? 1 : 0;
      problems.push(...found.slice(0, problemsShown - problems.length).map(problemText));
      report();
    },
  });
  tellProblems(problems, badRows);
  tellSummary(counts, output);
  return badRows === 0 ? 0 : 1;
}

const note = (text: string): void => void process.stderr.write(`${withoutControls(text)}\n`);

/** @returns the file to write: the output, or what it is a link to. */
function checkFiles(input: string, output: string): string {
  for (const file of [input, output]) {
    if (!['.csv', '.xlsx'].includes(extname(file).toLowerCase()))
      throw new WenzhengError(
        'input_invalid',
        `${file} 不是 .csv 或 .xlsx 文件，请在 Excel 或 WPS 里另存为其中一种。`,
      );
  }
  const source = statOf(input);
  if (source === undefined) throw new WenzhengError('input_invalid', `找不到文件 ${input}，请检查路径。`);
  if (!source.isFile()) throw new WenzhengError('input_invalid', `${input} 不是文件，请写出表格文件的路径。`);
  if (source.size === 0) throw new WenzhengError('input_invalid', `${input} 是空文件，请放入表头和数据。`);
  const written = targetOf(output);
  const target = statOf(written);
  if (target?.isDirectory())
    throw new WenzhengError('input_invalid', `${output} 是文件夹，请写出要写入的文件名。`);
  if (target !== undefined && !target.isFile())
    throw new WenzhengError('input_invalid', `${output} 不是普通文件，写不进表格，请换一个文件名。`);
  if (resolve(input) === resolve(output) || (target?.ino === source.ino && target.dev === source.dev))
    throw new WenzhengError('input_invalid', `输出文件和输入文件是同一个（${output}），请换一个文件名。`);
  if (!existsSync(dirname(resolve(output))))
    throw new WenzhengError(
      'input_invalid',
      `没有文件夹 ${dirname(resolve(output))}，请先建立，或换一个位置。`,
    );
  return written;
}

/**
 * Whoever has put a link there keeps their table elsewhere and expects it there: the link stays, and what it leads to
 * is replaced. A link that leads nowhere may lead anywhere tomorrow.
 */
function targetOf(output: string): string {
  if (lstatSync(output, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return output;
  try {
    return realpathSync(output);
  } catch (cause) {
    throw new WenzhengError('input_invalid', `${output} 是链接，链接到的文件不存在，请换一个文件名。`, {
      cause,
    });
  }
}

const statOf = (file: string): Stats | undefined => statSync(file, { throwIfNoEntry: false });

/** A line on stderr now and then, for work that takes long. */
function progressReport(): () => void {
  let rows = 0;
  let last = performance.now();
  return () => {
    rows += 1;
    if (rows % 500 !== 0 || performance.now() - last < secondsBetweenReports * 1000) return;
    last = performance.now();
    note(`已算 ${rows} 行……`);
  };
}

function tellProblems(problems: readonly string[], badRows: number): void {
  if (badRows === 0) return;
  note(`${badRows} 行有填写问题，其余各行照常计算：`);
  for (const problem of problems) note(`  ${problem}`);
  if (badRows > problems.length || problems.length === problemsShown)
    note(`  最多列出 ${problemsShown} 条，全部见输出文件的“结果：填写问题”列。`);
}

function tellSummary(counts: ReadonlyMap<CalculationStatus | null, number>, output: string): void {
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const parts = [...counts].map(
    ([status, each]) => `${status === null ? '没有计算项目' : statusLabels[status]} ${each}`,
  );
  process.stdout.write(`共 ${total} 行：${parts.join('，')}。写入 ${output}\n`);
}
