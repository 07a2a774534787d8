/**
 * What a gazette becomes once it is read: sources → documents → clauses → passages.
 * The arrays of a {@link Corpus} refer to each other by index, so that 148,000 articles stay small in memory.
 * @module
 */
import type { Correction } from './corrections.ts';

/** UTF-16 start (inclusive) and end (exclusive) into the decoded text of one source file. */
export type Span = readonly [start: number, end: number];

/** One file of the corpus folder as it was read. */
export interface Source {
  /** Path relative to the corpus folder, with forward slashes. */
  readonly file: string;
  /** Lower-case hex digest of the file's bytes. */
  readonly sha256: string;
  /** Decoded text (UTF-8 without byte order mark; GBK is converted). Spans index into this. */
  readonly text: string;
}

/** A verbatim piece of a source that something rests on. */
export interface Quotation {
  /** Index into `Corpus.sources`. */
  readonly source: number;
  readonly spans: readonly Span[];
  /** The spans' text, cleaned of white space and tags. */
  readonly text: string;
}

/** official: published by an authority; draft: 征求意见稿; reference: material from elsewhere, not policy here. */
export type Standing = 'official' | 'draft' | 'reference';

/** Why a document's validity is what it is. All dates are ISO dates; each fact carries what it rests on. */
export interface ValidityFacts {
  /** First day it applies: said (自…起施行) or the issue date where the text says 自印发/公布之日起 or nothing. */
  readonly effectiveFrom: string | null;
  /** Last day it applies (有效期至…; for a plan, the last day of its period). */
  readonly lastDay: string | null;
  /** What `lastDay` is: an expiry written in the text, or the end of the period that a plan or campaign covers. */
  readonly lastDayKind: 'expiry' | 'period' | null;
  /** 暂行 or 试行 in the title. */
  readonly provisional: boolean;
  /** Everything above rests on these words; empty when the text says nothing. */
  readonly basis: readonly Quotation[];
}

export interface GazetteIssue {
  /** 清远市清新区人民政府公报 */
  readonly name: string;
  readonly year: number;
  /** 第3期 → 3 */
  readonly issue: number;
  readonly publishedOn: string | null;
}

/** A 文号 in its one canonical form, 清新府办〔2018〕16号, taken apart. */
export interface DocumentNumber {
  readonly canonical: string;
  readonly issuerCode: string;
  readonly year: number;
  readonly serial: number;
}

/** One policy document inside a source. */
export interface PolicyDocument {
  /** Stable within a corpus: the 文号, else the file's stem plus `-` and its ordinal there. Unique. */
  readonly id: string;
  readonly source: number;
  readonly title: string;
  readonly titleSpans: readonly Span[];
  readonly number: DocumentNumber | null;
  readonly numberSpans: readonly Span[];
  readonly issuer: string | null;
  readonly issuedOn: string | null;
  readonly issuedOnSpans: readonly Span[];
  /** 通知, 命令, 公示, 方案, 办法, 规划 … : the word that the title ends in (the issued text's word for a covering notice). */
  readonly kind: string | null;
  readonly addressee: string | null;
  /** The offices of 请径向…反映, one string as written (区综治办、区卫生计生局), with its sentence. */
  readonly enquiryOffice: { readonly name: string; readonly quotation: Quotation } | null;
  readonly gazette: GazetteIssue | null;
  /** First printed page in the gazette, from its table of contents. */
  readonly page: number | null;
  /** Titles of the issued texts (one for most notices, two for 41号), in order. */
  readonly parts: readonly string[];
  readonly annexes: readonly string[];
  readonly standing: Standing;
  /** 清新区, 连州市 …; null when nothing says. */
  readonly region: string | null;
  readonly validity: ValidityFacts;
  /** What a person put right; already applied to the fields above, but for `ended`. */
  readonly corrections: readonly Correction[];
  /** Indices into `Corpus.clauses`: first (inclusive), last (exclusive), in reading order. */
  readonly clauses: readonly [first: number, last: number];
}

export type ClauseKind =
  | 'paragraph' // running text
  | 'item' // an enumerated item such as （一） or 1.
  | 'row' // one row of a table
  | 'addressee'
  | 'signature'
  | 'date'
  | 'annex-list'; // 附件：1.…

/** The smallest citable unit: an article, an enumerated item, a paragraph or a table row. */
export interface Clause {
  readonly document: number;
  readonly kind: ClauseKind;
  /** 第三条（四）, 三（二）1（5）, 附件2 龙颈; empty for the text before the first heading. */
  readonly locator: string;
  /** Headings above it, outermost first, without the document's title. */
  readonly headings: readonly string[];
  /** Index of the clause whose sentence ends in ： and whose list this belongs to. */
  readonly leadIn: number | null;
  readonly row: TableRow | null;
  readonly spans: readonly Span[];
  /** The spans' text, cleaned of tags and of white space between Chinese characters; table cells are parted by a tab. */
  readonly text: string;
}

export interface TableRow {
  /** Column heads as printed, cleaned; same length as `cells`. */
  readonly columns: readonly string[];
  readonly cells: readonly string[];
  /** Where the column heads stand. */
  readonly headerSpans: readonly Span[];
  /** The heading printed above the table. */
  readonly caption: string | null;
}

/** The unit that is retrieved: one clause, a part of a long one, or a short list with its lead-in. At most 600 characters. */
export interface Passage {
  /** `<document id>/<locator>`, with `~2` for a second part; unique and stable while the text stands. */
  readonly id: string;
  readonly document: number;
  /** Indices into `Corpus.clauses`, in reading order; a lead-in that is only carried along is not among them. */
  readonly clauses: readonly number[];
  readonly locator: string;
  readonly headings: readonly string[];
  readonly spans: readonly Span[];
  /** As `Clause.text`; lines are parted by a line feed. */
  readonly text: string;
}

/** What part every non-blank character of a source plays. */
export type SegmentRole = 'masthead' | 'contents' | 'title' | 'heading' | 'furniture' | 'clause';

export interface Segment {
  readonly role: SegmentRole;
  readonly span: Span;
  /** Index into `Corpus.clauses` for role `clause`, else null. */
  readonly clause: number | null;
}

/** A source or a line of it that could not be read; the others go on. */
export interface ReadProblem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}

/** A document that others name by 文号, or end by its title alone; whether its text is in the corpus or not. */
export interface MentionedDocument {
  /** Null for one that has none, or whose text is not here and that is ended by its title alone. */
  readonly number: DocumentNumber | null;
  /** The title given beside the number, without 《》; null when none was. */
  readonly title: string | null;
  /** Index into `Corpus.documents` when its text is here. */
  readonly document: number | null;
  readonly relations: readonly Relation[];
}

/** repeals: 同时废止; voids: listed as 宣布失效; mentions: cited as a basis or otherwise. Points from `by` to the mentioned one. */
export interface Relation {
  readonly kind: 'repeals' | 'voids' | 'mentions';
  /** Index into `Corpus.documents` of the document that says so. */
  readonly by: number;
  /** ISO date from which it holds: the effective or publication day of `by`; null when unknown or for a mention. */
  readonly from: string | null;
  readonly quotation: Quotation;
  /** Clause of `by` that holds the words. */
  readonly clause: number | null;
}

export interface Corpus {
  /** Digest over files, digests, catalog and the reader's version: same digest, same reading. */
  readonly digest: string;
  readonly sources: readonly Source[];
  /** Title, region and kind come from here for other people's corpora too: empty catalog, no region. */
  readonly homeRegion: string | null;
  readonly documents: readonly PolicyDocument[];
  readonly clauses: readonly Clause[];
  readonly passages: readonly Passage[];
  /** One list per source, in reading order: the coverage proof. Dropped in a stored index. */
  readonly segments: readonly (readonly Segment[])[];
  /** By canonical number; without one by the id of the document, or by 《title》 where its text is not here. */
  readonly mentioned: ReadonlyMap<string, MentionedDocument>;
  readonly problems: readonly ReadProblem[];
}
