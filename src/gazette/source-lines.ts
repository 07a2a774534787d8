/** Physical lines of a source with their spans. @module */
import { cleanText, isBlank } from './clean-text.ts';
import type { Span } from './model.ts';

export interface Line {
  /** Span without the white space around it; a leading tab (an empty first table cell) is kept. */
  readonly span: Span;
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** False when the line above holds text. */
  readonly blankBefore: boolean;
}

/** The lines that hold any text, in order. */
export function sourceLines(text: string): Line[] {
  const lines: Line[] = [];
  let number = 0;
  let start = 0;
  let lastWithText = -1;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    number += 1;
    const span = trimmed(text, start, end);
    if (span !== null) {
      lines.push({
        span,
        text: text.slice(span[0], span[1]),
        number,
        blankBefore: lastWithText !== number - 1,
      });
      lastWithText = number;
    }
    start = end + 1;
  }
  return lines;
}

function trimmed(text: string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  while (start < end && isBlank(text[start] ?? '') && text[start] !== '\t') start += 1;
  while (end > start && isBlank(text[end - 1] ?? '') && text[end - 1] !== '\t') end -= 1;
  for (let at = start; at < end; at += 1) if (!isBlank(text[at] ?? '')) return [start, end];
  return null;
}

export function isTableLine(line: Line): boolean {
  return line.text.includes('\t');
}

const closed = /[。！？；：!?;:…][”’"』）)】]*$/;

/**
 * Whether a line ends where its sentence ends, so that the next line begins a paragraph of its own.
 * A bracket that holds a remark after a full stop, such as （区水利局负责）, ends one too.
 */
export function endsSentence(text: string): boolean {
  if (closed.test(text)) return true;
  if (!/[）)]$/.test(text)) return false;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] ?? '';
    if (character === '）' || character === ')') depth += 1;
    else if (character === '（' || character === '(') {
      depth -= 1;
      if (depth === 0) return at === 0 || /[。；;]/.test(text[at - 1] ?? '');
    }
  }
  return false;
}

/** Short, unpunctuated: a line that can be a title or a heading. */
export function looksLikeTitle(text: string, longest = 80): boolean {
  const bare = cleanText(text);
  return (
    bare.length >= 2 &&
    bare.length <= longest &&
    !endsSentence(bare) &&
    !/[。；，,;\t|]/.test(bare) &&
    /\p{Script=Han}/u.test(bare)
  );
}
