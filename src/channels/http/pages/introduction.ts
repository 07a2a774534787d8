import { html } from 'hono/html';
import { modelConsent } from '../../../answering/reply.ts';
import { validityOn } from '../../../gazette/validity.ts';
import type { ChatBackend } from '../chat-backend.ts';
import { sampleQuestions } from '../sample-questions.ts';
import { chineseDate, type Markup } from './layout.ts';

export interface IntroductionOptions {
  readonly backend: ChatBackend;
  /** Key of the first question, whichever sample it is. */
  readonly message: string;
  /** Days that conversations are kept; null where nothing is kept. */
  readonly keptDays: number | null;
  /** Nothing can be asked at present, so no samples are shown. Default false. */
  readonly isClosed?: boolean;
}

/** Who answers, from which gazettes, up to when, what is kept, and what can be asked: before the first question. */
export function introduction(options: IntroductionOptions): Markup {
  const { backend, message, keptDays, isClosed = false } = options;
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
${keptDays === null ? '' : html`<div><dt>记录</dt><dd>${keptSentence(keptDays)}</dd></div>`}
${backend.sendsToModel === true ? html`<div><dt>AI</dt><dd>${modelConsent}</dd></div>` : ''}
</dl>
${isClosed ? '' : samples()}
</section>`;

  function samples(): Markup {
    return html`<form class="samples" method="post" action="/ask#latest" aria-labelledby="samples-title">
<input type="hidden" name="message" value="${message}">
<h2 id="samples-title">可以这样问</h2>
<ul>${sampleQuestions(corpus).map((question) => html`<li><button type="submit" name="q" value="${question}">${question}</button></li>`)}</ul>
</form>`;
  }
}

/** What is kept how long and how to delete it, in one sentence without its full stop. */
export function keptSentence(days: number): string {
  return `您的提问和回答保存到最后一次提问后${days}天，证件号、手机号等先遮掉；随时可以点“删除我的记录”全部删掉`;
}
