/** How an answer names a document and its state: 清新府办〔2018〕16号第七条（有效期至2020年3月31日，已届满）. @module */
import { formatDate } from '../gazette/chinese-date.ts';
import type { PolicyDocument } from '../gazette/model.ts';
import type { ValidityOnDay } from '../gazette/validity.ts';

/** The 文号, else the title in 《》. */
export function nameOf(document: PolicyDocument): string {
  // A title that begins with another in its own marks needs no second pair: 《养犬管理办法》解读.
  const { title } = document;
  return document.number?.canonical ?? (title.startsWith('《') ? title : `《${title}》`);
}

/** Why the document is not plainly in force, in brackets; empty when it is or when nothing says. */
export function stateOf(document: PolicyDocument, validity: ValidityOnDay): string {
  const lastDay = document.validity.lastDay;
  switch (validity.status) {
    case 'expired':
      return lastDay === null ? '（已失效）' : `（有效期至${formatDate(lastDay)}，已届满）`;
    case 'period_over':
      return lastDay === null ? '（期间已结束）' : `（期间到${formatDate(lastDay)}，已结束）`;
    case 'repealed':
      return '（已废止）';
    case 'draft':
      return '（征求意见稿，没有正式印发）';
    case 'reference':
      return document.region === null ? '（参考资料）' : `（${document.region}的参考资料）`;
    case 'not_yet':
      return '（尚未施行）';
    default:
      return '';
  }
}

/** The sign that stands for citation n. */
export function mark(n: number): string {
  return `[${n}]`;
}
