import type { Answer, Citation } from '../../answering/answer.ts';
import { validityLabels } from '../http/validity-label.ts';
import { hang, wrapText } from './wrap-text.ts';

/** An answer as a person reads it on a terminal: what, what to mind, what to do next, where it is written. */
export function formatAnswer(answer: Answer, columns: number): string {
  const sections = [
    wrapText(answer.answer, columns),
    formatList('请注意', answer.notices, columns),
    formatList('下一步', answer.nextSteps, columns),
    answer.citations.length === 0
      ? ''
      : ['依据', ...answer.citations.map((citation) => formatCitation(citation, columns))].join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function formatList(heading: string, entries: readonly { text: string }[], columns: number): string {
  if (entries.length === 0) return '';
  return [heading, ...entries.map(({ text }) => hang(text, '  · ', columns))].join('\n');
}

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
