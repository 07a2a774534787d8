/**
 * Which list was shown last, so that a number or a name that is typed after it means one of its entries. It is kept
 * beside the calculation that goes on, and holds for the next message of the person only.
 * @module
 */
import { z } from 'zod';
import type { Conversation, StoreCalls } from '../../store/store.ts';

export type OfferedList = 'calculators' | 'sources';

const offeringSchema = z.object({
  offered: z.enum(['calculators', 'sources']),
  dialogue: z.json().nullable(),
});

/** @param kept what is kept as the dialogue of a conversation. */
export function readOffer(kept: string | null): {
  readonly offered: OfferedList | null;
  readonly dialogue: string | null;
} {
  if (kept === null || !kept.startsWith('{"offered"')) return { offered: null, dialogue: kept };
  const read = offeringSchema.safeParse(JSON.parse(kept));
  // Kept by another version, with a list that this one does not know.
  if (!read.success) return { offered: null, dialogue: null };
  const { offered, dialogue } = read.data;
  return { offered, dialogue: dialogue === null ? null : JSON.stringify(dialogue) };
}

/** @returns false when the conversation was changed meanwhile. */
export async function keepOffer(
  calls: Pick<StoreCalls, 'conversations'>,
  { id }: Pick<Conversation, 'id'>,
  offered: OfferedList | null,
  at: string,
): Promise<boolean> {
  const now = await calls.conversations.byId(id);
  if (now === null) return true;
  const { dialogue } = readOffer(now.dialogue);
  const kept =
    offered === null
      ? dialogue
      : JSON.stringify({ offered, dialogue: dialogue === null ? null : JSON.parse(dialogue) });
  if (kept === now.dialogue) return true;
  return (await calls.conversations.change(id, now.revision, { dialogue: kept }, at)) !== null;
}
