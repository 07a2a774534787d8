/** wenzheng token: the tokens of other systems, by whoever runs the server. @module */
import { WenzhengError } from '../../errors.ts';
import {
  type ApiScope,
  apiScopes,
  type ApiToken,
  type ApiTokens,
  createApiTokens,
  scopeNames,
} from '../../staff/api-tokens.ts';
import { type CommandContext, withStore } from './open-store.ts';
import { withoutControls } from './terminal-text.ts';

const actor = 'terminal';

/** @returns exit code. */
export function runTokenAdd(
  name: string,
  options: { readonly scope: readonly string[]; readonly days: string; readonly perMinute: string },
  context: CommandContext,
): Promise<number> {
  const scopes = readScopes(options.scope);
  const wanted = { name, scopes, days: wholeOf(options.days), perMinute: wholeOf(options.perMinute) };
  // A token may be made before the server has ever run.
  return withTokens(context, { mayCreate: true }, async (tokens) => {
    const { token, secret } = await tokens.create(wanted, actor);
    print([`令牌已经建好：${describe(token, tokens)}`, `令牌（只显示这一次）：${secret}`]);
  });
}

/** @returns exit code. */
export function runTokenList(
  { json }: { readonly json?: boolean | undefined },
  context: CommandContext,
): Promise<number> {
  return withTokens(context, {}, async (tokens) => {
    const all = await tokens.list();
    if (json) print(all.map((token) => JSON.stringify({ ...token, state: tokens.stateOf(token) })));
    else if (all.length === 0) print(['还没有令牌。请用 wenzheng token add 名称 --scope ask,search 建立。']);
    else print(all.map((token) => describe(token, tokens)));
  });
}

/** @returns exit code. */
export function runTokenRevoke(name: string, context: CommandContext): Promise<number> {
  return withTokens(context, {}, async (tokens) => {
    const { name: revoked } = await tokens.revoke(name, actor);
    print([`令牌“${revoked}”已经撤销。`]);
  });
}

function withTokens(
  { env, now }: CommandContext,
  options: { readonly mayCreate?: boolean },
  work: (tokens: ApiTokens) => Promise<void>,
): Promise<number> {
  return withStore(
    env,
    async ({ store }) => {
      await work(createApiTokens({ store, now }));
      return 0;
    },
    options,
  );
}

function readScopes(given: readonly string[]): ApiScope[] {
  return given
    .flatMap((text) => text.split(/[,，、]/))
    .map((text) => {
      const scope = apiScopes.find((known) => known === text.trim() || scopeNames[known] === text.trim());
      if (scope !== undefined) return scope;
      throw new WenzhengError(
        'usage',
        `没有权限 ${text.slice(0, 40)}，请写 ${apiScopes.join('、')} 中的一个或几个。`,
      );
    });
}

/** NaN for what is no whole number; the tokens say what is allowed. */
const wholeOf = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);

const stateNames = { valid: '可用', expired: '已过期', revoked: '已撤销' } as const;

function describe(token: ApiToken, tokens: Pick<ApiTokens, 'stateOf'>): string {
  const { name, scopes, perMinute, expiresAt, lastUsedAt } = token;
  return [
    name,
    scopes.map((scope) => scopeNames[scope]).join('、'),
    `每分钟${perMinute}次`,
    stateNames[tokens.stateOf(token)],
    `到期 ${chinaTime(expiresAt).slice(0, 10)}`,
    lastUsedAt === null ? '没有用过' : `最后使用 ${chinaTime(lastUsedAt)}`,
  ].join('  ');
}

/** 2026-11-30 10:05 */
function chinaTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${withoutControls(lines.join('\n'))}\n`);
}
