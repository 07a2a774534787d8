/**
 * The prompts of prompts/*.md: text with front matter, read once and checked, so that a slip in an edited prompt is told when
 * the model is switched on and not in the middle of an answer.
 * @module
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../config.ts';
import { WenzhengError } from '../errors.ts';
import { readYaml } from '../read-yaml.ts';

export const promptNames = ['answer', 'question', 'rewrite'] as const;
export type PromptName = (typeof promptNames)[number];

const frontMatterSchema = z.strictObject({
  purpose: z.string().min(1),
  version: z.number().int().positive(),
  variables: z.array(z.string().regex(/^[a-z][A-Za-z]*$/)),
});

export interface Prompt {
  readonly purpose: string;
  readonly version: number;
  readonly variables: readonly string[];
  /** With `{{variable}}` where a value goes. */
  readonly body: string;
}

export interface Prompts {
  readonly prompts: Readonly<Record<PromptName, Prompt>>;
  /** answer1-question1-rewrite1-3f2a91c0: the versions and a digest of the texts, for `Answer.model`. */
  readonly version: string;
}

/** @throws WenzhengError `config_invalid` naming the file and what is wrong with it. */
export function readPrompts(folder: string = join(packageRoot, 'prompts')): Prompts {
  const digest = createHash('sha256');
  const read = (name: PromptName): Prompt => {
    const file = join(folder, `${name}.md`);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      throw new WenzhengError('config_invalid', `提示词文件 ${file} 读不出来，请放回这个文件。`, {
        cause: error,
      });
    }
    digest.update(text);
    return parsePrompt(text, file);
  };
  const prompts = { answer: read('answer'), question: read('question'), rewrite: read('rewrite') };
  const versions = promptNames.map((name) => `${name}${prompts[name].version}`).join('-');
  return { prompts, version: `${versions}-${digest.digest('hex').slice(0, 8)}` };
}

/** @throws WenzhengError `config_invalid`. @param file For the message. */
export function parsePrompt(text: string, file: string): Prompt {
  const fail = (what: string) => new WenzhengError('config_invalid', `提示词文件 ${file} ${what}`);
  const found = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]+)$/.exec(text);
  if (found === null) throw fail('开头要有两行 --- 和其间的用途、版本、变量，请补上。');
  let raw: unknown;
  try {
    raw = readYaml(found[1] ?? '');
  } catch {
    throw fail('开头的用途、版本、变量不是 YAML 写法，请改正。');
  }
  const front = frontMatterSchema.safeParse(raw);
  if (!front.success) throw fail('开头要写 purpose（用途）、version（整数版本）和 variables（变量名列表）。');
  const body = (found[2] ?? '').trim();
  const used = new Set([...body.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].map((match) => match[1] ?? ''));
  const declared = new Set(front.data.variables);
  const wrong = [...used, ...declared].find((name) => !used.has(name) || !declared.has(name));
  if (wrong !== undefined) throw fail(`里变量“${wrong}”在开头和正文要都有，请改成一致。`);
  return { ...front.data, body };
}

/** The text with its values; a value is put in as it is and never read for variables again. */
export function fillPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): string {
  return prompt.body.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for ${name} of a prompt`);
    return value;
  });
}
