/** Who waits, what one has oneself, what the others have, what ended today. @module */
import { html } from 'hono/html';
import { handoverStateNames } from '../../../../conversations/handover-texts.ts';
import type { StaffAccount } from '../../../../staff/staff.ts';
import type { Channel, Handover, HandoverOnBoard } from '../../../../store/store.ts';
import { chinaClock, chinaDay } from '../../pages/china-time.ts';
import type { Markup } from '../../pages/layout.ts';
import { isHolder, mayRead } from './chat-rights.ts';

export interface QueueView {
  readonly board: readonly HandoverOnBoard[];
  readonly account: StaffAccount;
  /** The handover that is open beside it. */
  readonly open: number | null;
  readonly now: Date;
  /** Minutes of office hours between two times. */
  readonly officeMinutes: (from: string, to: string) => number;
}

export const channelNames: Readonly<Record<Channel, string>> = { telegram: 'Telegram', web: '网页' };

/**
 * The list that the page exchanges for a newer one. `data-alerts` names what somebody is to be told of, each by a word that
 * never comes twice: who began to wait, and what a resident of one's own said last.
 */
export function chatQueue(view: QueueView): Markup {
  const { board, account } = view;
  const waiting = board.filter(({ handover }) => handover.state === 'waiting');
  const own = board.filter(({ handover }) => isHolder(handover, account));
  const others = board.filter(({ handover }) => handover.state === 'taken' && !isHolder(handover, account));
  const ended = board.filter(({ handover }) => handover.closedAt !== null);
  const unanswered = own.flatMap(({ handover, unanswered: said }) =>
    said === null ? [] : [`message-${handover.number}-${said.number}`],
  );
  const alerts = [...waiting.map(({ handover }) => `waiting-${handover.number}`), ...unanswered];
  return html`<div class="queue-list" id="queue" data-alerts="${alerts.join(' ')}" data-count="${alerts.length}">
${section('等待中', '没有人在等。', waiting, view)}
${section('我的', '还没有接手的对话。', own, view)}
${others.length === 0 ? '' : section('同事处理中', '', others, view)}
${ended.length === 0 ? '' : section('今天已结束', '', ended, view)}
</div>`;
}

function section(title: string, nothing: string, rows: readonly HandoverOnBoard[], view: QueueView): Markup {
  return html`<section class="queue-part"><h2>${title}<span class="queue-count">${rows.length}</span></h2>
${rows.length === 0 ? html`<p class="queue-empty">${nothing}</p>` : html`<ul>${rows.map((row) => html`<li>${entry(row, view)}</li>`)}</ul>`}
</section>`;
}

function entry(row: HandoverOnBoard, view: QueueView): Markup {
  const { handover, unanswered } = row;
  const { account, open } = view;
  const isOpen = handover.number === open;
  const head = html`<span class="queue-head"><strong>${handover.number}号</strong> <span>${channelNames[handover.channel]}</span> <span class="queue-time">${standing(row, view)}</span></span>`;
  if (!mayRead(handover, account))
    return html`<p class="queue-entry" id="queue-${handover.number}">${head}</p>`;
  const mark =
    isHolder(handover, account) && unanswered !== null ? html`<span class="queue-mark">有新的话</span>` : '';
  return html`<a class="queue-entry queue-${handover.state}" id="queue-${handover.number}" href="/desk/chats/${handover.number}" ${isOpen ? html`aria-current="true"` : ''}>${head}<span class="queue-question">${handover.question}</span>${mark}</a>`;
}

function standing({ handover, unanswered, isAnswered }: HandoverOnBoard, view: QueueView): string {
  const { account, now, officeMinutes } = view;
  const { state, takenBy, openedAt, closedAt } = handover;
  const at = now.toISOString();
  if (state === 'waiting') return `等了${duration(officeMinutes(openedAt, at))}`;
  if (state === 'taken') {
    const since =
      unanswered !== null
        ? `${duration(officeMinutes(unanswered.sentAt, at))}没有回复`
        : isAnswered
          ? '已回复'
          : '还没有回复';
    return isHolder(handover, account) ? since : `${takenBy ?? ''} · ${since}`;
  }
  const by = takenBy === null ? '' : `${takenBy} · `;
  return `${by}${chinaClock(closedAt ?? openedAt, chinaDay(at))}${endName(handover)}`;
}

function endName({ state }: Handover): string {
  return state === 'timed_out' ? handoverStateNames.timed_out : '结束';
}

/** @param minutes of office hours. */
export function duration(minutes: number): string {
  const whole = Math.floor(minutes);
  if (whole < 1) return '不到1分钟';
  if (whole < 60) return `${whole}分钟`;
  return `${Math.floor(whole / 60)}小时${whole % 60 === 0 ? '' : `${whole % 60}分钟`}`;
}
