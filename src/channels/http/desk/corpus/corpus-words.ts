/** How the pages of the gazettes call things. @module */
import type { AddedGazette, Change } from '../../../../editions/edition.ts';
import type { Correction } from '../../../../gazette/corrections.ts';
import type { ClauseKind, SegmentRole, Standing } from '../../../../gazette/model.ts';
import { documentFields, isCorrectedField } from '../../../document-fields.ts';
import { chineseDate } from '../../pages/layout.ts';

export const standingNames: Readonly<Record<Standing, string>> = {
  official: '正式文件',
  draft: '征求意见稿',
  reference: '外地参考材料',
};

export const sourceKindNames: Readonly<Record<AddedGazette['kind'], string>> = {
  gazette: '政府公报',
  notice: '单份文件、公告',
  reference: '参考材料（不作本地政策）',
};

export const formatNames: Readonly<Record<AddedGazette['format'], string>> = {
  txt: '文本',
  docx: 'Word 文件',
  pdf: 'PDF',
  html: '网页',
};

export const clauseKindNames: Readonly<Record<ClauseKind, string>> = {
  paragraph: '段落',
  item: '条款',
  row: '表格行',
  addressee: '主送',
  signature: '落款',
  date: '日期',
  'annex-list': '附件目录',
};

export const roleNames: Readonly<Record<SegmentRole, string>> = {
  clause: '条款',
  title: '标题、文号',
  heading: '小标题',
  furniture: '版面（页码、页眉）',
  contents: '目录',
  masthead: '刊头',
};

export const lastDayKindNames = { expiry: '有效期的最后一天', period: '方案、活动期间的最后一天' } as const;
export const endingNames = { repeals: '废止', voids: '宣布失效' } as const;

/** What was put in, in words. */
export function correctedValue(correction: Correction): string {
  switch (correction.field) {
    case 'standing':
      return standingNames[correction.value];
    case 'issuedOn':
    case 'effectiveFrom':
      return chineseDate(correction.value);
    case 'lastDay':
      return correction.value === null
        ? '没有写明'
        : `${chineseDate(correction.value)}（${lastDayKindNames[correction.kind]}）`;
    case 'ended': {
      const since = correction.from === null ? '' : `，自${chineseDate(correction.from)}起`;
      return `已由${correction.value}${endingNames[correction.kind]}${since}`;
    }
    default:
      return correction.value ?? '没有';
  }
}

/** One line of the history. @param nameOf the document with this id, as people know it */
export function changeWords(change: Change, nameOf: (id: string) => string): string {
  switch (change.kind) {
    case 'add_gazette':
      return `收入公报文件《${change.gazette.originalName}》`;
    case 'remove_gazette':
      return `撤下 ${change.file.replace(/^added\//, '')}`;
    case 'correct':
      return `更正${nameOf(change.correction.document)}的${documentFields[change.correction.field]}：${correctedValue(change.correction)}`;
    case 'withdraw_correction':
      return `取消对${nameOf(change.document)}的${fieldNameOf(change.field)}的更正`;
    case 'edit_question':
      return change.edit.entry === null ? `删去标准问“${change.edit.ask}”` : `改写标准问“${change.edit.ask}”`;
    case 'withdraw_edit':
      return `标准问“${change.ask}”恢复原样`;
    case 'decline_proposal':
      return '不采用一条拟的问法';
    default:
      return change.edition === 0 ? '恢复成没有改动时的样子' : `恢复成第${change.edition}版的样子`;
  }
}

const fieldNameOf = (name: string): string => (isCorrectedField(name) ? documentFields[name] : name);

/** 12,345 */
export const grouped = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** At least one character is 0.1% as well: nothing lost must not look like something lost, nor the other way round. */
export function percentage(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0%';
  if (part === whole) return '100%';
  const rounded = Math.min(99.9, Math.max(0.1, Math.round((part / whole) * 1000) / 10));
  return `${rounded}%`;
}
