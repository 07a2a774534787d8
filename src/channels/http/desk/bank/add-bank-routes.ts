/** The question bank: list, one entry, trying a question, proposals. Editors change it, operators read. @module */
import type { Context, Hono } from 'hono';
import { WenzhengError } from '../../../../errors.ts';
import { mayAct } from '../../../../staff/staff.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { addEntryRoutes } from './add-entry-routes.ts';
import { addProposalRoutes } from './add-proposal-routes.ts';
import { addTryRoutes } from './add-try-routes.ts';
import { type BankBook, createBankBooks } from './bank-book.ts';
import { bankKinds, filterBank } from './bank-list.ts';
import { bankPage } from './bank-page.ts';
import { waitingProposals } from './waiting-proposals.ts';

/** What the routes of the bank share. */
export interface BankParts extends DeskParts {
  readonly openBook: () => Promise<BankBook>;
}

const doneTexts: Readonly<Record<string, string>> = {
  delete: '这一条已经删除，马上生效。',
};

export function addBankRoutes(app: Hono, desk: DeskParts): void {
  const parts: BankParts = { ...desk, openBook: createBankBooks(desk.app) };
  const readers = desk.door.requireStaff('editor', 'operator');

  app.get(
    '/desk/bank',
    readers,
    told(async (context) => {
      const given = (name: string): string => (context.req.query(name) ?? '').trim().slice(0, 200);
      const filters = {
        words: given('words'),
        document: given('document'),
        kind: bankKinds.find((kind) => kind === given('kind')) ?? 'all',
      };
      const book = await parts.openBook();
      const today = desk.app.today();
      const page = bankPage({
        staff: staffOf(context),
        book,
        filters,
        found: filterBank(book, filters, today),
        page: Number(given('page')),
        today,
        mayEdit: mayEdit(context),
        proposed: (await waitingProposals(desk.app, book)).length,
        done: doneTexts[given('done')],
        isOff: desk.app.questions.length === 0 && book.entries.some(({ clauses }) => clauses.length > 0),
      });
      return context.html(page);
    }),
  );
  addTryRoutes(app, parts);
  addProposalRoutes(app, parts);
  addEntryRoutes(app, parts);
}

export const mayEdit = (context: Context): boolean => mayAct(staffOf(context).account, ['editor']);

/** A fault of the gazettes or of their folder is told in its own sentence. */
export function told(
  handler: (context: Context) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    try {
      return await handler(context);
    } catch (error) {
      if (!(error instanceof WenzhengError)) throw error;
      const status = error.code === 'not_found' ? 404 : error.code === 'conflict' ? 409 : 503;
      return refuse(context, status, error.message);
    }
  };
}
