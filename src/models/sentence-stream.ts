/**
 * Cuts a text that comes in pieces where sentences end, as the checker does: behind 。！？ with what closes there and the
 * tokens that follow, not inside quotation marks, and before the break of a line.
 * @module
 */

const ending = /[。！？!?]/;
const closes = /[”」』》〉’）)】。！？!?]/;
const tokens = /^(?:\s*[[【(（]\s*[SCD]\d[^\]】)）]*[\]】)）])+/i;

export class SentenceStream {
  private rest = '';

  /** @returns the whole sentences that the piece has finished, in order; one that begins a line begins with its break. */
  push(piece: string): string[] {
    this.rest += piece;
    const whole: string[] = [];
    for (let end = endOf(this.rest); end > 0; end = endOf(this.rest)) {
      whole.push(this.rest.slice(0, end));
      this.rest = this.rest.slice(end);
    }
    return whole;
  }

  /** What is left when the text has ended. */
  end(): string[] {
    const last = this.rest;
    this.rest = '';
    return last.trim() === '' ? [] : [last];
  }
}

/** Where the first sentence ends; 0 while that is not certain, since what follows may still belong to it. */
function endOf(text: string): number {
  const begin = /^\s*/.exec(text)?.[0].length ?? 0;
  let depth = 0;
  for (let at = begin; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') return /\S/.test(text.slice(at)) ? at : 0;
    if (/[“「『《]/.test(sign)) depth += 1;
    else if (/[”」』》]/.test(sign)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !ending.test(sign)) continue;
    let end = at + 1;
    while (closes.test(text[end] ?? '')) end += 1;
    end += tokens.exec(text.slice(end))?.[0].length ?? 0;
    const next = text.slice(end).trimStart();
    return next === '' || /^[[【(（]/.test(next) ? openEnd(text, end, next) : end;
  }
  return 0;
}

/** A bracket that is no token of ours is the beginning of the next sentence, once it is closed. */
function openEnd(text: string, end: number, next: string): number {
  if (next === '' || !/[\]】)）]/.test(next)) return text.length - end > longestBracket ? end : 0;
  return end;
}

/** No group of tokens is longer. */
const longestBracket = 40;
