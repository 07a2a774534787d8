import type { Hono } from 'hono';
import { z } from 'zod';
import { staffOf } from '../desk-door.ts';
import { longestQuestion } from '../look-up/read-look-up.ts';
import { type DeskForm, readForm } from '../read-form.ts';
import { type BankParts, told } from './add-bank-routes.ts';
import { explainQuestion, type TriedQuestion } from './explain-question.ts';
import { tryPage } from './try-page.ts';

/** A question is posted, so that it stands in no address and no log of one. */
export function addTryRoutes(app: Hono, { app: engine, door, openBook }: BankParts): void {
  const readers = door.requireStaff('editor', 'operator');

  app.get(
    '/desk/bank/try',
    readers,
    told(async (context) => {
      const entry = (await openBook()).byId(context.req.query('entry') ?? '');
      const asked = { q: entry?.shown.ask ?? '', earlier: [], asOf: null };
      return context.html(tryPage({ staff: staffOf(context), asked, explained: null, app: engine }));
    }),
  );

  app.post(
    '/desk/bank/try',
    readers,
    told(async (context) => {
      const asked = readTried(await readForm(context));
      await openBook();
      const explained = asked.q === '' ? null : await explainQuestion(engine, asked);
      const fault = asked.q === '' ? '“问题”还没有写，请写一句再试。' : undefined;
      const page = tryPage({ staff: staffOf(context), asked, explained, app: engine, fault });
      return context.html(page, fault === undefined ? 200 : 400);
    }),
  );
}

const earlierTurns = 5;
const daySchema = z.iso.date();

function readTried(form: DeskForm): TriedQuestion {
  const lines = form.text('earlier').split(/\r?\n/);
  const asOf = daySchema.safeParse(form.text('asOf'));
  return {
    q: form.text('q').replace(/\s+/g, ' ').trim().slice(0, longestQuestion),
    earlier: lines
      .map((line) => line.trim().slice(0, longestQuestion))
      .filter((line) => line !== '')
      .slice(-earlierTurns),
    asOf: asOf.success ? asOf.data : null,
  };
}
