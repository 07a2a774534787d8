/**
 * The people who work at the desk: accounts, roles, sessions. Passwords and session tokens are only ever stored as
 * hashes; every call that changes something leaves its entry in the audit.
 * @module
 */
import type { StaffAccount, StaffRole } from '../store/staff-records.ts';

export { staffRoles } from '../store/staff-records.ts';
export type { StaffAccount, StaffRole } from '../store/staff-records.ts';

/** However often it is used; without use it ends after half a day. */
export const longestSessionDays = 7;

export interface SignedIn {
  readonly account: StaffAccount;
  /** What the store knows the session by: SHA-256 of the token that only the browser has. */
  readonly sessionHash: string;
  /** Goes with every request that changes something; follows from the token and is stored nowhere. */
  readonly csrfToken: string;
  readonly expiresAt: string;
}

export interface SignInAttempt {
  readonly loginName: string;
  readonly password: string;
  /** Address of the client, against which failures are counted too. */
  readonly client: string;
  /** What {@link SignInOutcome} gave this browser when somebody signed in there before; null for none. */
  readonly browser: string | null;
}

/** refused says neither whether the name exists nor whether the account is disabled. */
export type SignInOutcome =
  | {
      readonly kind: 'signed_in';
      /** 43 characters; for the browser alone. */
      readonly token: string;
      /** By which strangers' failures are told from this browser's; to be kept there over sessions. */
      readonly browser: string;
      readonly signedIn: SignedIn;
    }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number };

export interface NewAccount {
  readonly loginName: string;
  readonly displayName: string;
  readonly roles: readonly StaffRole[];
  /** null: one is made up, and must be changed at the first sign-in. */
  readonly password: string | null;
}

/** What an administrator hands over, once: nobody can look it up later. */
export interface AccountWithPassword {
  readonly account: StaffAccount;
  /** null: it was chosen by the caller. */
  readonly oneTimePassword: string | null;
}

/**
 * @throws WenzhengError `input_invalid` (one Chinese sentence for the person at the keyboard) where a name, a role or a
 *   password cannot be used, `not_found` where there is no such account.
 */
export interface StaffAccess {
  signIn(attempt: SignInAttempt): Promise<SignInOutcome>;
  /** Somebody whom the identity provider vouches for; only accounts that exist already may enter. */
  signInAs(loginName: string, client: string): Promise<SignInOutcome>;
  /** @returns null for a token that is unknown, too old or of a disabled account. */
  session(token: string): Promise<SignedIn | null>;
  signOut(signedIn: SignedIn): Promise<void>;
  /** Ends all sessions of the account; the outcome has the new one. refused: the current password is another. */
  changePassword(
    signedIn: SignedIn,
    passwords: { readonly current: string; readonly wanted: string; readonly client: string },
  ): Promise<SignInOutcome>;

  /** By display name. */
  list(): Promise<StaffAccount[]>;
  find(id: string): Promise<StaffAccount | null>;
  byLoginName(loginName: string): Promise<StaffAccount | null>;
  /** @param by display name of who does it, or `terminal`; the same below. */
  create(wanted: NewAccount, by: string): Promise<AccountWithPassword>;
  /** Disabling ends the sessions. The last administrator stays. */
  setDisabled(id: string, isDisabled: boolean, by: string): Promise<StaffAccount>;
  setRoles(id: string, roles: readonly StaffRole[], by: string): Promise<StaffAccount>;
  /** Ends the sessions. */
  resetPassword(id: string, password: string | null, by: string): Promise<AccountWithPassword>;
}

/** What an identity provider is asked with, and what its answer is checked against; for this browser alone. */
export interface ProviderRequest {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Signing in at an OpenID provider (authorization code with PKCE). */
export interface IdentityProvider {
  /** @returns where the browser is sent. @throws Error when the provider cannot be reached. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly request: ProviderRequest }>;
  /**
   * @param answer the whole address that the browser came back with
   * @returns the login name that the provider vouches for. @throws Error for whatever does not fit.
   */
  finish(answer: URL, request: ProviderRequest): Promise<string>;
}

/** As people read it. */
export const roleNames: Readonly<Record<StaffRole, string>> = {
  operator: '坐席',
  clerk: '窗口',
  editor: '编辑',
  admin: '管理员',
};

/** An administrator may do everything. */
export function mayAct(account: StaffAccount, roles: readonly StaffRole[]): boolean {
  return account.roles.some((role) => role === 'admin' || roles.includes(role));
}
