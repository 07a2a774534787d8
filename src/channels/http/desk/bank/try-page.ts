/** A question is tried: which passage wins and why, what the bank did, what the resident reads. @module */
import { html } from 'hono/html';
import type { App } from '../../../../app.ts';
import { approvedThresholds } from '../../../../answering/approved-answer.ts';
import { nameOf } from '../../../../answering/document-name.ts';
import type { AnswerPassage } from '../../../../answering/answer.ts';
import type { QuestionMatch } from '../../../../retrieval/model.ts';
import { leastSimilarity } from '../../../../retrieval/retriever.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { partNames } from '../look-up/passages-view.ts';
import { entryId } from './bank-book.ts';
import { nameOfLocator } from './clause-choices.ts';
import type { Explained, ExplainedPassage, TriedQuestion } from './explain-question.ts';
import { answerCard } from './trial-view.ts';

export interface TryPageOptions {
  readonly staff: SignedIn;
  readonly asked: TriedQuestion;
  /** null: nothing was asked yet. */
  readonly explained: Explained | null;
  readonly app: App;
  readonly fault?: string | undefined;
}

export function tryPage({ staff, asked, explained, app, fault }: TryPageOptions): Markup {
  const body = html`<div class="desk-page bank-page">
<p class="bank-back"><a href="/desk/bank">问答库</a></p>
<h1>试一个问题</h1>
<p class="lead">看哪一段赢、为什么赢、居民读到什么。试的话不保存，也不记在日志里。</p>
${fault === undefined ? '' : html`<p class="desk-fault" role="alert">${fault}</p>`}
<form method="post" action="/desk/bank/try" class="desk-form try-form">
${csrfField(staff)}
<div class="field"><label for="q">问题</label><input id="q" name="q" value="${asked.q}" maxlength="800" autocomplete="off" required></div>
<div class="desk-pair">
<div class="field"><label for="earlier">前面问过的（一行一句，可以不写）</label><textarea id="earlier" name="earlier" rows="2">
${asked.earlier.join('\n')}</textarea></div>
<div class="field"><label for="asOf">按哪一天的规定</label><input id="asOf" name="asOf" type="date" value="${asked.asOf ?? ''}"></div>
</div>
<p class="actions"><button type="submit" class="button">试一试</button></p>
</form>
${explained === null ? '' : explanation(explained, app)}
</div>`;
  return deskLayout({ title: '试一个问题', current: 'bank', staff, body, styles: [assets.bankStyle] });
}

function explanation(
  { answer, withoutBank, guard, matches, said, added, passages }: Explained,
  app: App,
): Markup {
  return html`<section class="try-result" aria-labelledby="result-title"><h2 id="result-title">结果</h2>
<div class="trial-pair">${answerCard('居民读到的', answer)}${withoutBank === null ? '' : answerCard('不用问答库的话', withoutBank)}</div>
<dl class="desk-facts try-facts">
<div><dt>门口检查</dt><dd>${guard}</dd></div>
${said.length === 0 ? '' : html`<div><dt>查的字词</dt><dd>${said.join('、')}</dd></div>`}
${added.length === 0 ? '' : html`<div><dt>另外补上</dt><dd>${added.join('、')}<span class="desk-soft">（公报的说法、同音的字）</span></dd></div>`}
<div><dt>为什么</dt><dd>${whySentence(passages)}</dd></div>
</dl></section>
${matchesSection(matches, app)}
${passages.length === 0 ? '' : passagesSection(passages)}`;
}

function whySentence(passages: readonly ExplainedPassage[]): string {
  const winner = passages.findIndex(({ cited }) => cited === 1);
  const first = passages[winner];
  if (first === undefined) return '没有引用条文。';
  const [best] = Object.entries(first.passage.parts).toSorted(([, left], [, right]) => right - left);
  const name = best === undefined ? '' : (partNames[best[0]]?.[0] ?? best[0]);
  const because = best === undefined ? '' : `，得分主要来自“${name}”（${figure(best[1])}分）`;
  const beside = winner === 0 ? '' : '；前面的几段没有直接说到所问的事';
  return `回答引用的是第${winner + 1}名${because}${beside}。`;
}

function matchesSection(matches: readonly QuestionMatch[], app: App): Markup {
  if (matches.length === 0)
    return html`<section><h2>像哪条标准问</h2><p class="desk-soft">没有像的标准问。</p></section>`;
  return html`<section><h2>像哪条标准问</h2>
<table class="desk-table"><thead><tr><th scope="col">标准问</th><th scope="col">最像的问法</th><th scope="col">有多像</th><th scope="col">指着</th></tr></thead>
<tbody>${matches.map(({ question, wording, similarity }) => {
    const document = app.corpus.documents[question.document];
    const locator = app.corpus.clauses[question.clauses[0] ?? -1]?.locator ?? '';
    const known = document === undefined ? '' : entryId(document.id, question.ask);
    return html`<tr><th scope="row"><a href="/desk/bank/entry/${known}">${question.ask}</a></th><td data-label="最像的问法">${wording === question.ask ? '标准问' : wording}</td><td data-label="有多像">${share(similarity)}</td><td data-label="指着">${document === undefined ? '' : nameOf(document)} ${nameOfLocator(locator)}</td></tr>`;
  })}</tbody></table>
<p class="desk-remark">像到${share(leastSimilarity)}以上的，才给它指着的条款加分；有审定答案的，像到${share(approvedThresholds.main)}以上才用答案。</p></section>`;
}

const shownParts = ['lexical', 'characters', 'vector', 'askedAs', 'number', 'meaning'] as const;

function passagesSection(passages: readonly ExplainedPassage[]): Markup {
  const parts = shownParts.filter((name) => passages.some(({ passage }) => (passage.parts[name] ?? 0) !== 0));
  return html`<section><h2>比过的条文</h2>
<div class="table-scroll" role="region" aria-label="比过的条文" tabindex="0"><table class="try-scores">
<thead><tr><th scope="col">名次</th><th scope="col">条文</th>${parts.map((name) => html`<th scope="col">${partNames[name]?.[0]}</th>`)}<th scope="col">合计</th><th scope="col">不用问答库</th></tr></thead>
<tbody>${passages.map((each, at) => passageRow(each, at + 1, parts))}</tbody></table></div>
<details><summary>这些分是什么</summary><ul class="try-meanings">${parts.map((name) => html`<li><strong>${partNames[name]?.[0]}</strong>：${partNames[name]?.[1]}。</li>`)}</ul></details></section>`;
}

function passageRow(
  { passage, cited, without }: ExplainedPassage,
  rank: number,
  parts: readonly string[],
): Markup {
  const { parts: scores, score, text } = passage;
  const best = parts.toSorted((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))[0];
  return html`<tr class="${cited === null ? '' : 'is-cited-row'}"><td>${rank}</td><th scope="row">${placeName(passage)}${cited === null ? '' : html` <span class="desk-tag desk-tag-good">引用[${cited}]</span>`}<span class="try-text">${text.slice(0, 60)}${text.length > 60 ? '…' : ''}</span></th>${parts.map((name) => html`<td>${name === best ? html`<strong>${figure(scores[name] ?? 0)}</strong>` : figure(scores[name] ?? 0)}</td>`)}<td>${figure(score)}</td><td>${without === null ? '10名以外' : `第${without}名`}</td></tr>`;
}

const placeName = ({ documentNumber, title, locator }: AnswerPassage): string =>
  [documentNumber ?? `《${title}》`, locator].filter(Boolean).join(' ');
const figure = (value: number): string => value.toFixed(2);
const share = (similarity: number): string => `${Math.round(Math.min(1, similarity) * 100)}%`;
