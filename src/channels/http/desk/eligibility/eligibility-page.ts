import { html } from 'hono/html';
import { validityLabels } from '../../validity-label.ts';
import type { Field } from '../../../../calculators/kernel/field.ts';
import type { Scheme } from '../../../../calculators/scheme.ts';
import { mayAct, type SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { factField } from '../look-up/calculator-form.ts';
import type { EligibilityCase } from './case.ts';
import { resultView } from './result-view.ts';

export interface EligibilityPageOptions {
  readonly staff: SignedIn;
  readonly schemes: readonly Scheme[];
  readonly given: EligibilityCase | null;
  /** Whether papers are made here: clerks do. */
  readonly makesPapers: boolean;
}

export function eligibilityPage({ staff, schemes, given, makesPapers }: EligibilityPageOptions): Markup {
  const body = html`<div class="eligibility">
<h1>资格核对</h1>
<nav class="schemes" aria-label="选一种计算">${schemes.map(({ id, title }) => html`<a href="/desk/eligibility?scheme=${id}"${id === given?.scheme.id ? html` aria-current="page"` : ''}>${title}</a>`)}</nav>
${makesPapers ? html`<p class="to-batch"><a href="/desk/eligibility/batch${given === null ? '' : `?scheme=${given.scheme.id}`}">一次核对一批（上传表格）</a></p>` : ''}
${given === null ? html`<p class="nothing">这些公报里没有可以计算的规定。</p>` : form(staff, given, makesPapers)}
</div>`;
  return deskLayout({
    title: '资格核对',
    current: 'eligibility',
    staff,
    body,
    isWide: true,
    styles: [assets.lookUpStyle, assets.eligibilityStyle],
    scripts: [assets.eligibilityScript],
  });
}

export const makesPapers = ({ account }: SignedIn): boolean => mayAct(account, ['clerk']);

function form(staff: SignedIn, given: EligibilityCase, isClerk: boolean): Markup {
  const { scheme, asOf, documents } = given;
  return html`<p class="rests-on">${documents.map(({ number, title, status }) => html`<span>${number}《${title}》，${validityLabels[status].text}</span>`)}</p>
<div class="case">
<form id="facts" class="case-form" method="post" action="/desk/eligibility" autocomplete="off">
${csrfField(staff)}<input type="hidden" name="scheme" value="${scheme.id}">
<p class="fact"><label for="asOf">按哪一天的规定</label><input type="date" id="asOf" name="asOf" value="${asOf}"></p>
${fields(given)}
${isClerk ? papers(given) : ''}
<p class="actions main-actions"><button type="submit">计算</button><a class="quiet-link" href="/desk/eligibility?scheme=${scheme.id}">清空，换下一户</a></p>
<p class="remark">填的内容只用来计算，不保存，不写进日志。</p>
</form>
<section id="result" aria-label="结果" tabindex="0">${resultView(given)}</section>
</div>
<p class="visually-hidden" id="said" role="status"></p>
<p class="remark fault" id="fault" role="alert" hidden></p>`;
}

/** In the order of the clauses; what cannot change the result now is folded away until it can. */
function fields({ scheme, facts, calculation }: EligibilityCase): Markup {
  const next = calculation.missing[0]?.key;
  const asked = new Set(calculation.missing.map(({ key }) => key));
  const first = scheme.fields.filter(({ key }) => facts[key] !== undefined || asked.has(key));
  const others = scheme.fields.filter((field) => !first.includes(field));
  const shown = (field: Field) => askedFact(field, facts[field.key], field.key === next);
  return html`${first.map(shown)}
${others.length === 0 ? '' : html`<details class="other-facts"><summary>其他情况<span>${others.length}项，不填就按常见情况假设，结果里会写明</span></summary>${others.map(shown)}</details>`}`;
}

function askedFact(field: Field, raw: unknown, isNext: boolean): Markup {
  const { key, question, help, when } = field;
  return html`<div class="case-fact${isNext ? ' is-next' : ''}" data-key="${key}">${factField(field, raw)}
<p class="fact-help"><span class="next-mark">接着问</span>${question}${when === undefined ? '' : `（只在${when}时要填）`}<span class="fact-where">${help}</span></p></div>`;
}

function papers({ caseNumber }: EligibilityCase): Markup {
  return html`<fieldset class="papers"><legend>核对表</legend>
<p class="fact"><label for="caseNumber">案卷编号（印在核对表上）</label><input id="caseNumber" name="caseNumber" value="${caseNumber}" maxlength="40"></p>
<p class="actions"><button type="submit" class="quiet" formaction="/desk/eligibility/sheet" formtarget="_blank">打印核对表</button><button type="submit" class="quiet" formaction="/desk/eligibility/pdf" formtarget="_blank">下载 PDF</button></p></fieldset>`;
}
