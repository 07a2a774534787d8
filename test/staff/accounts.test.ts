import { describe, expect, it } from 'vitest';
import { WenzhengError } from '../../src/errors.ts';
import { createPasswordHashing } from '../../src/staff/password-hashing.ts';
import { mayAct } from '../../src/staff/staff.ts';
import { openAccess, password } from './open-access.ts';

describe('an account', () => {
  it('made without a password gets one for once, and must choose its own', async () => {
    const { access, attempt } = await openAccess();
    const wanted = {
      loginName: 'LiFang',
      displayName: ' 李　芳 ',
      roles: ['clerk'],
      password: null,
    } as const;
    const { account, oneTimePassword } = await access.create(wanted, '管理员');
    expect(account).toMatchObject({
      loginName: 'lifang',
      displayName: '李 芳',
      roles: ['clerk'],
      mustChangePassword: true,
    });
    expect(oneTimePassword).toMatch(/^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}$/);
    expect(await attempt('lifang', oneTimePassword ?? '')).toBe('signed_in');
  });

  it.each([
    ['a', '李芳', '登录名'],
    ['李芳', '李芳', '登录名'],
    ['li fang', '李芳', '登录名'],
    ['<b>', '李芳', '登录名'],
    ['lifang', '', '姓名'],
    ['lifang', '李\u200b芳', '姓名'],
    ['lifang', '李\u202e芳', '姓名'],
    ['lifang', '芳'.repeat(41), '姓名'],
    ['lifang', '李芳13800138000', '姓名'],
    ['lifang', 'System', '不能用作姓名'],
    ['lifang', '机器人', '不能用作姓名'],
  ])('cannot be called %j and %j', async (loginName, displayName, reason) => {
    const { access } = await openAccess();
    await expect(
      access.create({ loginName, displayName, roles: ['clerk'], password: null }, 'terminal'),
    ).rejects.toThrow(reason);
    expect(await access.list()).toEqual([]);
  });

  it('shares neither its login name nor its name, whatever the case', async () => {
    const { access } = await openAccess();
    const create = (loginName: string, displayName: string) =>
      access.create({ loginName, displayName, roles: ['clerk'], password: null }, 'terminal');
    await create('eva', 'Eva 李');
    await expect(create('EVA', '别人')).rejects.toThrow('这个登录名已经有人用了');
    await expect(create('other', 'EVA　李')).rejects.toThrow('这个姓名已经有人用了');
    await expect(
      access.create({ loginName: 'x1', displayName: '新', roles: [], password: null }, 'terminal'),
    ).rejects.toThrow('请至少选一个角色');
  });

  it('of the last administrator can neither be disabled nor lose the role, even by two at one time', async () => {
    const { access, other, create } = await openAccess();
    const [one, two] = [await create('one', ['admin']), await create('two', ['admin', 'clerk'])];
    const results = await Promise.allSettled([
      access.setDisabled(one, true, '二'),
      other.setRoles(two, ['clerk'], '一'),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const left = (await access.list()).filter(
      ({ roles, isDisabled }) => !isDisabled && roles.includes('admin'),
    );
    expect(left).toHaveLength(1);
    await expect(access.setDisabled(left[0]?.id ?? '', true, '三')).rejects.toThrow('最后一个管理员');
  });

  it('that is not there cannot be changed', async () => {
    const { access } = await openAccess();
    const changes = [
      access.setDisabled('nobody', true, 'x'),
      access.setRoles('nobody', ['clerk'], 'x'),
      access.resetPassword('nobody', null, 'x'),
    ];
    for (const change of await Promise.allSettled(changes)) {
      if (change.status !== 'rejected') throw new Error('it was changed');
      expect(change.reason).toBeInstanceOf(WenzhengError);
    }
    expect((await access.list()).length).toBe(0);
  });

  it('leaves every change of it in the audit, with who did it and without a password', async () => {
    const { access, create, audit, store } = await openAccess();
    await create('boss', ['admin']);
    const id = await create('lifang');
    await access.setRoles(id, ['editor', 'clerk'], '王五');
    await access.setDisabled(id, true, '王五');
    await access.setDisabled(id, false, '王五');
    const { oneTimePassword } = await access.resetPassword(id, null, '王五');
    expect((await audit()).slice(2)).toEqual([
      '王五 staff.roles lifang',
      '王五 staff.disable lifang',
      '王五 staff.enable lifang',
      '王五 staff.reset-password lifang',
    ]);
    const whole = JSON.stringify(await store.audit.list(100));
    expect(whole).toContain('角色 窗口、编辑');
    expect(whole).not.toContain(oneTimePassword ?? '?');
    expect(whole).not.toContain(password);
  });

  it('of an administrator may do everything, others what is listed', async () => {
    const { access, create } = await openAccess();
    const admin = await access.find(await create('boss', ['admin']));
    const clerk = await access.find(await create('clerk', ['clerk']));
    if (admin === null || clerk === null) throw new Error('no accounts');
    expect([
      mayAct(admin, ['operator']),
      mayAct(clerk, ['operator']),
      mayAct(clerk, ['clerk', 'editor']),
    ]).toEqual([true, false, true]);
    expect([mayAct(admin, []), mayAct(clerk, [])]).toEqual([true, false]);
  });
});

describe('password hashing', () => {
  it('says how it was made, never makes the same twice, and knows its own', async () => {
    const hashing = createPasswordHashing();
    const [one, two] = [await hashing.hash(password), await hashing.hash(password)];
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(await hashing.verify(password, one)).toBe(true);
    expect(await hashing.verify(`${password}.`, one)).toBe(false);
    expect(await hashing.verify(password, null)).toBe(false);
    // One that was made with other parameters is known by its own.
    const weaker = await createPasswordHashing({ costExponent: 4 }).hash(password);
    expect(await hashing.verify(password, weaker)).toBe(true);
  });

  it('does not take on more than can be worked out soon', async () => {
    const hashing = createPasswordHashing({ costExponent: 10, concurrency: 1, mostWaiting: 2 });
    const results = await Promise.all(Array.from({ length: 5 }, () => hashing.verify(password, null)));
    expect(results).toEqual([false, false, false, null, null]);
  });
});
