/** A real OpenID provider on this machine, with people who need only say who they are. @module */
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export interface OpenIdServer {
  readonly issuer: string;
  /** Goes through the provider's pages as the person; gives the address that the browser is sent back to. */
  signIn(authorizationUrl: string, person: string): Promise<string>;
  close(): Promise<void>;
}

export interface OpenIdPerson {
  readonly preferred_username?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

export const openIdClient = { id: 'wenzheng', secret: 'a secret of the tests at the provider' };

export async function startOpenIdServer(
  people: Readonly<Record<string, OpenIdPerson>>,
  redirectUri: string,
): Promise<OpenIdServer> {
  let handle: ReturnType<Provider['callback']> | undefined;
  const server = createServer((request, response) => void handle?.(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: openIdClient.id, client_secret: openIdClient.secret, redirect_uris: [redirectUri] },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  });
  handle = provider.callback();

  return {
    issuer,
    async signIn(authorizationUrl, person) {
      const cookies = new Map<string, string>();
      let url = authorizationUrl;
      let body: URLSearchParams | null = null;
      for (let step = 0; step < 12; step++) {
        const response: Response = await fetch(url, {
          method: body === null ? 'GET' : 'POST',
          body,
          redirect: 'manual',
          headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const set of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          cookies.set(name, value);
        }
        const location = response.headers.get('Location');
        body = null;
        if (location === null) {
          const page = await response.text();
          const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
          const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
          if (action === undefined || prompt === undefined)
            throw new Error(`the provider answered ${response.status}: ${page.slice(0, 300)}`);
          url = new URL(action, issuer).href;
          body = new URLSearchParams({ prompt, login: person, password: 'any' });
        } else {
          url = new URL(location, url).href;
          if (url.startsWith(redirectUri)) return url;
        }
      }
      throw new Error('the provider sent the browser round and round');
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
