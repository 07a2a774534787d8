/**
 * Short answers that only the conversation explains: 系 to an offer, 自己出嘅 to an amount, 2018年 to a day, 同一天, 65.
 * @module
 */
import { nextField } from '../run.ts';
import { agrees, longestReply, readBareReply } from './bare-reply.ts';
import { readReceived } from './conversation-persons.ts';
import { type Going, rawOf, withFacts } from './known-facts.ts';
import { question } from './message-kind.ts';
import { fieldAsAsked, nextQuestions } from './next-question.ts';
import type { ReadFact } from './scheme-reader.ts';
import { readSentence, type Sentence } from './sentence.ts';

interface Turn {
  readonly sentence: Sentence;
  readonly number: number;
  readonly input: { readonly asOf: string };
}

/** A short answer to what was asked, or to what an amount is; null: no such answer. */
export function readReply(going: Going, turn: Turn, facts: readonly ReadFact[]): Going | null {
  const { sentence } = turn;
  if (sentence.text.length > longestReply || question.test(sentence.text)) return null;
  const named = facts.length === 0 ? nameOpenAmount(going, turn) : null;
  if (named !== null) return named;
  // 自付3万 says what it is itself; 65岁 may still name the class.
  if (facts.some(({ key, value }) => typeof value === 'number' && key !== 'age')) return null;
  const field = pendingField(going, turn);
  if (field === null) return null;
  const agreed = going.offered.has(field.key) ? agrees(sentence) : undefined;
  if (agreed === true) {
    const accepted = [...going.offered.values()].filter(({ key }) => isUnknown(going, key));
    return { ...withFacts(going, accepted, turn, 'asked'), offered: new Map() };
  }
  if (agreed === false) return { ...going, offered: new Map(), unclear: null };
  const received = readReceived(going, field.key, sentence);
  if (received !== null) return withFacts(going, received, turn, 'asked');
  const asked = fieldAsAsked(field, nextQuestions(going, sentence.today));
  const yearless = field.type === 'date' ? yearlessDate(going, turn) : null;
  if (yearless !== null) return yearless;
  const dated = dateOfYear(going, sentence);
  const reply = readBareReply(asked, dated) ?? sameDay(going, sentence) ?? ageOf(going, field.key, turn);
  if (reply !== null) return withFacts(going, [reply], turn, 'asked');
  const classes = facts.length === 0 && field.key === 'categories' ? classTogether(going, sentence) : [];
  return classes.length === 0 ? null : withFacts(going, classes, turn, 'asked');
}

const isUnknown = ({ facts }: Going, key: string): boolean => (facts.get(key)?.value ?? null) === null;

/** 3万 … 自己出嘅. */
function nameOpenAmount(going: Going, turn: Turn): Going | null {
  const { sentence } = turn;
  if (going.openAmount === null || sentence.amounts.length > 0) return null;
  const words = sentence.text.replace(/^(?:是|系|就是|即系|那是|咁系)|(?:的|嘅|啊|呀|钱|。|,|!)+$/g, '');
  const whole = readSentence(`${words}${going.openAmount}`, sentence.today);
  const facts = going.reader.read(whole);
  const money = facts.some(({ value }) => typeof value === 'number');
  if (words === '' || !money || (going.reader.unclear?.(whole, facts) ?? null) !== null) return null;
  return {
    ...withFacts(going, facts, { ...turn, sentence: whole }, 'asked'),
    unclear: null,
    openAmount: null,
  };
}

/** 10月15号: the year is to be told. */
function yearlessDate(going: Going, { sentence }: Turn): Going | null {
  const [date, ...more] = sentence.dates;
  if (
    date === undefined ||
    more.length > 0 ||
    date.iso !== null ||
    date.words.length + 4 < sentence.text.length
  )
    return null;
  if (!/月/.test(date.words)) return null;
  return { ...going, openAmount: date.words, unclear: `“${date.words}”是哪一年的，请写上年份。` };
}

/** 10月15号 … 2018年. */
function dateOfYear({ openAmount }: Going, sentence: Sentence): Sentence {
  const year = /^(?:是|系)?((?:20)?\d{2}年|今年|去年|前年)(?:的|嘅)?$/.exec(sentence.text)?.[1];
  return openAmount === null || year === undefined || !/月/.test(openAmount)
    ? sentence
    : readSentence(year + openAmount, sentence.today);
}

/** 同一天拆的: the day that is known holds for the other deed. */
function sameDay(going: Going, { text }: Sentence): ReadFact | null {
  if (!/同(?:一)?(?:个)?(?:日|天)|当(?:天|日)|即日/.test(text)) return null;
  const pairs: readonly (readonly [string, string])[] = [
    ['closedOn', 'demolishedOn'],
    ['demolishedOn', 'closedOn'],
  ];
  for (const [known, open] of pairs) {
    const value = going.facts.get(known)?.value;
    if (typeof value === 'string' && (going.facts.get(open)?.value ?? null) === null)
      return { key: open, value, words: text };
  }
  return null;
}

/** 65, while it is open which of the four kinds of 低收入 somebody is. */
function ageOf(going: Going, key: string, { sentence }: Turn): ReadFact | null {
  const age = /^(?:我|佢|他|她|今年|已经|有|是|系)*(\d{1,3})(?:岁|了|啦)*$/.exec(sentence.text)?.[1];
  if (key !== 'categories' || age === undefined || Number(age) > 120) return null;
  const classes = classTogether(going, readSentence(`${age}岁`, sentence.today));
  return classes[0] ?? { key: 'age', value: Number(age), words: sentence.text };
}

/** A class that only several messages together name. */
function classTogether(going: Going, { text, today }: Sentence): readonly ReadFact[] {
  return going.reader
    .read(readSentence(`${going.text}。${text}`, today))
    .filter(({ key, value }) => (key === 'categories' || key === 'pending') && value !== null);
}

/** The field that is asked next; null: none. */
export const pendingField = (going: Going, { input }: Turn) =>
  going.started ? nextField(going.scheme, rawOf(going), { asOf: input.asOf }) : null;
