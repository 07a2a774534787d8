/** How questions are answered before and after a change of the bank. @module */
import type { App } from '../../../../app.ts';
import type { Answer } from '../../../../answering/answer.ts';
import type { Change } from '../../../../editions/edition.ts';

export interface TrialResult {
  readonly asked: string;
  readonly before: Answer;
  readonly after: Answer;
}

export interface EntryTrial {
  readonly first: TrialResult;
  /** The wordings of the entry, the standard question first. */
  readonly wordings: readonly TrialResult[];
}

/** @throws WenzhengError as {@link App.tryOut} */
export async function tryEntry(
  app: App,
  changes: readonly Change[],
  asked: string,
  wordings: readonly string[],
): Promise<EntryTrial> {
  const trial = await app.tryOut({ changes });
  const ask = (q: string): TrialResult => ({
    asked: q,
    before: app.answer({ q }),
    after: trial.answer({ q }),
  });
  return { first: ask(asked), wordings: wordings.map(ask) };
}

/** The words alone: whether a change is to be seen by who asks. */
export const isSameAnswer = ({ before, after }: TrialResult): boolean =>
  before.status === after.status && before.answer === after.answer;

/** The place that an answer rests on first. */
export function placeOf({ citations }: Answer): string {
  const [first] = citations;
  return first === undefined
    ? '—'
    : [first.documentNumber ?? `《${first.title}》`, first.locator].filter(Boolean).join(' ');
}
