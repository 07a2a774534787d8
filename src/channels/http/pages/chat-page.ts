import { html } from 'hono/html';
import { shownQuestion } from '../../../answering/intake.ts';
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import { validityOn } from '../../../gazette/validity.ts';
import type { ChatBackend } from '../chat-backend.ts';
import { longestQuestion } from '../read-question.ts';
import { sampleQuestions } from '../sample-questions.ts';
import { chineseDate, layout, type Markup } from './layout.ts';

export interface ChatPageOptions {
  readonly backend: ChatBackend;
  /** Earlier questions, oldest first: shown, and carried in hidden fields so that the next one can refer to them. */
  readonly context?: readonly string[];
  /** The turn that was just answered. */
  readonly turn?: Markup;
  /** A question that was not answered and must not be lost, with the sentence that says why. */
  readonly kept?: { readonly question: string; readonly message: string };
}

/** The residents' page. Works without a script; with one, turns are added without loading the page anew. */
export function chatPage({ backend, context: asked = [], turn, kept }: ChatPageOptions): Markup {
  const context = asked.map(shownQuestion);
  const started = turn !== undefined || context.length > 0 || kept !== undefined;
  const earlier = turn === undefined ? context : context.slice(0, -1);
  const body = html`<div class="chat">
${started ? html`<h1 class="visually-hidden">问政</h1>` : introduction(backend)}
<section class="conversation" aria-label="对话">
${earlier.length === 0 ? '' : html`<ol class="earlier" aria-label="刚才问过">${earlier.map((question) => html`<li class="question"><span class="visually-hidden">刚才问过：</span>${question}</li>`)}</ol>`}
<ol class="turns" id="turns">${turn ?? ''}</ol>
</section>
${composer(context, kept, started)}
</div>`;
  const title = `问政：${backend.homeName}政府公报查询`;
  return layout({
    title: turn === undefined ? title : `回答 - ${title}`,
    homeName: backend.homeName,
    current: 'chat',
    body,
    script: true,
  });
}

function introduction(backend: ChatBackend): Markup {
  const { corpus, homeName, gazettes } = backend;
  const today = backend.today();
  const official = corpus.documents.flatMap((document, index) =>
    document.standing === 'official' ? [index] : [],
  );
  const ended = official.filter((index) =>
    ['expired', 'repealed', 'period_over'].includes(validityOn(corpus, index, today).status),
  ).length;
  const latest = corpus.documents
    .map((document) => document.gazette?.publishedOn ?? document.issuedOn ?? '')
    .reduce((newest, date) => (date > newest ? date : newest), '');
  return html`<section class="introduction" aria-labelledby="hello">
<h1 id="hello">您好，我是问政</h1>
<p class="lead">我帮您在${homeName}的政府公报里查政策，用一两句话回答，并把原文逐条摘给您看。公报里没有的，我会直说没有。</p>
<dl class="facts">
<div><dt>查的是</dt><dd>${gazettes}</dd></div>
${latest === '' ? '' : html`<div><dt>截至</dt><dd>${chineseDate(latest)}，之后的新规定不在其中</dd></div>`}
${ended === 0 ? '' : html`<div><dt>请留意</dt><dd>${official.length}份本地文件中，<strong>${ended}份已过期或已废止</strong>，回答时会逐条标明，供您了解当时的规定</dd></div>`}
</dl>
<form class="samples" method="post" action="/ask" aria-labelledby="samples-title">
<h2 id="samples-title">可以这样问</h2>
<ul>${sampleQuestions(corpus).map((question) => html`<li><button type="submit" name="q" value="${question}">${question}</button></li>`)}</ul>
</form>
</section>`;
}

function composer(context: readonly string[], kept: ChatPageOptions['kept'], started: boolean): Markup {
  return html`<form class="composer" id="composer" method="post" action="/ask">
${context.map((question) => html`<input type="hidden" name="context" value="${question}">`)}
<p class="ask-error" id="ask-error" role="alert" ${kept === undefined ? html`hidden` : ''}>${kept?.message ?? ''}</p>
<label for="question">您想问什么？<span class="hint" id="question-hint">请不要写身份证号、病历等个人信息</span></label>
<div class="composer-row">
<textarea id="question" name="q" rows="1" required maxlength="${longestQuestion}" enterkeyhint="send" autocomplete="off" aria-describedby="question-hint ask-error">
${kept === undefined ? '' : maskPrivateNumbers(kept.question, 'typed')}</textarea>
<button class="send" type="submit">提问</button>
</div>
<p class="composer-foot"><span id="ask-status" role="status"></span><a class="restart" id="restart" href="/" ${started ? '' : html`hidden`}>换个话题，重新开始</a></p>
</form>`;
}
