/**
 * The first sheet of an .xlsx file, a row at a time. Of a formula the value that was saved with it is read.
 * @module
 */
import { readFile, stat } from 'node:fs/promises';
import { type CellValue, HucreError } from 'hucre';
import { streamXlsxRows } from 'hucre/xlsx';
import { WenzhengError } from '../errors.ts';
import { checkArchive } from './check-archive.ts';
import { type Cell, largestTable, type TableRow } from './table.ts';

/**
 * @param tell is told when there are other sheets, which are not read.
 * @param file what the file is called in sentences.
 * @throws WenzhengError input_invalid, naming the file.
 */
export async function* readXlsx(
  path: string,
  tell: (note: string) => void,
  file: string = path,
): AsyncGenerator<TableRow> {
  const { size } = await stat(path);
  if (size > largestTable.xlsxBytes) {
    throw new WenzhengError('input_invalid', `${file} 超过 64 MB，没有读取，请另存为 CSV 后再试。`);
  }
  const bytes = await readFile(path);
  if ((await checkArchive(file, bytes)) > 1) tell(`${file} 有几张工作表，只算第一张。`);
  let rows = 0;
  try {
    for await (const { index, values } of streamXlsxRows(bytes)) {
      rows += 1;
      if (rows > largestTable.xlsxRows) throw tooLarge(file, `超过${largestTable.xlsxRows}行`);
      if (values.length > largestTable.columns) throw tooLarge(file, `超过${largestTable.columns}列`);
      const cells = values.map(cellOf);
      if (cells.some((cell) => typeof cell === 'string' && cell.length > largestTable.cellCharacters))
        throw tooLarge(file, `第${index + 1}行有超过${largestTable.cellCharacters}字的单元格`);
      yield { number: index + 1, cells };
    }
  } catch (error) {
    if (!(error instanceof HucreError || error instanceof TypeError)) throw error;
    throw new WenzhengError(
      'input_invalid',
      `${file} 读到第${rows}行读不下去，文件可能已损坏，请用 Excel 或 WPS 重新另存。`,
      { cause: error },
    );
  }
}

const tooLarge = (file: string, reason: string): WenzhengError =>
  new WenzhengError('input_invalid', `${file} ${reason}，请拆成几个文件，或另存为 CSV 并删去不用的列。`);

function cellOf(value: CellValue): Cell {
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  // A spreadsheet shows fifteen digits: 18600.499999999996 from a formula is 18600.5 to its author.
  return typeof value === 'number' ? Number(value.toPrecision(15)) : value;
}
