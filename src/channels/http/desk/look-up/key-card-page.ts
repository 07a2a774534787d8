import { html } from 'hono/html';
import type { SignedIn } from '../../../../staff/staff.ts';
import type { Asset } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { deskLayout } from '../desk-layout.ts';
import { keyTables } from './keys.ts';

/** One page to print and put beside the telephone. */
export function keyCardPage(staff: SignedIn, styles: readonly Asset[]): Markup {
  const body = html`<div class="key-card">
<h1>查询按键卡</h1>
<p class="lead">在搜索框里打字时，字母就是字母；按 <kbd>Esc</kbd> 离开搜索框后，单个字母才是命令。忘了按 <kbd>?</kbd>。</p>
<div class="key-groups">${keyTables(2)}</div>
<p class="remark">念给来电人之前先看效力：不是“现行有效”的，先念“先说明”那一句。</p>
<p class="screen-only"><a class="button" href="/desk/look-up">去查询</a></p>
</div>`;
  return deskLayout({ title: '查询按键卡', current: 'look-up', staff, styles, body });
}
