/** Source and clauses side by side, each leading to the other. @module */
import { html } from 'hono/html';
import type { PolicyDocument } from '../../../../gazette/model.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type { Markup } from '../../pages/layout.ts';
import { clauseKindNames, grouped, percentage, roleNames } from './corpus-words.ts';
import type { DocumentSource, NumberedClause, PartRole, SourceBlock } from './document-source.ts';

export const partNames: Readonly<Record<PartRole, string>> = { ...roleNames, lost: '漏掉的' };
const partOrder: readonly PartRole[] = [
  'clause',
  'title',
  'heading',
  'contents',
  'masthead',
  'furniture',
  'lost',
];

export function parseView(document: PolicyDocument, source: DocumentSource): Markup {
  const { clauses, blocks, lines, pages } = source;
  return html`<section aria-labelledby="parse"><h2 id="parse">原文和条款</h2>
${coverage(source)}
<p class="desk-soft">原文第${lines[0]}行到第${lines[1]}行。点条款旁的行号，左边标出它的原文；点原文的行号，右边标出它的条款。</p>
${pages > 1 ? pageLinks(document, source) : ''}
<div class="corpus-parse">
<div class="corpus-pane" role="region" aria-label="原文" tabindex="0" id="source">${blocks.map(blockView)}</div>
<div class="corpus-pane" role="region" aria-label="条款" tabindex="0" id="clauses"><ol class="corpus-clauses">${clauses.map(clauseView)}</ol></div>
</div>
${pages > 1 ? pageLinks(document, source) : ''}
</section>`;
}

function coverage({ coverage: counts }: DocumentSource): Markup {
  const whole = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const lost = counts.get('lost') ?? 0;
  const parts = partOrder.flatMap((role) => {
    const count = counts.get(role) ?? 0;
    return count === 0 ? [] : [{ role, count }];
  });
  return html`<ul class="corpus-coverage" aria-label="共${grouped(whole)}字">${parts.map(({ role, count }) => html`<li class="part-${role}"><span>${partNames[role]}</span> <strong>${grouped(count)}字</strong> ${percentage(count, whole)}</li>`)}${lost === 0 ? html`<li class="part-none"><span>漏掉的</span> <strong>没有</strong></li>` : ''}</ul>`;
}

function blockView({ clauses, begins, lines }: SourceBlock): Markup {
  const [anchor, ...others] = begins;
  const target = clauses[0];
  return html`<div class="corpus-block"${anchor === undefined ? '' : html` id="source-${anchor}"`}${clauses.length === 0 ? '' : html` data-clauses="${clauses.join(' ')}"`}>${others.map((clause) => html`<span id="source-${clause}"></span>`)}${lines.map(
    ({ number, parts }) =>
      html`<p class="corpus-line">${target === undefined ? html`<span class="corpus-number">${number}</span>` : html`<a class="corpus-number" href="#clause-${target}" aria-label="第${number}行，看它的条款">${number}</a>`}<span>${parts.map(({ role, text }) => (role === 'clause' ? text : html`<span class="part part-${role}">${text}</span>`))}</span></p>`,
  )}</div>`;
}

function clauseView({ number, clause, lines: [first, last] }: NumberedClause): Markup {
  const text = maskPrivateNumbers(clause.text);
  const words =
    clause.row === null
      ? html`<p>${text}</p>`
      : html`<p class="corpus-row">${text.split('\t').map((cell, at) => {
          const column = clause.row?.columns[at] ?? '';
          return html`<span>${column === '' ? '' : html`<b>${maskPrivateNumbers(column)}</b> `}${cell}</span>`;
        })}</p>`;
  return html`<li id="clause-${number}" data-clause="${number}"><p class="corpus-clause-head"><a href="#source-${number}">${first === last ? `第${first}行` : `第${first}–${last}行`}</a> <strong>${clause.locator === '' ? '（没有条号）' : clause.locator}</strong> <span class="desk-soft">${clauseKindNames[clause.kind]}${clause.headings.length === 0 ? '' : `，在“${clause.headings.at(-1) ?? ''}”下`}</span></p>${words}</li>`;
}

function pageLinks(document: PolicyDocument, { page, pages }: DocumentSource): Markup {
  const link = (to: number, text: string): Markup =>
    html`<a href="/desk/corpus/document?id=${encodeURIComponent(document.id)}&amp;page=${to}#parse">${text}</a>`;
  return html`<nav class="pages" aria-label="条款翻页">${page > 1 ? link(page - 1, '前面的条款') : ''}<span>第${page}页，共${pages}页</span>${page < pages ? link(page + 1, '后面的条款') : ''}</nav>`;
}
