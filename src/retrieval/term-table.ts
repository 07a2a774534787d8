/**
 * Term → number, without one string or object a term: a hash table in typed arrays that is written to the index as it
 * is and needs no time to load. A bigram's key is its two code units; other terms get a 64-bit hash.
 * @module
 */

/** Two 32-bit halves. `low` is 0 for bigrams and never 0 for other terms, so that they cannot meet. */
export interface TermKey {
  readonly high: number;
  readonly low: number;
}

/** Key of a term as `tokenise` gives it. */
export function termKey(term: string): TermKey {
  if (term.length === 2 && isBigram(term)) {
    return { high: bigramHigh(term.charCodeAt(0), term.charCodeAt(1)), low: 0 };
  }
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (let at = 0; at < term.length; at += 1) {
    const unit = term.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul((low << 13) | (low >>> 19), 5) + Math.imul(unit ^ (unit << 8), 0xcc9e2d51);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) >>> 0;
  return { high: high >>> 0, low: low === 0 ? 1 : low };
}

export function bigramHigh(first: number, second: number): number {
  return ((first << 16) | second) >>> 0;
}

function isBigram(term: string): boolean {
  return term.charCodeAt(0) >= 0x4e00 && term.charCodeAt(1) >= 0x4e00;
}

export class TermTable {
  private keys: Uint32Array;
  private slots: Uint32Array;
  private mask: number;
  private used: number;

  /** @param keys two halves a term, in term order @param slots open addressing, term number + 1, length a power of two */
  constructor(
    keys: Uint32Array = new Uint32Array(2048),
    slots: Uint32Array = new Uint32Array(2048),
    used = 0,
  ) {
    this.keys = keys;
    this.slots = slots;
    this.mask = slots.length - 1;
    this.used = used;
  }

  get size(): number {
    return this.used;
  }

  /** Number of the term, -1 when it is unknown. */
  find(high: number, low: number): number {
    let slot = hash(high, low) & this.mask;
    for (;;) {
      const entry = this.slots[slot] ?? 0;
      if (entry === 0) return -1;
      if (this.keys[entry * 2 - 2] === high && this.keys[entry * 2 - 1] === low) return entry - 1;
      slot = (slot + 1) & this.mask;
    }
  }

  /** Number of the term, which is added when it is new. */
  intern(high: number, low: number): number {
    let slot = hash(high, low) & this.mask;
    for (;;) {
      const entry = this.slots[slot] ?? 0;
      if (entry === 0) break;
      if (this.keys[entry * 2 - 2] === high && this.keys[entry * 2 - 1] === low) return entry - 1;
      slot = (slot + 1) & this.mask;
    }
    if ((this.used + 1) * 2 > this.slots.length) {
      this.grow();
      return this.intern(high, low);
    }
    this.keys[this.used * 2] = high;
    this.keys[this.used * 2 + 1] = low;
    this.used += 1;
    this.slots[slot] = this.used;
    return this.used - 1;
  }

  /** The arrays to store; handing them to the constructor with `size` gives the same table. */
  arrays(): { keys: Uint32Array; slots: Uint32Array } {
    return { keys: this.keys.subarray(0, this.used * 2), slots: this.slots };
  }

  private grow(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const keys = new Uint32Array(slots.length * 2);
    keys.set(this.keys.subarray(0, this.used * 2));
    this.mask = slots.length - 1;
    for (let term = 0; term < this.used; term += 1) {
      let slot = hash(keys[term * 2] ?? 0, keys[term * 2 + 1] ?? 0) & this.mask;
      while (slots[slot] !== 0) slot = (slot + 1) & this.mask;
      slots[slot] = term + 1;
    }
    this.slots = slots;
    this.keys = keys;
  }
}

function hash(high: number, low: number): number {
  let mixed = Math.imul(high ^ (high >>> 15), 0x2c1b3c6d) ^ low;
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
