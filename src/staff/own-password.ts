import { WenzhengError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { KnownBrowsers } from './known-browser.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { passwordFault } from './password-rules.ts';
import type { Sessions } from './sessions.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import type { StaffAccess } from './staff.ts';

export interface OwnPasswordParts {
  readonly store: Pick<Store, 'staff' | 'transaction'>;
  readonly throttle: SignInThrottle;
  readonly hashing: PasswordHashing;
  readonly sessions: Sessions;
  readonly browsers: KnownBrowsers;
  readonly now: () => Date;
}

const busy = { kind: 'wait', seconds: 5 } as const;

/** Changing one's own password. Whoever finds a signed-in browser must not be able to guess the current one there. */
export function createOwnPassword(parts: OwnPasswordParts): StaffAccess['changePassword'] {
  const { store, throttle, hashing, sessions, browsers, now } = parts;
  return async ({ account, sessionHash }, { current, wanted, client }) => {
    const fault = passwordFault(wanted, account);
    if (fault !== null) throw new WenzhengError('input_invalid', fault);
    if (wanted === current) throw new WenzhengError('input_invalid', '新密码和现在的一样，请另想一个。');
    const attempt = { loginName: account.loginName, client, knownBrowser: `session ${sessionHash}` };
    const seconds = await throttle.begin(attempt);
    if (seconds > 0) return { kind: 'wait', seconds };
    const known = await store.staff.passwordHash(account.id);
    const isRight = await hashing.verify(current.slice(0, 1000), known);
    if (isRight === null) return busy;
    if (!isRight) return { kind: 'refused' };
    const passwordHash = await hashing.hash(wanted);
    if (passwordHash === null) return busy;
    await throttle.succeeded(attempt);
    const at = now();
    return store.transaction(async (calls) => {
      if ((await calls.staff.passwordHash(account.id)) !== known) return { kind: 'refused' };
      const changed = await calls.staff.change(account.id, { passwordHash, mustChangePassword: false });
      if (changed === null || changed.isDisabled) return { kind: 'refused' };
      await calls.staff.endSessions(account.id);
      await calls.audit.add({
        at: at.toISOString(),
        actor: account.displayName,
        action: 'staff.password',
        subject: account.loginName,
        detail: null,
      });
      const { token, signedIn } = await sessions.open(calls, changed, at);
      return { kind: 'signed_in', token, browser: browsers.issue(account.loginName), signedIn };
    });
  };
}
