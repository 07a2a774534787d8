import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { isTableLine, sourceLines } from '../../src/gazette/source-lines.ts';

const tableLines = (text: string): string[] =>
  sourceLines(text)
    .filter(isTableLine)
    .map((line) => line.text);

it.each([
  ['two spaces', '区域  首小时  全天最高\n一类区域（内环以内）  6元  50元\n二类区域  4元  30元'],
  ['wide spaces', '区域　首小时　全天最高\n一类区域　6元　50元\n二类区域　4元　30元'],
  ['one space', '序号 指标 2025年 2030年\n1 助餐点 268个 500个\n2 持证人数 1900人 4000人'],
])('a table whose columns stand apart by %s is read as rows', (_gap, text) => {
  expect(tableLines(text)).toEqual(text.split('\n'));
});

it.each([
  ['names', '张某某  李某某  王某某\n赵某某  孙某某  周某某\n吴某某  郑某某  冯某某'],
  ['a contents page', '关于低保的通知  民政局  1\n关于养犬的通知  公安局  5\n关于停车的通知  发改局  9'],
  ['a head and one row', '区域  首小时  全天最高\n一类区域  6元  50元'],
  ['sentences', '第一条 为了规范停车 制定本办法。\n第二条 停车 每次收费5元。\n第三条 停车 超过1天的。'],
])('%s are no table', (_name, text) => {
  expect(tableLines(text)).toEqual([]);
});

it('a row typed with spaces keeps its cells apart, and its text stands in the source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-spaced-'));
  try {
    writeFileSync(
      join(folder, 'a.txt'),
      '东山县停车收费通知\n\n一、收费标准如下：\n区域    首小时    全天最高\n一类区域    6元    50元\n二类区域    4元    30元\n二、本通知自印发之日起执行。\n',
    );
    const { clauses } = readCorpus(folder);
    const rows = clauses.flatMap(({ row, text }) => (row === null ? [] : [{ ...row, text }]));
    expect(rows.map(({ columns, cells, text }) => ({ columns, cells, text }))).toEqual([
      {
        columns: ['区域', '首小时', '全天最高'],
        cells: ['一类区域', '6元', '50元'],
        text: '一类区域\t6元\t50元',
      },
      {
        columns: ['区域', '首小时', '全天最高'],
        cells: ['二类区域', '4元', '30元'],
        text: '二类区域\t4元\t30元',
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
