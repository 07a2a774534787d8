/** Text on a terminal where a Chinese character takes two columns. @module */

/** Characters that terminals draw two columns wide: CJK, full-width forms, Hangul, emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;
const zeroWidth = /\p{Mark}|\p{Cf}/u;
/** Marks that must not begin a line; they may stand in the margin instead. */
const closing = /[，。、；：？！）」』》〉〕】”’…％%,.;:?!)\]]/u;

/** What stays together: an opening bracket with what it opens, a number or Latin word as a whole. */
const pieces = /[（「『《〈〔“‘([]*(?:[\w.%‰:/@-]+|.)/gsu;

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/**
 * Breaks text into lines of at most `columns` columns. Numbers and Latin words stay whole where they fit;
 * a closing mark hangs over by its own width instead of beginning a line.
 * @param indent Put before every line and counted.
 */
export function wrapText(text: string, columns: number, indent = ''): string {
  const room = Math.max(10, columns - displayWidth(indent) - 2);
  return text
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, room))
    .map((line) => (indent + line).trimEnd())
    .join('\n');
}

function wrapParagraph(paragraph: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const [piece] of paragraph.matchAll(pieces)) {
    for (const part of displayWidth(piece) > room ? piece : [piece]) {
      const partWidth = displayWidth(part);
      if (width + partWidth > room && line !== '' && !closing.test(part)) {
        lines.push(line);
        line = '';
        width = 0;
      }
      if (line === '' && part === ' ' && lines.length > 0) continue;
      line += part;
      width += partWidth;
    }
  }
  return [...lines, line];
}

/** The first line begins with the mark, the others stand under its text. */
export function hang(text: string, mark: string, columns: number): string {
  const indent = ' '.repeat(mark.length);
  return mark + wrapText(text, columns, indent).slice(indent.length);
}
