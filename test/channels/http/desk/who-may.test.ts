import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffRoles, type StaffRole } from '../../../../src/staff/staff.ts';
import {
  type DeskResponse,
  type DeskVisitor,
  type ServedDesk,
  serveDesk,
  type SignedInVisitor,
} from '../../../support/desk.ts';
import { bankRoutes } from './routes/bank.ts';
import { chatDeskRoutes } from './routes/chats.ts';
import { corpusRoutes } from './routes/corpus.ts';
import type { DeskRoute } from './routes/desk-route.ts';
import { eligibilityRoutes } from './routes/eligibility.ts';
import { exportRoutes } from './routes/export.ts';
import { frameRoutes } from './routes/frame.ts';
import { lookUpRoutes } from './routes/look-up.ts';
import { overviewRoutes } from './routes/overview.ts';
import { tokenRoutes } from './routes/tokens.ts';

const deskRoutes = [
  ...frameRoutes,
  ...lookUpRoutes,
  ...chatDeskRoutes,
  ...eligibilityRoutes,
  ...corpusRoutes,
  ...exportRoutes,
  ...bankRoutes,
  ...tokenRoutes,
  ...overviewRoutes,
];

let desk: ServedDesk;
const people = new Map<StaffRole, SignedInVisitor>();

beforeAll(async () => {
  desk = await serveDesk({ atEnd: afterAll });
  for (const role of staffRoles) people.set(role, await desk.signedIn(role));
});

function person(role: StaffRole): SignedInVisitor {
  const found = people.get(role);
  if (found === undefined) throw new Error(`nobody is ${role}`);
  return found;
}

const nameOf = ({ method, route }: DeskRoute): string => `${method} ${route}`;
const pathOf = ({ route, path }: DeskRoute): string => path ?? route;
/** Whether somebody was kept out, by the sentence: what lies behind may answer 403 and 404 as well. */
const isKeptOut = (status: number, text: string): boolean => status === 403 && text.includes('没有这项权限');
const mayEnter = ({ may }: DeskRoute, role: StaffRole): boolean =>
  typeof may === 'string' || role === 'admin' || may.includes(role);
const guarded = deskRoutes.filter(({ may }) => may !== 'nobody');

function send(visitor: DeskVisitor, route: DeskRoute): Promise<DeskResponse> {
  return route.method === 'GET' ? visitor.get(pathOf(route)) : visitor.post(pathOf(route));
}

describe('the routes of the desk', () => {
  it('are all in the table', () => {
    const registered = desk.http.routes
      .filter(({ path, method }) => /^\/desk(?:\/|$)/.test(path) && method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(registered)].toSorted()).toEqual(deskRoutes.map(nameOf).toSorted());
  });

  it.each(guarded)('$method $route asks who it is', async (route) => {
    const path = pathOf(route);
    const page = await send(desk.visitor(), route);
    expect(page.status).toBe(303);
    expect(page.headers.get('Location')).toMatch(/^\/desk\/sign-in\?next=%2Fdesk/);
    const data = await desk.http.request(path, {
      method: route.method,
      headers: { Accept: 'application/json' },
    });
    expect(data.status).toBe(401);
    expect(await data.json()).toEqual({ error: { message: expect.stringContaining('没有登录') } });
    expect(data.headers.get('Cache-Control')).toBe('no-store');
  });

  const closed = guarded.flatMap((route) =>
    staffRoles.filter((role) => !mayEnter(route, role)).map((role) => ({ ...route, role })),
  );
  it.each(closed)('$method $route is closed to $role', async ({ role, ...route }) => {
    const page = await send(person(role), route);
    expect(isKeptOut(page.status, page.text)).toBe(true);
    const data = await person(role).json(pathOf(route), route.method === 'GET' ? undefined : {});
    expect(data.status).toBe(403);
    expect(JSON.parse(data.text)).toEqual({ error: { message: expect.stringContaining('权限') } });
  });

  const open = guarded
    .filter(({ method }) => method === 'GET')
    .flatMap((route) =>
      staffRoles.filter((role) => mayEnter(route, role)).map((role) => ({ ...route, role })),
    );
  it.each(open)('$method $route is open to $role', async ({ role, ...route }) => {
    // A stream never ends by itself.
    const reader = new AbortController();
    const cookie = [...person(role).cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await desk.http.request(pathOf(route), {
      headers: { Accept: 'text/html', Cookie: cookie },
      signal: reader.signal,
    });
    const isPage = response.headers.get('Content-Type')?.includes('html') ?? false;
    const text = isPage ? await response.text() : '';
    reader.abort();
    expect(response.headers.get('Location') ?? '').not.toContain('sign-in');
    expect(isKeptOut(response.status, text)).toBe(false);
    expect(response.headers.get('Cache-Control')).toContain('no-store');
  });

  const changing = guarded.filter(({ method }) => method === 'POST');
  it.each(changing)('$method $route does nothing without the token of the session', async (route) => {
    const admin = person('admin');
    for (const csrf of ['', 'wrong', person('operator').csrf]) {
      const form = await admin.post(pathOf(route), { csrf });
      expect(form.status).toBe(403);
      expect(form.text).toContain('这个页面已经过期');
      const data = await admin.json(pathOf(route), {}, { 'X-CSRF-Token': csrf });
      expect(data.status).toBe(403);
    }
    const elsewhere = await admin.post(pathOf(route), {}, { 'Sec-Fetch-Site': 'cross-site' });
    expect(elsewhere.status).toBe(403);
    expect(elsewhere.text).toContain('来自别的网站');
  });

  it('let nobody in whose session has ended, whatever the browser keeps', async () => {
    const someone = await desk.signedIn('admin');
    await desk.access.setDisabled(someone.account.id, true, 'terminal');
    for (const route of guarded) {
      const page = await send(someone, route);
      expect(page.headers.get('Location')).toMatch(/^\/desk\/sign-in/);
    }
  });

  it('let nobody further than to the page for an own password who has none yet', async () => {
    const { account, oneTimePassword } = await desk.access.create(
      { loginName: 'newcomer', displayName: '新来的', roles: ['admin'], password: null },
      'terminal',
    );
    const visitor = desk.visitor();
    const { loginName } = account;
    const entered = await visitor.post('/desk/sign-in', { loginName, password: oneTimePassword ?? '' });
    expect(entered.headers.get('Location')).toBe('/desk/password');
    expect((await visitor.get('/desk/password')).text).toContain('设置自己的密码');
    const others = guarded.filter(({ method, route }) => method === 'GET' && route !== '/desk/password');
    for (const route of others)
      expect((await visitor.get(pathOf(route))).headers.get('Location')).toBe('/desk/password');
  });

  it('take no request that is too long', async () => {
    const long = await person('admin').post('/desk/accounts', { displayName: 'x'.repeat(70_000) });
    expect(long.status).toBe(413);
  });
});
