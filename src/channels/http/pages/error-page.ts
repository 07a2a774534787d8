import { html } from 'hono/html';
import { layout, type Markup } from './layout.ts';

/** A page for a fault, in the same look: what happened and what to do. */
export function errorPage(homeName: string, title: string, remedy: string): Markup {
  const body = html`<div class="plain-page">
<h1>${title}</h1>
<p class="lead">${remedy}</p>
<p class="actions"><a class="button" href="/">去提问</a><a class="button secondary" href="/documents">看全部文件</a></p>
</div>`;
  return layout({ title: `${title} - 问政`, homeName, current: 'error', body });
}
