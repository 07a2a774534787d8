/**
 * The answers to the parts of one message as one answer: a numbered paragraph each, citations counted through, the
 * whole within the limits of an answer.
 * @module
 */
import type { AnswerPassage, Citation, NextStep, Notice } from './answer.ts';
import type { Finished } from './working.ts';

export interface AnsweredPart {
  readonly question: string;
  readonly finished: Finished;
  readonly passages: readonly AnswerPassage[];
}

const limits = { text: 400, list: 800 } as const;
/** A later part is never cut shorter than this. */
const leastLength = 110;
const mostNextSteps = 4;

/** The numbered paragraphs with their citations; answered when one of the parts is. */
export function mergeAnswers(parts: readonly AnsweredPart[], opening: string): Finished {
  const limit = parts.some(({ finished }) => finished.answer.length > limits.text)
    ? limits.list
    : limits.text;
  const citations: Citation[] = [];
  let text = opening;
  parts.forEach(({ question, finished }, index) => {
    const label = `${index === 0 ? '' : '\n'}${index + 1}. `;
    const refused = finished.status.startsWith('unanswerable');
    const words = refused
      ? `“${withoutMarks(question.replace(/[?？。]+$/, ''))}”：${finished.answer}`
      : finished.answer;
    // What is left is shared among this part and the ones to come.
    const left = limit - text.length - label.length;
    const reserved = parts
      .slice(index + 1)
      .reduce((sum, part) => sum + Math.min(part.finished.answer.length + 30, limit / parts.length), 0);
    const shown = shortenPart(words, Math.max(leastLength, left - reserved));
    const numbers = new Map<string, number>();
    const own = finished.citations ?? [];
    text +=
      label +
      shown.replace(/\[(\d{1,2})\]/g, (_, written: string) => {
        const citation = own.find(({ n }) => n === Number(written));
        if (citation === undefined) return '';
        const known = citations.findIndex((each) => sameCitation(each, citation));
        const n = numbers.get(written) ?? (known === -1 ? citations.length + 1 : known + 1);
        if (!numbers.has(written) && known === -1) citations.push({ ...citation, n });
        numbers.set(written, n);
        return `[${n}]`;
      });
  });
  return {
    status: 'answered',
    answer: text,
    citations,
    notices: unique(parts.flatMap(({ finished }) => finished.notices ?? [])),
    calculation: parts.find(({ finished }) => finished.calculation)?.finished.calculation ?? null,
    nextSteps: unique(parts.flatMap(({ finished }) => finished.nextSteps ?? [])).slice(0, mostNextSteps),
  };
}

/** In the sender's words [1], ［123］ and 【9】 are no citations, and must not look like one. */
function withoutMarks(question: string): string {
  return question.replace(/[[［【〔]\s*(\p{N}{1,4})\s*[\]］】〕]/gu, '（$1）');
}

function sameCitation(one: Citation, other: Citation): boolean {
  return (
    one.locator === other.locator &&
    one.text === other.text &&
    one.quote === other.quote &&
    one.source.sha256 === other.source.sha256
  );
}

function unique<Item extends Notice | NextStep>(items: readonly Item[]): Item[] {
  return items.filter((item, at) => items.findIndex((other) => other.text === item.text) === at);
}

/** Leaves out what is only seen beside, then the clause's own words under an approved answer, then cuts at a sentence. */
function shortenPart(text: string, limit: number): string {
  let lines = text.split('\n');
  const length = () => lines.join('\n').length;
  for (const beside of [/^另见/, /^原文：/]) {
    while (length() > limit) {
      const at = lines.findLastIndex((line, index) => index > 0 && beside.test(line));
      if (at === -1) break;
      lines = lines.toSpliced(at, 1);
    }
  }
  const kept = lines.join('\n');
  if (kept.length <= limit) return kept;
  const marks = [...new Set(kept.match(/\[\d{1,2}\]/g) ?? [])].slice(0, 1).join('');
  const cut = kept.slice(0, limit - marks.length - 1);
  const end = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('；'), cut.lastIndexOf('\n'));
  const shown = end > limit / 2 ? cut.slice(0, end + 1).trimEnd() : `${cut}…`;
  return shown.includes(marks) ? shown : shown + marks;
}

/** The ranked passages of the parts in turn, best first, each once. */
export function interleave(parts: readonly (readonly AnswerPassage[])[], count: number): AnswerPassage[] {
  const merged: AnswerPassage[] = [];
  const longest = Math.max(0, ...parts.map((passages) => passages.length));
  for (let rank = 0; rank < longest && merged.length < count; rank += 1) {
    for (const passages of parts) {
      const passage = passages[rank];
      if (passage === undefined || merged.length === count || merged.some(({ id }) => id === passage.id))
        continue;
      merged.push(passage);
    }
  }
  return merged;
}
