/** The clauses of a document as entries of the bank name them. @module */
import { readable } from '../../../../answering/cite.ts';
import type { ClauseKind, Corpus } from '../../../../gazette/model.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import { clausesOf } from '../../../../retrieval/question-bank.ts';

export interface ClauseChoice {
  readonly locator: string;
  /** What people read instead of an empty one. */
  readonly name: string;
  /** The beginning of its text. */
  readonly opening: string;
}

const answering: ReadonlySet<ClauseKind> = new Set(['paragraph', 'item', 'row']);
const openingLength = 28;

/** Each locator once, in reading order. @param index into `Corpus.documents` */
export function clauseChoices(corpus: Corpus, index: number): ClauseChoice[] {
  const document = corpus.documents[index];
  if (document === undefined) return [];
  const choices = new Map<string, ClauseChoice>();
  for (const clause of corpus.clauses.slice(...document.clauses)) {
    if (!answering.has(clause.kind)) continue;
    const [part = ''] = clause.headings;
    const isParted = document.parts.length > 1 && document.parts.includes(part);
    const locator = isParted ? `${part} ${clause.locator}` : clause.locator;
    if (choices.has(locator)) continue;
    const text = readable(clause.text).slice(0, openingLength);
    choices.set(locator, { locator, name: nameOfLocator(locator), opening: maskPrivateNumbers(text) });
  }
  return [...choices.values()];
}

export const nameOfLocator = (locator: string): string => (locator === '' ? '正文开头' : locator);

/** The text of the clauses that a locator names; empty where there are none. */
export function textOfLocator(corpus: Corpus, index: number, locator: string): string {
  return clausesOf(corpus, index, [locator])
    .map((clause) => maskPrivateNumbers(readable(corpus.clauses[clause]?.text ?? '')))
    .join('\n');
}

/** How the bank names the clause that a passage begins with; null where it is none that answers. */
export function locatorOfClause(corpus: Corpus, clause: number): string | null {
  const found = corpus.clauses[clause];
  const document = corpus.documents[found?.document ?? -1];
  if (found === undefined || document === undefined || !answering.has(found.kind)) return null;
  const [part = ''] = found.headings;
  return document.parts.length > 1 && document.parts.includes(part)
    ? `${part} ${found.locator}`
    : found.locator;
}
