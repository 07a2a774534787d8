/**
 * Who a visitor of the web chat is: a random id in a signed cookie, known to nothing else. It is set with the first
 * question and not before; a cookie that was forged, cut or signed with another key is as good as none.
 * @module
 */
import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { isHttps } from './request-guards.ts';

export interface VisitorCookieOptions {
  readonly cookieKey: string | Uint8Array;
  /** Believe X-Forwarded-Proto. */
  readonly trustProxy: boolean;
  /** Days that the browser keeps the cookie after the last question; at most 400, which is all that browsers allow. */
  readonly days: number;
}

export interface VisitorCookie {
  /** @returns null for none, whatever the browser sent in its place. */
  read(context: Context): Promise<string | null>;
  write(context: Context, visitor: string): Promise<void>;
  clear(context: Context): void;
  /**
   * The id of somebody whose first question this is. A browser that sends it again, because the response with the
   * cookie was lost, is the same visitor and not another one.
   */
  firstVisitor(message: string, text: string): string;
  /**
   * By which a message that is sent again is known. The words count too: a page that is shown again from memory
   * carries the key of the question that was asked with it.
   */
  messageRef(message: string, text: string): string;
}

const name = 'wenzheng';
const visitorId = /^[\w-]{22}$/;
const longestDays = 400;

export function createVisitorCookie({ cookieKey, trustProxy, days }: VisitorCookieOptions): VisitorCookie {
  const keyed = (label: string, ...parts: readonly string[]): string =>
    createHmac('sha256', cookieKey)
      .update([label, ...parts].join('\n'))
      .digest('base64url');
  const signingKey = keyed('visitor cookie');

  /** The prefix forbids other hosts of the same domain to plant a cookie; browsers allow it over https alone. */
  const surroundings = (context: Context) =>
    isHttps(context, trustProxy) ? ({ secure: true, prefix: 'host' } as const) : {};

  return {
    async read(context) {
      const { prefix } = surroundings(context);
      const value = await (prefix === undefined
        ? getSignedCookie(context, signingKey, name)
        : getSignedCookie(context, signingKey, name, prefix));
      return typeof value === 'string' && visitorId.test(value) ? value : null;
    },
    async write(context, visitor) {
      await setSignedCookie(context, name, visitor, signingKey, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        maxAge: Math.min(days, longestDays) * 86_400,
        ...surroundings(context),
      });
    },
    clear(context) {
      deleteCookie(context, name, { path: '/', ...surroundings(context) });
    },
    firstVisitor: (message, text) => keyed('visitor', message, text).slice(0, 22),
    messageRef: (message, text) => keyed('message', message, text).slice(0, 22),
  };
}
