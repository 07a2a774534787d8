/** The whole server with its desk, over a folder that outlives it: web chat, Telegram where there is one, staff. @module */
import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { BrowserContextOptions } from 'playwright-core';
import { groupCommands, privateCommands } from '../../src/channels/telegram/bot-commands.ts';
import { createHttpServer } from '../../src/channels/http/create-http-server.ts';
import { startHttpServer } from '../../src/channels/http/start-http-server.ts';
import { createUpdateHandler } from '../../src/channels/telegram/create-update-handler.ts';
import { createHandoverMessageRenderer } from '../../src/channels/telegram/render/render-handover-message.ts';
import { createCalculationDialogue } from '../../src/conversations/calculation-dialogue.ts';
import { createConversing } from '../../src/conversations/create-conversing.ts';
import { deriveKeys } from '../../src/conversations/derive-keys.ts';
import { parseOfficeHours } from '../../src/conversations/office-hours.ts';
import { createLogger } from '../../src/logger.ts';
import type { App } from '../../src/app.ts';
import type { StaffAccess, StaffRole } from '../../src/staff/staff.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyCalendar } from '../../src/calculators/schemes/working-days.ts';
import type { BotApiServer } from './bot-api-server.ts';
import { openStaffAccess, staffPassword } from './desk.ts';
import { fixtureBackend } from './http-fixture.ts';
import { startTransport } from './telegram-transport.ts';

export interface Office {
  readonly url: string;
  readonly http: Hono;
  readonly store: Store;
  readonly access: StaffAccess;
  /** Errors that were logged. */
  readonly logged: readonly unknown[];
  /** Somebody of the staff, signed in: what a browser is opened with. */
  person(displayName: string, ...roles: readonly StaffRole[]): Promise<BrowserContextOptions>;
  /** Everything, as at the end of the process. */
  stop(): Promise<void>;
}

export interface OfficeOptions {
  readonly dataDir: string;
  readonly app: App;
  /** The address of the office before it was stopped. */
  readonly url?: string;
  readonly bot?: BotApiServer;
}

const secret = 'a secret of the tests, long enough';
const now = (): Date => new Date();

export async function openOffice({ dataDir, app, url, bot }: OfficeOptions): Promise<Office> {
  const logger = createLogger('silent');
  const store = await openStore({ dataDir, logger });
  const conversing = createConversing({
    app,
    store,
    secret,
    calendar: emptyCalendar,
    officeHours: parseOfficeHours('1-7 00:00-24:00'),
    handoverMinutes: 30,
    now,
    logger,
  });
  const access = openStaffAccess(store, now);
  const stopping = new AbortController();
  const logged: unknown[] = [];
  const http = createHttpServer({
    backend: { ...fixtureBackend(), corpus: app.corpus, answer: (question) => app.answer(question) },
    logger: { info() {}, error: (...line: unknown[]): void => void logged.push(line) },
    conversations: {
      conversing,
      store,
      cookieKey: deriveKeys(secret).cookies,
      now,
      retentionDays: 180,
      pollInterval: 30,
    },
    desk: { app, store, conversing, access, now, dataDir, pollInterval: 30 },
    rateLimit: { perMinute: 100_000 },
    stopping: stopping.signal,
  });
  const telegram =
    bot === undefined
      ? null
      : startTransport({
          server: bot,
          store,
          keys: conversing.keys,
          createHandler: ({ username }) =>
            createUpdateHandler({
              store,
              conversing,
              dialogue: createCalculationDialogue({ schemes: app.schemes, corpus: app.corpus }),
              app,
              botName: username,
              now,
              retentionDays: 180,
              officeHours: '每天 全天',
            }),
          renderHandoverMessage: createHandoverMessageRenderer(conversing),
          commands: { privateChats: privateCommands, groups: groupCommands },
        }).telegram;
  const port = url === undefined ? 0 : Number(new URL(url).port);
  const server = await startHttpServer(http, { host: '127.0.0.1', port });
  return {
    url: server.url,
    http,
    store,
    access,
    logged,
    async person(displayName, ...roles) {
      const loginName = `person-${randomBytes(4).toString('hex')}`;
      await access.create({ loginName, displayName, roles, password: staffPassword }, 'terminal');
      const attempt = { loginName, password: staffPassword, client: 'tests', browser: null };
      const outcome = await access.signIn(attempt);
      if (outcome.kind !== 'signed_in') throw new Error(`could not sign in: ${outcome.kind}`);
      return { storageState: { cookies: [sessionCookie(outcome.token)], origins: [] } };
    },
    async stop() {
      stopping.abort();
      await server.close();
      await telegram?.stop();
      await store.close();
    },
  };
}

function sessionCookie(value: string) {
  const surroundings = { domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false };
  return { name: 'wenzheng-desk', value, ...surroundings, sameSite: 'Lax' as const };
}
