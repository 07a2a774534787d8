const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** One line of at most so many drawn characters, the last one … where something was left out. */
export function shorten(text: string, most: number): string {
  const drawn = Array.from(characters.segment(text.replace(/\s+/g, ' ').trim()), ({ segment }) => segment);
  return drawn.length <= most ? drawn.join('') : `${drawn.slice(0, most - 1).join('')}…`;
}
