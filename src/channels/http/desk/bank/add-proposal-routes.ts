/** What a model proposed, accepted under the checks of every entry, or turned down; several at once in one edition. @module */
import type { Context, Hono } from 'hono';
import type { Change } from '../../../../editions/edition.ts';
import { isFaultless } from '../../../../enrichment/check-entry.ts';
import { isSameWording, pairsOf } from '../../../../enrichment/check-wordings.ts';
import type { Proposal } from '../../../../enrichment/proposals.ts';
import { WenzhengError } from '../../../../errors.ts';
import { audited, staffOf } from '../desk-door.ts';
import { readForm } from '../read-form.ts';
import { type BankParts, mayEdit, told } from './add-bank-routes.ts';
import type { BankBook } from './bank-book.ts';
import { checkReason, emptyForm, type EntryForm, faultsOf, savingChanges } from './entry-form.ts';
import { proposedPage, type ProposedPageState } from './proposed-page.ts';
import { publishChanges } from './publish-changes.ts';
import { waitingProposals } from './waiting-proposals.ts';

/** Proposals that are decided on at once. */
const mostAtOnce = 200;

export function addProposalRoutes(app: Hono, parts: BankParts): void {
  const { app: engine, door, openBook } = parts;

  async function show(context: Context, state: ProposedPageState, status: 200 | 400 | 409 = 200) {
    const book = await openBook();
    const proposals = await waitingProposals(engine, book);
    const given = { staff: staffOf(context), book, proposals, mayEdit: mayEdit(context) };
    const page = proposedPage({ ...given, faultsOf: (proposal) => faultTexts(proposal, book) }, state);
    return context.html(page, status);
  }

  app.get(
    '/desk/bank/proposed',
    door.requireStaff('editor', 'operator'),
    told((context) => {
      const [what = '', count = ''] = (context.req.query('done') ?? '').split('.');
      const known = /^\d{1,3}$/.test(count) ? doneTexts[what]?.(count) : undefined;
      return show(context, { page: Number(context.req.query('page')), done: known });
    }),
  );

  app.post(
    '/desk/bank/proposed',
    door.requireStaff('editor'),
    told(async (context) => {
      const sent = await readForm(context);
      const chosen = new Set(sent.all('ids').slice(0, mostAtOnce));
      const what = sent.text('do') === 'decline' ? 'decline' : 'accept';
      const reason = sent.text('reason').replace(/\s+/g, ' ').trim().slice(0, 200);
      const state = { page: Number(sent.text('page')), chosen, reason };
      try {
        if (chosen.size === 0) throw new WenzhengError('input_invalid', '还没有选，请先在前面打勾。');
        checkReason(reason);
        // Read once: what another editor decides meanwhile is told, not repeated.
        const proposals = (await waitingProposals(engine, await openBook())).filter(({ id }) =>
          chosen.has(id),
        );
        await publishChanges(engine, openBook, {
          by: staffOf(context).account.displayName,
          reason,
          changes: (book) => decide(what, proposals, chosen.size, book),
        });
        for (const { id } of proposals) await audited(context, `bank.${what}`, id, null);
      } catch (error) {
        if (!(error instanceof WenzhengError)) throw error;
        if (error.code !== 'input_invalid' && error.code !== 'conflict') throw error;
        return show(context, { ...state, fault: error.message }, error.code === 'conflict' ? 409 : 400);
      }
      return context.redirect(`/desk/bank/proposed?done=${what}.${chosen.size}`, 303);
    }),
  );
}

const doneTexts: Readonly<Record<string, (count: string) => string>> = {
  accept: (count) => `收入了${count}条，马上生效。`,
  decline: (count) => `${count}条不收，不再列出。`,
};

/** @throws WenzhengError `conflict` when one was decided on already, `input_invalid` when one cannot be taken */
function decide(
  what: 'accept' | 'decline',
  proposals: readonly Proposal[],
  wanted: number,
  book: BankBook,
): Change[] {
  const isOpen = ({ id }: Proposal): boolean => !book.declined.has(id);
  if (proposals.length < wanted || !proposals.every(isOpen))
    throw new WenzhengError('conflict', '选的里面有一条刚刚被别人处理了，请看过现在的列表再选。');
  if (what === 'decline') return proposals.map(({ id }) => ({ kind: 'decline_proposal', id }));
  const faulty = proposals.filter((proposal) => faultTexts(proposal, book).length > 0);
  if (faulty.length > 0)
    throw new WenzhengError(
      'input_invalid',
      `“${faulty[0]?.ask ?? ''}”等${faulty.length}条不能收入，原因写在各条下面，请先改。`,
    );
  refuseTwins(proposals);
  return proposals.flatMap((proposal) => savingChanges(formOfProposal(proposal), undefined));
}

/** Of two that ask the same, the bank can take one. @throws WenzhengError `input_invalid` */
function refuseTwins(proposals: readonly Proposal[]): void {
  const taken: { readonly ask: string; readonly pairs: ReadonlySet<string> }[] = [];
  for (const { ask, also } of proposals) {
    const own = [ask, ...also].map(pairsOf);
    const twin = taken.find(({ pairs }) => own.some((each) => isSameWording(each, pairs)));
    if (twin !== undefined)
      throw new WenzhengError('input_invalid', `选的“${twin.ask}”和“${ask}”问法太像，请只选一条。`);
    taken.push(...own.map((pairs) => ({ ask, pairs })));
  }
}

/** A proposal as the form of a new entry. */
const formOfProposal = ({ document, ask, also, locators }: Proposal): EntryForm => ({
  ...emptyForm,
  document,
  ask,
  also: also.join('\n'),
  locators,
});

/** Why it cannot be taken as it is; empty when it can. */
function faultTexts(proposal: Proposal, book: BankBook): string[] {
  const faults = faultsOf(formOfProposal(proposal), book, undefined, true);
  if (isFaultless(faults)) return [];
  return [...faults.document, ...faults.locators, ...faults.ask, ...faults.also];
}
