/**
 * Who may do what at the desk. Nothing under /desk is open but signing in; whatever changes something comes from the
 * desk's own pages and carries the session's token.
 * @module
 */
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { html } from 'hono/html';
import type { StaffAccess, SignedIn, StaffRole } from '../../../staff/staff.ts';
import { mayAct } from '../../../staff/staff.ts';
import type { Store } from '../../../store/store.ts';
import type { Markup } from '../pages/layout.ts';
import { clientAddress, isHttps, isOwnRequest } from '../request-guards.ts';
import { hasFewParts } from './bound-parts.ts';
import { deskErrorPage } from './desk-error-page.ts';
import { createSessionCookie, type SessionCookie } from './session-cookie.ts';

declare module 'hono' {
  interface ContextVariableMap {
    staff?: SignedIn;
    auditEntry?: (action: string, subject: string, detail: string | null) => Promise<void>;
  }
}

export interface DeskDoor {
  readonly cookie: SessionCookie;
  /** For `/desk/*`: reads the session, keeps pages out of every cache, refuses what is forged or too long. */
  readonly enter: MiddlewareHandler;
  /**
   * Lets in who is signed in and has one of the roles (an administrator has all); no role: everybody who is signed in.
   * Others are sent to the sign-in page, or, where no page was asked for (`Accept` without text/html), answered with 401
   * or 403 and `{ error: { message } }`, one Chinese sentence.
   */
  requireStaff(...roles: readonly StaffRole[]): MiddlewareHandler;
  /** For streams, which outlive the request that opened them: false once the session has ended or lost the roles. */
  isStillSignedIn(context: Context, ...roles: readonly StaffRole[]): Promise<boolean>;
  /** As the browser knows this server: https://desk.example.gov.cn */
  origin(context: Context): string;
  /** Address that failures to sign in are counted for. */
  client(context: Context): string;
}

export interface DeskDoorOptions {
  readonly access: Pick<StaffAccess, 'session'>;
  readonly store: Pick<Store, 'audit'>;
  readonly now: () => Date;
  readonly trustProxy: boolean;
  /** Bytes of a request. Default 64 kB. */
  readonly bodyLimitBytes?: number;
  /** Paths that files are sent to. */
  readonly bodyLimits?: readonly BodyLimit[];
}

/** A path that takes more than the others. */
export interface BodyLimit {
  /** /desk/eligibility/batch, without parameters */
  readonly path: string;
  /** Of the file and the form around it. */
  readonly bytes: number;
  /** Whom the larger limit is for, besides administrators; everybody else has the limit of other pages. */
  readonly roles: readonly StaffRole[];
}

/** Open without a session; whoever is signed in may come here as well. */
const openPaths = /^\/desk\/sign-in(?:\/|$)/;
/** What somebody may still do whose password was given out by another. */
const pathsBeforeOwnPassword = new Set(['/desk/password', '/desk/sign-out']);

export function createDeskDoor(options: DeskDoorOptions): DeskDoor {
  const { access, store, now, trustProxy, bodyLimitBytes = 64 * 1024, bodyLimits = [] } = options;
  const cookie = createSessionCookie((context) => isHttps(context, trustProxy));
  const usualLimit = limitTo(bodyLimitBytes, '提交的内容太长，请写短一些再提交。');
  const largerLimits = new Map(bodyLimits.map((each) => [each.path, { ...each, limit: fileLimit(each) }]));
  /** null: what is sent has no larger limit than other pages. */
  const fileLimitFor = ({ req }: Context, signedIn: SignedIn | null): MiddlewareHandler | null => {
    const larger = largerLimits.get(req.path);
    // Files come in parts; taking apart a long line of fields would only keep everybody waiting.
    const isFile = /^multipart\/form-data\b/i.test(req.header('Content-Type') ?? '');
    return larger !== undefined && isFile && signedIn !== null && mayAct(signedIn.account, larger.roles)
      ? larger.limit
      : null;
  };

  const enter = createMiddleware(async (context, next) => {
    context.header('Cache-Control', 'no-store');
    const changes = !['GET', 'HEAD'].includes(context.req.method);
    if (changes && !isOwnRequest(context))
      return refuse(context, 403, '这个请求来自别的网站，请在工作台自己的页面上操作。');
    const token = cookie.read(context);
    const signedIn = token === null ? null : await access.session(token);
    if (signedIn !== null) {
      context.set('staff', signedIn);
      context.set('auditEntry', (action, subject, detail) =>
        store.audit.add({
          at: now().toISOString(),
          actor: signedIn.account.displayName,
          action,
          subject,
          detail,
        }),
      );
    }
    const isOpen = openPaths.test(context.req.path);
    if (!isOpen) {
      if (signedIn === null) return sendToSignIn(context);
      if (signedIn.account.mustChangePassword && !pathsBeforeOwnPassword.has(context.req.path))
        return sendTo(context, '/desk/password', 403, '请先设置自己的密码。');
    }
    // Signing in has no session whose token it could carry; that it comes from an own page is known already.
    if (!changes) return next();
    const forFile = fileLimitFor(context, signedIn);
    return (forFile ?? usualLimit)(context, async () => {
      if (forFile !== null && !(await hasFewParts(context)))
        context.res = await refuse(context, 400, '提交的内容不是这个页面的表单，请刷新后再上传。');
      else await (isOpen ? next() : checkToken(context, signedIn, next));
    });
  });

  return {
    cookie,
    enter,
    requireStaff: (...roles) =>
      createMiddleware(async (context, next) => {
        const signedIn = context.get('staff');
        if (signedIn === undefined) return sendToSignIn(context);
        if (roles.length > 0 && !mayAct(signedIn.account, roles))
          return refuse(context, 403, '您的账号没有这项权限，需要时请联系管理员。');
        return next();
      }),
    async isStillSignedIn(context, ...roles) {
      const token = cookie.read(context);
      const signedIn = token === null ? null : await access.session(token);
      return signedIn !== null && (roles.length === 0 || mayAct(signedIn.account, roles));
    },
    origin(context) {
      const host = context.req.header('Host') ?? new URL(context.req.url).host;
      return `${isHttps(context, trustProxy) ? 'https' : 'http'}://${host}`;
    },
    client: (context) => clientAddress(context, trustProxy),
  };
}

function limitTo(maxSize: number, sentence: string): MiddlewareHandler {
  return bodyLimit({ maxSize, onError: (context) => refuse(context, 413, sentence) });
}

const fileLimit = ({ bytes }: BodyLimit): MiddlewareHandler =>
  limitTo(bytes, `文件超过 ${Math.floor(bytes / 1024 / 1024)} MB，没有收下，请拆成小一些的文件再上传。`);

/** Who is signed in; only behind {@link DeskDoor.requireStaff}. */
export function staffOf(context: Context): SignedIn {
  const signedIn = context.get('staff');
  if (signedIn === undefined) throw new Error('this route is not behind requireStaff');
  return signedIn;
}

/** An entry in the audit, in the name of who is signed in. @param detail never a text of a resident. */
export async function audited(
  context: Context,
  action: string,
  subject: string,
  detail: string | null = null,
): Promise<void> {
  const add = context.get('auditEntry');
  if (add === undefined) throw new Error('this route is not behind requireStaff');
  await add(action, subject, detail);
}

/** Stands in every form of the desk that changes something; scripts send the same as X-CSRF-Token. */
export function csrfField({ csrfToken }: SignedIn): Markup {
  return html`<input type="hidden" name="csrf" value="${csrfToken}">`;
}

/** A page where one was asked for, else JSON. */
export function refuse(
  context: Context,
  status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 503,
  message: string,
): Response | Promise<Response> {
  if (!wantsPage(context)) return context.json({ error: { message } }, status);
  return context.html(deskErrorPage(context.get('staff') ?? null, message), status);
}

function wantsPage({ req }: Context): boolean {
  return (req.header('Accept') ?? '').includes('text/html');
}

function sendToSignIn(context: Context): Response | Promise<Response> {
  const { method, path, url } = context.req;
  const wanted = method === 'GET' ? path + new URL(url).search : '/desk';
  const target = `/desk/sign-in?next=${encodeURIComponent(wanted)}`;
  return sendTo(context, target, 401, '还没有登录，或者登录已经过期，请重新登录。');
}

function sendTo(
  context: Context,
  target: string,
  status: 401 | 403,
  message: string,
): Response | Promise<Response> {
  return wantsPage(context) ? context.redirect(target, 303) : refuse(context, status, message);
}

async function checkToken(
  context: Context,
  signedIn: SignedIn | null,
  next: () => Promise<void>,
): Promise<void> {
  if (signedIn === null || !isEqual(await sentToken(context), signedIn.csrfToken)) {
    context.res = await refuse(context, 403, '这个页面已经过期，请刷新后再操作。');
    return;
  }
  await next();
}

async function sentToken({ req }: Context): Promise<string> {
  const header = req.header('X-CSRF-Token');
  if (header !== undefined) return header;
  if (
    !/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(req.header('Content-Type') ?? '')
  )
    return '';
  const form = await req.formData().catch(() => null);
  const field = form?.get('csrf');
  return typeof field === 'string' ? field : '';
}

function isEqual(sent: string, expected: string): boolean {
  const [left, right] = [Buffer.from(sent), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
