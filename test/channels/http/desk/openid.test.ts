import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createOpenIdProvider, type OpenIdOptions } from '../../../../src/staff/openid-provider.ts';
import {
  type DeskVisitor,
  deskVisitor,
  type ServedDesk,
  serveDesk,
  staffPassword,
} from '../../../support/desk.ts';
import { openIdClient, type OpenIdServer, startOpenIdServer } from '../../../support/openid-server.ts';

const host = 'desk.example.test';
const callback = `http://${host}/desk/sign-in/oidc/callback`;

let server: OpenIdServer;
beforeAll(async () => {
  server = await startOpenIdServer(
    {
      known: { preferred_username: 'LiFang', email: 'lifang@example.test', email_verified: true },
      stranger: { preferred_username: 'stranger' },
      unverified: { email: 'lifang@example.test', email_verified: false },
      nameless: {},
    },
    callback,
  );
});
afterAll(() => server.close());

/** The desk with this provider. */
async function serve(change: Partial<OpenIdOptions> = {}): Promise<ServedDesk> {
  const provider = createOpenIdProvider({
    issuer: server.issuer,
    clientId: openIdClient.id,
    clientSecret: openIdClient.secret,
    claim: 'preferred_username',
    ...change,
  });
  return serveDesk({ identity: { provider, cookieKey: Buffer.alloc(32, 3) } });
}

/** From the page for signing in to the provider; gives where the provider is asked. */
async function goThere(visitor: DeskVisitor, next = '/desk/look-up'): Promise<string> {
  const there = await visitor.get(`/desk/sign-in/oidc?next=${encodeURIComponent(next)}`, { Host: host });
  expect(there.status).toBe(303);
  return there.headers.get('Location') ?? '';
}

const comeBack = (visitor: DeskVisitor, address: string) => {
  const { pathname, search } = new URL(address);
  return visitor.get(pathname + search, { Host: host });
};

describe('signing in at an OpenID provider', () => {
  let desk: ServedDesk;
  let visitor: DeskVisitor;
  beforeEach(async () => {
    desk = await serve();
    visitor = deskVisitor(desk.http);
  });
  const withAccount = (loginName = 'lifang') =>
    desk.access.create(
      { loginName, displayName: '李芳', roles: ['operator'], password: staffPassword },
      'terminal',
    );

  it('is offered, and lets somebody with an account in, where they wanted to go', async () => {
    await withAccount();
    expect((await visitor.get('/desk/sign-in')).text).toContain('用统一身份登录');
    const asked = await goThere(visitor, '/desk/chats?case=3');
    const parameters = new URL(asked).searchParams;
    expect(Object.fromEntries(parameters)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: callback,
      state: expect.stringMatching(/.{20}/),
      nonce: expect.stringMatching(/.{20}/),
    });
    const back = await comeBack(visitor, await server.signIn(asked, 'known'));
    expect(back.status).toBe(303);
    expect(back.headers.get('Location')).toBe('/desk/chats?case=3');
    expect([...visitor.cookies.keys()].toSorted()).toEqual(['wenzheng-desk', 'wenzheng-desk-browser']);
    expect((await visitor.get('/desk/password')).text).toContain('李芳');
    expect(await desk.store.audit.list(1)).toMatchObject([
      {
        actor: '李芳',
        action: 'staff.sign-in',
        subject: 'lifang',
        detail: expect.stringContaining('统一登录'),
      },
    ]);
  });

  it('makes a password void that an administrator had given out', async () => {
    const wanted = { loginName: 'lifang', displayName: '李芳', roles: ['clerk'], password: null } as const;
    const { oneTimePassword } = await desk.access.create(wanted, 'terminal');
    await comeBack(visitor, await server.signIn(await goThere(visitor), 'known'));
    expect((await visitor.get('/desk')).headers.get('Location')).toBe('/desk/look-up');
    const outcome = await desk.access.signIn({
      loginName: 'lifang',
      password: oneTimePassword ?? '',
      client: 'x',
      browser: null,
    });
    expect(outcome.kind).toBe('refused');
  });

  it('makes no account for somebody who has none, nor lets in one that is disabled', async () => {
    const { account } = await withAccount();
    const unknown = await comeBack(visitor, await server.signIn(await goThere(visitor), 'stranger'));
    expect(unknown.status).toBe(403);
    expect(unknown.text).toContain('您还没有工作台的账号');
    expect(await desk.access.list()).toHaveLength(1);
    const boss = { loginName: 'boss', displayName: '管', roles: ['admin'], password: staffPassword } as const;
    await desk.access.create(boss, 'terminal');
    await desk.access.setDisabled(account.id, true, 'terminal');
    const disabled = await comeBack(visitor, await server.signIn(await goThere(visitor), 'known'));
    expect(disabled.status).toBe(403);
    expect(visitor.cookies.has('wenzheng-desk')).toBe(false);
    expect((await desk.store.audit.list(1))[0]).toMatchObject({
      action: 'staff.sign-in-failed',
      subject: 'lifang',
    });
  });

  it('refuses an answer that another browser asked for, that was used, changed or made up', async () => {
    await withAccount();
    const answer = await server.signIn(await goThere(visitor), 'known');
    const other = deskVisitor(desk.http);
    await goThere(other);
    expect((await comeBack(other, answer)).status).toBe(400);
    expect((await comeBack(deskVisitor(desk.http), answer)).status).toBe(400);
    const changed = new URL(answer);
    changed.searchParams.set('code', 'made-up');
    const kept = new Map(visitor.cookies);
    expect((await comeBack(visitor, changed.href)).status).toBe(400);
    for (const [name, value] of kept) visitor.cookies.set(name, value);
    // The real one is still good once.
    expect((await comeBack(visitor, answer)).status).toBe(303);
    for (const [name, value] of kept) visitor.cookies.set(name, value);
    expect((await comeBack(visitor, answer)).status).toBe(400);
    const forged = deskVisitor(desk.http);
    forged.cookies.set('wenzheng-desk-provider', '%7B%22state%22%3A%22x%22%7D.c2ln');
    expect((await comeBack(forged, `${callback}?code=x&state=x`)).status).toBe(400);
  });

  it('leads to no other site afterwards', async () => {
    await withAccount();
    const asked = await goThere(visitor, 'https://evil.example/desk');
    const back = await comeBack(visitor, await server.signIn(asked, 'known'));
    expect(back.headers.get('Location')).toBe('/desk');
  });

  it('tells no secret to the page, the log or the browser', async () => {
    await withAccount();
    const answer = await server.signIn(await goThere(visitor), 'nameless');
    const failed = await comeBack(visitor, answer);
    expect(failed.status).toBe(400);
    const told = JSON.stringify([desk.logged, failed.text, [...visitor.cookies]]);
    expect(told).not.toContain(openIdClient.secret);
    expect(told).not.toContain(new URL(answer).searchParams.get('code'));
  });
});

describe('the claim that names the account', () => {
  it('may be the mail address, if the provider has verified it', async () => {
    const desk = await serve({ claim: 'email' });
    const account = { displayName: '李芳', roles: ['operator'], password: staffPassword } as const;
    await desk.access.create({ loginName: 'lifang@example.test', ...account }, 'terminal');
    const visitor = deskVisitor(desk.http);
    const unverified = await comeBack(visitor, await server.signIn(await goThere(visitor), 'unverified'));
    expect(unverified.status).toBe(400);
    const verified = await comeBack(visitor, await server.signIn(await goThere(visitor), 'known'));
    expect(verified.status).toBe(303);
  });
});

describe('a provider', () => {
  it('that is down is said so, and asked again with the next person', async () => {
    let isUp = false;
    let own = '';
    // In front of the real one, under an address of its own.
    const pass = async (path: string, response: ServerResponse): Promise<void> => {
      const answer = await fetch(server.issuer + path);
      const text = (await answer.text()).replaceAll(server.issuer, own);
      response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(text);
    };
    const gateway = createServer((request, response) => {
      if (isUp) void pass(request.url ?? '', response);
      else response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => {
      gateway.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => void gateway.close());
    const address = gateway.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    own = `http://127.0.0.1:${address.port}`;
    const desk = await serve({ issuer: own });
    const visitor = deskVisitor(desk.http);
    const down = await visitor.get('/desk/sign-in/oidc', { Host: host });
    expect(down.status).toBe(503);
    expect(down.text).toContain('统一身份登录暂时用不了');
    expect(desk.logged).toHaveLength(1);
    isUp = true;
    expect(await goThere(visitor)).toContain(own);
  });

  it('that is not configured has no routes', async () => {
    const desk = await serveDesk();
    const visitor = desk.visitor();
    expect((await visitor.get('/desk/sign-in')).text).not.toContain('统一身份');
    expect((await visitor.get('/desk/sign-in/oidc')).status).toBe(404);
  });
});
