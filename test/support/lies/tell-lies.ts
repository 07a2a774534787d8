/** What of the lies reaches a reader, through the checker alone and through the whole of app.reply. @module */
import { checkDraft, composeChecked } from '../../../src/answering/check-draft/check-draft.ts';
import type { Lie } from './lie.ts';
import { states, withoutRuleWords } from './oracle.ts';

/** Whether the text that is shown still states what is false. */
export function reaches({ draft, span, material: { evidence, context } }: Lie): boolean {
  const composed = composeChecked(checkDraft(draft, evidence, context), evidence, context);
  return (
    composed !== null &&
    states(
      withoutRuleWords(
        composed.text,
        context.corpus,
        evidence.map(({ calculation }) => calculation),
      ),
      span,
    )
  );
}

/** Whether the true draft would be shown whole: a lie bites only where the truth would pass. */
export function twinPasses({ twin, material: { evidence, context } }: Lie): boolean {
  return (
    twin !== null && checkDraft(twin, evidence, context).sentences.every(({ verdict }) => verdict === 'kept')
  );
}
