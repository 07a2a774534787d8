/**
 * What a sentence in the middle of a dialogue tells besides the field that is asked: 低保户，自付3万; 不是住院，是门诊;
 * 其实自付是2万. Only what is certain is taken.
 * @module
 */
import type { Field } from '../calculators/kernel/field.ts';
import { severalPersons } from '../calculators/reading/conversation-persons.ts';
import { correct, isCorrection } from '../calculators/reading/correction.ts';
import type { Going, KnownFact } from '../calculators/reading/known-facts.ts';
import { readers } from '../calculators/reading/readers.ts';
import type { ReadFact, SchemeReader } from '../calculators/reading/scheme-reader.ts';
import { readSentence, type Sentence } from '../calculators/reading/sentence.ts';
import { settleCorrections } from '../calculators/reading/settle-corrections.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { amountsOutside, vagueOf, valueOf } from './calculation-dialogue-answer.ts';
import type { DialogueFact } from './calculation-dialogue-state.ts';

/** What a reply is read against. */
export interface TellingSoFar {
  readonly scheme: Scheme;
  readonly known: ReadonlyMap<string, DialogueFact>;
  /** ISO day of the reply. */
  readonly asOf: string;
}

/** 其实自付是2万: takes back what was said before. The readers know more marks of their own. */
const takesBack = /其实|实际|应该|应为|不对|唔啱|错|更正|纠正|改成|改为|不是|唔系/;

/**
 * Facts that are new or, where the words correct, replace others. null: none, or not all of it is certain.
 * @param text simplified characters.
 * @param mayReplace everything that is known lies open to be corrected, so that no mark of a correction is needed.
 */
export function readTold(
  { scheme, known, asOf: today }: TellingSoFar,
  text: string,
  mayReplace: boolean,
): readonly DialogueFact[] | null {
  const reader = readers.find((each) => each.scheme === scheme.id);
  if (reader === undefined) return null;
  const settled = settleCorrections(text, today);
  const sentence = readSentence(settled.text, today);
  const read = reader.read(sentence);
  const corrected = correct(goingOf(scheme, reader, known), sentence, read);
  const persons = severalPersons(scheme.id, sentence, read);
  // A correction is understood by what was said before.
  const unclear = corrected === null ? (reader.unclear?.(sentence, read) ?? null) : null;
  if (settled.unclear !== null || persons !== null || unclear !== null) return null;
  const later = settled.corrections.flatMap((words) => reader.read(readSentence(words, today)));
  const corrects =
    mayReplace || settled.corrections.length > 0 || isCorrection(sentence) || takesBack.test(sentence.text);
  const every = withLater(corrected ?? read, later);
  if (every === null || leavesOut(sentence, every)) return null;
  const all = every.filter((fact) => !givesWay(known, fact));
  const facts = all.map((fact) => factOf(scheme, known, fact)).filter((fact) => fact !== null);
  if (facts.length < all.length) return null;
  const news = facts.filter((fact) => !isKnown(known, fact));
  if (!corrects && news.some(({ key }) => (known.get(key)?.value ?? null) !== null)) return null;
  return news.length === 0 ? null : news;
}

/** null: one thing is said twice with different values. */
function withLater(facts: readonly ReadFact[], later: readonly ReadFact[]): readonly ReadFact[] | null {
  const byKey = new Map<string, ReadFact>();
  for (const fact of facts) {
    const before = byKey.get(fact.key);
    if (before !== undefined && JSON.stringify(before.value) !== JSON.stringify(fact.value)) return null;
    byKey.set(fact.key, fact);
  }
  for (const fact of later) byKey.set(fact.key, fact);
  return [...byKey.values()];
}

/** An amount that nothing names, or one that is not exact; what is denied (不是2万) is no amount of the case. */
function leavesOut(sentence: Sentence, facts: readonly ReadFact[]): boolean {
  const held = facts.flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : [value]));
  return amountsOutside(sentence.amounts, held).some(
    ({ start }) => !/(?:不是|唔系)[^,。;!?]{0,6}$/.test(sentence.before(start, 10)),
  );
}

/**
 * Whether facts may be taken while another field is asked: a figure or a day with its name (自付3万), a correction, or anything
 * where a figure is asked. Otherwise the words are likely an answer that the readers take for something else (在清新开店).
 */
export function standsAlone(
  facts: readonly DialogueFact[],
  asked: Field,
  known: ReadonlyMap<string, DialogueFact>,
): boolean {
  if (!['boolean', 'choice', 'choices'].includes(asked.type)) return true;
  return facts.some(
    ({ key, value }) =>
      (known.get(key)?.value ?? null) !== null ||
      typeof value === 'number' ||
      (typeof value === 'string' && /^\d{4}/.test(value)),
  );
}

const isKnown = (known: ReadonlyMap<string, DialogueFact>, { key, value }: DialogueFact): boolean =>
  JSON.stringify(known.get(key)?.value) === JSON.stringify(value);

/** null: unknown, impossible, or it leaves open what is asked. */
function factOf(
  scheme: Scheme,
  known: ReadonlyMap<string, DialogueFact>,
  { key, value, origin }: ReadFact,
): DialogueFact | null {
  const field = scheme.fields.find((each) => each.key === key);
  if (field === undefined || value === null) return null;
  const read = valueOf(field, value);
  if ('problem' in read || vagueOf(field, read.value) !== null) return null;
  // 其实自付是2万, after the question for 政策范围内自付: it is the answer to that question.
  const wasAsked = known.get(key)?.origin === 'asked';
  return { key, value: read.value, origin: wasAsked ? 'asked' : (origin ?? 'said') };
}

/** What the words only allow to assume (自付 → a designated hospital) never takes the place of an answer. */
const givesWay = (known: ReadonlyMap<string, DialogueFact>, { key, value, origin }: ReadFact): boolean =>
  origin === 'assumed' && typeof value !== 'number' && known.has(key);

/** The dialogue as the readers of a conversation see it. */
function goingOf(scheme: Scheme, reader: SchemeReader, known: ReadonlyMap<string, DialogueFact>): Going {
  const facts = new Map(
    [...known.values()].map(({ key, value, origin }, turn): [string, KnownFact] => [
      key,
      { key, value, words: String(value), from: origin, turn },
    ]),
  );
  return {
    scheme,
    reader,
    facts,
    personal: true,
    unclear: null,
    started: true,
    text: '',
    who: null,
    offered: new Map(),
    invites: false,
    openAmount: null,
  };
}
