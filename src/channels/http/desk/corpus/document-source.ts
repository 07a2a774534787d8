/** The lines of a document in its source beside its clauses. @module */
import { charactersIn, type SourceParts } from '../../../../editions/source-parts.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type {
  Clause,
  Corpus,
  PolicyDocument,
  Segment,
  SegmentRole,
  Span,
} from '../../../../gazette/model.ts';

export type PartRole = SegmentRole | 'lost';

export interface LinePart {
  readonly role: PartRole;
  readonly text: string;
}

export interface SourceLine {
  /** As an editor counts them, from 1. */
  readonly number: number;
  readonly parts: readonly LinePart[];
}

/** Lines that follow each other and hold the same clauses. */
export interface SourceBlock {
  /** Clauses counted from 1 within the document; none for titles, headings, page furniture. */
  readonly clauses: readonly number[];
  /** Those of them that no block before holds. */
  readonly begins: readonly number[];
  readonly lines: readonly SourceLine[];
}

export interface NumberedClause {
  /** From 1 within the document. */
  readonly number: number;
  readonly clause: Clause;
  /** First and last line. */
  readonly lines: readonly [first: number, last: number];
}

export interface DocumentSource {
  readonly clauses: readonly NumberedClause[];
  readonly blocks: readonly SourceBlock[];
  /** Pages of clauses, and the shown one, from 1. */
  readonly pages: number;
  readonly page: number;
  /** Lines of the whole document. */
  readonly lines: readonly [first: number, last: number];
  /** Characters of the whole document by the part that they play. */
  readonly coverage: ReadonlyMap<PartRole, number>;
}

/** Clauses a page; 300 lines of a table beside their source are still scrolled with ease. */
const clausesOnAPage = 120;

export function documentSource(
  corpus: Corpus,
  document: PolicyDocument,
  { segments, extents }: SourceParts,
  wantedPage: number,
): DocumentSource | null {
  const source = corpus.sources[document.source];
  const ofSource = corpus.documents.filter((each) => each.source === document.source);
  const extent = extents[ofSource.indexOf(document)];
  if (source === undefined || extent === undefined) return null;
  const { text } = source;
  const lineAt = lineNumbers(text);
  const base = document.clauses[0] - (ofSource[0]?.clauses[0] ?? 0);
  const own = segments.filter(({ span }) => span[0] < extent[1] && span[1] > extent[0]);
  const all = corpus.clauses.slice(...document.clauses);
  const pages = Math.max(1, Math.ceil(all.length / clausesOnAPage));
  const page = Math.min(Math.max(1, wantedPage), pages);
  const first = (page - 1) * clausesOnAPage;
  const last = Math.min(all.length, first + clausesOnAPage);
  const beginOf = (index: number, none: number): number => {
    const begins = (all[index]?.spans ?? []).map(([start]) => start);
    return begins.length === 0 ? none : Math.min(...begins);
  };
  const from = page === 1 ? extent[0] : beginOf(first, extent[0]);
  const to = page === pages ? extent[1] : beginOf(last, extent[1]);
  const shown = own
    .filter(({ span }) => span[0] < to && span[1] > from)
    .map((segment) => ({ ...segment, clause: segment.clause === null ? null : segment.clause - base + 1 }));
  const clauses = all.slice(first, last).map((clause, at): NumberedClause => {
    const places = clause.spans.flatMap(([start, end]) => [lineAt(start), lineAt(Math.max(start, end - 1))]);
    return { number: first + at + 1, clause, lines: [Math.min(...places), Math.max(...places)] };
  });
  return {
    clauses,
    blocks: blocksOf(text, [from, to], shown, lineAt),
    pages,
    page,
    lines: [lineAt(extent[0]), lineAt(Math.max(extent[0], lastText(text, extent)))],
    coverage: coverageIn(text, extent, own),
  };
}

/** Number of the line that a place is in. */
export function lineNumbers(text: string): (at: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

const isBlank = (text: string): boolean => /^[\s\u200b\u2060\ufeff]*$/.test(text);

function lastText(text: string, [from, to]: Span): number {
  let at = to - 1;
  while (at > from && isBlank(text[at] ?? '')) at -= 1;
  return at;
}

function blocksOf(
  text: string,
  [from, to]: Span,
  segments: readonly Segment[],
  lineAt: (at: number) => number,
): SourceBlock[] {
  const blocks: { clauses: number[]; begins: number[]; lines: SourceLine[] }[] = [];
  const seen = new Set<number>();
  let next = 0;
  for (let start = from; start < to; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 || found > to ? to : found;
    while (next < segments.length && (segments[next]?.span[1] ?? 0) <= start) next += 1;
    const here: Segment[] = [];
    for (let at = next; at < segments.length && (segments[at]?.span[0] ?? to) < end; at += 1) {
      const segment = segments[at];
      if (segment !== undefined && segment.span[1] > start) here.push(segment);
    }
    if (!isBlank(text.slice(start, end))) {
      const line = { number: lineAt(start), parts: partsOf(text, [start, end], here) };
      const clauses = [...new Set(here.flatMap(({ clause }) => (clause === null ? [] : [clause])))];
      const former = blocks.at(-1);
      if (former !== undefined && clauses.length === 1 && former.clauses.join() === clauses.join())
        former.lines.push(line);
      else {
        const begins = clauses.filter((clause) => !seen.has(clause));
        for (const clause of begins) seen.add(clause);
        blocks.push({ clauses, begins, lines: [line] });
      }
    }
    start = end + 1;
  }
  return blocks;
}

/** The pieces of a span in reading order, those of no segment as well. */
function* piecesOf(
  [from, to]: Span,
  segments: readonly Segment[],
): Generator<{ readonly role: PartRole; readonly start: number; readonly end: number }> {
  let at = from;
  for (const { role, span } of segments) {
    const [start, end] = [Math.max(at, Math.min(span[0], to)), Math.min(span[1], to)];
    if (start > at) yield { role: 'lost', start: at, end: start };
    if (end > start) yield { role, start, end };
    at = Math.max(start, end);
  }
  if (to > at) yield { role: 'lost', start: at, end: to };
}

/** Numbers of persons are hidden before the line is cut into its parts, over which one might go. */
function partsOf(text: string, span: Span, segments: readonly Segment[]): LinePart[] {
  const line = text.slice(...span);
  const hidden = maskPrivateNumbers(line);
  if (hidden !== line) return [{ role: segments[0]?.role ?? 'lost', text: hidden }];
  return [...piecesOf(span, segments)].flatMap(({ role, start, end }, at): LinePart[] => {
    const words = text.slice(start, end);
    if (role !== 'lost' || !isBlank(words)) return [{ role, text: words }];
    // Blanks between two parts are nobody's, and are not lost.
    return at === 0 ? [] : [{ role: 'clause', text: words }];
  });
}

function coverageIn(text: string, span: Span, segments: readonly Segment[]): Map<PartRole, number> {
  const counts = new Map<PartRole, number>();
  for (const { role, start, end } of piecesOf(span, segments)) {
    const count = charactersIn(text, [start, end]);
    if (count > 0) counts.set(role, (counts.get(role) ?? 0) + count);
  }
  return counts;
}
