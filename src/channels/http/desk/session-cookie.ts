import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

export interface SessionCookie {
  /** @returns null for none, whatever the browser sent in its place. */
  read(context: Context): string | null;
  /** @param seconds until the session ends at the latest. */
  write(context: Context, token: string, seconds: number): void;
  clear(context: Context): void;
}

const name = 'wenzheng-desk';
const sessionToken = /^[\w-]{43}$/;

/** The token of a session, where no script can read it. */
export function createSessionCookie(isHttps: (context: Context) => boolean): SessionCookie {
  /** The prefix forbids other hosts of the same domain to plant a cookie; browsers allow it over https alone. */
  const surroundings = (context: Context) =>
    isHttps(context) ? ({ secure: true, prefix: 'host' } as const) : {};
  return {
    read(context) {
      const { prefix } = surroundings(context);
      const value = prefix === undefined ? getCookie(context, name) : getCookie(context, name, prefix);
      return value !== undefined && sessionToken.test(value) ? value : null;
    },
    write(context, token, seconds) {
      setCookie(context, name, token, {
        httpOnly: true,
        // Lax: Strict would leave somebody signed out who comes from the identity provider or a link in a mail.
        sameSite: 'Lax',
        path: '/',
        maxAge: seconds,
        ...surroundings(context),
      });
    },
    clear(context) {
      deleteCookie(context, name, { path: '/', ...surroundings(context) });
    },
  };
}
