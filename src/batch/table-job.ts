/** A table that somebody handed in, as every process reads it. @module */
import { z } from 'zod';
import { tableSummarySchema } from './summarise-table.ts';

export const keptTableSchema = z.object({
  /** Who handed it in; the name as in the audit. */
  owner: z.object({ id: z.string(), name: z.string() }),
  /** As its owner knows it; shown to nobody else, and removed with the table. */
  name: z.string(),
  /** For rows that name no calculator themselves. */
  scheme: z.string(),
  /** ISO day. */
  asOf: z.string(),
  /** Of input and results. */
  bytes: z.number(),
  addedAt: z.coerce.date(),
  state: z.enum(['waiting', 'running', 'done', 'refused']),
  /** While it waits: how many are computed before it. */
  ahead: z.number(),
  /** While it runs, between 0 and 1. */
  progress: z.number(),
  /** When done. */
  summary: tableSummarySchema.nullable(),
  sha256: z.string().nullable(),
  /** When refused: one sentence with the remedy. */
  sentence: z.string().nullable(),
  /** When it is removed; null while it waits or runs. */
  until: z.coerce.date().nullable(),
});
export type KeptTable = z.infer<typeof keptTableSchema>;

export interface TableJob extends KeptTable {
  readonly id: string;
}
