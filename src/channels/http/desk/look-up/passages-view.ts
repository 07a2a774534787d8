/** The ranked passages, those that fell short, and why: the parts of each score in plain words. @module */
import { html } from 'hono/html';
import type { Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import type { Found, FoundPassage } from './find.ts';
import { type Place, writePlace } from './place.ts';
import { passageForTicket } from './ticket-text.ts';

/** How the parts of a score are called, and what each looks at. */
export const partNames: Readonly<Record<string, readonly [name: string, meaning: string]>> = {
  lexical: ['词', '问题里的词在这一段和它的标题里出现多少，少见的词算得多'],
  characters: ['字', '用字有多像'],
  vector: ['向量', '意思有多近'],
  number: ['文号', '问题写了这份文件的文号'],
  askedAs: ['标准问', '问题有多像问题库里指着这一段的标准问'],
  meaning: ['模型向量', '向量模型认为意思有多近'],
};

/** Below this a part explains nothing. */
const leastShown = 0.005;

export function passagesView({ passages }: Found, asOf: string): Markup {
  if (passages.length === 0) return html`<p class="nothing">没有找到相近的条文。换个说法，或者去掉筛选。</p>`;
  return html`<h2 class="list-title">相近的条文<span>${passages.length}条，按得分排</span></h2>
<ol class="passages">${passages.map((passage) => passageItem(passage, asOf))}</ol>`;
}

/** Why the list is as it is, and what just missed it; worked out when the typing pauses. */
export function nearMissesView({ passages, nearMisses }: Found, asOf: string): Markup | '' {
  const last = passages.at(-1);
  if (last === undefined) return '';
  return html`<details class="near-misses" id="near-misses"><summary>为什么不是这一条？<span class="key" aria-hidden="true">w</span></summary>
<p class="explanation">得分是几部分加起来的：${partsMeaning()}。回答在前面几条里挑最直接说到所问的事（钱、时间、部门）的那一句，所以引用的不一定排第一。</p>
<div class="table-scroll" role="region" aria-label="得分" tabindex="0"><table class="scores"><caption>列出的${passages.length}条</caption>${scoreHead}<tbody>${passages.map((passage) => scoreRow(passage))}</tbody></table></div>
${nearMisses.length === 0 ? html`<p>没有别的条文进入比较。</p>` : html`<h3>差一点的${nearMisses.length}条</h3><ol class="passages misses">${nearMisses.map((passage) => passageItem(passage, asOf, shortOf(passage, last)))}</ol>`}
</details>`;
}

function passageItem(passage: FoundPassage, asOf: string, why = ''): Markup {
  const { place, locator, text, validity } = passage;
  const { document } = place;
  return html`<li class="passage" data-copy="${passageForTicket(passage, asOf)}">
<p class="passage-head">${openButton(place, [document.number?.canonical ?? document.title, locator].filter(Boolean).join(' '))} ${validityBadge(validity)}${document.region === null ? '' : html`<span class="badge badge-region">${document.region}</span>`}</p>
<p class="snippet">${text}</p>
<p class="passage-title">${document.number === null ? '' : document.title}</p>
${why === '' ? '' : html`<p class="why">${why}</p>`}
</li>`;
}

/** Opens the document at the place; without a script the form is sent with it. */
export function openButton(place: Place, name: string): Markup {
  return html`<button type="submit" class="opens" form="look-up" name="open" value="${writePlace(place)}">${name === '' ? '打开原文' : name}</button>`;
}

/** 比列出的最后一条少0.05分，主要少在“标准问”（少0.30）。 */
function shortOf(passage: FoundPassage, last: FoundPassage): string {
  const less = Object.keys(last.parts)
    .map((name) => ({ name, by: (last.parts[name] ?? 0) - (passage.parts[name] ?? 0) }))
    .toSorted((left, right) => right.by - left.by)[0];
  const total = `${scoreSentence(passage)}，比列出的最后一条少${figure(last.score - passage.score)}分`;
  return less === undefined || less.by < leastShown
    ? `${total}。`
    : `${total}，主要少在“${partNames[less.name]?.[0] ?? less.name}”（少${figure(less.by)}）。`;
}

/** 词0.31 + 字0.22 = 0.53分 */
export function scoreSentence({ parts, score }: Pick<FoundPassage, 'parts' | 'score'>): string {
  const counted = Object.entries(parts).filter(([, part]) => Math.abs(part) >= leastShown);
  const sum = counted.map(([name, part]) => `${partNames[name]?.[0] ?? name}${figure(part)}`).join(' + ');
  return `${sum === '' ? '' : `${sum} = `}${figure(score)}分`;
}

const shownParts = ['lexical', 'characters', 'vector', 'askedAs', 'number'] as const;

const scoreHead = html`<thead><tr><th scope="col">条文</th>${shownParts.map((name) => html`<th scope="col">${partNames[name]?.[0]}</th>`)}<th scope="col">合计</th></tr></thead>`;

function scoreRow({ place, locator, parts, score }: FoundPassage): Markup {
  const name = [place.document.number?.canonical ?? place.document.title, locator].filter(Boolean).join(' ');
  return html`<tr><th scope="row">${name}</th>${shownParts.map((part) => html`<td>${figure(parts[part] ?? 0)}</td>`)}<td>${figure(score)}</td></tr>`;
}

function partsMeaning(): string {
  return shownParts
    .map((name) => `“${partNames[name]?.[0] ?? name}”是${partNames[name]?.[1] ?? ''}`)
    .join('；');
}

const figure = (value: number): string => value.toFixed(2);
