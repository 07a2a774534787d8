/** What was published is in use: somebody can ask at once. @module */
import { html } from 'hono/html';
import type { Answer } from '../../../../answering/answer.ts';
import type { Edition } from '../../../../editions/edition.ts';
import type { Corpus } from '../../../../gazette/model.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { longestQuestion } from '../look-up/read-look-up.ts';
import { changeWords } from './corpus-words.ts';
import { nameOf } from './preview-view.ts';

export interface PublishedPageOptions {
  readonly staff: SignedIn;
  readonly edition: Edition;
  /** Number in use in this process. */
  readonly inUse: number;
  readonly corpus: Corpus;
  readonly nameOfDocument: (id: string) => string;
  /** A question that was tried; not kept anywhere. */
  readonly tried?: { readonly q: string; readonly answer: Answer };
}

export function publishedPage(options: PublishedPageOptions): Markup {
  const { staff, edition, inUse, corpus, nameOfDocument, tried } = options;
  const files = edition.changes.flatMap((change) =>
    change.kind === 'add_gazette' ? [change.gazette.file] : [],
  );
  const added = corpus.documents.filter(({ source }) => files.includes(corpus.sources[source]?.file ?? ''));
  const body = html`<div class="desk-page corpus">
<h1>第${edition.edition}版${inUse === edition.edition ? '已经启用' : inUse > edition.edition ? '之后又发布了新版' : '正在启用，请过几秒钟刷新'}</h1>
<p class="lead">${edition.by}在${deskTime(edition.at)}发布。${edition.reason}</p>
<ul>${edition.changes.map((change) => html`<li>${changeWords(change, nameOfDocument)}</li>`)}</ul>
${added.length === 0 ? '' : html`<h2>收入的文件</h2><ul>${added.map((document) => html`<li><a href="/desk/corpus/document?id=${encodeURIComponent(document.id)}">${nameOf({ documentNumber: document.number?.canonical ?? null, title: document.title })}</a></li>`)}</ul>`}
<section class="desk-panel" aria-labelledby="try"><h2 id="try">试问一句</h2>
<form method="post" action="/desk/corpus/try" class="desk-form">${csrfField(staff)}<input type="hidden" name="edition" value="${edition.edition}">
<div class="field"><label for="question">像居民那样问</label><input id="question" name="q" value="${tried?.q ?? ''}" maxlength="${longestQuestion}" required autocomplete="off"></div>
<p class="actions"><button type="submit" class="button">试问</button></p></form>
${tried === undefined ? '' : answerView(tried.answer)}
<p class="desk-soft">只是试一试，不保存，也不计入统计。</p>
</section>
<p class="actions"><a class="button secondary" href="/desk/corpus">回到公报</a><a class="button secondary" href="/desk/corpus/editions">版本记录、撤销</a></p>
</div>`;
  return deskLayout({
    title: `第${edition.edition}版`,
    current: 'corpus',
    staff,
    body,
    styles: [assets.corpusStyle],
  });
}

function answerView({ answer, notices, citations }: Answer): Markup {
  return html`<div class="corpus-answer" role="status" id="answer">
<p class="corpus-words">${answer}</p>
${notices.map(({ text }) => html`<p class="corpus-notice">${text}</p>`)}
${
  citations.length === 0
    ? ''
    : html`<ol>${citations.map(
        ({ documentNumber, title, locator, quote, validity }) =>
          html`<li>${documentNumber ?? `《${title}》`} ${locator} ${validityBadge(validity)}<blockquote>${quote}</blockquote></li>`,
      )}</ol>`
}
</div>`;
}
