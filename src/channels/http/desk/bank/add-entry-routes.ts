/** One entry of the bank, to be looked at, tried, published, withdrawn and deleted. @module */
import type { Context, Hono } from 'hono';
import type { Change } from '../../../../editions/edition.ts';
import { type EntryFaults, isFaultless } from '../../../../enrichment/check-entry.ts';
import { WenzhengError } from '../../../../errors.ts';
import { audited, refuse, staffOf } from '../desk-door.ts';
import { readForm } from '../read-form.ts';
import { type BankParts, mayEdit, told } from './add-bank-routes.ts';
import { type BankBook, type BookEntry, entryId, stampOf } from './bank-book.ts';
import { changeLocators } from './clause-field.ts';
import {
  checkReason,
  deletingChanges,
  draftOf,
  type EntryForm,
  faultsOf,
  formOf,
  readEntryForm,
  savingChanges,
  withdrawingChanges,
} from './entry-form.ts';
import { entryPage, type EntryPageState } from './entry-page.ts';
import { tryEntry } from './entry-trial.ts';
import { beginEntry } from './begin-entry.ts';
import { publishChanges } from './publish-changes.ts';

const doneTexts: Readonly<Record<string, string>> = {
  save: '已经发布，马上生效。',
  withdraw: '已经撤回，和原来问答库文件里的一样。',
  delete: '这一条已经删除，马上生效。',
};
const notThere = '没有这一条标准问，它可能刚刚被删除，请回到问答库再找。';
const overtaken = '这一条刚刚被别人改过，您写的都还在这里；请看过现在的版本，再决定是否发布。';
const faulty = '还有没写对的地方，请看各栏下面的说明，改好再发布。';

export function addEntryRoutes(app: Hono, parts: BankParts): void {
  const { app: engine, door, store, openBook } = parts;
  const readers = door.requireStaff('editor', 'operator');
  const editors = door.requireStaff('editor');

  async function show(
    context: Context,
    entry: BookEntry | undefined,
    state: Omit<EntryPageState, 'faults' | 'gapQuestion'>,
    status: 200 | 400 | 409 = 200,
  ): Promise<Response> {
    const book = await openBook();
    const gap = state.form.gap === '' ? null : await store.gaps.byId(Number(state.form.gap));
    const page = entryPage(
      { staff: staffOf(context), book, entry, mayEdit: mayEdit(context), today: engine.today() },
      { ...state, faults: faultsOf(state.form, book, entry), gapQuestion: gap?.question ?? null },
    );
    return context.html(page, status);
  }

  app.get(
    '/desk/bank/entry',
    editors,
    told(async (context) => {
      const { gap, document, proposal } = context.req.query();
      const form = await beginEntry(parts, { gap, document, proposal });
      return show(context, undefined, { form, isTyped: form.proposal !== '' });
    }),
  );

  app.get(
    '/desk/bank/entry/:id',
    readers,
    told(async (context) => {
      const entry = (await openBook()).byId(context.req.param('id') ?? '');
      if (entry === undefined) return refuse(context, 404, notThere);
      const done = doneTexts[context.req.query('done') ?? ''];
      return show(context, entry, { form: formOf(entry), isTyped: true, done });
    }),
  );

  for (const path of ['/desk/bank/entry', '/desk/bank/entry/:id']) {
    app.post(
      path,
      editors,
      told(async (context) => {
        const sent = await readForm(context);
        const form = readEntryForm(sent);
        const book = await openBook();
        const id = context.req.param('id');
        const entry = id === undefined ? undefined : book.byId(id);
        // What was typed must not be lost with the entry: it is offered as a new one.
        if (id !== undefined && entry === undefined)
          return show(
            context,
            undefined,
            { form: { ...form, stamp: '' }, isTyped: true, fault: notThere },
            409,
          );
        const action = sent.text('do');
        if (action === 'save' || action === 'withdraw' || action === 'delete')
          return publish(context, action, form, entry);
        if (action === 'preview') return preview(context, form, entry, book);
        const locators = action === 'document' ? [] : changeLocators(form, action, sent.text('locator'));
        return show(context, entry, { form: { ...form, locators }, isTyped: action !== 'document' });
      }),
    );
  }

  async function preview(
    context: Context,
    form: EntryForm,
    entry: BookEntry | undefined,
    book: BankBook,
  ): Promise<Response> {
    const faults = faultsOf(form, book, entry);
    if (isUnbuildable(faults))
      return show(
        context,
        entry,
        { form, isTyped: true, fault: '文件、标准问、条款要先写对，才能试。' },
        400,
      );
    const { ask, also } = draftOf(form);
    const asked = form.tried === '' ? ask : form.tried;
    const trial = await tryEntry(engine, savingChanges({ ...form, proposal: '' }, entry), asked, [
      ask,
      ...also,
    ]);
    return show(context, entry, { form, isTyped: true, trial });
  }

  async function publish(
    context: Context,
    action: 'save' | 'withdraw' | 'delete',
    form: EntryForm,
    entry: BookEntry | undefined,
  ): Promise<Response> {
    const by = staffOf(context).account.displayName;
    const id = entry?.id ?? entryId(form.document, form.ask);
    try {
      const reason = checkReason(form.reason);
      await publishChanges(engine, openBook, {
        by,
        reason,
        changes: (book) => changesOf(action, form, book, entry?.id),
      });
    } catch (error) {
      if (!(error instanceof WenzhengError)) throw error;
      if (error.code !== 'input_invalid' && error.code !== 'conflict') throw error;
      const now = (await openBook()).byId(id);
      const isConflict = error.code === 'conflict';
      if (!isConflict) return show(context, entry, { form, isTyped: true, fault: error.message }, 400);
      // Whoever publishes again has seen what the others made of it.
      const seen = { ...form, stamp: stampOf(now) };
      const theirs = now === undefined ? null : now.entry;
      return show(context, now, { form: seen, isTyped: true, fault: error.message, theirs }, 409);
    }
    await audited(
      context,
      `bank.${action === 'save' ? (entry === undefined ? 'add' : 'edit') : action}`,
      id,
      null,
    );
    if (form.gap !== '' && action === 'save')
      return context.redirect(`/desk/gaps/${form.gap}?done=entry`, 303);
    const isThere = (await openBook()).byId(id) !== undefined;
    return context.redirect(
      isThere ? `/desk/bank/entry/${id}?done=${action}` : '/desk/bank?done=delete',
      303,
    );
  }
}

/** @throws WenzhengError `conflict` when the entry is another one than was seen, `input_invalid` when the form has faults */
function changesOf(
  action: 'save' | 'withdraw' | 'delete',
  form: EntryForm,
  book: BankBook,
  id: string | undefined,
): Change[] {
  const entry = id === undefined ? undefined : book.byId(id);
  if (form.stamp !== stampOf(entry)) throw new WenzhengError('conflict', overtaken);
  if (entry !== undefined && action === 'withdraw') return withdrawingChanges(entry);
  if (entry !== undefined && action === 'delete') return deletingChanges(entry);
  if (!isFaultless(faultsOf(form, book, entry))) throw new WenzhengError('input_invalid', faulty);
  return savingChanges(form, entry);
}

const isUnbuildable = ({ document, locators, ask }: EntryFaults): boolean =>
  document.length + locators.length + ask.length > 0;
