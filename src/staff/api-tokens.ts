/**
 * Tokens by which other systems use the API: made and taken back by administrators, checked at every request. Only their
 * hash is stored, so a token is shown once, when it is made.
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { WenzhengError } from '../errors.ts';
import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import { type ApiScope, apiScopes, type ApiToken } from '../store/api-token-records.ts';
import type { Store } from '../store/store.ts';

export { apiScopes } from '../store/api-token-records.ts';
export type { ApiScope, ApiToken } from '../store/api-token-records.ts';

export const scopeNames: Readonly<Record<ApiScope, string>> = {
  ask: '提问',
  search: '检索',
  calculate: '计算',
  documents: '读文件',
};

export interface WantedToken {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Until it ends. */
  readonly days: number;
  /** Requests a minute. */
  readonly perMinute: number;
}

/** Whether a request may go on; `seconds` until it may. */
export type Admission =
  | { readonly kind: 'admitted'; readonly token: ApiToken }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden'; readonly token: ApiToken }
  | { readonly kind: 'wait'; readonly seconds: number };

export interface ApiTokens {
  /**
   * @returns the token itself as well, for the one time that it is shown.
   * @throws WenzhengError `input_invalid`: a name, scope or number that cannot be used, a name that is taken.
   */
  create(wanted: WantedToken, by: string): Promise<{ readonly token: ApiToken; readonly secret: string }>;
  list(): Promise<ApiToken[]>;
  /** At once, in every process. @param idOrName either. @throws WenzhengError `not_found`, also when it was revoked before. */
  revoke(idOrName: string, by: string): Promise<ApiToken>;
  /**
   * Takes one request from the token's allowance, which each process counts for itself.
   * @param secret as it was sent; null for none.
   * @param scope null: any token will do.
   * @param client address, against which wrong tokens are counted.
   */
  admit(secret: string | null, scope: ApiScope | null, client: string): Promise<Admission>;
  /** valid · expired · revoked */
  stateOf(token: ApiToken): 'valid' | 'expired' | 'revoked';
}

export const tokenDefaults = { days: 365, perMinute: 60 } as const;
const longestDays = 3650;
const mostPerMinute = 6000;
const dayMs = 86_400_000;
const minuteMs = 60_000;
/** 43 characters of base64url, which nobody guesses; the mark in front lets scanners of source code find a lost one. */
const tokenShape = /^wz_[\w-]{43}$/;
/** Wrong tokens of one address in a minute that are looked up at all. */
const wrongPerMinute = 30;

export function createApiTokens({
  store,
  now,
}: {
  readonly store: Pick<Store, 'apiTokens' | 'audit' | 'transaction'>;
  readonly now: () => Date;
}): ApiTokens {
  const wrong = new RateLimiterMemory({ points: wrongPerMinute, duration: 60 });
  const limiters = new Map<number, RateLimiterMemory>();

  function limiterOf(perMinute: number): RateLimiterMemory {
    const limiter = limiters.get(perMinute) ?? new RateLimiterMemory({ points: perMinute, duration: 60 });
    limiters.set(perMinute, limiter);
    return limiter;
  }

  const stateOf: ApiTokens['stateOf'] = ({ revokedAt, expiresAt }) => {
    if (revokedAt !== null) return 'revoked';
    return now().toISOString() >= expiresAt ? 'expired' : 'valid';
  };

  async function find(secret: string | null): Promise<ApiToken | null> {
    if (secret === null || !tokenShape.test(secret)) return null;
    const token = await store.apiTokens.byHash(hashOf(secret));
    return token !== null && stateOf(token) === 'valid' ? token : null;
  }

  return {
    stateOf,
    list: () => store.apiTokens.list(),

    async create(wanted, by) {
      const checked = checkWanted(wanted);
      const secret = `wz_${randomBytes(32).toString('base64url')}`;
      const at = now();
      const token = await store.transaction(async (calls) => {
        const made = await calls.apiTokens.create({
          name: checked.name,
          scopes: checked.scopes,
          perMinute: checked.perMinute,
          tokenHash: hashOf(secret),
          createdAt: at.toISOString(),
          createdBy: by,
          expiresAt: new Date(at.getTime() + checked.days * dayMs).toISOString(),
        });
        if (made === null)
          throw new WenzhengError(
            'input_invalid',
            `已经有叫“${checked.name}”的令牌（撤销过的也算），请换一个名称。`,
          );
        const detail = `权限 ${made.scopes.join(',')}，每分钟${made.perMinute}次，${checked.days}天`;
        const entry = { at: at.toISOString(), actor: by, action: 'token.create', subject: made.name, detail };
        await calls.audit.add(entry);
        return made;
      });
      return { token, secret };
    },

    revoke: (idOrName, by) =>
      store.transaction(async (calls) => {
        const token = (await calls.apiTokens.byId(idOrName)) ?? (await calls.apiTokens.byName(idOrName));
        const at = now().toISOString();
        const revoked = token === null ? null : await calls.apiTokens.revoke(token.id, at);
        if (revoked === null)
          throw new WenzhengError('not_found', '没有这个令牌，或者已经撤销，请用 wenzheng token list 查看。');
        await calls.audit.add({ at, actor: by, action: 'token.revoke', subject: revoked.name, detail: null });
        return revoked;
      }),

    async admit(secret, scope, client) {
      const blocked = await wrong.get(client);
      if (blocked !== null && blocked.remainingPoints <= 0)
        return { kind: 'wait', seconds: secondsOf(blocked) };
      const token = await find(secret);
      if (token === null) {
        // Who sends none at all has not guessed.
        if (secret !== null) await taken(wrong, client);
        return { kind: 'unknown' };
      }
      const seconds = await taken(limiterOf(token.perMinute), token.id);
      if (seconds > 0) return { kind: 'wait', seconds };
      const at = now();
      // To the minute is exact enough for somebody who wonders whether it is still in use.
      if (token.lastUsedAt === null || at.getTime() - Date.parse(token.lastUsedAt) >= minuteMs)
        await store.apiTokens.touch(token.id, at.toISOString());
      if (scope !== null && !token.scopes.includes(scope)) return { kind: 'forbidden', token };
      return { kind: 'admitted', token };
    },
  };
}

/** @returns 0, or the seconds to wait. */
async function taken(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) return secondsOf(rejected);
    throw rejected;
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

function checkWanted({ name: typed, scopes, days, perMinute }: WantedToken): WantedToken {
  const name = typed.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const hidden = /[\p{C}\p{Default_Ignorable_Code_Point}]/u;
  if (name === '' || name.length > 60 || hidden.test(name) || hasPrivateNumber(name, 'typed'))
    throw refused('名称要写1–60个看得见的字符，写明是哪个系统，例如 政务服务网。');
  const held = apiScopes.filter((scope) => scopes.includes(scope));
  if (held.length === 0) throw refused(`请至少给一项权限：${apiScopes.join('、')}。`);
  if (!isWithin(days, longestDays)) throw refused(`有效天数要写1–${longestDays}的整数，例如 365。`);
  if (!isWithin(perMinute, mostPerMinute)) throw refused(`每分钟次数要写1–${mostPerMinute}的整数，例如 60。`);
  return { name, scopes: held, days, perMinute };
}

const refused = (message: string): WenzhengError => new WenzhengError('input_invalid', message);

const isWithin = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= most;
