/** What the steps of the main path hand on to one another. @module */
import type { Scheme } from '../calculators/scheme.ts';
import type { Corpus } from '../gazette/model.ts';
import type { Hit, QuestionMatch, Retriever } from '../retrieval/model.ts';
import type { Answer, Notice, Question } from './answer.ts';
import type { Answerability } from './answerability.ts';
import type { Composed } from './compose-answer.ts';
import type { Matter } from './clarify.ts';
import type { ClauseTermCache, Evidence, QuestionTerms } from './find-evidence.ts';
import type { Office } from './offices.ts';
import type { Understanding } from './understand.ts';

/** Passages that stand under an answer. */
export const shownPassages = 10;

export interface AnswererOptions {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  /** The offices of the home region, for the next steps. */
  readonly offices?: readonly Office[];
  /** The calculators; without them a question is only answered by the rule. */
  readonly schemes?: readonly Scheme[];
  /** ISO date of today; read once a question. */
  readonly today: () => string;
  /** Whether a document (index into `Corpus.documents`) may answer; absent: all that speak for the place. */
  readonly acceptDocument?: ((document: number) => boolean) | undefined;
  /** Told of the fault behind an error_internal. */
  readonly onFault?: (error: unknown) => void;
  /** Milliseconds, for the timings on the answer. */
  readonly clock?: () => number;
}

export interface Working {
  readonly options: AnswererOptions;
  readonly cache: ClauseTermCache;
  readonly question: Question;
  readonly asOf: string;
  readonly today: string;
  text: string;
  context: string[];
  /** A later part of a message, which goes on from the part before. */
  leans: boolean;
  /** The words that took the place of others of the turn before, which `text` holds now; null for none. */
  inPlace: string | null;
  /** The one document that may answer: of the part before, or of the matter that was meant; null for any. */
  within: number | null;
  /** The document that answers the turn before; null where none is known. */
  before: number | null;
  /** The matter that a reply to a clarification names. */
  meant: Matter | null;
  /** The ranked passages of all parts of the message, where it has several. */
  merged: Answer['passages'] | null;
  notices: Notice[];
  /** Sentence put before the answer. */
  opening: string;
  understanding: Understanding;
  /** Documents whose 文号 or title the question says. */
  named: ReadonlySet<number>;
  hits: readonly Hit[];
  matches: readonly QuestionMatch[];
  terms: QuestionTerms;
  evidence: readonly Evidence[];
  answerability: Answerability;
  composed: Composed;
  /** What a calculator makes of a question for a rule; null for nothing. */
  calculation: Answer['calculation'];
}

/** An answer, as far as a step knows it. */
export type Finished = Pick<Answer, 'status' | 'answer'> &
  Partial<Pick<Answer, 'citations' | 'notices' | 'nextSteps' | 'calculation'>>;
