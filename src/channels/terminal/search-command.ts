import { z } from 'zod';
import type { App } from '../../app.ts';
import type { AnswerPassage } from '../../answering/answer.ts';
import { terminalColumns } from './ask-command.ts';
import type { FolderOptions } from './folders.ts';
import { processJsonLines } from './json-lines.ts';
import { openApp } from './open-app.ts';
import { hang, wrapText } from './wrap-text.ts';

export interface SearchOptions extends FolderOptions {
  /** Absent with `json`: words come as JSON Lines on stdin. */
  readonly text?: string;
  /** Number of passages wanted. */
  readonly k?: number;
  readonly json?: boolean;
}

/** One search of the JSON Lines; `k` wins over the command line's. */
const searchRequestSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  q: z.string(),
  k: z.number().int().min(1).max(100).optional(),
});

const defaultCount = 10;

/** @returns exit code: 1 when a line of the input could not be read. */
export async function runSearch({
  text,
  k = defaultCount,
  json = false,
  ...folders
}: SearchOptions): Promise<number> {
  const app = await openApp(folders);
  if (text === undefined) {
    const allRead = await processJsonLines({
      input: process.stdin,
      output: process.stdout,
      schema: searchRequestSchema,
      handle: (request) => ({ id: request.id ?? null, ...app.search(request.q, request.k ?? k) }),
      describeProblem: ({ id, line, message }) => ({
        id,
        line,
        status: 'error_input',
        answer: message,
        passages: [],
        rejected: [],
      }),
    });
    return allRead ? 0 : 1;
  }
  const found = app.search(text, k);
  process.stdout.write(
    json ? `${JSON.stringify({ id: null, ...found })}\n` : formatSearch(found, terminalColumns()),
  );
  return 0;
}

function formatSearch({ passages, rejected }: ReturnType<App['search']>, columns: number): string {
  if (passages.length === 0) return '没有找到相关的段落，换个说法再试。\n';
  const listed = passages.map((passage, index) => formatPassage(passage, index + 1, columns));
  return `${listed.join('\n\n')}\n\n另有 ${rejected.length} 个段落得分较低，没有列出（--json 可见）。\n`;
}

function formatPassage(passage: AnswerPassage, rank: number, columns: number): string {
  const { documentNumber, title, locator, score, parts, text } = passage;
  const sum = Object.entries(parts)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name} ${value.toFixed(3)}`);
  const place = [documentNumber, `《${title}》`, locator].filter(Boolean).join(' ');
  return [
    hang(place, `${rank}. `, columns),
    wrapText(`得分 ${score.toFixed(3)} = ${sum.join(' + ')}`, columns, '   '),
    wrapText(text, columns, '   '),
  ].join('\n');
}
