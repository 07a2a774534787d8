import { html } from 'hono/html';
import type { SignedIn } from '../../../../staff/staff.ts';
import type { NumberedAuditEntry } from '../../../../store/store.ts';
import type { Markup } from '../../pages/layout.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { actionGroups, actionNames } from './action-names.ts';

/** As typed into the filters; empty for all. Days are ISO dates in China, both included. */
export interface AuditFilters {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly from: string;
  readonly until: string;
}

export interface AuditPageOptions {
  readonly staff: SignedIn;
  readonly filters: AuditFilters;
  readonly entries: readonly NumberedAuditEntry[];
  /** Display names to choose from, beside the program's own. */
  readonly actors: readonly string[];
  /** Id that the next, older page begins before; null when this is the last. */
  readonly older: number | null;
  /** This is not the newest page. */
  readonly isLater: boolean;
}

const ownActors: Readonly<Record<string, string>> = {
  system: '系统',
  terminal: '命令行',
  resident: '居民',
};

export function auditPage({ staff, filters, entries, actors, older, isLater }: AuditPageOptions): Markup {
  const body = html`<div class="desk-page">
<h1>操作记录</h1>
<p class="lead">谁在什么时候做了什么，最近的在前。记录里没有居民的原话。</p>
<form method="get" action="/desk/audit" class="desk-filters">
<div class="field"><label for="actor">谁</label><select id="actor" name="actor">${option('', '所有人', filters.actor)}${actors.map((name) => option(name, name, filters.actor))}${Object.entries(ownActors).map(([name, text]) => option(name, text, filters.actor))}</select></div>
<div class="field"><label for="action">做了什么</label><select id="action" name="action">${option('', '所有操作', filters.action)}${actionGroups.map(({ prefix, text }) => option(prefix, text, filters.action))}</select></div>
<div class="field"><label for="subject">对象</label><input id="subject" name="subject" value="${filters.subject}" autocomplete="off" maxlength="200"></div>
<div class="field"><label for="from">从</label><input id="from" name="from" type="date" value="${filters.from}"></div>
<div class="field"><label for="until">到</label><input id="until" name="until" type="date" value="${filters.until}"></div>
<p class="actions"><button type="submit" class="button">查看</button><a class="button secondary" href="/desk/audit">清除条件</a></p>
</form>
${entries.length === 0 ? html`<p class="desk-remark" role="status">没有符合条件的记录。</p>` : table(entries)}
<nav class="pages" aria-label="翻页">${isLater ? html`<a href="/desk/audit?${query(filters)}">最近的</a>` : ''}${older === null ? '' : html`<a href="/desk/audit?${query(filters)}&amp;before=${older}" rel="next">更早的</a>`}</nav>
</div>`;
  return deskLayout({ title: '操作记录', current: 'audit', staff, body });
}

function option(value: string, text: string, chosen: string): Markup {
  return html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${text}</option>`;
}

function table(entries: readonly NumberedAuditEntry[]): Markup {
  return html`<table class="desk-table">
<thead><tr><th scope="col">时间</th><th scope="col">谁</th><th scope="col">做了什么</th><th scope="col">对象</th><th scope="col">说明</th></tr></thead>
<tbody>${entries.map(
    ({ at, actor, action, subject, detail }) => html`<tr>
<th scope="row"><time datetime="${at}">${deskTime(at)}</time></th>
<td data-label="谁">${ownActors[actor] ?? actor}</td>
<td data-label="做了什么">${actionNames[action] ?? action}</td>
<td data-label="对象">${subject}</td>
<td data-label="说明">${detail ?? ''}</td>
</tr>`,
  )}</tbody>
</table>`;
}

function query(filters: AuditFilters): string {
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}
