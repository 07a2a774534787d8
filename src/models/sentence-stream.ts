/** Cuts a text that comes in pieces where sentences end, the tokens behind a full stop included. @module */

/**
 * 。 and what closes it, then the tokens that stand behind; or the end of a line, whose break goes with the next one. What
 * follows must have begun, or a token could still come.
 */
const ending =
  /[。！？!?；][”』」）)]*(?:\s*\[\s*[A-Za-z]\s*\d+\s*\])*(?=\s*[^\s[”』」）)])|(?<=[^\n])(?=\n\s*\S)/g;

export class SentenceStream {
  private rest = '';

  /** @returns the whole sentences that the piece has finished, in order. */
  push(piece: string): string[] {
    this.rest += piece;
    const whole: string[] = [];
    let from = 0;
    for (const found of this.rest.matchAll(ending)) {
      const end = found.index + found[0].length;
      if (end === from) continue;
      whole.push(this.rest.slice(from, end));
      from = end;
    }
    this.rest = this.rest.slice(from);
    return whole;
  }

  /** What is left when the text has ended. */
  end(): string[] {
    const last = this.rest;
    this.rest = '';
    return last.trim() === '' ? [] : [last];
  }
}
