/** The answer as it is read out while the caller waits, and what it rests on. @module */
import { html } from 'hono/html';
import type { Answer, AnswerStatus, Citation } from '../../../../answering/answer.ts';
import { listItem } from '../../../list-item.ts';
import type { CorpusLookup } from '../../corpus-lookup.ts';
import { calculationDetails } from '../../pages/calculation-details.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import type { FoundPassage } from './find.ts';
import { openButton } from './passages-view.ts';
import { readOut, spokenNumber } from './spoken.ts';
import { answerForTicket, citationForTicket, toldInNote } from './ticket-text.ts';

/** What the operator should know of the answer before reading it out. */
const statusTitles: Readonly<Record<AnswerStatus, string>> = {
  answered: '可以照着念',
  answered_by_calculator: '规则计算，可以照着念',
  needs_input: '还要问来电人',
  clarification: '请来电人说得再具体一点',
  unanswerable_no_source: '公报里没有查到',
  unanswerable_other_region: '外地的规定，这里没有收录',
  unanswerable_out_of_scope: '不是政策问题',
  refused_private_data: '涉及他人信息，不能提供',
  refused_injection: '没有看懂这句话',
  refused_misuse: '不能协助',
  handed_over: '已转人工',
  error_input: '没有看懂这句话',
  error_internal: '暂时答不了',
};

export interface AnswerViewOptions {
  /** Where it stands: anchors are made with it. */
  readonly key: 'answer' | 'calculation';
  readonly title?: string;
  readonly answer: Answer;
  /** ISO day that it holds for. */
  readonly asOf: string;
  readonly today: string;
  readonly lookup: CorpusLookup;
  readonly isNarrowed: boolean;
  /** Whether a citation's document passes the filters. */
  readonly isWithin: (citation: Citation) => boolean;
  /** The nearest passage that the filters leave out. */
  readonly outside: FoundPassage | null;
}

export function answerView(options: AnswerViewOptions): Markup {
  const { key, answer, asOf, today, lookup, isNarrowed, isWithin, outside } = options;
  const { cautions, lines, source, remarks } = readOut(answer);
  const isMissing = answer.status === 'unanswerable_no_source' && isNarrowed;
  const [first] = answer.citations;
  return html`<div class="answer-card status-${answer.status}" data-status="${answer.status}">
<h2 class=\"visually-hidden\">${key === 'answer' ? '回答' : '计算结果'}</h2>
<p class="answer-head"><strong>${isMissing ? '筛选范围里没有查到' : (options.title ?? statusTitles[answer.status])}</strong>${first === undefined ? '' : html` ${validityBadge(first.validity)}${regionBadge(first.region)}`}${asOf === today ? '' : html` <span class="as-of">按${chineseDate(asOf)}的规定</span>`}</p>
<div class="read-out" id="${key}-read-out" tabindex="-1">
${cautions.map((caution) => html`<p class="caution"><b>先说明：</b>${caution}</p>`)}
${textBlocks(lines)}
${source === '' ? '' : html`<p class="spoken-source">出自${source}${spoken(source)}</p>`}
</div>
${remarks.length === 0 ? '' : html`<ul class="remarks" aria-label="说明">${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`}
${outside === null ? '' : html`<p class="outside">筛选以外最接近的：${openButton(outside.place, `${outside.place.document.number?.canonical ?? outside.place.document.title} ${outside.locator}`)} ${validityBadge(outside.validity)}</p>`}
${answer.citations.length === 0 ? '' : html`<section class="cited" aria-label="${key === 'answer' ? '回答' : '计算'}依据的条文"><ol>${answer.citations.map((citation) => citationCard(citation, lookup, isWithin(citation)))}</ol></section>`}
${answer.calculation === null ? '' : calculationDetails(answer.calculation)}
${answer.nextSteps.length === 0 ? '' : html`<section class="next-steps"><h3>找谁办、带什么</h3><ul>${answer.nextSteps.map(({ text }) => html`<li>${text}</li>`)}</ul></section>`}
<div class="take-along"><button type="button" class="quiet copies" data-copies="${key}-text">复制回答和引文<span class="key" aria-hidden="true">c</span></button><button type="button" class="quiet notes" data-notes="${key}">记进来电记录<span class="key" aria-hidden="true">r</span></button>
<details class="ticket"><summary>复制用的文字</summary><label class="visually-hidden" for="${key}-text">回答和引文，复制到工单</label><textarea id="${key}-text" readonly rows="8">${answerForTicket(answer, asOf, isNarrowed)}</textarea></details>
<textarea id="${key}-told" hidden>${toldInNote(answer)}</textarea><textarea id="${key}-cites" hidden>${answer.citations.map(citationForTicket).join('\n')}</textarea></div>
</div>`;
}

function spoken(source: string): Markup | '' {
  const words = spokenNumber(source);
  return words === '' ? '' : html`<span class="spoken">文号念作：${words}</span>`;
}

/** Paragraphs, lists and tables as the answer is laid out. */
export function textBlocks(lines: readonly string[]): Markup[] {
  const blocks: { kind: 'text' | 'list' | 'table'; lines: string[] }[] = [];
  for (const line of lines) {
    const kind = line.includes('\t') ? 'table' : listItem.test(line) ? 'list' : 'text';
    const last = blocks.at(-1);
    if (last?.kind === kind && kind !== 'text') last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks.map(({ kind, lines: own }) => {
    if (kind === 'text') return html`<p>${own.map(marked)}</p>`;
    if (kind === 'list')
      return html`<ul>${own.map((line) => html`<li>${marked(line.replace(listItem, ''))}</li>`)}</ul>`;
    const rows = own.map(
      (line) => html`<tr>${line.split('\t').map((cell) => html`<td>${marked(cell)}</td>`)}</tr>`,
    );
    return html`<div class="table-scroll" role="region" aria-label="表格" tabindex="0"><table><tbody>${rows}</tbody></table></div>`;
  });
}

/** Marks are for the eye: they are small, and not read out. */
function marked(text: string): (string | Markup)[] {
  return text
    .split(/(\[\d{1,3}\])/)
    .map((piece) => (/^\[\d+\]$/.test(piece) ? html`<sup>${piece}</sup>` : piece));
}

function citationCard(citation: Citation, lookup: CorpusLookup, isWithin: boolean): Markup {
  const { n, documentNumber, title, locator, issuer, validity, region, quote } = citation;
  const cited = lookup.cited(citation);
  const name = [documentNumber ?? title, locator].filter(Boolean).join(' ');
  const place =
    cited === undefined ? undefined : { document: cited.document, highlighted: cited.clauses, from: null };
  return html`<li>
<p class="cited-head"><span class="citation-number">${n}</span>${place === undefined ? html`<b>${name}</b>` : openButton(place, name)} ${validityBadge(validity)}${regionBadge(region)}${isWithin ? '' : html`<span class="remark">不在筛选范围里</span>`}</p>
<blockquote>${quote}</blockquote>
<p class="cited-title">${documentNumber === null ? '' : title}${issuer === null ? '' : html`<span class="issuer">${issuer}</span>`}</p>
</li>`;
}

export function regionBadge(region: string | null): Markup | '' {
  return region === null ? '' : html`<span class="badge badge-region">${region}</span>`;
}
