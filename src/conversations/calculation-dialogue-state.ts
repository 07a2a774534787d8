/**
 * A calculation dialogue as it is kept between two replies. Everything that is shown follows from it.
 * @module
 */
import { z } from 'zod';
import type { CalculationInput } from './conversing.ts';

/** Goes up when a state of before cannot be read any more. */
export const dialogueVersion = 1;

/** As `run` reads it: yuan and quantities as numbers in the unit of the field; null: not known. More than this is nobody's answer. */
export const dialogueValueSchema = z.union([
  z.number(),
  z.string().max(200),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])).max(100),
]);
export type DialogueValue = z.infer<typeof dialogueValueSchema>;

const factSchema = z.object({
  key: z.string(),
  value: dialogueValueSchema,
  origin: z.enum(['said', 'asked', 'assumed']),
});
export type DialogueFact = z.infer<typeof factSchema>;

const screenSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ask'),
    /** The field that is asked. */
    key: z.string(),
    /** It was chosen in the recap to be changed. */
    changing: z.boolean(),
    /** What is chosen so far, where several may be. */
    selected: z.array(z.string()),
  }),
  z.object({ kind: z.literal('recap') }),
]);
export type DialogueScreen = z.infer<typeof screenSchema>;

const stepSchema = z.object({ screen: screenSchema, set: z.array(factSchema) });

export const dialogueStateSchema = z.object({
  version: z.literal(dialogueVersion),
  /** Tells the buttons of this dialogue from those of others. */
  serial: z.string().regex(/^[\w-]{1,8}$/),
  scheme: z.string(),
  /** What was known before the first of `steps`. */
  given: z.array(factSchema),
  /** Steps that were folded into `given`, so that a long dialogue stays small. */
  folded: z.number().int().nonnegative(),
  /** The replies, each with what was shown before it and the facts that it gave: 上一步 takes the last one back. */
  steps: z.array(stepSchema),
  /** What is shown now. */
  screen: screenSchema,
});
export type DialogueState = z.infer<typeof dialogueStateSchema>;

/** Steps that can be taken back. */
const mostSteps = 80;

/** What is known, by key; later replies take the place of earlier ones. */
export function factsOf({ given, steps }: DialogueState): ReadonlyMap<string, DialogueFact> {
  const facts = new Map<string, DialogueFact>();
  for (const fact of [...given, ...steps.flatMap(({ set }) => set)]) {
    // Also in the order of the replies: the recap and the result show the latest last.
    facts.delete(fact.key);
    facts.set(fact.key, fact);
  }
  return facts;
}

/** Goes up by one with each reply, and down again with 上一步. */
export const turnOf = ({ folded, steps }: DialogueState): number => folded + steps.length;

export const inputOf = (state: DialogueState): CalculationInput => {
  const facts = [...factsOf(state).values()];
  return {
    scheme: state.scheme,
    facts: Object.fromEntries(facts.map(({ key, value }) => [key, value])),
    origins: Object.fromEntries(facts.map(({ key, origin }) => [key, origin])),
  };
};

/** One reply more. @param screen what is shown after it. */
export function withStep(
  state: DialogueState,
  set: readonly DialogueFact[],
  screen: DialogueScreen,
): DialogueState {
  const steps = [...state.steps, { screen: state.screen, set: [...set] }];
  const [first, ...rest] = steps;
  if (first === undefined || steps.length <= mostSteps) return { ...state, steps, screen };
  const given = [...factsOf({ ...state, steps: [first] }).values()];
  return { ...state, given, folded: state.folded + 1, steps: rest, screen };
}

/** Exactly the state before the last reply; null at the beginning. */
export function withoutLastStep(state: DialogueState): DialogueState | null {
  const last = state.steps.at(-1);
  return last === undefined ? null : { ...state, steps: state.steps.slice(0, -1), screen: last.screen };
}

export type LoadedDialogue =
  | { readonly kind: 'state'; readonly state: DialogueState }
  /** Of an older version or damaged. */
  | { readonly kind: 'outdated'; readonly scheme: string | null };

/** Never throws, whatever was kept. */
export function loadDialogue(json: string): LoadedDialogue {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return { kind: 'outdated', scheme: null };
  }
  const read = dialogueStateSchema.safeParse(raw);
  if (read.success) return { kind: 'state', state: read.data };
  const named = z.object({ scheme: z.string() }).safeParse(raw);
  return { kind: 'outdated', scheme: named.success ? named.data.scheme : null };
}
