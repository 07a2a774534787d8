/** The ledger of gaps: editors work through it, operators read. @module */
import type { Context, Hono } from 'hono';
import {
  closeGap,
  type GapSeen,
  giveBackGap,
  noteGap,
  reopenGap,
  takeGap,
} from '../../../../conversations/working-gaps.ts';
import { WenzhengError } from '../../../../errors.ts';
import { type Gap, gapClosings, gapStates } from '../../../../store/store.ts';
import { mayEdit, told } from '../bank/add-bank-routes.ts';
import { pagesOf } from '../bank/page-links.ts';
import { audited, refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { type DeskForm, readForm } from '../read-form.ts';
import { askAgain, refuseUnanswered } from './gap-answer.ts';
import { type GapFilters, givenFilters, readGapFilters, searchOf } from './gap-filters.ts';
import { gapPage } from './gap-page.ts';
import { gapsCsvHead, gapsCsvRows } from './gaps-csv.ts';
import { gapsPage } from './gaps-page.ts';

const gapsOnAPage = 50;
const exportedAtOnce = 1000;
const notThere = '没有这条知识缺口，请回到知识缺口的列表再选。';

const doneTexts: Readonly<Record<string, string>> = {
  take: '现在由您处理。',
  'give-back': '已经放回去。',
  note: '说明已经记下。',
  close: '已经关闭；再有人问，会自动重开。',
  reopen: '已经重新打开。',
  entry: '标准问已经发布。请看现在再问的回答，能答上就可以关闭。',
};

export function addGapRoutes(app: Hono, { app: engine, door, store, now }: DeskParts): void {
  const readers = door.requireStaff('editor', 'operator');
  const editors = door.requireStaff('editor');

  async function list(context: Context, filters: GapFilters, wanted: number): Promise<Response> {
    const search = searchOf(filters);
    const found = await store.gaps.countFound(search);
    const place = pagesOf(filters.words === '' ? wanted : 1, found, gapsOnAPage);
    const [gaps, owners] = await Promise.all([
      store.gaps.search(search, place.range[0], gapsOnAPage),
      store.gaps.owners(),
    ]);
    const options = { staff: staffOf(context), filters, gaps, found, place, owners };
    return context.html(gapsPage({ ...options, mayEdit: mayEdit(context) }));
  }

  app.get('/desk/gaps', readers, (context) =>
    list(
      context,
      { ...readGapFilters((name) => context.req.query(name)), words: '' },
      Number(context.req.query('page')),
    ),
  );

  app.post('/desk/gaps', readers, async (context) => {
    const sent = await readForm(context);
    const filters = readGapFilters((name) => sent.text(name));
    if (filters.words !== '') return list(context, filters, 1);
    const given = Object.entries(givenFilters(filters)).filter(([, value]) => value !== '');
    return context.redirect(`/desk/gaps?${new URLSearchParams(given).toString()}`, 303);
  });

  app.post('/desk/gaps/export', editors, async (context) => {
    const sent = await readForm(context);
    const search = searchOf(readGapFilters((name) => sent.text(name)));
    const parts = [gapsCsvHead];
    for (let skipped = 0; ; skipped += exportedAtOnce) {
      const gaps = await store.gaps.search(search, skipped, exportedAtOnce);
      if (gaps.length > 0) parts.push(gapsCsvRows(gaps));
      if (gaps.length < exportedAtOnce) break;
    }
    await audited(context, 'gap.export', 'gaps.csv');
    context.header('Content-Type', 'text/csv; charset=utf-8');
    context.header('Content-Disposition', 'attachment; filename="gaps.csv"');
    return context.body(parts.join(''));
  });

  const numbered = '/desk/gaps/:number{[0-9]{1,15}}';
  const gapOf = (context: Context): Promise<Gap | null> =>
    store.gaps.byId(Number(context.req.param('number')));

  app.get(
    numbered,
    readers,
    told(async (context) => {
      const gap = await gapOf(context);
      if (gap === null) return refuse(context, 404, notThere);
      const answer = await askAgain(engine, gap.question);
      const done = doneTexts[context.req.query('done') ?? ''];
      return context.html(gapPage(staffOf(context), mayEdit(context), { gap, answer, done }));
    }),
  );

  on('take', (gap, { by, at, seen }) => store.transaction((calls) => takeGap(calls, gap.id, by, at, seen)));
  on('give-back', (gap, { by, at, seen }) =>
    store.transaction((calls) => giveBackGap(calls, gap.id, by, at, seen)),
  );
  on('reopen', (gap, { by, at, seen }) =>
    store.transaction((calls) => reopenGap(calls, gap.id, by, at, seen)),
  );
  on('note', (gap, { by, at, form }) =>
    store.transaction((calls) => noteGap(calls, gap.id, by, form.text('note'), at)),
  );
  on('close', async (gap, { by, at, seen, form }) => {
    const as = gapClosings.find((each) => each === form.text('closing'));
    if (as === undefined) throw new WenzhengError('input_invalid', '还没有选“原因”，请选一个再关闭。');
    if (as === 'answered') refuseUnanswered(await askAgain(engine, gap.question));
    const note = form.text('note').trim() === '' ? null : form.text('note');
    return store.transaction((calls) => closeGap(calls, gap.id, { by, note, as, seen }, at));
  });

  interface Acting {
    readonly by: string;
    readonly at: string;
    readonly seen: GapSeen;
    readonly form: DeskForm;
  }

  /** Does it and shows the gap again, with what stands in the way where something does. */
  function on(action: string, act: (gap: Gap, acting: Acting) => Promise<Gap>): void {
    app.post(
      `${numbered}/${action}`,
      editors,
      told(async (context) => {
        const gap = await gapOf(context);
        if (gap === null) return refuse(context, 404, notThere);
        const form = await readForm(context);
        const by = staffOf(context).account.displayName;
        try {
          await act(gap, { by, at: now().toISOString(), seen: seenIn(form, gap), form });
        } catch (error) {
          if (!(error instanceof WenzhengError)) throw error;
          if (error.code !== 'input_invalid' && error.code !== 'conflict') throw error;
          const page = gapPage(staffOf(context), true, {
            gap: (await gapOf(context)) ?? gap,
            answer: await askAgain(engine, gap.question),
            ...(action === 'note' ? { note: form.text('note') } : {}),
            closing: form.text('closing'),
            fault: error.message,
          });
          return context.html(page, error.code === 'conflict' ? 409 : 400);
        }
        return context.redirect(`/desk/gaps/${gap.id}?done=${action}`, 303);
      }),
    );
  }
}

/** What the page showed. */
function seenIn(form: DeskForm, gap: Gap): GapSeen {
  const state = gapStates.find((each) => each === form.text('state')) ?? gap.state;
  return { state, owner: form.text('owner') === '' ? null : form.text('owner') };
}
