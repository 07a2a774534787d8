/** How far a reading or a publication is. @module */
import { html } from 'hono/html';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { deskLayout } from '../desk-layout.ts';
import type { Work } from './works.ts';

export const isGoingOn = ({ state }: Work): boolean => state === 'waiting' || state === 'running';

export function workPage(staff: SignedIn, work: Work): Markup {
  const body = html`<div class="desk-card corpus">
<h1 class="file-name">${work.title}</h1>
<p class="visually-hidden" id="said" role="status"></p>
<div id="work" data-work="${work.id}" data-state="${work.state}">${workView(work)}</div>
${isGoingOn(work) ? html`<noscript><meta http-equiv="refresh" content="2"><p class="desk-soft">这一页每2秒刷新一次。</p></noscript>` : ''}
</div>`;
  return deskLayout({
    title: work.title,
    current: 'corpus',
    staff,
    body,
    styles: [assets.corpusStyle],
    scripts: [assets.corpusScript],
  });
}

/** All that changes meanwhile. */
export function workView(work: Work): Markup {
  const { state, ahead, step, progress, sentence, goal, back, kind } = work;
  if (state === 'refused')
    return html`<p class="desk-fault">${sentence ?? ''}</p><p class="actions"><a class="button" href="${back}">回去</a></p>`;
  if (state === 'done')
    return html`<p>办好了。</p><p class="actions"><a class="button" href="${goal ?? back}">看结果</a></p>`;
  const percent = progress === null ? null : Math.floor(progress * 100);
  return html`<p class="corpus-going">${state === 'waiting' ? `在排队，前面还有${ahead}件` : step}</p>
<progress ${percent === null ? '' : html`value="${percent}"`} max="100" aria-label="进度">${percent ?? ''}</progress>
<p class="desk-soft">${kind === 'read' ? '读完会打开读出的内容。可以离开这一页，读完在“待发布”里找。' : '这期间照常回答。可以离开这一页，发布好了在“版本记录”里找。'}</p>`;
}

/** For somebody who hears the page. */
export function sayWork({ state, step, sentence }: Work): string {
  if (state === 'refused') return `没有办成。${sentence ?? ''}`;
  if (state === 'done') return '办好了。';
  return state === 'waiting' ? '在排队。' : `${step}。`;
}
