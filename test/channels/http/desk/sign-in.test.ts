import { describe, expect, it } from 'vitest';
import { ownPath } from '../../../../src/channels/http/desk/own-path.ts';
import { serveDesk, staffPassword } from '../../../support/desk.ts';

const password = staffPassword;

describe('signing in', () => {
  it('leads to where somebody wanted to go, and signs nobody in who does not know the password', async () => {
    const desk = await serveDesk();
    const { loginName } = await desk.account(['operator']);
    const visitor = desk.visitor();
    const door = await visitor.get('/desk/chats?case=12');
    expect(door.status).toBe(303);
    expect(door.headers.get('Location')).toBe('/desk/sign-in?next=%2Fdesk%2Fchats%3Fcase%3D12');
    const next = '/desk/chats?case=12';
    const wrong = await visitor.post('/desk/sign-in', { loginName, password: 'no', next });
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('登录名或密码不对');
    expect(visitor.cookies.size).toBe(0);
    const right = await visitor.post('/desk/sign-in', { loginName, password, next });
    expect(right.status).toBe(303);
    expect(right.headers.get('Location')).toBe(next);
    expect((await visitor.get('/desk')).headers.get('Location')).toBe('/desk/look-up');
    expect((await visitor.get('/desk/sign-in')).headers.get('Location')).toBe('/desk');
  });

  it('says the same of a name that does not exist as of a wrong password', async () => {
    const desk = await serveDesk();
    const { loginName } = await desk.account(['operator']);
    const visitor = desk.visitor();
    const said: string[] = [];
    for (const name of [loginName, 'nobody']) {
      const { status, text } = await visitor.post('/desk/sign-in', { loginName: name, password: 'guess' });
      said.push(`${status} ${text.replaceAll(name, '…')}`);
    }
    expect(said[0]).toBe(said[1]);
  });

  it('begins a session of its own, which no script can read, and ends the one before', async () => {
    const desk = await serveDesk();
    const { loginName } = await desk.account(['operator']);
    const visitor = desk.visitor();
    const planted = 'A'.repeat(43);
    visitor.cookies.set('wenzheng-desk', planted);
    const entered = await visitor.post('/desk/sign-in', { loginName, password });
    const first = visitor.cookies.get('wenzheng-desk') ?? '';
    expect(first).not.toBe(planted);
    const [session] = entered.headers.getSetCookie();
    expect(session).toMatch(/^wenzheng-desk=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    await visitor.post('/desk/sign-in', { loginName, password });
    expect(visitor.cookies.get('wenzheng-desk')).not.toBe(first);
    expect(await desk.access.session(first)).toBeNull();
  });

  it('has cookies that only this host can set where the connection is encrypted', async () => {
    const desk = await serveDesk({ server: { trustProxy: true } });
    const { loginName } = await desk.account(['operator']);
    const visitor = desk.visitor();
    const https = { 'X-Forwarded-Proto': 'https' };
    const entered = await visitor.post('/desk/sign-in', { loginName, password }, https);
    for (const cookie of entered.headers.getSetCookie())
      expect(cookie).toMatch(/^__Host-wenzheng-desk(?:-browser)?=.*HttpOnly; Secure; SameSite=Lax$/);
    expect((await visitor.get('/desk', https)).headers.get('Location')).toBe('/desk/look-up');
    // Without https a cookie with the prefix is none.
    expect((await visitor.get('/desk')).headers.get('Location')).toContain('sign-in');
  });

  it('ends with signing out, in the store as well', async () => {
    const desk = await serveDesk();
    const someone = await desk.signedIn('operator');
    const token = someone.cookies.get('wenzheng-desk') ?? '';
    expect((await someone.post('/desk/sign-out')).headers.get('Location')).toBe('/desk/sign-in');
    expect(someone.cookies.size).toBe(0);
    expect(await desk.access.session(token)).toBeNull();
    expect((await desk.store.audit.list(1))[0]).toMatchObject({
      actor: someone.account.displayName,
      action: 'staff.sign-out',
    });
  });

  it('makes who guesses wait, and says how long', async () => {
    const desk = await serveDesk();
    const { loginName } = await desk.account(['operator']);
    const visitor = desk.visitor();
    const answers = [];
    // The clock of the tests goes on by a second with every look at it.
    for (let time = 0; time < 12; time++)
      answers.push(await visitor.post('/desk/sign-in', { loginName, password: 'guess' }));
    const waiting = answers.find(({ status }) => status === 429);
    expect(waiting?.text).toMatch(/试的次数太多，请等\d+秒再试/);
    expect(Number(waiting?.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('from the page of another site is refused', async () => {
    const desk = await serveDesk();
    const { loginName } = await desk.account(['operator']);
    const visitor = desk.visitor();
    const forged = await visitor.post(
      '/desk/sign-in',
      { loginName, password },
      { Origin: 'https://evil.example' },
    );
    expect(forged.status).toBe(403);
    expect(visitor.cookies.size).toBe(0);
  });

  it('tells how the first administrator is made as long as there is nobody', async () => {
    const desk = await serveDesk();
    const visitor = desk.visitor();
    expect((await visitor.get('/desk/sign-in')).text).toContain('wenzheng user add 登录名 --role admin');
    await desk.account(['admin']);
    expect((await visitor.get('/desk/sign-in')).text).not.toContain('wenzheng user add');
  });

  it('is not asked of residents, whose pages load nothing of the desk', async () => {
    const desk = await serveDesk();
    for (const path of ['/', '/documents']) {
      const page = await desk.visitor().get(path);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('desk');
      expect(page.headers.getSetCookie()).toEqual([]);
    }
  });
});

describe('the first password', () => {
  it('is chosen by its owner before anything else', async () => {
    const desk = await serveDesk();
    const wanted = {
      loginName: 'newcomer',
      displayName: '新来的',
      roles: ['clerk'],
      password: null,
    } as const;
    const { oneTimePassword } = await desk.access.create(wanted, 'terminal');
    const visitor = desk.visitor();
    const once = oneTimePassword ?? '';
    await visitor.post('/desk/sign-in', { loginName: 'newcomer', password: once });
    const page = await visitor.get('/desk/password');
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const change = (fields: Record<string, string>) => visitor.post('/desk/password', { csrf, ...fields });
    expect((await change({ current: once, wanted: 'short', again: 'short' })).text).toContain(
      '至少要12个字符',
    );
    expect((await change({ current: once, wanted: password, again: 'other' })).text).toContain('不一样');
    const wrong = await change({ current: 'no', wanted: password, again: password });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('现在的密码不对');
    const changed = await change({ current: once, wanted: password, again: password });
    expect(changed.headers.get('Location')).toBe('/desk');
    expect((await visitor.get('/desk')).headers.get('Location')).toBe('/desk/look-up');
    for (const { text } of [page, wrong]) expect(text).not.toContain(once);
  });
});

describe('where somebody wanted to go', () => {
  it.each(['/desk', '/desk/chats', '/desk/chats?case=1&x=%20', '/desk/look-up'])('may be %s', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    '',
    '/',
    '/documents',
    '//evil.example',
    '//evil.example/desk',
    '/\\evil.example',
    '/desk/..//evil.example',
    '/desk/../../evil.example',
    '/desk\\..\\..\\evil.example',
    '/desk/\n/evil.example',
    '/desk/%0d%0aLocation:evil/../..',
    'https://evil.example/desk',
    'javascript:alert(1)',
    '/desk.evil.example',
    '/deskevil',
    '/desk@evil.example',
    '/desk/sign-in',
    '/desk/sign-in/oidc?next=/desk',
    '/desk/sign-out',
    undefined,
    null,
  ])('is the desk instead of %j', (path) => {
    expect(ownPath(path)).toBe('/desk');
  });
});
