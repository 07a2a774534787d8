/** For whoever runs the server: is it well, and what is it doing. @module */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import type { Metrics } from '../../metrics.ts';
import { channels, type Store } from '../../store/store.ts';
import type { ChatBackend } from './chat-backend.ts';

/** Milliseconds; whoever probes has less patience than a database that hangs. */
const healthPatience = 2000;

/** A model that is down makes nobody ill: answers are made without it. @param store undefined where nothing is kept. */
export function addHealthRoute(
  app: Hono,
  backend: Pick<ChatBackend, 'corpus' | 'modelState'>,
  store: Store | undefined,
): void {
  app.get('/healthz', async (context) => {
    const { corpus } = backend;
    const model = backend.modelState?.();
    const read = {
      documents: corpus.documents.length,
      passages: corpus.passages.length,
      corpusDigest: corpus.digest,
      ...(model === undefined ? {} : { model }),
    };
    context.header('Cache-Control', 'no-store');
    if (store === undefined) return context.json({ status: 'ok', ...read });
    return (await isHealthy(store))
      ? context.json({ status: 'ok', ...read, store: 'ok' })
      : context.json({ status: 'unavailable', ...read, store: 'unreachable' }, 503);
  });
}

async function isHealthy(store: Store): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, healthPatience, false);
  });
  const healthy = store.isHealthy().catch(() => false);
  try {
    return await Promise.race([healthy, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param token undefined: there is no such page, as if there never were one. */
export function addMetricsRoute(app: Hono, metrics: Metrics | undefined, token: string | undefined): void {
  if (metrics === undefined || token === undefined || token === '') return;
  app.get('/metrics', async (context) => {
    context.header('Cache-Control', 'no-store');
    const given = /^Bearer +(\S+)\s*$/i.exec(context.req.header('Authorization') ?? '')?.[1];
    if (given === undefined || !isSame(given, token)) {
      context.header('WWW-Authenticate', 'Bearer');
      return context.text('请带上 WENZHENG_METRICS_TOKEN 的口令：Authorization: Bearer …\n', 401);
    }
    const { contentType, text } = await metrics.render();
    context.header('Content-Type', contentType);
    return context.body(text);
  });
}

/** Takes as long for a token that is nearly right as for any other; digests are equally long. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** People waiting for staff, what waits to be handled or sent. */
export function addStoreGauges(metrics: Metrics, store: Store): void {
  metrics.gauge(
    'handovers',
    'Handovers that are waiting for somebody, or taken.',
    async () => ({
      waiting: (await store.handovers.list(['waiting'], 10_000)).length,
      taken: (await store.handovers.list(['taken'], 10_000)).length,
    }),
    'state',
  );
  metrics.gauge(
    'updates_waiting',
    'Updates that were received and are not handled yet.',
    () => byChannel((channel) => store.updates.countWaiting(channel)),
    'channel',
  );
  metrics.gauge(
    'outgoing_waiting',
    'Messages that are not sent yet.',
    () => byChannel((channel) => store.outbox.countWaiting(channel)),
    'channel',
  );
}

async function byChannel(
  count: (channel: (typeof channels)[number]) => Promise<number>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const channel of channels) counts[channel] = await count(channel);
  return counts;
}
