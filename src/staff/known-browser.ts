/** Browsers from which somebody signed in before. Knowing one opens nothing: its failures are only counted apart. @module */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface KnownBrowsers {
  /** A value for the browser to keep. */
  issue(loginName: string): string;
  /** @returns its id; null for one that was issued to another name, or by nobody. */
  recognise(value: string | null, loginName: string): string | null;
}

export function createKnownBrowsers(key: Buffer): KnownBrowsers {
  const sign = (loginName: string, id: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify(['known browser', loginName, id]))
      .digest('base64url');
  return {
    issue(loginName) {
      const id = randomBytes(12).toString('base64url');
      return `${id}.${sign(loginName, id)}`;
    },
    recognise(value, loginName) {
      const [, id, signature] = /^([\w-]{16})\.([\w-]{43})$/.exec(value ?? '') ?? [];
      if (id === undefined || signature === undefined) return null;
      return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(loginName, id))) ? id : null;
    },
  };
}
