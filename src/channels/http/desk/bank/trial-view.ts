import { html } from 'hono/html';
import type { Answer } from '../../../../answering/answer.ts';
import type { Markup } from '../../pages/layout.ts';
import { textBlocks } from '../look-up/answer-view.ts';
import { statusNames } from '../overview/status-names.ts';
import { type EntryTrial, isSameAnswer, placeOf, type TrialResult } from './entry-trial.ts';

/** Before and after, side by side; then in short for each wording. */
export function trialView({ first, wordings }: EntryTrial): Markup {
  return html`<div class="bank-trial" id="trial" role="region" aria-label="改前改后" tabindex="0">
<p class="trial-asked">问：${first.asked}</p>
${isSameAnswer(first) ? html`<p class="desk-soft">改前改后，居民看到的一样。</p>` : ''}
<div class="trial-pair">${answerCard('改前', first.before)}${answerCard('改后', first.after)}</div>
<table class="desk-table trial-table"><caption>这一条的每种问法</caption>
<thead><tr><th scope="col">问法</th><th scope="col">改前引用</th><th scope="col">改后引用</th><th scope="col">回答</th></tr></thead>
<tbody>${wordings.map(wordingRow)}</tbody></table>
</div>`;
}

/** An answer as the resident reads it. */
export function answerCard(title: string, answer: Answer, note: Markup | '' = ''): Markup {
  return html`<section class="trial-card" aria-label="${title}"><h3>${title}<span class="desk-tag ${toneOf(answer)}">${statusNames[answer.status]}</span></h3>
<div class="trial-text">${textBlocks(answer.answer.split('\n').filter((line) => line.trim() !== ''))}</div>
${answer.notices.length === 0 ? '' : html`<ul class="trial-notices">${answer.notices.map(({ text }) => html`<li>${text}</li>`)}</ul>`}${note}</section>`;
}

export function toneOf({ status }: Pick<Answer, 'status'>): string {
  if (status.startsWith('answered') || status === 'needs_input') return 'desk-tag-good';
  return status === 'clarification' ? 'desk-tag-care' : 'desk-tag-ended';
}

function wordingRow(result: TrialResult): Markup {
  const { asked, before, after } = result;
  return html`<tr><th scope="row">${asked}</th><td data-label="改前引用">${placeOf(before)}</td><td data-label="改后引用">${placeOf(after)}</td><td data-label="回答">${isSameAnswer(result) ? '一样' : html`<strong>不同</strong>`}</td></tr>`;
}
