/**
 * What is settled before a request reaches a page: headers on every response, no posts from other sites,
 * no more questions than allowed.
 * @module
 */
import { IncomingMessage } from 'node:http';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';

/**
 * Everything comes from this server and nothing is inline, so the policy can be the strictest one.
 * The referrer policy is `same-origin`, not `no-referrer`: with the latter browsers send `Origin: null` with
 * the page's own form, and over plain http (an office network) nothing else would tell it from a foreign one.
 * No page here links to another site, so nothing leaves in either case.
 */
const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

export const withSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(securityHeaders)) context.res.headers.set(name, value);
};

/** False for a request that another site's page sends in a visitor's name. Programs send neither header and pass. */
export function isOwnRequest(context: Context): boolean {
  const site = context.req.header('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = context.req.header('Origin');
  if (origin === undefined) return true;
  return (
    URL.canParse(origin) &&
    new URL(origin).host === (context.req.header('Host') ?? new URL(context.req.url).host)
  );
}

/** True when the client went away before it had sent its whole request: nobody is left to answer. */
export function isClientGone(context: Context): boolean {
  const env: unknown = context.env;
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return false;
  const { incoming } = env;
  return incoming instanceof IncomingMessage && incoming.destroyed && !incoming.complete;
}

/**
 * The address that the allowance is counted for; in-process requests have none and share one.
 * @param trustProxy Take it from the last entry of X-Forwarded-For. Only behind one's own proxy: anybody else can write
 *   that header. Without it everybody behind a proxy shares one allowance.
 */
export function clientAddress(context: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? lastOf(context.req.header('X-Forwarded-For')) : '';
  if (forwarded !== '') return forwarded;
  const env: unknown = context.env;
  const overNetwork = typeof env === 'object' && env !== null && 'incoming' in env;
  return overNetwork ? (getConnInfo(context).remote.address ?? 'unknown') : 'in-process';
}

/** True when the browser's connection is encrypted, to this server or, with `trustProxy`, to one's own proxy. */
export function isHttps(context: Context, trustProxy: boolean): boolean {
  if (new URL(context.req.url).protocol === 'https:') return true;
  return trustProxy && lastOf(context.req.header('X-Forwarded-Proto')).toLowerCase() === 'https';
}

/** What the nearest proxy wrote; the entries before it may come from anybody. */
function lastOf(header: string | undefined): string {
  return header?.split(',').at(-1)?.trim() ?? '';
}
