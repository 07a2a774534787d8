/** What was published, by whom and why; the way back. @module */
import { html } from 'hono/html';
import type { Edition } from '../../../../editions/edition.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { changeWords } from './corpus-words.ts';

export interface EditionsPageOptions {
  readonly staff: SignedIn;
  /** null for a damaged one, which is left out. */
  readonly read: (edition: number) => Edition | null;
  /** Number that was published last. */
  readonly latest: number;
  readonly page: number;
  readonly nameOf: (document: string) => string;
}

const editionsOnAPage = 30;
const shownChanges = 8;

const link = (to: number, text: string): Markup =>
  html`<a href="/desk/corpus/editions?page=${to}">${text}</a>`;

export function editionsPage({ staff, read, latest, page, nameOf }: EditionsPageOptions): Markup {
  const pages = Math.max(1, Math.ceil(latest / editionsOnAPage));
  const at = Math.min(Math.max(1, page), pages);
  const newest = latest - (at - 1) * editionsOnAPage;
  const shown = Array.from({ length: Math.min(editionsOnAPage, newest) }, (_, back) => newest - back);
  const body = html`<div class="desk-page corpus">
<p><a href="/desk/corpus">回到公报</a></p>
<h1>版本记录</h1>
<p class="lead">每发布一次是一版，最近的在前。撤销、恢复都是发布新的一版，原来的记录不会改。</p>
${
  latest === 0
    ? html`<p>还没有发布过，现在用的是原来的公报。</p>`
    : html`<table class="desk-table corpus-editions">
<thead><tr><th scope="col">版</th><th scope="col">改了什么</th><th scope="col">原因</th><th scope="col">谁</th><th scope="col">时间</th><th scope="col">恢复</th></tr></thead>
<tbody>${shown.flatMap((number) => {
        const edition = read(number);
        return edition === null ? [] : [editionRow(staff, edition, latest, nameOf)];
      })}${at === pages ? originalRow(staff, latest) : ''}</tbody></table>`
}
${pages > 1 ? html`<nav class="pages" aria-label="翻页">${at > 1 ? link(at - 1, '较近的') : ''}${at < pages ? link(at + 1, '更早的') : ''}</nav>` : ''}
</div>`;
  return deskLayout({ title: '版本记录', current: 'corpus', staff, body, styles: [assets.corpusStyle] });
}

function editionRow(
  staff: SignedIn,
  { edition, by, at, reason, changes }: Edition,
  latest: number,
  nameOf: (document: string) => string,
): Markup {
  const words = changes.map((change) => changeWords(change, nameOf));
  return html`<tr>
<th scope="row">第${edition}版${edition === latest ? html` <span class="desk-tag desk-tag-good">正在用</span>` : ''}</th>
<td data-label="改了什么"><ul>${words.slice(0, shownChanges).map((each) => html`<li>${each}</li>`)}${words.length > shownChanges ? html`<li>还有${words.length - shownChanges}处</li>` : ''}</ul></td>
<td data-label="原因">${reason === '' ? '—' : reason}</td>
<td data-label="谁">${by}</td>
<td data-label="时间"><time datetime="${at}">${deskTime(at)}</time></td>
<td data-label="恢复">${edition === latest ? goBack(staff, { what: 'undo', edition: edition - 1, latest, text: `撤销第${edition}版` }) : goBack(staff, { what: 'restore', edition, latest, text: `恢复到第${edition}版` })}</td>
</tr>`;
}

function originalRow(staff: SignedIn, latest: number): Markup {
  const restore = goBack(staff, {
    what: 'restore',
    edition: 0,
    latest,
    text: '恢复成原来的公报',
  });
  return html`<tr><th scope="row">原来的公报</th><td data-label="改了什么">随系统交付，没有改动</td><td></td><td></td><td></td><td data-label="恢复">${latest === 1 ? '' : restore}</td></tr>`;
}

function goBack(
  staff: SignedIn,
  to: {
    readonly what: 'undo' | 'restore';
    readonly edition: number;
    readonly latest: number;
    readonly text: string;
  },
): Markup {
  return html`<form method="post" action="/desk/corpus/change">${csrfField(staff)}<input type="hidden" name="what" value="${to.what}"><input type="hidden" name="step" value="preview"><input type="hidden" name="parent" value="${to.latest}"><input type="hidden" name="edition" value="${to.edition}"><button type="submit" class="button secondary">${to.text}</button></form>`;
}
