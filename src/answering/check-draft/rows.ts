/** What stands in which cell of a table's row. @module */
import { otherRole } from './agents.ts';
import { contrasted } from './contrasts.ts';
import type { DraftFigure } from './draft-figures.ts';
import { sameFigure } from './figure-zones.ts';
import { pairsShared } from './local-changes.ts';
import { plainText } from './plain-text.ts';
import { sharesPair } from './polarity.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

interface Cell {
  readonly head: string;
  readonly start: number;
  readonly end: number;
}

/** The cells of a row in its normal form; a row is written as `head cell；head cell`. */
function cellsOf(unit: PreparedUnit): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  for (const written of unit.unit.text.split('；')) {
    const text = plainText(written);
    const start = unit.text.indexOf(text, from);
    if (start < 0) continue;
    from = start + text.length;
    cells.push({ head: plainText(written.trim().split(/\s/)[0] ?? ''), start, end: from });
  }
  return cells;
}

const cellOf = (cells: readonly Cell[], { from }: DraftFigure): Cell | undefined =>
  cells.find(({ start, end }) => start <= from && from < end);

/** The head that was named last. */
function headBefore(text: string, cells: readonly Cell[]): Cell | undefined {
  const places = cells.map(({ head }) => (head.length > 1 ? text.lastIndexOf(head) : -1));
  const last = Math.max(...places);
  return last < 0 ? undefined : cells[places.lastIndexOf(last)];
}

const alike = 4;
const goesOnAlike = (said: string, ruled: string): boolean =>
  new RegExp(`^\\p{Script=Han}{${alike}}`, 'u').test(said) && ruled.startsWith(said.slice(0, alike));

/** 责任单位是区发展改革局 where that stands in the cell of 协助单位: the head. */
function valueOfAnother(spoken: string, unit: PreparedUnit, cells: readonly Cell[]): string | null {
  for (const { head, start, end } of cells) {
    if (head.length < 2) continue;
    for (let at = spoken.indexOf(head); at >= 0; at = spoken.indexOf(head, at + 1)) {
      const value = /^(?:就?是|为|:)([^,;。]*)/.exec(spoken.slice(at + head.length))?.[1];
      if (value === undefined) continue;
      const own = pairsShared(value, unit.text.slice(start, end));
      const other = cells.filter((cell) => cell.start !== start);
      const most = Math.max(
        0,
        ...other.map((cell) => pairsShared(value, unit.text.slice(cell.start, cell.end))),
      );
      if (most > own + 1) return head;
    }
  }
  return null;
}

/**
 * @param text The sentence of the draft in normal form.
 * @param figures Those of the piece; `chosen` are what the row has for those that are no dates, or for the dates where all are.
 * @returns the reason in plain Chinese, or null.
 */
export function wrongCell(
  text: string,
  spoken: string,
  figures: readonly DraftFigure[],
  unit: PreparedUnit,
  chosen: readonly DraftFigure[],
): string | null {
  if (spoken.split(/[,;。:]/).some((part) => otherRole(part, unit.text))) return '负责和协助的单位说反了';
  const other = contrasted(spoken, unit.text);
  if (other !== null) return `表里这一行是“${other}”`;
  const cells = cellsOf(unit);
  const valued = valueOfAnother(spoken, unit, cells);
  if (valued !== null) return `表里“${valued}”不是这个`;
  const dates = figures.filter(({ kind }) => kind === 'date');
  const stated = dates.length === figures.length ? dates : figures.filter(({ kind }) => kind !== 'date');
  for (const [at, figure] of stated.entries()) {
    const known = chosen[at];
    const cell = known === undefined ? undefined : cellOf(cells, known);
    // 40岁以上居民肺功能检测率15%: the first figure is a part of the words that its own cell has.
    if (
      cell === undefined ||
      known === undefined ||
      goesOnAlike(text.slice(figure.end), unit.text.slice(known.end, cell.end))
    )
      continue;
    const lead =
      text
        .slice(0, figure.start)
        .split(/[,;。:、]/)
        .at(-1) ?? '';
    const named = headBefore(text.slice(0, figure.start), cells);
    const namesOwn = sharesPair(lead, cell.head) && !lead.includes(named?.head ?? '\n');
    const holds =
      named === undefined || named === cell || unit.text.slice(cell.start, cell.end).includes(named.head);
    if (!namesOwn && !holds) return `表里“${named.head}”不是这个数`;
    const own = unit.figures.filter(
      ({ kind, from }) => kind === 'date' && cell.start <= from && from < cell.end,
    );
    if (own.length > 0 && figure.kind !== 'date')
      for (const date of dates)
        if (!own.some((one) => sameFigure(date, one, unit))) return '表里这个日期的数不是这个';
  }
  return null;
}
