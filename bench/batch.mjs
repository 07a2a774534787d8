/**
 * Tables of cases: rows a second and peak memory, for CSV and for .xlsx, each in a process of its own.
 * Usage, after `npm run build`: node bench/batch.mjs [rows of the CSV (100000)] [--dist folder]
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { compiledFolder, positionals, printTable, seededRandom, temporaryFolder } from './peers-common.mjs';

const rows = Number(positionals[0] ?? 100_000);
const headings = [
  '姓名',
  '对象类别',
  '户籍',
  '定点医疗机构',
  '就医方式',
  '收据日期',
  '政策范围内个人自付',
  '患重特大疾病',
];
const classes = ['低保', '特困供养人员', '建档立卡', '低收入家庭老年人', '因病致贫家庭重病患者'];

/** One row in fifty has a fault, as tables typed by hand do. */
function* people(count) {
  const random = seededRandom(7);
  const oneOf = (values) => values[Math.floor(random() * values.length)];
  for (let row = 0; row < count; row += 1) {
    const amount = row % 50 === 49 ? '几千块' : (Math.floor(random() * 9_000_000) / 100).toFixed(2);
    const month = `${oneOf(['2018', '2019'])}-${String(4 + Math.floor(random() * 8)).padStart(2, '0')}`;
    yield [
      `第${row}户`,
      oneOf(classes),
      '本区',
      '是',
      oneOf(['住院', '普通门诊', '']),
      month,
      amount,
      oneOf(['是', '否', '']),
    ];
  }
}

async function writeCsv(file, count) {
  const stream = createWriteStream(file);
  stream.write(`${headings.join()}\n`);
  for (const cells of people(count)) {
    if (!stream.write(`${cells.join()}\n`)) await new Promise((resolve) => stream.once('drain', resolve));
  }
  stream.end();
  await finished(stream);
}

const command = pathToFileURL(join(compiledFolder, 'channels/terminal/calc-batch-command.js')).href;
const script = `
const [command, input, output] = process.argv.slice(1);
const { runCalcBatch } = await import(command);
const began = performance.now();
await runCalcBatch({ input, output, scheme: 'medical-aid', asOf: '2019-12-31' });
process.stderr.write('\\n' + JSON.stringify({ seconds: (performance.now() - began) / 1000, peak: process.resourceUsage().maxRSS / 1024 }));
`;

function measure(input, output) {
  const { stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, command, input, output],
    {
      encoding: 'utf8',
    },
  );
  return JSON.parse(stderr.slice(stderr.lastIndexOf('\n') + 1));
}

const megabytes = (file) => (statSync(file).size / 1e6).toFixed(1);
const folder = temporaryFolder();
const table = [];
for (const [from, to, count] of [
  ['csv', 'csv', Math.ceil(rows / 10)],
  ['csv', 'csv', rows],
  ['csv', 'xlsx', rows],
  ['xlsx', 'xlsx', rows],
  ['xlsx', 'csv', rows],
]) {
  const input = join(folder, `in-${count}.${from}`);
  const output = join(folder, `out-${count}.${to}`);
  if (from === 'csv') await writeCsv(input, count);
  else await writeXlsx(input, count);
  const { seconds, peak } = measure(input, output);
  table.push([
    `${from} → ${to}`,
    count,
    megabytes(input),
    megabytes(output),
    seconds.toFixed(1),
    Math.round(count / seconds),
    Math.round(peak),
  ]);
}
printTable(
  '表格批量计算（医疗救助，8 列）',
  ['文件', '行数', '输入 MB', '输出 MB', '秒', '行/秒', '内存峰值 MB'],
  table,
);

async function writeXlsx(file, count) {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const stream = createWriteStream(file);
  const cells = (function* () {
    yield headings;
    for (const person of people(count)) {
      yield person.map((cell, at) =>
        at === 6 && cell !== '几千块' ? Number(cell) : cell === '' ? null : cell,
      );
    }
  })();
  for await (const chunk of writeXlsxStream(cells, { name: '名单' })) stream.write(chunk);
  stream.end();
  await finished(stream);
}
