/**
 * A CSV file, a piece at a time: UTF-8 with or without a byte order mark, GBK (GB 18030) and UTF-16 as spreadsheets save them.
 * @module
 */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { largestTable, type TableRow } from './table.ts';

/** An unclosed quotation mark would otherwise take the whole rest of the file into one cell. */
const largestRowCharacters = 1_000_000;
const recordSchema = z.array(z.string());

/** @param name what the file is called in sentences. @throws WenzhengError input_invalid, naming the file. */
export async function* readCsv(path: string, name: string = path): AsyncGenerator<TableRow> {
  const { encoding, delimiter } = await detect(path, name);
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: largestRowCharacters,
  });
  const decode = (bytes: AsyncIterable<Buffer>) => decoded(bytes, encoding);
  // What goes wrong on the way reaches the loop below through the parser.
  pipeline(createReadStream(path), decode, parser).catch(() => {});
  let number = 0;
  try {
    for await (const record of parser) {
      number += 1;
      const cells = recordSchema.parse(record);
      if (cells.length > largestTable.columns) {
        throw new WenzhengError(
          'input_invalid',
          `${name} 第${number}行有${cells.length}列，超过${largestTable.columns}列，请删去不用的列，或检查分隔符。`,
        );
      }
      yield { number, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = `${name} 第${number + 1}行`;
    throw new WenzhengError(
      'input_invalid',
      error.code === 'CSV_MAX_RECORD_SIZE'
        ? `${place}超过${largestRowCharacters / 10_000}万个字符，请把太长的单元格改短，或检查引号是不是没有成对。`
        : `${place}的引号没有成对，请补上或删去引号。`,
      { cause: error },
    );
  }
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Reads the file once to the end: GBK that looks like UTF-8 at the beginning would otherwise be read wrongly. */
async function detect(file: string, name: string): Promise<{ encoding: string; delimiter: string }> {
  const mark = await firstBytes(file, 2);
  const encodings = mark.equals(Buffer.of(0xff, 0xfe)) ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    const head = await headOf(file, encoding);
    if (head === null) continue;
    const [line = ''] = head.split(/\r?\n/, 1);
    const delimiter = [',', '\t', ';'].find((sign) => line.includes(sign)) ?? ',';
    return { encoding, delimiter };
  }
  throw new WenzhengError(
    'input_invalid',
    `${name} 的编码不对或者内容有损坏，请另存为 UTF-8 或 GBK 的 CSV。`,
  );
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: count - 1 })) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The beginning of the text, or null when the file is not in this encoding. */
async function headOf(file: string, encoding: string): Promise<string | null> {
  let head = '';
  try {
    for await (const text of decoded(createReadStream(file), encoding)) {
      // No table has a zero byte: it is an archive or a picture with the wrong name.
      if (text.includes('\0')) return null;
      if (head === '') head = text;
    }
    return head;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
