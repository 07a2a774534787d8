import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import type { SignInOutcome, StaffAccess, StaffRole } from '../../src/staff/staff.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { openStaffAccess } from '../support/desk.ts';

export const password = '春江水暖 ducks know first';

export interface OpenedAccess {
  readonly access: StaffAccess;
  /** A second process over the same store. */
  readonly other: StaffAccess;
  readonly store: Store;
  /** Seconds. */
  readonly wait: (seconds: number) => void;
  readonly create: (loginName: string, roles?: readonly StaffRole[]) => Promise<string>;
  /** How it ends; a wait with its seconds. */
  readonly attempt: (
    loginName: string,
    password: string,
    from?: { client?: string; browser?: string | null; access?: StaffAccess },
  ) => Promise<string>;
  readonly signIn: (loginName: string) => Promise<SignInOutcome & { kind: 'signed_in' }>;
  readonly audit: () => Promise<string[]>;
}

/** Accounts over a store and a clock of their own. */
export async function openAccess(more: { attemptsPerMinute?: number } = {}): Promise<OpenedAccess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-staff-'));
  const store = await openStore({ dataDir, logger: createLogger('silent') });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  let moment = Date.parse('2026-11-23T02:00:00.000Z');
  const now = (): Date => new Date(moment);
  const access = openStaffAccess(store, now, more);
  const opened: OpenedAccess = {
    access,
    other: openStaffAccess(store, now, more),
    store,
    wait(seconds) {
      moment += seconds * 1000;
    },
    async create(loginName, roles = ['operator']) {
      const wanted = { loginName, displayName: `姓名 ${loginName}`, roles, password };
      return (await access.create(wanted, 'terminal')).account.id;
    },
    async attempt(loginName, typed, { client = 'office', browser = null, access: by = access } = {}) {
      const outcome = await by.signIn({ loginName, password: typed, client, browser });
      return outcome.kind === 'wait' ? `wait ${outcome.seconds}` : outcome.kind;
    },
    async signIn(loginName) {
      const outcome = await access.signIn({ loginName, password, client: 'office', browser: null });
      if (outcome.kind !== 'signed_in') throw new Error(outcome.kind);
      return outcome;
    },
    async audit() {
      const entries = await store.audit.list(1000);
      return entries.toReversed().map((entry) => `${entry.actor} ${entry.action} ${entry.subject}`);
    },
  };
  return opened;
}
