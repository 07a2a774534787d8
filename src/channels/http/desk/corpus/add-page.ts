/** Where a gazette is handed in, and what waits to be published. @module */
import { html } from 'hono/html';
import type { Draft, GazetteOrigin } from '../../../../editions/gazette-editor.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { formatNames, sourceKindNames } from './corpus-words.ts';

export interface AddPageOptions {
  readonly staff: SignedIn;
  readonly origin: GazetteOrigin;
  readonly regions: readonly string[];
  readonly publishers: readonly string[];
  readonly drafts: readonly Draft[];
  /** Of a file, in bytes. */
  readonly mostBytes: number;
  readonly fault?: string | undefined;
}

export function addPage(options: AddPageOptions): Markup {
  const { staff, drafts, mostBytes, fault } = options;
  const body = html`<div class="desk-page corpus">
<p><a href="/desk/corpus">回到公报</a></p>
<h1>添加公报</h1>
<p class="lead">上传以后先读出来给您看，看过再发布；不发布，居民看不到。</p>
<section class="desk-panel" aria-labelledby="upload"><h2 id="upload">上传</h2>
<form id="upload-form" class="desk-form" method="post" action="/desk/corpus/add" enctype="multipart/form-data" data-most-bytes="${mostBytes}">
${csrfField(staff)}
<div class="field"><label for="file">公报文件</label><input type="file" id="file" name="file" accept=".txt,.docx,.pdf,.html,.htm" required aria-describedby="file-help file-fault">
<p class="desk-soft" id="file-help">文本（.txt）、Word（.docx）、有文字的 PDF、网页（.html），最大${mostBytes / 1024 / 1024} MB。旧版 .doc 请另存为 .docx；扫描件请先做文字识别。</p></div>
<p class="desk-fault" id="file-fault" role="alert" ${fault === undefined ? html`hidden` : ''}>${fault ?? ''}</p>
${originFields(options)}
<p class="actions"><button type="submit" class="button">上传并读取</button></p>
</form></section>
${draftList(drafts)}
</div>`;
  return deskLayout({
    title: '添加公报',
    current: 'corpus',
    staff,
    body,
    styles: [assets.corpusStyle],
    scripts: [assets.corpusScript],
  });
}

export function originFields({
  origin,
  regions,
  publishers,
}: Pick<AddPageOptions, 'origin' | 'regions' | 'publishers'>): Markup {
  return html`<div class="desk-pair">
<div class="field"><label for="region">地区</label><input id="region" name="region" value="${origin.region ?? ''}" maxlength="40" list="regions" autocomplete="off" aria-describedby="region-help"><p class="desk-soft" id="region-help">文件管哪里，例如 清新区；空着就按每份文件自己的文字。</p></div>
<div class="field"><label for="publisher">编印单位（可以不填）</label><input id="publisher" name="publisher" value="${origin.publisher ?? ''}" maxlength="80" list="publishers" autocomplete="off"></div>
</div>
<datalist id="regions">${regions.map((region) => html`<option value="${region}"></option>`)}</datalist>
<datalist id="publishers">${publishers.map((publisher) => html`<option value="${publisher}"></option>`)}</datalist>
<fieldset class="desk-roles"><legend>种类</legend>${Object.entries(sourceKindNames).map(([kind, name]) => html`<label><input type="radio" name="kind" value="${kind}" ${kind === origin.kind ? html`checked` : ''}><span>${name}</span></label>`)}</fieldset>`;
}

function draftList(drafts: readonly Draft[]): Markup {
  return html`<section aria-labelledby="drafts"><h2 id="drafts">待发布</h2>
${
  drafts.length === 0
    ? html`<p>没有。</p>`
    : html`<p class="desk-soft">编辑都看得到；7天没有发布的自动删除。</p>
<table class="desk-table"><thead><tr><th scope="col">文件</th><th scope="col">种类</th><th scope="col">谁上传的</th><th scope="col">时间</th></tr></thead>
<tbody>${drafts.map(
        ({ id, gazette }) =>
          html`<tr><th scope="row"><a href="/desk/corpus/draft?id=${id}">${gazette.originalName}</a></th><td data-label="种类">${formatNames[gazette.format]}</td><td data-label="上传人">${gazette.by}</td><td data-label="时间">${deskTime(gazette.at)}</td></tr>`,
      )}</tbody></table>`
}
</section>`;
}
