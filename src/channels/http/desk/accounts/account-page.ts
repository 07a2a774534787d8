import { html } from 'hono/html';
import type { SignedIn, StaffAccount } from '../../../../staff/staff.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { describeRoles, describeState, roleBoxes } from './accounts-page.ts';

/** One account, with all that an administrator can do about it. */
export function accountPage(
  staff: SignedIn,
  account: StaffAccount,
  { fault, done }: { readonly fault?: string | undefined; readonly done?: string | undefined } = {},
): Markup {
  const { id, displayName, isDisabled } = account;
  const button = (action: string, text: string, help: string, look: string) =>
    html`<form method="post" action="/desk/accounts/${id}/${action}" class="desk-form">
${csrfField(staff)}
<p class="desk-soft">${help}</p>
<p class="actions"><button type="submit" class="button ${look}">${text}</button></p>
</form>`;
  const body = html`<div class="desk-page">
<p><a href="/desk/accounts">全部账号</a></p>
<h1>${displayName}</h1>
${done === undefined ? '' : html`<p class="desk-done" role="status">${done}</p>`}
${fault === undefined ? '' : html`<p class="desk-fault" role="alert">${fault}</p>`}
<dl class="desk-facts">
<div><dt>登录名</dt><dd>${account.loginName}</dd></div>
<div><dt>角色</dt><dd>${describeRoles(account)}</dd></div>
<div><dt>状态</dt><dd>${describeState(account)}</dd></div>
<div><dt>建立</dt><dd>${deskTime(account.createdAt)}</dd></div>
<div><dt>上次登录</dt><dd>${deskTime(account.lastSignInAt, '从未登录')}</dd></div>
</dl>
<section class="desk-panel" aria-labelledby="roles"><h2 id="roles">修改角色</h2>
<form method="post" action="/desk/accounts/${id}/roles" class="desk-form">
${csrfField(staff)}
${roleBoxes(account.roles)}
<p class="actions"><button type="submit" class="button">保存角色</button></p>
</form></section>
<section class="desk-panel" aria-labelledby="password"><h2 id="password">重置密码</h2>
${button('reset-password', '生成新密码', '原来的密码和登录立即失效。新密码只显示一次，本人用它登录后必须改成自己的。', 'secondary')}</section>
<section class="desk-panel" aria-labelledby="state"><h2 id="state">${isDisabled ? '恢复使用' : '停用'}</h2>
${
  isDisabled
    ? button('enable', '恢复使用', '恢复后可以用原来的密码登录。', 'secondary')
    : button('disable', '停用账号', '停用后立即退出，不能再登录；以前的记录都保留。', 'danger')
}</section>
</div>`;
  return deskLayout({ title: displayName, current: 'accounts', staff, body });
}

/** The one time that a password is shown. */
export function oneTimePasswordPage(
  staff: SignedIn,
  account: StaffAccount,
  { title, password }: { readonly title: string; readonly password: string },
): Markup {
  const body = html`<div class="desk-card">
<h1>${title}</h1>
<p class="lead">请把下面的登录名和密码当面或用安全的办法交给${account.displayName}。离开这一页后就看不到这个密码了。</p>
<dl class="desk-facts desk-password">
<div><dt>登录名</dt><dd><code>${account.loginName}</code></dd></div>
<div><dt>密码</dt><dd><code>${password}</code></dd></div>
</dl>
<p class="desk-remark">第一次登录时必须改成自己的密码。</p>
<p class="actions"><a class="button" href="/desk/accounts">回到全部账号</a></p>
</div>`;
  return deskLayout({ title, current: 'accounts', staff, body });
}
