/** What the page shows, read from the store: numbers, and names of our own lists and of documents. @module */
import type { Conversing } from '../../../../conversations/conversing.ts';
import type {
  DaySpan,
  FeedbackCount,
  GapCount,
  HandoverTimes,
  LatencyCount,
  QuestionCount,
} from '../../../../store/overview-records.ts';
import type { Store } from '../../../../store/store.ts';
import { daysOf } from './read-span.ts';
import { families, familyOf, shownChannels } from './status-names.ts';

/** More than stand in a table that people read. */
const shownDocuments = 15;
const shownGaps = 10;
/** Handovers of a span that are looked at; a year of a busy office has fewer. */
const mostHandovers = 20_000;

export interface DayLatency {
  readonly day: string;
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface DayHandovers {
  readonly day: string;
  readonly opened: number;
  readonly taken: number;
  readonly timedOut: number;
}

export interface Overview {
  readonly span: DaySpan;
  readonly days: readonly string[];
  readonly total: number;
  /** By day, in the order of {@link shownChannels}. */
  readonly channels: readonly (readonly number[])[];
  /** By day, in the order of {@link families}. */
  readonly families: readonly (readonly number[])[];
  readonly statuses: ReadonlyMap<string, number>;
  readonly words: { readonly engine: number; readonly model: number };
  readonly schemes: ReadonlyMap<string, number>;
  readonly latency: Omit<DayLatency, 'day'>;
  readonly latencies: readonly DayLatency[];
  readonly documents: readonly { documentNumber: string | null; title: string; count: number }[];
  readonly feedback: readonly FeedbackCount[];
  readonly handovers: {
    readonly days: readonly DayHandovers[];
    /** Now, whatever the span. */
    readonly waiting: number;
    readonly taken: number;
    /** Since when the one that waits longest waits; null for none. */
    readonly longestSince: string | null;
    /** Of those that began in the span. */
    readonly opened: number;
    readonly closed: number;
    readonly timedOut: number;
    /** Minutes of office hours until somebody took it; null where nobody took any. */
    readonly waitP50: number | null;
    readonly waitP95: number | null;
  };
  readonly gaps: readonly GapCount[];
  readonly openGaps: number;
  readonly tokens: readonly { readonly day: string; readonly input: number; readonly output: number }[];
}

export async function readOverview(
  store: Pick<Store, 'overview'>,
  conversing: Pick<Conversing, 'officeMinutes'>,
  span: DaySpan,
): Promise<Overview> {
  const { overview } = store;
  const [questions, latencies, documents, feedback, handovers, open, gaps, gapStates, tokens] =
    await Promise.all([
      overview.questions(span),
      overview.latencies(span),
      overview.documents(span, shownDocuments),
      overview.feedback(span),
      overview.handovers(span, mostHandovers),
      overview.openHandovers(1000),
      overview.gaps(shownGaps),
      overview.gapStates(),
      overview.tokens(span),
    ]);
  const days = daysOf(span);
  return {
    span,
    days,
    ...countQuestions(questions, days),
    latency: percentilesOf(latencies),
    latencies: latenciesByDay(latencies, days),
    documents,
    feedback,
    handovers: { ...countHandovers(handovers, days, conversing), ...countOpen(open) },
    gaps,
    openGaps: gapStates.reduce((sum, { count }) => sum + count, 0),
    tokens: tokensByDay(tokens, days),
  };
}

function countQuestions(questions: readonly QuestionCount[], days: readonly string[]) {
  const place = new Map(days.map((day, n) => [day, n]));
  const channels = days.map(() => shownChannels.map(() => 0));
  const byFamily = days.map(() => families.map(() => 0));
  const statuses = new Map<string, number>();
  const schemes = new Map<string, number>();
  const words = { engine: 0, model: 0 };
  let total = 0;
  for (const { day, channel, status, scheme, words: whose, count } of questions) {
    const at = place.get(day) ?? 0;
    const ofChannels = channels[at] ?? [];
    const ofFamilies = byFamily[at] ?? [];
    const channelAt = shownChannels.findIndex(({ name }) => name === channel);
    const familyAt = families.findIndex(({ name }) => name === familyOf(status));
    ofChannels[channelAt] = (ofChannels[channelAt] ?? 0) + count;
    ofFamilies[familyAt] = (ofFamilies[familyAt] ?? 0) + count;
    statuses.set(status, (statuses.get(status) ?? 0) + count);
    if (scheme !== null) schemes.set(scheme, (schemes.get(scheme) ?? 0) + count);
    words[whose] += count;
    total += count;
  }
  return { total, channels, families: byFamily, statuses, schemes, words };
}

/** The shortest length that so large a part of them does not exceed. @param counts in any order. */
export function percentilesOf(
  counts: readonly Pick<LatencyCount, 'ms' | 'count'>[],
): Omit<DayLatency, 'day'> {
  const inOrder = counts.toSorted((a, b) => a.ms - b.ms);
  const count = inOrder.reduce((sum, each) => sum + each.count, 0);
  const at = (part: number): number | null => {
    let seen = 0;
    return inOrder.find((each) => (seen += each.count) >= count * part)?.ms ?? null;
  };
  return { count, p50: at(0.5), p95: at(0.95) };
}

function latenciesByDay(counts: readonly LatencyCount[], days: readonly string[]): DayLatency[] {
  const byDay = new Map<string, LatencyCount[]>();
  for (const each of counts) {
    const ofDay = byDay.get(each.day);
    if (ofDay === undefined) byDay.set(each.day, [each]);
    else ofDay.push(each);
  }
  return days.map((day) => ({ day, ...percentilesOf(byDay.get(day) ?? []) }));
}

function countHandovers(
  handovers: readonly HandoverTimes[],
  days: readonly string[],
  { officeMinutes }: Pick<Conversing, 'officeMinutes'>,
) {
  const byDay = new Map(days.map((day) => [day, { day, opened: 0, taken: 0, timedOut: 0 }]));
  const waits: { ms: number; count: number }[] = [];
  let closed = 0;
  let timedOut = 0;
  for (const { state, openedAt, takenAt } of handovers) {
    const ofDay = byDay.get(chinaDayOf(openedAt));
    if (ofDay !== undefined) {
      ofDay.opened += 1;
      if (takenAt !== null) ofDay.taken += 1;
      if (state === 'timed_out') ofDay.timedOut += 1;
    }
    if (state === 'closed') closed += 1;
    if (state === 'timed_out') timedOut += 1;
    if (takenAt !== null) waits.push({ ms: Math.round(officeMinutes(openedAt, takenAt)), count: 1 });
  }
  const { p50, p95 } = percentilesOf(waits);
  return {
    days: [...byDay.values()],
    opened: handovers.length,
    closed,
    timedOut,
    waitP50: p50,
    waitP95: p95,
  };
}

function countOpen(open: readonly HandoverTimes[]) {
  const waiting = open.filter(({ state }) => state === 'waiting');
  return {
    waiting: waiting.length,
    taken: open.length - waiting.length,
    longestSince: waiting[0]?.openedAt ?? null,
  };
}

function tokensByDay(tokens: Overview['tokens'], days: readonly string[]): Overview['tokens'] {
  if (tokens.length === 0) return [];
  const byDay = new Map(tokens.map((each) => [each.day, each]));
  return days.map((day) => byDay.get(day) ?? { day, input: 0, output: 0 });
}

const chinaDayOf = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
