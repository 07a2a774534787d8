/**
 * A calculation dialogue as it is kept between two replies. Everything that is shown follows from it.
 * @module
 */
import { z } from 'zod';

/** Goes up when a state of before cannot be read any more. */
export const dialogueVersion = 1;

/** As `run` reads it: yuan and quantities as numbers in the unit of the field; null: not known. */
const factValueSchema = z.union([
  z.number(),
  z.string().max(200),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])).max(100),
]);

const factSchema = z.object({
  key: z.string(),
  value: factValueSchema,
  origin: z.enum(['said', 'asked', 'assumed']),
});
export type DialogueFact = z.infer<typeof factSchema>;

const screenSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ask'),
    /** The field that is asked. */
    key: z.string(),
    /** It was chosen in the recap to be changed: the recap comes next, unless something else became open. */
    changing: z.boolean(),
    /** What is chosen so far, where several may be. */
    selected: z.array(z.string()),
  }),
  z.object({ kind: z.literal('recap') }),
]);
export type DialogueScreen = z.infer<typeof screenSchema>;

export const dialogueStateSchema = z.object({
  version: z.literal(dialogueVersion),
  /** Tells the buttons of this dialogue from those of others. */
  serial: z.string().regex(/^[\w-]{1,8}$/),
  scheme: z.string(),
  /** What was known before the first question. */
  given: z.array(factSchema),
  /** The replies, each with what was shown and the facts that it gave: 上一步 takes the last one back. */
  steps: z.array(z.object({ screen: screenSchema, set: z.array(factSchema) })),
  /** What is shown now. */
  screen: screenSchema,
});
export type DialogueState = z.infer<typeof dialogueStateSchema>;
