/** The best few of many scored passages, best first; of equal scores the one that was offered first stays before. */
export class BestList {
  readonly passages: number[] = [];
  readonly scores: number[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** What a score must exceed to enter; callers test it first, since few of 148,000 do. */
  get threshold(): number {
    if (this.limit < 1) return Infinity;
    return this.scores.length < this.limit ? -Infinity : (this.scores.at(-1) ?? -Infinity);
  }

  offer(passage: number, score: number): void {
    if (score <= this.threshold) return;
    let low = 0;
    let high = this.scores.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.scores[middle] ?? 0) >= score) low = middle + 1;
      else high = middle;
    }
    this.scores.splice(low, 0, score);
    this.passages.splice(low, 0, passage);
    if (this.scores.length > this.limit) {
      this.scores.pop();
      this.passages.pop();
    }
  }
}
