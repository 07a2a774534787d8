/** Proof that reading lost nothing: every non-blank character of a source has exactly one role. @module */
import { isBlank } from './clean-text.ts';
import type { ReadProblem, Segment, Source } from './model.ts';

export interface Coverage {
  readonly characters: number;
  readonly lost: number;
  readonly twice: number;
  /** Offset of the first lost or doubled character; null when there is none. */
  readonly firstAt: number | null;
}

export function coverageOf(source: Source, segments: readonly Segment[]): Coverage {
  const ordered = segments.toSorted(
    (left, right) => left.span[0] - right.span[0] || left.span[1] - right.span[1],
  );
  let at = 0;
  let characters = 0;
  let lost = 0;
  let twice = 0;
  let firstAt: number | null = null;
  const count = (from: number, to: number): number => {
    let found = 0;
    for (let index = from; index < to; index += 1) if (!isBlankCode(source.text, index)) found += 1;
    return found;
  };
  for (const { span } of ordered) {
    const gap = count(at, Math.max(at, span[0]));
    lost += gap;
    characters += gap;
    const doubled = count(span[0], Math.min(at, span[1]));
    twice += doubled;
    if (firstAt === null && gap > 0) firstAt = at;
    if (firstAt === null && doubled > 0) firstAt = span[0];
    characters += count(Math.max(at, span[0]), span[1]);
    at = Math.max(at, span[1]);
  }
  const rest = count(at, source.text.length);
  if (firstAt === null && rest > 0) firstAt = at;
  return { characters: characters + rest, lost: lost + rest, twice, firstAt };
}

function isBlankCode(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return true;
  return code > 0x7e && code < 0x4e00 && isBlank(text[index] ?? '');
}

/** One problem, naming the line, when a source is not covered exactly. */
export function coverageProblems(source: Source, segments: readonly Segment[]): ReadProblem[] {
  const { lost, twice, firstAt } = coverageOf(source, segments);
  if (lost === 0 && twice === 0) return [];
  const line = firstAt === null ? null : source.text.slice(0, firstAt).split('\n').length;
  return [{ file: source.file, line, message: `有 ${lost} 个字没有归入任何条款、${twice} 个字归入了两处。` }];
}
