import { html } from 'hono/html';
import type { Markup } from '../../pages/layout.ts';

/** What chat-desk-keys.js does with each. */
const keys: readonly (readonly [key: string, what: string])[] = [
  ['j 或 ↓', '下一位'],
  ['k 或 ↑', '上一位'],
  ['Enter', '打开选中的'],
  ['t', '接手'],
  ['r', '写回复'],
  ['F2', '把机器人的建议放进回复框'],
  ['c', '常用回复（回复框空着时按 / 也可以）'],
  ['n', '写备注'],
  ['x', '转给同事'],
  ['e', '结束，交还机器人'],
  ['l', '看对话'],
  ['u', '返回列表'],
  ['Esc', '离开输入框，关闭这张表'],
  ['?', '打开这张表'],
];

export function keyOverlay(): Markup {
  return html`<dialog class="keys" id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">快捷键</h2>
<dl>${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
<p><label><input type="checkbox" id="keys-on" checked> 使用单个字母的快捷键</label></p>
<form method="dialog"><button class="button" type="submit">关闭</button></form>
</dialog>`;
}
