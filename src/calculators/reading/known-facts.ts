/**
 * The facts of a conversation: what each message adds, replaces and takes back.
 * @module
 */
import type { Origin } from '../kernel/facts.ts';
import type { Scheme } from '../scheme.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import { readSentence, type Sentence } from './sentence.ts';

/** A calculation that is going on. */
export interface Going {
  readonly scheme: Scheme;
  readonly reader: SchemeReader;
  readonly facts: ReadonlyMap<string, KnownFact>;
  readonly personal: boolean;
  readonly unclear: string | null;
  /** The message before named class and care in general; its facts count once the person tells a case. */
  readonly started: boolean;
  /** All messages that belong to it. */
  readonly text: string;
  /** Whose case it is: 我, 妈妈 …; null: not said. */
  readonly who: string | null;
  /** What was only asked about, or said of another member of the family: to be confirmed. */
  readonly offered: ReadonlyMap<string, ReadFact>;
  /** A message before asked for an amount or for who gets it: a bare reply begins a case. */
  readonly invites: boolean;
  /** An amount that nothing named yet, or a date without its year; null: none. */
  readonly openAmount: string | null;
}

export interface KnownFact extends ReadFact {
  readonly from: Origin;
  /** Number of the message that gave it. */
  readonly turn: number;
}

/** Facts for `run`; null keeps what is unknown from being assumed. */
export const rawOf = ({ facts }: Pick<Going, 'facts'>): Record<string, unknown> =>
  Object.fromEntries([...facts].map(([key, { value }]) => [key, value]));

/** A message and its number. */
interface Told {
  readonly sentence: Sentence;
  readonly number: number;
}

/**
 * The calculation with the facts of one more message. Later facts replace earlier ones; two values of one key in one message are
 * a contradiction. Amounts that cannot be told apart are no figures, whatever the caller does with the sentence `unclear`.
 */
export function withFacts(
  going: Going,
  facts: readonly ReadFact[],
  { sentence, number }: Told,
  from?: 'asked' | 'corrected',
): Going {
  // A bare answer and a correction were understood by what went before.
  const open = from === undefined ? (going.reader.unclear?.(sentence, facts) ?? null) : null;
  const own = withoutContradictions(going.scheme, facts);
  const unclear = open ?? own.unclear;
  const known = new Map(going.facts);
  if (from !== 'asked') dropRenamed(known, going.scheme, sentence, { facts, unclear });
  const text = `${going.text}。${sentence.text}`;
  const classes = own.facts.size > 0 && from !== 'asked' ? classOf(going, text, sentence.today) : [];
  for (const read of [...own.facts.values(), ...classes.filter(({ key }) => !own.facts.has(key))]) {
    const fact = unclear !== null && isMoney(going.scheme, read.key) ? { ...read, value: null } : read;
    if (keepsBefore(fact, known.get(fact.key), from)) continue;
    known.set(fact.key, { ...fact, from: from === 'asked' ? from : (fact.origin ?? 'said'), turn: number });
  }
  if (own.facts.get('categories')?.value) known.delete('pending');
  if (own.facts.get('pending')?.value) known.delete('categories');
  return {
    ...going,
    facts: known,
    text,
    personal: going.personal || from === 'asked' || isPersonal(sentence, facts),
    openAmount: open === null ? null : unnamedAmount(sentence, facts),
    unclear: unclear ?? (facts.length === 0 ? going.unclear : null),
  };
}

function withoutContradictions(
  { fields }: Scheme,
  facts: readonly ReadFact[],
): { readonly facts: ReadonlyMap<string, ReadFact>; readonly unclear: string | null } {
  const own = new Map<string, ReadFact>();
  let unclear: string | null = null;
  for (const fact of facts) {
    const before = own.get(fact.key);
    // 不是低保，是低收入老人: the denial leaves room for what is said.
    if (isDeniedClass(fact) && before !== undefined) continue;
    if (before !== undefined && isDeniedClass(before)) {
      own.set(fact.key, fact);
      continue;
    }
    if (before === undefined || JSON.stringify(before.value) === JSON.stringify(fact.value)) {
      own.set(fact.key, fact);
      continue;
    }
    const label = fields.find(({ key }) => key === fact.key)?.label ?? fact.key;
    unclear ??= `“${label}”说了两种（${before.words}、${fact.words}），请只说一种。`;
    own.set(fact.key, { ...fact, value: null });
  }
  return { facts: own, unclear };
}

const isDeniedClass = ({ key, value, words }: ReadFact): boolean =>
  key === 'categories' && value === null && words.startsWith('不是');

/** 低收入 in one message, 老人 in the next: a class that only both together name. */
function classOf(going: Going, text: string, today: string): readonly ReadFact[] {
  if (going.text === '' || going.facts.has('categories') || going.facts.has('pending')) return [];
  return going.reader
    .read(readSentence(text, today))
    .filter(({ key, value }) => (key === 'categories' || key === 'pending') && value !== null);
}

/** 2万是总费用: an amount that was taken for something else before is taken back. */
function dropRenamed(
  known: Map<string, KnownFact>,
  scheme: Scheme,
  { amounts }: Sentence,
  { facts, unclear }: { readonly facts: readonly ReadFact[]; readonly unclear: string | null },
): void {
  const [amount] = amounts;
  if (amount === undefined || amounts.length > 1 || amount.fen === null) return;
  const value = amount.fen / 100;
  for (const [key, fact] of known) {
    if (fact.value !== value || !isMoney(scheme, key) || facts.some((each) => each.key === key)) continue;
    const renamed = facts.some((each) => each.value === value && isMoney(scheme, each.key));
    if (renamed || unclear !== null) known.set(key, { ...fact, value: null });
  }
}

function keepsBefore(fact: ReadFact, before: KnownFact | undefined, from?: 'asked' | 'corrected'): boolean {
  if (before === undefined) return false;
  // 不是五保 says nothing against an earlier 低保.
  if (fact.value === null && from !== 'asked' && !isDenialOf(fact, before)) return true;
  // What is only assumed gives way to what was said.
  return fact.origin === 'assumed' && before.from !== 'assumed' && fact.key === 'designated';
}

/** The only amount of a message, where it is no fact. */
function unnamedAmount({ amounts }: Sentence, facts: readonly ReadFact[]): string | null {
  const [amount, ...more] = amounts;
  if (amount === undefined || more.length > 0 || amount.fen === null) return null;
  const { fen } = amount;
  return facts.some(({ value }) => value === fen / 100) ? null : amount.words;
}

const isMoney = ({ fields }: Scheme, name: string): boolean =>
  ['money', 'amounts'].includes(fields.find(({ key }) => key === name)?.type ?? '');

function isDenialOf(fact: ReadFact, before: ReadFact): boolean {
  const denied = fact.words.replace(/^(?:不是|没有|冇|唔系)/, '');
  return denied === fact.words || before.words.includes(denied) || denied.includes(before.words);
}

export const firstPerson = /我|俺|咱|本人|老公|老婆|爸|妈|爷爷|奶奶|阿公|阿婆|儿子|女儿/;

/** Somebody in particular whose case another person tells: 患者，男; 某猪场; 来电人; 他. */
export const thirdPerson =
  /患者(?=[,。:;(]|[\p{Script=Han}]某)|某|来电|来访|热线|工单|场主|业主|养殖户|申请人|户主|(?:^|[,。;])(?:男|女)(?=[,。;])|[他她佢]|老人家|叔|伯|舅|姑|姨|哥|姐|弟|妹|侄|邻居|朋友|亲戚|村民|本场|本厂|本单位|该/u;

/** An amount, a quantity or a date among the facts, or a fact beside words for the asker and the family. */
export function isPersonal(sentence: Sentence, facts: readonly ReadFact[]): boolean {
  const figures = facts.some(
    ({ value }) =>
      typeof value === 'number' ||
      Array.isArray(value) ||
      (typeof value === 'string' && /^\d{4}(?:-\d\d)*$|^约/.test(value)),
  );
  const named = firstPerson.test(sentence.text) || thirdPerson.test(sentence.text);
  return figures || (facts.length > 0 && named);
}
