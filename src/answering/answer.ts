/**
 * The answer as every door hands it out: one zod schema for the terminal, the web and (later) the store.
 * @module
 */
import { z } from 'zod';
import { calculationSchema } from '../calculators/calculation.ts';
import { type ValidityStatus, validityStatuses } from '../gazette/validity.ts';

export const answerStatuses = [
  'answered',
  'answered_by_calculator',
  'needs_input',
  'clarification',
  'unanswerable_no_source',
  'unanswerable_other_region',
  'unanswerable_out_of_scope',
  'refused_private_data',
  'refused_injection',
  'refused_misuse',
  'handed_over',
  'error_input',
  'error_internal',
] as const;

export const noticeCodes = [
  'expired',
  'repealed',
  'draft',
  'period_over',
  'not_yet',
  'validity_unstated',
  'provisional',
  'other_region',
  'reference',
  'conflict',
  'damaged_source',
  'false_notice',
  'part_refused',
  'private_data_removed',
  // The words are a model's; each was checked against the cited clauses.
  'ai_generated',
  // Remarks of a calculation.
  'period',
  'convention',
  'ambiguous',
  'ask_authority',
  'check_amount',
  'check_date',
  'no_date',
  'identity',
  'year_cap',
  'order',
  'referral',
  'death',
] as const;

export const sourceSpansSchema = z.object({
  /** Relative to the corpus folder. */
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** UTF-16 indices into the decoded text. */
  spans: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])),
});

export const noticeSchema = z.object({ code: z.enum(noticeCodes), text: z.string() });

export const nextStepSchema = z.object({ text: z.string(), source: sourceSpansSchema.optional() });

export const citationSchema = z.object({
  n: z.number().int().positive(),
  documentNumber: z.string().nullable(),
  title: z.string(),
  issuer: z.string().nullable(),
  locator: z.string(),
  /** At least 8 characters, contiguous in the source once white space and tags are removed. */
  quote: z.string(),
  /** The whole cited clause. */
  text: z.string(),
  passageId: z.string(),
  validity: z.enum(validityStatuses),
  region: z.string().nullable(),
  source: sourceSpansSchema,
});

export const answerPassageSchema = z.object({
  id: z.string(),
  /** At most 600 characters. */
  text: z.string(),
  score: z.number(),
  parts: z.record(z.string(), z.number()),
  documentNumber: z.string().nullable(),
  title: z.string(),
  locator: z.string(),
  source: sourceSpansSchema,
});

/** Why the engine's own answer stands although a model is switched on. */
export const modelFallbacks = [
  // The model was not asked.
  'private_number',
  'budget',
  'breaker',
  // It was asked, and what came was of no use.
  'timeout',
  'unreachable',
  'broken_off',
  'aborted',
  'empty',
  'too_many_rounds',
  'checked_away',
  'fault',
] as const;

/** What a model had to do with an answer; absent where none was asked. Holds no word of the resident. */
export const answerModelSchema = z.object({
  /** As the endpoint calls it. */
  name: z.string(),
  promptVersion: z.string(),
  /** Sentences that did not reach the reader, with the reason. */
  removed: z.array(z.object({ sentence: z.string(), reason: z.string() })),
  /** Sentences that were put right when their faults were told. */
  rewritten: z.number().int().nonnegative(),
  /** Calls of the model. */
  rounds: z.number().int().nonnegative(),
  /** Tokens, as the server counts them or estimated. */
  usage: z.object({ input: z.number().int().nonnegative(), output: z.number().int().nonnegative() }),
  /** null: the words are the model's. */
  fallback: z.enum(modelFallbacks).nullable(),
});

export const answerSchema = z.object({
  id: z.string().nullable(),
  status: z.enum(answerStatuses),
  /** What the resident reads, with [1] marks: at most 400 characters, lists and tables at most 800. */
  answer: z.string(),
  notices: z.array(noticeSchema),
  nextSteps: z.array(nextStepSchema),
  citations: z.array(citationSchema),
  passages: z.array(answerPassageSchema),
  /** null where no calculator has run. */
  calculation: calculationSchema.nullable(),
  /** Milliseconds a step. */
  timings: z.record(z.string(), z.number()),
  model: answerModelSchema.optional(),
});

export type AnswerStatus = (typeof answerStatuses)[number];
export type { ValidityStatus };
export type NoticeCode = (typeof noticeCodes)[number];
export type SourceSpans = z.infer<typeof sourceSpansSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type NextStep = z.infer<typeof nextStepSchema>;
export type Citation = z.infer<typeof citationSchema>;
export type AnswerPassage = z.infer<typeof answerPassageSchema>;
export type ModelFallback = (typeof modelFallbacks)[number];
export type AnswerModel = z.infer<typeof answerModelSchema>;
export type Answer = z.infer<typeof answerSchema>;

/** One question at any door: JSON Lines of `wenzheng ask --json`, the body of POST /api/ask. */
export const questionSchema = z.object({
  id: z.union([z.string().max(200), z.number()]).nullish(),
  q: z.string(),
  /** Earlier user turns, oldest first. */
  context: z.array(z.string()).max(20).optional(),
  /** ISO date on which the rules are asked about. */
  asOf: z.iso.date().optional(),
});
export type Question = z.infer<typeof questionSchema>;
