/** An answer as one text for programs that show nothing else: what to mind, what to do and where it is written stand in it. @module */
import type { Answer, Citation } from '../../answering/answer.ts';
import { validityLabels } from '../http/validity-label.ts';

/** Paragraphs parted by an empty line; [n] in the first ones is the n of the list of sources at the end. */
export function answerAsText({ answer, notices, nextSteps, citations }: Answer): string {
  const sections = [
    answer,
    list(
      '请注意',
      notices.map(({ text }) => text),
    ),
    list(
      '下一步',
      nextSteps.map(({ text }) => text),
    ),
    citations.length === 0 ? '' : ['出处', ...citations.map(sourceLine)].join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

const list = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [title, ...lines.map((line) => `- ${line}`)].join('\n');

function sourceLine({ n, documentNumber, title, locator, quote, validity, region }: Citation): string {
  const place = [documentNumber, `《${title}》`, locator].filter(Boolean).join(' ');
  const standing = [validityLabels[validity].text, region].filter(Boolean).join(' · ');
  return `[${n}] ${place}（${standing}）：“${quote}”`;
}
