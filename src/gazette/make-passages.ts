/**
 * Clauses → passages of at most 600 characters. A passage is one clause, a part of a long one, or a short list with its
 * lead-in; it carries the headings right above it, because a stage's dates or a table's name often stand only there.
 * @module
 */
import { cleanText } from './clean-text.ts';
import type { Clause, Passage, Span } from './model.ts';
import { cutBeforePrivateNumber } from './private-numbers.ts';

/** Longest passage, in UTF-16 units of cleaned text; the answer's contract. */
export const longestPassage = 600;
const groupLimit = 480;
const partTarget = 400;
const headingLimit = 90;
const leadInLimit = 160;

interface Piece {
  readonly clause: number;
  readonly spans: readonly Span[];
  readonly length: number;
}

/**
 * @param clauses All clauses of one document. @param firstClause Corpus index of the first of them.
 * @param headingSpans For each clause the headings right above it.
 */
export function makePassages(
  source: string,
  documentId: string,
  document: number,
  clauses: readonly Clause[],
  firstClause: number,
  headingSpans: readonly (readonly Span[])[],
): Passage[] {
  const passages: Passage[] = [];
  const used = new Map<string, number>();
  const measure = (spans: readonly Span[]) => cleanText(sliceAll(source, spans).join('')).length;

  const add = (members: readonly number[], lead: readonly Span[], pieces: readonly Piece[]) => {
    const first = clauses[(members[0] ?? firstClause) - firstClause];
    if (first === undefined || pieces.length === 0) return;
    const spans = mergeSpans([...lead, ...pieces.flatMap((piece) => piece.spans)]);
    const lines = [...groupByAdjacency(lead), ...pieces.map((piece) => piece.spans)];
    const text = lines
      .map((each) => cleanText(sliceAll(source, each).join(first.row === null ? '' : '\t')))
      .filter((line) => line !== '')
      .join('\n');
    const locator = members.length > 1 ? commonLocator(clauses, members, firstClause) : first.locator;
    const key = `${documentId}/${locator === '' ? '正文' : locator}`;
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    passages.push({
      id: count === 1 ? key : `${key}~${count}`,
      document,
      clauses: [...new Set(members)],
      locator,
      headings: first.headings,
      spans,
      text,
    });
  };

  const headingOf = (index: number): readonly Span[] => {
    const spans = headingSpans[index - firstClause] ?? [];
    return measure(spans) <= headingLimit
      ? spans
      : spans.slice(-1).filter((span) => measure([span]) <= headingLimit);
  };

  let at = 0;
  while (at < clauses.length) {
    const clause = clauses[at];
    if (clause === undefined) break;
    const corpusIndex = firstClause + at;
    if (clause.kind === 'addressee' || clause.kind === 'signature' || clause.kind === 'date') {
      at += 1;
      continue;
    }
    if (clause.row !== null) {
      const lead = headingSpans[at] ?? [];
      for (const part of split(source, clause.spans, longestPassage - Math.min(measure(lead), 200) - 10)) {
        add([corpusIndex], measure(lead) <= 200 ? lead : clause.row.headerSpans, [
          { clause: corpusIndex, spans: part, length: 0 },
        ]);
      }
      at += 1;
      continue;
    }
    const group = groupFrom(clauses, at, firstClause);
    const heading = headingOf(corpusIndex);
    const pieces = group.map((each) => pieceOf(source, clauses, each, firstClause));
    const total = pieces.reduce((sum, piece) => sum + piece.length, measure(heading));
    if (total <= groupLimit) {
      add(group, heading, pieces);
    } else {
      addPacked(group, pieces, heading);
    }
    at += group.length;
  }
  return passages;

  /** A long group: its short members share passages, each passage carries the lead-in that they hang on. */
  function addPacked(group: readonly number[], pieces: readonly Piece[], heading: readonly Span[]): void {
    let members: number[] = [];
    let pack: Piece[] = [];
    let room = 0;
    let lead: readonly Span[] = heading;
    const flush = () => {
      if (pack.length > 0) add(members, lead, pack);
      members = [];
      pack = [];
    };
    pieces.forEach((piece, position) => {
      const index = group[position] ?? firstClause;
      const leadSpans = leadInSpans(index);
      if (piece.length > groupLimit - measure(leadSpans) || piece.length > partTarget) {
        flush();
        const above = [...heading, ...leadSpans];
        for (const part of split(source, piece.spans, partTarget))
          add([index], mergeSpans(above), [{ ...piece, spans: part }]);
        return;
      }
      const own = mergeSpans([
        ...heading,
        ...leadSpans.filter((span) => !pack.some((each) => each.spans.some((other) => other[0] === span[0]))),
      ]);
      if (pack.length === 0 || room < piece.length) {
        flush();
        lead = mergeSpans([...heading, ...leadSpans]);
        room = groupLimit - measure(lead);
      } else if (own.length > 0 && measure(own) > measure(lead)) {
        flush();
        lead = own;
        room = groupLimit - measure(lead);
      }
      members.push(index);
      pack.push(piece);
      room -= piece.length;
    });
    flush();
  }

  function leadInSpans(index: number): readonly Span[] {
    const leadIn = clauses[index - firstClause]?.leadIn ?? null;
    if (leadIn === null) return [];
    const clause = clauses[leadIn - firstClause];
    if (clause === undefined) return [];
    const parts = split(source, clause.spans, leadInLimit);
    return parts.at(-1) ?? [];
  }
}

/** The clause and what hangs together with it: its list, or the other paragraphs and items of its article. */
function groupFrom(clauses: readonly Clause[], index: number, firstClause: number): number[] {
  const group = [firstClause + index];
  const article = articleOf(clauses[index]?.locator ?? '');
  for (let next = index + 1; next < clauses.length; next += 1) {
    const clause = clauses[next];
    if (clause === undefined || clause.row !== null) break;
    const inList = clause.leadIn !== null && group.includes(clause.leadIn);
    const inArticle = article !== '' && articleOf(clause.locator) === article;
    if (!inList && !inArticle && !isContactBlock(clauses[next - 1], clause)) break;
    group.push(firstClause + next);
  }
  return group;
}

function isShort(clause: Clause): boolean {
  return clause.kind === 'paragraph' && clause.text.length <= 60;
}

/** Short paragraphs one after the other under one heading: address, mail, telephone. */
function isContactBlock(above: Clause | undefined, clause: Clause): boolean {
  return (
    above !== undefined &&
    clause.locator !== '' &&
    above.locator === clause.locator &&
    above.kind === 'paragraph' &&
    isShort(clause) &&
    above.text.length <= 130
  );
}

function articleOf(locator: string): string {
  return /^(?:附件\d* )?第[一二三四五六七八九十百千零〇\d]+条(?:之.)?/.exec(locator)?.[0] ?? '';
}

function commonLocator(clauses: readonly Clause[], members: readonly number[], firstClause: number): string {
  const locators = members.map((index) => clauses[index - firstClause]?.locator ?? '');
  const first = locators[0] ?? '';
  const article = articleOf(first);
  if (article !== '') return article;
  return first;
}

function pieceOf(source: string, clauses: readonly Clause[], index: number, firstClause: number): Piece {
  const spans = (clauses[index - firstClause]?.spans ?? []).map((span) => withoutPrivateNumber(source, span));
  return { clause: index, spans, length: cleanText(sliceAll(source, spans).join('')).length };
}

export function sliceAll(source: string, spans: readonly Span[]): string[] {
  return spans.map(([start, end]) => source.slice(start, end));
}

/** Spans that touch become one; order is kept. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: [number, number][] = [];
  for (const [start, end] of spans) {
    const last = merged.at(-1);
    if (last !== undefined && last[1] === start) last[1] = end;
    else if (!merged.some((each) => each[0] === start && each[1] === end)) merged.push([start, end]);
  }
  return merged;
}

function groupByAdjacency(spans: readonly Span[]): Span[][] {
  return spans.map((span) => [span]);
}

/**
 * Cuts spans into parts of about `target` characters of source text, at paragraph tags or sentence ends; a text without
 * any is cut hard, never inside a surrogate pair. A private person's number and what follows it are left out.
 */
function split(source: string, spans: readonly Span[], target: number): Span[][] {
  const parts: Span[][] = [];
  let current: Span[] = [];
  let length = 0;
  for (const whole of spans) {
    const span = withoutPrivateNumber(source, whole);
    for (const sentence of sentences(source, span, target)) {
      const size = cleanText(source.slice(sentence[0], sentence[1])).length;
      if (size === 0) continue;
      if (length > 0 && length + size > target) {
        parts.push(mergeSpans(current));
        current = [];
        length = 0;
      }
      current.push(sentence);
      length += size;
    }
  }
  if (current.length > 0) parts.push(mergeSpans(current));
  return parts;
}

function withoutPrivateNumber(source: string, span: Span): Span {
  const text = source.slice(span[0], span[1]);
  return [span[0], span[0] + cutBeforePrivateNumber(text).length];
}

function* sentences(source: string, span: Span, target: number): Generator<Span> {
  let start = span[0];
  let size = 0;
  for (let at = span[0]; at < span[1]; at += 1) {
    const character = source[at] ?? '';
    size += 1;
    const atEnd =
      '。；！？'.includes(character) ||
      (character === '>' && source.startsWith('</p>', at - 3)) ||
      (size >= 80 && '，,;'.includes(character));
    const inPair = character >= '\ud800' && character <= '\udbff';
    if ((atEnd && !'”）』'.includes(source[at + 1] ?? '')) || (size >= target && !inPair)) {
      yield [start, at + 1];
      start = at + 1;
      size = 0;
    }
  }
  if (start < span[1]) yield [start, span[1]];
}
