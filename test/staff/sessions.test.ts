import { describe, expect, it } from 'vitest';
import { openAccess, password } from './open-access.ts';

const hour = 3600;
const wanted = 'another sentence of mine';

describe('a session', () => {
  it('lasts while it is used, ends after half a day without use, and after a week whatever happens', async () => {
    const { access, create, signIn, wait } = await openAccess();
    await create('lifang');
    const { token } = await signIn('lifang');
    for (let time = 0; time < 15; time++) {
      wait(11 * hour);
      expect(await access.session(token)).not.toBeNull();
    }
    wait(3 * hour);
    expect(await access.session(token)).toBeNull();

    const { token: idle } = await signIn('lifang');
    wait(12 * hour - 1);
    expect(await access.session(idle)).not.toBeNull();
    wait(12 * hour);
    expect(await access.session(idle)).toBeNull();
  });

  it('is known by nothing that the store holds', async () => {
    const { access, create, signIn } = await openAccess();
    await create('lifang');
    const { token, signedIn } = await signIn('lifang');
    expect(signedIn.sessionHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await access.session(signedIn.sessionHash)).toBeNull();
    expect(await access.session('')).toBeNull();
    const again = await access.session(token);
    expect(again?.csrfToken).toBe(signedIn.csrfToken);
    expect(JSON.stringify(again)).not.toContain(token);
    expect((await signIn('lifang')).signedIn.csrfToken).not.toBe(signedIn.csrfToken);
  });

  it('ends with signing out, alone', async () => {
    const { access, create, signIn } = await openAccess();
    await create('lifang');
    const [one, two] = [await signIn('lifang'), await signIn('lifang')];
    await access.signOut(one.signedIn);
    expect(await access.session(one.token)).toBeNull();
    expect(await access.session(two.token)).not.toBeNull();
  });

  it('ends when the account is disabled, and does not come back with it', async () => {
    const { access, create, signIn } = await openAccess();
    const id = await create('lifang');
    const { token } = await signIn('lifang');
    await access.setDisabled(id, true, '管理员');
    expect(await access.session(token)).toBeNull();
    await access.setDisabled(id, false, '管理员');
    expect(await access.session(token)).toBeNull();
  });

  it('ends when an administrator gives a new password', async () => {
    const { access, create, signIn } = await openAccess();
    const id = await create('lifang');
    const { token } = await signIn('lifang');
    await access.resetPassword(id, null, '管理员');
    expect(await access.session(token)).toBeNull();
  });

  it('has the roles of the account as they are now', async () => {
    const { access, create, signIn } = await openAccess();
    const id = await create('lifang');
    const { token } = await signIn('lifang');
    await access.setRoles(id, ['editor'], '管理员');
    expect((await access.session(token))?.account.roles).toEqual(['editor']);
  });
});

describe('an own password', () => {
  it('is changed by who knows the current one; all other sessions end', async () => {
    const { access, create, signIn, attempt, audit } = await openAccess();
    await create('lifang');
    const [one, two] = [await signIn('lifang'), await signIn('lifang')];
    const change = (current: string) =>
      access.changePassword(one.signedIn, { current, wanted, client: 'office' });
    expect(await change('a guess')).toEqual({ kind: 'refused' });
    const changed = await change(password);
    expect(changed.kind).toBe('signed_in');
    expect(await access.session(one.token)).toBeNull();
    expect(await access.session(two.token)).toBeNull();
    expect(await access.session(changed.kind === 'signed_in' ? changed.token : '')).not.toBeNull();
    expect(await attempt('lifang', password)).toBe('refused');
    expect(await attempt('lifang', wanted)).toBe('signed_in');
    expect(await audit()).toContain('姓名 lifang staff.password lifang');
  });

  it('cannot be guessed at a browser that somebody left open', async () => {
    const { access, create, signIn } = await openAccess();
    await create('lifang');
    const { signedIn } = await signIn('lifang');
    const kinds: string[] = [];
    for (let time = 0; time < 7; time++)
      kinds.push((await access.changePassword(signedIn, { current: 'a guess', wanted, client: 'x' })).kind);
    expect(kinds).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'wait', 'wait']);
  });

  it.each([
    ['short', '密码至少要12个字符'],
    ['姓名 lifang 2026', '不能是自己的名字'],
    ['lifanglifang', '不能是自己的名字'],
    ['111111111111', '太容易猜到'],
    ['123456789012', '太容易猜到'],
    ['Password12345', '太容易猜到'],
    ['P@ssw0rd!2026', '太容易猜到'],
    ['admin_20261129', '太容易猜到'],
    ['1qaz2wsx3edc', '太容易猜到'],
    ['中国中国中国中国中国中国', '太容易猜到'],
    [password, '和现在的一样'],
    ['x'.repeat(201), '最多200个字符'],
  ])('may not be %s', async (given, reason) => {
    const { access, create, signIn } = await openAccess();
    await create('lifang');
    const { signedIn } = await signIn('lifang');
    await expect(
      access.changePassword(signedIn, { current: password, wanted: given, client: 'office' }),
    ).rejects.toThrow(reason);
  });

  it.each(['天下为公选贤与能讲信修睦', 'four words in a row', 'Zk3-9dfW-qq81', 'admin of nothing but tea'])(
    'may be %s',
    async (given) => {
      const { access, create, signIn } = await openAccess();
      await create('lifang');
      const { signedIn } = await signIn('lifang');
      const changed = await access.changePassword(signedIn, {
        current: password,
        wanted: given,
        client: 'office',
      });
      expect(changed.kind).toBe('signed_in');
    },
  );
});
