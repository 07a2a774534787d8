import { randomBytes } from 'node:crypto';

/** A random id of A–Z, a–z, 0–9, - and _ : 6 bits a character. */
export function randomId(length: number): string {
  return randomBytes(Math.ceil((length * 3) / 4))
    .toString('base64url')
    .slice(0, length);
}
