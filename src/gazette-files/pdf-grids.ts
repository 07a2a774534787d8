/** Rules that meet one another → grids of cells, with cells that go over several rows or columns. @module */
import type { PdfRule } from './pdf-rules.ts';

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface PdfGrid {
  /** Left edges of the columns and the right edge of the last. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly GridCell[];
}

const near = 3;
/** Columns and rows are wider than this; closer lines are one line drawn twice. */
const apart = 4;
const mostCells = 8000;

/** Grids of two cells or more, from the top of the page. */
export function findGrids(rules: readonly PdfRule[]): PdfGrid[] {
  const across = joined(rules.filter((rule) => rule.across));
  const down = joined(rules.filter((rule) => !rule.across));
  return groups(across, down)
    .flatMap((group) => gridOf(group))
    .toSorted((left, right) => (left.ys[0] ?? 0) - (right.ys[0] ?? 0));
}

/** Pieces of one line, drawn cell by cell, are one line. */
function joined(rules: readonly PdfRule[]): PdfRule[] {
  const found: PdfRule[] = [];
  const sorted = rules.toSorted((left, right) => left.at - right.at || left.from - right.from);
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    const at = sorted[from]?.at ?? 0;
    while (to < sorted.length && (sorted[to]?.at ?? 0) - at <= near / 2) to += 1;
    const pieces: { across: boolean; at: number; from: number; to: number }[] = [];
    for (const rule of sorted.slice(from, to).toSorted((left, right) => left.from - right.from)) {
      const open = pieces.at(-1);
      if (open !== undefined && rule.from <= open.to + near) open.to = Math.max(open.to, rule.to);
      else pieces.push({ ...rule });
    }
    found.push(...pieces);
    from = to;
  }
  return found;
}

interface Group {
  readonly across: PdfRule[];
  readonly down: PdfRule[];
}

function groups(across: readonly PdfRule[], down: readonly PdfRule[]): Group[] {
  const owner = new Map<PdfRule, PdfRule>();
  const root = (rule: PdfRule): PdfRule => {
    let at = rule;
    for (let next = owner.get(at); next !== undefined && next !== at; next = owner.get(at)) at = next;
    owner.set(rule, at);
    return at;
  };
  for (const each of [...across, ...down]) owner.set(each, each);
  for (const line of across)
    for (const post of down) {
      const meet =
        post.at >= line.from - near &&
        post.at <= line.to + near &&
        line.at >= post.from - near &&
        line.at <= post.to + near;
      if (meet) owner.set(root(line), root(post));
    }
  const found = new Map<PdfRule, Group>();
  for (const rule of [...across, ...down]) {
    const group = found.get(root(rule)) ?? { across: [], down: [] };
    found.set(root(rule), group);
    (rule.across ? group.across : group.down).push(rule);
  }
  return [...found.values()].filter((group) => group.across.length > 0 && group.down.length > 0);
}

/** Places without those that are nearly the same; an outer edge that is not drawn counts as drawn. */
function places(drawn: readonly number[], least: number, most: number): number[] {
  const found: number[] = [];
  for (const place of [...drawn, least, most].toSorted((left, right) => left - right))
    if (place - (found.at(-1) ?? -Infinity) > apart) found.push(place);
  return found;
}

function middle(list: readonly number[], index: number): number {
  return ((list[index] ?? 0) + (list[index + 1] ?? 0)) / 2;
}

function covers(rule: PdfRule, at: number, place: number): boolean {
  return Math.abs(rule.at - place) <= apart && rule.from <= at && rule.to >= at;
}

function gridOf({ across, down }: Group): PdfGrid[] {
  const xs = places(
    down.map((rule) => rule.at),
    Math.min(...across.map((rule) => rule.from)),
    Math.max(...across.map((rule) => rule.to)),
  );
  const ys = places(
    across.map((rule) => rule.at),
    Math.min(...down.map((rule) => rule.from)),
    Math.max(...down.map((rule) => rule.to)),
  );
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  if (rows < 1 || columns < 1 || rows * columns < 2 || rows * columns > mostCells) return [];
  const wallRight = (row: number, column: number) =>
    column + 1 >= columns || down.some((rule) => covers(rule, middle(ys, row), xs[column + 1] ?? 0));
  const wallBelow = (row: number, column: number) =>
    row + 1 >= rows || across.some((rule) => covers(rule, middle(xs, column), ys[row + 1] ?? 0));
  const taken = Array.from({ length: rows }, () => new Set<number>());
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      if (taken[row]?.has(column) === true) continue;
      let wide = 1;
      while (!wallRight(row, column + wide - 1) && taken[row]?.has(column + wide) !== true) wide += 1;
      let high = 1;
      const openBelow = (at: number) =>
        Array.from({ length: wide }, (_, each) => column + each).every((each) => !wallBelow(at, each));
      while (openBelow(row + high - 1)) high += 1;
      for (let each = row; each < row + high; each += 1)
        for (let side = column; side < column + wide; side += 1) taken[each]?.add(side);
      cells.push({ row, column, rows: high, columns: wide });
    }
  // A frame around text is no table.
  return cells.length < 2 ? [] : [{ xs, ys, cells }];
}
