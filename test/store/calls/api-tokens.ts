import { expect, it } from 'vitest';
import type { NewApiToken } from '../../../src/store/api-token-records.ts';
import { describeOverBoth } from '../over-both-databases.ts';
import { at, unique } from '../samples.ts';

const newToken = (change: Partial<NewApiToken> = {}): NewApiToken => ({
  name: unique('政务服务网'),
  scopes: ['search', 'ask'],
  perMinute: 60,
  tokenHash: unique('hash'),
  createdAt: at(1),
  createdBy: '李芳',
  expiresAt: at(100),
  ...change,
});

export function testApiTokens(): void {
  describeOverBoth('tokens of other systems', (database) => {
    it('are found by hash, id and name, and the hash is given to nobody', async () => {
      const { apiTokens } = database.store;
      const wanted = newToken();
      const token = await apiTokens.create(wanted);
      const { tokenHash, ...shown } = wanted;
      expect(token).toEqual({
        ...shown,
        scopes: ['ask', 'search'],
        id: expect.stringMatching(/^[\w-]{12}$/),
        lastUsedAt: null,
        revokedAt: null,
      });
      expect(await database.other.apiTokens.byHash(tokenHash)).toEqual(token);
      expect(await apiTokens.byId(token?.id ?? '')).toEqual(token);
      expect(await apiTokens.byName(wanted.name)).toEqual(token);
      expect(await apiTokens.byHash(unique('hash'))).toBeNull();
      expect((await apiTokens.list()).filter(({ name }) => name === wanted.name)).toEqual([token]);
      expect(JSON.stringify(await apiTokens.list())).not.toContain(tokenHash);
    });

    it('have a name that no other has, and are revoked once', async () => {
      const { apiTokens } = database.store;
      const wanted = newToken();
      const token = await apiTokens.create(wanted);
      const id = token?.id ?? '';
      expect(await apiTokens.create(newToken({ name: wanted.name }))).toBeNull();
      await apiTokens.touch(id, at(5));
      expect(await apiTokens.revoke(id, at(6))).toEqual({ ...token, lastUsedAt: at(5), revokedAt: at(6) });
      expect(await database.other.apiTokens.revoke(id, at(7))).toBeNull();
      expect(await apiTokens.create(newToken({ name: wanted.name }))).toBeNull();
    });
  });
}
