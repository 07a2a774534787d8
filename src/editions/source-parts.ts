/** How a source was read: what part each of its characters plays, and where its documents begin. @module */
import { coverageOf } from '../gazette/coverage.ts';
import { isBlank } from '../gazette/clean-text.ts';
import type { Corpus, PolicyDocument, Segment, SegmentRole, Span } from '../gazette/model.ts';

export interface SourceParts {
  readonly file: string;
  /** Without blanks. */
  readonly characters: number;
  /** Characters by the part that they play, without blanks. */
  readonly byRole: Readonly<Partial<Record<SegmentRole, number>>>;
  /** Characters of no clause, heading or furniture. */
  readonly lost: number;
  /** In reading order; `clause` counts from the source's first one. */
  readonly segments: readonly Segment[];
  /** Of each document in reading order: its first and last character. A text between two belongs to the former one. */
  readonly extents: readonly Span[];
}

/** @param corpus as it was read, with its segments and without corrections: these take the place of what stands in the text */
export function sourceParts(corpus: Corpus, index: number): SourceParts {
  const source = corpus.sources[index];
  if (source === undefined) throw new RangeError(`no source ${index} in this corpus`);
  const segments = corpus.segments[index] ?? [];
  const documents = corpus.documents.filter((document) => document.source === index);
  const firstClause = documents[0]?.clauses[0] ?? 0;
  const byRole: Partial<Record<SegmentRole, number>> = {};
  for (const { role, span } of segments) byRole[role] = (byRole[role] ?? 0) + charactersIn(source.text, span);
  const { characters, lost } = coverageOf(source, segments);
  const starts = documents.map((document) => startOf(corpus, document));
  return {
    file: source.file,
    characters,
    byRole,
    lost,
    segments: segments.map((segment) => ({
      ...segment,
      clause: segment.clause === null ? null : segment.clause - firstClause,
    })),
    extents: starts.map((start, at) => [start, starts[at + 1] ?? source.text.length]),
  };
}

function startOf(
  corpus: Corpus,
  { titleSpans, numberSpans, clauses: [first, last] }: PolicyDocument,
): number {
  const spans = [
    ...titleSpans,
    ...numberSpans,
    ...corpus.clauses.slice(first, last).flatMap((each) => each.spans),
  ];
  return spans.reduce((least, [start]) => Math.min(least, start), Number.POSITIVE_INFINITY);
}

/** Characters of a text between two places, without blanks. */
export function charactersIn(text: string, [from, to]: Span): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (!isBlank(text[at] ?? '')) count += 1;
  return count;
}
