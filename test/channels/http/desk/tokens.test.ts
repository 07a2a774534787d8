import { describe, expect, it } from 'vitest';
import { createApiTokens } from '../../../../src/staff/api-tokens.ts';
import { serveDesk } from '../../../support/desk.ts';

const fields = { name: '政务服务网', scopes: ['ask', 'search', 'all'], days: '30', perMinute: '120' };

describe('the page of tokens', () => {
  it('makes a token and shows it once', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const made = await admin.post('/desk/tokens', fields);
    expect(made.status).toBe(200);
    const secret = /<code>(wz_[\w-]{43})<\/code>/.exec(made.text)?.[1] ?? '';
    const tokens = createApiTokens({ store: desk.store, now: desk.kept.options.now });
    expect(await tokens.admit(secret, 'search', 'tests')).toMatchObject({
      kind: 'admitted',
      token: {
        name: '政务服务网',
        scopes: ['ask', 'search'],
        perMinute: 120,
        createdBy: admin.account.displayName,
      },
    });
    const list = await admin.get('/desk/tokens');
    expect(list.text).toContain('政务服务网');
    expect(list.text).toContain('提问、检索，每分钟120次');
    expect(list.text).not.toContain(secret);
    expect(JSON.stringify(await desk.store.audit.list(100))).not.toContain(secret);
  });

  it('revokes one at once, and says so when it is not there any more', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const made = await admin.post('/desk/tokens', fields);
    const secret = /<code>(wz_[\w-]{43})<\/code>/.exec(made.text)?.[1] ?? '';
    const [token] = await desk.store.apiTokens.list();
    const revoked = await admin.post(`/desk/tokens/${token?.id}/revoke`);
    expect(revoked.headers.get('Location')).toBe('/desk/tokens?done=revoke');
    const tokens = createApiTokens({ store: desk.store, now: desk.kept.options.now });
    expect((await tokens.admit(secret, 'search', 'tests')).kind).toBe('unknown');
    expect((await admin.get('/desk/tokens?done=revoke')).text).toContain('已撤销');
    expect((await admin.post(`/desk/tokens/${token?.id}/revoke`)).status).toBe(404);
    expect((await desk.store.audit.list(2)).map(({ action }) => action)).toEqual([
      'token.revoke',
      'token.create',
    ]);
  });

  it('keeps what was typed when something stands in the way, and shows it as text', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const refused = await admin.post('/desk/tokens', { ...fields, name: '<b>网</b>', days: 'ever' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('有效天数要写');
    expect(refused.text).toContain('value="&lt;b&gt;网&lt;/b&gt;"');
    expect(refused.text).toMatch(/value="search" checked/);
    expect(refused.text).not.toMatch(/value="calculate" checked/);
    expect(await desk.store.apiTokens.list()).toEqual([]);
  });
});
