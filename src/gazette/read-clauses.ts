/** Blocks of one document → clauses with locators and heading paths, and what the covering notice says of it. @module */
import { parseDate } from './chinese-date.ts';
import { cleanText } from './clean-text.ts';
import type { Clause, ClauseKind, DocumentNumber, PolicyDocument, Segment, Span } from './model.ts';
import type { Marker } from './outline-marker.ts';
import { printedTitle, readHead } from './read-head.ts';
import { readTables } from './read-table.ts';
import type { DocumentLines } from './split-documents.ts';
import type { Line } from './source-lines.ts';
import { type Block, rankOf, textBlocks } from './text-blocks.ts';
import { comparableTitle } from './title-lines.ts';

export interface ReadDocument
  extends Pick<
    PolicyDocument,
    'title' | 'titleSpans' | 'number' | 'numberSpans' | 'issuer' | 'issuedOn' | 'issuedOnSpans' | 'addressee'
  > {
  readonly parts: readonly string[];
  readonly annexes: readonly string[];
  readonly isDraft: boolean;
  readonly clauses: readonly Clause[];
  /** For each clause the spans of the headings right above it, nearest last; empty for text under no heading. */
  readonly headingSpans: readonly (readonly Span[])[];
  readonly segments: readonly Segment[];
}

interface OpenHeading {
  readonly rank: number;
  readonly marker: Marker | null;
  /** What a heading path shows; empty for a plain enumerated item. */
  readonly heading: string;
  readonly spans: readonly Span[];
  /** Clause of an item that carries its own text. */
  readonly clause: number | null;
}

/** A covering notice is short; titles issued by it stand within its first characters. */
const longestNotice = 3000;

type Draft = { -readonly [Key in keyof Clause]: Clause[Key] };

/** @param firstClause Index that the first clause will have in the corpus. @param document Index of the document there. */
export function readClauses(
  source: string,
  found: DocumentLines,
  document: number,
  firstClause: number,
  paged: boolean,
): ReadDocument {
  const reader = new DocumentReader(source, found, document, firstClause);
  return reader.read(paged);
}

class DocumentReader {
  private readonly source: string;
  private readonly found: DocumentLines;
  private readonly document: number;
  private readonly firstClause: number;
  private readonly clauses: Draft[] = [];
  private readonly headingSpans: (readonly Span[])[] = [];
  private readonly segments: Segment[] = [];
  private readonly parts: string[] = [];
  private readonly annexes: string[] = [];
  private open: OpenHeading[] = [];
  private annex: { label: string; title: string; spans: readonly Span[] } | null = null;
  private part: { title: string; spans: readonly Span[] } | null = null;
  private caption: { text: string; spans: readonly Span[] } | null = null;
  /** The clause that ends in ： and the rank below which its list goes on. */
  private leadIn: { clause: number; rank: number } | null = null;
  private number: DocumentNumber | null = null;
  private numberSpans: readonly Span[] = [];
  private issuer: string | null = null;
  private issuedOn: string | null = null;
  private issuedOnSpans: readonly Span[] = [];
  private addressee: string | null = null;
  private isDraft = false;
  /** （征求意见稿） below the title. */
  private stateSpans: readonly Span[] = [];
  private noticeText = '';

  constructor(source: string, found: DocumentLines, document: number, firstClause: number) {
    this.source = source;
    this.found = found;
    this.document = document;
    this.firstClause = firstClause;
  }

  read(paged: boolean): ReadDocument {
    for (const line of this.found.titleLines) this.mark('title', line.span);
    const lines = this.readHead();
    const { blocks, furniture } = textBlocks(lines, paged);
    for (const span of furniture) this.mark('furniture', span);
    blocks.forEach((block, index) => this.readBlock(block, blocks, index));
    this.numberParagraphs();
    const printed = printedTitle(this.found);
    const single = this.parts.length === 1 ? this.parts[0] : undefined;
    // An order only puts a text into force: people know the text, and look for it, by its own name.
    const ordered = single !== undefined && printed.endsWith('令') ? single : null;
    const title = ordered ?? printed;
    if (single !== undefined)
      for (const clause of this.clauses)
        clause.headings = clause.headings.filter((heading) => heading !== single);
    return {
      title,
      titleSpans:
        ordered === null
          ? [...this.found.titleLines.map((line) => line.span), ...this.stateSpans]
          : (this.part?.spans ?? []),
      number: this.number,
      numberSpans: this.numberSpans,
      issuer: this.issuer,
      issuedOn: this.issuedOn,
      issuedOnSpans: this.issuedOnSpans,
      addressee: this.addressee,
      parts: this.parts,
      annexes: this.annexes,
      isDraft: this.isDraft || /征求意见稿|草案|送审稿/.test(title),
      clauses: this.clauses,
      headingSpans: this.headingSpans,
      segments: this.segments,
    };
  }

  private readHead(): readonly Line[] {
    const { addressee, rest, titleSpans, ...read } = readHead(this.found);
    this.markAll('title', titleSpans);
    this.number = read.number;
    this.numberSpans = read.numberSpans;
    this.issuedOn = read.issuedOn;
    this.issuedOnSpans = read.issuedOnSpans;
    this.isDraft = read.isDraft;
    this.stateSpans = read.stateSpans;
    if (addressee !== null) {
      const text = cleanText(addressee.text);
      this.addressee = text.replace(/[：:]$/, '');
      this.emit('addressee', '', [addressee.span], text, null);
    }
    return rest;
  }

  private readBlock(block: Block, blocks: readonly Block[], index: number): void {
    if (block.kind === 'table') return this.readTableBlock(block);
    const spans = block.spans;
    if (block.kind === 'annex') {
      this.reset();
      this.annex = { label: block.label, title: '', spans };
      return this.markAll('heading', spans);
    }
    if (block.kind === 'annex-list') {
      this.readAnnexList(block.text);
      this.leadIn = null;
      this.emit('annex-list', '附件', spans, block.text, null);
      return;
    }
    if (block.kind === 'signature') {
      this.issuer ??= block.text;
      this.reset();
      this.emit('signature', '落款', spans, block.text, null);
      return;
    }
    if (block.kind === 'date') {
      if (this.issuedOn === null) {
        this.issuedOn = parseDate(block.text);
        this.issuedOnSpans = spans;
      }
      this.emit('date', '落款', spans, block.text, null);
      return;
    }
    if (this.isPartTitle(block)) {
      this.reset();
      this.annex = null;
      this.part = { title: block.text, spans };
      this.parts.push(block.text);
      return this.markAll('heading', spans);
    }
    if (block.kind === 'heading') return this.readHeading(block, blocks[index + 1]);
    return this.readParagraph(block, blocks, index);
  }

  private reset(): void {
    this.open = [];
    this.leadIn = null;
    this.caption = null;
  }

  /** A title that the notice above issues: it stands in 《》 in the notice's text. */
  private isPartTitle(block: Extract<Block, { kind: 'heading' | 'paragraph' }>): boolean {
    if (block.marker !== null || block.text.length > 80 || this.noticeText === '') return false;
    return (
      this.noticeText.includes(`《${comparableTitle(block.text)}》`) &&
      comparableTitle(block.text).length >= 6
    );
  }

  private readHeading(block: Extract<Block, { kind: 'heading' }>, next: Block | undefined): void {
    this.markAll('heading', block.spans);
    // A list of headings carries no lead-in down to the text below them.
    this.leadIn = null;
    if (block.marker === null) {
      if (this.annex !== null && this.annex.title === '' && this.open.length === 0) {
        this.annex = { ...this.annex, title: block.text, spans: [...this.annex.spans, ...block.spans] };
        return;
      }
      if (next?.kind === 'table' || (next?.kind === 'heading' && next.marker === null)) {
        this.caption = {
          text: (this.caption?.text ?? '') + block.text,
          spans: [...(this.caption?.spans ?? []), ...block.spans],
        };
        return;
      }
      this.push({ rank: rankOf('one'), marker: null, heading: block.text, spans: block.spans, clause: null });
      return;
    }
    this.push(
      {
        rank: rankOf(block.marker.level),
        marker: block.marker,
        heading: block.text,
        spans: block.spans,
        clause: null,
      },
      block.marker.level === 'box',
    );
  }

  private push(entry: OpenHeading, isBox = false): void {
    // A box (专栏) hangs below whatever is open; the next mark of any kind closes it.
    this.open = this.open.filter((each) =>
      isBox ? each.marker?.level !== 'box' : each.rank < entry.rank && each.marker?.level !== 'box',
    );
    this.open.push(entry);
    if (this.leadIn !== null && (isBox || entry.rank <= this.leadIn.rank)) this.leadIn = null;
  }

  private readParagraph(
    block: Extract<Block, { kind: 'paragraph' }>,
    blocks: readonly Block[],
    index: number,
  ): void {
    if (this.parts.length === 0 && this.annex === null && this.noticeText.length < longestNotice)
      this.noticeText += comparableTitle(block.text);
    const { marker, spans, text } = block;
    if (marker === null) {
      if (!this.belongsToOpenItem(blocks, index)) this.closeItems();
      const inList = this.leadIn !== null && /^[—–·•]/.test(text);
      if (!inList && this.leadIn !== null && !this.belongsToOpenItem(blocks, index)) this.leadIn = null;
      const clause = this.emit('paragraph', this.locator(), spans, text, this.leadIn?.clause ?? null);
      if (opensList(text)) this.leadIn = { clause, rank: this.open.at(-1)?.rank ?? -1 };
      return;
    }
    const entryRank = rankOf(marker.level);
    if (this.leadIn !== null && entryRank <= this.leadIn.rank) this.leadIn = null;
    this.push(
      {
        rank: entryRank,
        marker,
        heading: inlineTitle(text, marker),
        spans: [],
        clause: this.firstClause + this.clauses.length,
      },
      marker.level === 'box',
    );
    const kind = marker.level === 'article' ? 'paragraph' : 'item';
    const clause = this.emit(kind, this.locator(), spans, text, this.leadIn?.clause ?? null, true);
    if (opensList(text)) this.leadIn = { clause, rank: entryRank };
  }

  /** Text without a mark belongs to the open item when that item's list goes on after it. */
  private belongsToOpenItem(blocks: readonly Block[], index: number): boolean {
    const item = this.open.at(-1);
    if (item === undefined || item.clause === null || item.marker === null || item.marker.level === 'article')
      return false;
    for (let next = index + 1; next < blocks.length; next += 1) {
      const later = blocks[next];
      if (later === undefined) break;
      if (later.kind === 'table' || later.kind === 'annex' || later.kind === 'signature') return false;
      if (later.kind !== 'paragraph' && later.kind !== 'heading') continue;
      if (later.marker === null) continue;
      return later.marker.level === item.marker.level && later.marker.ordinal === item.marker.ordinal + 1;
    }
    return false;
  }

  /** Back to the nearest heading or article: a paragraph after a finished list is no part of its last item. */
  private closeItems(): void {
    while (this.open.length > 0) {
      const last = this.open.at(-1);
      if (last === undefined || last.clause === null || last.marker?.level === 'article') return;
      this.open.pop();
    }
  }

  private readTableBlock(block: Extract<Block, { kind: 'table' }>): void {
    this.leadIn = null;
    for (const table of readTables(block.lines)) {
      this.markAll('heading', table.headerSpans);
      this.markAll('furniture', table.furniture);
      for (const row of table.rows) {
        const text = cleanText(row.spans.map(([start, end]) => this.source.slice(start, end)).join('\t'));
        const clause: Omit<Draft, 'document'> = {
          kind: 'row',
          locator: this.rowLocator(row.columns, row.cells),
          headings: this.headings(),
          leadIn: null,
          row: {
            columns: row.columns,
            cells: row.cells,
            headerSpans: table.headerSpans,
            caption: this.caption?.text ?? this.annex?.title ?? null,
          },
          spans: row.spans,
          text,
        };
        this.add(clause, [...this.nearestHeadings(false), ...table.headerSpans]);
      }
      this.caption = null;
    }
  }

  private rowLocator(columns: readonly string[], cells: readonly string[]): string {
    const name = cells.find((cell) => cell !== '') ?? '';
    const row = /^(序号|编号)$/.test(columns[0] ?? '') && cells[0] !== '' ? `序号${name}` : name.slice(0, 24);
    const place = this.annex !== null ? this.annex.label : this.locator();
    return [place, row].filter((each) => each !== '').join(' ');
  }

  private readAnnexList(text: string): void {
    const names = text.replace(/^附\s*件\s*[:：]/, '');
    const numbered = names
      .split(/(?<=^|[^\d.])\d{1,2}[.．、]/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    this.annexes.push(...numbered);
  }

  private headings(): string[] {
    const above = this.open.filter((each) => each.heading !== '').map((each) => each.heading);
    if (this.annex !== null) return [`${this.annex.label} ${this.annex.title}`.trim(), ...above];
    return [...(this.part === null ? [] : [this.part.title]), ...above];
  }

  private nearestHeadings(ownItem: boolean): Span[] {
    const list = this.open
      .filter((each) => each.spans.length > 0)
      .slice(-2)
      .flatMap((each) => each.spans);
    if (list.length === 0 && !ownItem && this.annex !== null) return [...this.annex.spans];
    if (this.caption !== null) return [...list, ...this.caption.spans];
    return list;
  }

  private locator(): string {
    const box = this.open.find((each) => each.marker?.level === 'box');
    const prefix = this.annex === null ? '' : `${this.annex.label} `;
    if (box?.marker) return `${prefix}${box.marker.label}`;
    const marked = this.open.filter((each) => each.marker !== null);
    const deep = marked.filter((each) => each.rank >= rankOf('article'));
    const shown = deep.length > 0 ? deep : marked.slice(-1);
    const own = shown.map((each) => each.marker?.label ?? '').join('');
    const unmarked = own === '' ? (this.open.find((each) => each.marker === null)?.heading ?? '') : '';
    return `${prefix}${own}${unmarked}`.trim();
  }

  private emit(
    kind: ClauseKind,
    locator: string,
    spans: readonly Span[],
    text: string,
    leadIn: number | null,
    ownItem = false,
  ): number {
    const headings = this.headings();
    // An item's own first words are its text, not a heading above it.
    if (ownItem && this.open.at(-1)?.heading !== '') headings.pop();
    return this.add(
      { kind, locator, headings, leadIn, row: null, spans, text },
      this.nearestHeadings(ownItem),
    );
  }

  private add(clause: Omit<Draft, 'document'>, headingSpans: readonly Span[]): number {
    const index = this.firstClause + this.clauses.length;
    this.clauses.push({ document: this.document, ...clause });
    this.headingSpans.push(headingSpans);
    for (const span of clause.spans) this.segments.push({ role: 'clause', span, clause: index });
    return index;
  }

  private mark(role: Segment['role'], span: Span): void {
    this.segments.push({ role, span, clause: null });
  }

  private markAll(role: Segment['role'], spans: readonly Span[]): void {
    for (const span of spans) this.mark(role, span);
  }

  /** 第二条第二款: the paragraphs of an article that has more than one. */
  private numberParagraphs(): void {
    const counts = new Map<string, Draft[]>();
    for (const clause of this.clauses) {
      if (clause.kind !== 'paragraph' || !/第[^第]+条(?:之.)?$/.test(clause.locator)) continue;
      const own = counts.get(clause.locator);
      if (own === undefined) counts.set(clause.locator, [clause]);
      else own.push(clause);
    }
    for (const [locator, own] of counts) {
      if (own.length > 1)
        own.forEach((clause, index) => {
          clause.locator = `${locator}第${chineseOrdinal(index + 1)}款`;
        });
    }
  }
}

function chineseOrdinal(value: number): string {
  const names = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
  if (value <= 10) return names[value] ?? '';
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? (names[tens] ?? '') : ''}十${names[value % 10] ?? ''}`;
}

function opensList(text: string): boolean {
  return /[：:]$/.test(text);
}

/** 加强组织领导 in （一）加强组织领导。各相关单位…: shown above the item's own sub-items. */
function inlineTitle(text: string, marker: Marker): string {
  const end = text.search(/[。：:；]/);
  const title = end < 0 ? text : text.slice(0, end);
  return marker.level === 'article' ? marker.label : title.length <= 40 ? title : '';
}
