/**
 * Words that sound alike: 低收如 is searched as 低收入 too. A fallback for those bigrams of a question that neither the
 * passages nor the question bank nor the thesaurus know; a question of known words gets nothing added.
 * The sounds are looked up when the index is built; asking needs only the tables, not the library.
 * @module
 */
import { decodeSections, encodeSections } from './section-file.ts';
import { maskStopWords } from './stop-words.ts';
import { bigramHigh } from './term-table.ts';

/** What a homophone counts beside the question's own words; .3 finds less of mistyped questions, .8 refuses more. */
export const homophoneWeight = 0.5;
/** So many at most, whatever the question. */
export const homophonesPerQuestion = 12;

const ideographFirst = 0x4e00;
const ideographLast = 0x9fff;
/** 行 is xing and hang; a third reading is rare. */
const readingsPerCharacter = 2;
const homophonesPerSound = 3;
/** A bigram of one passage alone may be a typing error itself. */
const leastFrequency = 2;
/** Of a large corpus only so many bigrams are kept, the most frequent, and evenly spaced passages of so much text read. */
const bigramLimit = 60_000;
const characterLimit = 2_000_000;

interface PinyinTables {
  /** Two sounds an ideograph; 0 for none. */
  readonly readings: Uint16Array;
  /** Pairs of sounds, rising. */
  readonly sounds: Uint32Array;
  /** Start of each pair's bigrams; one entry more than pairs. */
  readonly starts: Uint32Array;
  /** Most frequent first within a pair. */
  readonly bigrams: Uint32Array;
  /** Bigrams of the question bank and the thesaurus, rising: words, even where no passage holds them. */
  readonly spoken: Uint32Array;
}

export class PinyinIndex {
  private readonly tables: PinyinTables;

  constructor(tables: PinyinTables) {
    this.tables = tables;
  }

  /**
   * Bigrams that sound like the unknown ones among the terms, at most twelve. A character that is also part of a
   * known bigram is taken to be right: an unknown bigram between two known ones is only where two words meet.
   * @param terms of a question, in reading order, without the words that only ask
   * @param inPassages whether a passage holds the term
   */
  homophones(terms: readonly string[], inPassages: (term: string) => boolean): string[] {
    const bigrams = terms.filter(isBigram);
    const known = bigrams.map((term) => inPassages(term) || contains(this.tables.spoken, keyOf(term)));
    const found = new Set<string>();
    for (const [at, term] of bigrams.entries()) {
      if (known[at] === true) continue;
      const firstIsRight = known[at - 1] === true && bigrams[at - 1]?.[1] === term[0];
      const secondIsRight = known[at + 1] === true && bigrams[at + 1]?.[0] === term[1];
      const alike = this.alike(term).filter(
        (other) => (!firstIsRight || other[0] === term[0]) && (!secondIsRight || other[1] === term[1]),
      );
      for (const other of alike.slice(0, homophonesPerSound)) {
        if (found.size < homophonesPerQuestion) found.add(other);
      }
    }
    return [...found];
  }

  encode(): Uint8Array[] {
    return encodeSections({ ...this.tables });
  }

  /** @throws Error when the bytes are no such file */
  static decode(bytes: Uint8Array): PinyinIndex {
    const file = decodeSections(bytes);
    return new PinyinIndex({
      readings: file.u16('readings'),
      sounds: file.u32('sounds'),
      starts: file.u32('starts'),
      bigrams: file.u32('bigrams'),
      spoken: file.u32('spoken'),
    });
  }

  private alike(term: string): string[] {
    const { readings, sounds, starts, bigrams } = this.tables;
    const found = new Set<string>();
    for (const sound of soundsOf(readings, keyOf(term))) {
      const place = lowerBound(sounds, sound);
      if (sounds[place] !== sound) continue;
      for (const bigram of bigrams.subarray(starts[place], starts[place + 1])) {
        found.add(textOf(bigram));
      }
    }
    found.delete(term);
    return [...found];
  }
}

/** Takes the normalised texts of the passages one by one, then the words of the bank and the thesaurus. */
export class PinyinIndexBuilder {
  private readonly stride: number;
  private passages = 0;
  private readonly written = new Set<number>();
  private readonly spoken = new Set<number>();

  /** @param characters length of all passages together */
  constructor(characters = 0) {
    this.stride = Math.max(1, Math.ceil(characters / characterLimit));
  }

  addPassage(normalised: string): void {
    if (this.passages % this.stride === 0) collectBigrams(normalised, this.written);
    this.passages += 1;
  }

  addSpoken(normalised: string): void {
    collectBigrams(normalised, this.spoken);
  }

  /** @param frequencyOf how many passages and wordings of the bank hold the bigram */
  async finish(frequencyOf: (term: string) => number): Promise<PinyinIndex> {
    const { readings, soundAs } = await loadSounds();
    const frequent = [...new Set([...this.written, ...this.spoken])]
      .map((bigram) => ({ bigram, frequency: frequencyOf(textOf(bigram)) }))
      .filter(({ frequency }) => frequency >= leastFrequency)
      .toSorted((left, right) => right.frequency - left.frequency || left.bigram - right.bigram)
      .slice(0, bigramLimit)
      // 年的 is no word that 年得 could have meant.
      .filter(({ bigram }) => maskStopWords(textOf(bigram)) === textOf(bigram));
    const bySound = new Map<number, number[]>();
    for (const { bigram } of frequent) {
      const sound = soundAs(bigram);
      const alike = bySound.get(sound);
      if (alike === undefined) bySound.set(sound, [bigram]);
      else if (alike.length < homophonesPerSound) alike.push(bigram);
    }
    const sounds = Uint32Array.from(bySound.keys()).toSorted();
    const starts = new Uint32Array(sounds.length + 1);
    const bigrams: number[] = [];
    for (const [at, sound] of sounds.entries()) {
      bigrams.push(...(bySound.get(sound) ?? []));
      starts[at + 1] = bigrams.length;
    }
    return new PinyinIndex({
      readings,
      sounds,
      starts,
      bigrams: Uint32Array.from(bigrams),
      spoken: Uint32Array.from(this.spoken).toSorted(),
    });
  }
}

interface Sounds {
  /** As in the tables: the sounds that each ideograph may have. */
  readonly readings: Uint16Array;
  /** The one pair of sounds that a bigram has as a word: 调查 is diao cha, 调整 is tiao zheng. */
  readonly soundAs: (bigram: number) => number;
}

/** Sounds without tones. The library is loaded only here: it takes 50 ms and asking has no need of it. */
async function loadSounds(): Promise<Sounds> {
  const { pinyin } = await import('pinyin-pro');
  const numbers = new Map<string, number>();
  const numberOf = (sound: string): number => {
    const number = numbers.get(sound) ?? numbers.size + 1;
    numbers.set(sound, number);
    return number;
  };
  const readings = new Uint16Array((ideographLast - ideographFirst + 1) * readingsPerCharacter);
  for (let unit = ideographFirst; unit <= ideographLast; unit += 1) {
    const sounds = pinyin(String.fromCharCode(unit), { toneType: 'none', type: 'array', multiple: true });
    const distinct = [...new Set(sounds)].filter((sound) => /^[a-zü]+$/.test(sound));
    for (const [at, sound] of distinct.slice(0, readingsPerCharacter).entries()) {
      readings[(unit - ideographFirst) * readingsPerCharacter + at] = numberOf(sound);
    }
  }
  return {
    readings,
    soundAs: (bigram) => {
      const possible = soundsOf(readings, bigram);
      if (possible.length === 1) return possible[0] ?? 0;
      const [first = '', second = ''] = pinyin(textOf(bigram), { toneType: 'none', type: 'array' });
      return bigramHigh(numberOf(first), numberOf(second));
    },
  };
}

/** The pairs of sounds that a bigram may be read as; none when a character's sound is not known. */
function soundsOf(readings: Uint16Array, bigram: number): number[] {
  const read = (unit: number): number[] => {
    const at = (unit - ideographFirst) * readingsPerCharacter;
    return [...readings.subarray(at, at + readingsPerCharacter)].filter((sound) => sound > 0);
  };
  const seconds = read(bigram & 0xffff);
  return read(bigram >>> 16).flatMap((first) => seconds.map((second) => bigramHigh(first, second)));
}

function collectBigrams(normalised: string, into: Set<number>): void {
  let previous = 0;
  for (let at = 0; at < normalised.length; at += 1) {
    const unit = normalised.charCodeAt(at);
    const current = isIdeograph(unit) ? unit : 0;
    if (previous !== 0 && current !== 0) into.add(bigramHigh(previous, current));
    previous = current;
  }
}

function isIdeograph(unit: number): boolean {
  return unit >= ideographFirst && unit <= ideographLast;
}

function isBigram(term: string): boolean {
  return term.length === 2 && isIdeograph(term.charCodeAt(0)) && isIdeograph(term.charCodeAt(1));
}

function textOf(bigram: number): string {
  return String.fromCharCode(bigram >>> 16, bigram & 0xffff);
}

function keyOf(term: string): number {
  return bigramHigh(term.charCodeAt(0), term.charCodeAt(1));
}

/** Position of the first entry that is not less. */
function lowerBound(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contains(sorted: Uint32Array, wanted: number): boolean {
  return sorted[lowerBound(sorted, wanted)] === wanted;
}
