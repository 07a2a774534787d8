import type { Answer, Citation } from '../../answering/answer.ts';
import { describeSteps } from '../../answering/calculation-steps.ts';
import { validityLabels } from '../http/validity-label.ts';
import { noticesBeside } from '../notices-beside.ts';
import { formatList } from './print-calculation.ts';
import { hang, wrapText } from './wrap-text.ts';

/** An answer as a person reads it on a terminal: what, how it was computed, what to mind, what to do next, where it is written. */
export function formatAnswer(answer: Answer, columns: number): string {
  return join([wrapText(answer.answer, columns), ...besideAnswer(answer, columns)]);
}

/** What {@link formatAnswer} has below the answer itself. */
export function formatRest(answer: Answer, columns: number): string {
  return join(besideAnswer(answer, columns));
}

function besideAnswer(answer: Answer, columns: number): string[] {
  return [
    answer.calculation === null
      ? ''
      : formatList('规则计算的过程', describeSteps(answer.calculation), columns),
    formatList('请注意', textsOf(noticesBeside(answer)), columns),
    formatList('下一步', textsOf(answer.nextSteps), columns),
    answer.citations.length === 0
      ? ''
      : ['原文摘录', ...answer.citations.map((citation) => formatCitation(citation, columns))].join('\n'),
  ];
}

const join = (sections: readonly string[]): string => {
  const full = sections.filter((section) => section !== '');
  return full.length === 0 ? '' : `${full.join('\n\n')}\n`;
};

const textsOf = (entries: readonly { text: string }[]): string[] => entries.map(({ text }) => text);

function formatCitation(citation: Citation, columns: number): string {
  const { documentNumber, title, issuer, locator, quote, validity, region, source } = citation;
  const place = [documentNumber, `《${title}》`, locator].filter(Boolean).join(' ');
  const standing = [validityLabels[validity].text, region, issuer, source.file].filter(Boolean).join(' · ');
  return [
    hang(place, `  [${citation.n}] `, columns),
    wrapText(`“${quote}”`, columns, '      '),
    wrapText(standing, columns, '      '),
  ].join('\n');
}
