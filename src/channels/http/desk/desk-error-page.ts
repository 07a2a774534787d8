import { html } from 'hono/html';
import type { SignedIn } from '../../../staff/staff.ts';
import type { Markup } from '../pages/layout.ts';
import { deskLayout } from './desk-layout.ts';

/** What happened and what to do, in one sentence. */
export function deskErrorPage(staff: SignedIn | null, message: string): Markup {
  const body = html`<div class="desk-card">
<h1>这一步没有办成</h1>
<p class="lead">${message}</p>
<p class="actions"><a class="button" href="/desk">回到工作台</a></p>
</div>`;
  return deskLayout({ title: '没有办成', current: 'error', staff, body });
}
