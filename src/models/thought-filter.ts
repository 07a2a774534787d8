/** Leaves out what a model thinks to itself between <think> and </think>, which some servers send as text. @module */

const open = '<think>';
const close = '</think>';

export class ThoughtFilter {
  private rest = '';
  private isThinking = false;

  /** @returns what of the text so far is surely said. */
  push(piece: string): string {
    this.rest += piece;
    let said = '';
    for (;;) {
      const sign = this.isThinking ? close : open;
      const at = this.rest.indexOf(sign);
      if (at < 0) break;
      if (!this.isThinking) said += this.rest.slice(0, at);
      this.rest = this.rest.slice(at + sign.length);
      this.isThinking = !this.isThinking;
    }
    const kept = beginOf(this.isThinking ? close : open, this.rest);
    if (!this.isThinking) said += this.rest.slice(0, this.rest.length - kept);
    this.rest = this.rest.slice(this.rest.length - kept);
    return said;
  }

  /** The text has ended; an unfinished thought stays unsaid. */
  end(): string {
    const last = this.isThinking ? '' : this.rest;
    this.rest = '';
    return last;
  }
}

/** How many units at the end of the text may be the beginning of the sign. */
function beginOf(sign: string, text: string): number {
  for (let length = Math.min(sign.length - 1, text.length); length > 0; length -= 1)
    if (text.endsWith(sign.slice(0, length))) return length;
  return 0;
}
