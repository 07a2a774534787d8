/** Cuts verbatim quotations with exact source spans. @module */
import { cleanSpans, compact, spansOfCleaned } from './clean-text.ts';
import type { Quotation, Span } from './model.ts';

/**
 * A quotation of the spans, or of the part of their cleaned text that `find` picks out.
 * @param find start and end in the cleaned text given to it; null takes the whole.
 */
export function quoteSpans(
  source: number,
  sourceText: string,
  spans: readonly Span[],
  find?: (cleaned: string) => readonly [start: number, end: number] | null,
): Quotation {
  const cleaned = cleanSpans(sourceText, spans);
  const range = find?.(cleaned.text) ?? null;
  if (range === null) return { source, spans, text: compact(cleaned.text) };
  return {
    source,
    spans: spansOfCleaned(cleaned, spans, range[0], range[1]),
    text: compact(cleaned.text.slice(range[0], range[1])),
  };
}

/** Start and end of the sentence (up to 。；！？ or a line's end) that holds the position. */
export function sentenceAround(text: string, position: number): [start: number, end: number] {
  let start = position;
  while (start > 0 && !/[。；！？\n]/.test(text[start - 1] ?? '')) start -= 1;
  let end = position;
  while (end < text.length && !/[。；！？\n]/.test(text[end] ?? '')) end += 1;
  return [start, Math.min(text.length, end + 1)];
}
