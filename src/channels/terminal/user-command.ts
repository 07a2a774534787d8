/** wenzheng user: accounts of the desk, by whoever runs the server. @module */
import { randomBytes } from 'node:crypto';
import { deriveKeys } from '../../conversations/derive-keys.ts';
import { findSecret } from '../../conversations/read-secret.ts';
import { WenzhengError } from '../../errors.ts';
import { createStaffAccess } from '../../staff/create-staff-access.ts';
import {
  roleNames,
  type StaffAccess,
  type StaffAccount,
  type StaffRole,
  staffRoles,
} from '../../staff/staff.ts';
import { type CommandContext, type OpenedStore, withStore } from './open-store.ts';
import { readPassword } from './read-password.ts';
import { withoutControls } from './terminal-text.ts';

const actor = 'terminal';

/** @returns exit code. */
export async function runUserAdd(
  loginName: string,
  options: {
    readonly role: readonly string[];
    readonly display?: string | undefined;
    readonly password?: boolean | undefined;
  },
  context: CommandContext,
): Promise<number> {
  const roles = readRoles(options.role);
  const password = options.password ? await readPassword() : null;
  // The first account may be made before the server has ever run.
  return withAccess(context, { mayCreate: true }, async (access) => {
    const wanted = { loginName, displayName: options.display ?? loginName, roles, password };
    const made = await access.create(wanted, actor);
    print([`账号已经建好：${describe(made.account)}`, ...tellPassword(made.oneTimePassword)]);
  });
}

/** @returns exit code. */
export function runUserList(
  { json }: { readonly json?: boolean | undefined },
  context: CommandContext,
): Promise<number> {
  return withAccess(context, {}, async (access) => {
    const accounts = await access.list();
    if (json) print(accounts.map((account) => JSON.stringify(account)));
    else if (accounts.length === 0)
      print(['还没有账号。请用 wenzheng user add 登录名 --role admin 建立第一个管理员。']);
    else print(accounts.map(describe));
  });
}

/** @returns exit code. */
export function runUserRoles(
  loginName: string,
  given: readonly string[],
  context: CommandContext,
): Promise<number> {
  const roles = readRoles(given);
  return withAccess(context, {}, async (access) => {
    const { id } = await find(access, loginName);
    print([describe(await access.setRoles(id, roles, actor))]);
  });
}

/** @returns exit code. */
export function runUserDisable(
  loginName: string,
  isDisabled: boolean,
  context: CommandContext,
): Promise<number> {
  return withAccess(context, {}, async (access) => {
    const { id } = await find(access, loginName);
    print([describe(await access.setDisabled(id, isDisabled, actor))]);
  });
}

/** @returns exit code. */
export async function runUserResetPassword(
  loginName: string,
  options: { readonly password?: boolean | undefined },
  context: CommandContext,
): Promise<number> {
  const password = options.password ? await readPassword() : null;
  return withAccess(context, {}, async (access) => {
    const { id } = await find(access, loginName);
    const { account, oneTimePassword } = await access.resetPassword(id, password, actor);
    print([`密码已经重置：${describe(account)}`, ...tellPassword(oneTimePassword)]);
  });
}

async function withAccess(
  { env, now }: CommandContext,
  options: { readonly mayCreate?: boolean },
  work: (access: StaffAccess) => Promise<void>,
): Promise<number> {
  return withStore(
    env,
    async (opened) => {
      await work(createStaffAccess({ store: opened.store, key: keyOf(opened), now }));
      return 0;
    },
    options,
  );
}

/** Only to find what failed to sign in: without a secret nothing was counted yet. */
function keyOf({ config, store }: OpenedStore): Buffer {
  const secret = findSecret({
    given: config.WENZHENG_SECRET?.reveal() ?? null,
    dataDir: config.WENZHENG_DATA_DIR,
    sharesDatabase: store.kind === 'postgres',
  });
  return secret === null ? randomBytes(32) : deriveKeys(secret).staff;
}

async function find(access: StaffAccess, loginName: string): Promise<StaffAccount> {
  const account = await access.byLoginName(loginName);
  if (account !== null) return account;
  throw new WenzhengError(
    'not_found',
    `没有登录名是 ${loginName.slice(0, 40)} 的账号，请用 wenzheng user list 查看。`,
  );
}

function readRoles(given: readonly string[]): StaffRole[] {
  return given
    .flatMap((text) => text.split(','))
    .map((text) => {
      const role = staffRoles.find((known) => known === text || roleNames[known] === text);
      if (role !== undefined) return role;
      throw new WenzhengError(
        'usage',
        `没有角色 ${text.slice(0, 40)}，请写 ${staffRoles.join('、')} 中的一个或几个。`,
      );
    });
}

function describe({
  loginName,
  displayName,
  roles,
  isDisabled,
  mustChangePassword,
  lastSignInAt,
}: StaffAccount) {
  const state = isDisabled ? '已停用' : mustChangePassword ? '等本人设密码' : '可用';
  const last = lastSignInAt === null ? '从未登录' : `上次登录 ${chinaTime(lastSignInAt)}`;
  return [loginName, displayName, roles.map((role) => roleNames[role]).join('、'), state, last].join('  ');
}

function tellPassword(password: string | null): string[] {
  return password === null ? [] : [`密码（只显示这一次，第一次登录时必须改掉）：${password}`];
}

/** 2026-11-30 10:05 */
function chinaTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${withoutControls(lines.join('\n'))}\n`);
}
