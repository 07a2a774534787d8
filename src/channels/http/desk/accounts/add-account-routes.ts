/** Accounts, for administrators. @module */
import type { Context, Hono } from 'hono';
import { WenzhengError } from '../../../../errors.ts';
import { type StaffAccount, type StaffRole, staffRoles } from '../../../../staff/staff.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { readForm } from '../read-form.ts';
import { accountPage, oneTimePasswordPage } from './account-page.ts';
import { accountsPage } from './accounts-page.ts';

const doneTexts: Readonly<Record<string, string>> = {
  roles: '角色已经修改。',
  disable: '账号已经停用。',
  enable: '账号已经恢复使用。',
};

export function addAccountRoutes(app: Hono, { access, door }: DeskParts): void {
  const admin = door.requireStaff('admin');

  app.get('/desk/accounts', admin, async (context) =>
    context.html(accountsPage(staffOf(context), await access.list())),
  );

  app.post('/desk/accounts', admin, async (context) => {
    const sent = await readForm(context);
    const form = {
      loginName: sent.text('loginName'),
      displayName: sent.text('displayName'),
      roles: rolesOf(sent.all('roles')),
    };
    try {
      const made = await access.create({ ...form, password: null }, nameOf(context));
      return await showPassword(context, '账号已经建好', made.account, made.oneTimePassword);
    } catch (error) {
      if (!isFault(error)) throw error;
      const page = accountsPage(staffOf(context), await access.list(), { form, fault: error.message });
      return context.html(page, 400);
    }
  });

  app.get('/desk/accounts/:id', admin, async (context) => {
    const account = await access.find(context.req.param('id'));
    if (account === null) return refuse(context, 404, '没有这个账号，请在账号列表里重新选择。');
    const done = doneTexts[context.req.query('done') ?? ''];
    return context.html(accountPage(staffOf(context), account, { done }));
  });

  onAccount('roles', async (context, id) => {
    await access.setRoles(id, rolesOf((await readForm(context)).all('roles')), nameOf(context));
  });
  onAccount('disable', async (context, id) => {
    await access.setDisabled(id, true, nameOf(context));
  });
  onAccount('enable', async (context, id) => {
    await access.setDisabled(id, false, nameOf(context));
  });
  onAccount('reset-password', async (context, id) => {
    const { account, oneTimePassword } = await access.resetPassword(id, null, nameOf(context));
    return showPassword(context, '密码已经重置', account, oneTimePassword);
  });

  /** Shows the account again, with what was done or what stands in the way, unless the change brings its own page. */
  function onAccount(
    action: string,
    change: (context: Context, id: string) => Promise<Response | void>,
  ): void {
    app.post(`/desk/accounts/:id/${action}`, admin, async (context) => {
      const id = context.req.param('id') ?? '';
      try {
        const page = await change(context, id);
        return page ?? context.redirect(`/desk/accounts/${id}?done=${action}`, 303);
      } catch (error) {
        if (!isFault(error)) throw error;
        const account = await access.find(id);
        if (account === null) return refuse(context, 404, error.message);
        return context.html(accountPage(staffOf(context), account, { fault: error.message }), 400);
      }
    });
  }
}

const nameOf = (context: Context): string => staffOf(context).account.displayName;

function showPassword(
  context: Context,
  title: string,
  account: StaffAccount,
  password: string | null,
): Response | Promise<Response> {
  return context.html(oneTimePasswordPage(staffOf(context), account, { title, password: password ?? '' }));
}

function isFault(error: unknown): error is WenzhengError {
  return error instanceof WenzhengError && (error.code === 'input_invalid' || error.code === 'not_found');
}

function rolesOf(sent: readonly string[]): StaffRole[] {
  return staffRoles.filter((role) => sent.includes(role));
}
