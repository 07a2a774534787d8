/**
 * The form that a person's words are read in: half width, lower case, numbers without separators; and its parts.
 * @module
 */

/** A stretch of the normal text. */
export interface Words {
  readonly words: string;
  /** UTF-16 index into `Sentence.text`. */
  readonly start: number;
  readonly end: number;
}

/** A stretch between two punctuation marks. */
export interface Part extends Words {
  /** The mark after it, '' at the end. */
  readonly stop: string;
}

/**
 * Half width, lower case, `1,200` → 1200, no space between a figure and its unit. Chinese characters are left as they are:
 * the caller turns traditional ones into simplified ones, and leaves the punctuation alone (500，200 is two numbers).
 */
export function normalText(text: string): string {
  return (
    text
      .replace(/(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g, (found) => found.replaceAll(',', ''))
      .replace(/(?<![０-９．])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])/g, (found) =>
        found.replaceAll('，', ''),
      )
      // 3，000元: what begins with a nought is no number of its own.
      .replace(/(?<![\d.])(\d{1,3})，(0\d\d)(?!\d)/g, '$1$2')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[−–—]/g, '-')
      .replace(/\r?\n/g, '。')
      .replace(/[\s\u00a0]+/g, ' ')
      .replace(/(?<=\d) (?=[万千百亿元块蚊wk%平亩公斤头立年月日岁个次级])/g, '')
      .replace(/(?<=[\p{Script=Han}:]) (?=-?\d)|(?<=[年月]) (?=\d)/gu, '')
      .trim()
  );
}

const stops = /[,。;!?、()[\]{}【】「」\n ]+/g;

/** Cut at every punctuation mark and blank; quotation marks and colons do not cut. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  const add = (end: number, stop: string) => {
    if (end > start) parts.push({ words: text.slice(start, end), start, end, stop });
  };
  for (const found of text.matchAll(stops)) {
    add(found.index, found[0]);
    start = found.index + found[0].length;
  }
  add(text.length, '');
  return parts;
}
