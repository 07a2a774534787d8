import { expect, it } from 'vitest';
import type { NewStaffAccount } from '../../../src/store/staff-records.ts';
import { describeOverBoth } from '../over-both-databases.ts';
import { at, unique } from '../samples.ts';

const newAccount = (change: Partial<NewStaffAccount> = {}): NewStaffAccount => ({
  loginName: unique('login'),
  displayName: unique('李芳'),
  roles: ['operator'],
  passwordHash: 'hash',
  mustChangePassword: true,
  ...change,
});
const hashOf = (word: string): string => unique(word);

export function testStaff(): void {
  describeOverBoth('accounts of staff', (database) => {
    it('have a login name and a display name that nobody else has, and give the hash to no list', async () => {
      const { staff } = database.store;
      const wanted = newAccount({ roles: ['admin', 'operator'] });
      const account = await staff.create(wanted, at(1));
      expect(account).toEqual({
        id: expect.stringMatching(/^[\w-]{12}$/),
        loginName: wanted.loginName,
        displayName: wanted.displayName,
        roles: ['operator', 'admin'],
        isDisabled: false,
        mustChangePassword: true,
        createdAt: at(1),
        lastSignInAt: null,
      });
      expect(await staff.create({ ...wanted, displayName: unique('别名') }, at(2))).toBeNull();
      expect(await staff.create({ ...wanted, loginName: unique('other') }, at(2))).toBeNull();
      expect(await staff.byLoginName(wanted.loginName)).toEqual(account);
      expect(await staff.byId(account?.id ?? '')).toEqual(account);
      expect(await staff.byId('nobody')).toBeNull();
      expect((await staff.list()).filter(({ id }) => id === account?.id)).toEqual([account]);
      expect(JSON.stringify(await staff.list())).not.toContain('"hash"');
      expect(await staff.passwordHash(account?.id ?? '')).toBe('hash');
      expect(await staff.passwordHash('nobody')).toBeNull();
    });

    it('are changed in what is named and nothing else', async () => {
      const { staff } = database.store;
      const account = await staff.create(newAccount(), at(1));
      const id = account?.id ?? '';
      expect(await staff.change(id, { isDisabled: true })).toEqual({ ...account, isDisabled: true });
      expect(await staff.change(id, { roles: ['editor'], isDisabled: false, lastSignInAt: at(5) })).toEqual({
        ...account,
        roles: ['editor'],
        lastSignInAt: at(5),
      });
      expect(await staff.change(id, { passwordHash: 'new', mustChangePassword: false })).toMatchObject({
        mustChangePassword: false,
        roles: ['editor'],
      });
      expect(await staff.passwordHash(id)).toBe('new');
      expect(await staff.change('nobody', { isDisabled: true })).toBeNull();
    });

    it('change one after the other: of two that leave only if another stays, one stays', async () => {
      const role = unique('group');
      const accounts = await Promise.all(
        ['a', 'b'].map((name) =>
          database.store.staff.create(newAccount({ displayName: `${role}-${name}` }), at(1)),
        ),
      );
      const leave = (index: number) =>
        (index === 0 ? database.store : database.other).transaction(async ({ staff }) => {
          const left = (await staff.list()).filter(
            ({ displayName, isDisabled }) => displayName.startsWith(role) && !isDisabled,
          );
          await staff.change(accounts[index]?.id ?? '', { lastSignInAt: at(2) });
          if (left.length > 1) await staff.change(accounts[index]?.id ?? '', { isDisabled: true });
        });
      await Promise.all([leave(0), leave(1)]);
      const left = (await database.store.staff.list()).filter(
        ({ displayName, isDisabled }) => displayName.startsWith(role) && !isDisabled,
      );
      expect(left).toHaveLength(1);
    });
  });

  describeOverBoth('sessions of staff', (database) => {
    it('are found by the hash of their token, with the account as it is now', async () => {
      const { staff } = database.store;
      const account = await staff.create(newAccount(), at(1));
      const accountId = account?.id ?? '';
      const session = {
        tokenHash: hashOf('token'),
        accountId,
        createdAt: at(1),
        lastUsedAt: at(1),
        expiresAt: at(50),
      };
      await staff.addSession(session);
      await staff.change(accountId, { isDisabled: true });
      await staff.touchSession(session.tokenHash, at(9));
      await staff.touchSession(session.tokenHash, at(5));
      expect(await staff.session(session.tokenHash)).toEqual({
        session: { ...session, lastUsedAt: at(9) },
        account: { ...account, isDisabled: true },
      });
      await staff.endSession(session.tokenHash);
      expect(await staff.session(session.tokenHash)).toBeNull();
    });

    it('end all at once for one account, and for nobody else', async () => {
      const { staff } = database.store;
      const sessionOf = async (change: Partial<NewStaffAccount> = {}) => {
        const account = await staff.create(newAccount(change), at(1));
        return {
          tokenHash: hashOf('token'),
          accountId: account?.id ?? '',
          createdAt: at(1),
          lastUsedAt: at(1),
          expiresAt: at(50),
        };
      };
      const [own, others] = [await sessionOf(), await sessionOf()];
      const second = { ...own, tokenHash: hashOf('second') };
      for (const session of [own, second, others]) await staff.addSession(session);
      expect(await staff.endSessions(own.accountId)).toBe(2);
      expect(await staff.session(second.tokenHash)).toBeNull();
      expect(await staff.session(others.tokenHash)).not.toBeNull();
    });

    it('go with the purge when their time is over or nobody used them for a day', async () => {
      const { staff } = database.store;
      const account = await staff.create(newAccount(), at(1));
      const base = { accountId: account?.id ?? '', createdAt: '2020-01-01T00:00:00.000Z' };
      const over = {
        ...base,
        tokenHash: hashOf('over'),
        lastUsedAt: '2020-01-05T00:00:00.000Z',
        expiresAt: '2020-01-05T01:00:00.000Z',
      };
      const idle = {
        ...base,
        tokenHash: hashOf('idle'),
        lastUsedAt: '2020-01-03T00:00:00.000Z',
        expiresAt: '2020-01-09T00:00:00.000Z',
      };
      const used = { ...idle, tokenHash: hashOf('used'), lastUsedAt: '2020-01-05T00:00:00.000Z' };
      for (const session of [over, idle, used]) await staff.addSession(session);
      await database.store.purge('2020-01-05T02:00:00.000Z', { conversationDays: 36_500, auditDays: 36_500 });
      expect(await staff.session(over.tokenHash)).toBeNull();
      expect(await staff.session(idle.tokenHash)).toBeNull();
      expect(await staff.session(used.tokenHash)).not.toBeNull();
    });
  });

  describeOverBoth('failures to sign in', (database) => {
    it('are counted by many at once, begin anew after a pause, and can be taken back', async () => {
      const key = unique('name');
      const since = at(0);
      await Promise.all(
        Array.from({ length: 20 }, (_each, n) =>
          (n % 2 ? database.store : database.other).signInFailures.count(key, at(1), since),
        ),
      );
      const { signInFailures } = database.store;
      expect(await signInFailures.of([key, unique('other')])).toEqual(
        new Map([[key, { count: 20, lastAt: at(1) }]]),
      );
      await signInFailures.takeBack(key);
      expect((await signInFailures.of([key])).get(key)?.count).toBe(19);
      await signInFailures.count(key, at(30), at(20));
      expect((await signInFailures.of([key])).get(key)).toEqual({ count: 1, lastAt: at(30) });
      await signInFailures.takeBack(key);
      await signInFailures.takeBack(key);
      expect((await signInFailures.of([key])).get(key)?.count).toBe(0);
      await signInFailures.clear([key]);
      await signInFailures.clear([]);
      expect(await signInFailures.of([key])).toEqual(new Map());
      expect(await signInFailures.of([])).toEqual(new Map());
    });

    it('go with the purge a day after the last', async () => {
      const [old, fresh] = [unique('old'), unique('fresh')];
      const { signInFailures } = database.store;
      await signInFailures.count(old, '2020-02-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z');
      await signInFailures.count(fresh, '2020-02-02T12:00:00.000Z', '2020-01-01T00:00:00.000Z');
      await database.store.purge('2020-02-03T00:00:00.000Z', { conversationDays: 36_500, auditDays: 36_500 });
      expect([...(await signInFailures.of([old, fresh])).keys()]).toEqual([fresh]);
    });
  });

  describeOverBoth('the record of actions', (database) => {
    it('is searched by who, what, on what and when, page by page', async () => {
      const { audit } = database.store;
      const actor = unique('李芳');
      const add = (action: string, subject: string, minute: number) =>
        audit.add({ at: at(minute), actor, action, subject, detail: null });
      await add('handover.take', '12', 1);
      await add('handover.close', '12', 2);
      await add('gap.close', '12', 3);
      await add('handover.take', '13', 4);
      const all = { actor, action: null, subject: null, from: null, until: null, before: null, count: 10 };
      const found = async (change: Partial<typeof all> | { action: string } | { subject: string }) =>
        (await audit.search({ ...all, ...change })).map(({ action, subject }) => `${action} ${subject}`);
      expect(await found({})).toEqual([
        'handover.take 13',
        'gap.close 12',
        'handover.close 12',
        'handover.take 12',
      ]);
      expect(await found({ action: 'handover.' })).toEqual([
        'handover.take 13',
        'handover.close 12',
        'handover.take 12',
      ]);
      expect(await found({ action: 'handover%' })).toEqual([]);
      expect(await found({ subject: '13' })).toEqual(['handover.take 13']);
      expect(await audit.search({ ...all, from: at(2), until: at(4) })).toHaveLength(2);
      const [first] = await audit.search({ ...all, count: 1 });
      expect(first?.id).toBeTypeOf('number');
      expect(await audit.search({ ...all, before: first?.id ?? 0, count: 1 })).toMatchObject([
        { action: 'gap.close' },
      ]);
    });
  });
}
