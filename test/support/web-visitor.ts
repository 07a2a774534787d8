import type { Hono } from 'hono';

/** What a browser does for somebody without a script: keeps the cookie, sends the page's hidden fields, follows. */
export interface WebVisitor {
  get(path?: string): Promise<Shown>;
  /** Fills in the box of the last page and sends it. @param fields take the place of the page's own. */
  ask(q: string, fields?: Readonly<Record<string, string>>): Promise<Shown>;
  post(
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Record<string, string>,
  ): Promise<Shown>;
  /** Name and value, as sent; null for none. */
  cookie: string | null;
  /** The last Set-Cookie as it came. */
  readonly setCookie: string | null;
}

export interface Shown {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export function webVisitor(app: Hono, headers: Readonly<Record<string, string>> = {}): WebVisitor {
  let hidden: [string, string][] = [];
  let setCookie: string | null = null;
  const visitor: WebVisitor = {
    cookie: null,
    get setCookie() {
      return setCookie;
    },
    get: (path = '/') => send(path, {}),
    post: (path, fields = {}, more = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...more },
        body: new URLSearchParams(fields).toString(),
      }),
    ask: (q, fields = {}) => visitor.post('/ask', { ...Object.fromEntries(hidden), ...fields, q }),
  };

  async function send(
    path: string,
    { headers: more = {}, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
  ): Promise<Shown> {
    const response = await app.request(path, {
      ...init,
      headers: {
        ...headers,
        ...more,
        ...(visitor.cookie === null ? {} : { Cookie: visitor.cookie }),
      },
    });
    const set = response.headers.get('Set-Cookie');
    if (set !== null) {
      setCookie = set;
      visitor.cookie = /Max-Age=0/.test(set) ? null : (set.split(';')[0] ?? null);
    }
    const location = response.headers.get('Location');
    if (response.status === 303 && location !== null) return send(location.split('#')[0] ?? '/', {});
    const html = await response.text();
    const composer = /<form class="composer"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
    if (composer !== '')
      hidden = [...composer.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map((match) => [
        match[1] ?? '',
        match[2] ?? '',
      ]);
    return { status: response.status, html, headers: response.headers };
  }

  return visitor;
}
