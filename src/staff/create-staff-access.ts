import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import type { StaffAccount } from '../store/staff-records.ts';
import type { Store, StoreCalls } from '../store/store.ts';
import { foldLoginName } from './account-names.ts';
import { createAccountManagement } from './account-management.ts';
import { createKnownBrowsers } from './known-browser.ts';
import { createPasswordHashing, type PasswordHashing } from './password-hashing.ts';
import { createOwnPassword } from './own-password.ts';
import { makePassword } from './password-rules.ts';
import { createSessions } from './sessions.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';
import type { SignInOutcome, StaffAccess } from './staff.ts';

export interface StaffAccessOptions {
  readonly store: Store;
  /** 32 bytes, derived for this alone. */
  readonly key: Buffer;
  readonly now: () => Date;
  readonly hashing?: PasswordHashing;
  /** Attempts of one address in a minute that this process looks at. */
  readonly attemptsPerMinute?: number;
}

/** Seconds to come again when more passwords wait than can be worked out soon. */
export const busySeconds = 5;

export function createStaffAccess(options: StaffAccessOptions): StaffAccess {
  const { store, key, now, hashing = createPasswordHashing(), attemptsPerMinute: perMinute } = options;
  const throttle = createSignInThrottle({
    store,
    key,
    now,
    ...(perMinute === undefined ? {} : { perMinute }),
  });
  const browsers = createKnownBrowsers(key);
  const sessions = createSessions(store, now);

  /** What was verified a moment ago must still hold, or nobody comes in. */
  async function open(
    account: StaffAccount,
    detail: string,
    stillHolds: (calls: StoreCalls) => Promise<boolean>,
  ): Promise<SignInOutcome> {
    const at = now();
    return store.transaction(async (calls) => {
      const current = await calls.staff.byId(account.id);
      if (current === null || current.isDisabled || !(await stillHolds(calls))) return { kind: 'refused' };
      const changed = await calls.staff.change(account.id, { lastSignInAt: at.toISOString() });
      const { token, signedIn } = await sessions.open(calls, changed ?? current, at);
      await calls.audit.add({
        at: at.toISOString(),
        actor: account.displayName,
        action: 'staff.sign-in',
        subject: account.loginName,
        detail,
      });
      return { kind: 'signed_in', token, browser: browsers.issue(account.loginName), signedIn };
    });
  }

  /** The name that was typed is only kept where it is an account's: it may be a password in the wrong field. */
  async function refused(
    account: StaffAccount | null,
    reason: string,
    client: string,
  ): Promise<SignInOutcome> {
    await store.audit.add({
      at: now().toISOString(),
      actor: 'system',
      action: 'staff.sign-in-failed',
      subject: account?.loginName ?? 'unknown',
      detail: `${reason}${fromAddress(client)}`,
    });
    return { kind: 'refused' };
  }

  return {
    async signIn({ loginName: typed, password, client, browser }) {
      const loginName = foldLoginName(typed).slice(0, 200);
      const attempt = { loginName, client, knownBrowser: browsers.recognise(browser, loginName) };
      const seconds = await throttle.begin(attempt);
      if (seconds > 0) return { kind: 'wait', seconds };
      const account = await store.staff.byLoginName(loginName);
      const hash = account === null ? null : await store.staff.passwordHash(account.id);
      const isRight = await hashing.verify(password.slice(0, 1000), hash);
      if (isRight === null) return { kind: 'wait', seconds: busySeconds };
      if (account === null) return refused(null, '没有这个登录名', client);
      if (!isRight) return refused(account, '密码不对', client);
      const outcome = await open(
        account,
        `用密码${fromAddress(client)}`,
        async ({ staff }) => (await staff.passwordHash(account.id)) === hash,
      );
      if (outcome.kind === 'refused') return refused(account, '账号已停用', client);
      await throttle.succeeded(attempt);
      return outcome;
    },

    async signInAs(typed, client) {
      const account = await store.staff.byLoginName(foldLoginName(typed));
      if (account === null) return refused(null, '统一登录：没有这个账号', client);
      // Whoever comes this way needs no password that somebody else has seen.
      const unknown = account.mustChangePassword ? await hashing.hash(makePassword()) : null;
      if (account.mustChangePassword && unknown === null) return { kind: 'wait', seconds: busySeconds };
      const outcome = await open(account, `用统一登录${fromAddress(client)}`, async ({ staff }) => {
        if (unknown !== null)
          await staff.change(account.id, { passwordHash: unknown, mustChangePassword: false });
        return true;
      });
      return outcome.kind === 'refused' ? refused(account, '统一登录：账号已停用', client) : outcome;
    },

    session: (token) => sessions.find(token),

    async signOut({ account, sessionHash }) {
      await store.transaction(async ({ staff, audit }) => {
        await staff.endSession(sessionHash);
        await audit.add({
          at: now().toISOString(),
          actor: account.displayName,
          action: 'staff.sign-out',
          subject: account.loginName,
          detail: null,
        });
      });
    },

    changePassword: createOwnPassword({ store, throttle, hashing, sessions, browsers, now }),
    ...createAccountManagement({ store, throttle, hashing, now }),
  };
}

/** An address of many digits may look like a number of a person, which the store refuses. */
function fromAddress(client: string): string {
  const text = `，来自 ${client}`;
  return hasPrivateNumber(text, 'typed') || client.length > 60 ? '' : text;
}
