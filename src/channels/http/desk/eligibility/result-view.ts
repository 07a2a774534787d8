/** What the form comes to so far: verdict, amounts, next question, steps with their clauses, papers and dates. @module */
import { html } from 'hono/html';
import { describeFacts } from '../../../../answering/calculation-steps.ts';
import type { Scheme } from '../../../../calculators/scheme.ts';
import { labelInWords } from '../../../../conversations/calculation-dialogue-wording.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import type { EligibilityCase } from './case.ts';
import { outputLines, valueInWords, verdictOf } from './verdict.ts';

export function resultView(given: EligibilityCase): Markup {
  const { scheme, calculation, answer, changes, asOf, documents } = given;
  const verdict = verdictOf(scheme, calculation, isEnded(given));
  const [next] = calculation.missing;
  return html`<div class="result" data-next="${next?.key ?? ''}" data-missing="${calculation.missing.map(({ key }) => key).join(' ')}" data-status="${calculation.status}">
<h2 class="visually-hidden">结果</h2>
<p class="verdict verdict-${verdict.tone}"><span class="rule-label">规则计算</span><strong>${verdict.text}</strong></p>
${documents.map(({ number, status, sentence }) => html`<p class="document-state">${validityBadge(status)} ${number}：${sentence}</p>`)}
${amounts(given)}
${next === undefined ? '' : html`<p class="ask-next"><b>接着问：</b><a href="#fact-${next.key}">${next.question}</a></p>`}
${calculation.missing.length < 2 ? '' : html`<p class="missing">还差：${fieldsOf(scheme, calculation.missing)}</p>`}
${list('为什么', calculation.status === 'missing' ? [] : calculation.reasons.map(({ text }) => text))}
${list(
  '改变哪一项结果会不同',
  changes.map(({ text }) => text),
)}
${steps(given)}
${list('按这些情况算', describeFacts(calculation))}
${list(
  '要带的材料',
  calculation.documents.map(({ text }) => text),
)}
${list(
  '到哪里办、多长时间',
  (calculation.nextSteps.length > 0 ? calculation.nextSteps : answer.nextSteps).map(({ text }) => text),
)}
${list(
  '请注意',
  [
    ...calculation.notices,
    ...answer.notices.filter(({ text }) => !calculation.notices.some((each) => each.text === text)),
  ].map(({ text }) => text),
)}
<p class="remark">按${chineseDate(asOf)}判断效力。按文件文本估算，以主管部门审定为准。</p>
</div>`;
}

/** A document that has ended must not be read as today's. */
export function isEnded({ documents }: EligibilityCase): boolean {
  return documents.some(({ status }) => ['expired', 'repealed', 'period_over'].includes(status));
}

export function amounts({ scheme, calculation }: EligibilityCase): Markup | '' {
  const lines = outputLines(scheme, calculation);
  const readings = calculation.alternatives.map(({ reading, values }) => {
    const parts = scheme.outputs.flatMap((output) => {
      const value = values[output.name];
      return value === undefined || value === null ? [] : [`${output.label}${valueInWords(output, value)}`];
    });
    return `${reading}：${parts.join('，')}`;
  });
  if (lines.length + readings.length === 0) return '';
  return html`${lines.length === 0 ? '' : html`<dl class="amounts">${lines.map(({ label, text, isOpen }) => html`<div${isOpen ? html` class="is-open"` : ''}><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>`}
${list('条文有两种读法', readings)}`;
}

function fieldsOf(scheme: Scheme, missing: readonly { readonly key: string }[]): Markup[] {
  return scheme.fields
    .filter(({ key }) => missing.some((each) => each.key === key))
    .map((field) => html`<a class="wanted" href="#fact-${field.key}">${labelInWords(field)}</a> `);
}

/** The steps, and beside them the clauses that their marks name. */
function steps({ steps: done, clauses }: EligibilityCase): Markup | '' {
  if (done.length === 0) return '';
  return html`<div class="trace"><section aria-label="计算过程"><h3>怎么算</h3><ol>${done.map(({ text, mark, applied }) => html`<li${applied ? '' : html` class="not-applied"`}>${text}${mark === '' ? '' : html`<sup>${mark}</sup>`}</li>`)}</ol></section>
<section aria-label="依据的条文"><h3>依据的条文</h3><ol class="clauses">${clauses.map(({ n, documentNumber, locator, text, validity }) => html`<li><p><b>[${n}] ${documentNumber ?? ''}${locator}</b> ${validityBadge(validity)}</p><blockquote>${text}</blockquote></li>`)}</ol></section></div>`;
}

export function list(title: string, entries: readonly string[]): Markup | '' {
  if (entries.length === 0) return '';
  return html`<section class="listed"><h3>${title}</h3><ul>${entries.map((entry) => html`<li>${entry}</li>`)}</ul></section>`;
}
