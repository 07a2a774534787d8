/**
 * Somebody works through what the gazettes do not answer: takes it, mends the corpus or finds that there is nothing to
 * mend, closes it. Each step is in the audit.
 * @module
 */
import { WenzhengError } from '../errors.ts';
import type { FeedbackReason, Gap, StoreCalls } from '../store/store.ts';
import { checkStaffName, checkStaffText } from './staff-text.ts';

export const gapStateNames: Readonly<Record<Gap['state'], string>> = {
  open: '未处理',
  in_work: '处理中',
  closed: '已关闭',
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

/** Says who works on it; a second name takes the place of the first. */
export function takeGap(calls: StoreCalls, id: number, by: string, at: string): Promise<Gap> {
  const name = checkStaffName(by);
  return change(calls, id, name, 'take', { state: 'in_work', owner: name }, at);
}

/** @param note What was done; null leaves the one before. */
export function closeGap(
  calls: StoreCalls,
  id: number,
  by: string,
  note: string | null,
  at: string,
): Promise<Gap> {
  const said = note === null ? {} : { note: checkStaffText(note) };
  return change(calls, id, checkStaffName(by), 'close', { state: 'closed', ...said }, at);
}

export function reopenGap(calls: StoreCalls, id: number, by: string, at: string): Promise<Gap> {
  return change(calls, id, checkStaffName(by), 'reopen', { state: 'open', owner: null }, at);
}

async function change(
  calls: StoreCalls,
  id: number,
  by: string,
  action: string,
  to: Partial<Pick<Gap, 'state' | 'owner' | 'note'>>,
  at: string,
): Promise<Gap> {
  await findGap(calls, id);
  const changed = await calls.gaps.change(id, to, at);
  await calls.audit.add({ at, actor: by, action: `gap.${action}`, subject: String(id), detail: null });
  return changed ?? findGap(calls, id);
}
