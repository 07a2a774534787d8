import { z } from 'zod';
import { validityStatuses } from '../../../../gazette/validity.ts';
import type { Filters } from './narrowing.ts';

/** What the form of the page says. */
export interface LookUp {
  /** Empty when nothing was written. */
  readonly q: string;
  /** ISO day; null for today. */
  readonly asOf: string | null;
  readonly filters: Filters;
  /** What is to be opened, as place.ts writes it; null for nothing. */
  readonly open: string | null;
}

/** UTF-16 units; as much as a question of a resident. */
export const longestQuestion = 800;

const name = z.string().trim().min(1).max(200).optional().catch(undefined);

const lookUpSchema = z.object({
  q: z.string().max(longestQuestion).catch(''),
  asOf: z.iso.date().nullable().catch(null),
  open: z.string().max(500).nullable().catch(null),
  validity: z.enum(validityStatuses).optional().catch(undefined),
  region: name,
  issuer: name,
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  kind: name,
});

/** A filter that cannot be read is left out, as an empty one is; a text that is too long is no question. */
export function readLookUp(form: FormData): LookUp {
  const { q, asOf, open, ...filters } = lookUpSchema.parse({
    ...Object.fromEntries(form),
    ...(form.has('asOf') ? {} : { asOf: null }),
    ...(form.has('open') ? {} : { open: null }),
  });
  return { q: q.replace(/\s+/g, ' ').trim(), asOf, open, filters };
}
