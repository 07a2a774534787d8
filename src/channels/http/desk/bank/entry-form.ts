/** What the form of an entry says, and what it would change. @module */
import type { Change } from '../../../../editions/edition.ts';
import { checkEntry, type EntryDraft, type EntryFaults } from '../../../../enrichment/check-entry.ts';
import { WenzhengError } from '../../../../errors.ts';
import { hasPrivateNumber } from '../../../../gazette/private-numbers.ts';
import type { BankEntry } from '../../../../retrieval/question-bank.ts';
import type { DeskForm } from '../read-form.ts';
import { type BankBook, type BookEntry, entryId, stampOf } from './bank-book.ts';

/** As typed. */
export interface EntryForm {
  readonly document: string;
  readonly ask: string;
  /** One a line. */
  readonly also: string;
  readonly locators: readonly string[];
  readonly answer: string;
  readonly reason: string;
  /** {@link stampOf} the entry when somebody began; empty for a new one. */
  readonly stamp: string;
  /** To be asked before and after; empty: the standard question. */
  readonly tried: string;
  /** Number of the gap that it is written for; empty for none. */
  readonly gap: string;
  /** Id of the proposal that it is made of; empty for none. */
  readonly proposal: string;
}

const longest = { line: 200, also: 4000, answer: 2000, locators: 40 } as const;

export function readEntryForm(sent: DeskForm): EntryForm {
  const line = (name: string): string => sent.text(name).replace(/\s+/g, ' ').trim().slice(0, longest.line);
  return {
    document: line('document'),
    ask: line('ask'),
    also: sent.text('also').replace(/\r\n?/g, '\n').slice(0, longest.also),
    locators: [...new Set(sent.all('locators').map((each) => each.slice(0, longest.line)))].slice(
      0,
      longest.locators,
    ),
    answer: sent.text('answer').replace(/\r\n?/g, '\n').trim().slice(0, longest.answer),
    reason: line('reason'),
    stamp: line('stamp'),
    tried: line('tried'),
    gap: /^[1-9]\d{0,14}$/.test(sent.text('gap')) ? sent.text('gap') : '',
    proposal: /^[0-9a-f]{8}$/.test(sent.text('proposal')) ? sent.text('proposal') : '',
  };
}

export const emptyForm: EntryForm = {
  document: '',
  ask: '',
  also: '',
  locators: [],
  answer: '',
  reason: '',
  stamp: '',
  tried: '',
  gap: '',
  proposal: '',
};

export function formOf(entry: BookEntry): EntryForm {
  const { ask, also, locators, answer = '' } = entry.shown;
  return {
    ...emptyForm,
    document: entry.document,
    ask,
    also: also.join('\n'),
    locators,
    answer,
    stamp: stampOf(entry),
  };
}

export function draftOf({ document, ask, also, locators, answer }: EntryForm): EntryDraft {
  const lines = also.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return { document, ask, also: lines.filter((line) => line !== ''), locators, answer };
}

/** @param isProposed as a model wrote it, without a person's change */
export function faultsOf(
  form: EntryForm,
  book: BankBook,
  entry: BookEntry | undefined,
  isProposed = false,
): EntryFaults {
  const faults = checkEntry(draftOf(form), {
    corpus: book.corpus,
    others: book.others(entry?.id ?? null),
    evaluation: book.evaluation,
    former: entry?.entry ?? null,
    isProposed,
  });
  if (entry !== undefined || form.ask === '') return faults;
  const same = book.byId(entryId(form.document, form.ask));
  if (same === undefined) return faults;
  const known = `这份文件里已经有过标准问“${same.ask}”，请到问答库里打开那一条来改。`;
  return { ...faults, ask: [known] };
}

function entryOf(form: EntryForm): BankEntry {
  const { ask, also, locators, answer } = draftOf(form);
  const entry = { ask, also: [...also], locators: [...locators] };
  return answer === '' ? entry : { ...entry, answer };
}

/** Makes the entry what the form says. */
export function savingChanges(form: EntryForm, entry: BookEntry | undefined): Change[] {
  const { document, ask } = entry ?? form;
  const saved: Change = { kind: 'edit_question', edit: { document, ask, entry: entryOf(form) } };
  return form.proposal === '' ? [saved] : [saved, { kind: 'decline_proposal', id: form.proposal }];
}

/** The entry goes: one of the files is covered, one that was added here is withdrawn. */
export function deletingChanges({ document, ask, former }: BookEntry): Change[] {
  return former === null
    ? [{ kind: 'withdraw_edit', document, ask }]
    : [{ kind: 'edit_question', edit: { document, ask, entry: null } }];
}

export const withdrawingChanges = ({ document, ask }: BookEntry): Change[] => [
  { kind: 'withdraw_edit', document, ask },
];

/** @throws WenzhengError `input_invalid` */
export function checkReason(reason: string): string {
  if (hasPrivateNumber(reason, 'typed'))
    throw new WenzhengError('input_invalid', '原因里有证件号、手机号或卡号，请删掉号码再发布。');
  if (reason !== '') return reason;
  throw new WenzhengError('input_invalid', '“原因”还没有写，请写一句为什么改，再发布。');
}
