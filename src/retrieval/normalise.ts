/**
 * The normal form that questions and passages are compared in. It is only for matching: what people read is always
 * the original text. Characters are mapped one by one, since the same map is applied to both sides.
 * @module
 */
import hongKongVariants from 'opencc-js/dict/HKVariantsRev';
import traditionalCharacters from 'opencc-js/dict/TSCharacters';

/** Code unit → code unit of its normal form; 0 where the whole text has to go through `String.normalize`. */
let characterTable: Uint16Array | null = null;

const ideographFirst = 0x4e00;
const ideographLast = 0x9fff;

/** Ranges whose characters NFKC treats one by one, whatever stands beside them. */
const simpleRanges: readonly (readonly [number, number])[] = [
  [0x0001, 0x00a0],
  [0x2010, 0x2027],
  [0x3000, 0x3029],
  [ideographFirst, ideographLast],
  [0xff01, 0xff5e],
];

function readPairs(pairs: string, into: Map<number, number>): void {
  for (const pair of pairs.split('|')) {
    const [from = '', to = ''] = pair.split(' ');
    if (from.length === 1 && to.length === 1) into.set(from.charCodeAt(0), to.charCodeAt(0));
  }
}

function buildTable(): Uint16Array {
  const simplified = new Map<number, number>();
  readPairs(traditionalCharacters, simplified);
  const standard = new Map<number, number>();
  readPairs(hongKongVariants, standard);
  const table = new Uint16Array(0x10000);
  for (const [first, last] of simpleRanges) {
    for (let unit = first; unit <= last; unit += 1) {
      const folded = foldCharacters(String.fromCharCode(unit));
      if (folded.length === 1) table[unit] = folded.charCodeAt(0);
    }
  }
  for (let unit = ideographFirst; unit <= ideographLast; unit += 1) {
    let reached = unit;
    // A variant may need two steps (Hong Kong form, traditional, simplified); the bound stops a circle in the data.
    for (let step = 0; step < 4; step += 1) {
      const next = simplified.get(reached) ?? simplified.get(standard.get(reached) ?? -1) ?? reached;
      if (next === reached) break;
      reached = next;
    }
    table[unit] = reached;
  }
  return table;
}

/** Full width to half width, compatibility forms to plain ones, lower case. Repeated until it changes nothing. */
function foldCharacters(text: string): string {
  let folded = text;
  for (let round = 0; round < 4; round += 1) {
    const next = folded.normalize('NFKC').toLowerCase().normalize('NFKC');
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

/** Code units of the text at hand; kept between calls, since an array for each of 148,000 passages burdens memory. */
let scratch = new Uint16Array(4096);

function mapCharacters(text: string, table: Uint16Array): string {
  let changed = false;
  if (scratch.length < text.length) scratch = new Uint16Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const mapped = table[unit] ?? 0;
    scratch[at] = mapped === 0 ? unit : mapped;
    changed ||= mapped !== unit && mapped !== 0;
  }
  return changed ? Buffer.from(scratch.buffer, 0, text.length * 2).toString('utf16le') : text;
}

/**
 * Full width → half width, lower case, traditional → simplified. Idempotent; never throws, whatever the text.
 * The length is kept for ordinary text, not for compatibility characters such as ㎡ or ⑴.
 */
export function normalise(text: string): string {
  characterTable ??= buildTable();
  let plain = true;
  for (let at = 0; at < text.length; at += 1) {
    if (characterTable[text.charCodeAt(at)] === 0) {
      plain = false;
      break;
    }
  }
  return mapCharacters(plain ? text : foldCharacters(text), characterTable);
}

/** Traditional → simplified characters alone: punctuation stays, because a comma between two amounts is none inside one. */
export function simplify(text: string): string {
  return text.replace(/[\u4e00-\u9fff]+/g, normalise);
}
