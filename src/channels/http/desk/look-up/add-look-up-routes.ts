/**
 * Looking up while a caller waits. What a caller said is sent by POST alone, so that no address and no log holds it, and
 * reading public gazettes changes nothing: the audit, which names people for years, has no entry for it.
 * @module
 */
import type { Context, Hono } from 'hono';
import type { StaffRole } from '../../../../staff/staff.ts';
import { createCorpusLookup } from '../../corpus-lookup.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { answerView } from './answer-view.ts';
import { schemeIn } from './calculator-form.ts';
import { createCalculators } from './calculators.ts';
import { documentView } from './document-view.ts';
import { createFinder } from './find.ts';
import { keyCardPage } from './key-card-page.ts';
import { lookUpPage, todaysList } from './look-up-page.ts';
import { nearMissesView, passagesView } from './passages-view.ts';
import { readPlace } from './place.ts';
import { type LookUp, readLookUp } from './read-look-up.ts';
import { createTodaysLookUps } from './todays-look-ups.ts';
import { following } from '../../../../editions/following.ts';

export const lookUpRoles: readonly StaffRole[] = ['operator', 'clerk', 'editor'];

export function addLookUpRoutes(app: Hono, parts: DeskParts): void {
  const { app: engine, door, now, stopping } = parts;
  const finder = following(engine, () => createFinder(engine));
  const lookup = following(engine, () => createCorpusLookup(engine.corpus));
  const calculators = following(engine, () => createCalculators(engine, lookup));
  const earlier = createTodaysLookUps(now, stopping);
  const staffOnly = door.requireStaff(...lookUpRoles);
  const indexOf = following(engine, () => {
    const indices = new Map(engine.corpus.documents.map(({ id }, index) => [id, index]));
    return { document: (id: string) => indices.get(id) ?? -1 };
  });

  function answer(context: Context, lookUp: LookUp): Markup {
    const found = finder.answer(lookUp);
    const asOf = finder.dayOf(lookUp);
    const accept = finder.narrowing.accept(lookUp.filters, asOf);
    earlier.add(staffOf(context).account.id, lookUp.q, found.status);
    return answerView({
      key: 'answer',
      answer: found,
      asOf,
      today: engine.today(),
      lookup,
      isNarrowed: accept !== undefined,
      isWithin(citation) {
        const document = lookup.cited(citation)?.document;
        return accept === undefined || document === undefined || accept(indexOf.document(document.id));
      },
      outside: finder.outside(lookUp),
    });
  }

  function opened({ open, ...lookUp }: LookUp): Markup | '' {
    const place = open === null ? null : readPlace(engine.corpus, open);
    if (place === null) return '';
    const asOf = finder.dayOf({ open, ...lookUp });
    const validity = finder.narrowing.validity(indexOf.document(place.document.id), asOf);
    return documentView(engine.corpus, place, validity);
  }

  function page(context: Context, lookUp: LookUp): Response | Promise<Response> {
    const staff = staffOf(context);
    const isAsked = lookUp.q !== '';
    const found = isAsked ? finder.passages(lookUp) : null;
    const asOf = finder.dayOf(lookUp);
    return context.html(
      lookUpPage({
        staff,
        lookUp,
        choices: finder.narrowing.choices,
        calculators: calculators.schemes,
        today: engine.today(),
        answer: isAsked ? answer(context, lookUp) : '',
        passages: found === null ? '' : passagesView(found, asOf),
        nearMisses: found === null ? '' : nearMissesView(found, asOf),
        opened: opened(lookUp),
        earlier: earlier.of(staff.account.id),
      }),
    );
  }

  app.get('/desk/look-up', staffOnly, (context) => page(context, readLookUp(new FormData())));
  app.post('/desk/look-up', staffOnly, async (context) => page(context, readLookUp(await form(context))));

  app.post('/desk/look-up/search', staffOnly, async (context) => {
    const lookUp = readLookUp(await form(context));
    if (lookUp.q === '') return context.json({ passages: '' });
    return context.json({
      passages: String(await passagesView(finder.passages(lookUp), finder.dayOf(lookUp))),
    });
  });

  app.post('/desk/look-up/answer', staffOnly, async (context) => {
    const lookUp = readLookUp(await form(context));
    if (lookUp.q === '') return context.json({ answer: '', why: '', earlier: null });
    const markup = answer(context, lookUp);
    const why = nearMissesView(finder.passages(lookUp), finder.dayOf(lookUp));
    const staff = staffOf(context);
    const list = todaysList(staff, earlier.of(staff.account.id));
    return context.json({
      answer: String(await markup),
      why: String(await why),
      earlier: String(await list),
    });
  });

  app.post('/desk/look-up/document', staffOnly, async (context) => {
    const document = opened(readLookUp(await form(context)));
    if (document === '') return refuse(context, 404, '没有找到这份文件，请重新查一次。');
    return context.json({ document: String(await document) });
  });

  app.post('/desk/look-up/calculator', staffOnly, async (context) => {
    const sent = await form(context);
    const lookUp = readLookUp(sent);
    return context.json({
      calculator: String(await calculators.open(schemeIn(sent), lookUp.q, finder.dayOf(lookUp))),
    });
  });

  app.post('/desk/look-up/calculation', staffOnly, async (context) => {
    const sent = await form(context);
    return context.json({ result: String(await calculators.compute(sent, finder.dayOf(readLookUp(sent)))) });
  });

  app.post('/desk/look-up/forget', staffOnly, async (context) => {
    const staff = staffOf(context);
    earlier.clear(staff.account.id);
    return context.json({ earlier: String(await todaysList(staff, [])) });
  });

  app.get('/desk/keys', staffOnly, (context) =>
    context.html(keyCardPage(staffOf(context), [assets.lookUpStyle])),
  );
}

/** Without any fields where no form was sent. */
async function form({ req }: Context): Promise<FormData> {
  return req.formData().catch(() => new FormData());
}
