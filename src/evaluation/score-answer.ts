/**
 * The rules by which one answer is judged; eval/README.md states them in words.
 * All text is compared after {@link comparable}.
 * @module
 */
import type { Answer } from '../answering/answer.ts';
import type { GoldQuestion } from './gold-question.ts';

/** How one answer did. `null` where the question is of the other sort (to be answered, to be refused). */
export interface Score {
  /** Status accepted, everything demanded said, nothing forbidden said, at most 800 characters. */
  readonly right: boolean;
  /** Number of best passages (1, 5, 10) among which all evidence was found, per number. */
  readonly recall: Readonly<Record<RecallDepth, boolean>> | null;
  readonly cited: boolean | null;
  readonly wronglyRefused: boolean | null;
  /** Length of the answer in characters (code points). */
  readonly characters: number;
}

export const recallDepths = [1, 5, 10] as const;
export type RecallDepth = (typeof recallDepths)[number];

const maxAnswerCharacters = 800;
/** Longer passages count with their beginning only, so that a passage cannot win by being huge. */
const maxPassageCharacters = 700;
const maxCitationCharacters = 1200;
const refusingFamilies = ['unanswerable', 'refused', 'error'];

export function scoreAnswer(gold: GoldQuestion, answer: Answer): Score {
  const toBeRefused = gold.kind === 'refuse';
  const accept = gold.accept?.length ? gold.accept : toBeRefused ? ['unanswerable', 'refused'] : ['answered'];
  const statusAccepted = accept.some((prefix) => answer.status.startsWith(prefix));
  const said = comparable(answer.answer);
  const says = (alternatives: string) =>
    alternatives.split('|').some((words) => said.includes(comparable(words)));
  const characters = Array.from(answer.answer).length;
  const right =
    statusAccepted && gold.must.every(says) && !gold.mustNot.some(says) && characters <= maxAnswerCharacters;
  if (toBeRefused) return { right, recall: null, cited: null, wronglyRefused: null, characters };

  const passages = answer.passages.map((passage) => beginning(passage.text, maxPassageCharacters));
  const citations = answer.citations.map(
    (citation) => `${citation.quote} ${beginning(citation.text, maxCitationCharacters)}`,
  );
  const [family = ''] = answer.status.split('_');
  return {
    right,
    recall: {
      1: holdsEvidence(gold.evidence, passages.slice(0, 1)),
      5: holdsEvidence(gold.evidence, passages.slice(0, 5)),
      10: holdsEvidence(gold.evidence, passages.slice(0, 10)),
    },
    cited: holdsEvidence(gold.evidence, citations),
    wronglyRefused: refusingFamilies.includes(family) && !statusAccepted,
    characters,
  };
}

/** NFKC, without white space, the common marks of punctuation and brackets, in lower case. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s,，。、:：;；()（）"“”]+/g, '')
    .toLowerCase();
}

/** Of each list one string must occur in one of the texts; where there is no text, nothing is held. */
function holdsEvidence(evidence: GoldQuestion['evidence'], texts: readonly string[]): boolean {
  const compared = texts.map(comparable);
  return (
    compared.length > 0 &&
    evidence.every((alternatives) =>
      alternatives.some((words) => compared.some((text) => text.includes(comparable(words)))),
    )
  );
}

/** Counted in code points, so that a rare character is never cut in two. */
function beginning(text: string, characters: number): string {
  return text.length <= characters ? text : Array.from(text).slice(0, characters).join('');
}
