/** Tokens of other systems, for administrators. @module */
import type { Hono } from 'hono';
import { WenzhengError } from '../../../../errors.ts';
import { apiScopes, type ApiToken, createApiTokens } from '../../../../staff/api-tokens.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { readForm } from '../read-form.ts';
import { newTokenPage, tokensPage } from './tokens-page.ts';

export function addTokenRoutes(app: Hono, { store, now, door }: DeskParts): void {
  const admin = door.requireStaff('admin');
  const tokens = createApiTokens({ store, now });
  const listed = async () => ({
    tokens: await tokens.list(),
    stateOf: (token: ApiToken) => tokens.stateOf(token),
  });

  app.get('/desk/tokens', admin, async (context) => {
    const done = context.req.query('done') === 'revoke' ? '令牌已经撤销，立即失效。' : undefined;
    return context.html(tokensPage(staffOf(context), await listed(), { done }));
  });

  app.post('/desk/tokens', admin, async (context) => {
    const staff = staffOf(context);
    const sent = await readForm(context);
    const chosen = sent.all('scopes');
    const form = {
      name: sent.text('name'),
      scopes: apiScopes.filter((scope) => chosen.includes(scope)),
      days: sent.text('days'),
      perMinute: sent.text('perMinute'),
    };
    try {
      const wanted = { ...form, days: wholeOf(form.days), perMinute: wholeOf(form.perMinute) };
      const { token, secret } = await tokens.create(wanted, staff.account.displayName);
      return await context.html(newTokenPage(staff, token, secret));
    } catch (error) {
      if (!(error instanceof WenzhengError) || error.code !== 'input_invalid') throw error;
      return context.html(tokensPage(staff, await listed(), { form, fault: error.message }), 400);
    }
  });

  app.post('/desk/tokens/:id/revoke', admin, async (context) => {
    try {
      await tokens.revoke(context.req.param('id'), staffOf(context).account.displayName);
      return context.redirect('/desk/tokens?done=revoke', 303);
    } catch (error) {
      if (!(error instanceof WenzhengError) || error.code !== 'not_found') throw error;
      return refuse(context, 404, '没有这个令牌，或者已经撤销，请回到令牌列表查看。');
    }
  });
}

/** NaN for what is no whole number; the tokens say what is allowed. */
const wholeOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);
