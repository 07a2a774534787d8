/** One stretch of a sentence against the units of its evidence. @module */
import type { DraftFigure } from './draft-figures.ts';
import { choices, sameIn } from './figure-choices.ts';
import { pairsShared } from './local-changes.ts';
import { type Failure, type Missed, type Piece, type Sentence, tryUnit } from './match-unit.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

type Match = { readonly unit: PreparedUnit; readonly chosen: readonly DraftFigure[] } | Missed;

const nothingFound = ({ figures }: Piece): Missed => ({
  failure:
    figures.length > 0
      ? { reason: 'figure', detail: '所引的资料里没有这个数或日期' }
      : { reason: 'unsupported', detail: '所引的资料没有这样说' },
  left: Infinity,
});

/** Between commas; between 、 where figures stand on both sides. */
export function segmentsOf(text: string, figures: readonly DraftFigure[]): [number, number][] {
  const cuts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (figures.some(({ start, end }) => start <= at && at < end)) continue;
    if (/[,;。!?]/.test(sign)) cuts.push(at + 1);
    else if (sign === '、') {
      const previous = cuts.at(-1) ?? 0;
      const next = /[,;。!?、]/.exec(text.slice(at + 1))?.index ?? text.length;
      const holds = (from: number, to: number) =>
        figures.some((figure) => from <= figure.from && figure.from < to);
      if (holds(previous, at) && holds(at, at + 1 + next)) cuts.push(at + 1);
    }
  }
  if (cuts.at(-1) !== text.length) cuts.push(text.length);
  return cuts.map((cut, index) => [cuts[index - 1] ?? 0, cut]);
}

const changedOnly = 0.1;
type Parts = { readonly units: readonly PreparedUnit[] } | { readonly failure: Failure };

/** The piece by one unit; else what follows its figures, or what has none, stretch by stretch by units of one article. */
export function matchParts(
  sentence: Sentence,
  piece: Piece,
  units: readonly PreparedUnit[],
  before: readonly PreparedUnit[],
): Parts {
  const whole = matchPiece(sentence, piece, units, before);
  if ('unit' in whole) return { units: [whole.unit] };
  // All of its words stand in one unit, but say something else there: no smaller part may hide that.
  if (whole.left <= changedOnly) return { failure: whole.failure };
  const { text } = sentence;
  const last = Math.max(piece.start, ...piece.figures.map(({ end }) => end));
  const segments = segmentsOf(text, sentence.figures).filter(
    ([from, to]) => from >= piece.start && to <= piece.end,
  );
  const found: PreparedUnit[] = [];
  /** What follows a figure is said of it: not of a case of the evidence that another figure makes. */
  let about: readonly DraftFigure[] = [];
  let at = piece.start;
  if (piece.figures.length > 0) {
    const core = segments.find(([, to]) => to >= last);
    if (core === undefined || core[1] >= piece.end) return { failure: whole.failure };
    const first = matchPiece(sentence, { ...piece, end: core[1] }, units, before);
    if ('failure' in first) return { failure: first.failure };
    found.push(first.unit);
    about = first.chosen;
    at = core[1];
  }
  const rest = segments.filter(([from]) => from >= at);
  const parts = piece.figures.length === 0 && rest.length < 2 ? enumerated(text, at, piece.end) : rest;
  if (parts.length === 0 || (parts.length === 1 && piece.figures.length === 0))
    return { failure: whole.failure };
  for (const [from, to] of parts) {
    const near = nearUnits(units, [...before, ...found]);
    // 您是甲，属于乙: one item of a list says both, not two.
    const allowed = sameSubject.test(text.slice(from, to)) && found.length > 0 ? found.slice(-1) : near;
    const matched = matchPiece(sentence, { start: from, end: to, figures: [] }, allowed, [], about);
    if ('unit' in matched) {
      found.push(matched.unit);
      continue;
    }
    const items = enumerated(text, from, to);
    if (items.length < 2 || matched.left <= changedOnly) return { failure: whole.failure };
    const first = found.length;
    for (const [start, end] of items) {
      const beside = nearUnits(units, [...before, ...found]);
      const one = matchPiece(sentence, { start, end, figures: [] }, beside, [], about);
      if ('failure' in one) return { failure: whole.failure };
      found.push(one.unit);
    }
    if (borrowsItem(text.slice(...(items.at(-1) ?? [0, 0])), found.slice(first)))
      return { failure: { reason: 'subject', detail: '把原文里不同情形的话接在了一起' } };
  }
  if (
    piece.figures.length === 0 &&
    rest.length < 2 &&
    borrowsItem(text.slice(...(parts.at(-1) ?? [0, 0])), found)
  )
    return { failure: { reason: 'subject', detail: '把原文里不同情形的话接在了一起' } };
  return { units: found };
}

const leastSaid = 5;

/** 交通事故、整容等应由第三方支付: what follows the last item is only said of the items of its own sentence. */
function borrowsItem(last: string, found: readonly PreparedUnit[]): boolean {
  const said = /[等的所应都均由不].*$/su.exec(last)?.[0] ?? '';
  const own = found.at(-1);
  if (own === undefined) return false;
  const whole = pairsShared(said, own.text);
  // Sentences of one clause are no items of one list, nor does a list leave its sentence and come back to it.
  if (found.some((unit) => unit !== own && unit.unit.clause === own.unit.clause)) return true;
  if (found.some((unit, at) => unit !== own && found.indexOf(own) < at)) return true;
  return (
    whole >= leastSaid &&
    found.some((unit) => unit !== own && pairsShared(said, `${unit.text}\n${unit.base}`) * 2 < whole)
  );
}
const sameSubject = /^(?:就|也|都)?(?:属于|算是|就是|也就是|即|归为|归入)/;

/** Units of the articles that have been told from; all where none has. */
const nearUnits = (units: readonly PreparedUnit[], told: readonly PreparedUnit[]): readonly PreparedUnit[] =>
  told.length === 0 ? units : units.filter(({ group }) => told.some((known) => known.group === group));

function enumerated(text: string, start: number, end: number): [number, number][] {
  const found: [number, number][] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    if (!/[、,;]/.test(text[at] ?? '') || at + 1 >= end) continue;
    found.push([from, at + 1]);
    from = at + 1;
  }
  found.push([from, end]);
  return found.length < 2 ? [] : found;
}

function matchPiece(
  sentence: Sentence,
  piece: Piece,
  units: readonly PreparedUnit[],
  before: readonly PreparedUnit[],
  about: readonly DraftFigure[] = [],
): Match {
  let best = nothingFound(piece);
  for (const unit of units) {
    const tried = tryWays(sentence, piece, unit, before, about);
    if ('unit' in tried) return saidOtherwise(sentence, piece, tried, units, before, about) ?? tried;
    if (tried.left < best.left) best = tried;
  }
  return best;
}

/** The unit that holds more of the piece's words than the one that says it, and says something else by them. */
function saidOtherwise(
  sentence: Sentence,
  piece: Piece,
  { unit }: { readonly unit: PreparedUnit },
  units: readonly PreparedUnit[],
  before: readonly PreparedUnit[],
  about: readonly DraftFigure[],
): Match | null {
  if (unit.fact || unit.item.kind === 'calculation') return null;
  const spoken = sentence.text.slice(piece.start, piece.end);
  const most = pairsShared(spoken, unit.text) + clearlyMore;
  const longest = longestShared(spoken, unit.text) + clearlyLonger;
  const closer = units.filter(
    (other) =>
      other !== unit &&
      !other.row &&
      !other.fact &&
      other.item.kind !== 'calculation' &&
      isCloser(spoken, other.text, most, longest),
  );
  for (const other of closer) {
    const tried = tryWays(sentence, piece, other, before, about);
    if (!('unit' in tried) && tried.left <= changedOnly) return tried;
  }
  return null;
}

/** A stretch has as many pairs of letters as letters but one: few texts need to be looked at for the longest. */
function isCloser(spoken: string, text: string, most: number, longest: number): boolean {
  const pairs = pairsShared(spoken, text);
  return pairs > most || (pairs >= longest && longestShared(spoken, text) > longest);
}

const clearlyMore = 1;
const clearlyLonger = 2;

/** Letters of the longest stretch of the one that stands in the other. */
function longestShared(spoken: string, text: string): number {
  let most = 0;
  for (let at = 0; at + most < spoken.length; at += 1)
    while (at + most < spoken.length && text.includes(spoken.slice(at, at + most + 1))) most += 1;
  return most;
}

function tryWays(
  sentence: Sentence,
  piece: Piece,
  unit: PreparedUnit,
  before: readonly PreparedUnit[],
  about: readonly DraftFigure[],
): Match {
  let best = nothingFound(piece);
  const ways = piece.figures.length === 0 ? [sameIn(unit, about)] : choices(sentence.text, piece, unit);
  for (const chosen of ways) {
    if (chosen === null) continue;
    const result = tryUnit(sentence, piece, unit, chosen, before, about);
    if (result === null) return { unit, chosen };
    if (result.left < best.left) best = result;
  }
  return best;
}
