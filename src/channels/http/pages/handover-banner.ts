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
<div class="handover-words"><h2 id="handover-title">${taken ? '工作人员正在为您服务' : '正在等工作人员'}<span class="case">编号${number}</span></h2>
<p>${taken ? '您写的话都会发给工作人员，机器人不插话。' : '您可以先把情况写下来，工作人员一来就能看到。'}</p></div>
<p class="handover-foot"><a class="refresh" id="refresh" href="/#latest">看有没有新消息</a><button class="quiet" type="submit" form="composer" formaction="/chat/leave" formnovalidate>${taken ? '结束人工服务' : '不等了'}</button></p>
</section>`;
}
