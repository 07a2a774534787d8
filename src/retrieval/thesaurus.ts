/**
 * Citizens' words → the words that gazettes use. A question that holds the former is also searched by the latter,
 * at a fraction of their weight, so that a wrong entry costs little.
 * @module
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { readYaml } from '../read-yaml.ts';
import { normalise } from './normalise.ts';

/** One character is part of too many other words: 车 would stand for 车间 and 单 for 单位. */
const wordSchema = z.string().min(2).max(30);

export const thesaurusSchema = z.array(
  z.strictObject({
    /** What people say. */
    say: z.array(wordSchema).min(1),
    /** What gazettes write. */
    official: z.array(wordSchema).min(1),
    /** Why the two belong together. */
    note: z.string().min(1),
  }),
);

export type ThesaurusEntry = z.infer<typeof thesaurusSchema>[number];

/** Normalised said word → official words. */
export type Thesaurus = ReadonlyMap<string, readonly string[]>;

export const thesaurusFile = 'thesaurus.yaml';

/** Digest of a thesaurus file's text; empty for none. */
export function thesaurusDigest(text: string | undefined): string {
  return text === undefined ? '' : createHash('sha256').update(text).digest('hex');
}

/** @throws WenzhengError catalog_invalid naming the entry */
export function parseThesaurus(text: string): Thesaurus {
  let content: unknown;
  try {
    content = readYaml(text);
  } catch (cause) {
    throw new WenzhengError('catalog_invalid', `${thesaurusFile} 不是正确的 YAML，请改正后再试。`, { cause });
  }
  const result = thesaurusSchema.safeParse(content ?? []);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new WenzhengError(
      'catalog_invalid',
      `${thesaurusFile} 第 ${Number(issue?.path[0] ?? 0) + 1} 条的 ${issue?.path.slice(1).join('.') ?? ''} 不对，请改正后再试。`,
    );
  }
  const thesaurus = new Map<string, string[]>();
  for (const { say, official } of result.data) {
    for (const word of say) {
      const key = normalise(word);
      thesaurus.set(key, [...(thesaurus.get(key) ?? []), ...official]);
    }
  }
  return thesaurus;
}

/** The official words for what a question says, each once. */
export function expand(thesaurus: Thesaurus, text: string): string[] {
  return [...new Set(expansions(thesaurus, text).flatMap(({ official }) => official))];
}

/** The said words that a question holds, each with its official words. A longer one hides the shorter ones inside it. */
export function expansions(
  thesaurus: Thesaurus,
  text: string,
): { said: string; official: readonly string[] }[] {
  const normalised = normalise(text);
  const found: { said: string; official: readonly string[] }[] = [];
  let open = normalised;
  for (const word of wordsWithin(thesaurus, normalised)) {
    if (!open.includes(word)) continue;
    open = open.replaceAll(word, ' ');
    found.push({ said: word, official: thesaurus.get(word) ?? [] });
  }
  return found;
}

interface SaidWord {
  readonly word: string;
  /** Place in the thesaurus. */
  readonly place: number;
}

const wordsByStart = new WeakMap<Thesaurus, ReadonlyMap<string, readonly SaidWord[]>>();

/** The said words that a normalised text holds, longest first: only those are looked at that begin as a place of it does. */
function wordsWithin(thesaurus: Thesaurus, normalised: string): string[] {
  const starts = wordsByStart.get(thesaurus) ?? groupByStart(thesaurus);
  wordsByStart.set(thesaurus, starts);
  const found = new Set<SaidWord>();
  for (let at = 0; at < normalised.length; at += 1) {
    for (const said of starts.get(normalised.slice(at, at + 2)) ?? [])
      if (normalised.startsWith(said.word, at)) found.add(said);
  }
  return [...found]
    .toSorted((left, right) => right.word.length - left.word.length || left.place - right.place)
    .map(({ word }) => word);
}

function groupByStart(thesaurus: Thesaurus): ReadonlyMap<string, readonly SaidWord[]> {
  const starts = new Map<string, SaidWord[]>();
  for (const [place, word] of [...thesaurus.keys()].entries()) {
    const start = word.slice(0, 2);
    const known = starts.get(start);
    if (known === undefined) starts.set(start, [{ word, place }]);
    else known.push({ word, place });
  }
  return starts;
}
