/**
 * Source text as people read it: tags and the white space of page layout removed, nothing else changed.
 * Every citation is checked against this rule, so it must never add, replace or reorder a character.
 * @module
 */
import type { Span } from './model.ts';

const tag = /<\/?[a-z][^<>]*>/iy;
const latin = /[A-Za-z0-9]/;
const needsCleaning = /[\s<\u200b\u2060\ufeff]/;

/** Cleaned text, and for each of its UTF-16 units the index in the source text that it comes from. */
export interface CleanedText {
  readonly text: string;
  readonly origins: readonly number[];
}

/**
 * Cleans the text of the spans taken together. White space is dropped, but a tab (the border of table cells)
 * stays a tab and white space between two Latin words stays one space.
 */
export function cleanSpans(source: string, spans: readonly Span[]): CleanedText {
  let text = '';
  // Kept apart: looking into a string that is still growing makes the engine copy it, each time.
  let last = '';
  const origins: number[] = [];
  let pending: { character: string; at: number } | null = null;
  for (const [start, end] of spans) {
    for (let at = start; at < end; at += 1) {
      const character = source[at] ?? '';
      if (character === '<') {
        tag.lastIndex = at;
        const found = tag.exec(source);
        if (found !== null && at + found[0].length <= end) {
          at += found[0].length - 1;
          continue;
        }
      }
      if (isBlank(character)) {
        if (pending === null || (character === '\t' && pending.character !== '\t')) {
          pending = { character: character === '\t' ? '\t' : ' ', at };
        }
        continue;
      }
      if (pending !== null && last !== '') {
        if (pending.character === '\t' || (latin.test(last) && latin.test(character))) {
          text += pending.character;
          origins.push(pending.at);
        }
      }
      pending = null;
      text += character;
      last = character;
      origins.push(at);
    }
  }
  return { text, origins };
}

/** {@link cleanSpans} without the origins; much cheaper. */
export function cleanText(text: string): string {
  if (!needsCleaning.test(text)) return text;
  const bare = text.includes('<') ? text.replace(/<\/?[a-z][^<>]*>/gi, '') : text;
  return bare
    .replace(/[\s\u200b\u2060\ufeff]*\t[\s\u200b\u2060\ufeff]*/g, '\t')
    .replace(/([A-Za-z0-9])[^\S\t]+(?=[A-Za-z0-9])/g, '$1\u0001')
    .replace(/[^\S\t]+|[\u200b\u2060\ufeff]/g, '')
    .replaceAll('\u0001', ' ')
    .replace(/^\t+|\t+$/g, '');
}

/** Source spans of the cleaned text's units `from` (inclusive) to `to` (exclusive). */
export function spansOfCleaned(
  cleaned: CleanedText,
  spans: readonly Span[],
  from: number,
  to: number,
): Span[] {
  const first = cleaned.origins[from];
  const last = cleaned.origins[to - 1];
  if (first === undefined || last === undefined || to <= from) return [];
  const found: Span[] = [];
  let started = false;
  for (const [start, end] of spans) {
    const holdsFirst = !started && first >= start && first < end;
    if (!started && !holdsFirst) continue;
    started = true;
    const holdsLast = last >= start && last < end && (!holdsFirst || last >= first);
    const piece: Span = [holdsFirst ? first : start, holdsLast ? last + 1 : end];
    if (piece[1] > piece[0]) found.push(piece);
    if (holdsLast) return found;
  }
  return found;
}

/** True for white space and for the invisible characters that scanning and copying leave behind. */
export function isBlank(character: string): boolean {
  return /^[\s\u200b\u2060\ufeff]$/.test(character);
}

/** Without any white space: for comparing titles that wrap or are padded. */
export function compact(text: string): string {
  return text.replace(/[\s\u200b\u2060\ufeff]+/g, '');
}
