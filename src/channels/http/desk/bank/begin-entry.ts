import { WenzhengError } from '../../../../errors.ts';
import type { BankParts } from './add-bank-routes.ts';
import { locatorOfClause } from './clause-choices.ts';
import { emptyForm, type EntryForm } from './entry-form.ts';
import { waitingProposals } from './waiting-proposals.ts';

/** What a new entry is begun from. */
export interface Beginning {
  /** Number of a gap. */
  readonly gap?: string | undefined;
  /** `PolicyDocument.id` */
  readonly document?: string | undefined;
  /** Id of a proposal. */
  readonly proposal?: string | undefined;
}

/** A form that is filled in as far as can be known. @throws WenzhengError `not_found` */
export async function beginEntry(
  { app, store, openBook }: BankParts,
  { gap: number, document, proposal: id }: Beginning,
): Promise<EntryForm> {
  const book = await openBook();
  if (id !== undefined) {
    const proposal = (await waitingProposals(app, book)).find((each) => each.id === id);
    if (proposal === undefined)
      throw new WenzhengError('not_found', '这条拟的问法已经处理过了，请回到待审核的列表。');
    const { ask, also, locators } = proposal;
    return { ...emptyForm, document: proposal.document, ask, also: also.join('\n'), locators, proposal: id };
  }
  if (number !== undefined) {
    const gap = /^[1-9]\d{0,14}$/.test(number) ? await store.gaps.byId(Number(number)) : null;
    if (gap === null) throw new WenzhengError('not_found', '没有这条知识缺口，请回到知识缺口的列表再选。');
    const form = { ...emptyForm, ask: askable(gap.question), gap: String(gap.id), tried: gap.question };
    const [nearest] = app.retriever.search({ text: gap.question, limit: 1 }).hits;
    const passage = book.corpus.passages[nearest?.passage ?? -1];
    const clause = passage?.clauses[0];
    if (passage === undefined || clause === undefined) return form;
    const locator = locatorOfClause(book.corpus, clause);
    // The nearest clause is a beginning: whoever writes the entry reads it.
    return {
      ...form,
      document: book.corpus.documents[passage.document]?.id ?? '',
      locators: locator === null ? [] : [locator],
    };
  }
  const isThere = book.corpus.documents.some((each) => each.id === document);
  return isThere && document !== undefined ? { ...emptyForm, document } : emptyForm;
}

/** As a standard question may be: without what was masked, not longer than one is. */
const askable = (question: string): string =>
  question
    .replaceAll(/【已隐去[^】]*】/g, '')
    .trim()
    .slice(0, 60);
