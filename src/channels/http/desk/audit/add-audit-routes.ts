import type { Hono } from 'hono';
import { staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { auditPage } from './audit-page.ts';
import { createSubjectNames } from './subject-names.ts';

const entriesOnAPage = 50;
const dayMs = 86_400_000;

/** The record of actions, for administrators. */
export function addAuditRoutes(app: Hono, { app: engine, access, store, door }: DeskParts): void {
  const subjects = createSubjectNames(engine.schemes);
  app.get('/desk/audit', door.requireStaff('admin'), async (context) => {
    const given = (name: string): string => (context.req.query(name) ?? '').trim().slice(0, 200);
    const filters = {
      actor: given('actor'),
      action: given('action'),
      subject: given('subject'),
      from: startOfDay(given('from')) === null ? '' : given('from'),
      until: startOfDay(given('until')) === null ? '' : given('until'),
    };
    const before = /^[1-9]\d{0,14}$/.test(given('before')) ? Number(given('before')) : null;
    const lastDay = startOfDay(filters.until);
    // One more than is shown says whether there are older ones.
    const found = await store.audit.search({
      actor: filters.actor || null,
      action: filters.action || null,
      subject: subjects.written(filters.subject) || null,
      from: startOfDay(filters.from)?.toISOString() ?? null,
      until: lastDay === null ? null : new Date(lastDay.getTime() + dayMs).toISOString(),
      before,
      count: entriesOnAPage + 1,
    });
    const entries = found.slice(0, entriesOnAPage);
    const page = auditPage({
      staff: staffOf(context),
      filters,
      entries: entries.map((entry) => ({
        ...entry,
        subject: subjects.shown(entry.action, entry.subject),
      })),
      actors: (await access.list()).map(({ displayName }) => displayName),
      older: found.length > entriesOnAPage ? (entries.at(-1)?.id ?? null) : null,
      isLater: before !== null,
    });
    return context.html(page);
  });
}

/** Midnight in China; null for what is no day. */
function startOfDay(day: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const start = new Date(`${day}T00:00:00+08:00`);
  return Number.isNaN(start.getTime()) ? null : start;
}
