/**
 * A document's lines → blocks: paragraphs that page ends had cut are whole again, tables that continued over pages
 * are one table, each block says what it is.
 * @module
 */
import { parseDate } from './chinese-date.ts';
import { cleanText, compact } from './clean-text.ts';
import type { Span } from './model.ts';
import { findMarker, type Marker } from './outline-marker.ts';
import { endsSentence, isTableLine, type Line, looksLikeTitle } from './source-lines.ts';

interface TextBlock<Kind extends string> {
  readonly kind: Kind;
  /** Cleaned. */
  readonly text: string;
  readonly spans: readonly Span[];
  readonly lines: readonly Line[];
}

interface MarkedBlock<Kind extends string> extends TextBlock<Kind> {
  readonly marker: Marker | null;
}

interface AnnexBlock extends TextBlock<'annex'> {
  /** 附件2 */
  readonly label: string;
}

export type Block =
  | MarkedBlock<'paragraph'>
  | MarkedBlock<'heading'>
  | { readonly kind: 'table'; readonly lines: readonly Line[] }
  | AnnexBlock
  | TextBlock<'annex-list'>
  | TextBlock<'signature'>
  | TextBlock<'date'>;

const titleEnding =
  /(?:办法|方案|规划|计划|规定|意见|细则|通知|目录|表|决定|条例|措施|制度|预案|纲要|要点|准则|规则)(?:[（(].*[）)])?$/;
const organisation =
  /^[\p{Script=Han}（）()、\s]{2,40}(?:人民政府|办公室|办公厅|委员会|政府|局|厅|部|处|中心|院|所|公司|协会|法院)$/u;
const annexHeading = /^附\s*[件录表]\s*(\d{0,2}|[一二三四五六七八九十]{0,3})\s*[:：]?$/;
const annexList = /^附\s*件\s*[:：]/;
/** 问：…？ over its answer. */
const asked = /^问\s*\d*\s*[:：]/;
/** A page-broken line is about as long as the page is wide; headings are shorter. */
const pageWidth = 20;

/** 联系人：…, 电子邮箱：…: a line of a contact block, never the rest of the line above. */
const labelled = /^[\p{Script=Han}\s]{2,10}[:：]/u;

type Form = 'table' | 'annex' | 'annex-list' | 'date' | 'signature' | 'marker' | 'plain';

interface FormedLine {
  readonly line: Line;
  readonly form: Form;
  readonly marker: Marker | null;
  /** The line's text without the list dash that conversion put before it. */
  readonly text: string;
  readonly span: Span;
}

/**
 * @param paged True for text taken from printed pages, where any paragraph may be cut by a page end.
 * @returns Blocks in reading order, and the spans of marks that conversion left (list dashes, ** around bold).
 */
export function textBlocks(lines: readonly Line[], paged: boolean): { blocks: Block[]; furniture: Span[] } {
  const furniture: Span[] = [];
  const formed = formLines(lines, furniture);
  const blocks: Block[] = [];
  let article = 0;
  let index = 0;
  while (index < formed.length) {
    const current = formed[index];
    if (current === undefined) break;
    let end = index + 1;
    if (current.form === 'table') {
      while (formed[end]?.form === 'table') end += 1;
      blocks.push({ kind: 'table', lines: formed.slice(index, end).map((each) => each.line) });
    } else if (current.form === 'annex-list') {
      while (end < formed.length && goesOnListing(formed[end])) end += 1;
      blocks.push(plainBlock('annex-list', formed.slice(index, end), furniture));
    } else if (current.form === 'annex') {
      blocks.push({ ...plainBlock('annex', [current], furniture), label: annexLabel(current.text) });
    } else if (current.form === 'signature') {
      blocks.push(plainBlock('signature', [current], furniture));
    } else if (current.form === 'date') {
      blocks.push(plainBlock('date', [current], furniture));
    } else {
      while (end < formed.length && continues(readSoFar(formed, index, end), formed[end], paged, article))
        end += 1;
      const block = paragraph(formed.slice(index, end), formed[end], paged, furniture, blocks);
      if ('marker' in block && block.marker?.level === 'article') article = block.marker.ordinal;
      blocks.push(block);
    }
    index = end;
  }
  return { blocks, furniture };
}

/** The lines under 附件： that name annexes; a signature right below them is none. */
function goesOnListing(next: FormedLine | undefined): boolean {
  return next !== undefined && !next.line.blankBefore && (next.form === 'plain' || next.form === 'marker');
}

function annexLabel(text: string): string {
  return `附件${annexHeading.exec(text)?.[1] ?? ''}`;
}

function formLines(lines: readonly Line[], furniture: Span[]): FormedLine[] {
  const formed: FormedLine[] = [];
  lines.forEach((line, index) => {
    const dash = isTableLine(line) ? null : /^[-•●◆■]\s+(?=\S)/.exec(line.text);
    let span = line.span;
    if (dash !== null) {
      furniture.push([line.span[0], line.span[0] + dash[0].trimEnd().length]);
      span = [line.span[0] + dash[0].length, line.span[1]];
    }
    const text = dash === null ? line.text : line.text.slice(dash[0].length);
    formed.push({ line, span, text, ...formOf(text, line, lines[index + 1], lines[index + 2]) });
  });
  return formed;
}

function formOf(
  text: string,
  line: Line,
  next: Line | undefined,
  afterNext: Line | undefined,
): { form: Form; marker: Marker | null } {
  if (isTableLine(line)) return { form: 'table', marker: null };
  if (text.length <= 40) {
    const bare = compact(text);
    if (annexHeading.test(bare)) return { form: 'annex', marker: null };
    if (isDateLine(bare)) return { form: 'date', marker: null };
    const dated = [next, afterNext].find((each) => each !== undefined && isDateLine(compact(each.text)));
    const signedTogether = dated === next || (next !== undefined && organisation.test(next.text));
    if (dated !== undefined && signedTogether && organisation.test(text))
      return { form: 'signature', marker: null };
  }
  if (annexList.test(text)) return { form: 'annex-list', marker: null };
  const marker = findMarker(text);
  return { form: marker === null ? 'plain' : 'marker', marker };
}

function isDateLine(bare: string): boolean {
  return (
    /^(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月(?:.{1,3}日)?$/.test(bare) ||
    (/^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}$/.test(bare) && parseDate(bare) !== null)
  );
}

/** More lines than any heading has characters: what stands before them decides nothing. */
const decidingLines = 100;

/** A paragraph's first line and its last ones; all of them again at every line would take ever longer. */
function readSoFar(formed: readonly FormedLine[], from: number, to: number): readonly FormedLine[] {
  if (to - from <= decidingLines) return formed.slice(from, to);
  return [...formed.slice(from, from + 1), ...formed.slice(to - decidingLines, to)];
}

/** Whether `next` goes on with the paragraph of `sofar`, which a page end had cut. */
function continues(
  sofar: readonly FormedLine[],
  next: FormedLine | undefined,
  paged: boolean,
  article: number,
): boolean {
  const last = sofar.at(-1);
  const first = sofar[0];
  if (last === undefined || first === undefined || next === undefined) return false;
  if (/^[，。、；：,;）)》”]/.test(next.text) && next.form === 'plain') return true;
  if (first.marker?.level === 'box') return false;
  if (labelled.test(next.text) && labelled.test(last.text)) return false;
  const text = sofar.map((each) => each.text).join('');
  if (endsSentence(text)) return false;
  // 第五条 at the start of a line inside a cut sentence is a cross-reference when 第九条 is being read.
  const crossReference =
    next.marker?.level === 'article' &&
    article > 0 &&
    (next.marker.ordinal <= article || next.marker.ordinal > article + 5);
  if (next.form !== 'plain' && !crossReference) return false;
  const bare = cleanText(text).slice(first.marker?.length ?? 0);
  const headingLike = looksLikeTitle(bare, first.marker === null ? 15 : pageWidth) && !/[:：]/.test(bare);
  if (headingLike && !next.line.blankBefore && !paged && bare.length > 10) return true;
  if (headingLike) return false;
  if (first.marker === null && looksLikeTitle(bare, 60) && titleEnding.test(bare)) return false;
  if (!paged && first.marker !== null && bare.length <= 30 && next.text.length >= 40) return false;
  return true;
}

function paragraph(
  parts: readonly FormedLine[],
  next: FormedLine | undefined,
  paged: boolean,
  furniture: Span[],
  above: readonly Block[],
): Block {
  const block = plainBlock('paragraph', parts, furniture);
  const marker = parts[0]?.marker ?? null;
  const rest = block.text.slice(marker === null ? 0 : (findMarker(block.text)?.length ?? 0));
  const heading = isHeading(rest, marker, next, paged) && !isListItem(rest, marker, next, above);
  return heading ? { ...block, kind: 'heading', marker } : { ...block, marker };
}

const rank: Readonly<Record<Marker['level'], number>> = {
  part: 0,
  chapter: 1,
  section: 2,
  article: 3,
  one: 4,
  two: 5,
  three: 6,
  four: 7,
  five: 8,
  box: 0,
};

export function rankOf(level: Marker['level']): number {
  return rank[level];
}

/**
 * 一、总体要求 and （一）指导思想。 are headings; 一、从2018年3月23日至4月30日为禁火期。 is text. A short line that ends in a full
 * stop is a heading only when what follows hangs below it: plain text, or a deeper mark.
 */
function isHeading(
  rest: string,
  marker: Marker | null,
  next: FormedLine | undefined,
  paged: boolean,
): boolean {
  if (marker === null) {
    if (asked.test(rest)) return next?.form === 'plain' && rest.length <= 60;
    if (!looksLikeTitle(rest, 60) || /[:：]/.test(rest) || next === undefined) return false;
    return next.form === 'table' || rest.length <= (paged ? 40 : 15) || titleEnding.test(rest);
  }
  if (
    marker.level === 'part' ||
    marker.level === 'chapter' ||
    marker.level === 'section' ||
    marker.level === 'box'
  )
    return rest.length <= 60 && !/。./.test(rest);
  if (rest.length === 0 || rest.length > 48 || /[。；;].|[:：]/.test(rest)) return false;
  const hangsBelow =
    next !== undefined &&
    (next.form === 'plain' ||
      next.form === 'table' ||
      (next.marker !== null &&
        (rank[next.marker.level] > rank[marker.level] || next.marker.level === 'box')));
  if (marker.level === 'article') return false;
  if (endsSentence(rest)) return hangsBelow && !/[;；]$/.test(rest);
  // 一、《…办法》 二、《…细则》: what is followed by the next of its kind is an item, nothing stands below it.
  const followedByNext = next?.marker?.level === marker.level;
  return hangsBelow || (marker.level === 'one' && rest.length <= 30 && !followedByNext);
}

/**
 * The last item of a list is followed by plain text as a heading is. It is an item when the item before it is one,
 * unless deeper marks hang below it.
 */
function isListItem(
  rest: string,
  marker: Marker | null,
  next: FormedLine | undefined,
  above: readonly Block[],
): boolean {
  if (marker === null || marker.ordinal < 2 || !endsSentence(rest) || next?.form !== 'plain') return false;
  for (let index = above.length - 1; index >= 0; index -= 1) {
    const block = above[index];
    if (block?.kind !== 'paragraph' && block?.kind !== 'heading') continue;
    if (block.marker === null || rank[block.marker.level] > rank[marker.level]) continue;
    return (
      block.kind === 'paragraph' &&
      block.marker.level === marker.level &&
      block.marker.ordinal === marker.ordinal - 1
    );
  }
  return false;
}

function plainBlock<Kind extends string>(
  kind: Kind,
  parts: readonly FormedLine[],
  furniture: Span[],
): TextBlock<Kind> {
  const spans: Span[] = [];
  for (const { span, text } of parts) {
    // ** around a bold heading is a mark of the conversion, not of the text.
    let from = 0;
    for (const found of text.matchAll(/\*\*/g)) {
      if (found.index > from) spans.push([span[0] + from, span[0] + found.index]);
      furniture.push([span[0] + found.index, span[0] + found.index + 2]);
      from = found.index + 2;
    }
    if (from < text.length) spans.push([span[0] + from, span[1]]);
  }
  const text = cleanText(parts.map((part) => part.text.replaceAll('**', '')).join(''));
  return { kind, text, spans, lines: parts.map((part) => part.line) };
}
