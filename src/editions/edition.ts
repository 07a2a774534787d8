/**
 * An edition is one published state of what is laid over the corpus folder: added gazettes, corrections and edits of the
 * question bank. Editions are numbered from 1 without a gap and never change; edition 0 is the folder alone. What was
 * published last is in use; undoing publishes an earlier state anew.
 * @module
 */
import { z } from 'zod';
import { correctionSchema } from '../gazette/corrections.ts';
import { bankEditSchema } from '../retrieval/question-bank.ts';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** A gazette that was added, with its original file and the text that spans refer to. */
export const addedGazetteSchema = z.strictObject({
  /** As a source of the corpus: added/清新区公报2026年第1期-1a2b3c4d.txt. */
  file: z.string().regex(/^added\/[^/\\\p{C}]{1,120}\.txt$/u),
  /** Of the extracted text, UTF-8. */
  textSha256: sha256Schema,
  /** Of the file as it was handed in. */
  originalSha256: sha256Schema,
  originalName: z.string().min(1).max(200),
  format: z.enum(['txt', 'docx', 'pdf', 'html']),
  publisher: z.string().max(80).nullable(),
  /** null: each document's own words decide. */
  region: z.string().max(40).nullable(),
  kind: z.enum(['gazette', 'notice', 'reference']),
  by: z.string().min(1).max(80),
  at: z.iso.datetime(),
});
export type AddedGazette = z.infer<typeof addedGazetteSchema>;

export const editionStateSchema = z.strictObject({
  gazettes: z.array(addedGazetteSchema),
  /** At most one of a document's field. */
  corrections: z.array(correctionSchema),
  /** At most one of a document's standard question. */
  bankEdits: z.array(bankEditSchema),
  /** Ids of proposed questions that a person turned down. */
  declinedProposals: z.array(z.string()),
});
export type EditionState = z.infer<typeof editionStateSchema>;

export const emptyState: EditionState = {
  gazettes: [],
  corrections: [],
  bankEdits: [],
  declinedProposals: [],
};

export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add_gazette'), gazette: addedGazetteSchema }),
  z.strictObject({ kind: z.literal('remove_gazette'), file: z.string() }),
  z.strictObject({ kind: z.literal('correct'), correction: correctionSchema }),
  z.strictObject({ kind: z.literal('withdraw_correction'), document: z.string(), field: z.string() }),
  z.strictObject({ kind: z.literal('edit_question'), edit: bankEditSchema }),
  /** The entry is again what the bank's files say. */
  z.strictObject({ kind: z.literal('withdraw_edit'), document: z.string(), ask: z.string() }),
  z.strictObject({ kind: z.literal('decline_proposal'), id: z.string() }),
  /** The state of an earlier edition; 0 is the folder alone. */
  z.strictObject({ kind: z.literal('restore'), edition: z.int().nonnegative() }),
]);
export type Change = z.infer<typeof changeSchema>;

export const editionSchema = z.strictObject({
  edition: z.int().positive(),
  by: z.string().min(1).max(80),
  at: z.iso.datetime(),
  /** Why, in the words of who published it. */
  reason: z.string().max(200),
  changes: z.array(changeSchema),
  state: editionStateSchema,
});
export type Edition = z.infer<typeof editionSchema>;

/**
 * The state after the changes, in order.
 * @param stateOf the state of an edition; for `restore`
 */
export function applyChanges(
  state: EditionState,
  changes: readonly Change[],
  stateOf: (edition: number) => EditionState,
): EditionState {
  return changes.reduce((before, change) => applyChange(before, change, stateOf), state);
}

function applyChange(
  state: EditionState,
  change: Change,
  stateOf: (edition: number) => EditionState,
): EditionState {
  const { gazettes, corrections, bankEdits, declinedProposals } = state;
  switch (change.kind) {
    case 'add_gazette':
      return { ...state, gazettes: [...gazettes, change.gazette] };
    case 'remove_gazette':
      return { ...state, gazettes: gazettes.filter(({ file }) => file !== change.file) };
    case 'correct': {
      const { correction } = change;
      const others = corrections.filter(
        ({ document, field }) => document !== correction.document || field !== correction.field,
      );
      return { ...state, corrections: [...others, correction] };
    }
    case 'withdraw_correction':
      return {
        ...state,
        corrections: corrections.filter(
          ({ document, field }) => document !== change.document || field !== change.field,
        ),
      };
    case 'edit_question': {
      const { edit } = change;
      const others = bankEdits.filter(({ document, ask }) => document !== edit.document || ask !== edit.ask);
      return { ...state, bankEdits: [...others, edit] };
    }
    case 'withdraw_edit':
      return {
        ...state,
        bankEdits: bankEdits.filter(
          ({ document, ask }) => document !== change.document || ask !== change.ask,
        ),
      };
    case 'decline_proposal':
      return { ...state, declinedProposals: [...new Set([...declinedProposals, change.id])] };
    default:
      return stateOf(change.edition);
  }
}
