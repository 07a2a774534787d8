/** Sessions: a token that only the browser has, and its hash in the store. @module */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { StaffAccount } from '../store/staff-records.ts';
import type { Store, StoreCalls } from '../store/store.ts';
import { longestSessionDays, type SignedIn } from './staff.ts';

const minuteMs = 60_000;
const idleMs = 12 * 60 * minuteMs;
const longestMs = longestSessionDays * 24 * 60 * minuteMs;

export interface Sessions {
  open(
    calls: Pick<StoreCalls, 'staff'>,
    account: StaffAccount,
    at: Date,
  ): Promise<{ readonly token: string; readonly signedIn: SignedIn }>;
  find(token: string): Promise<SignedIn | null>;
}

export function createSessions(store: Pick<Store, 'staff'>, now: () => Date): Sessions {
  return {
    async open({ staff }, account, at) {
      const token = randomBytes(32).toString('base64url');
      const createdAt = at.toISOString();
      const expiresAt = new Date(at.getTime() + longestMs).toISOString();
      const session = { tokenHash: hashOf(token), accountId: account.id, createdAt, lastUsedAt: createdAt };
      await staff.addSession({ ...session, expiresAt });
      return { token, signedIn: signedInAs(account, token, expiresAt) };
    },
    async find(token) {
      const found = await store.staff.session(hashOf(token));
      if (found === null || found.account.isDisabled) return null;
      const { expiresAt, lastUsedAt } = found.session;
      const at = now();
      const idle = at.getTime() - Date.parse(lastUsedAt);
      if (at.toISOString() >= expiresAt || idle >= idleMs) return null;
      // A page asks several times a second; to the minute is exact enough.
      if (idle >= minuteMs) await store.staff.touchSession(hashOf(token), at.toISOString());
      return signedInAs(found.account, token, expiresAt);
    },
  };
}

function signedInAs(account: StaffAccount, token: string, expiresAt: string): SignedIn {
  const csrfToken = createHmac('sha256', token).update('csrf').digest('base64url');
  return { account, sessionHash: hashOf(token), csrfToken, expiresAt };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
