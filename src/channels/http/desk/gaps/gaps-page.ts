import { html } from 'hono/html';
import { describeGapKind, gapClosingNames, gapStateNames } from '../../../../conversations/working-gaps.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import type { Gap } from '../../../../store/store.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { pageLinks, type PageOf } from '../bank/page-links.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { type GapFilters, givenFilters, gapViewNames, gapViews } from './gap-filters.ts';

export interface GapsPageOptions {
  readonly staff: SignedIn;
  readonly filters: GapFilters;
  readonly gaps: readonly Gap[];
  readonly found: number;
  readonly place: PageOf;
  /** Everybody who has taken one. */
  readonly owners: readonly string[];
  readonly mayEdit: boolean;
}

/** The ledger: what the gazettes do not answer, the most asked first. */
export function gapsPage({ staff, filters, gaps, found, place, owners, mayEdit }: GapsPageOptions): Markup {
  const { view, kind, owner, words } = filters;
  const body = html`<div class="desk-page bank-page">
<h1>知识缺口</h1>
<p class="lead">公报里没有的问题和被评为没用的回答，问得多的在前。号码已经隐去，不记是谁问的。</p>
<form method="post" action="/desk/gaps" class="desk-filters" role="search">${csrfField(staff)}
<div class="field"><label for="words">问题里有</label><input id="words" name="words" value="${words}" autocomplete="off" maxlength="100"></div>
<div class="field"><label for="view">状态</label><select id="view" name="view">${gapViews.map((each) => option(each, gapViewNames[each], view))}</select></div>
<div class="field"><label for="kind">来由</label><select id="kind" name="kind">${option('', '全部', kind)}${option('no_source', '公报里没有', kind)}${option('feedback', '被评为没用', kind)}</select></div>
<div class="field"><label for="owner">处理人</label><select id="owner" name="owner">${option('', '所有人', owner)}${owners.map((name) => option(name, name, owner))}</select></div>
<p class="actions"><button type="submit" class="button">查看</button><a class="button secondary" href="/desk/gaps">清除条件</a></p>
</form>
<div class="gaps-found"><p class="desk-remark" role="status">${found === 0 ? '没有符合条件的。' : html`符合条件的${found}条。${words !== '' && found > gaps.length ? html`只列出前${gaps.length}条，请多写几个字。` : ''}`}</p>
${mayEdit && found > 0 ? exportForm(staff, filters) : ''}</div>
${gaps.length === 0 ? '' : table(gaps)}
${words === '' ? pageLinks('/desk/gaps', givenFilters(filters), place) : ''}
</div>`;
  return deskLayout({ title: '知识缺口', current: 'gaps', staff, body, styles: [assets.bankStyle] });
}

const option = (value: string, text: string, chosen: string): Markup =>
  html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${text}</option>`;

function exportForm(staff: SignedIn, filters: GapFilters): Markup {
  return html`<form method="post" action="/desk/gaps/export">${csrfField(staff)}${Object.entries(filters).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit" class="quiet">导出表格（CSV）</button></form>`;
}

function table(gaps: readonly Gap[]): Markup {
  return html`<table class="desk-table gaps-table">
<thead><tr><th scope="col">问题</th><th scope="col">次数</th><th scope="col">来由</th><th scope="col">最近一次</th><th scope="col">状态</th></tr></thead>
<tbody>${gaps.map(
    (gap) => html`<tr><th scope="row"><a href="/desk/gaps/${gap.id}">${gap.question}</a></th>
<td data-label="次数">${gap.count}</td>
<td data-label="来由">${describeGapKind(gap)}</td>
<td data-label="最近一次"><time datetime="${gap.lastAt}">${deskTime(gap.lastAt)}</time></td>
<td data-label="状态"><span>${gapTag(gap)}</span></td></tr>`,
  )}</tbody>
</table>`;
}

/** 处理中 · 李芳 */
export function gapTag({ state, owner, closedAs }: Gap): Markup {
  const tone = state === 'open' ? 'desk-tag-ended' : state === 'in_work' ? 'desk-tag-care' : 'desk-tag-good';
  const more = state === 'closed' ? (closedAs === null ? null : gapClosingNames[closedAs]) : owner;
  return html`<span class="desk-tag ${tone}">${gapStateNames[state]}</span>${state === 'open' || more === null ? '' : html` <span class="desk-soft">${more}</span>`}`;
}
