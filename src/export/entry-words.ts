/** Words of the gazettes as they stand in an entry: never altered, only cut before a private person's number. @module */
import type { Clause, Corpus, PolicyDocument } from '../gazette/model.ts';
import { cutBeforePrivateNumber, maskPrivateNumbers } from '../gazette/private-numbers.ts';
import { limits } from './entry.ts';

/** Room for what stands before and after the text of a document. */
const roomAround = 2000;

/** The cited clauses, verbatim, each under its locator; a list item with the sentence that leads into it. */
export function excerpts(corpus: Corpus, clauses: readonly number[]): string {
  const shown = new Set<number>();
  const blocks: string[] = [];
  for (const index of clauses) {
    const clause = corpus.clauses[index];
    if (clause === undefined) continue;
    for (const each of [clause.leadIn, index]) {
      const cited = corpus.clauses[each ?? -1];
      if (each === null || cited === undefined || shown.has(each)) continue;
      shown.add(each);
      blocks.push(`${placeOf(cited)}：${excerpt(cited)}`);
    }
  }
  return blocks.join('\n');
}

/** 第七条; 正文 where the text has no numbering. */
export function placeOf({ locator }: Clause): string {
  return locator === '' ? '正文' : locator;
}

function excerpt(clause: Clause): string {
  if (clause.row === null) return `“${shownPart(clause.text)}”`;
  const { caption, columns, cells } = clause.row;
  const head = columns.some((column) => column !== '') ? `表头：${row(columns)}；` : '';
  return `${caption === null ? '' : `表格“${shownPart(caption)}”，`}${head}这一行：“${shownPart(row(cells))}”`;
}

const row = (cells: readonly string[]): string => cells.join('｜');

function shownPart(text: string): string {
  const part = cutBeforePrivateNumber(text);
  return (part.length < text.length ? `${part}……（后面有私人号码，不导出）` : part).replaceAll('\t', '｜');
}

/** The text of a document with its headings; where it is longer than an entry can be, up to a clause, and says so. */
export function fullText(corpus: Corpus, document: PolicyDocument): string {
  const [first, last] = document.clauses;
  const lines: string[] = [];
  let length = 0;
  let open: readonly string[] = [];
  let table = '';
  for (let index = first; index < last; index += 1) {
    const clause = corpus.clauses[index];
    if (clause === undefined) continue;
    const added = [...newHeadings(clause, open), ...newColumns(clause, table), publicLine(clause)];
    const addedLength = added.reduce((sum, line) => sum + line.length + 1, 0);
    if (length + addedLength > limits.content - roomAround) {
      lines.push(`（原文太长，这里到第${index - first}段为止，共${last - first}段，其余请看来源。）`);
      break;
    }
    lines.push(...added);
    length += addedLength;
    open = clause.headings;
    table = headOf(clause);
  }
  return lines.join('\n');
}

/** Headings that begin here; one that the clause's own text begins with is not said twice. */
function newHeadings({ headings, text }: Clause, open: readonly string[]): string[] {
  const from = headings.findIndex((heading, depth) => heading !== open[depth]);
  return from < 0
    ? []
    : headings
        .slice(from)
        .filter((heading) => !text.startsWith(heading) && !isArticle(heading))
        .map((heading) => maskPrivateNumbers(heading));
}

/** 第三条 above its own items has stood in the text as a clause. */
const isArticle = (heading: string): boolean => /^第[一二三四五六七八九十百零\d]+条$/.test(heading);

const headOf = ({ row: own }: Clause): string =>
  own === null ? '' : `${own.caption ?? ''}\n${row(own.columns)}`;

function newColumns(clause: Clause, table: string): string[] {
  const head = headOf(clause);
  return clause.row === null || head === table
    ? []
    : head
        .split('\n')
        .filter((line) => line.replaceAll('｜', '') !== '')
        .map((line) => maskPrivateNumbers(line));
}

const publicLine = ({ text }: Clause): string => maskPrivateNumbers(text).replaceAll('\t', '｜');
