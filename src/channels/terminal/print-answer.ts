import type { Answer, Citation } from '../../answering/answer.ts';
import { describeSteps } from '../../answering/calculation-steps.ts';
import { validityLabels } from '../http/validity-label.ts';
import { formatList } from './print-calculation.ts';
import { hang, wrapText } from './wrap-text.ts';

/** An answer as a person reads it on a terminal: what, how it was computed, what to mind, what to do next, where it is written. */
export function formatAnswer(answer: Answer, columns: number): string {
  const sections = [
    wrapText(answer.answer, columns),
    answer.calculation === null ? '' : formatList('计算过程', describeSteps(answer.calculation), columns),
    formatList('请注意', textsOf(answer.notices), columns),
    formatList('下一步', textsOf(answer.nextSteps), columns),
    answer.citations.length === 0
      ? ''
      : ['依据', ...answer.citations.map((citation) => formatCitation(citation, columns))].join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

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
