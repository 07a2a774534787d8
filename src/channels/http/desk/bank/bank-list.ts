import type { ValidityStatus } from '../../../../gazette/validity.ts';
import type { BankBook, BookEntry } from './bank-book.ts';

export const bankKinds = [
  'all',
  'with-answer',
  'without-answer',
  'edited',
  'orphaned',
  'ended',
  'deleted',
] as const;
export type BankKind = (typeof bankKinds)[number];

export const bankKindNames: Readonly<Record<BankKind, string>> = {
  all: '全部',
  'with-answer': '有审定答案',
  'without-answer': '没有审定答案',
  edited: '在工作台改过',
  orphaned: '条款找不到了',
  ended: '文件已失效',
  deleted: '在工作台删除的',
};

/** As chosen; empty for all. */
export interface BankFilters {
  /** Found in a wording or in the approved answer. */
  readonly words: string;
  /** `PolicyDocument.id` */
  readonly document: string;
  readonly kind: BankKind;
}

const ended: ReadonlySet<ValidityStatus> = new Set(['expired', 'repealed', 'period_over']);

/** In the order of the bank. @param asOf ISO day */
export function filterBank(book: BankBook, filters: BankFilters, asOf: string): BookEntry[] {
  const words = fold(filters.words).split(/\s+/).filter(Boolean);
  const isOfKind = (entry: BookEntry): boolean => {
    const { kind } = filters;
    if (kind === 'deleted') return entry.entry === null;
    if (kind === 'edited') return entry.isEdited;
    if (entry.entry === null) return false;
    if (kind === 'with-answer') return entry.entry.answer !== undefined;
    if (kind === 'without-answer') return entry.entry.answer === undefined;
    if (kind === 'orphaned') return entry.isOrphaned;
    if (kind === 'ended') {
      const validity = book.validity(entry, asOf);
      return validity !== null && ended.has(validity);
    }
    return true;
  };
  return book.entries.filter((entry) => {
    if (filters.document !== '' && entry.document !== filters.document) return false;
    if (!isOfKind(entry)) return false;
    if (words.length === 0) return true;
    const { ask, also, answer = '' } = entry.shown;
    const text = fold([ask, ...also, answer].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
