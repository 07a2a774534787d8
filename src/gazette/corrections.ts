/**
 * What a person put right about a document that its text does not say, or that was read wrongly: each with a reason and a
 * name, so that nobody takes it for a reading of the text.
 * @module
 */
import { z } from 'zod';
import { findDocumentNumbers } from './document-number.ts';
import type { PolicyDocument } from './model.ts';

const isoDay = z.iso.date('日期要写成 2026-01-31 的样子');
const text = (longest: number) => z.string().trim().min(1, '不能空着').max(longest, `最多 ${longest} 个字`);

const changeSchema = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('title'), value: text(200) }),
  z.strictObject({
    field: z.literal('number'),
    value: text(60)
      .refine((value) => findDocumentNumbers(value).length === 1, '文号要写成 清新府办〔2018〕16号 的样子')
      .nullable(),
  }),
  z.strictObject({ field: z.literal('issuer'), value: text(80) }),
  z.strictObject({ field: z.literal('issuedOn'), value: isoDay }),
  z.strictObject({ field: z.literal('region'), value: text(40).nullable() }),
  z.strictObject({ field: z.literal('standing'), value: z.enum(['official', 'draft', 'reference']) }),
  z.strictObject({ field: z.literal('effectiveFrom'), value: isoDay }),
  /** Last day it applies; null: the text sets none. */
  z.strictObject({
    field: z.literal('lastDay'),
    value: isoDay.nullable(),
    kind: z.enum(['expiry', 'period']),
  }),
  /** Ended by what is not in the corpus, or does not say so. */
  z.strictObject({
    field: z.literal('ended'),
    /** 文号 or name of what ended it. */
    value: text(120),
    kind: z.enum(['repeals', 'voids']),
    from: isoDay.nullable(),
  }),
]);

export const correctionSchema = z.intersection(
  changeSchema,
  z.object({
    /** `PolicyDocument.id`. */
    document: z.string().min(1),
    reason: text(200),
    /** Name of who did it. */
    by: z.string().min(1).max(80),
    /** ISO time. */
    at: z.iso.datetime(),
  }),
);

export type Correction = z.infer<typeof correctionSchema>;
export type CorrectedField = Correction['field'];

/** The document as it is corrected; the spans of what was corrected go, as they no longer hold the words. */
export function correct(document: PolicyDocument, corrections: readonly Correction[]): PolicyDocument {
  const own = corrections.filter((each) => each.document === document.id);
  if (own.length === 0) return document;
  return own.reduce<PolicyDocument>(apply, { ...document, corrections: own });
}

function apply(document: PolicyDocument, correction: Correction): PolicyDocument {
  switch (correction.field) {
    case 'title':
      return { ...document, title: correction.value, titleSpans: [] };
    case 'number':
      return {
        ...document,
        number: findDocumentNumbers(correction.value ?? '')[0]?.number ?? null,
        numberSpans: [],
      };
    case 'issuer':
      return { ...document, issuer: correction.value };
    case 'issuedOn': {
      // A document that says nothing else applies from the day of its issue.
      const { validity, issuedOn } = document;
      const followsIssue = validity.effectiveFrom === issuedOn;
      return {
        ...document,
        issuedOn: correction.value,
        issuedOnSpans: [],
        validity: followsIssue ? { ...validity, effectiveFrom: correction.value } : validity,
      };
    }
    case 'region':
      return { ...document, region: correction.value };
    case 'standing':
      return { ...document, standing: correction.value };
    case 'effectiveFrom':
      return { ...document, validity: { ...document.validity, effectiveFrom: correction.value } };
    case 'lastDay':
      return {
        ...document,
        validity: {
          ...document.validity,
          lastDay: correction.value,
          lastDayKind: correction.value === null ? null : correction.kind,
        },
      };
    // Told by validityOn: there is no text that it could be read from.
    default:
      return document;
  }
}

/** The correction of one of these fields, where there is one. */
export function correctionOf<Field extends CorrectedField>(
  document: Pick<PolicyDocument, 'corrections'>,
  ...fields: readonly Field[]
): Extract<Correction, { field: Field }> | null {
  const is = (each: Correction): each is Extract<Correction, { field: Field }> =>
    fields.some((field) => field === each.field);
  return document.corrections.find(is) ?? null;
}
