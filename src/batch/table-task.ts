/**
 * What the thread that computes a table is told, and what it tells.
 * @module
 */
import { z } from 'zod';
import { tableSummarySchema } from './summarise-table.ts';

export const tableTaskSchema = z.object({
  input: z.string(),
  /** Removed with everything in it by who gave the task. */
  folder: z.string(),
  /** Written one after the other. */
  outputs: z.array(z.string()),
  /** For rows that name no calculator themselves. */
  scheme: z.string(),
  /** Ids of those that rows may name. */
  schemes: z.array(z.string()),
  /** ISO day. */
  asOf: z.string(),
  mostRows: z.number(),
});

export type TableTask = z.infer<typeof tableTaskSchema>;

export const tableMessageSchema = z.discriminatedUnion('kind', [
  /** Of all rows of all outputs. */
  z.object({ kind: z.literal('progress'), rows: z.number(), of: z.number() }),
  z.object({ kind: z.literal('done'), summary: tableSummarySchema, sha256: z.string() }),
  /** The table cannot be used: one sentence with the remedy. */
  z.object({ kind: z.literal('refused'), sentence: z.string() }),
  /** A fault of the program, by name and place. */
  z.object({ kind: z.literal('fault'), fault: z.string(), at: z.array(z.string()) }),
]);

export type TableMessage = z.infer<typeof tableMessageSchema>;
