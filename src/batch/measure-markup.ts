/**
 * The lengths that a reader of XML has to hold at once, measured on the bytes as they come: one tag, comment or run of
 * text, and one row. A reader that waits for the end of a piece looks through it again with every chunk.
 * @module
 */

/** Refusals in the words of the message: what is too long. */
export type MarkupFault = '单元格的文字或标签太长' | '有一行太长';

const longest = {
  /** Bytes of one tag, comment or run of text; a cell of 32,767 characters takes up to 229 kB with its escapes. */
  piece: 256 * 1024,
  /** Bytes of all pieces above `short` together. */
  longPieces: 64 * 1024 * 1024,
  short: 16 * 1024,
  /** Bytes of one row with all its cells, which are held until the row ends. */
  row: 4 * 1024 * 1024,
};

const byte = { lessThan: 0x3c, greaterThan: 0x3e, slash: 0x2f, bang: 0x21, question: 0x3f, colon: 0x3a };
/** “row” as the bytes of a name, and the ends of markup in the same notation. */
const rowName = 0x726f77;
const endings = { comment: 0x2d2d3e, data: 0x5d5d3e, instruction: 0x3f3e, declaration: byte.greaterThan };
const whiteSpace: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const openings: readonly (readonly [start: string, ending: number])[] = [
  ['<!--', endings.comment],
  ['<![CDATA[', endings.data],
];

type State = 'text' | 'start' | 'special' | 'until' | 'tag' | 'closing';

/** Takes the chunks of one part in turn; null as long as nothing is too long. */
export function createMarkupMeter(): (chunk: Uint8Array) => MarkupFault | null {
  let state: State = 'text';
  let length = 0;
  let longPieces = 0;
  let row = -1;
  let quote = 0;
  let previous = 0;
  /** The last four bytes of the tag's name after its prefix, and the same without the last byte. */
  let name = 0;
  let bareName = 0;
  let inName = false;
  let prefixed = false;
  let head = '';
  let ending = 0;
  let last = 0;

  const finish = (): void => {
    if (length > longest.short) longPieces += length;
    if (row >= 0) row += length;
    length = 0;
    state = 'text';
  };
  // Exactly as the reader takes names, or a row could be told here to end that goes on there.
  const readName = (value: number): void => {
    if (!inName || value === byte.greaterThan) return;
    if (state === 'tag' && whiteSpace.has(value)) inName = false;
    else if (value === byte.colon && !prefixed) {
      prefixed = true;
      name = 0;
    } else {
      bareName = name;
      name = ((name << 8) | value) >>> 0;
    }
  };
  /** A byte that is not part of a text. */
  const take = (value: number): void => {
    length += 1;
    if (state === 'start') {
      name = 0;
      inName = true;
      prefixed = false;
      quote = 0;
      last = 0;
      head = '<';
      if (value === byte.slash) state = 'closing';
      else if (value === byte.bang) state = 'special';
      else if (value === byte.question) {
        state = 'until';
        ending = endings.instruction;
        return;
      } else state = 'tag';
      if (state === 'closing') return;
    }
    if (state === 'special') {
      head += String.fromCharCode(value);
      const whole = openings.find(([start]) => start === head);
      if (whole === undefined && openings.some(([start]) => start.startsWith(head))) return;
      state = 'until';
      ending = whole?.[1] ?? endings.declaration;
      if (whole !== undefined) return;
    }
    if (state === 'until') {
      const kept = ending > 0xffff ? 0xffffff : ending > 0xff ? 0xffff : 0xff;
      last = ((last << 8) | value) & kept;
      if (last === ending) finish();
      return;
    }
    readName(value);
    if (quote !== 0) {
      if (value === quote) quote = 0;
    } else if (state === 'tag' && (value === 0x22 || value === 0x27)) quote = value;
    else if (value === byte.greaterThan) {
      const closesItself = state === 'tag' && previous === byte.slash;
      const isRow = (closesItself && inName ? bareName : name) === rowName;
      const opens = state === 'tag' && !closesItself;
      finish();
      if (isRow) row = opens ? Math.max(row, 0) : -1;
    }
    previous = value;
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (state === 'text') {
        const found = chunk.indexOf(byte.lessThan, at);
        const end = found < 0 ? chunk.length : found;
        length += end - at;
        at = end;
        if (found < 0) break;
        finish();
        length = 1;
        state = 'start';
      } else take(chunk[at] ?? 0);
      at += 1;
    }
    if (length > longest.piece || longPieces > longest.longPieces) return '单元格的文字或标签太长';
    return Math.max(row, 0) + length > longest.row ? '有一行太长' : null;
  };
}
