import type { Answer } from '../answering/answer.ts';
import type { GoldQuestion } from './gold-question.ts';
import { recallDepths, type Score, scoreAnswer } from './score-answer.ts';

/** Ids of the questions that failed, by figure. */
export type FailList = Record<'recall@5' | 'cited' | 'answer' | 'wrongly_refused' | 'refuse', string[]>;

/** Shares are between 0 and 1, rounded to three decimals; groups are "right/all" of the questions to be answered. */
export interface EvaluationReport {
  readonly questions: number;
  readonly 'recall@1': number;
  readonly 'recall@5': number;
  readonly 'recall@10': number;
  readonly cited: number;
  readonly answer_ok: number;
  readonly wrongly_refused: number;
  readonly refuse_ok: number;
  readonly answer_chars_median: number;
  readonly by_style: Readonly<Record<string, string>>;
  readonly by_kind: Readonly<Record<string, string>>;
  /** By 文号; questions without one stand under "（无文号）". */
  readonly by_document: Readonly<Record<string, string>>;
  /** How many questions the shares are taken of. */
  readonly answerable: number;
  readonly refusable: number;
  readonly fails: FailList;
}

/** Asks every question and adds up the scores. */
export function evaluate(
  questions: readonly GoldQuestion[],
  ask: (question: GoldQuestion) => Answer,
): EvaluationReport {
  const judged = questions.map((gold) => ({ gold, score: scoreAnswer(gold, ask(gold)) }));
  const answerable = judged.filter(({ gold }) => gold.kind !== 'refuse');
  const refusable = judged.filter(({ gold }) => gold.kind === 'refuse');
  const idsOf = (among: typeof judged, failed: (score: Score) => boolean) =>
    among.filter(({ score }) => failed(score)).map(({ gold }) => gold.id);
  const fails: FailList = {
    'recall@5': idsOf(answerable, (score) => !score.recall?.[5]),
    cited: idsOf(answerable, (score) => !score.cited),
    answer: idsOf(answerable, (score) => !score.right),
    wrongly_refused: idsOf(answerable, (score) => score.wronglyRefused === true),
    refuse: idsOf(refusable, (score) => !score.right),
  };
  const [recall1, recall5, recall10] = recallDepths.map((depth) =>
    share(answerable.filter(({ score }) => score.recall?.[depth]).length, answerable.length),
  );
  const lengths = judged.map(({ score }) => score.characters).sort((one, other) => one - other);
  const groups = (nameOf: (gold: GoldQuestion) => string) =>
    countGroups(answerable.map(({ gold, score }) => ({ name: nameOf(gold), right: score.right })));
  return {
    questions: questions.length,
    'recall@1': recall1 ?? 0,
    'recall@5': recall5 ?? 0,
    'recall@10': recall10 ?? 0,
    cited: share(answerable.length - fails.cited.length, answerable.length),
    answer_ok: share(answerable.length - fails.answer.length, answerable.length),
    wrongly_refused: share(fails.wrongly_refused.length, answerable.length),
    refuse_ok: share(refusable.length - fails.refuse.length, refusable.length),
    answer_chars_median: lengths[Math.floor(lengths.length / 2)] ?? 0,
    by_style: groups((gold) => gold.style),
    by_kind: groups((gold) => gold.kind),
    by_document: groups((gold) => gold.docNo || '（无文号）'),
    answerable: answerable.length,
    refusable: refusable.length,
    fails,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Number((part / whole).toFixed(3));
}

/** "right/all" by name, in the order in which the names first occur. */
function countGroups(members: readonly { name: string; right: boolean }[]): Record<string, string> {
  const counts = new Map<string, { right: number; all: number }>();
  for (const { name, right } of members) {
    const count = counts.get(name) ?? { right: 0, all: 0 };
    count.all += 1;
    if (right) count.right += 1;
    counts.set(name, count);
  }
  return Object.fromEntries([...counts].map(([name, { right, all }]) => [name, `${right}/${all}`]));
}
