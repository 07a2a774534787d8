/** One question with its answer; the page and the script both get it from here. @module */
import { html } from 'hono/html';
import type { Answer, AnswerStatus, Citation } from '../../../answering/answer.ts';
import { shownQuestion } from '../../../answering/intake.ts';
import { calculationDetails } from './calculation-details.ts';
import { type CorpusLookup, citedPath } from '../corpus-lookup.ts';
import { listItem } from '../../list-item.ts';
import { noticesBeside } from '../../notices-beside.ts';
import type { Markup } from './layout.ts';
import { validityBadge } from './validity-badge.ts';

/**
 * What stands above an answer that is not simply one. A plain answer needs no heading, and neither does one that
 * may begin with 请马上打120: nothing goes before that.
 */
const statusTitles: Readonly<Record<AnswerStatus, string>> = {
  answered: '',
  answered_by_calculator: '按文件规定计算',
  needs_input: '还差一点信息',
  clarification: '请说得再具体一点',
  unanswerable_no_source: '已收录的公报里没有查到',
  unanswerable_other_region: '外地的规定，这里没有收录',
  unanswerable_out_of_scope: '',
  refused_private_data: '涉及他人信息，不能提供',
  refused_injection: '只按公报原文回答',
  refused_misuse: '不能协助',
  handed_over: '已转人工',
  error_input: '没有看懂这句话',
  error_internal: '暂时答不了',
};

/** What a turn that is kept has besides its question and answer. */
export interface TurnSurroundings {
  /** When it was answered and what has changed since, for an answer of another day. */
  readonly remark?: string;
  readonly feedback?: Markup;
  /** Of a topic that was left. */
  readonly past?: boolean;
  /** Who asked, shown above the question; by default it is the reader, who is told so only where the page is read out. */
  readonly asker?: string;
}

/** @param key Letters, digits, `-` and `_`, unlike that of every other turn on the page; anchors are made with it. */
export function turn(
  question: string,
  answer: Answer,
  key: string,
  lookup: CorpusLookup,
  { remark = '', feedback, past = false, asker }: TurnSurroundings = {},
): Markup {
  const title = statusTitles[answer.status];
  const notices = noticesBeside(answer);
  return html`<li class="turn${past ? ' past' : ''}" id="${key}">
<p class="question">${asker === undefined ? html`<span class="visually-hidden">您问：</span>` : html`<span class="asker">${asker}</span>`}${shownQuestion(question)}</p>
<article class="answer status-${answer.status}" aria-label="问政的回答" tabindex="-1">
${remark === '' ? '' : html`<p class="remark-then">${remark}</p>`}
${title === '' ? '' : html`<p class="status-title">${title}</p>`}
<div class="answer-text">${answerText(answer, key)}</div>
${answer.calculation === null ? '' : calculationDetails(answer.calculation)}
${notices.length === 0 ? '' : html`<ul class="notices" aria-label="请注意">${notices.map((notice) => html`<li><span class="sign" aria-hidden="true">⚠</span><span>${notice.text}</span></li>`)}</ul>`}
${answer.nextSteps.length === 0 ? '' : html`<section class="next-steps"><h3>接下来怎么办</h3><ul>${answer.nextSteps.map((step) => html`<li>${step.text}</li>`)}</ul></section>`}
${answer.citations.length === 0 ? '' : html`<section class="citations"><h3>原文摘录</h3><ol>${answer.citations.map((citation) => citationCard(citation, key, lookup))}</ol></section>`}
${feedback ?? ''}
</article>
</li>`;
}

/** Paragraphs, lists and tab-parted tables as the answer is laid out, with its [1] marks as links to the citations. */
function answerText(answer: Answer, key: string): Markup[] {
  const known = new Set(answer.citations.map((citation) => citation.n));
  const inline = (text: string): (string | Markup)[] =>
    text.split(/(\[\d{1,3}\])/).map((piece) => {
      const n = Number(/^\[(\d+)\]$/.exec(piece)?.[1] ?? Number.NaN);
      return known.has(n)
        ? html`<a class="reference" href="#${key}-${n}" aria-label="出处${n}">[${n}]</a>`
        : piece;
    });
  const blocks: { kind: 'text' | 'list' | 'table'; lines: string[] }[] = [];
  for (const line of answer.answer.split('\n')) {
    if (line.trim() === '') continue;
    const kind = line.includes('\t') ? 'table' : listItem.test(line) ? 'list' : 'text';
    const last = blocks.at(-1);
    if (last !== undefined && last.kind === kind && kind !== 'text') last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks.map(({ kind, lines }) => {
    if (kind === 'text') return html`<p>${inline(lines.join('\n'))}</p>`;
    if (kind === 'list')
      return html`<ul>${lines.map((line) => html`<li>${inline(line.replace(listItem, ''))}</li>`)}</ul>`;
    const rows = lines.map(
      (line) => html`<tr>${line.split('\t').map((cell) => html`<td>${inline(cell)}</td>`)}</tr>`,
    );
    return html`<div class="table-scroll" role="region" aria-label="表格" tabindex="0"><table><tbody>${rows}</tbody></table></div>`;
  });
}

function citationCard(citation: Citation, key: string, lookup: CorpusLookup): Markup {
  const place = lookup.cited(citation);
  const name = [citation.documentNumber, citation.locator].filter(Boolean).join(' ');
  return html`<li class="citation" id="${key}-${citation.n}" tabindex="-1">
<p class="citation-head"><span class="citation-name"><span class="citation-number"><span class="visually-hidden">出处</span>${citation.n}</span>
<span class="citation-place">${citation.documentNumber === null ? '' : html`<span class="document-number">${citation.documentNumber}</span> `}${citation.locator === '' ? '' : html`<span class="locator">${citation.locator}</span>`}</span></span>
${validityBadge(citation.validity)}</p>
<p class="citation-title">${citation.title}${citation.region === null ? '' : html`<span class="region">${citation.region}</span>`}</p>
<blockquote>${citation.quote}</blockquote>
<div class="citation-foot">
${place === undefined ? '' : html`<a class="original" href="${citedPath(place)}" target="_blank" rel="noopener">看原文<span class="visually-hidden">：${name || citation.title}，在新页打开</span><span aria-hidden="true"> ↗</span></a>`}
${sameText(citation) ? '' : html`<details><summary>看整条</summary><p class="whole-clause">${citation.text}</p></details>`}
</div>
</li>`;
}

function sameText({ quote, text }: Citation): boolean {
  return quote.replaceAll(/\s/g, '') === text.replaceAll(/\s/g, '');
}
