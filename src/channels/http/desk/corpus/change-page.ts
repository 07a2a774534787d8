/** A change before it is published: what it does, and why it is made. @module */
import { html } from 'hono/html';
import type { Preview } from '../../../../editions/preview.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { differencesView, faultsView } from './preview-view.ts';
import { longestReason, type WantedChange } from './read-change.ts';
import type { Resting } from './rests-on.ts';

export interface ChangePageOptions {
  readonly staff: SignedIn;
  readonly wanted: WantedChange;
  /** What is done, in words. */
  readonly words: string;
  readonly preview: Preview;
  readonly resting: readonly Resting[];
  readonly back: string;
  readonly fault?: string | undefined;
}

export function changePage(options: ChangePageOptions): Markup {
  const { staff, wanted, words, preview, back, fault } = options;
  const body = html`<div class="desk-page corpus">
<p><a href="${back}">不改了，回去</a></p>
<h1>发布前看一看</h1>
<p class="lead">${words}。还没有发布，居民看到的没有变。</p>
${fault === undefined ? '' : html`<p class="desk-fault" role="alert">${fault}</p>`}
${faultsView(preview.faults)}
${differencesView({ preview, staff, resting: options.resting })}
${preview.faults.length > 0 && !leadsBack(wanted) ? '' : publishForm(staff, wanted)}
</div>`;
  return deskLayout({ title: '发布前看一看', current: 'corpus', staff, body, styles: [assets.corpusStyle] });
}

/** What was published once may be published again. */
const leadsBack = ({ what }: WantedChange): boolean => what === 'undo' || what === 'restore';

function publishForm(staff: SignedIn, { what, fields, reason, parent }: WantedChange): Markup {
  return html`<section class="desk-panel" aria-labelledby="publish"><h2 id="publish">发布</h2>
<form method="post" action="/desk/corpus/change" class="desk-form">${csrfField(staff)}
<input type="hidden" name="what" value="${what}"><input type="hidden" name="parent" value="${parent}">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${reasonField(reason, what === 'correct' ? '回答里会写明，居民看得到；也记在版本记录里。' : undefined)}
<p class="actions"><button type="submit" class="button" name="step" value="publish">发布</button></p>
<p class="desk-soft">发布要几秒钟，这期间照常回答；发布错了可以撤销。</p>
</form></section>`;
}

export function reasonField(reason: string, help = '记在版本记录里，例如：2026年第4期公报。'): Markup {
  return html`<div class="field"><label for="reason">原因</label><input id="reason" name="reason" value="${reason}" maxlength="${longestReason}" required autocomplete="off" aria-describedby="reason-help"><p class="desk-soft" id="reason-help">${help}</p></div>`;
}

/** Somebody else was quicker: what was typed is kept, to be looked at over the newer edition. */
export function overtakenPage(
  staff: SignedIn,
  message: string,
  /** null: over the newer edition it would be another change. */
  again: {
    readonly action: string;
    readonly fields: readonly (readonly [string, string])[];
  } | null,
): Markup {
  const body = html`<div class="desk-card corpus">
<h1>别人先发布了</h1>
<p class="lead" role="alert">${message}</p>
${
  again === null
    ? html`<p class="actions"><a class="button" href="/desk/corpus/editions">看版本记录</a></p>`
    : html`<form method="post" action="${again.action}">${csrfField(staff)}${again.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p class="actions"><button type="submit" class="button">按新的一版再看一遍</button><a class="button secondary" href="/desk/corpus/editions">看别人改了什么</a></p></form>`
}
</div>`;
  return deskLayout({ title: '别人先发布了', current: 'corpus', staff, body, styles: [assets.corpusStyle] });
}
