/**
 * How alike two texts are in their single characters, weighted by how telling each character is in this corpus.
 * Bigrams miss 入院 for 住院 and 猪场 for 养猪场地; characters see the half that is shared. Measured: the largest gain
 * of all parts beside BM25 (docs/decisions/2026-11-22-retrieval.md).
 * @module
 */
import { decodeSections, encodeSections } from './section-file.ts';

const first = 0x4e00;
const last = 0x9fff;

/** Weighted characters of one text with the length of that vector. */
export interface CharacterVector {
  /** Offset from the first ideograph → weight. */
  readonly weights: ReadonlyMap<number, number>;
  readonly length: number;
}

export class CharacterStatistics {
  /** Number of texts with the character. */
  private readonly frequencies: Uint32Array;
  private count: number;
  /** Scratch: occurrences in the text at hand. */
  private readonly occurrences = new Uint16Array(last - first + 1);

  constructor(frequencies: Uint32Array = new Uint32Array(last - first + 1), count = 0) {
    this.frequencies = frequencies;
    this.count = count;
  }

  /** Counts one normalised text of the corpus. */
  add(normalised: string): void {
    for (const character of this.countCharacters(normalised)) {
      this.frequencies[character] = (this.frequencies[character] ?? 0) + 1;
      this.occurrences[character] = 0;
    }
    this.count += 1;
  }

  /** Vector of a normalised text; characters that the corpus does not have are left out. */
  vector(normalised: string): CharacterVector {
    const weights = new Map<number, number>();
    let squares = 0;
    for (const character of this.countCharacters(normalised)) {
      const weight = this.idf(character) * (1 + Math.log(this.occurrences[character] ?? 1));
      this.occurrences[character] = 0;
      if (weight === 0) continue;
      weights.set(character, weight);
      squares += weight * weight;
    }
    return { weights, length: Math.sqrt(squares) };
  }

  /** Cosine of a question's vector and a normalised text, 0 to 1. */
  similarity(question: CharacterVector, normalised: string): number {
    let product = 0;
    let squares = 0;
    for (const character of this.countCharacters(normalised)) {
      const weight = this.idf(character) * (1 + Math.log(this.occurrences[character] ?? 1));
      this.occurrences[character] = 0;
      squares += weight * weight;
      product += weight * (question.weights.get(character) ?? 0);
    }
    return product === 0 ? 0 : product / (Math.sqrt(squares) * question.length);
  }

  encode(): Uint8Array[] {
    return encodeSections({ frequencies: this.frequencies }, { count: this.count });
  }

  /** @throws Error when the bytes are no such file */
  static decode(bytes: Uint8Array): CharacterStatistics {
    const file = decodeSections(bytes);
    return new CharacterStatistics(file.u32('frequencies'), Number(file.meta['count']));
  }

  private idf(character: number): number {
    const frequency = this.frequencies[character] ?? 0;
    return frequency === 0 ? 0 : Math.log(1 + (this.count - frequency + 0.5) / (frequency + 0.5));
  }

  /** Distinct characters; their counts are left in `occurrences` and must be set back by the caller. */
  private countCharacters(normalised: string): number[] {
    const found: number[] = [];
    for (let at = 0; at < normalised.length; at += 1) {
      const character = normalised.charCodeAt(at) - first;
      if (character < 0 || character > last - first) continue;
      const before = this.occurrences[character] as number;
      if (before === 0) found.push(character);
      if (before < 0xffff) this.occurrences[character] = before + 1;
    }
    return found;
  }
}
