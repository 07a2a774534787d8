/**
 * The result of a calculation as every door shows it (chat, web, command line, table): the CALCULATION of the contract.
 * @module
 */
import { z } from 'zod';
import { calculationStatuses } from './scheme.ts';

const value = z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.number())]);
const words = {
  documentNumber: z.string().nullable(),
  clause: z.string().nullable(),
  quote: z.string().nullable(),
};
const remark = z.object({ text: z.string(), ...words });

/** Money in yuan with at most two decimals. */
export const calculationSchema = z.object({
  /** Id of the scheme. */
  calculator: z.string(),
  status: z.enum(calculationStatuses),
  eligible: z.union([z.boolean(), z.literal('unknown')]),
  /** null: not determinable; never 0 for that. */
  values: z.record(z.string(), value),
  /** Least and greatest value over all answers that are still possible; null: no upper limit. */
  bounds: z.record(z.string(), z.tuple([z.number(), z.number().nullable()])),
  /** Both readings where the text bears two. */
  alternatives: z.array(z.object({ reading: z.string(), values: z.record(z.string(), value) })),
  facts: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      value: z.union([z.number(), z.string(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
      origin: z.enum(['said', 'assumed', 'asked']),
    }),
  ),
  /** In clause order: the first one is the next question. */
  missing: z.array(z.object({ key: z.string(), label: z.string(), question: z.string() })),
  reasons: z.array(remark),
  steps: z.array(
    z.object({
      text: z.string(),
      value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
      ...words,
      applied: z.boolean(),
    }),
  ),
  /** Papers to bring. */
  documents: z.array(remark),
  notices: z.array(remark.extend({ code: z.string() })),
  /** Office, way, time limits. */
  nextSteps: z.array(remark),
  asOf: z.string(),
});
export type Calculation = z.infer<typeof calculationSchema>;
