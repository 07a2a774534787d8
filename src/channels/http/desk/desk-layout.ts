import { html } from 'hono/html';
import { mayAct, type SignedIn, type StaffRole } from '../../../staff/staff.ts';
import { type Asset, assets } from '../assets.ts';
import type { Markup } from '../pages/layout.ts';

export type DeskPage =
  | 'look-up'
  | 'chats'
  | 'eligibility'
  | 'corpus'
  | 'bank'
  | 'gaps'
  | 'export'
  | 'overview'
  | 'switches'
  | 'accounts'
  | 'tokens'
  | 'audit'
  | 'password'
  | 'sign-in'
  | 'error';

export interface DeskLayoutOptions {
  /** Shown in the tab before “问政工作台”. */
  readonly title: string;
  readonly current: DeskPage;
  /** null before signing in: no navigation. */
  readonly staff: SignedIn | null;
  readonly body: Markup;
  /** Loaded after style.css and desk.css. */
  readonly styles?: readonly Asset[];
  /** Modules; they find the token for X-CSRF-Token in `<meta name="csrf-token">`. */
  readonly scripts?: readonly Asset[];
  /** Uses the whole width of the window. */
  readonly isWide?: boolean;
}

/** Where the navigation leads, and whom. */
export const deskPages: readonly {
  readonly page: DeskPage;
  readonly href: string;
  readonly text: string;
  readonly roles: readonly StaffRole[];
}[] = [
  { page: 'look-up', href: '/desk/look-up', text: '查询', roles: ['operator', 'clerk', 'editor'] },
  { page: 'chats', href: '/desk/chats', text: '转人工', roles: ['operator'] },
  { page: 'eligibility', href: '/desk/eligibility', text: '资格核对', roles: ['clerk', 'operator'] },
  { page: 'corpus', href: '/desk/corpus', text: '公报', roles: ['editor'] },
  { page: 'bank', href: '/desk/bank', text: '问答库', roles: ['editor', 'operator'] },
  { page: 'gaps', href: '/desk/gaps', text: '知识缺口', roles: ['editor', 'operator'] },
  { page: 'export', href: '/desk/export', text: '导出', roles: ['editor'] },
  { page: 'overview', href: '/desk/overview', text: '概览', roles: ['admin'] },
  { page: 'switches', href: '/desk/switches', text: '开关', roles: ['admin'] },
  { page: 'accounts', href: '/desk/accounts', text: '账号', roles: ['admin'] },
  { page: 'tokens', href: '/desk/tokens', text: '令牌', roles: ['admin'] },
  { page: 'audit', href: '/desk/audit', text: '操作记录', roles: ['admin'] },
];

/** The frame of every page of the desk: skip link, navigation by role, own name, sign out. */
export function deskLayout(options: DeskLayoutOptions): Markup {
  const { title, current, staff, body, styles = [], scripts = [], isWide = false } = options;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
${staff === null ? '' : html`<meta name="csrf-token" content="${staff.csrfToken}">`}
<title>${title} - 问政工作台</title>
<link rel="icon" href="${assets.icon.url}" type="image/svg+xml">
${[assets.style, assets.deskStyle, ...styles].map(({ url }) => html`<link rel="stylesheet" href="${url}">`)}
${scripts.map(({ url }) => html`<script type="module" src="${url}"></script>`)}
</head>
<body class="desk desk-${current}${isWide ? ' desk-wide' : ''}">
<a class="skip-link" href="#main">跳到正文</a>
<header class="site-header desk-header">
<div class="bar">
<a class="brand" href="/desk"><span class="seal" aria-hidden="true">问</span><strong>问政工作台</strong></a>
${staff === null ? '' : navigation(staff, current)}
</div>
</header>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>`;
}

function navigation({ account, csrfToken }: SignedIn, current: DeskPage): Markup {
  const reachable = deskPages.filter(({ roles }) => mayAct(account, roles));
  const mark = (page: DeskPage) => (page === current ? html`aria-current="page"` : '');
  return html`<nav aria-label="工作台">${reachable.map(({ page, href, text }) => html`<a href="${href}" ${mark(page)}>${text}</a>`)}</nav>
<div class="desk-self"><a href="/desk/password" title="修改密码" ${mark('password')}>${account.displayName}</a><form method="post" action="/desk/sign-out"><input type="hidden" name="csrf" value="${csrfToken}"><button type="submit" class="quiet">退出</button></form></div>`;
}
