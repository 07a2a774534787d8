import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { assets } from '../assets.ts';

/** Markup in which every inserted text has been escaped by the `html` tag; the only way pages are written. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface LayoutOptions {
  readonly title: string;
  readonly homeName: string;
  readonly current: 'chat' | 'documents' | 'document' | 'error';
  readonly body: Markup;
  readonly script?: boolean;
}

/** The frame of every page: skip link, name, navigation, footer. */
export function layout({ title, homeName, current, body, script = false }: LayoutOptions): Markup {
  const link = (href: string, text: string, page: LayoutOptions['current']): Markup =>
    html`<a href="${href}" ${current === page ? html`aria-current="page"` : ''}>${text}</a>`;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="icon" href="${assets.icon.url}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style.url}">
${script ? html`<script type="module" src="${assets.script.url}"></script>` : ''}
</head>
<body class="page-${current}">
<a class="skip-link" href="#main">跳到正文</a>
<header class="site-header">
<div class="bar">
<a class="brand" href="/"><span class="seal" aria-hidden="true">问</span><span><strong>问政</strong><span class="brand-sub">${homeName}政府公报查询</span></span></a>
<nav aria-label="主要页面">${link('/', '提问', 'chat')}${link('/documents', '全部文件', 'documents')}</nav>
</div>
</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer class="site-footer">
<p>回答只根据已收录的政府公报，以公报原文为准；能否办理，请以受理部门的答复为准。</p>
<p>政务咨询请拨 <strong>12345</strong>。紧急情况请拨 <strong>110</strong>、<strong>119</strong>、<strong>120</strong>。</p>
</footer>
</body>
</html>`;
}

/** 2018-03-23 → 2018年3月23日; anything else is given back as it is. */
export function chineseDate(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  return year === undefined ? iso : `${year}年${Number(month)}月${Number(day)}日`;
}
