/** What the store holds of staff. @module */

/** admin may do all; the others what a page or command lists them for. */
export const staffRoles = ['operator', 'clerk', 'editor', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

export interface StaffAccount {
  /** 12 characters of A–Z, a–z, 0–9, - and _ . */
  readonly id: string;
  /** What is typed to sign in; unique, in lower case. */
  readonly loginName: string;
  /** What transcripts and the audit show; unique, since a handover is had by a name. */
  readonly displayName: string;
  readonly roles: readonly StaffRole[];
  readonly isDisabled: boolean;
  /** The password was given out by somebody else and serves only to choose an own one. */
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
}

export interface NewStaffAccount {
  readonly loginName: string;
  readonly displayName: string;
  readonly roles: readonly StaffRole[];
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
}

export type StaffChange = Partial<
  Pick<StaffAccount, 'roles' | 'isDisabled' | 'mustChangePassword' | 'lastSignInAt'> & {
    readonly passwordHash: string;
  }
>;

export interface StaffSession {
  /** SHA-256 of the token, in hexadecimal digits. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
}

export interface StaffCalls {
  /** @returns null when the login name or the display name is taken. */
  create(account: NewStaffAccount, at: string): Promise<StaffAccount | null>;
  byId(id: string): Promise<StaffAccount | null>;
  byLoginName(loginName: string): Promise<StaffAccount | null>;
  /** By display name. */
  list(): Promise<StaffAccount[]>;
  /** The only way to the hash of a password. */
  passwordHash(id: string): Promise<string | null>;
  /** Of transactions that change accounts one goes after the other, whatever accounts they change. */
  change(id: string, change: StaffChange): Promise<StaffAccount | null>;

  addSession(session: StaffSession): Promise<void>;
  session(
    tokenHash: string,
  ): Promise<{ readonly session: StaffSession; readonly account: StaffAccount } | null>;
  touchSession(tokenHash: string, at: string): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
  /** All of an account. @returns how many. */
  endSessions(accountId: string): Promise<number>;
}

export interface SignInFailures {
  readonly count: number;
  readonly lastAt: string;
}

export interface SignInFailureCalls {
  /** What is counted under these keys; none for a key is left out. */
  of(keys: readonly string[]): Promise<ReadonlyMap<string, SignInFailures>>;
  /** Counts one more; one whose last is before `since` begins anew. */
  count(key: string, at: string, since: string): Promise<void>;
  /** One less, where what was counted was none after all. */
  takeBack(key: string): Promise<void>;
  clear(keys: readonly string[]): Promise<void>;
}
