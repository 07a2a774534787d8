/** Signing in and out, and one's own password. @module */
import type { Context, Hono } from 'hono';
import { WenzhengError } from '../../../../errors.ts';
import type { IdentityProvider, SignInOutcome } from '../../../../staff/staff.ts';
import { staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { readForm } from '../read-form.ts';
import { ownPath } from '../own-path.ts';
import { addProviderRoutes } from './add-provider-routes.ts';
import { passwordPage } from './password-page.ts';
import { signInPage, type SignInPageOptions } from './sign-in-page.ts';

/** The same for a wrong name, a wrong password and an account that is disabled. */
const refusedText = '登录名或密码不对，请重新输入。';

export const waitText = (seconds: number): string =>
  `试的次数太多，请等${seconds < 90 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分钟`}再试。`;

export interface ProviderOptions {
  readonly provider: IdentityProvider;
  /** 32 bytes. */
  readonly cookieKey: Buffer;
}

/** @param identity null: passwords only. */
export function addSignInRoutes(app: Hono, parts: DeskParts, identity: ProviderOptions | null): void {
  const { access, door } = parts;
  const hasProvider = identity !== null;
  if (identity !== null) addProviderRoutes(app, parts, { ...identity, enter });

  const show = async (
    context: Context,
    state: Omit<SignInPageOptions, 'hasProvider' | 'hasNoAccounts'>,
    status: 200 | 401 | 429 = 200,
  ): Promise<Response> => {
    const hasNoAccounts = status === 200 && (await access.list()).length === 0;
    return context.html(signInPage({ ...state, hasProvider, hasNoAccounts }), status);
  };

  app.get('/desk/sign-in', async (context) => {
    const next = ownPath(context.req.query('next'));
    return context.get('staff') === undefined ? show(context, { next }) : context.redirect(next, 303);
  });

  app.post('/desk/sign-in', async (context) => {
    const form = await readForm(context);
    const next = ownPath(form.text('next'));
    const [loginName, password] = [form.text('loginName'), form.text('password')];
    const browser = door.cookie.browser(context);
    const outcome = await access.signIn({ loginName, password, client: door.client(context), browser });
    if (outcome.kind === 'signed_in') return enter(context, outcome, next);
    if (outcome.kind === 'wait') {
      context.header('Retry-After', String(outcome.seconds));
      return show(context, { next, loginName, fault: waitText(outcome.seconds) }, 429);
    }
    return show(context, { next, loginName, fault: refusedText }, 401);
  });

  app.post('/desk/sign-out', door.requireStaff(), async (context) => {
    await access.signOut(staffOf(context));
    door.cookie.clear(context);
    return context.redirect('/desk/sign-in', 303);
  });

  app.get('/desk/password', door.requireStaff(), (context) =>
    context.html(passwordPage({ staff: staffOf(context), done: context.req.query('done') !== undefined })),
  );

  app.post('/desk/password', door.requireStaff(), async (context) => {
    const staff = staffOf(context);
    const form = await readForm(context);
    const [current, wanted, again] = [form.text('current'), form.text('wanted'), form.text('again')];
    const showAgain = (fault: string, status: 400 | 429) =>
      context.html(passwordPage({ staff, fault }), status);
    if (wanted !== again) return showAgain('两次输入的新密码不一样，请重新输入。', 400);
    try {
      const client = door.client(context);
      const outcome = await access.changePassword(staff, { current, wanted, client });
      if (outcome.kind === 'wait') return await showAgain(waitText(outcome.seconds), 429);
      if (outcome.kind === 'refused') return await showAgain('现在的密码不对，请重新输入。', 400);
      door.cookie.write(context, outcome);
      return context.redirect(staff.account.mustChangePassword ? '/desk' : '/desk/password?done', 303);
    } catch (error) {
      if (error instanceof WenzhengError && error.code === 'input_invalid')
        return showAgain(error.message, 400);
      throw error;
    }
  });

  /** A new session whatever the browser had before; what it had ends. */
  async function enter(
    context: Context,
    outcome: SignInOutcome & { kind: 'signed_in' },
    next: string,
  ): Promise<Response> {
    const before = context.get('staff');
    if (before !== undefined) await access.signOut(before);
    door.cookie.write(context, outcome);
    return context.redirect(outcome.signedIn.account.mustChangePassword ? '/desk/password' : next, 303);
  }
}
