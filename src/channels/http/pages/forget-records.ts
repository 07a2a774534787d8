import { html } from 'hono/html';
import { keptSentence } from './introduction.ts';
import type { Markup } from './layout.ts';

/** What is kept, and its end. The button opens the question whether it is meant, which needs no script. */
export function forgetRecords(keptDays: number, isShown: boolean): Markup {
  return html`<section class="records" id="records" aria-label="您的记录" ${isShown ? '' : html`hidden`}>
<p>${keptSentence(keptDays)}。</p>
<details><summary>删除我的记录</summary>
<form method="post" action="/chat/forget">
<p>您的提问、回答、评价和人工服务的对话都会删掉，找不回来。正在等的人工服务也会取消。确定吗？</p>
<button class="button danger" type="submit">确定删除</button>
</form></details>
</section>`;
}
