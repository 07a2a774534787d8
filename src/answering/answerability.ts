/**
 * How likely it is that the best clause is about what was asked. Two logistic models, with the question bank and
 * without it, fitted on questions of the bank: each asked with its own entry taken out (answerable), and with its whole
 * document taken out (not answerable), and on questions on other law. docs/retrieval.md holds the figures,
 * bench/answerability.mjs repeats them.
 * @module
 */
import type { AskedSubject } from './asked-subject.ts';

/** Shares and similarities between 0 and 1. */
export interface AnswerabilitySigns {
  /** Of the question's own terms, unknown ones included, by weight: what the best passage holds. */
  readonly own: number;
  /** … what no passage of the corpus holds. A missing word that the corpus knows elsewhere says more than an unknown one. */
  readonly unknown: number;
  /** Of the question with its official words: what the best clause with its headings holds. */
  readonly held: number;
  /** Mean similarity of the two most similar questions of the bank; null without a bank. */
  readonly asked: number | null;
  /** Similarity of the most similar question of the bank; 0 without one. */
  readonly nearestAsked: number;
  /** What the question is about; null where it names no matter, or goes on from another turn. */
  readonly subject: AskedSubject | null;
}

const withBank = { constant: -9.59, asked: 15.71, own: 4.64, unknown: 4.1, held: 2.81 } as const;
/** Of a question whose words are nearly all unknown nothing can be told from them. */
const mostUnknown = 0.7;
/** Below this share of the question, in its own or in official words, nothing is shared. */
const leastShared = 0.02;
const withoutBank = { constant: -4.15, own: 5.46, unknown: 2.48, held: 2.56 } as const;

/** Likelihoods (0 to 1) below which the gazettes do not answer, and below which the answer is called the nearest. */
export const leastLikelihoods = {
  withBank: { named: 0.04, answered: 0.08, certain: 0.2 },
  /** A question far from the bank but well held by a clause is about a document that the bank does not cover yet. */
  withoutBank: {
    named: 0.02,
    answered: 0.04,
    certain: 0.12,
    answeredBesideBank: 0.25,
    certainBesideBank: 0.35,
  },
} as const;

/**
 * certain: answered · nearest: answered under the word that it is the nearest · named: not answered, the nearest place is
 * named · none: not answered, nothing is near.
 */
export type Answerability = 'certain' | 'nearest' | 'named' | 'none';

export function judgeAnswerability(signs: AnswerabilitySigns): Answerability {
  const byWords = judgeWords(signs);
  const bySubject = judgeSubject(signs);
  return order.indexOf(bySubject) < order.indexOf(byWords) ? bySubject : byWords;
}

const order: readonly Answerability[] = ['none', 'named', 'nearest', 'certain'];

/** In characters: a longer one tells more than its matter. */
const longestSubject = 7;

/** Shares of the matter that the document has to hold where the bank does not ask about it. */
const leastInDocument = { named: 0.05, nearest: 0.36 } as const;
/** In characters: one word of two may be said otherwise, 分担 for 承担. */
const shortestTelling = 3;

/**
 * The most that may be said where the clause holds little of what a question is about, unless the bank knows the very
 * question. A short question names little else, so that a word that is missing is the matter itself; in a story many
 * words are beside it. Found by comparing questions on matters that these gazettes do not hold with those that they answer
 * (docs/retrieval.md).
 */
function judgeSubject({ subject, asked, nearestAsked }: AnswerabilitySigns): Answerability {
  if (subject === null || nearestAsked >= 0.5) return 'certain';
  const { words, length, held, inDocument } = subject;
  // Of documents that the bank does not ask about, other words for the matter are known from the thesaurus alone; what
  // the whole document does not say is the better sign.
  if (asked === null) {
    const { named, nearest } = leastInDocument;
    if (inDocument < named && length >= shortestTelling) return 'named';
    return inDocument < nearest || (words <= 2 && held < 0.1) ? 'nearest' : 'certain';
  }
  if (length <= longestSubject && ((words <= 2 && held < 0.3) || (words === 3 && held < 0.1))) return 'named';
  if ((words <= 2 && (held < 0.55 || asked < 0.36)) || (words === 3 && held < 0.45) || held < 0.1)
    return 'nearest';
  return asked < 0.3 && held < 0.5 ? 'nearest' : 'certain';
}

function judgeWords({ own, unknown: said, held, asked }: AnswerabilitySigns): Answerability {
  // A clause that holds nothing of the question was only found because something has to be first.
  if (asked === null && own < leastShared && held < leastShared) return 'none';
  const unknown = Math.min(said, mostUnknown);
  const byText = likelihood(
    withoutBank.constant + withoutBank.own * own + withoutBank.unknown * unknown + withoutBank.held * held,
  );
  if (asked === null) {
    const least = leastLikelihoods.withoutBank;
    if (byText < least.answered) return byText < least.named ? 'none' : 'named';
    return byText < least.certain ? 'nearest' : 'certain';
  }
  const byBank = likelihood(
    withBank.constant +
      withBank.asked * asked +
      withBank.own * own +
      withBank.unknown * unknown +
      withBank.held * held,
  );
  const least = { ...leastLikelihoods.withoutBank, ...leastLikelihoods.withBank };
  if (byBank < least.answered && byText < least.answeredBesideBank)
    return byBank < least.named ? 'none' : 'named';
  return byBank < least.certain && byText < least.certainBesideBank ? 'nearest' : 'certain';
}

function likelihood(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
