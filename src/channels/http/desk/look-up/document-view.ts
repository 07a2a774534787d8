/** A document beside the results: what it is, its outline, its text with the clause highlighted. @module */
import { html } from 'hono/html';
import type { Corpus, PolicyDocument } from '../../../../gazette/model.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type { ValidityOnDay } from '../../../../gazette/validity.ts';
import { documentText, type OutlineEntry, setOff } from '../../pages/document-text.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import { regionBadge } from './answer-view.ts';
import { type Place, writePlace } from './place.ts';
import { printedIn } from './ticket-text.ts';

/** Clauses of a long document that are shown at once, and how many of them before the highlighted one. */
const shownClauses = 300;
const shownBefore = 60;

export function documentView(corpus: Corpus, place: Place, validity: ValidityOnDay): Markup {
  const { document, highlighted } = place;
  const [begin, end] = document.clauses;
  const [first, last] = shownPart(place);
  const { outline, blocks } = documentText(
    corpus,
    { ...document, clauses: [first, last] },
    new Set(highlighted),
  );
  const move = (from: number, text: string): Markup =>
    html`<p class="more-text"><button type="submit" class="opens quiet" form="look-up" name="open" value="${writePlace({ ...place, from })}">${text}</button></p>`;
  return html`<article class="opened" aria-labelledby="opened-title">
<header>
<p class="document-kind">${document.number?.canonical ?? document.kind ?? '文件'} ${validityBadge(validity.status)}${regionBadge(document.region)}</p>
<h2 id="opened-title" tabindex="-1">${document.title}</h2>
<p class="validity-sentence">${validity.sentence}${basisOf(validity)}</p>
${facts(document)}
<p class="position">${position(corpus, place)}</p>
</header>
${outline.length < 2 ? '' : contents(outline)}
${first === begin ? '' : move(Math.max(begin, first - shownClauses), `前面还有${first - begin}段`)}
<div class="document-text">${blocks}</div>
${last === end ? '' : move(last, `后面还有${end - last}段`)}
</article>`;
}

function shownPart({ document, highlighted, from }: Place): [first: number, last: number] {
  const [begin, end] = document.clauses;
  if (end - begin <= shownClauses) return [begin, end];
  const wanted = from ?? Math.max(begin, (highlighted[0] ?? begin) - shownBefore);
  const first = Math.max(begin, Math.min(wanted, end - 1));
  return [first, Math.min(end, first + shownClauses)];
}

/** 第七条 · 全文第6段，共12段. */
function position(corpus: Corpus, { document, highlighted }: Place): string {
  const [begin, end] = document.clauses;
  const [first] = highlighted;
  if (first === undefined) return `全文共${end - begin}段。`;
  const clause = corpus.clauses[first];
  const where = [...(clause?.headings.slice(0, 1) ?? []), clause?.locator ?? ''].filter(
    (each) => each !== '',
  );
  return maskPrivateNumbers(
    `${where.join(' · ')}${where.length === 0 ? '' : '，'}全文第${first - begin + 1}段，共${end - begin}段。`,
  );
}

function basisOf({ quotations }: ValidityOnDay): Markup | '' {
  const words = maskPrivateNumbers(quotations.map(({ text }) => text).join('；'));
  return words === '' ? '' : html` <q class="basis">${words}</q>`;
}

function facts(document: PolicyDocument): Markup {
  const entries: readonly (readonly [label: string, text: string | null])[] = [
    ['发文机关', document.issuer],
    ['成文日期', document.issuedOn === null ? null : chineseDate(document.issuedOn)],
    ['刊于', printedIn(document)],
    ['咨询部门', document.enquiryOffice?.name ?? null],
  ];
  return html`<dl class="facts">${entries.flatMap(([label, text]) => (text === null ? [] : html`<div><dt>${label}</dt><dd>${text}</dd></div>`))}</dl>`;
}

function contents(outline: readonly OutlineEntry[]): Markup {
  return html`<details class="outline" id="outline"><summary>目录<span class="key" aria-hidden="true">o</span></summary><ol>${outline.filter(({ depth }) => depth < 2).map(({ anchor, text, depth }) => html`<li class="depth-${depth}"><a href="#${anchor}">${setOff(text)}</a></li>`)}</ol></details>`;
}
