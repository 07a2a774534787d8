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
