import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readXlsx } from '../../src/batch/read-xlsx.ts';
import type { TableRow } from '../../src/batch/table.ts';
import { WenzhengError } from '../../src/errors.ts';
import { type Part, textRow, workbookParts, zipArchive } from './zip-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-xlsx-'));
const notes: string[] = [];

async function read(archive: Uint8Array): Promise<TableRow[]> {
  const file = join(folder, 'table.xlsx');
  writeFileSync(file, archive);
  const rows: TableRow[] = [];
  for await (const row of readXlsx(file, (note) => notes.push(note))) rows.push(row);
  return rows;
}

const readCells = async (cells: string, shared?: string) =>
  (await read(zipArchive(workbookParts(`<row r="1">${cells}</row>`, shared))))[0]?.cells;

async function refusal(archive: Uint8Array): Promise<string> {
  const error: unknown = await read(archive).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WenzhengError);
  const message = error instanceof WenzhengError ? error.message : '';
  expect(message).toMatch(/^[^。]*table\.xlsx[^。]*。$/);
  return message;
}

describe('a sheet', () => {
  it('gives numbers, days, yes and no, and texts', async () => {
    const cells = '<c r="A1"><v>18600.5</v></c><c r="B1" s="1"><v>43313</v></c><c r="D1" t="b"><v>1</v></c>';
    const shared = '<c r="E1" t="s"><v>0</v></c><c r="F1" t="s"><v>1</v></c>';
    const strings = '<si><t>低保</t></si><si><r><t>特困</t></r><r><t>供养</t></r></si>';
    expect(await readCells(cells + shared, strings)).toEqual([
      18600.5,
      '2018-08-01',
      '',
      true,
      '低保',
      '特困供养',
    ]);
  });

  it('gives the saved value of a formula without the noise of binary fractions', async () => {
    expect(await readCells('<c r="A1"><f>SUM(B1:C1)</f><v>18600.499999999996</v></c>')).toEqual([18600.5]);
    expect(await readCells('<c r="A1" t="str"><f>B1</f><v>住院</v></c>')).toEqual(['住院']);
  });

  it('keeps the numbers of the rows where lines were left out', async () => {
    const rows = await read(zipArchive(workbookParts('<row r="2"><c r="A2"><v>1</v></c></row><row r="9"/>')));
    expect(rows.map(({ number }) => number)).toEqual([2, 9]);
  });

  it('is the first one, and it is told when there are others', async () => {
    notes.length = 0;
    const parts = [
      ...workbookParts(textRow(['低保'])),
      { name: 'xl/worksheets/sheet2.xml', text: '<worksheet/>' },
    ];
    expect((await read(zipArchive(parts)))[0]?.cells).toEqual(['低保']);
    expect(notes).toEqual([expect.stringContaining('只算第一张')]);
  });
});

const zeros = '0'.repeat(50_000_000);
const withSheet = (part: Partial<Part>): Part[] =>
  workbookParts(textRow(['低保'])).map((each) =>
    each.name.includes('sheet1') ? { ...each, ...part } : each,
  );

const long = 'x'.repeat(20_000_000);
const withStyles = (text: string): Part[] =>
  workbookParts(textRow(['低保'])).map((each) => (each.name.includes('styles') ? { ...each, text } : each));

describe('what a reader would hold or look through again and again is refused at once', () => {
  it.each<[string, string, () => Part[]]>([
    ['标签太长', 'an attribute', () => workbookParts(`<row r="2" a="${long}"/>`)],
    ['标签太长', 'an attribute with the ends of tags', () => workbookParts(`<row a="${'>'.repeat(1e7)}"/>`)],
    ['标签太长', 'a text of <', () => workbookParts(`<row><c t="str"><v>${'<'.repeat(1e7)}</v></c></row>`)],
    ['标签太长', 'a comment', () => workbookParts(`<!-- ${'>'.repeat(1e7)} -->`)],
    ['标签太长', 'a data section', () => workbookParts(`<![CDATA[${'>'.repeat(1e7)}]]>`)],
    ['标签太长', 'an instruction', () => workbookParts(`<?a ${'>'.repeat(1e7)}?>`)],
    ['标签太长', 'blanks after the last row', () => workbookParts(textRow(['低保']) + ' '.repeat(1e7))],
    [
      '标签太长',
      'long texts in great number',
      () => workbookParts(`<a>${' '.repeat(200_000)}</a>`.repeat(400)),
    ],
    ['标签太长', 'blanks in the formats', () => withStyles(`<styleSheet>${' '.repeat(1e7)}</styleSheet>`)],
    ['标签太长', 'a shared text', () => workbookParts('', `<si><t>${long}</t></si>`)],
    [
      '不同的文字太多',
      'a shared text of many runs',
      () => workbookParts('', `<si>${`<r><t>${'x'.repeat(10_000)}</t></r>`.repeat(8_000)}</si>`),
    ],
    ['一行太长', 'a row of countless cells', () => workbookParts(`<row>${'<c/>'.repeat(1_500_000)}</row>`)],
    [
      '一行太长',
      'a row that seems to end',
      () => workbookParts(`<row>${'<c/></row x><row/x/></a:b:row>'.repeat(300_000)}</row>`),
    ],
    [
      '一行太长',
      'a cell of many pieces',
      () => workbookParts(`<row><c><v>${'x<!---->'.repeat(1e6)}</v></c></row>`),
    ],
    ['32767字的单元格', 'a cell', () => workbookParts(textRow(['x'.repeat(32_768)]))],
    [
      '内部结构不对',
      'a part under another name',
      () =>
        workbookParts('').map((part) => ({ ...part, text: part.text.replace('styles.xml', 'styles.bin') })),
    ],
  ])('%s: %s', async (reason, _, parts) => {
    const archive = zipArchive(parts());
    const began = performance.now();
    expect(await refusal(archive)).toContain(reason);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('and what a spreadsheet may hold is read', async () => {
    const text = 'x&quot;'.repeat(16_383);
    const blank = '<row r="3" spans="1:8"/>'.repeat(190_000);
    const merged = `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(300_000)}</mergeCells>`;
    const sheet = `<!-- a > b --><?x a > b ?>${textRow([text, 'b'])}${blank}`;
    const parts = workbookParts(sheet).map((part) => ({
      ...part,
      text: part.text.replace('</sheetData>', `</sheetData>${merged}`),
    }));
    const rows = await read(zipArchive(parts));
    expect(rows.length).toBe(190_001);
    expect(rows[0]?.cells).toEqual(['x"'.repeat(16_383), 'b']);
  });
});

describe('an archive is refused with one sentence', () => {
  it.each<[string, () => Uint8Array]>([
    ['解压后太大', () => zipArchive(withSheet({ declared: 500_000_000 }))],
    ['部分', () => zipArchive(Array.from({ length: 1001 }, (_, at) => ({ name: `a${at}.xml`, text: '' })))],
    ['不同的文字太多', () => zipArchive(workbookParts('', '<si/>'.repeat(1_600_000)))],
    [
      '内部结构不对',
      () => {
        const parts = workbookParts('<si/>'.repeat(1_600_000));
        return zipArchive(
          parts.map((part) => ({
            ...part,
            text: part.text.replace('sharedStrings.xml', 'worksheets/sheet1.xml'),
          })),
        );
      },
    ],
    ['大小不符', () => zipArchive(withSheet({ declared: 0 }))],
    [
      '已损坏',
      () =>
        zipArchive(withSheet({ text: `<worksheet><sheetData><row><c t="str"><v>${zeros}`, declared: 1000 })),
    ],
    ['已损坏', () => zipArchive([...withSheet({}), { name: 'xl/more.xml', text: zeros, declared: 1000 }])],
    ['超过300列', () => zipArchive(workbookParts('<row r="1"><c r="XFD1"><v>1</v></c></row>'))],
    ['超过200000行', () => zipArchive(workbookParts('<row/>'.repeat(200_001)))],
    ['已损坏', () => Buffer.from('PK 并不是压缩文件，只是看上去像')],
    ['已损坏', () => zipArchive([{ name: 'a.txt', text: 'a' }])],
    ['旧版 Excel', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('%s', async (reason, archive) => {
    const before = process.memoryUsage().rss;
    expect(await refusal(archive())).toContain(reason);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });
});
