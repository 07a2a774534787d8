import { WenzhengError } from '../errors.ts';
import type { StaffAccount, StaffRole } from '../store/staff-records.ts';
import { staffRoles } from '../store/staff-records.ts';
import type { Store, StoreCalls } from '../store/store.ts';
import { checkDisplayName, checkLoginName, foldLoginName } from './account-names.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { makePassword, passwordFault } from './password-rules.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { roleNames, type StaffAccess } from './staff.ts';

export interface AccountManagementParts {
  readonly store: Pick<Store, 'staff' | 'transaction'>;
  readonly throttle: SignInThrottle;
  readonly hashing: PasswordHashing;
  readonly now: () => Date;
}

type AccountManagement = Pick<
  StaffAccess,
  'list' | 'find' | 'byLoginName' | 'create' | 'setDisabled' | 'setRoles' | 'resetPassword'
>;

/** What administrators do with accounts, at the desk and in the terminal. */
export function createAccountManagement(parts: AccountManagementParts): AccountManagement {
  const { store, throttle, hashing, now } = parts;

  async function hashed(password: string): Promise<string> {
    const hash = await hashing.hash(password);
    if (hash === null) throw new WenzhengError('input_invalid', '服务器正忙，请过几秒再试。');
    return hash;
  }

  /** A change with its entry in the audit. */
  function changing(
    id: string,
    entry: { readonly by: string; readonly action: string; readonly detail: string | null },
    change: (calls: StoreCalls, account: StaffAccount) => Promise<StaffAccount | null>,
  ): Promise<StaffAccount> {
    const { by: actor, action, detail } = entry;
    return store.transaction(async (calls) => {
      const account = await calls.staff.byId(id);
      const changed = account === null ? null : await change(calls, account);
      if (changed === null) throw new WenzhengError('not_found', '没有这个账号，请在账号列表里重新选择。');
      const at = now().toISOString();
      await calls.audit.add({ at, actor, action, subject: changed.loginName, detail });
      return changed;
    });
  }

  return {
    list: () => store.staff.list(),
    find: (id) => store.staff.byId(id),
    byLoginName: (loginName) => store.staff.byLoginName(foldLoginName(loginName)),

    async create({ loginName: typedLogin, displayName: typedName, roles, password: given }, by) {
      const names = { loginName: checkLoginName(typedLogin), displayName: checkDisplayName(typedName) };
      const held = checkRoles(roles);
      if (given !== null) checkPassword(given, names);
      const oneTimePassword = given === null ? makePassword() : null;
      const passwordHash = await hashed(given ?? oneTimePassword ?? '');
      const mustChangePassword = given === null;
      const account = await store.transaction(async (calls) => {
        await refuseTaken(calls, names);
        const at = now().toISOString();
        const made = await calls.staff.create(
          { ...names, roles: held, passwordHash, mustChangePassword },
          at,
        );
        if (made === null) throw taken('登录名或姓名');
        const detail = `角色 ${describeRoles(held)}`;
        await calls.audit.add({ at, actor: by, action: 'staff.create', subject: made.loginName, detail });
        return made;
      });
      return { account, oneTimePassword };
    },

    setDisabled(id, isDisabled, by) {
      const action = isDisabled ? 'staff.disable' : 'staff.enable';
      return changing(id, { by, action, detail: null }, async (calls, account) => {
        const changed = await calls.staff.change(id, { isDisabled });
        if (isDisabled) {
          await keepAnAdministrator(calls, account);
          await calls.staff.endSessions(id);
        }
        return changed;
      });
    },

    async setRoles(id, roles, by) {
      const held = checkRoles(roles);
      const entry = { by, action: 'staff.roles', detail: `角色 ${describeRoles(held)}` };
      return changing(id, entry, async (calls, account) => {
        const changed = await calls.staff.change(id, { roles: held });
        await keepAnAdministrator(calls, account);
        return changed;
      });
    },

    async resetPassword(id, given, by) {
      const known = await store.staff.byId(id);
      if (known !== null && given !== null) checkPassword(given, known);
      const oneTimePassword = given === null ? makePassword() : null;
      const passwordHash = await hashed(given ?? oneTimePassword ?? '');
      const entry = { by, action: 'staff.reset-password', detail: null };
      const account = await changing(id, entry, async (calls) => {
        await calls.staff.endSessions(id);
        return calls.staff.change(id, { passwordHash, mustChangePassword: given === null });
      });
      await throttle.forget(account.loginName);
      return { account, oneTimePassword };
    },
  };
}

function checkRoles(roles: readonly StaffRole[]): StaffRole[] {
  const held = staffRoles.filter((role) => roles.includes(role));
  if (held.length === 0) throw new WenzhengError('input_invalid', '请至少选一个角色。');
  return held;
}

const describeRoles = (roles: readonly StaffRole[]): string =>
  roles.map((role) => roleNames[role]).join('、');

function checkPassword(password: string, names: Pick<StaffAccount, 'loginName' | 'displayName'>): void {
  const fault = passwordFault(password, names);
  if (fault !== null) throw new WenzhengError('input_invalid', fault);
}

const taken = (what: string): WenzhengError =>
  new WenzhengError('input_invalid', `这个${what}已经有人用了，请换一个。`);

async function refuseTaken(
  { staff }: StoreCalls,
  { loginName, displayName }: Pick<StaffAccount, 'loginName' | 'displayName'>,
): Promise<void> {
  if ((await staff.byLoginName(loginName)) !== null) throw taken('登录名');
  const folded = displayName.toLowerCase();
  // Two people with one name could take over each other's conversations.
  if ((await staff.list()).some((other) => other.displayName.toLowerCase() === folded)) throw taken('姓名');
}

/** Asked after the change, within its transaction; {@link StaffCalls.change} lets one go after the other. */
async function keepAnAdministrator({ staff }: StoreCalls, before: StaffAccount): Promise<void> {
  if (!before.roles.includes('admin') || before.isDisabled) return;
  const left = (await staff.list()).filter(({ roles, isDisabled }) => !isDisabled && roles.includes('admin'));
  if (left.length === 0)
    throw new WenzhengError('input_invalid', '这是最后一个管理员，请先让另一个账号做管理员。');
}
