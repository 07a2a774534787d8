import { expect, it } from 'vitest';
import type { Clause } from '../../src/gazette/model.ts';
import { rowWithUnits } from '../../src/answering/row-with-units.ts';

function row(columns: string[], cells: string[], caption: string | null = null): Clause {
  return {
    document: 0,
    kind: 'row',
    locator: '',
    headings: [],
    leadIn: null,
    row: { columns, cells, headerSpans: [], caption },
    spans: [],
    text: cells.join('\t'),
  };
}

it('a figure has the unit of its column', () => {
  expect(rowWithUnits(row(['序号', '项目', '收费标准（元）'], ['8', '告别厅', '600']))).toBe(
    '序号 8 项目 告别厅 收费标准（元） 600元',
  );
});

it('a figure has the unit that stands over the table, but a number in order has none', () => {
  expect(rowWithUnits(row(['序号', '名称', '标准'], ['1', '枇杷', '260'], '单位：元/株'))).toBe(
    '序号 1 名称 枇杷 标准 260元',
  );
});

it('words stay as they are', () => {
  expect(rowWithUnits(row(['项目', '标准（元）'], ['坟墓', '面议']))).toBe('项目 坟墓 标准（元） 面议');
});
