/** Mulberry32: the same numbers for the same seed. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** least ≤ x ≤ most, whole. */
  whole(least: number, most: number): number;
  pick<Item>(items: readonly Item[]): Item;
  chance(share: number): boolean;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick(items) {
      for (const item of items.slice(Math.floor(next() * items.length))) return item;
      throw new Error('nothing to pick from');
    },
    chance: (share) => next() < share,
  };
}
