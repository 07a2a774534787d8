/**
 * Whose case a message of a conversation tells. A new person starts with no facts of the one before.
 * @module
 */
import type { Going } from './known-facts.ts';
import { personsOf } from './medical-aid-persons.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

/** Schemes in which each person has a case of their own. */
const ofPersons: ReadonlySet<string> = new Set([
  'medical-aid',
  'premium-support',
  'mental-health-medication',
  'compulsory-admission',
]);

export const asker = '我';
const pronoun = '他';

const asAsker =
  /(?<=^|[,。;!? ])(?:那|咁|噉|而|但是?|如果|假如)*我(?:本人|自己)?(?=也|又|都|是|系|有|今年|去年|前年|\d|住|入|自付|自己|花|出|付|用|因|患|得|低保|五保|特困|低收入|建档|孤儿|呢)/g;
const asPronoun = /(?<=^|[,。;!? ])(?:那|咁|噉|而|但是?|如果|假如)*[他她佢](?!们|哋)/g;

/** A word for a member of the family, 我 for the asker, 他 for somebody who was named before; null: the words name nobody. */
export function whoOf(sentence: Sentence): string | null {
  const named = [
    ...personsOf(sentence)
      .filter(({ who }) => who !== asker)
      .map(({ who, start }) => ({ who, start })),
    ...[...sentence.text.matchAll(asAsker)].map(({ index }) => ({ who: asker, start: index })),
  ].toSorted((left, right) => left.start - right.start);
  const [first] = named;
  if (first === undefined) return sentence.text.search(asPronoun) >= 0 ? pronoun : null;
  // Whose the money is counts: 我爸是五保户，我自付3万.
  const money = sentence.amounts[0]?.start ?? 0;
  return (named.findLast(({ start }) => start < money) ?? first).who;
}

const costKeys = [
  'ownShare',
  'compliantCost',
  'totalCost',
  'eligibleCost',
  'reimbursed',
  'netCost',
  'cost',
  'visits',
];
const hasCost = (facts: Iterable<ReadFact>): boolean =>
  [...facts].some(({ key, value }) => costKeys.includes(key) && value !== null);

const classKeys = ['categories', 'pending', 'identities', 'patient', 'level'];
const household = /(?:我(?:们|哋)?家|家里|全家|一家|屋企|家庭|家中)[^,。;!?]{0,6}(?:低保|建档立卡|低收入)/;
/** Classes that a whole family has. */
const familyClasses: ReadonlySet<unknown> = new Set(['低保', '建档立卡']);

/** What the person of a new message means for the facts that are known. */
export type Turnover =
  /** The same person, or only now named. */
  | { readonly kind: 'same'; readonly who: string | null }
  /** Somebody else: nothing is taken over; what the family may have in common is asked. */
  | { readonly kind: 'other'; readonly who: string; readonly offered: ReadonlyMap<string, ReadFact> };

/** @param facts what the reader reads in the message. */
export function turnover(going: Going, sentence: Sentence, facts: readonly ReadFact[]): Turnover {
  const who = whoOf(sentence);
  const before = going.who;
  const same: Turnover = { kind: 'same', who: who === null || who === pronoun ? before : who };
  if (!ofPersons.has(going.scheme.id) || who === null || who === before) return same;
  if (who === pronoun && before !== asker) return same;
  // 我呢, after a case that named nobody: whose it was is not certain.
  const asksAnew = asksElliptically(sentence) && facts.length === 0;
  if (who === asker && before === null && !asksAnew) return same;
  const isSettled = going.scheme.id !== 'medical-aid' || hasCost(going.facts.values());
  const classed = facts.some(({ key, value }) => classKeys.includes(key) && value !== null);
  // 我家低保，住院能报多少 … 我妈自付2万: the patient is named, the class is that of the family.
  const isFamilys = before === null || before !== asker || household.test(going.text);
  if (!isSettled && !classed && (who === asker || isFamilys)) return same;
  if (isSettled && !tells(facts, sentence)) return { ...same, who: before };
  return { kind: 'other', who: who === pronoun ? pronoun : who, offered: familyFacts(going) };
}

const asksElliptically = ({ text }: Sentence): boolean => /呢[?]?$/.test(text) && text.length <= 8;

/** 我有医保卡 tells no case of the asker. */
const tells = (facts: readonly ReadFact[], sentence: Sentence): boolean =>
  facts.some(({ key }) => caseKeys.has(key)) || sentence.amounts.length > 0 || asksElliptically(sentence);

const caseKeys: ReadonlySet<string> = new Set([
  ...costKeys,
  ...classKeys,
  'careKind',
  'receiptDate',
  'month',
  'age',
]);

/** Before a case is told: whether the message goes on about the same person. */
export function isSamePerson(
  { who: before, facts: known }: Pick<Going, 'who' | 'facts'>,
  sentence: Sentence,
  facts: readonly ReadFact[],
): boolean {
  const who = whoOf(sentence);
  if (who === null || before === null || who === before || (who === pronoun && before !== asker)) return true;
  // 我妈2019年5月住院 … 我自己出了3万: who pays is not the patient.
  const staysKnown = ['careKind', 'receiptDate'].some((key) => (known.get(key)?.value ?? null) !== null);
  const onlyPays = facts.every(({ key, origin }) => costKeys.includes(key) || origin === 'assumed');
  return who === asker && staysKnown && onlyPays;
}

const severalPatients = '您说到了几位病人，请一位一位告诉我：属于哪一类人员、住院还是门诊、自付多少元。';
const pays = '[^,。;!?]{0,8}(?:付|出|花|用|俾|畀)';
const askerPays = new RegExp(`(?:^|[,。;!?])我(?:本人|自己)?(?!妈|爸|老|阿|家|们|哋)${pays}`);
const otherPays = new RegExp(`(?:^|[,。;!?])(?:而|但|同埋)?[他她佢](?!们|哋)${pays}`);
const apiece = /各自?(?:付|自付|自己|出|花|用|俾|畀|住)|每(?:个)?人(?:都|各|自|付|出|花|住)/;
const bothTogether =
  /我(?:和|同|跟|与|同埋)(?:我)?[^,。;!?]{1,4}(?:都(?!是|系|属|食|吃|领|有)|一共|一齐|一起(?!住的))/;
const bothIll = /(?<=^|[,。;])(?:两(?:个)?人)?都(?:住|入院|病)/;

/**
 * Several patients in one message that the reader of the scheme did not part: a sum of each, a sum of both, two classes of two
 * persons. One sentence for the resident; null: one patient, or told apart.
 */
export function severalPersons(
  scheme: string,
  sentence: Sentence,
  facts: readonly ReadFact[],
): string | null {
  if (scheme !== 'medical-aid' || facts.some(({ key }) => key.startsWith('second.'))) return null;
  const { text, amounts } = sentence;
  const persons = new Set(personsOf(sentence).map(({ who }) => who));
  if (text.search(asAsker) >= 0 || /我(?:和|同|跟|与)/.test(text)) persons.add(asker);
  if (amounts.length > 1 && askerPays.test(text) && otherPays.test(text)) return severalPatients;
  if (amounts.length > 0 && bothTogether.test(text)) return severalPatients;
  if (amounts.length > 0 && persons.size > 1 && (apiece.test(text) || bothIll.test(text)))
    return severalPatients;
  const classes = facts.find(({ key }) => key === 'categories')?.value;
  return persons.size > 1 && Array.isArray(classes) && classes.length > 1 && mixesFamilies(classes)
    ? '您说到了几个人，请说明看病的人属于哪一类人员。'
    : null;
}

/** 低收入老年人 and 低收入重病患者 are one person's. */
const mixesFamilies = (classes: readonly unknown[]): boolean =>
  new Set(classes.map((value) => String(value).slice(0, 2))).size > 1;

/** What the case of another member of the family may share: to be confirmed. */
export function familyFacts({ facts }: Pick<Going, 'facts'>): ReadonlyMap<string, ReadFact> {
  const known = facts.get('categories');
  const values = Array.isArray(known?.value) ? known.value.filter((each) => familyClasses.has(each)) : [];
  return known === undefined || values.length === 0
    ? new Map()
    : new Map([['categories', { key: 'categories', value: values, words: known.words }]]);
}

const strongAgain = /又|再次|再住|第二次|还住|仲住|后来|之后再|过后/;

export interface SecondClaim {
  readonly facts: readonly ReadFact[];
  /** The costs before, where it is not told whether they are of the same year. */
  readonly offered: ReadonlyMap<string, ReadFact>;
}

/**
 * 2019年6月又住院，自付4万: the claim before counts in the same year; how much was received for it is to be asked. null: no
 * second claim of the same person.
 */
export function secondClaim(
  going: Going,
  sentence: Sentence,
  facts: readonly ReadFact[],
): SecondClaim | null {
  if (going.scheme.id !== 'medical-aid') return null;
  const valueOf = (key: string) => facts.find((fact) => fact.key === key)?.value;
  const before = going.facts.get('ownShare')?.value;
  if (typeof before !== 'number' || typeof valueOf('ownShare') !== 'number') return null;
  if (facts.some(({ key }) => key.startsWith('previous'))) return null;
  const earlier = going.facts.get('receiptDate');
  const [then, now] = [earlier?.value, valueOf('receiptDate')];
  const isApart = typeof then === 'string' && typeof now === 'string' && then !== now;
  if (!isApart && !strongAgain.test(sentence.text)) return null;
  if (isApart && monthsBetween(then, now) >= 12) {
    const none = ['previousShare', 'previousBasic', 'previousMajor'].map((key) => ({
      key,
      value: 0,
      words: now,
    }));
    return { facts: [...facts, ...none], offered: new Map() };
  }
  const sum = before + numberOf(going.facts.get('previousShare')?.value);
  const isOneYear =
    typeof then === 'string' && typeof now === 'string' && then.slice(0, 4) === now.slice(0, 4);
  const words = going.facts.get('ownShare')?.words ?? '';
  const share = { key: 'previousShare', value: sum, words };
  return {
    facts: [
      ...facts,
      { ...share, value: isOneYear ? sum : null },
      { key: 'previousBasic', value: null, words },
      { key: 'previousMajor', value: null, words },
    ],
    offered: new Map(isOneYear ? [] : [[share.key, share]]),
  };
}

const noneYet =
  /^(?:都|也)?(?:还|仲|重)?(?:没有?|冇|未|无)(?:有)?(?:领|拿|攞|申请|报|得|收)?(?:过|到|咗|了)*(?:救助)?(?:钱)?(?:的|啊|呀|喔)*$|^(?:0|零)元?$/;
const received = /^(?:我|已经?|就|都)*(?:领|拿|攞|得|补|收|救助)(?:了|咗|过|到)+/;

/** The answer to what was received for the claims before: 领了2万4; 还没领 makes one claim of both. null: no such answer. */
export function readReceived(going: Going, key: string, sentence: Sentence): readonly ReadFact[] | null {
  if (key !== 'previousBasic' && key !== 'previousMajor') return null;
  const words = sentence.text.replace(/[。,!]+$/, '');
  if (key === 'previousMajor' && noneYet.test(words)) return [{ key, value: 0, words }];
  if (noneYet.test(words)) {
    const [own, share] = ['ownShare', 'previousShare'].map((name) => going.facts.get(name)?.value);
    const none = ['previousBasic', 'previousMajor'].map((name) => ({ key: name, value: 0, words }));
    if (typeof own !== 'number' || typeof share !== 'number') return none;
    const sum = (Math.round(own * 100) + Math.round(share * 100)) / 100;
    return [
      ...none,
      { key: 'previousShare', value: 0, words },
      { key: 'ownShare', value: sum, words: `${share}元和${own}元` },
    ];
  }
  const [amount, ...more] = sentence.amounts;
  const isReceived = received.test(words) && amount !== undefined && more.length === 0 && amount.fen !== null;
  return isReceived ? [{ key, value: amount.fen / 100, words }] : null;
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const monthOf = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7) || '6');

const monthsBetween = (left: string, right: string): number => Math.abs(monthOf(left) - monthOf(right));
