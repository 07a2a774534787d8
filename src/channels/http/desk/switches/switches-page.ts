import { html } from 'hono/html';
import type { SettingOnBoard, SwitchOnBoard } from '../../../../controls/create-controls.ts';
import {
  type ControlConfig,
  settingDescriptions,
  type SettingName,
} from '../../../../controls/run-settings.ts';
import { switchEffects, switchLabels, type SwitchName } from '../../../../controls/switches.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { sayDuration } from '../overview/say-numbers.ts';

/** What was typed, when it could not be taken. */
export interface SwitchFault {
  /** The switch or setting that it is about. */
  readonly about: string;
  readonly message: string;
  readonly typed: { readonly reason: string; readonly note: string; readonly value: string };
}

export interface SwitchesPageState {
  readonly fault?: SwitchFault;
  readonly done?: string | undefined;
}

export interface SwitchesShown {
  readonly switches: readonly SwitchOnBoard[];
  readonly settings: readonly SettingOnBoard[];
  readonly config: ControlConfig;
  readonly now: Date;
}

/** What is off comes first, with how to switch it on again beside it. */
export function switchesPage(
  staff: SignedIn,
  { switches, settings, config, now }: SwitchesShown,
  { fault, done }: SwitchesPageState,
): Markup {
  const closed = switches.filter(({ off }) => off !== null);
  const inOrder = [...closed, ...switches.filter(({ off }) => off === null)];
  const body = html`<div class="desk-page">
<h1>开关和设置</h1>
<p class="lead">${closed.length === 0 ? '现在全部打开。' : html`现在关着：<strong>${closed.map(({ name }) => switchLabels[name]).join('、')}</strong>。`}改动马上生效，不用重新启动，都记在<a href="/desk/audit">操作记录</a>里。</p>
${done === undefined ? '' : html`<p class="desk-done" role="status">${done}</p>`}
${fault === undefined ? '' : html`<p class="desk-fault" role="alert" id="fault">${fault.message}</p>`}
<section aria-labelledby="switches-title">
<h2 id="switches-title">开关</h2>
<div class="switch-list">${inOrder.map((each) => switchCard(staff, each, config, now, fault))}</div>
</section>
<section aria-labelledby="settings-title">
<h2 id="settings-title">设置</h2>
<div class="switch-list">${settings.map((each) => settingCard(staff, each, config, fault))}</div>
</section>
<p class="desk-remark">没有浏览器的时候：<code>wenzheng channel off telegram --reason 原因</code>、<code>wenzheng channel on telegram</code>、<code>wenzheng channel list</code></p>
</div>`;
  return deskLayout({
    title: '开关和设置',
    current: 'switches',
    staff,
    body,
    styles: [assets.overviewStyle],
  });
}

function switchCard(
  staff: SignedIn,
  { name, off, last }: SwitchOnBoard,
  config: ControlConfig,
  now: Date,
  fault: SwitchFault | undefined,
): Markup {
  const title = html`<h3 id="switch-${name}">${switchLabels[name]}</h3>`;
  if (off !== null) {
    return html`<section class="switch-card switch-off" aria-labelledby="switch-${name}">
<div class="switch-head">${title}<span class="desk-tag desk-tag-ended">关着</span></div>
<dl class="desk-facts">
<div><dt>已经关了</dt><dd><strong>${sayDuration(now.getTime() - Date.parse(off.since))}</strong>，从${deskTime(off.since)}起</dd></div>
<div><dt>谁关的</dt><dd>${byName(off.by)}</dd></div>
<div><dt>原因</dt><dd>${off.reason}</dd></div>
${off.note === null ? '' : html`<div><dt>给居民的话</dt><dd>${off.note}</dd></div>`}
<div><dt>现在</dt><dd>${switchEffects[name]}</dd></div>
</dl>
<form method="post" action="/desk/switches/${name}" class="desk-form">
${csrfField(staff)}<input type="hidden" name="to" value="on">
${line(`on-${name}-reason`, 'reason', '打开的原因（可以不写）', fault?.about === name ? fault.typed.reason : '', 200, false)}
<p class="actions"><button type="submit" class="button">打开${switchLabels[name]}</button></p>
</form>
</section>`;
  }
  if (name === 'model' && (!config.WENZHENG_SEND_TO_MODEL || config.WENZHENG_CHAT_MODEL === undefined)) {
    return html`<section class="switch-card" aria-labelledby="switch-model">
<div class="switch-head">${title}<span class="desk-tag desk-tag-care">没有设置</span></div>
<p class="desk-soft">环境变量没有打开模型（WENZHENG_SEND_TO_MODEL、WENZHENG_CHAT_MODEL），这里不能打开。</p>
</section>`;
  }
  const typed = fault?.about === name ? fault.typed : null;
  return html`<section class="switch-card" aria-labelledby="switch-${name}">
<div class="switch-head">${title}<span class="desk-tag desk-tag-good">开着</span></div>
${last === null ? '' : html`<p class="desk-soft">${deskTime(last.changedAt)} 由${byName(last.changedBy)}打开。</p>`}
<details ${typed === null ? '' : html`open`}>
<summary>关闭${switchLabels[name]}</summary>
<p class="desk-soft">关闭后：${switchEffects[name]}</p>
<form method="post" action="/desk/switches/${name}" class="desk-form">
${csrfField(staff)}<input type="hidden" name="to" value="off">
${line(`off-${name}-reason`, 'reason', '原因（必填，只有工作人员看到）', typed?.reason ?? '', 200, true)}
${name === 'model' ? '' : line(`off-${name}-note`, 'note', '给居民的话（可以不写）', typed?.note ?? '', 120, false, '例如：预计明天上午8点恢复。')}
<p class="actions"><button type="submit" class="button danger">关闭${switchLabels[name]}</button></p>
</form>
</details>
</section>`;
}

function settingCard(
  staff: SignedIn,
  { name, value, last }: SettingOnBoard,
  config: ControlConfig,
  fault: SwitchFault | undefined,
): Markup {
  const { label, purpose, allowed } = settingDescriptions[name];
  const typed = fault?.about === name ? fault.typed : null;
  return html`<section class="switch-card" aria-labelledby="setting-${name}">
<h3 id="setting-${name}">${label}</h3>
<p class="desk-soft">${purpose}。</p>
<p>现在：<strong>${value === '' ? unset(name, config) : inWords(name, value)}</strong>${last === null ? '' : html`<span class="desk-soft">（${deskTime(last.changedAt)} ${byName(last.changedBy)}：${last.reason}）</span>`}</p>
<details ${typed === null ? '' : html`open`}>
<summary>修改${label}</summary>
<form method="post" action="/desk/switches/settings/${name}" class="desk-form">
${csrfField(staff)}
${line(`set-${name}`, 'value', label, typed?.value ?? value, 200, false, `${allowed}。`)}
${line(`set-${name}-reason`, 'reason', '原因（必填，只有工作人员看到）', typed?.reason ?? '', 200, true)}
<p class="actions"><button type="submit" class="button">保存${label}</button></p>
</form>
</details>
</section>`;
}

/** As it is read, not as it is typed. */
function inWords(name: SettingName, value: string): string {
  if (name !== 'handover') return value;
  return value === 'off' ? '关（off）' : '开（on）';
}

/** What holds while nothing is set here. */
function unset(name: SettingName, config: ControlConfig): string {
  switch (name) {
    case 'announcement':
      return '没有公告';
    case 'officeHours':
      return `${config.WENZHENG_OFFICE_HOURS}（环境变量）`;
    case 'handover':
      return inWords(name, 'on');
    case 'dailyTokens': {
      const most = config.WENZHENG_MODEL_DAILY_TOKENS;
      return `${most === 0 ? '不限' : most}（环境变量）`;
    }
    default:
      return '';
  }
}

function line(
  id: string,
  field: string,
  label: string,
  value: string,
  most: number,
  isRequired: boolean,
  help = '',
): Markup {
  return html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${field}" value="${value}" maxlength="${most}" autocomplete="off" ${isRequired ? html`required` : ''} ${help === '' ? '' : html`aria-describedby="${id}-help"`}>
${help === '' ? '' : html`<p class="desk-soft" id="${id}-help">${help}</p>`}</div>`;
}

/** As people call who runs the server. */
const byName = (by: string): string => (by === 'terminal' ? '服务器命令行' : by);

/** For other pages of administrators: what is off at present; nothing where all is on. */
export function closedBanner(names: readonly SwitchName[]): Markup | string {
  if (names.length === 0) return '';
  return html`<p class="desk-fault" role="status">现在关着：${names.map((name) => switchLabels[name]).join('、')}。<a href="/desk/switches">去打开</a></p>`;
}
