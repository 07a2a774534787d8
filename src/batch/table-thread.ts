/**
 * The thread that computes one table: whoever else uses the server waits for nothing, and what takes too long or too much
 * memory is ended with it.
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { createSchemes, schemeOf } from '../calculators/registry.ts';
import { WenzhengError } from '../errors.ts';
import { loadWorkingDaysCalendar } from '../working-days-calendar.ts';
import { openTable } from './open-table.ts';
import { summariseTable } from './summarise-table.ts';
import { type TableMessage, type TableTask, tableTaskSchema } from './table-task.ts';

const msBetweenReports = 200;
/** What the sheet is called in sentences: its name may hold the name of a person. */
const sheetName = '这份表格';

const tell = (message: TableMessage): void => parentPort?.postMessage(message, []);

async function compute(task: TableTask): Promise<TableMessage> {
  const schemes = createSchemes(loadWorkingDaysCalendar()).filter(({ id }) => task.schemes.includes(id));
  const schemeRemedy = `请从这些里选：${schemes.map(({ title }) => title).join('、')}`;
  const table = await openTable({
    path: task.input,
    name: sheetName,
    schemes,
    fallback: schemeOf(task.scheme, schemes),
    mostRows: task.mostRows,
    needsFacts: true,
    row: { asOf: task.asOf, schemeRemedy },
  });
  const of = (table.rows ?? 0) * task.outputs.length;
  const summarised = summariseTable(table);
  let rows = 0;
  let last = performance.now();
  for (const [at, output] of task.outputs.entries()) {
    await table.write(output, {
      tell: summarised.tell,
      onRow(computed, row) {
        if (at === 0) summarised.onRow(computed, row);
        rows += 1;
        if (performance.now() - last < msBetweenReports) return;
        last = performance.now();
        tell({ kind: 'progress', rows, of });
      },
    });
  }
  return { kind: 'done', summary: summarised.summary(), sha256: await digestOf(task.input) };
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) if (Buffer.isBuffer(chunk)) hash.update(chunk);
  return hash.digest('hex');
}

function explain(error: unknown, { folder }: TableTask): TableMessage {
  if (error instanceof WenzhengError && !error.message.includes(folder))
    return { kind: 'refused', sentence: error.message };
  if (error instanceof WenzhengError)
    return {
      kind: 'refused',
      sentence: '服务器现在写不下结果，请过一会儿再上传，或者请管理员检查磁盘空间。',
    };
  // Its message may hold what stands in a cell.
  const frames = (error instanceof Error ? (error.stack ?? '') : '').split('\n');
  return {
    kind: 'fault',
    fault: error instanceof Error ? error.name : typeof error,
    at: frames
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
}

const given = tableTaskSchema.parse(workerData);
tell(await compute(given).catch((error: unknown) => explain(error, given)));
