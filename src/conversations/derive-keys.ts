/**
 * All keys that are made from the one secret. A key for hashing must not sign cookies: who can have texts signed could
 * then find out who a hash is.
 * @module
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { Channel } from '../store/store.ts';

export interface DerivedKeys {
  /** 32 bytes: who writes, and in which chat. */
  readonly hashing: Buffer;
  /** 32 bytes: the cookie of the web chat. */
  readonly cookies: Buffer;
  /** 32 bytes: names and addresses that failed to sign in, and browsers that did not. */
  readonly staff: Buffer;
}

/** @param secret WENZHENG_SECRET, or what {@link readSecret} keeps in its place. The same secret gives the same keys. */
export function deriveKeys(secret: string): DerivedKeys {
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', secret, '', `wenzheng ${label} 1`, 32));
  return { hashing: derive('hashing'), cookies: derive('cookies'), staff: derive('staff') };
}

/**
 * Keyed hash of a person's or a chat's id on a channel: 32 characters of A–Z, a–z, 0–9, - and _ .
 * Ids of Telegram can be counted through, so a hash without a key would hide nobody.
 */
export function keyedHash(key: Buffer, what: 'user' | 'chat', channel: Channel, rawId: string): string {
  return createHmac('sha256', key).update(`${what}:${channel}:${rawId}`).digest('base64url').slice(0, 32);
}
