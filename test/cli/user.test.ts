import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { createStaffAccess } from '../../src/staff/create-staff-access.ts';
import { openStore } from '../../src/store/open-store.ts';
import { runCli } from '../support/run-cli.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'wenzheng-user-')), 'data');
});
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

const user = (args: readonly string[], input?: string) =>
  runCli(['user', ...args], {
    env: { WENZHENG_DATA_DIR: dataDir },
    ...(input === undefined ? {} : { input }),
  });

/** How signing in ends with what the command made. */
async function signIn(loginName: string, password: string): Promise<string> {
  const store = await openStore({ dataDir, logger: createLogger('silent') });
  try {
    const access = createStaffAccess({ store, key: Buffer.alloc(32), now: () => new Date() });
    const outcome = await access.signIn({ loginName, password, client: 'test', browser: null });
    if (outcome.kind !== 'signed_in') return outcome.kind;
    return outcome.signedIn.account.mustChangePassword ? 'must change' : 'signed in';
  } finally {
    await store.close();
  }
}

describe('wenzheng user', () => {
  it('makes the first administrator before the server has ever run, with a password for once', async () => {
    const made = await user(['add', 'LiFang', '--role', 'admin', 'operator', '--display', '李芳']);
    expect(made).toMatchObject({ code: 0 });
    const [first, second] = made.stdout.split('\n');
    expect(first).toBe('账号已经建好：lifang  李芳  坐席、管理员  等本人设密码  从未登录');
    const password = /：([a-z0-9-]{19})$/.exec(second ?? '')?.[1] ?? '';
    expect(await signIn('lifang', password)).toBe('must change');
    const [account] = (await user(['list', '--json'])).stdout.split('\n');
    expect(JSON.parse(account ?? '')).toMatchObject({ loginName: 'lifang', roles: ['operator', 'admin'] });
    expect(account).not.toMatch(/scrypt|passwordHash/);
  });

  it('takes a password from the standard input, changes roles, disables, enables and resets', async () => {
    await user(['add', 'admin1', '--role', 'admin']);
    const own = 'a sentence of one’s own';
    const made = await user(['add', 'wangwu', '--role', 'clerk', '--password'], `${own}\nsecond line\n`);
    expect(made.stdout).toBe('账号已经建好：wangwu  wangwu  窗口  可用  从未登录\n');
    expect(await signIn('wangwu', own)).toBe('signed in');
    expect((await user(['roles', 'WangWu', '--role', '编辑,operator'])).stdout).toMatch(
      /^wangwu {2}wangwu {2}坐席、编辑 {2}可用 {2}上次登录 \d{4}-/,
    );
    expect((await user(['disable', 'wangwu'])).stdout).toContain('已停用');
    expect(await signIn('wangwu', own)).toBe('refused');
    expect((await user(['enable', 'wangwu'])).stdout).toContain('可用');
    const reset = await user(['reset-password', 'wangwu']);
    const password = /：([a-z0-9-]{19})\n$/.exec(reset.stdout)?.[1] ?? '';
    expect(await signIn('wangwu', own)).toBe('refused');
    expect(await signIn('wangwu', password)).toBe('must change');
    expect((await user(['list'])).stdout.split('\n').filter(Boolean)).toHaveLength(2);
  });

  it('says what stands in the way, in one line', async () => {
    const missing = await user(['list']);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('还没有数据库');
    await user(['add', 'admin1', '--role', 'admin', '--display', '甲']);
    const told = async (args: readonly string[], input?: string) => {
      const { code, stdout, stderr } = await user(args, input);
      return { code, stdout, stderr: stderr.trim() };
    };
    expect(await told(['add', 'x y', '--role', 'admin'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('登录名要用2–64个英文字母'),
    });
    expect(await told(['add', 'admin1', '--role', 'admin', '--display', '乙'])).toMatchObject({
      stderr: expect.stringContaining('这个登录名已经有人用了'),
    });
    expect(await told(['add', 'other', '--role', 'admin', '--display', '甲'])).toMatchObject({
      stderr: expect.stringContaining('这个姓名已经有人用了'),
    });
    expect(await told(['add', 'other', '--role', 'boss'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('没有角色 boss'),
    });
    expect(await told(['add', 'other', '--role', 'clerk', '--password'], 'short\n')).toMatchObject({
      stderr: expect.stringContaining('密码至少要12个字符'),
    });
    expect(await told(['add', 'other', '--role', 'clerk', '--password'], '')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('标准输入里没有密码'),
    });
    expect(await told(['disable', 'admin1'])).toMatchObject({
      stderr: expect.stringContaining('最后一个管理员'),
    });
    expect(await told(['roles', 'admin1', '--role', 'clerk'])).toMatchObject({
      stderr: expect.stringContaining('最后一个管理员'),
    });
    expect(await told(['disable', 'nobody'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('没有登录名是 nobody 的账号'),
    });
    expect((await user(['list'])).stdout).toMatch(/^admin1 {2}甲 {2}管理员/);
  });
});

describe('the server', () => {
  it('does not start with half of the settings for an OpenID provider', async () => {
    const { code, stderr } = await runCli(['serve'], {
      env: { WENZHENG_DATA_DIR: dataDir, WENZHENG_OIDC_ISSUER: 'https://sso.example.gov.cn' },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('设置了 WENZHENG_OIDC_ISSUER 就必须设置 WENZHENG_OIDC_CLIENT_ID');
  });
});
