import { html } from 'hono/html';
import type { Answer } from '../../../../answering/answer.ts';
import { describeGapKind, gapClosingNames } from '../../../../conversations/working-gaps.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { type Gap, gapClosings } from '../../../../store/store.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { answerCard } from '../bank/trial-view.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { missingIn } from './gap-answer.ts';
import { gapTag } from './gaps-page.ts';

export interface GapPageState {
  readonly gap: Gap;
  /** As somebody who asks now is answered. */
  readonly answer: Answer;
  readonly note?: string;
  readonly closing?: string;
  readonly fault?: string | undefined;
  readonly done?: string | undefined;
}

/** One gap: who works on it, how it is answered now, how it is closed. */
export function gapPage(staff: SignedIn, mayEdit: boolean, state: GapPageState): Markup {
  const { gap, answer, fault, done } = state;
  const body = html`<div class="desk-page bank-page">
<p class="bank-back"><a href="/desk/gaps">知识缺口</a></p>
<h1>${gap.question}</h1>
<p class="bank-standing">${gapTag(gap)}</p>
${done === undefined ? '' : html`<p class="desk-done" role="status">${done}</p>`}
${fault === undefined ? '' : html`<p class="desk-fault" role="alert" id="fault">${fault}</p>`}
<dl class="desk-facts">
<div><dt>编号</dt><dd>${gap.id}</dd></div>
<div><dt>来由</dt><dd>${describeGapKind(gap)}</dd></div>
<div><dt>问过</dt><dd>${gap.count}次，第一次${deskTime(gap.firstAt)}，最近${deskTime(gap.lastAt)}</dd></div>
<div><dt>处理人</dt><dd>${gap.owner ?? '还没有'}</dd></div>
<div><dt>说明</dt><dd class="gap-note">${gap.note ?? '没有'}</dd></div>
</dl>
<section class="desk-panel" aria-labelledby="again-title"><h2 id="again-title">现在再问</h2>
${answerCard(missingIn(answer) === null ? '现在能回答' : '现在还不能回答', answer)}
<div class="actions">${mayEdit ? html`<a class="button secondary" href="/desk/bank/entry?gap=${gap.id}">写一条标准问</a>` : ''}<form method="post" action="/desk/bank/try">${csrfField(staff)}<input type="hidden" name="q" value="${gap.question}"><button type="submit" class="button secondary">看检索过程</button></form></div>
</section>
${mayEdit ? actions(staff, state) : ''}
</div>`;
  return deskLayout({ title: '知识缺口', current: 'gaps', staff, body, styles: [assets.bankStyle] });
}

function actions(staff: SignedIn, { gap, note, closing }: GapPageState): Markup {
  const form = (action: string, fields: Markup | '', text: string, tone = ''): Markup =>
    html`<form method="post" action="/desk/gaps/${gap.id}/${action}" class="desk-form">${csrfField(staff)}<input type="hidden" name="state" value="${gap.state}"><input type="hidden" name="owner" value="${gap.owner ?? ''}">${fields}<p class="actions"><button type="submit" class="button ${tone}">${text}</button></p></form>`;
  const isOwn = gap.owner === staff.account.displayName;
  if (gap.state === 'closed')
    return html`<section class="desk-panel" aria-labelledby="work-title"><h2 id="work-title">处理</h2><p>再有人问，会自动重开。</p>${form('reopen', '', '重新打开', 'secondary')}</section>`;
  return html`<section class="desk-panel" aria-labelledby="work-title"><h2 id="work-title">处理</h2>
${gap.state === 'in_work' && isOwn ? form('give-back', '', '放回去，让别人处理', 'secondary') : form('take', '', gap.owner === null || gap.state === 'open' ? '我来处理' : `从${gap.owner}手里接过来`)}
${form(
  'note',
  html`<div class="field"><label for="note">说明</label><textarea id="note" name="note" rows="2" maxlength="2000">
${note ?? gap.note ?? ''}</textarea></div>`,
  '记下说明',
  'secondary',
)}
</section>
<section class="desk-panel" aria-labelledby="close-title"><h2 id="close-title">关闭</h2>
${form(
  'close',
  html`<fieldset class="desk-roles"><legend>原因</legend>${gapClosings.map((each) => html`<label><input type="radio" name="closing" value="${each}" ${each === closing ? html`checked` : ''}><span><strong>${gapClosingNames[each]}</strong><span class="desk-soft">${closingHelp[each]}</span></span></label>`)}</fieldset>
<div class="field"><label for="close-note">说明（可以不写）</label><input id="close-note" name="note" maxlength="500" autocomplete="off"></div>`,
  '关闭',
)}
</section>`;
}

const closingHelp = {
  answered: '要现在再问能答上，才能关闭',
  not_ours: '不是政策，或者不归本地管',
  no_source: '查过了，已收录的公报没有写',
} as const;
