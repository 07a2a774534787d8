import { html } from 'hono/html';
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import type { PolicyDocument } from '../../../gazette/model.ts';
import { type ValidityOnDay, validityOn } from '../../../gazette/validity.ts';
import type { ChatBackend } from '../chat-backend.ts';
import { clauseAnchor } from '../corpus-lookup.ts';
import { documentText, type OutlineEntry, setOff } from './document-text.ts';
import { chineseDate, layout, type Markup } from './layout.ts';
import { validityBadge } from './validity-badge.ts';

/** A whole document to read; @param highlighted indices into `Corpus.clauses` that a citation points at. */
export function documentPage(
  backend: ChatBackend,
  document: PolicyDocument,
  highlighted: readonly number[],
): Markup {
  const { corpus, homeName } = backend;
  const validity = validityOn(corpus, corpus.documents.indexOf(document), backend.today());
  const { outline, blocks } = documentText(corpus, document, new Set(highlighted));
  const [firstCited] = highlighted;
  const body = html`<div class="document">
<article aria-labelledby="title">
<header class="document-head">
<p class="document-kind">${document.number?.canonical ?? document.kind ?? '文件'}</p>
<h1 id="title">${document.title}</h1>
${facts(document, validity)}
${firstCited === undefined ? '' : html`<p class="cited-note"><a href="#${clauseAnchor(document, firstCited)}">跳到被引用的条款</a><span>（下文中加底色的文字）</span></p>`}
</header>
${outline.length < 2 ? '' : contents(outline)}
<p class="document-bar"><span class="document-name">${document.number?.canonical ?? document.title}</span>${validityBadge(validity.status)}<a href="#main">回到开头</a></p>
<div class="document-text">${blocks}</div>
</article>
</div>`;
  return layout({ title: `${document.title} - 问政`, homeName, current: 'document', body });
}

function facts(document: PolicyDocument, validity: ValidityOnDay): Markup {
  const { gazette, page, enquiryOffice } = document;
  const entries: readonly (readonly [label: string, text: string | Markup | null])[] = [
    ['有效性', validityFact(validity)],
    ['发文机关', document.issuer],
    ['成文日期', document.issuedOn === null ? null : chineseDate(document.issuedOn)],
    ['适用地区', document.region],
    [
      '刊于',
      gazette === null
        ? null
        : `${gazette.name}${gazette.year}年第${gazette.issue}期${page === null ? '' : `第${page}页`}`,
    ],
    ['咨询部门', enquiryOffice?.name ?? null],
  ];
  return html`<dl class="facts">${entries.flatMap(([label, text]) => (text === null ? [] : html`<div><dt>${label}</dt><dd>${text}</dd></div>`))}</dl>`;
}

/** The badge with the words that it rests on, so that it need not be believed. */
function validityFact({ status, sentence, quotations }: ValidityOnDay): Markup {
  const words = maskPrivateNumbers(quotations.map(({ text }) => text).join('；'));
  return html`${validityBadge(status)} <span class="remark">${sentence}</span>${words === '' ? '' : html`<q class="basis">${words}</q>`}`;
}

function contents(outline: readonly OutlineEntry[]): Markup {
  // Deeper headings would make a table of contents as long as the text.
  const entries = outline.filter(({ depth }) => depth < 2);
  return html`<nav class="contents" aria-label="目录"><details><summary>目录</summary><ol>${entries.map((entry) => html`<li class="depth-${entry.depth}"><a href="#${entry.anchor}">${setOff(entry.text)}</a></li>`)}</ol></details></nav>`;
}
