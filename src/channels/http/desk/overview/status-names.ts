/** What is counted, as administrators read it. @module */
import type { AnswerStatus } from '../../../../answering/answer.ts';
import type { CountedChannel } from '../../../../store/overview-records.ts';
import type { FeedbackReason } from '../../../../store/store.ts';

export const shownChannels: readonly { readonly name: CountedChannel; readonly label: string }[] = [
  { name: 'web', label: '网页' },
  { name: 'telegram', label: 'Telegram' },
  { name: 'api', label: '接口' },
  { name: 'chat', label: '对话接口' },
  { name: 'mcp', label: 'MCP' },
];

/** Statuses that mean the same to an administrator, in the order in which they are stacked. */
export const families = [
  { name: 'answered', label: '有回答' },
  { name: 'calculator', label: '算出结果' },
  { name: 'clarification', label: '请居民补充' },
  { name: 'unanswerable', label: '公报里没有' },
  { name: 'refused', label: '不能答' },
  { name: 'handed_over', label: '转人工' },
  { name: 'error', label: '出错' },
] as const;
export type Family = (typeof families)[number]['name'];

export function familyOf(status: string): Family {
  if (status === 'answered') return 'answered';
  if (status === 'answered_by_calculator') return 'calculator';
  if (status === 'needs_input' || status === 'clarification') return 'clarification';
  if (status.startsWith('unanswerable')) return 'unanswerable';
  if (status.startsWith('refused')) return 'refused';
  return status === 'handed_over' ? 'handed_over' : 'error';
}

export const statusNames: Readonly<Record<AnswerStatus, string>> = {
  answered: '引用原文回答',
  answered_by_calculator: '按规定算出结果',
  needs_input: '计算中，还缺一项情况',
  clarification: '请居民说清楚',
  unanswerable_no_source: '公报里没有',
  unanswerable_other_region: '别处的政策',
  unanswerable_out_of_scope: '不是政策问题',
  refused_private_data: '涉及他人信息',
  refused_injection: '要机器人改规则',
  refused_misuse: '要帮忙作假',
  handed_over: '转人工',
  error_input: '没有看懂（空的、太长、不是文字）',
  error_internal: '系统出错',
};

export const reasonNames: Readonly<Record<FeedbackReason, string>> = {
  unrelated: '不相关',
  outdated: '过期',
  unclear: '看不懂',
  miscalculated: '算错',
  other: '其他',
};
