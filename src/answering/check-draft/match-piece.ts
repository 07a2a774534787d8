/** One stretch of a sentence against the units of its evidence. @module */
import { findRegions } from '../../gazette/region.ts';
import type { FailureReason } from './check-draft.ts';
import { type DraftFigure, readDraftFigures } from './draft-figures.ts';
import { carriedOver, otherRole } from './agents.ts';
import { choices, sameIn } from './figure-choices.ts';
import { explain, strangeOffice, type Words } from './explain.ts';
import { sameFigure, zoneOf } from './figure-zones.ts';
import { changedInside } from './local-changes.ts';
import { namesNothing } from './whole-claims.ts';
import { wrongPolarity } from './polarity.ts';
import type { PreparedUnit } from './prepare-evidence.ts';
import { wrongRegion } from './region-claims.ts';

export interface Failure {
  readonly reason: FailureReason;
  readonly detail: string;
}

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly figures: readonly DraftFigure[];
}

export interface Sentence {
  readonly text: string;
  readonly skip: Uint8Array;
  readonly figures: readonly DraftFigure[];
  readonly words: Words;
  readonly home: string | null;
  readonly validity: boolean;
}

type Match =
  | { readonly unit: PreparedUnit; readonly chosen: readonly DraftFigure[] }
  | { readonly failure: Failure; readonly left: number };

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
    const allowed =
      found.length + before.length === 0
        ? units
        : units.filter((unit) => [...before, ...found].some((known) => sameGroup(known, unit)));
    const matched = matchPiece(sentence, { start: from, end: to, figures: [] }, allowed, [], about);
    if ('unit' in matched) {
      found.push(matched.unit);
      continue;
    }
    const items = enumerated(text, from, to);
    if (items.length < 2) return { failure: whole.failure };
    for (const [start, end] of items) {
      const near =
        found.length + before.length === 0
          ? units
          : units.filter((unit) => [...before, ...found].some((known) => sameGroup(known, unit)));
      const one = matchPiece(sentence, { start, end, figures: [] }, near, [], about);
      if ('failure' in one) return { failure: whole.failure };
      found.push(one.unit);
    }
  }
  return { units: found };
}
const sameGroup = (one: PreparedUnit, other: PreparedUnit): boolean => one.group === other.group;

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
  let best: { failure: Failure; left: number } = {
    failure: {
      reason: piece.figures.length > 0 ? 'figure' : 'unsupported',
      detail: piece.figures.length > 0 ? '所引的资料里没有这个数或日期' : '所引的资料没有这样说',
    },
    left: Infinity,
  };
  for (const unit of units) {
    const ways = piece.figures.length === 0 ? [sameIn(unit, about)] : choices(sentence.text, piece, unit);
    for (const chosen of ways) {
      if (chosen === null) continue;
      const result = tryUnit(sentence, piece, unit, chosen, before, about);
      if (result === null) return { unit, chosen };
      if (result.left < best.left) best = result;
    }
  }
  return best;
}

/** null: the unit says all that the piece says. */
function tryUnit(
  sentence: Sentence,
  piece: Piece,
  unit: PreparedUnit,
  chosen: readonly DraftFigure[],
  before: readonly PreparedUnit[],
  about: readonly DraftFigure[],
): { failure: Failure; left: number } | null {
  const zone = zoneOf(unit, chosen);
  const earlier = unit.before.filter(({ figures }) =>
    figures.every((figure) => ![...chosen, ...about].some((one) => one.kind === figure.kind)),
  );
  const spoken = sentence.text.slice(piece.start, piece.end);
  // 非低保（特困或孤儿）的贫困对象 says nothing about 特困.
  const affirmed = spoken.includes('非')
    ? zone.text
    : zone.text.replace(/非\p{Script=Han}{2}(?:\([^)]*\))?/gu, '\n');
  const scope = [
    affirmed,
    carriedOver(unit.text, chosen),
    ...earlier.map((each) => each.text),
    unit.base,
  ].join('\n');
  // Where another clause goes on, it has to name its own subject, or be said of the one before.
  const far =
    piece.figures.length > 0 &&
    before.length > 0 &&
    !before.some((known) => isNear(known, unit)) &&
    !subject.test(sentence.text.slice(piece.start, piece.figures[0]?.start ?? piece.start));
  const start = far ? 0 : piece.start;
  const text = sentence.text.slice(start, piece.end);
  const said = explain(text, sentence.skip.slice(start, piece.end), scope, sentence.words);
  const left = said.left.reduce((sum, word) => sum + word.length, 0);
  if (left > 0)
    return {
      left,
      failure: {
        reason: piece.figures.length > 0 ? 'subject' : 'unsupported',
        detail: `所引的资料里和这${piece.figures.length > 0 ? '个数' : '句话'}在一起的没有“${said.left.slice(0, 3).join('”“')}”`,
      },
    };
  const dates = piece.figures.filter(({ kind }) => kind === 'date');
  const known = [
    ...zone.dates,
    ...unit.before.flatMap(({ figures }) => figures),
    ...readDraftFigures(unit.base),
  ];
  const strange = dates.find(
    (date) => !known.some((other) => other.kind === 'date' && sameFigure(date, other, unit)),
  );
  if (strange !== undefined)
    return { left: 0.5, failure: { reason: 'figure', detail: '日期和这个数在资料里不在一起' } };
  for (const { words, figures } of zone.telling) {
    const nothing = new Uint8Array(words.length);
    if (
      figures.length === 0 &&
      explain(words, nothing, '', sentence.words).left.every((word) => word.length < 2)
    )
      continue;
    const named = explain(text, sentence.skip.slice(start, piece.end), words, sentence.words).held.includes(
      1,
    );
    const counted = piece.figures.some((figure) => figures.some((other) => sameFigure(figure, other, unit)));
    if (!named && !counted)
      return {
        left: 0.4,
        failure: { reason: 'subject', detail: '资料里有几个同类的数，这句话没有说清是哪一个' },
      };
  }
  const heldLetters = said.held.reduce((sum, each) => sum + each, 0);
  if (piece.figures.length > 0 && namesNothing(text, heldLetters))
    return { left: 0.3, failure: { reason: 'subject', detail: '没有写明这个数说的是什么' } };
  const held =
    said.held.includes(1) || piece.figures.length > 0 || sentence.skip.slice(start, piece.end).includes(1);
  if (!held)
    return sentence.text.endsWith(':') ||
      piece.end - piece.start <= (piece.start === 0 ? shortRemark : shortRemark / 2)
      ? null
      : { left: 0.3, failure: { reason: 'unsupported', detail: '这句话没有引到资料的内容' } };
  const office = strangeOffice(spoken, scope, sentence.words);
  if (office !== null)
    return { left: 0.35, failure: { reason: 'subject', detail: `所引的资料里没有“${office}”` } };
  const whose = widened(spoken, zone.text);
  if (whose !== null) return { left: 0.3, failure: { reason: 'subject', detail: `原文说的是“${whose}”` } };
  const place = wrongRegion(text, unit, sentence.home);
  if (place !== null) return { left: 0.2, failure: { reason: 'region', detail: place } };
  const isFact = unit.fact || (sentence.validity && unit.item.kind === 'document');
  const polarity = isFact
    ? null
    : wrongPolarity({
        piece: sentence.text.slice(piece.start, piece.end),
        sentence: sentence.text,
        zone: zone.text,
        base: [...earlier.map((each) => each.text), unit.base].join('\n'),
      });
  if (polarity !== null) return { left: 0.1, failure: { reason: 'polarity', detail: polarity } };
  const displaced = unit.row && spoken.split(/[,;。:]/).some((part) => otherRole(part, unit.text));
  if (displaced) return { left: 0.1, failure: { reason: 'subject', detail: '负责和协助的单位说反了' } };
  const change = changedInside({
    text: withoutNames(sentence, piece),
    figures: piece.figures,
    offset: piece.start,
    evidence: zone.text,
    around: [...earlier.map((each) => each.text), ...unit.base.split('\n')],
    chosen,
    others: unit.figures.filter((figure) => !chosen.includes(figure)),
    words: sentence.words,
  });
  return change === null ? null : { left: 0.05, failure: { reason: 'polarity', detail: change } };
}

/** Titles, 文号 and places are checked by themselves. */
function withoutNames({ text, skip, figures }: Sentence, { start, end }: Piece): string {
  const letters = Array.from({ length: end - start }, (_, at) => {
    const here = start + at;
    const isFigure = figures.some((figure) => figure.start <= here && here < figure.end);
    return skip[here] === 1 && !isFigure ? '\u0005' : (text[here] ?? '');
  });
  for (const region of findRegions(text.slice(start, end))) letters.fill('\u0005', region.start, region.end);
  return letters.join('');
}

const shortRemark = 6;

/** 特殊门诊 told as 门诊, 重度残疾人 as 残疾人. */
function widened(piece: string, zone: string): string | null {
  for (const [whole, qualifier = '', kind = ''] of zone.matchAll(/(特殊|重度|非法)(\p{Script=Han}{2})/gu)) {
    if (zone.replaceAll(whole, '').includes(kind)) continue;
    if (piece.replaceAll(whole, '').replaceAll(`${qualifier}的${kind}`, '').includes(kind)) return whole;
  }
  return null;
}

const subject =
  /对象|人员|家庭|儿童|孤儿|户|老人|老年|患者|病人|残疾|学生|教师|职工|居民|对个人|单位|企业|未成年|低保|特困|五保|畜场|禽场|养殖场/;

/** Sentences of one clause, or parts of one calculation, may carry figures of one sentence. */
function isNear(one: PreparedUnit, other: PreparedUnit): boolean {
  if (one.item.kind === 'calculation') return one.item.token === other.item.token;
  return one.unit.clause !== null && one.unit.clause === other.unit.clause;
}
