/** A lie beside its truth, and whether its words are in what is shown. @module */
import { checkDraft, composeChecked } from '../../../src/answering/check-draft/check-draft.ts';
import type { Material } from '../lies/lie.ts';

export interface SecondLie {
  readonly kind: string;
  readonly questionId: string;
  readonly material: Material;
  readonly draft: string;
  /** The same draft with the truth in the lie's place. */
  readonly twin: string;
  /** The false words with a few beside them, as {@link plain} writes them. */
  readonly window: string;
}

/** UTF-16 units of the draft on either side of the false words. */
const beside = 6;

/** Without citations, white space and the marks of lists and tables. */
export const plain = (text: string): string => text.replace(/\[[A-Z]?\d+\]/g, '').replace(/[\s|\-•*#>]/g, '');

/** null: the false words stand in the truth or in the evidence too, and so nothing could be told from them. */
export function secondLie(kind: string, material: Material, twin: string, draft: string): SecondLie | null {
  const [left, right] = [plain(twin), plain(draft)];
  if (left === right) return null;
  let from = 0;
  while (left[from] === right[from]) from += 1;
  let last = 0;
  while (
    last < Math.min(left.length, right.length) - from &&
    left[left.length - 1 - last] === right[right.length - 1 - last]
  )
    last += 1;
  const window = right.slice(Math.max(0, from - beside), right.length - Math.max(0, last - beside));
  if (left.includes(window)) return null;
  const isWritten = material.evidence.some(({ units }) =>
    units.some(({ text, context }) => plain([...context, text].join('')).includes(window)),
  );
  return isWritten ? null : { kind, questionId: material.questionId, material, draft, twin, window };
}

/** Whether a reader of what is shown reads the false words. */
export function isRead({ draft, window, material: { evidence, context } }: SecondLie): boolean {
  const composed = composeChecked(checkDraft(draft, evidence, context), evidence, context);
  return composed !== null && plain(composed.text).includes(window);
}

/** Whether the truth would be shown whole: a lie bites only where it would. */
export const isTwinShown = ({ twin, material: { evidence, context } }: SecondLie): boolean =>
  checkDraft(twin, evidence, context).sentences.every(({ verdict }) => verdict === 'kept');
