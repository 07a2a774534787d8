/** Signing in at the identity provider of the office: there and back. @module */
import type { Context, Hono } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { faultOf } from '../../../../logger.ts';
import type { IdentityProvider, ProviderRequest, SignInOutcome } from '../../../../staff/staff.ts';
import { refuse } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { ownPath } from '../own-path.ts';

export interface ProviderRoutesOptions {
  readonly provider: IdentityProvider;
  /** Signs what the browser keeps while it is away. */
  readonly cookieKey: Buffer;
  readonly enter: (
    context: Context,
    outcome: SignInOutcome & { kind: 'signed_in' },
    next: string,
  ) => Promise<Response>;
}

const cookieName = 'wenzheng-desk-provider';
const path = '/desk/sign-in/oidc';
const awaySeconds = 600;

export function addProviderRoutes(app: Hono, parts: DeskParts, options: ProviderRoutesOptions): void {
  const { access, door, logger } = parts;
  const { provider, cookieKey, enter } = options;
  const signingKey = cookieKey.toString('base64');

  app.get(path, async (context) => {
    const redirectUri = `${door.origin(context)}${path}/callback`;
    try {
      const { url, request } = await provider.begin(redirectUri);
      const kept = JSON.stringify({ ...request, next: ownPath(context.req.query('next')) });
      await setSignedCookie(context, cookieName, kept, signingKey, {
        httpOnly: true,
        // Comes back from the provider's site by a link.
        sameSite: 'Lax',
        secure: redirectUri.startsWith('https:'),
        path,
        maxAge: awaySeconds,
      });
      return context.redirect(url, 303);
    } catch (error) {
      logger.error(faultOf(error), 'the identity provider could not be reached');
      return refuse(context, 503, '统一身份登录暂时用不了，请过一会儿再试，或用登录名和密码登录。');
    }
  });

  app.get(`${path}/callback`, async (context) => {
    const kept = readKept(await getSignedCookie(context, signingKey, cookieName));
    deleteCookie(context, cookieName, { path });
    const failed = '统一身份登录没有成功，请回到登录页重新登录。';
    if (kept === null) return refuse(context, 400, failed);
    const { next, ...request } = kept;
    let loginName: string;
    try {
      const { search } = new URL(context.req.url);
      loginName = await provider.finish(new URL(`${door.origin(context)}${path}/callback${search}`), request);
    } catch (error) {
      logger.error(faultOf(error), 'the answer of the identity provider was refused');
      return refuse(context, 400, failed);
    }
    const outcome = await access.signInAs(loginName, door.client(context));
    if (outcome.kind === 'signed_in') return enter(context, outcome, next);
    if (outcome.kind === 'wait') return refuse(context, 503, '现在登录的人太多，请过几秒再试。');
    return refuse(context, 403, '您还没有工作台的账号，或者账号已停用，请联系管理员。');
  });
}

function readKept(cookie: unknown): (ProviderRequest & { readonly next: string }) | null {
  if (typeof cookie !== 'string') return null;
  // Signed by this server: what is in it is what was put in.
  const kept: unknown = JSON.parse(cookie);
  if (typeof kept !== 'object' || kept === null) return null;
  const text = (name: string): string => {
    const value: unknown = Reflect.get(kept, name);
    return typeof value === 'string' ? value : '';
  };
  return {
    state: text('state'),
    nonce: text('nonce'),
    codeVerifier: text('codeVerifier'),
    next: ownPath(text('next')),
  };
}
