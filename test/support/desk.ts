/** The desk over a store of its own: people with any role, and what a browser does for them without a script. @module */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, onTestFinished } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { DeskOptions } from '../../src/channels/http/desk/add-desk-routes.ts';
import type { HttpServerOptions } from '../../src/channels/http/create-http-server.ts';
import { createPasswordHashing } from '../../src/staff/password-hashing.ts';
import { createStaffAccess } from '../../src/staff/create-staff-access.ts';
import type { SignInOutcome, StaffAccess, StaffAccount, StaffRole } from '../../src/staff/staff.ts';
import type { Store } from '../../src/store/store.ts';
import { serveWeb } from './serve-web.ts';
import type { WebConversations } from './web-conversations.ts';

export const staffPassword = '东风化雨 the tests only';
const key = Buffer.alloc(32, 7);
let names = 0;

/** One sentence of a gazette, for pages that need an engine but nothing of what it finds. */
let smallApp: Promise<App> | undefined;

export function openSmallApp(): Promise<App> {
  smallApp ??= buildSmallApp();
  return smallApp;
}

async function buildSmallApp(): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-desk-'));
  // Not inside the corpus, of which every text below the folder is a source.
  const editionsDir = mkdtempSync(join(tmpdir(), 'wenzheng-desk-editions-'));
  afterAll(() => {
    for (const each of [folder, editionsDir]) rmSync(each, { recursive: true, force: true });
  });
  writeFileSync(
    join(folder, 'one.txt'),
    '清远市清新区人民政府办公室关于印发医疗救助办法的通知\n清新府办〔2018〕16号\n\n第一条 低保户住院自付部分按80%给予救助。\n',
  );
  return createApp({
    corpusDir: folder,
    indexDir: join(folder, 'index'),
    editionsDir,
    today: () => '2026-11-23',
  });
}

/** Quick hashing, since what is tested is not how long guessing takes. */
export function openStaffAccess(
  store: Store,
  now: () => Date,
  more: { readonly attemptsPerMinute?: number } = {},
): StaffAccess {
  const hashing = createPasswordHashing({ costExponent: 4 });
  return createStaffAccess({ store, key, now, hashing, attemptsPerMinute: 100_000, ...more });
}

export interface DeskResponse {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface DeskVisitor {
  /** Names and values, as sent. */
  readonly cookies: Map<string, string>;
  /** As a browser asks for a page; a redirect is given back, not followed. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<DeskResponse>;
  /** A form of the desk's own page, with the session's token unless `csrf` is among the fields. */
  post(
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<DeskResponse>;
  /** What a page's script does. */
  json(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<DeskResponse>;
}

export interface SignedInVisitor extends DeskVisitor {
  readonly account: StaffAccount;
  readonly csrf: string;
  /** For `context.addCookies` of a browser, with the server's address. */
  browserCookie(url: string): { name: string; value: string; url: string };
}

export interface ServedDesk {
  readonly http: Hono;
  readonly store: Store;
  readonly kept: WebConversations;
  readonly access: StaffAccess;
  readonly app: App;
  /** Errors that were logged. */
  readonly logged: readonly unknown[];
  readonly serverOptions: HttpServerOptions;
  /** An account with its own password, {@link staffPassword}. */
  account(roles: readonly StaffRole[], displayName?: string): Promise<StaffAccount>;
  visitor(): DeskVisitor;
  signedIn(...roles: readonly StaffRole[]): Promise<SignedInVisitor>;
}

export interface ServeDeskOptions {
  /** The engine; by default one with a corpus of one sentence. */
  readonly app?: App;
  readonly server?: Partial<HttpServerOptions>;
  /** Of the server, besides the desk. */
  readonly web?: Partial<HttpServerOptions>;
  readonly access?: { readonly attemptsPerMinute?: number };
  /** The identity provider of the office. */
  readonly identity?: DeskOptions['identity'];
  readonly tables?: DeskOptions['tables'];
  /** Shared with other servers; by default one of its own, which goes with the store. */
  readonly dataDir?: string;
  /** When the store is closed and removed: by default with the test; in a `beforeAll` hand in `afterAll`. */
  readonly atEnd?: (close: () => Promise<void>) => void;
}

export async function serveDesk(options: ServeDeskOptions = {}): Promise<ServedDesk> {
  const app = options.app ?? (await openSmallApp());
  const { dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-desk-data-')), atEnd = onTestFinished } = options;
  if (options.dataDir === undefined)
    atEnd(() => Promise.resolve(rmSync(dataDir, { recursive: true, force: true })));
  const deskOf = ({ kept }: { readonly kept: WebConversations }): Partial<HttpServerOptions> => {
    const { store } = kept;
    const { conversing, now } = kept.options;
    const access = openStaffAccess(store, now, options.access);
    const { identity, tables } = options;
    return {
      desk: { app, store, conversing, access, now, identity, tables, dataDir },
      ...options.server,
    };
  };
  const served = await serveWeb(options.web ?? {}, undefined, deskOf, atEnd);
  const { store, kept, logged, serverOptions, app: http } = served;
  const access = serverOptions.desk?.access;
  if (access === undefined) throw new Error('the desk is missing');
  const staff = access;

  async function account(roles: readonly StaffRole[], displayName?: string): Promise<StaffAccount> {
    const loginName = `person${++names}`;
    const wanted = { loginName, displayName: displayName ?? `某人${names}`, roles, password: staffPassword };
    return (await staff.create(wanted, 'terminal')).account;
  }

  return {
    http,
    store,
    kept,
    access,
    app,
    logged,
    serverOptions,
    account,
    visitor: () => deskVisitor(http),
    async signedIn(...roles) {
      const made = await account(roles);
      return signInVisitor(http, access, made);
    },
  };
}

/** A session for an account with {@link staffPassword}. */
export async function signInVisitor(
  http: Hono,
  access: StaffAccess,
  account: StaffAccount,
): Promise<SignedInVisitor> {
  const outcome: SignInOutcome = await access.signIn({
    loginName: account.loginName,
    password: staffPassword,
    client: 'tests',
    browser: null,
  });
  if (outcome.kind !== 'signed_in') throw new Error(`could not sign in: ${outcome.kind}`);
  const { token, signedIn } = outcome;
  const visitor = deskVisitor(http, signedIn.csrfToken);
  visitor.cookies.set('wenzheng-desk', token);
  return {
    ...visitor,
    account: signedIn.account,
    csrf: signedIn.csrfToken,
    browserCookie: (url) => ({ name: 'wenzheng-desk', value: token, url }),
  };
}

export function deskVisitor(http: Hono, csrf?: string): DeskVisitor {
  const cookies = new Map<string, string>();
  async function send(path: string, init: RequestInit, headers: Record<string, string>) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await http.request(path, {
      ...init,
      headers: { ...(cookie === '' ? {} : { Cookie: cookie }), ...headers },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0/.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
  return {
    cookies,
    get: (path, headers = {}) => send(path, {}, { Accept: 'text/html', ...headers }),
    post(path, fields = {}, headers = {}) {
      const form = new URLSearchParams();
      const all: typeof fields = { ...(csrf === undefined ? {} : { csrf }), ...fields };
      for (const [name, value] of Object.entries(all))
        for (const each of typeof value === 'string' ? [value] : value) form.append(name, each);
      const type = 'application/x-www-form-urlencoded';
      return send(
        path,
        { method: 'POST', body: form.toString() },
        { Accept: 'text/html', 'Content-Type': type, ...headers },
      );
    },
    json(path, body, headers = {}) {
      const token: Record<string, string> = csrf === undefined ? {} : { 'X-CSRF-Token': csrf };
      return send(path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }, {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        ...token,
        ...headers,
      });
    },
  };
}
