import { z } from 'zod';
import { WenzhengError } from '../errors.ts';

/**
 * One question with what a right answer must hold. Field names are those of the evaluation files.
 * Alternatives inside one string of `must` and `mustNot` are parted by "|".
 */
export const goldQuestionSchema = z.object({
  id: z.string(),
  q: z.string(),
  /** Earlier user turns, oldest first. */
  context: z.array(z.string()).default([]),
  asOf: z.iso.date().optional(),
  /** colloquial, cantonese, typo …: how it is asked. */
  style: z.string().default(''),
  /** number, list, refuse …: what is asked; `refuse` is the one kind that is not to be answered. */
  kind: z.string(),
  /** 文号 of the document that holds the answer; empty where it has none. */
  docNo: z.string().default(''),
  /** Every inner list needs one of its strings, verbatim from the source. */
  evidence: z.array(z.array(z.string())).default([]),
  must: z.array(z.string()).default([]),
  mustNot: z.array(z.string()).default([]),
  /** Accepted beginnings of the answer's status. */
  accept: z.array(z.string()).optional(),
});

export type GoldQuestion = z.infer<typeof goldQuestionSchema>;

/**
 * Reads a file of questions, one JSON object a line; blank lines are skipped.
 * @param name Named in the message.
 * @throws WenzhengError `input_invalid` naming the first line that cannot be used, or when there is none at all.
 */
export function parseGoldQuestions(text: string, name: string): GoldQuestion[] {
  const questions: GoldQuestion[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    questions.push(parseLine(line, `${name} 第 ${index + 1} 行`));
  }
  if (questions.length === 0)
    throw new WenzhengError('input_invalid', `评测文件 ${name} 里没有题目，请换一个文件。`);
  return questions;
}

function parseLine(line: string, place: string): GoldQuestion {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new WenzhengError('input_invalid', `${place}不是一个完整的 JSON 对象，请改正这一行。`, {
      cause: error,
    });
  }
  const result = goldQuestionSchema.safeParse(value);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.') ?? '';
  throw new WenzhengError(
    'input_invalid',
    `${place}的字段 ${field} 缺失或类型不对，请照 eval/README.md 改正。`,
  );
}
