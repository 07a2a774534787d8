/**
 * What a model may hand to a calculator: nothing of its own. The rule readers read the person's own words; arguments of a
 * tool call can only agree with what they read, and whatever stands in no word of the person is named as not taken.
 * @module
 */
import type { Origin } from '../calculators/kernel/facts.ts';
import { readFacts } from '../calculators/kernel/read-facts.ts';
import { severalPersons } from '../calculators/reading/conversation-persons.ts';
import { readSituation } from '../calculators/reading/read-situation.ts';
import { readers } from '../calculators/reading/readers.ts';
import type { ReadFact } from '../calculators/reading/scheme-reader.ts';
import { readSentence } from '../calculators/reading/sentence.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { cleanQuestion } from '../answering/intake.ts';
import { simplify } from '../retrieval/normalise.ts';

export interface SlotInput {
  readonly scheme: Scheme;
  /** Arguments of the tool call, by field key or label. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The person's messages, oldest first, the latest last. */
  readonly turns: readonly string[];
  /** ISO day of the question. */
  readonly asOf: string;
  readonly schemes: readonly Scheme[];
}

export interface CheckedSlots {
  /** For the calculator: the person's own words as the readers read them. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly origins: Readonly<Record<string, Origin>>;
  /** Arguments that the person's words do not hold, by label; none of them reaches the calculator. */
  readonly refused: readonly { readonly label: string; readonly said: boolean }[];
  /** The words cannot be told apart, one sentence for the person; nothing may be computed. */
  readonly unclear: string | null;
}

/** Never throws for what a model wrote. */
export function checkSlots({ scheme, args, turns, asOf, schemes }: SlotInput): CheckedSlots {
  const words = turns.flatMap((turn) => {
    const cleaned = cleanQuestion(turn);
    return cleaned.ok ? [simplify(cleaned.text)] : [];
  });
  const own = readOwnWords(scheme, words, asOf, schemes);
  const told = readFacts(scheme.fields, own.facts, own.origins);
  const given = readFacts(scheme.fields, withoutEmpty(args));
  const refused: { label: string; said: boolean }[] = [];
  for (const field of scheme.fields) {
    if (!given.origins.has(field.key)) continue;
    // What the scheme may assume (told.facts holds it) is no fact of the model's either.
    const known = told.facts.peek(field.key);
    if (JSON.stringify(known) === JSON.stringify(given.facts.peek(field.key))) continue;
    refused.push({ label: field.label, said: told.origins.has(field.key) });
  }
  for (const name of unreadable(scheme, args)) refused.push({ label: name, said: false });
  return { ...own, refused };
}

type OwnWords = Pick<CheckedSlots, 'facts' | 'origins' | 'unclear'>;

/** As the engine reads the conversation; where it sees no case of this scheme, each message by the scheme's own reader. */
function readOwnWords(
  scheme: Scheme,
  words: readonly string[],
  asOf: string,
  schemes: readonly Scheme[],
): OwnWords {
  const text = words.at(-1);
  if (text === undefined) return { facts: {}, origins: {}, unclear: null };
  const situation = readSituation({ text, context: words.slice(0, -1), today: asOf, asOf, schemes });
  if (situation?.scheme.id === scheme.id)
    return situation.unclear === null
      ? { facts: situation.raw, origins: situation.origins, unclear: null }
      : { facts: {}, origins: {}, unclear: situation.unclear };
  return readEachMessage(scheme, words, asOf);
}

/** The same key with two values, or several persons, cannot be told apart without the dialogue's memory: nothing is computed. */
function readEachMessage(scheme: Scheme, words: readonly string[], asOf: string): OwnWords {
  const reader = readers.find((each) => each.scheme === scheme.id);
  const facts = new Map<string, ReadFact>();
  for (const text of words) {
    if (reader === undefined || text.length > longestRead) continue;
    const sentence = readSentence(text, asOf);
    const read = reader.read(sentence);
    const unclear =
      severalPersons(scheme.id, sentence, read) ?? reader.unclear?.(sentence, read) ?? doubled(read, facts);
    if (unclear !== null) return { facts: {}, origins: {}, unclear };
    for (const fact of read) facts.set(fact.key, fact);
  }
  return {
    facts: Object.fromEntries([...facts].map(([key, { value }]) => [key, value])),
    origins: Object.fromEntries([...facts].map(([key, { origin }]) => [key, origin ?? 'said'])),
    unclear: null,
  };
}

/** As in a conversation without a model: nobody tells a case in more. */
const longestRead = 1000;

function doubled(read: readonly ReadFact[], before: ReadonlyMap<string, ReadFact>): string | null {
  const seen = new Map(before);
  for (const fact of read) {
    const known = seen.get(fact.key);
    if (known !== undefined && JSON.stringify(known.value) !== JSON.stringify(fact.value))
      return `“${known.words}”和“${fact.words}”不一致，请只说一种。`;
    seen.set(fact.key, fact);
  }
  return null;
}

/** null and empty texts are how models leave a field out. */
function withoutEmpty(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== ''));
}

/** Arguments that are no value of their field, and names that are no field. */
function unreadable(scheme: Scheme, args: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(withoutEmpty(args)).flatMap(([name, value]) => {
    const { origins } = readFacts(scheme.fields, { [name]: value });
    if (origins.size > 0) return [];
    const label = scheme.fields.find(({ key }) => key === name)?.label;
    return [label ?? '没有这一项'];
  });
}
