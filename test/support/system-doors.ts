/** The doors for other systems over the real gazettes, on a port of this machine, with tokens as they are wanted. @module */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type App, createApp, type ModelOptions } from '../../src/app.ts';
import { withoutRemoved } from '../../src/answering/reply.ts';
import type { SystemDoorsOptions } from '../../src/channels/http/api/add-system-doors.ts';
import { type ChatBackend, describeGazettes } from '../../src/channels/http/chat-backend.ts';
import { createHttpServer } from '../../src/channels/http/create-http-server.ts';
import { startHttpServer } from '../../src/channels/http/start-http-server.ts';
import { createGazetteData } from '../../src/channels/gazette-data/gazette-data.ts';
import { createLogger } from '../../src/logger.ts';
import { type ApiScope, apiScopes, createApiTokens } from '../../src/staff/api-tokens.ts';
import { openStore } from '../../src/store/open-store.ts';
import { realCorpusFolder, realIndexFolder } from './real-corpus.ts';

const today = '2019-12-31';
const now = (): Date => new Date('2026-11-29T08:00:00.000Z');
let opened: Promise<App> | undefined;

/** The real gazettes on a day when most of them were in force. */
export function openRealApp(model?: ModelOptions): Promise<App> {
  if (model !== undefined) return openApp(model);
  opened ??= openApp();
  return opened;
}

function openApp(model?: ModelOptions): Promise<App> {
  return createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => today,
    ...(model === undefined ? {} : { model }),
  });
}

export type ServedDoors = Awaited<ReturnType<typeof serveDoors>>;

/** To be called in `beforeAll`. @param answer in place of the engine's. */
export async function serveDoors(
  options: {
    readonly app?: App;
    readonly answer?: ChatBackend['answer'];
    readonly systems?: Partial<SystemDoorsOptions>;
  } = {},
) {
  const app = options.app ?? (await openRealApp());
  const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-doors-'));
  const store = await openStore({ dataDir, logger: createLogger('silent') });
  const tokens = createApiTokens({ store, now });
  const logged: unknown[] = [];
  const log = (...line: unknown[]): void => void logged.push(line);
  const http = createHttpServer({
    backend: {
      answer: options.answer ?? (async (question, way) => withoutRemoved(await app.reply(question, way))),
      corpus: app.corpus,
      today: () => app.today(),
      homeName: app.corpus.homeRegion ?? '',
      gazettes: describeGazettes(app.corpus),
    },
    logger: { info: log, error: log },
    systems: {
      data: createGazetteData(app),
      tokens,
      hosts: ['api.example.gov.cn'],
      version: '1.2.3',
      now,
      ...options.systems,
    },
  });
  const server = await startHttpServer(http, { host: '127.0.0.1', port: 0 });
  afterAll(async () => {
    await server.close();
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  let names = 0;
  return {
    app,
    http,
    store,
    tokens,
    url: server.url,
    logged,
    /** A new token, as it is sent. */
    async token(scopes: readonly ApiScope[] = apiScopes, perMinute = 6000): Promise<string> {
      const name = `系统${++names}`;
      return (await tokens.create({ name, scopes, days: 1, perMinute }, 'terminal')).secret;
    },
  };
}
