/**
 * The entry of a 12345 hotline's knowledge base, as its import form wants it, and the limits of that form.
 * @module
 */

/** What kind of text an entry is; an authority's own list may name more, and the hotline maps these to it. */
export const materialKinds = ['热点问答', '政策文件', '征求意见稿', '参考材料'] as const;
export type MaterialKind = (typeof materialKinds)[number];

export interface Entry {
  /** Path of names, outermost first, parted by slashes. */
  readonly category: string;
  /** Unique over the whole export. */
  readonly title: string;
  /** Says first what has ended or is no rule. */
  readonly content: string;
  readonly issuer: string;
  readonly material: MaterialKind;
  readonly keywords: readonly string[];
  /** 文号; empty for a document without one. */
  readonly documentNumber: string;
  /** Locators of the cited clauses; empty for a whole document. */
  readonly clauses: string;
  /** ISO days; empty where the text says nothing. */
  readonly effectiveFrom: string;
  readonly lastDay: string;
  /** 现行有效, 有效期已过 … on `asOf`. */
  readonly validity: string;
  /** One sentence with the reason. */
  readonly validityReason: string;
  /** ISO day that the validity is told for. */
  readonly asOf: string;
  /** Gazette, issue, page and source file. */
  readonly source: string;
}

/** Lengths in characters. */
export const limits = {
  title: 128,
  keyword: 20,
  keywords: 8,
  /** A cell of a spreadsheet holds no more UTF-16 units. */
  content: 32_767,
  /** In one file to be imported. */
  entries: 1000,
};

/** Headings of the file, in order, with what stands below them. */
export const columns: readonly { readonly heading: string; readonly of: (entry: Entry) => string }[] = [
  { heading: '类目', of: (entry) => entry.category },
  { heading: '标题', of: (entry) => entry.title },
  { heading: '内容', of: (entry) => entry.content },
  { heading: '发文单位', of: (entry) => entry.issuer },
  { heading: '材料性质', of: (entry) => entry.material },
  { heading: '关键字', of: (entry) => entry.keywords.join('；') },
  { heading: '文号', of: (entry) => entry.documentNumber },
  { heading: '条款', of: (entry) => entry.clauses },
  { heading: '施行日期', of: (entry) => entry.effectiveFrom },
  { heading: '有效期至', of: (entry) => entry.lastDay },
  { heading: '效力状态', of: (entry) => entry.validity },
  { heading: '效力说明', of: (entry) => entry.validityReason },
  { heading: '效力判断日期', of: (entry) => entry.asOf },
  { heading: '来源', of: (entry) => entry.source },
];

/** As the form counts. */
export const lengthOf = (text: string): number => Array.from(text).length;
