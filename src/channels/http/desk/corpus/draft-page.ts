/** A gazette that was read and is not published yet. @module */
import { html } from 'hono/html';
import type { Draft } from '../../../../editions/gazette-editor.ts';
import type { Preview } from '../../../../editions/preview.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { originFields } from './add-page.ts';
import { reasonField } from './change-page.ts';
import { formatNames } from './corpus-words.ts';
import { differencesView, faultsView, foundView } from './preview-view.ts';
import type { Resting } from './rests-on.ts';

export interface DraftPageOptions {
  readonly staff: SignedIn;
  readonly draft: Draft;
  readonly preview: Preview;
  readonly resting: readonly Resting[];
  /** The edition that it was compared with. */
  readonly edition: number;
  readonly regions: readonly string[];
  readonly publishers: readonly string[];
  readonly reason?: string;
  readonly fault?: string | undefined;
}

export function draftPage(options: DraftPageOptions): Markup {
  const { staff, draft, preview, resting, edition, reason = '', fault } = options;
  const { id, gazette, warnings } = draft;
  const body = html`<div class="desk-page corpus">
<p><a href="/desk/corpus/add">回到添加公报</a></p>
<h1 class="file-name">${gazette.originalName}</h1>
<p class="lead">${formatNames[gazette.format]}，${gazette.by}在${deskTime(gazette.at)}上传，还没有发布。<a href="/desk/corpus/original?draft=${id}" download>原件</a></p>
${fault === undefined ? '' : html`<p class="desk-fault" role="alert">${fault}</p>`}
${warnings.length === 0 ? '' : html`<div class="corpus-warnings" role="note"><p>读的时候要您留意：</p><ul>${warnings.map((warning) => html`<li>${maskPrivateNumbers(warning)}</li>`)}</ul></div>`}
${faultsView(preview.faults)}
${preview.sources.map(foundView)}
${differencesView({ staff, preview, resting, isBesideFound: true })}
<div class="corpus-columns">
<section class="desk-panel" aria-labelledby="origin"><h2 id="origin">地区、单位、种类</h2>
<form method="post" action="/desk/corpus/draft" class="desk-form">${csrfField(staff)}<input type="hidden" name="id" value="${id}">
${originFields({ ...options, origin: gazette })}
<p class="actions"><button type="submit" class="button secondary">改好，重新看</button></p></form></section>
<section class="desk-panel" aria-labelledby="publish"><h2 id="publish">发布</h2>
${preview.faults.length > 0 ? html`<p>先改好上面列出的，才能发布。</p>` : publishForm(staff, id, edition, reason)}
<form method="post" action="/desk/corpus/draft/discard" class="corpus-discard">${csrfField(staff)}<input type="hidden" name="id" value="${id}"><p class="actions"><button type="submit" class="button danger">不要这份，删除</button></p></form></section>
</div>
</div>`;
  return deskLayout({
    title: '待发布的公报',
    current: 'corpus',
    staff,
    body,
    styles: [assets.corpusStyle],
    scripts: [assets.corpusScript],
  });
}

function publishForm(staff: SignedIn, id: string, edition: number, reason: string): Markup {
  return html`<form method="post" action="/desk/corpus/draft/publish" class="desk-form">${csrfField(staff)}<input type="hidden" name="id" value="${id}"><input type="hidden" name="parent" value="${edition}">
${reasonField(reason)}
<p class="actions"><button type="submit" class="button">发布</button></p>
<p class="desk-soft">发布要几秒钟，这期间照常回答；发布错了可以撤销。</p></form>`;
}
