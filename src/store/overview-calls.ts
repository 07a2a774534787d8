import { reasonOf } from './feedback-calls.ts';
import type { DaySpan, OverviewCalls } from './overview-records.ts';
import { gapStates } from './store.ts';
import type { Database } from './tables.ts';

/** Each is one query over an index, and what it gives back grows with the days, not with the questions. */
export function overviewCalls(db: Database): OverviewCalls {
  return {
    async questions({ from, to }) {
      const kind = ['day', 'channel', 'status', 'words', 'scheme'] as const;
      const rows = await db
        .selectFrom('counted_questions')
        .select(kind)
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy(kind)
        .orderBy('day')
        .execute();
      return rows.map(({ words, scheme, count, ...row }) => ({
        ...row,
        words: words === 'model' ? 'model' : 'engine',
        scheme: scheme === '' ? null : scheme,
        count: Number(count),
      }));
    },

    async latencies({ from, to }) {
      const rows = await db
        .selectFrom('counted_questions')
        .select(['day', 'latency_ms as ms'])
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('day', '>=', from)
        .where('day', '<=', to)
        .where('latency_ms', 'is not', null)
        .groupBy(['day', 'latency_ms'])
        .orderBy('day')
        .orderBy('latency_ms')
        .execute();
      return rows.map(({ day, ms, count }) => ({ day, ms: Number(ms), count: Number(count) }));
    },

    async documents({ from, to }, count) {
      const rows = await db
        .selectFrom((query) =>
          query
            .selectFrom('counted_citations')
            .select('document')
            .select(({ fn }) => fn.countAll<number | string>().as('cited'))
            .where('day', '>=', from)
            .where('day', '<=', to)
            .groupBy('document')
            .as('counts'),
        )
        .innerJoin('cited_documents', 'cited_documents.digest', 'counts.document')
        .select(['document_number', 'title', 'cited'])
        .orderBy('cited', 'desc')
        .orderBy('title')
        .limit(count)
        .execute();
      return rows.map((row) => ({
        documentNumber: row.document_number,
        title: row.title,
        count: Number(row.cited),
      }));
    },

    async feedback(span) {
      const { from, until } = momentsOf(span);
      const rows = await db
        .selectFrom('feedback')
        .select(['useful', 'reason'])
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('given_at', '>=', from)
        .where('given_at', '<', until)
        .groupBy(['useful', 'reason'])
        .execute();
      return rows.map(({ useful, reason, count }) => ({
        useful: useful === 1,
        reason: reason === null ? null : reasonOf(reason),
        count: Number(count),
      }));
    },

    async handovers(span, count) {
      const { from, until } = momentsOf(span);
      return db
        .selectFrom('handovers')
        .select(handoverTimes)
        .where('opened_at', '>=', from)
        .where('opened_at', '<', until)
        .orderBy('opened_at', 'desc')
        .limit(count)
        .execute();
    },

    openHandovers: (count) =>
      db
        .selectFrom('handovers')
        .select(handoverTimes)
        .where('state', 'in', ['waiting', 'taken'])
        .orderBy('opened_at')
        .limit(count)
        .execute(),

    async gapStates() {
      const rows = await db
        .selectFrom('gaps')
        .select(['state', 'kind'])
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('state', 'in', ['open', 'in_work'])
        .groupBy(['state', 'kind'])
        .execute();
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },

    async gaps(count) {
      const rows = await db
        .selectFrom('gaps')
        .select(['id', 'kind', 'state', 'count', 'last_at'])
        .where('state', 'in', ['open', 'in_work'])
        .orderBy('count', 'desc')
        .orderBy('last_at', 'desc')
        .limit(count)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        state: gapStates.find((state) => state === row.state) ?? 'open',
        count: row.count,
        lastAt: row.last_at,
      }));
    },

    async tokens({ from, to }) {
      const rows = await db
        .selectFrom('model_usage')
        .select(({ fn }) => [
          'day',
          fn.sum<number | string>('input').as('input'),
          fn.sum<number | string>('output').as('output'),
        ])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy('day')
        .orderBy('day')
        .execute();
      return rows.map(({ day, input, output }) => ({ day, input: Number(input), output: Number(output) }));
    },
  };
}

const handoverTimes = [
  'state',
  'opened_at as openedAt',
  'taken_at as takenAt',
  'closed_at as closedAt',
] as const;

/** Midnight in China, in UTC, before the first day and after the last. */
const momentsOf = ({ from, to }: DaySpan) => ({ from: midnight(from, 0), until: midnight(to, 1) });

function midnight(day: string, daysLater: number): string {
  const moment = Date.parse(`${day}T00:00:00.000Z`) + daysLater * 86_400_000 - 8 * 3_600_000;
  return new Date(moment).toISOString();
}
