/** What publishing would do, for a person at a terminal. @module */
import type { DocumentDifference, DocumentSummary, Ending } from '../../editions/compare-corpora.ts';
import type { Change, Edition } from '../../editions/edition.ts';
import type { Preview } from '../../editions/preview.ts';
import { documentFields } from '../document-fields.ts';
import { validityName } from '../http/validity-label.ts';

const nameOf = ({ documentNumber, title }: DocumentSummary): string =>
  documentNumber === null ? `《${title}》` : `${documentNumber}《${title}》`;

/** Lines, without control characters of the texts being dealt with. */
export function describePreview({ sources, differences, impacts, questions, faults }: Preview): string[] {
  return [
    ...sources.flatMap((source) => [
      `找到 ${source.documents.length} 份文件，${source.characters} 个字${source.lost === 0 ? '，全部归入了条款' : `，其中 ${source.lost} 个字没有归入条款`}：`,
      ...source.documents.flatMap((document) => [
        `  ${nameOf(document)}`,
        `    ${document.issuer ?? '没有认出发文机关'}，${document.issuedOn ?? '没有认出日期'}，${document.region ?? '没有认出地区'}，${document.clauses} 条${document.rows === 0 ? '' : `（表格 ${document.rows} 行）`}`,
        `    ${validityName(document.validity)}：${document.validityText}`,
      ]),
      ...source.endings.map(describeEnding),
      ...source.problems.map(
        ({ line, message }) => `问题：${line === null ? '' : `第 ${line} 行：`}${message}`,
      ),
    ]),
    ...differences.flatMap(describeDifference),
    ...impacts.flatMap(({ document, questions: resting }) => {
      const approved = resting.filter(({ isApproved }) => isApproved).length;
      return resting.length === 0
        ? []
        : [
            `注意：${nameOf(document)} 不再有效，问答库里有 ${resting.length} 个标准问依据它（其中 ${approved} 个有审定的回答），请逐条复核。`,
          ];
    }),
    ...questions.map((ask) => `问答库：标准问“${ask}”会变回那一版的样子，那以后写的会没有`),
    ...faults.map((fault) => `不能发布：${fault}`),
  ];
}

function describeEnding({ kind, documentNumber, document, from, quote }: Ending): string {
  const what = kind === 'voids' ? '宣布失效' : '废止';
  const since = from === null ? '' : `，自 ${from} 起`;
  const held = document === null ? '（公报里没有它的全文）' : '';
  return `  ${what}：${documentNumber}${held}${since}。原文：${quote}`;
}

function describeDifference({ kind, before, after, fields }: DocumentDifference): string[] {
  if (kind === 'removed' && before !== null) return [`撤下：${nameOf(before)}`];
  if (kind !== 'changed' || before === null || after === null) return [];
  const validity = fields.includes('validity')
    ? `效力由“${validityName(before.validity)}”变为“${validityName(after.validity)}”：${after.validityText}`
    : `${fields.map((field) => fieldNames[field]).join('、')}有变化`;
  return [`改动：${nameOf(after)} ${validity}`];
}

export const fieldNames: Readonly<Record<keyof DocumentSummary | 'text', string>> = {
  id: '编号',
  file: '来源',
  documentNumber: documentFields.number,
  title: documentFields.title,
  issuer: documentFields.issuer,
  issuedOn: documentFields.issuedOn,
  region: documentFields.region,
  standing: documentFields.standing,
  effectiveFrom: documentFields.effectiveFrom,
  lastDay: documentFields.lastDay,
  validity: '效力',
  validityText: '效力说明',
  validityQuotes: '效力依据',
  clauses: '条款数',
  text: '正文',
};

/** 第 3 版  2026-11-29 12:00  张三：新一期公报 */
export function describeEdition({ edition, at, by, reason, changes }: Edition): string[] {
  return [
    `第 ${edition} 版  ${chinaMinute(at)}  ${by}${reason === '' ? '' : `：${reason}`}`,
    ...changes.map((change) => `  ${describeChange(change)}`),
  ];
}

/** 2026-11-29 12:00 */
const chinaMinute = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** One change in words, for every door. */
export function describeChange(change: Change): string {
  switch (change.kind) {
    case 'add_gazette':
      return `加入公报 ${change.gazette.originalName}`;
    case 'remove_gazette':
      return `撤下公报 ${change.file}`;
    case 'correct':
      return `更正 ${change.correction.document}（${change.correction.reason}）`;
    case 'withdraw_correction':
      return `撤回对 ${change.document} 的更正`;
    case 'edit_question':
      return change.edit.entry === null ? `删去标准问“${change.edit.ask}”` : `修改标准问“${change.edit.ask}”`;
    case 'withdraw_edit':
      return `撤回对标准问“${change.ask}”的修改`;
    case 'decline_proposal':
      return `不采用建议的问法 ${change.id}`;
    default:
      return change.edition === 0 ? '恢复到只有自带公报的样子' : `恢复到第 ${change.edition} 版`;
  }
}
