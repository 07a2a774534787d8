import { html } from 'hono/html';
import type { SignedIn } from '../../../../staff/staff.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { grouped } from './corpus-words.ts';
import { citedDays, type Resting } from './rests-on.ts';

export interface RestingOptions {
  readonly staff: SignedIn;
  /** As it is looked up by: its number, else its title. */
  readonly name: string;
  readonly questions: readonly { readonly ask: string; readonly isApproved: boolean }[];
  readonly resting: Resting;
}

const shownQuestions = 12;

/** What rests on a document, for whoever is about to end it. */
export function restingView({ staff, name, questions, resting }: RestingOptions): Markup {
  const { calculators, cited, lastCited } = resting;
  const approved = questions.filter(({ isApproved }) => isApproved);
  const others = questions.filter(({ isApproved }) => !isApproved);
  return html`<ul class="corpus-resting">
<li>${calculators.length === 0 ? '没有计算项目用它。' : html`<strong>计算</strong>用它：${calculators.join('、')}。`}</li>
<li>${approved.length === 0 ? '没有批准的答复指向它。' : html`<strong>批准的答复</strong>${approved.length}条：${listed(approved)}`}</li>
<li>${others.length === 0 ? '没有别的标准问指向它。' : html`别的<strong>标准问</strong>${others.length}条：${listed(others)}`}</li>
<li>近${citedDays}天有<strong>${grouped(cited)}次回答</strong>引用它${lastCited === null ? '' : `，最近一次在${chineseDate(lastCited)}`}。
<form method="post" action="/desk/look-up" class="corpus-inline">${csrfField(staff)}<input type="hidden" name="q" value="${name}还有效吗"><button type="submit" class="quiet">在查询里看现在怎样答</button></form></li>
</ul>`;
}

function listed(questions: RestingOptions['questions']): Markup {
  const quoted = (each: RestingOptions['questions']): string => each.map(({ ask }) => `“${ask}”`).join('');
  const rest = questions.slice(shownQuestions);
  return html`${quoted(questions.slice(0, shownQuestions))}${rest.length === 0 ? '' : html`<details><summary>还有${rest.length}条</summary>${quoted(rest)}</details>`}`;
}
