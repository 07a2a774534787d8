/**
 * A message as the readers see it: normal text with its parts, amounts, quantities, dates and what is said, denied or asked.
 * @module
 */
import { type Part, type Words, normalText, partsOf } from './normal-text.ts';
import { type Mention, mentionsOf } from './polarity.ts';
import { readDates, type SaidDate } from './read-dates.ts';
import { type Amount, type Quantity, readNumbers } from './read-numbers.ts';
import { labelledNumbers } from './units.ts';

export type { Amount, Mention, Part, Quantity, SaidDate, Words };

export interface Sentence {
  /** Half width, lower case, 1,200 → 1200; all positions are indices into it. */
  readonly text: string;
  /** ISO day of the question. */
  readonly today: string;
  readonly parts: readonly Part[];
  readonly amounts: readonly Amount[];
  readonly quantities: readonly Quantity[];
  readonly dates: readonly SaidDate[];
  /** All matches of a pattern in order, each with how it is meant. */
  readonly mentions: (pattern: RegExp) => readonly Mention[];
  /** The first match that is said (not denied, not only asked about). */
  readonly says: (pattern: RegExp) => Mention | null;
  /** The first match that is denied: 不是低保, 冇签, 低保、特困都不是. */
  readonly denies: (pattern: RegExp) => Mention | null;
  /** The first match that is only asked about or unknown: 是不是低保, 不知道有没有签. */
  readonly asks: (pattern: RegExp) => Mention | null;
  /** true said · false denied · undefined neither, or both. */
  readonly yesNo: (pattern: RegExp) => boolean | undefined;
  /** The text of the same part before a position, at most `most` characters. */
  readonly before: (position: number, most?: number) => string;
  /** The text of the same part from a position on, at most `most` characters. */
  readonly after: (position: number, most?: number) => string;
  readonly partAt: (position: number) => Part | null;
}

/** Reads a message. @param text simplified characters. @param today ISO day, for 今年 and 昨天. */
export function readSentence(text: string, today: string): Sentence {
  const normal = normalText(text);
  let rest = normal;
  for (const pattern of labelledNumbers) {
    rest = rest.replace(pattern, (found) => '\u0000'.repeat(found.length));
  }
  const dates = readDates(rest, today).map((date) => ({
    ...date,
    words: normal.slice(date.start, date.end),
  }));
  for (const { start, end } of dates) {
    rest = `${rest.slice(0, start)}${'\u0000'.repeat(end - start)}${rest.slice(end)}`;
  }
  const parts = partsOf(normal);
  const mentions = (pattern: RegExp) => mentionsOf(normal, pattern);
  const partAt = (position: number) =>
    parts.find(({ start, end }) => start <= position && position < end) ??
    parts.findLast(({ end }) => end <= position) ??
    null;
  return {
    text: normal,
    today,
    parts,
    ...readNumbers(normal, rest),
    dates,
    ...meaningsOf(mentions),
    before: (position, most = 30) =>
      normal.slice(Math.max(partAt(Math.max(0, position - 1))?.start ?? 0, position - most), position),
    after: (position, most = 30) =>
      normal.slice(position, Math.min(partAt(position)?.end ?? 0, position + most)),
    partAt,
  };
}

/** What a message says, denies and asks, from how each mention in it is meant. */
export function meaningsOf(
  mentions: Sentence['mentions'],
): Pick<Sentence, 'mentions' | 'says' | 'denies' | 'asks' | 'yesNo'> {
  const first = (pattern: RegExp, polarity: Mention['polarity']) =>
    mentions(pattern).find((mention) => mention.polarity === polarity) ?? null;
  return {
    mentions,
    says: (pattern) => first(pattern, 'said'),
    denies: (pattern) => first(pattern, 'denied'),
    asks: (pattern) => first(pattern, 'asked'),
    yesNo: (pattern) => {
      const meant = new Set(mentions(pattern).map(({ polarity }) => polarity));
      return meant.has('said') === meant.has('denied') ? undefined : meant.has('said');
    },
  };
}
