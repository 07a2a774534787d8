/**
 * Links from a group into the private chat. They are seen by everybody in the group, so they carry no word of anybody:
 * a calculator's name, or the id of a question that only the person who asked it can open.
 * @module
 */
import { z } from 'zod';

export const deepLinkSchema = z.discriminatedUnion('kind', [
  /** Begins a calculation. */
  z.object({ kind: z.literal('calc'), scheme: z.string().regex(/^[a-z\d-]{1,32}$/) }),
  /** Answers the question that was asked in a group: id of its turn. */
  z.object({ kind: z.literal('ask'), turn: z.string().regex(/^[\w-]{1,60}$/) }),
  z.object({ kind: z.literal('human') }),
  z.object({ kind: z.literal('forget') }),
]);
export type DeepLink = z.infer<typeof deepLinkSchema>;

/** Telegram allows 64 characters of A–Z, a–z, 0–9, _ and - . */
export function writeDeepLink(botName: string, link: DeepLink): string {
  const checked = deepLinkSchema.parse(link);
  const parameter =
    checked.kind === 'calc'
      ? `calc_${checked.scheme}`
      : checked.kind === 'ask'
        ? `ask_${checked.turn}`
        : checked.kind;
  return `https://t.me/${botName}?start=${parameter}`;
}

/** What follows /start; null for nothing, or nothing of ours. Never throws. */
export function readDeepLink(parameter: string): DeepLink | null {
  const [, kind, rest] = /^([a-z]+)(?:_([\w-]*))?$/.exec(parameter.trim()) ?? [];
  const read = deepLinkSchema.safeParse(
    kind === 'calc' ? { kind, scheme: rest } : kind === 'ask' ? { kind, turn: rest } : { kind },
  );
  return read.success && (rest === undefined || kind === 'calc' || kind === 'ask') ? read.data : null;
}
