import { html } from 'hono/html';
import {
  apiScopes,
  type ApiScope,
  type ApiToken,
  type ApiTokens,
  scopeNames,
  tokenDefaults,
} from '../../../../staff/api-tokens.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';

/** As it was typed. */
export interface NewTokenForm {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly days: string;
  readonly perMinute: string;
}

const scopeHelp: Readonly<Record<ApiScope, string>> = {
  ask: '提问：/api/v1/ask、/v1/chat/completions、MCP 的 ask',
  search: '检索段落',
  calculate: '列出计算项目，计算',
  documents: '列出文件，读条款和效力',
};

const emptyForm: NewTokenForm = {
  name: '',
  scopes: ['ask'],
  days: String(tokenDefaults.days),
  perMinute: String(tokenDefaults.perMinute),
};

/** All tokens, and the form for a new one. */
export function tokensPage(
  staff: SignedIn,
  { tokens, stateOf }: { readonly tokens: readonly ApiToken[]; readonly stateOf: ApiTokens['stateOf'] },
  { form = emptyForm, fault, done }: { form?: NewTokenForm; fault?: string; done?: string | undefined } = {},
): Markup {
  const body = html`<div class="desk-page">
<h1>令牌</h1>
<p class="lead">别的系统用令牌使用接口，共${tokens.length}个。说明见<a href="/api/docs">接口</a>。</p>
${done === undefined ? '' : html`<p class="desk-done" role="status">${done}</p>`}
${fault === undefined ? '' : html`<p class="desk-fault" role="alert" id="fault">${fault}</p>`}
<table class="desk-table">
<thead><tr><th scope="col">名称</th><th scope="col">权限</th><th scope="col">状态</th><th scope="col">最后使用</th><th scope="col">建立</th><th scope="col">撤销</th></tr></thead>
<tbody>${tokens.map((token) => tokenRow(staff, token, stateOf(token)))}</tbody>
</table>
<section class="desk-panel" aria-labelledby="new-token">
<h2 id="new-token">建立令牌</h2>
<form method="post" action="/desk/tokens" class="desk-form">
${csrfField(staff)}
<div class="field"><label for="name">名称</label>
<input id="name" name="name" value="${form.name}" autocomplete="off" maxlength="60" required aria-describedby="name-help">
<p class="desk-soft" id="name-help">写明是哪个系统，例如 政务服务网。</p></div>
<fieldset class="desk-roles"><legend>权限</legend>
${apiScopes.map((scope) => html`<label><input type="checkbox" name="scopes" value="${scope}" ${form.scopes.includes(scope) ? html`checked` : ''}><span><strong>${scopeNames[scope]}</strong><span class="desk-soft">${scopeHelp[scope]}</span></span></label>`)}
</fieldset>
<div class="desk-pair">
<div class="field"><label for="days">有效天数</label>
<input id="days" name="days" value="${form.days}" inputmode="numeric" autocomplete="off" maxlength="4" required></div>
<div class="field"><label for="per-minute">每分钟最多请求几次</label>
<input id="per-minute" name="perMinute" value="${form.perMinute}" inputmode="numeric" autocomplete="off" maxlength="4" required></div>
</div>
<p class="actions"><button type="submit" class="button">建立令牌</button></p>
<p class="desk-remark">令牌由系统生成，只显示一次。</p>
</form>
</section>
</div>`;
  return deskLayout({ title: '令牌', current: 'tokens', staff, body });
}

function tokenRow(staff: SignedIn, token: ApiToken, state: ReturnType<ApiTokens['stateOf']>): Markup {
  const { id, name, scopes, perMinute, createdAt, createdBy, lastUsedAt } = token;
  return html`<tr>
<th scope="row">${name}</th>
<td data-label="权限">${scopes.map((scope) => scopeNames[scope]).join('、')}，每分钟${perMinute}次</td>
<td data-label="状态">${stateTag(token, state)}</td>
<td data-label="最后使用">${deskTime(lastUsedAt, '没有用过')}</td>
<td data-label="建立">${createdBy}，${deskTime(createdAt)}</td>
<td data-label="撤销">${
    state === 'revoked'
      ? '—'
      : html`<form method="post" action="/desk/tokens/${id}/revoke">${csrfField(staff)}<button type="submit" class="button danger" aria-label="撤销${name}">撤销</button></form>`
  }</td>
</tr>`;
}

function stateTag({ expiresAt, revokedAt }: ApiToken, state: ReturnType<ApiTokens['stateOf']>): Markup {
  if (state === 'revoked')
    return html`<span class="desk-tag desk-tag-ended">已撤销</span> ${deskTime(revokedAt, '')}`;
  if (state === 'expired')
    return html`<span class="desk-tag desk-tag-ended">已过期</span> ${deskTime(expiresAt)}`;
  return html`<span class="desk-tag desk-tag-good">可用</span> 到${deskTime(expiresAt)}`;
}

/** The one time that a token is shown. */
export function newTokenPage(staff: SignedIn, token: ApiToken, secret: string): Markup {
  const body = html`<div class="desk-card">
<h1>令牌已经建好</h1>
<p class="lead">请把下面的令牌用安全的办法交给“${token.name}”的维护人员。离开这一页后就看不到了。</p>
<dl class="desk-facts desk-password">
<div><dt>名称</dt><dd>${token.name}</dd></div>
<div><dt>令牌</dt><dd><code>${secret}</code></dd></div>
</dl>
<p class="desk-remark">请求头写 Authorization: Bearer 加上它。丢了就撤销，另建一个。</p>
<p class="actions"><a class="button" href="/desk/tokens">回到全部令牌</a></p>
</div>`;
  return deskLayout({ title: '令牌已经建好', current: 'tokens', staff, body });
}
