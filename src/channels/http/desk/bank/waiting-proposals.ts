/** Proposals that nobody has decided on yet. @module */
import type { App } from '../../../../app.ts';
import { type Proposal, readProposals } from '../../../../enrichment/proposals.ts';
import { type BankBook, entryId } from './bank-book.ts';

/** In the order of the files. @throws WenzhengError `catalog_invalid` for a file that cannot be read */
export async function waitingProposals(app: App, book: BankBook): Promise<Proposal[]> {
  const { corpusDir } = await app.editor();
  return readProposals(corpusDir).filter(
    ({ id, document, ask }) => !book.declined.has(id) && book.byId(entryId(document, ask)) === undefined,
  );
}
