import { html } from 'hono/html';
import type { SignedIn } from '../../../../staff/staff.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';

export interface PasswordPageOptions {
  readonly staff: SignedIn;
  readonly fault?: string;
  readonly done?: boolean;
}

/** One's own password. */
export function passwordPage({ staff, fault, done = false }: PasswordPageOptions): Markup {
  const { account } = staff;
  const first = account.mustChangePassword;
  const described = fault === undefined ? 'password-rules' : 'fault password-rules';
  const field = (id: string, name: string, label: string, complete: string) =>
    html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="password" autocomplete="${complete}" maxlength="1000" required ${id === 'current' && !done ? html`autofocus` : ''} aria-describedby="${described}"></div>`;
  const body = html`<div class="desk-card">
<h1>${first ? '设置自己的密码' : '修改密码'}</h1>
<p class="lead">${first ? '现在的密码是管理员给的，只能用来设置自己的密码。' : '改好以后，别的浏览器上的登录都会失效。'}</p>
${done ? html`<p class="desk-done" role="status">密码已经改好。</p>` : ''}
${fault === undefined ? '' : html`<p class="desk-fault" role="alert" id="fault">${fault}</p>`}
<form method="post" action="/desk/password" class="desk-form">
${csrfField(staff)}
<input type="text" name="loginName" value="${account.loginName}" autocomplete="username" readonly hidden>
${field('current', 'current', first ? '管理员给的密码' : '现在的密码', 'current-password')}
${field('wanted', 'wanted', '新密码', 'new-password')}
${field('again', 'again', '再输一遍新密码', 'new-password')}
<p class="desk-remark" id="password-rules">至少12个字符，可以用几个词连成一句话；不必混用大小写和符号，也不会定期过期。不能是自己的名字或常见的密码。</p>
<p class="actions"><button type="submit" class="button">保存</button></p>
</form>
</div>`;
  return deskLayout({ title: first ? '设置密码' : '修改密码', current: 'password', staff, body });
}
