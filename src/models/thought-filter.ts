/** Leaves out what a model thinks to itself between <think> and </think>, which some servers send as text. @module */

const open = '<think>';
const close = '</think>';

export class ThoughtFilter {
  /** Where a server keeps the opening sign to itself: all that was given before the closing one was thought, not said. */
  private readonly onMistaken: () => void;
  private rest = '';
  private isThinking = false;

  constructor(onMistaken: () => void = () => {}) {
    this.onMistaken = onMistaken;
  }

  /** @returns what of the text so far is surely said. */
  push(piece: string): string {
    this.rest += piece;
    let said = '';
    for (;;) {
      const opening = this.isThinking ? -1 : this.rest.indexOf(open);
      const closing = this.rest.indexOf(close);
      if (closing >= 0 && (opening < 0 || closing < opening)) {
        if (!this.isThinking) {
          said = '';
          this.onMistaken();
        }
        this.rest = this.rest.slice(closing + close.length);
        this.isThinking = false;
      } else if (opening >= 0) {
        said += this.rest.slice(0, opening);
        this.rest = this.rest.slice(opening + open.length);
        this.isThinking = true;
      } else break;
    }
    const kept = Math.max(this.isThinking ? 0 : beginOf(open, this.rest), beginOf(close, this.rest));
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
