import { html } from 'hono/html';
import type { Handover } from '../../../store/store.ts';
import type { Markup } from './layout.ts';

/**
 * Says that a person has the conversation, above the box that writes to them. The buttons belong to the form of that
 * box, so that what was being written goes along.
 */
export function handoverBanner({ number, state }: Handover): Markup {
  const taken = state === 'taken';
  return html`<section class="handover" id="handover" aria-labelledby="handover-title" tabindex="-1">
<div class="handover-head"><h2 id="handover-title">${taken ? '工作人员正在为您服务' : '正在等工作人员'}<span class="case">编号${number}</span></h2>
<button class="quiet" type="submit" form="composer" formaction="/chat/leave" formnovalidate>${taken ? '结束服务' : '不等了'}</button></div>
<p>${taken ? '机器人不插话，您写的都发给工作人员。' : '可以先把情况写下来，工作人员一来就能看到。'}</p>
<p class="refresh" id="refresh"><a href="/#latest">看有没有新消息</a></p>
</section>`;
}
