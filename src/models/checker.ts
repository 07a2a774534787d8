/** The checker that a draft goes through, handed in so that the way of a draft can be tested apart from its rules. @module */
import { checkDraft, composeChecked, createDraftChecker } from '../answering/check-draft/check-draft.ts';

export interface Checker {
  readonly createDraftChecker: typeof createDraftChecker;
  readonly checkDraft: typeof checkDraft;
  readonly composeChecked: typeof composeChecked;
}

/** The one that is used. */
export const draftChecker: Checker = { createDraftChecker, checkDraft, composeChecked };
