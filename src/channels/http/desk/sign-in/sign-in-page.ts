import { html } from 'hono/html';
import type { Markup } from '../../pages/layout.ts';
import { deskLayout } from '../desk-layout.ts';

export interface SignInPageOptions {
  /** Where to go afterwards. */
  readonly next: string;
  /** Typed before, to be corrected; a password never comes back. */
  readonly loginName?: string;
  readonly fault?: string;
  /** There is an identity provider. */
  readonly hasProvider: boolean;
  /** Nobody can sign in yet. */
  readonly hasNoAccounts: boolean;
}

export function signInPage(options: SignInPageOptions): Markup {
  const { next, loginName = '', fault, hasProvider, hasNoAccounts } = options;
  const body = html`<div class="desk-card">
<h1>登录工作台</h1>
<p class="lead">供工作人员使用。居民提问不用登录，请到<a href="/">提问页</a>。</p>
${fault === undefined ? '' : html`<p class="desk-fault" role="alert" id="fault">${fault}</p>`}
${
  hasNoAccounts
    ? html`<p class="desk-remark">还没有账号。请在服务器上运行<code>wenzheng user add 登录名 --role admin</code>建立第一个管理员。</p>`
    : ''
}
<form method="post" action="/desk/sign-in" class="desk-form">
<input type="hidden" name="next" value="${next}">
<div class="field"><label for="login-name">登录名</label>
<input id="login-name" name="loginName" value="${loginName}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="200" required ${loginName === '' ? html`autofocus` : ''} ${fault === undefined ? '' : html`aria-describedby="fault"`}></div>
<div class="field"><label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" required ${loginName === '' ? '' : html`autofocus`} ${fault === undefined ? '' : html`aria-describedby="fault"`}></div>
<p class="actions"><button type="submit" class="button">登录</button></p>
</form>
${hasProvider ? html`<p class="desk-or"><a class="button secondary" href="/desk/sign-in/oidc?next=${encodeURIComponent(next)}">用统一身份登录</a></p>` : ''}
<p class="desk-remark">忘记密码时请联系管理员重置。</p>
</div>`;
  return deskLayout({ title: '登录', current: 'sign-in', staff: null, body });
}
