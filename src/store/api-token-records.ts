/** What the store holds of the tokens of other systems. @module */

/** What a token may be used for. */
export const apiScopes = ['ask', 'search', 'calculate', 'documents'] as const;
export type ApiScope = (typeof apiScopes)[number];

export interface ApiToken {
  /** 12 characters of A–Z, a–z, 0–9, - and _ . */
  readonly id: string;
  /** Which system has it; unique, also among those that were revoked. */
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Requests that it may make a minute. */
  readonly perMinute: number;
  readonly createdAt: string;
  /** A name of the staff or `terminal`. */
  readonly createdBy: string;
  readonly expiresAt: string;
  /** To the minute; null: never used. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewApiToken
  extends Pick<ApiToken, 'name' | 'scopes' | 'perMinute' | 'createdAt' | 'createdBy' | 'expiresAt'> {
  /** SHA-256 of the token, in hexadecimal digits. */
  readonly tokenHash: string;
}

export interface ApiTokenCalls {
  /** @returns null when the name is taken. */
  create(token: NewApiToken): Promise<ApiToken | null>;
  byHash(tokenHash: string): Promise<ApiToken | null>;
  byId(id: string): Promise<ApiToken | null>;
  byName(name: string): Promise<ApiToken | null>;
  /** The newest first. */
  list(): Promise<ApiToken[]>;
  /** @returns null when it is not there or was revoked before. */
  revoke(id: string, at: string): Promise<ApiToken | null>;
  touch(id: string, at: string): Promise<void>;
}
