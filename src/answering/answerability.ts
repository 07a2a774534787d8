/**
 * How likely it is that the best clause is about what was asked. Two logistic models, with the question bank and
 * without it, fitted on questions of the bank: each asked with its own entry taken out (answerable), and with its whole
 * document taken out (not answerable), and on questions on other law. docs/retrieval.md holds the figures.
 * @module
 */

/** Shares and similarities between 0 and 1. */
export interface AnswerabilitySigns {
  /** Of the question's own terms, unknown ones included, by weight: what the best passage holds. */
  readonly own: number;
  /** Of the question with its official words: what the best clause with its headings holds. */
  readonly held: number;
  /** Similarity of the most similar question of the bank; null without a bank. */
  readonly asked: number | null;
}

const withBank = { constant: -6.64, asked: 10.27, own: 0.97, held: 4.97 } as const;
const withoutBank = { constant: -3.2, own: 2.81, held: 4.16 } as const;

/** Likelihoods (0 to 1) below which the gazettes do not answer, and below which the answer is called the nearest. */
export const leastLikelihoods = {
  withBank: { answered: 0.06, certain: 0.15 },
  /** A question far from the bank but well held by a clause is about a document that the bank does not cover yet. */
  withoutBank: { answered: 0.05, certain: 0.1, answeredBesideBank: 0.15, certainBesideBank: 0.25 },
} as const;

export type Answerability = 'certain' | 'nearest' | 'none';

export function judgeAnswerability({ own, held, asked }: AnswerabilitySigns): Answerability {
  const byText = likelihood(withoutBank.constant + withoutBank.own * own + withoutBank.held * held);
  if (asked === null) {
    const least = leastLikelihoods.withoutBank;
    return byText < least.answered ? 'none' : byText < least.certain ? 'nearest' : 'certain';
  }
  const byBank = likelihood(
    withBank.constant + withBank.asked * asked + withBank.own * own + withBank.held * held,
  );
  const least = { ...leastLikelihoods.withoutBank, ...leastLikelihoods.withBank };
  if (byBank < least.answered && byText < least.answeredBesideBank) return 'none';
  return byBank < least.certain && byText < least.certainBesideBank ? 'nearest' : 'certain';
}

function likelihood(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
