/**
 * Long messages in parts that Telegram takes. A part ends where a reader would pause: after a paragraph, a line, a
 * sentence, a comma; never inside a 文号, a mark such as [12], an amount or one drawn character.
 * @module
 */
import { findDocumentNumbers } from '../../../gazette/document-number.ts';
import { plainTextOf, type RichText, toHtml } from './rich-text.ts';

/** Of Telegram, in UTF-16 units after tags and entities are read. Kept before they are read too: some clients count so. */
export const longestMessage = 4096;

/** The pauses, the longest first. Each pattern ends where the part may end. */
const pauses = [/\n\n+/g, /\n/g, /[。！？!?；;…]+[”」』）)]*/g, /[，,、：:\s]/g] as const;

/** A part that ends at a pause before this share of what would fit is too short to be worth the pause. */
const leastShare = 0.4;

/**
 * The parts joined are the text: nothing is lost, nothing is added.
 * @param longest UTF-16 units of a part, as text and as HTML; at least 64.
 */
export function splitRichText(text: RichText, longest: number = longestMessage): RichText[] {
  const plain = plainTextOf(text);
  if (fits(text, longest)) return [text];
  const unbreakable = unbreakableIn(plain);
  const parts: RichText[] = [];
  let start = 0;
  while (start < plain.length) {
    const room = mostThatFits(text, start, longest);
    const end = start + room >= plain.length ? plain.length : bestEnd(plain, start, room, unbreakable);
    parts.push(slice(text, start, end));
    start = end;
  }
  return parts;
}

const fits = (text: RichText, longest: number): boolean =>
  plainTextOf(text).length <= longest && toHtml(text).length <= longest;

/** UTF-16 units from `start` on that fit into one part. */
function mostThatFits(text: RichText, start: number, longest: number): number {
  let [least, most] = [1, longest];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(slice(text, start, start + middle), longest)) least = middle;
    else most = middle - 1;
  }
  return least;
}

function bestEnd(plain: string, start: number, room: number, unbreakable: Uint8Array): number {
  const window = plain.slice(start, start + room);
  for (const pause of pauses) {
    const ends = [...window.matchAll(pause)].map((match) => match.index + match[0].length);
    const end = ends.findLast((at) => at >= room * leastShare && at < room && unbreakable[start + at] === 0);
    if (end !== undefined) return start + end;
  }
  for (let at = start + room; at > start; at -= 1) if (unbreakable[at] === 0) return at;
  // One unbreakable run fills the part: characters stay whole at least.
  const end = start + room;
  return isInsidePair(plain, end) && end - 1 > start ? end - 1 : end;
}

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** 1 at every place between two units where no part may end. */
function unbreakableIn(plain: string): Uint8Array {
  const marked = new Uint8Array(plain.length + 1);
  const mark = (from: number, to: number) => marked.fill(1, from + 1, Math.max(from + 1, to));
  for (const { start, end } of findDocumentNumbers(plain)) mark(start, end);
  // Marks of citations; figures with their unit.
  for (const pattern of [
    /\[\d{1,3}\]/g,
    /\d[\d.,]*(?:%|％|[万亿千百]?元|[年月日号])?/g,
    /〔[^〕\n]{1,8}〕/g,
  ]) {
    for (const match of plain.matchAll(pattern)) mark(match.index, match.index + match[0].length);
  }
  for (const { index, segment } of characters.segment(plain)) mark(index, index + segment.length);
  return marked;
}

function isInsidePair(plain: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(plain.charAt(at - 1)) && /[\udc00-\udfff]/.test(plain.charAt(at));
}

function slice(text: RichText, start: number, end: number): RichText {
  let at = 0;
  return text.flatMap((run) => {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, run.text.length);
    at += run.text.length;
    return to > from ? [{ ...run, text: run.text.slice(from, to) }] : [];
  });
}
