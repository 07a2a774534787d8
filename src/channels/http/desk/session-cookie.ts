import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { longestSessionDays } from '../../../staff/staff.ts';

export interface SessionCookie {
  /** @returns the token of the session; null for none, whatever the browser sent in its place. */
  read(context: Context): string | null;
  /** By which a browser is known where somebody signed in before; kept over sessions. */
  browser(context: Context): string | null;
  write(context: Context, opened: { readonly token: string; readonly browser: string }): void;
  clear(context: Context): void;
}

const sessionName = 'wenzheng-desk';
const browserName = 'wenzheng-desk-browser';
const sessionToken = /^[\w-]{43}$/;
const browserDays = 180;

/** The token of a session, where no script can read it. */
export function createSessionCookie(isHttps: (context: Context) => boolean): SessionCookie {
  /** The prefix forbids other hosts of the same domain to plant a cookie; browsers allow it over https alone. */
  const surroundings = (context: Context) =>
    isHttps(context) ? ({ secure: true, prefix: 'host' } as const) : {};
  const read = (context: Context, name: string): string | null => {
    const { prefix } = surroundings(context);
    return (prefix === undefined ? getCookie(context, name) : getCookie(context, name, prefix)) ?? null;
  };
  const options = (context: Context) =>
    ({
      httpOnly: true,
      // Strict would leave somebody signed out who comes from the identity provider or from a link in a mail.
      sameSite: 'Lax',
      path: '/',
      ...surroundings(context),
    }) as const;
  return {
    read(context) {
      const value = read(context, sessionName);
      return value !== null && sessionToken.test(value) ? value : null;
    },
    browser: (context) => read(context, browserName),
    write(context, { token, browser }) {
      setCookie(context, sessionName, token, { ...options(context), maxAge: longestSessionDays * 86_400 });
      setCookie(context, browserName, browser, { ...options(context), maxAge: browserDays * 86_400 });
    },
    clear(context) {
      deleteCookie(context, sessionName, { path: '/', ...surroundings(context) });
    },
  };
}
