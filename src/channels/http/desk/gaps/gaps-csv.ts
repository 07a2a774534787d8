import { stringify } from 'csv-stringify/sync';
import { harmless } from '../../../../batch/write-table.ts';
import { describeGapKind, gapClosingNames, gapStateNames } from '../../../../conversations/working-gaps.ts';
import type { Gap } from '../../../../store/store.ts';
import { deskTime } from '../desk-time.ts';

const columns = [
  '编号',
  '问题',
  '来由',
  '次数',
  '第一次',
  '最近一次',
  '状态',
  '处理人',
  '关闭原因',
  '说明',
] as const;

/** With a byte order mark, so that spreadsheets read it as UTF-8. */
export const gapsCsvHead = `\ufeff${stringify([[...columns]])}`;

export const gapsCsvRows = (gaps: readonly Gap[]): string => stringify(gaps.map(rowOf));

function rowOf(gap: Gap): string[] {
  const { id, question, count, firstAt, lastAt, state, owner, closedAs, note } = gap;
  return [
    String(id),
    harmless(question),
    describeGapKind(gap),
    String(count),
    deskTime(firstAt),
    deskTime(lastAt),
    gapStateNames[state],
    harmless(owner ?? ''),
    closedAs === null ? '' : gapClosingNames[closedAs],
    harmless(note ?? ''),
  ];
}
