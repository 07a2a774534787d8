import { describe, expect, it } from 'vitest';
import { openAccess, password } from './open-access.ts';

const hour = 3600;
const secondsOf = (answer: string): number => Number(/^wait (\d+)$/.exec(answer)?.[1] ?? 0);

describe('signing in', () => {
  it('takes the right password alone, in any case of the name, and says so in the audit', async () => {
    const { create, attempt, audit } = await openAccess();
    await create('lifang');
    expect(await attempt(' LiFang ', password)).toBe('signed_in');
    expect(await attempt('lifang', `${password} `)).toBe('refused');
    expect(await attempt('secret typed into the wrong field', password)).toBe('refused');
    expect(await audit()).toEqual([
      'terminal staff.create lifang',
      '姓名 lifang staff.sign-in lifang',
      'system staff.sign-in-failed lifang',
      'system staff.sign-in-failed unknown',
    ]);
  });

  it('knows a password whose characters a keyboard composed otherwise', async () => {
    const { access, attempt } = await openAccess();
    const typed = 'café on the hill';
    await access.create(
      { loginName: 'eva', displayName: 'Eva', roles: ['clerk'], password: typed.normalize('NFC') },
      'terminal',
    );
    expect(await attempt('eva', typed.normalize('NFD'))).toBe('signed_in');
  });

  it('refuses a disabled account as if the password were wrong', async () => {
    const { access, create, attempt } = await openAccess();
    const id = await create('lifang');
    await access.setDisabled(id, true, 'terminal');
    expect(await attempt('lifang', password)).toBe('refused');
    await access.setDisabled(id, false, 'terminal');
    expect(await attempt('lifang', password)).toBe('signed_in');
  });

  it('makes who guesses wait longer and longer, over all processes, and lets the right one in afterwards', async () => {
    const { create, attempt, wait, other } = await openAccess();
    await create('lifang');
    for (let time = 0; time < 5; time++) expect(await attempt('lifang', 'guess')).toBe('refused');
    expect(await attempt('lifang', password)).toBe('wait 2');
    expect(await attempt('lifang', password, { access: other })).toBe('wait 2');
    wait(2);
    expect(await attempt('lifang', 'guess', { access: other })).toBe('refused');
    expect(await attempt('lifang', password)).toBe('wait 4');
    wait(4);
    expect(await attempt('lifang', password)).toBe('signed_in');
    expect(await attempt('lifang', 'guess')).toBe('refused');
    expect(await attempt('lifang', password)).toBe('signed_in');
  });

  it('waits alike for a name that does not exist', async () => {
    const { create, attempt } = await openAccess();
    await create('lifang');
    const said: string[][] = [];
    for (const name of ['lifang', 'nobody']) {
      const client = `office of ${name}`;
      const answers: string[] = [];
      for (let time = 0; time < 7; time++) answers.push(await attempt(name, 'guess', { client }));
      said.push(answers);
    }
    expect(said[0]).toEqual(said[1]);
    expect(said[0]?.at(-1)).toBe('wait 2');
  });

  it('counts guesses that arrive at once each for itself', async () => {
    const { create, attempt } = await openAccess();
    await create('lifang');
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt('lifang', 'guess')));
    expect(answers.filter((answer) => answer === 'refused')).toHaveLength(5);
  });

  it('lets no stranger lock somebody out of a browser that is known, however many addresses they have', async () => {
    const { create, attempt, signIn } = await openAccess();
    await create('lifang');
    const { browser } = await signIn('lifang');
    for (let n = 0; n < 200; n++) await attempt('lifang', 'guess', { client: `stranger ${n}` });
    expect(await attempt('lifang', password, { client: 'new place' })).toMatch(/^wait \d+$/);
    expect(await attempt('lifang', password, { client: 'stranger 1', browser })).toBe('signed_in');
  });

  it('makes nobody wait longer than a minute for what strangers did, nor than a quarter of an hour for anything', async () => {
    const { create, attempt, wait } = await openAccess();
    await create('lifang');
    const longest = { name: 0, both: 0 };
    for (let n = 0; n < 60; n++) {
      const answer = await attempt('lifang', 'guess', { client: `stranger ${n}` });
      longest.name = Math.max(longest.name, secondsOf(answer));
      wait(secondsOf(answer));
    }
    for (let n = 0; n < 60; n++) {
      const answer = await attempt('nobody', 'guess');
      longest.both = Math.max(longest.both, secondsOf(answer));
      wait(secondsOf(answer));
    }
    expect(longest).toEqual({ name: 60, both: 900 });
    wait(hour);
    expect(await attempt('lifang', password)).toBe('signed_in');
  });

  it('does not take a browser of one account for known by another', async () => {
    const { create, attempt, signIn } = await openAccess();
    await create('lifang');
    await create('wangwu');
    const { browser } = await signIn('wangwu');
    for (let n = 0; n < 5; n++) await attempt('lifang', 'guess', { browser });
    expect(await attempt('lifang', 'guess', { browser })).toBe('wait 2');
    expect(await attempt('lifang', 'guess')).toBe('wait 2');
    const forged = `${browser.slice(0, -1)}${browser.endsWith('A') ? 'B' : 'A'}`;
    expect(await attempt('lifang', 'guess', { browser: forged })).toBe('wait 2');
  });

  it('lets an own account wipe out nothing that was guessed at others from the same address', async () => {
    const { create, attempt } = await openAccess();
    for (let n = 0; n < 8; n++) await create(`victim${n}`);
    await create('insider');
    const answers: string[] = [];
    for (let n = 0; n < 40; n++) {
      answers.push(await attempt(`victim${n % 8}`, 'guess'));
      await attempt('insider', password);
    }
    expect(answers.filter((answer) => answer === 'refused')).toHaveLength(30);
  });

  it('looks at no more attempts of one address in a minute than it can afford', async () => {
    const { create, attempt } = await openAccess({ attemptsPerMinute: 3 });
    await create('lifang');
    const answers: string[] = [];
    for (let n = 0; n < 4; n++) answers.push(await attempt('lifang', password));
    expect(answers.slice(0, 3)).toEqual(['signed_in', 'signed_in', 'signed_in']);
    expect(answers[3]).toMatch(/^wait \d+$/);
    expect(await attempt('lifang', password, { client: 'another' })).toBe('signed_in');
  });

  it('forgets what was counted for a name when an administrator gives a new password', async () => {
    const { access, create, attempt } = await openAccess();
    const id = await create('lifang');
    for (let n = 0; n < 30; n++) await attempt('lifang', 'guess', { client: `stranger ${n}` });
    expect(await attempt('lifang', password, { client: 'new' })).toMatch(/^wait/);
    const { oneTimePassword } = await access.resetPassword(id, null, '管理员');
    expect(await attempt('lifang', oneTimePassword ?? '', { client: 'new' })).toBe('signed_in');
  });
});
