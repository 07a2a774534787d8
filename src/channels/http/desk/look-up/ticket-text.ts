/** Plain text for the ticket system: what was said, and what it rests on. @module */
import type { Answer, Citation } from '../../../../answering/answer.ts';
import type { PolicyDocument } from '../../../../gazette/model.ts';
import { chineseDate } from '../../pages/layout.ts';
import { validityLabels } from '../../validity-label.ts';
import type { FoundPassage } from './find.ts';
import { readOut } from './spoken.ts';

/** The answer with its citations, as `c` copies it. @param asOf ISO day that it holds for. */
export function answerForTicket(answer: Answer, asOf: string, isNarrowed: boolean): string {
  const { cautions, lines, source, remarks } = readOut(answer);
  return [
    ...cautions.map((caution) => `注意：${caution}`),
    `答复：${lines.map((line) => line.replaceAll('\t', '，')).join('\n')}`,
    ...(source === '' ? [] : [`出自：${source}`]),
    ...(answer.calculation === null ? [] : ['（规则计算：按文件文本估算，以主管部门审定为准。）']),
    ...listed('说明', remarks),
    ...listed(
      '下一步',
      answer.nextSteps.map(({ text }) => text),
    ),
    ...(answer.citations.length === 0 ? [] : ['依据：', ...answer.citations.map(citationForTicket)]),
    `（效力按${chineseDate(asOf)}判断。${isNarrowed ? '只查了筛选出的文件。' : ''}）`,
  ].join('\n');
}

function listed(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`${title}：`, ...entries.map((entry) => `- ${entry}`)];
}

/** What was read out, for the call note: cautions first. */
export function toldInNote(answer: Answer): string {
  const { cautions, lines, source } = readOut(answer);
  const label = answer.calculation === null || lines.join('').includes('规则计算') ? '' : '【规则计算】';
  return `${label}${[...cautions, ...lines, source]
    .filter(Boolean)
    .join(' ')
    .replace(/\[\d{1,3}\]/g, '')}`;
}

/** One citation: number, title, locator, validity and the quotation, which is marked as one. */
export function citationForTicket(citation: Citation): string {
  const { n, documentNumber, title, locator, validity, region, quote } = citation;
  const labels = [validityLabels[validity].text, ...(region === null ? [] : [region])].join('，');
  return `[${n}] ${documentNumber ?? ''}《${title}》${locator}（${labels}）\n原文摘录：“${quote}”`;
}

/** A passage of the list. @param asOf ISO day that its validity is told for. */
export function passageForTicket({ place, locator, validity, text }: FoundPassage, asOf: string): string {
  const { document } = place;
  const labels = [validityLabels[validity].text, ...(document.region === null ? [] : [document.region])];
  return [
    `${document.number?.canonical ?? ''}《${document.title}》${locator}（${labels.join('，')}）`,
    ...(printedIn(document) === null ? [] : [`刊于：${printedIn(document)}`]),
    `原文摘录：“${text}”`,
    `（效力按${chineseDate(asOf)}判断。）`,
  ].join('\n');
}

/** 清远市清新区人民政府公报2018年第1期第19页; null outside a gazette. */
export function printedIn({ gazette, page }: PolicyDocument): string | null {
  if (gazette === null) return null;
  return `${gazette.name}${gazette.year}年第${gazette.issue}期${page === null ? '' : `第${page}页`}`;
}

/**
 * The text of a ticket; the page's script puts what was noted into the places in braces, and operators change the rest
 * before they copy it.
 */
export const ticketTemplate = `【政策咨询】{time}
来电人问：{asked}
答复：{told}
依据：
{citations}
经办：{by}`;
