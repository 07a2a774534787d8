/** The page on which an operator looks things up while the caller waits. @module */
import { html } from 'hono/html';
import type { SignedIn } from '../../../../staff/staff.ts';
import { validityStatuses } from '../../../../gazette/validity.ts';
import { assets } from '../../assets.ts';
import { chinaClock } from '../../pages/china-time.ts';
import type { Markup } from '../../pages/layout.ts';
import { validityLabels } from '../../validity-label.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { keyTables } from './keys.ts';
import type { FilterChoices } from './narrowing.ts';
import { longestQuestion, type LookUp } from './read-look-up.ts';
import { ticketTemplate } from './ticket-text.ts';
import type { LookedUp } from './todays-look-ups.ts';

export interface LookUpPageOptions {
  readonly staff: SignedIn;
  readonly lookUp: LookUp;
  readonly choices: FilterChoices;
  readonly calculators: readonly { readonly id: string; readonly title: string }[];
  readonly today: string;
  /** '' for nothing yet. */
  readonly answer: Markup | '';
  readonly passages: Markup | '';
  readonly nearMisses: Markup | '';
  readonly opened: Markup | '';
  readonly earlier: readonly LookedUp[];
}

export function lookUpPage(options: LookUpPageOptions): Markup {
  const { staff, answer, passages, nearMisses, opened, earlier, calculators } = options;
  const body = html`<h1 class="visually-hidden">查询</h1>
${searchForm(options)}
<div class="look-up">
<div class="found">
<p class="visually-hidden" id="look-up-status" role="status"></p>
<p class="remark" id="look-up-remark" role="alert" hidden></p>
<section id="answer" aria-label="回答">${answer}</section>
<section id="calculation" aria-label="计算" hidden>
<p class="calculator-choice"><label for="calculator">计算</label> <select id="calculator">${calculators.map(({ id, title }) => html`<option value="${id}">${title}</option>`)}</select> <button type="button" class="quiet" id="close-calculation">收起</button></p>
<div id="calculator-form"></div>
</section>
<section id="passages" aria-label="相近的条文">${passages}</section>
<section id="why" aria-label="为什么不是这一条">${nearMisses}</section>
${todaysList(staff, earlier)}
</div>
<div class="beside">
${callNote(staff)}
<section id="document" aria-label="原文" tabindex="-1">${opened === '' ? html`<p class="nothing">选一条结果，原文在这里打开。</p>` : opened}</section>
</div>
</div>
<p class="toast" id="toast" aria-hidden="true"></p>
${keyOverlay()}
${newCallQuestion()}`;
  return deskLayout({
    title: '查询',
    current: 'look-up',
    staff,
    body,
    isWide: true,
    styles: [assets.lookUpStyle],
    scripts: [assets.lookUpScript, assets.lookUpKeys, assets.lookUpNote, assets.lookUpCalculation],
  });
}

function searchForm({ staff, lookUp, choices, today }: LookUpPageOptions): Markup {
  const { q, asOf, filters } = lookUp;
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  const choice = (name: keyof FilterChoices, label: string): Markup | '' =>
    select(
      name,
      label,
      choices[name].map((value) => [value, value]),
      filters[name],
    );
  return html`<form class="look-up-form" id="look-up" method="post" action="/desk/look-up" role="search">
${csrfField(staff)}
<div class="box"><label for="q">来电人问</label>
<input id="q" name="q" type="search" value="${q}" maxlength="${longestQuestion}" autocomplete="off" autocapitalize="off" spellcheck="false" autofocus aria-describedby="box-hint" enterkeyhint="search">
<button type="submit">查</button></div>
<p class="box-hint" id="box-hint"><span>边打边查，<kbd>Esc</kbd>之后按<kbd>?</kbd>看按键</span><button type="button" class="quiet" id="show-keys">按键</button><button type="button" class="quiet" id="show-calculation">计算</button><button type="button" class="quiet" id="new-call">下一位来电</button></p>
<details class="filters" id="filters"${isNarrowed || asOf !== null ? html` open` : ''}><summary>筛选和日期<span class="active" id="active-filters"></span></summary>
<div class="filter-fields">
${select(
  'validity',
  '效力',
  validityStatuses.map((status) => [status, validityLabels[status].text]),
  filters.validity,
)}
${choice('region', '地区')}${choice('issuer', '发文机关')}${choice('year', '年份')}${choice('kind', '种类')}
<p><label for="asOf">按哪一天的规定</label><input type="date" id="asOf" name="asOf" value="${asOf ?? ''}" data-today="${today}"></p>
<p><button type="button" class="quiet" id="clear-filters">去掉筛选</button></p>
</div></details>
</form>`;
}

function select(
  name: string,
  label: string,
  values: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): Markup | '' {
  if (values.length === 0) return '';
  return html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">全部</option>${values.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`)}</select></p>`;
}

/** Latest first; a press asks again. */
export function todaysList(staff: SignedIn, earlier: readonly LookedUp[]): Markup {
  return html`<details class="earlier" id="earlier"><summary>今天查过的<span>${earlier.length}条</span><span class="key" aria-hidden="true">h</span></summary>
${earlier.length === 0 ? html`<p class="nothing">今天还没有查过。</p>` : html`<form method="post" action="/desk/look-up">${csrfField(staff)}<ol>${earlier.map(({ at, text }) => html`<li><time datetime="${at.toISOString()}">${chinaClock(at.toISOString(), null)}</time><button type="submit" class="again" name="q" value="${text}">${text}</button></li>`)}</ol></form>`}
<p class="remark">只有您自己看得见，不写进数据库，当天结束就删除。${earlier.length === 0 ? '' : html`<button type="button" class="quiet" id="clear-earlier">现在删除</button>`}</p></details>`;
}

function callNote({ account }: SignedIn): Markup {
  return html`<details class="call-note" id="note"><summary>来电记录<span id="note-state"></span><span class="key" aria-hidden="true">n</span></summary>
<p><label for="note-asked">来电人问什么</label><textarea id="note-asked" rows="2"></textarea></p>
<p><label for="note-told">答复了什么</label><textarea id="note-told" rows="3"></textarea></p>
<p><label for="note-citations">依据</label><textarea id="note-citations" rows="3"></textarea></p>
<p><label for="ticket-text">工单文字<span class="remark">复制前可以改</span></label><textarea id="ticket-text" rows="7" data-template="${ticketTemplate}" data-by="${account.displayName}"></textarea></p>
<p class="actions"><button type="button" id="copy-ticket">复制工单文字</button><button type="button" class="quiet" id="renew-ticket" hidden>按上面三栏重写</button><span class="remark">只留在这个页面里，换下一位就清空</span></p>
</details>`;
}

function keyOverlay(): Markup {
  return html`<dialog id="keys" aria-labelledby="keys-title"><div class="dialog-head"><h2 id="keys-title">按键</h2><form method="dialog"><button type="submit" autofocus>关闭</button></form></div>
<div class="key-groups">${keyTables(3)}</div>
<p><label class="switch"><input type="checkbox" id="single-keys" checked> 用单个字母作命令</label><span class="remark">用读屏软件或语音输入时可以关掉；关掉后按钮照样能用</span></p>
<p><a href="/desk/keys" target="_blank" rel="noopener">打印按键卡</a></p></dialog>`;
}

function newCallQuestion(): Markup {
  return html`<dialog id="new-call-question" aria-labelledby="new-call-title"><h2 id="new-call-title">来电记录还没有复制</h2>
<p>换下一位会清空这一位的全部内容。</p>
<form method="dialog" class="actions"><button type="submit" value="copy" autofocus>复制工单文字，再换</button><button type="submit" value="drop" class="quiet">不要了，清空</button><button type="submit" value="stay" class="quiet">回去</button></form></dialog>`;
}
