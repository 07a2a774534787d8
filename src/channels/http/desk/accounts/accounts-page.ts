import { html } from 'hono/html';
import { roleNames, staffRoles } from '../../../../staff/staff.ts';
import type { SignedIn, StaffAccount, StaffRole } from '../../../../staff/staff.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';

export interface NewAccountForm {
  readonly loginName: string;
  readonly displayName: string;
  readonly roles: readonly StaffRole[];
}

const roleHelp: Readonly<Record<StaffRole, string>> = {
  operator: '查询，资格核对，接手转人工的对话，看问答库和知识缺口',
  clerk: '查询，资格核对、打印核对表、批量核对',
  editor: '查询，添加和更正公报，问答库和知识缺口，导出',
  admin: '全部，另加概览、开关和设置、账号、令牌、操作记录',
};

export const describeRoles = ({ roles }: Pick<StaffAccount, 'roles'>): string =>
  roles.map((role) => roleNames[role]).join('、');

export function describeState({ isDisabled, mustChangePassword }: StaffAccount): Markup {
  if (isDisabled) return html`<span class="desk-tag desk-tag-ended">已停用</span>`;
  if (mustChangePassword) return html`<span class="desk-tag desk-tag-care">等本人设密码</span>`;
  return html`<span class="desk-tag desk-tag-good">可用</span>`;
}

export function roleBoxes(held: readonly StaffRole[]): Markup {
  return html`<fieldset class="desk-roles"><legend>角色</legend>
${staffRoles.map((role) => html`<label><input type="checkbox" name="roles" value="${role}" ${held.includes(role) ? html`checked` : ''}><span><strong>${roleNames[role]}</strong><span class="desk-soft">${roleHelp[role]}</span></span></label>`)}
</fieldset>`;
}

/** All accounts, and the form for a new one. */
export function accountsPage(
  staff: SignedIn,
  accounts: readonly StaffAccount[],
  { form, fault }: { readonly form?: NewAccountForm; readonly fault?: string } = {},
): Markup {
  const { loginName, displayName, roles } = form ?? { loginName: '', displayName: '', roles: ['operator'] };
  const body = html`<div class="desk-page">
<h1>账号</h1>
<p class="lead">共${accounts.length}个。点姓名修改角色、停用或重置密码。</p>
<table class="desk-table">
<thead><tr><th scope="col">姓名</th><th scope="col">登录名</th><th scope="col">角色</th><th scope="col">状态</th><th scope="col">上次登录</th></tr></thead>
<tbody>${accounts.map(
    (account) => html`<tr>
<th scope="row"><a href="/desk/accounts/${account.id}">${account.displayName}</a></th>
<td data-label="登录名">${account.loginName}</td>
<td data-label="角色">${describeRoles(account)}</td>
<td data-label="状态">${describeState(account)}</td>
<td data-label="上次登录">${deskTime(account.lastSignInAt, '从未登录')}</td>
</tr>`,
  )}</tbody>
</table>
<section class="desk-panel" aria-labelledby="new-account">
<h2 id="new-account">建立账号</h2>
${fault === undefined ? '' : html`<p class="desk-fault" role="alert" id="fault">${fault}</p>`}
<form method="post" action="/desk/accounts" class="desk-form">
${csrfField(staff)}
<div class="desk-pair">
<div class="field"><label for="display-name">姓名</label>
<input id="display-name" name="displayName" value="${displayName}" autocomplete="off" maxlength="40" required aria-describedby="display-name-help">
<p class="desk-soft" id="display-name-help">居民和操作记录里看到的名字，不能和别人相同。</p></div>
<div class="field"><label for="login-name">登录名</label>
<input id="login-name" name="loginName" value="${loginName}" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="64" required aria-describedby="login-name-help">
<p class="desk-soft" id="login-name-help">英文字母、数字，例如 lifang；不分大小写。</p></div>
</div>
${roleBoxes(roles)}
<p class="actions"><button type="submit" class="button">建立账号</button></p>
<p class="desk-remark">密码由系统生成，只显示一次；本人第一次登录时必须改成自己的密码。</p>
</form>
</section>
</div>`;
  return deskLayout({ title: '账号', current: 'accounts', staff, body });
}
