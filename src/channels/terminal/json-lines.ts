/**
 * JSON Lines from stdin to stdout: one line out for each line in, in order, written as soon as it is ready.
 * A line that cannot be read costs that line only.
 * @module
 */
import { once } from 'node:events';
import type { z } from 'zod';

/** A line of the input, decoded, or why it could not be. `number` counts from 1 and includes blank lines. */
export type InputLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly problem: string };

const lineFeed = 0x0a;
/** Nobody's question is longer than this; a file without line ends must not fill the memory. */
const maxLineBytes = 1024 * 1024;

/** Cuts a stream of bytes into lines; blank ones are left out, carriage returns and byte order marks removed. */
export async function* readInputLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  let number = 1;
  let kept: Uint8Array[] = [];
  let bytes = 0;
  const keep = (piece: Uint8Array) => {
    bytes += piece.length;
    if (bytes <= maxLineBytes) kept.push(piece);
  };
  const finish = (): InputLine | null => {
    const line =
      bytes > maxLineBytes ? { number, problem: '超过 1 MB' } : decodeLine(number, Buffer.concat(kept));
    number += 1;
    kept = [];
    bytes = 0;
    return line;
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      const line = finish();
      if (line) yield line;
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  const last = finish();
  if (last) yield last;
}

function decodeLine(number: number, bytes: Uint8Array): InputLine | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    return text === '' ? null : { number, text };
  } catch {
    return { number, problem: '不是 UTF-8 编码' };
  }
}

/** What cannot be answered: where it stood, its id if it had one that could be read, and what to change. */
export interface LineProblem {
  readonly id: string | number | null;
  readonly line: number;
  readonly message: string;
}

export interface JsonLinesOptions<Request> {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: NodeJS.WritableStream;
  readonly schema: z.ZodType<Request>;
  /** Gives the value that is written for a request, or a promise of it. */
  readonly handle: (request: Request) => unknown;
  /** Gives the value that is written for a line that cannot be read. */
  readonly describeProblem: (problem: LineProblem) => unknown;
}

/** @returns whether every line could be read. */
export async function processJsonLines<Request>(options: JsonLinesOptions<Request>): Promise<boolean> {
  let allRead = true;
  for await (const line of readInputLines(options.input)) {
    const request = parseRequest(line, options.schema);
    if ('problem' in request) allRead = false;
    const value =
      'problem' in request ? options.describeProblem(request.problem) : await options.handle(request.request);
    if (!options.output.write(`${JSON.stringify(value)}\n`)) await once(options.output, 'drain');
  }
  return allRead;
}

function parseRequest<Request>(
  line: InputLine,
  schema: z.ZodType<Request>,
): { request: Request } | { problem: LineProblem } {
  const place = `第 ${line.number} 行`;
  if ('problem' in line) {
    return {
      problem: { id: null, line: line.number, message: `${place}${line.problem}，请改正后重发这一行。` },
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    const message = `${place}不是完整的 JSON，请写成一行，例如 {"id":"1","q":"低保户住院能报多少"}。`;
    return { problem: { id: null, line: line.number, message } };
  }
  const result = schema.safeParse(value);
  if (result.success) return { request: result.data };
  const field = result.error.issues[0]?.path.join('.');
  const message = field
    ? `${place}的字段 ${field} 缺失或写法不对，请改正后重发这一行。`
    : `${place}不是一个 JSON 对象，请写成 {"id":"1","q":"问题"} 的样子。`;
  return { problem: { id: readableId(value), line: line.number, message } };
}

function readableId(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
}
