/** A draft → its sentences with the tokens that each cites; Markdown is flattened. @module */

export interface DraftSentence {
  /** As a person reads it: without tokens and Markdown. */
  readonly text: string;
  readonly tokens: readonly string[];
  readonly bullet: string;
  readonly startsLine: boolean;
}

const tokenGroup = /[[【(（]\s*([SCD]\d{1,3}(?:\s*[,，、;；\s-]\s*[SCD]?\d{1,3})*)\s*[\]】)）]/gi;
const bulletSign =
  /^\s*((?:[-*+•·▪●–—]|\d{1,2}(?:[、)）]|[.．](?!\d))|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*)/u;
const closing = '”’」』）)】》〉';

/** Sentences in order; a line ends a sentence, and a sign inside quotation marks does not. Never throws. */
export function splitDraft(draft: string): DraftSentence[] {
  return draft.split(/\r?\n/).flatMap((line) => splitLine(line));
}

function splitLine(raw: string): DraftSentence[] {
  const line = flatten(raw);
  if (line === null) return [];
  const bullet = bulletSign.exec(line)?.[1] ?? '';
  const found: DraftSentence[] = [];
  for (const piece of pieces(line.slice(bullet.length))) {
    const tokens = [...piece.matchAll(tokenGroup)].flatMap((match) => tokensOf(match[1] ?? ''));
    const text = piece.replace(tokenGroup, '').trim();
    const last = found.at(-1);
    if (!/[\p{L}\p{N}]/u.test(text)) {
      // A token that stands alone belongs to what stands before it.
      if (last !== undefined)
        found[found.length - 1] = {
          ...last,
          text: last.text + text,
          tokens: unique([...last.tokens, ...tokens]),
        };
      continue;
    }
    const first = found.length === 0;
    // ①甲。②乙。 in one line: the number of a step is no figure.
    const told = first ? text : text.replace(/^[①-⑳]\s*/u, '');
    found.push({ text: told, tokens: unique(tokens), bullet: first ? bullet : '', startsLine: first });
  }
  return found;
}

/** S1, 3 → S1, S3; a range such as S1-S3 is taken at its ends, the rest was not written. */
function tokensOf(group: string): string[] {
  let letter = 'S';
  return [...group.matchAll(/([SCD])?(\d{1,3})/gi)].map((match) => {
    letter = (match[1] ?? letter).toUpperCase();
    return `${letter}${Number(match[2])}`;
  });
}

const unique = (tokens: readonly string[]): string[] => [...new Set(tokens)];

/** null for a line that only draws: a rule, the border of a table, a fence. */
function flatten(raw: string): string | null {
  let line = raw.trim();
  if (/^(?:[-=*_|:\s+]{3,}|`{3}.*)$/.test(line)) return null;
  line = line.replace(/^(?:#{1,6}\s+|>\s*)+/, '');
  if (/^\|.*\|$/.test(line)) {
    const [first = '', ...cells] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    line = [first, cells.filter((cell) => cell !== '').join('；')].filter((part) => part !== '').join('：');
  }
  return line
    .replace(/!?\[([^\]]*)\]\(([^)]*)\)/g, '$1 $2')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+)\*/gu, '$1');
}

/** Cuts behind 。！？ with what closes there and the tokens that follow. */
function pieces(line: string): string[] {
  const found: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    if (/[“「『《]/.test(sign)) depth += 1;
    else if (/[”」』》]/.test(sign)) depth = Math.max(0, depth - 1);
    if (!/[。！？!?]/.test(sign) || depth > 0) continue;
    let end = at + 1;
    while (/[。！？!?]/.test(line[end] ?? '') || closing.includes(line[end] ?? ' ')) end += 1;
    const follow = /^(?:\s*[[【(（]\s*[SCD]\d[^\]】)）]*[\]】)）])+/i.exec(line.slice(end));
    if (follow !== null) end += follow[0].length;
    found.push(line.slice(start, end));
    start = end;
    at = end - 1;
  }
  if (start < line.length) found.push(line.slice(start));
  return found;
}
