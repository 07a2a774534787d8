import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { type ApiScope, createApiTokens, type WantedToken } from '../../src/staff/api-tokens.ts';
import { openStore } from '../../src/store/open-store.ts';

const wanted = (change: Partial<WantedToken> = {}): WantedToken => ({
  name: '政务服务网',
  scopes: ['ask', 'search'],
  days: 365,
  perMinute: 60,
  ...change,
});

async function openTokens() {
  const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-tokens-'));
  const store = await openStore({ dataDir, logger: createLogger('silent') });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  let time = Date.parse('2026-11-29T08:00:00.000Z');
  const now = (): Date => new Date(time);
  const tokens = createApiTokens({ store, now });
  const kind = async (secret: string | null, scope: ApiScope | null = 'ask', client = 'one') =>
    (await tokens.admit(secret, scope, client)).kind;
  return { store, tokens, kind, later: (days: number) => void (time += days * 86_400_000) };
}

describe('the tokens of other systems', () => {
  it('are shown once and kept as a hash alone', async () => {
    const { store, tokens } = await openTokens();
    const { token, secret } = await tokens.create(wanted({ name: ' 政务　服务网 ' }), '李芳');
    expect(secret).toMatch(/^wz_[\w-]{43}$/);
    expect(token).toMatchObject({ name: '政务 服务网', createdBy: '李芳', scopes: ['ask', 'search'] });
    const kept = JSON.stringify([await store.apiTokens.list(), await store.audit.list(10)]);
    expect(kept).not.toContain(secret);
    expect(await store.audit.list(1)).toEqual([
      expect.objectContaining({ actor: '李芳', action: 'token.create', subject: '政务 服务网' }),
    ]);
  });

  it('let in for their scopes, and note the last use', async () => {
    const { tokens, kind } = await openTokens();
    const { secret } = await tokens.create(wanted(), '李芳');
    expect(await kind(secret)).toBe('admitted');
    expect(await kind(secret, null)).toBe('admitted');
    expect(await kind(secret, 'calculate')).toBe('forbidden');
    expect((await tokens.list())[0]?.lastUsedAt).toBe('2026-11-29T08:00:00.000Z');
  });

  it.each([null, '', 'wz_', `wz_${'A'.repeat(43)}`, "' or 1=1 --"])(
    'let nobody in with %j',
    async (secret) => {
      const { tokens, kind } = await openTokens();
      await tokens.create(wanted(), '李芳');
      expect(await kind(secret)).toBe('unknown');
    },
  );

  it('end when their days are over', async () => {
    const { tokens, kind, later } = await openTokens();
    const { token, secret } = await tokens.create(wanted({ days: 2 }), '李芳');
    later(1);
    expect(await kind(secret)).toBe('admitted');
    later(1);
    expect(await kind(secret)).toBe('unknown');
    expect(tokens.stateOf(token)).toBe('expired');
  });

  it('end at once when they are revoked, by id or name, and for good', async () => {
    const { store, tokens, kind } = await openTokens();
    const first = await tokens.create(wanted(), '李芳');
    const second = await tokens.create(wanted({ name: '另一个' }), '李芳');
    await tokens.revoke(first.token.id, '王五');
    await tokens.revoke('另一个', '王五');
    for (const { secret } of [first, second]) expect(await kind(secret)).toBe('unknown');
    await expect(tokens.revoke('另一个', '王五')).rejects.toThrow('已经撤销');
    await expect(tokens.create(wanted(), '李芳')).rejects.toThrow('请换一个名称');
    expect((await store.audit.list(2)).map(({ actor, action }) => [actor, action])).toEqual([
      ['王五', 'token.revoke'],
      ['王五', 'token.revoke'],
    ]);
  });

  it('have an allowance of their own', async () => {
    const { tokens, kind } = await openTokens();
    const busy = await tokens.create(wanted({ perMinute: 2 }), '李芳');
    const other = await tokens.create(wanted({ name: '另一个' }), '李芳');
    expect([await kind(busy.secret), await kind(busy.secret)]).toEqual(['admitted', 'admitted']);
    const third = await tokens.admit(busy.secret, 'ask', 'one');
    expect(third).toEqual({ kind: 'wait', seconds: expect.any(Number) });
    expect(await kind(other.secret)).toBe('admitted');
  });

  it('cannot be guessed at without end from one address', async () => {
    const { tokens, kind } = await openTokens();
    const { secret } = await tokens.create(wanted(), '李芳');
    for (let guess = 0; guess < 30; guess++) expect(await kind('wrong', 'ask', 'bad')).toBe('unknown');
    expect(await kind('wrong', 'ask', 'bad')).toBe('wait');
    expect(await kind(secret, 'ask', 'good')).toBe('admitted');
  });

  it.each([
    [{ name: ' ' }, '名称'],
    [{ name: '张三13800138000' }, '名称'],
    [{ scopes: [] }, '权限'],
    [{ days: 0 }, '天数'],
    [{ days: Number.NaN }, '天数'],
    [{ perMinute: 6001 }, '每分钟'],
  ] as const)('are not made of %j', async (change, word) => {
    const { tokens } = await openTokens();
    await expect(tokens.create(wanted(change), '李芳')).rejects.toThrow(word);
    expect(await tokens.list()).toEqual([]);
  });
});
