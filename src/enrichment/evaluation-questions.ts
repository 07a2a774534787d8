import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../config.ts';

const askedSchema = z.object({ q: z.string() });

/** Every `q` of eval/*.jsonl; none where the program was installed without its evaluation. */
export function readEvaluationQuestions(folder: string = join(packageRoot, 'eval')): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => {
      try {
        const parsed = askedSchema.safeParse(JSON.parse(line));
        return parsed.success ? [parsed.data.q] : [];
      } catch {
        return [];
      }
    });
}
