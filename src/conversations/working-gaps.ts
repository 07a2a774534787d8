/**
 * Somebody works through what the gazettes do not answer: takes it, mends the corpus or finds that there is nothing to
 * mend, closes it. Each step is in the audit.
 * @module
 */
import { WenzhengError } from '../errors.ts';
import type { FeedbackReason, Gap, GapClosing, StoreCalls } from '../store/store.ts';
import { checkStaffName, checkStaffText } from './staff-text.ts';

export const gapStateNames: Readonly<Record<Gap['state'], string>> = {
  open: '未处理',
  in_work: '处理中',
  closed: '已关闭',
};

export const gapClosingNames: Readonly<Record<GapClosing, string>> = {
  answered: '现在能回答了',
  not_ours: '不归公报回答',
  no_source: '公报里确实没有',
};

const reasonNames: Readonly<Record<FeedbackReason, string>> = {
  unrelated: '不相关',
  outdated: '过期',
  unclear: '看不懂',
  miscalculated: '算错',
  other: '其他',
};

/** Why it is in the ledger, for staff. */
export function describeGapKind({ kind, reason }: Pick<Gap, 'kind' | 'reason'>): string {
  return kind === 'no_source' ? '公报里没有' : `评价：${reasonNames[reason ?? 'other']}`;
}

/** @throws WenzhengError `not_found`. */
export async function findGap(calls: StoreCalls, id: number): Promise<Gap> {
  const gap = await calls.gaps.byId(id);
  if (gap !== null) return gap;
  throw new WenzhengError('not_found', `没有编号 ${id} 的知识缺口，请用 wenzheng gaps list --all 查看编号。`);
}

/** What somebody saw when they decided; absent: whatever it is now. */
export type GapSeen = Pick<Gap, 'state' | 'owner'>;

/** Says who works on it; a second name takes the place of the first. */
export function takeGap(calls: StoreCalls, id: number, by: string, at: string, seen?: GapSeen): Promise<Gap> {
  const name = checkStaffName(by);
  return change(calls, id, name, 'take', { state: 'in_work', owner: name, closedAs: null }, at, seen);
}

/** For somebody else to take. */
export function giveBackGap(
  calls: StoreCalls,
  id: number,
  by: string,
  at: string,
  seen?: GapSeen,
): Promise<Gap> {
  return change(calls, id, checkStaffName(by), 'give-back', { state: 'open', owner: null }, at, seen);
}

/** Without changing who works on it. */
export function noteGap(calls: StoreCalls, id: number, by: string, note: string, at: string): Promise<Gap> {
  return change(calls, id, checkStaffName(by), 'note', { note: checkStaffText(note) }, at);
}

export interface ClosingGap {
  readonly by: string;
  /** What was done; null leaves the one before. */
  readonly note: string | null;
  /** null: it is not said. Whoever says `answered` has asked the question again. */
  readonly as?: GapClosing | null;
  readonly seen?: GapSeen | undefined;
}

export function closeGap(
  calls: StoreCalls,
  id: number,
  { by, note, as: closedAs = null, seen }: ClosingGap,
  at: string,
): Promise<Gap> {
  const said = note === null ? {} : { note: checkStaffText(note) };
  return change(calls, id, checkStaffName(by), 'close', { state: 'closed', closedAs, ...said }, at, seen);
}

export function reopenGap(
  calls: StoreCalls,
  id: number,
  by: string,
  at: string,
  seen?: GapSeen,
): Promise<Gap> {
  const open = { state: 'open', owner: null, closedAs: null } as const;
  return change(calls, id, checkStaffName(by), 'reopen', open, at, seen);
}

async function change(
  calls: StoreCalls,
  id: number,
  by: string,
  action: string,
  to: Partial<Pick<Gap, 'state' | 'owner' | 'note' | 'closedAs'>>,
  at: string,
  seen?: GapSeen,
): Promise<Gap> {
  await findGap(calls, id);
  const changed = await calls.gaps.change(id, to, at, seen);
  if (changed === null && seen !== undefined) throw overtaken(await findGap(calls, id));
  const detail = to.closedAs === undefined || to.closedAs === null ? null : gapClosingNames[to.closedAs];
  await calls.audit.add({ at, actor: by, action: `gap.${action}`, subject: String(id), detail });
  return changed ?? findGap(calls, id);
}

function overtaken({ state, owner }: GapSeen): WenzhengError {
  const now = state === 'in_work' && owner !== null ? `由${owner}处理` : `是“${gapStateNames[state]}”`;
  return new WenzhengError('conflict', `这一条刚刚被别人改过，现在${now}，请看过之后再操作。`);
}
