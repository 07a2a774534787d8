/** Who may use the doors for other systems: under a host name of one's own, with a token, within its allowance. @module */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { ApiScope, ApiToken, ApiTokens } from '../../../staff/api-tokens.ts';
import { retryAfterSeconds } from '../../../controls/switches.ts';
import { clientAddress } from '../request-guards.ts';
import { isOwnHost } from './own-host.ts';

declare module 'hono' {
  interface ContextVariableMap {
    apiToken?: ApiToken;
  }
}

export type RefusalKind =
  | 'foreign_host'
  | 'no_token'
  | 'wrong_token'
  | 'forbidden'
  | 'too_many'
  | 'closed'
  | 'too_large'
  | 'bad_request'
  | 'not_found'
  | 'internal';

export interface ApiRefusal {
  readonly kind: RefusalKind;
  readonly status: 400 | 401 | 403 | 404 | 413 | 429 | 500 | 503;
  /** One Chinese sentence with the remedy. */
  readonly message: string;
  /** The field that is meant, where one is. */
  readonly field?: string;
}

/** How a door says no. */
export type Refuse = (context: Context, refusal: ApiRefusal) => Response;

export interface ApiDoorOptions {
  readonly tokens: Pick<ApiTokens, 'admit'>;
  /** Host names, in lower case and without port, besides those of this machine. */
  readonly hosts: readonly string[];
  readonly trustProxy: boolean;
  readonly refuse: Refuse;
  /** What to tell while an administrator has closed the door; null: it is open. Absent: never closed. */
  readonly closed?: (() => string | null) | undefined;
}

const scopeSentences: Readonly<Record<ApiScope, string>> = {
  ask: '这个令牌没有提问（ask）的权限',
  search: '这个令牌没有检索（search）的权限',
  calculate: '这个令牌没有计算（calculate）的权限',
  documents: '这个令牌没有读文件（documents）的权限',
};

/** @param scope null: any token. @param maxSize bytes of a body. */
export function createApiGuard(
  { tokens, hosts, trustProxy, refuse, closed }: ApiDoorOptions,
  scope: ApiScope | null,
  maxSize: number,
): [MiddlewareHandler, MiddlewareHandler] {
  const enter = createMiddleware(async (context, next) => {
    if (!isOwnHost(context.req.raw, hosts))
      return refuse(context, {
        kind: 'foreign_host',
        status: 403,
        message: '请求头的 Host 或 Origin 不是本服务的主机名，请管理员把主机名写进 WENZHENG_API_HOSTS。',
      });
    context.header('Cache-Control', 'no-store');
    const message = closed?.() ?? null;
    if (message !== null) {
      context.header('Retry-After', String(retryAfterSeconds));
      return refuse(context, { kind: 'closed', status: 503, message });
    }
    const secret = bearerOf(context);
    const admission = await tokens.admit(secret, scope, clientAddress(context, trustProxy));
    if (admission.kind === 'admitted') {
      context.set('apiToken', admission.token);
      await next();
      return undefined;
    }
    return turnAway(context, refuse, admission.kind, {
      hasToken: secret !== null,
      seconds: admission.kind === 'wait' ? admission.seconds : 0,
      scope,
    });
  });
  const limit = bodyLimit({
    maxSize,
    onError: (context) => {
      // What was not read of it stays in the connection, which the client must not use again.
      context.header('Connection', 'close');
      return refuse(context, {
        kind: 'too_large',
        status: 413,
        message: `请求内容超过${Math.floor(maxSize / 1024)} kB，请缩短后再发。`,
      });
    },
  });
  return [enter, limit];
}

function turnAway(
  context: Context,
  refuse: Refuse,
  kind: 'unknown' | 'forbidden' | 'wait',
  { hasToken, seconds, scope }: { hasToken: boolean; seconds: number; scope: ApiScope | null },
): Response {
  if (kind === 'wait') {
    context.header('Retry-After', String(seconds));
    return refuse(context, {
      kind: 'too_many',
      status: 429,
      message: `请求太快了，请等${seconds}秒再发。`,
    });
  }
  if (kind === 'forbidden') {
    const sentence = scope === null ? '这个令牌没有权限' : scopeSentences[scope];
    return refuse(context, {
      kind: 'forbidden',
      status: 403,
      message: `${sentence}，请管理员另建一个令牌。`,
    });
  }
  context.header('WWW-Authenticate', 'Bearer');
  if (!hasToken)
    return refuse(context, {
      kind: 'no_token',
      status: 401,
      message: '请在请求头写上令牌：Authorization: Bearer wz_…，令牌由管理员在工作台的“令牌”页建立。',
    });
  return refuse(context, {
    kind: 'wrong_token',
    status: 401,
    message: '令牌不对，或者已经过期、撤销，请向管理员要一个新的。',
  });
}

function bearerOf({ req }: Context): string | null {
  const sent = /^Bearer +(.+)$/i.exec(req.header('Authorization') ?? '')?.[1]?.trim();
  return sent === undefined || sent === '' ? null : sent;
}
