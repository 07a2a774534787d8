/** The straight lines drawn on a page: strokes, and the thin boxes that many programs draw instead. @module */
import type { OPS, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Turn } from './open-pdf.ts';

export interface PdfRule {
  readonly across: boolean;
  /** Height of a line across, distance from the left of a line down. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

type Operators = Awaited<ReturnType<PDFPageProxy['getOperatorList']>>;
type Matrix = readonly number[];

const thin = 3;
const shortest = 4;
/** A page with more is a drawing, not a table. */
const mostRules = 6000;

export function readRules(operators: Operators, codes: typeof OPS, start: Matrix, turn: Turn): PdfRule[] {
  const rules: PdfRule[] = [];
  let matrix = start;
  const saved: Matrix[] = [];
  const strokes: ReadonlySet<number> = new Set([
    codes.stroke,
    codes.closeStroke,
    codes.fillStroke,
    codes.eoFillStroke,
    codes.closeFillStroke,
    codes.closeEOFillStroke,
  ]);
  const fills: ReadonlySet<number> = new Set([codes.fill, codes.eoFill]);
  for (let index = 0; index < operators.fnArray.length && rules.length < mostRules; index += 1) {
    const code = operators.fnArray[index];
    const given: unknown = operators.argsArray[index];
    if (code === codes.save) saved.push(matrix);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = saved.pop() ?? start;
    else if (code === codes.transform) matrix = multiply(matrix, numbersOf(given));
    else if (code === codes.paintFormXObjectBegin) {
      saved.push(matrix);
      matrix = multiply(matrix, numbersOf(Array.isArray(given) ? given[0] : null));
    } else if (code === codes.constructPath && Array.isArray(given)) {
      const paint = Number(given[0]);
      const path = numbersOf(Array.isArray(given[1]) ? given[1][0] : null);
      const place = matrix;
      const point = (x: number, y: number): readonly [number, number] => {
        const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = place;
        return turn(a * x + c * y + e, b * x + d * y + f);
      };
      if (strokes.has(paint)) addStrokes(pathsOf(path, point), rules);
      else if (fills.has(paint)) addThinBoxes(pathsOf(path, point), rules);
    }
  }
  return rules;
}

function numbersOf(given: unknown): readonly number[] {
  if (given instanceof Float32Array || Array.isArray(given)) return Array.from(given, Number);
  return [];
}

function multiply(left: Matrix, right: Matrix): Matrix {
  if (right.length !== 6) return left;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = left;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = right;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

type Point = readonly [number, number];

/** Corners of each part of a path; curves only by where they end. */
function pathsOf(path: readonly number[], point: (x: number, y: number) => Point): Point[][] {
  const paths: Point[][] = [];
  let current: Point[] = [];
  const sizes = [2, 2, 6, 4, 0];
  for (let at = 0; at < path.length; ) {
    const code = path[at] ?? -1;
    const size = sizes[code];
    if (size === undefined) break;
    const end = at + size;
    if (code === 0) {
      if (current.length > 1) paths.push(current);
      current = [];
    }
    const first = current[0];
    if (code === 4 && first !== undefined) current.push(first);
    else if (size > 0) current.push(point(path[end - 1] ?? 0, path[end] ?? 0));
    at = end + 1;
  }
  if (current.length > 1) paths.push(current);
  return paths;
}

function addStrokes(paths: readonly Point[][], rules: PdfRule[]): void {
  for (const path of paths)
    for (let index = 1; index < path.length; index += 1) {
      const [fromX, fromY] = path[index - 1] ?? [0, 0];
      const [toX, toY] = path[index] ?? [0, 0];
      addLine(
        [Math.min(fromX, toX), Math.min(fromY, toY)],
        [Math.max(fromX, toX), Math.max(fromY, toY)],
        rules,
      );
    }
}

function addThinBoxes(paths: readonly Point[][], rules: PdfRule[]): void {
  for (const path of paths) {
    const xs = path.map(([x]) => x);
    const ys = path.map(([, y]) => y);
    if (path.length > 8) continue;
    addLine([Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)], rules);
  }
}

function addLine([left, top]: Point, [right, bottom]: Point, rules: PdfRule[]): void {
  const width = right - left;
  const height = bottom - top;
  if (height <= thin && width >= shortest && width > height * 2)
    rules.push({ across: true, at: (top + bottom) / 2, from: left, to: right });
  else if (width <= thin && height >= shortest && height > width * 2)
    rules.push({ across: false, at: (left + right) / 2, from: top, to: bottom });
}
