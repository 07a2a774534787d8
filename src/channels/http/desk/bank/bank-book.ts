/** The question bank as the pages of editors need it: every entry with what it points at, made once an edition. @module */
import { createHash } from 'node:crypto';
import type { App } from '../../../../app.ts';
import type { GazetteEditor } from '../../../../editions/gazette-editor.ts';
import type { KnownWording } from '../../../../enrichment/check-entry.ts';
import { pairsOf } from '../../../../enrichment/check-wordings.ts';
import { readEvaluationQuestions } from '../../../../enrichment/evaluation-questions.ts';
import type { Corpus } from '../../../../gazette/model.ts';
import { type ValidityStatus, validityOn } from '../../../../gazette/validity.ts';
import {
  type BankEntry,
  type BankRecord,
  bankRecords,
  clausesOf,
  readQuestionFiles,
} from '../../../../retrieval/question-bank.ts';

export interface BookEntry extends BankRecord {
  /** Of document and standard question, for addresses. */
  readonly id: string;
  /** As it stands, else what the files say of one that was taken out. */
  readonly shown: BankEntry;
  /** Index into `Corpus.documents`; null: the document is gone. */
  readonly index: number | null;
  /** Indices into `Corpus.clauses`, the decisive one first. */
  readonly clauses: readonly number[];
  /** A clause or the document is not in the gazettes any more: it cannot be found by it. */
  readonly isOrphaned: boolean;
}

export interface BankBook {
  /** That it is the bank of. */
  readonly edition: number;
  readonly corpus: Corpus;
  readonly entries: readonly BookEntry[];
  byId(id: string): BookEntry | undefined;
  /** Wordings of all entries but this one. */
  others(id: string | null): KnownWording[];
  readonly evaluation: readonly ReadonlySet<string>[];
  readonly declined: ReadonlySet<string>;
  validity(entry: Pick<BookEntry, 'index'>, asOf: string): ValidityStatus | null;
}

export const entryId = (document: string, ask: string): string =>
  createHash('sha256').update(`${document}\n${ask}`).digest('hex').slice(0, 12);

/** @returns opens the book of the edition in use, the latest that was published. @throws WenzhengError as {@link App.follow} and {@link App.editor} */
export function createBankBooks(app: App): () => Promise<BankBook> {
  let book: BankBook | null = null;
  return async () => {
    await app.follow();
    const editor = await app.editor();
    const { edition } = editor.current();
    if (book?.edition !== edition || book.corpus !== app.corpus) book = makeBook(app.corpus, editor);
    return book;
  };
}

function makeBook(corpus: Corpus, editor: GazetteEditor): BankBook {
  const { edition, state } = editor.current();
  const indexOf = new Map(corpus.documents.map(({ id }, index) => [id, index]));
  const entries = bankRecords(readQuestionFiles(editor.corpusDir), state.bankEdits).flatMap(
    (record): BookEntry[] => {
      const shown = record.entry ?? record.former;
      if (shown === null) return [];
      const index = indexOf.get(record.document) ?? null;
      const found = shown.locators.map((locator) =>
        index === null ? [] : clausesOf(corpus, index, [locator]),
      );
      return [
        {
          ...record,
          id: entryId(record.document, record.ask),
          shown,
          index,
          clauses: [...new Set(found.flat())],
          isOrphaned: found.some((clauses) => clauses.length === 0),
        },
      ];
    },
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  let wordings: { readonly id: string; readonly known: KnownWording }[] | null = null;
  let evaluation: ReadonlySet<string>[] | null = null;
  return {
    edition,
    corpus,
    entries,
    byId: (id) => byId.get(id),
    others(id) {
      wordings ??= entries.flatMap(({ id: own, entry }) =>
        entry === null
          ? []
          : [entry.ask, ...entry.also].map((wording) => ({
              id: own,
              known: { wording, pairs: pairsOf(wording), ask: entry.ask },
            })),
      );
      return wordings.filter((each) => each.id !== id).map(({ known }) => known);
    },
    get evaluation() {
      evaluation ??= readEvaluationQuestions().map(pairsOf);
      return evaluation;
    },
    declined: new Set(state.declinedProposals),
    validity: ({ index }, asOf) => (index === null ? null : validityOn(corpus, index, asOf).status),
  };
}

/** Changes when the entry does: what an editor began with. Of none: empty. */
export const stampOf = (entry: BookEntry | undefined): string =>
  entry === undefined
    ? ''
    : createHash('sha256')
        .update(JSON.stringify([entry.entry, entry.former]))
        .digest('hex')
        .slice(0, 16);
