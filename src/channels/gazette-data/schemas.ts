/** What other systems are told of documents, clauses and calculators, over every door that they have. @module */
import { z } from 'zod';
import { answerPassageSchema, sourceSpansSchema } from '../../answering/answer.ts';
import { calculationSchema } from '../../calculators/calculation.ts';
import { validityStatuses } from '../../gazette/validity.ts';

const validity = {
  validity: z.enum(validityStatuses).describe('asOf 那一天的效力；只有 in_force 能当作现行依据'),
  validityText: z.string().describe('说明效力的一句话，回答居民时要一起给出'),
};
const isoDay = z.iso.date().describe('日期，例如 2019-06-01');

export const documentSummarySchema = z.object({
  id: z.string().describe('有文号的是文号'),
  documentNumber: z.string().nullable(),
  title: z.string(),
  issuer: z.string().nullable(),
  issuedOn: isoDay.nullable(),
  kind: z.string().nullable(),
  region: z.string().nullable(),
  ...validity,
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

export const documentListSchema = z.object({
  asOf: isoDay,
  total: z.number().int(),
  documents: z.array(documentSummarySchema),
});

export const documentDetailsSchema = documentSummarySchema.extend({
  asOf: isoDay,
  validityQuotes: z.array(z.string()).describe('效力依据的原文'),
  effectiveFrom: isoDay.nullable(),
  lastDay: isoDay.nullable(),
  provisional: z.boolean().describe('题目写明“暂行”或“试行”'),
  enquiryOffice: z.string().nullable(),
  gazette: z.object({ name: z.string(), year: z.number(), issue: z.number() }).nullable(),
  page: z.number().int().nullable(),
  parts: z.array(z.string()),
  annexes: z.array(z.string()),
  clauses: z.number().int().describe('条款数'),
});
export type DocumentDetails = z.infer<typeof documentDetailsSchema>;

export const clauseSchema = z.object({
  n: z.number().int().positive().describe('文件里的第几个条款；网页地址是 /document/文件?clause=n'),
  locator: z.string().describe('例如 第七条（三）；空的是第一个标题以前的文字'),
  kind: z.string(),
  headings: z.array(z.string()),
  text: z.string(),
  source: sourceSpansSchema,
});

export const clauseListSchema = z.object({
  document: documentSummarySchema,
  asOf: isoDay,
  total: z.number().int(),
  clauses: z.array(clauseSchema),
});
export type ClauseList = z.infer<typeof clauseListSchema>;

export const foundPassageSchema = answerPassageSchema.extend({
  documentId: z.string(),
  issuer: z.string().nullable(),
  region: z.string().nullable(),
  ...validity,
});

export const foundPassagesSchema = z.object({ asOf: isoDay, passages: z.array(foundPassageSchema) });
export type FoundPassages = z.infer<typeof foundPassagesSchema>;

const restsOn = z
  .array(z.object({ documentNumber: z.string(), title: z.string(), ...validity }))
  .describe('计算依据的文件和它们在 asOf 那一天的效力');

export const calculatorSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  documentNumbers: z.array(z.string()),
});
export const calculatorListSchema = z.object({ calculators: z.array(calculatorSummarySchema) });

const quantity = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
});

export const calculatorFieldsSchema = calculatorSummarySchema.extend({
  fields: z.array(
    z.object({
      key: z.string().describe('facts 里的名称；label 也可以'),
      label: z.string(),
      question: z.string(),
      help: z.string(),
      type: z.string(),
      unit: z.string().nullable(),
      choices: z.array(z.string()),
      when: z.string().nullable().describe('什么时候要填；null 是都要'),
    }),
  ),
  outputs: z.array(quantity),
  factsSchema: z.record(z.string(), z.unknown()).describe('facts 的 JSON Schema'),
});

export const calculationResultSchema = z.object({ calculation: calculationSchema, restsOn });
export type CalculationResult = z.infer<typeof calculationResultSchema>;
