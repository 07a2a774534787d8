/**
 * How alike a question and a passage are in their single characters, weighted by how telling each character is in this
 * corpus. Bigrams miss 入院 for 住院 and 猪场 for 生猪养殖场; characters see the half that is shared. Measured: the
 * largest gain of all parts beside BM25 (docs/decisions/2026-11-22-retrieval.md).
 * @module
 */
import { decodeSections, encodeSections } from './section-file.ts';

const first = 0x4e00;
const last = 0x9fff;
const characterCount = last - first + 1;

/** Weight of a character that occurs n times is its idf times this; the counts are stored up to the table's end. */
const countFactors = Float32Array.from({ length: 256 }, (_, count) =>
  count === 0 ? 0 : 1 + Math.log(count),
);

/** Offset of a character from the first ideograph → its weight in a text. */
export type CharacterVector = ReadonlyMap<number, number>;

/** Distinct characters of a text with their counts, kept in scratch arrays until the next call. */
class CharacterCounter {
  readonly counts = new Uint8Array(characterCount);
  readonly found: number[] = [];

  count(normalised: string): void {
    for (const character of this.found) this.counts[character] = 0;
    this.found.length = 0;
    for (let at = 0; at < normalised.length; at += 1) {
      const character = normalised.charCodeAt(at) - first;
      if (character < 0 || character >= characterCount) continue;
      const before = this.counts[character] ?? 0;
      if (before === 0) this.found.push(character);
      if (before < 255) this.counts[character] = before + 1;
    }
  }
}

/** What the index is made of; entries of passage p stand from `starts[p]` to `starts[p + 1]`. */
interface CharacterArrays {
  readonly starts: Uint32Array;
  readonly characters: Uint16Array;
  readonly counts: Uint8Array;
  /** Number of passages with each character. */
  readonly frequencies: Uint32Array;
}

export class CharacterIndex {
  private readonly arrays: CharacterArrays;
  private readonly idf: Float32Array;
  private readonly counter = new CharacterCounter();
  /** Scratch: the question's weight for each character. */
  private readonly asked = new Float32Array(characterCount);
  private readonly squaresKept: Float64Array;

  constructor(arrays: CharacterArrays) {
    this.arrays = arrays;
    const count = arrays.starts.length - 1;
    this.squaresKept = new Float64Array(count);
    this.idf = Float32Array.from(arrays.frequencies, (frequency) =>
      frequency === 0 ? 0 : Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5)),
    );
  }

  get passageCount(): number {
    return this.arrays.starts.length - 1;
  }

  /** Calls `visit` with each character of a normalised text that the corpus has (offset from the first ideograph). */
  forEachWeight(normalised: string, visit: (character: number, weight: number) => void): void {
    this.counter.count(normalised);
    for (const character of this.counter.found) {
      const weight = this.weight(character, this.counter.counts[character] ?? 0);
      if (weight > 0) visit(character, weight);
    }
  }

  /** Characters of several texts; a character has the largest weight that one of them gives it. */
  vector(texts: readonly { readonly normalised: string; readonly weight: number }[]): CharacterVector {
    const vector = new Map<number, number>();
    for (const { normalised, weight } of texts) {
      this.forEachWeight(normalised, (character, own) => {
        if (weight * own > (vector.get(character) ?? 0)) vector.set(character, weight * own);
      });
    }
    return vector;
  }

  /** Sum of the squared weights of a passage's characters, kept once it was needed. */
  private squares(passage: number): number {
    const known = this.squaresKept[passage] ?? 0;
    if (known > 0) return known;
    const { starts, characters, counts } = this.arrays;
    let squares = 0;
    for (let at = starts[passage] ?? 0; at < (starts[passage + 1] ?? 0); at += 1) {
      const weight = this.weight(characters[at] ?? 0, counts[at] ?? 0);
      squares += weight * weight;
    }
    this.squaresKept[passage] = squares;
    return squares;
  }

  /** Cosine of the question with each of the passages, 0 to 1, in their order. */
  similarities(question: CharacterVector, passages: readonly number[]): number[] {
    const { starts, characters, counts } = this.arrays;
    let questionSquares = 0;
    for (const [character, weight] of question) {
      this.asked[character] = weight;
      questionSquares += weight * weight;
    }
    const found = passages.map((passage) => {
      let product = 0;
      const end = starts[passage + 1] ?? 0;
      for (let at = starts[passage] ?? 0; at < end; at += 1) {
        const character = characters[at] ?? 0;
        const asked = this.asked[character] ?? 0;
        if (asked > 0) product += asked * this.weight(character, counts[at] ?? 0);
      }
      return product === 0 ? 0 : product / Math.sqrt(this.squares(passage) * questionSquares);
    });
    for (const character of question.keys()) this.asked[character] = 0;
    return found;
  }

  encode(): Uint8Array[] {
    return encodeSections({ ...this.arrays });
  }

  /** @throws Error when the bytes are no such file */
  static decode(bytes: Uint8Array): CharacterIndex {
    const file = decodeSections(bytes);
    return new CharacterIndex({
      starts: file.u32('starts'),
      characters: file.u16('characters'),
      counts: file.u8('counts'),
      frequencies: file.u32('frequencies'),
    });
  }

  private weight(character: number, count: number): number {
    return (this.idf[character] ?? 0) * (countFactors[count] ?? 0);
  }
}

/** Takes the normalised texts of the passages one by one, in order. */
export class CharacterIndexBuilder {
  private readonly counter = new CharacterCounter();
  private readonly starts: number[] = [0];
  private readonly frequencies = new Uint32Array(characterCount);
  private characters: Uint16Array;
  private counts: Uint8Array;

  /** @param expected room for so many distinct characters of all passages together; grows when it is too little */
  constructor(expected = 1 << 16) {
    this.characters = new Uint16Array(expected);
    this.counts = new Uint8Array(expected);
  }

  add(normalised: string): void {
    const { counter, frequencies } = this;
    counter.count(normalised);
    const begin = this.starts.at(-1) ?? 0;
    const end = begin + counter.found.length;
    if (end > this.characters.length) {
      const characters = new Uint16Array(Math.ceil(end * 1.5));
      characters.set(this.characters);
      this.characters = characters;
      const counts = new Uint8Array(characters.length);
      counts.set(this.counts);
      this.counts = counts;
    }
    for (const [at, character] of counter.found.entries()) {
      this.characters[begin + at] = character;
      this.counts[begin + at] = counter.counts[character] ?? 0;
      frequencies[character] = (frequencies[character] ?? 0) + 1;
    }
    this.starts.push(end);
  }

  finish(): CharacterIndex {
    const end = this.starts.at(-1) ?? 0;
    return new CharacterIndex({
      starts: Uint32Array.from(this.starts),
      characters: this.characters.subarray(0, end),
      counts: this.counts.subarray(0, end),
      frequencies: this.frequencies,
    });
  }
}
