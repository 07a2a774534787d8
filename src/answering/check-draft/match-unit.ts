/** Whether one sentence or row of the evidence says a stretch of a draft. @module */
import { findRegions } from '../../gazette/region.ts';
import { carriedOver } from './agents.ts';
import type { FailureReason } from './check-draft.ts';
import { type DraftFigure, readDraftFigures } from './draft-figures.ts';
import { strangeException } from './exceptions.ts';
import { explain, strangeOffice, type Words } from './explain.ts';
import { sameFigure, zoneOf } from './figure-zones.ts';
import { changedInside } from './local-changes.ts';
import { wrongPolarity } from './polarity.ts';
import type { PreparedUnit } from './prepare-evidence.ts';
import { plainText } from './plain-text.ts';
import { wrongRegion } from './region-claims.ts';
import { wrongCell } from './rows.ts';
import { speaksOfDocument } from './validity-claims.ts';
import { namesNothing } from './whole-claims.ts';

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

/** Why a unit does not say the piece, and how much of it is left over. */
export interface Missed {
  readonly failure: Failure;
  readonly left: number;
}
/** null: the unit says all that the piece says. */
export function tryUnit(
  sentence: Sentence,
  piece: Piece,
  unit: PreparedUnit,
  chosen: readonly DraftFigure[],
  before: readonly PreparedUnit[],
  about: readonly DraftFigure[],
): Missed | null {
  const zone = zoneOf(unit, chosen);
  const stretch = sentence.text.slice(piece.start, piece.end);
  if (unit.fact && !tellsDocument(sentence, piece))
    return { left: 1, failure: { reason: 'unsupported', detail: '所引的资料没有这样说' } };
  const place = otherPlace(stretch, unit);
  if (place !== null) return { left: 0.6, failure: { reason: 'number', detail: place } };
  const earlier = unit.before.filter(({ figures }) =>
    figures.every((figure) => ![...chosen, ...about].some((one) => one.kind === figure.kind)),
  );
  const spoken = sentence.text.slice(piece.start, piece.end);
  // 非低保（特困或孤儿）的贫困对象 says nothing about 特困; whoever takes it over says nothing more.
  const affirmed = zone.text.replace(excluded, '\n');
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
  const skip = sentence.skip.slice(start, piece.end);
  for (const { 0: words, index } of text.matchAll(excluded))
    if (zone.text.includes(words)) skip.fill(1, index, index + words.length);
  const said = explain(text, skip, scope, sentence.words);
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
  // A sentence with a date of its own is not told by the date of the sentence before it.
  const known = [
    ...zone.dates,
    ...(zone.dates.length > 0 ? [] : unit.before.flatMap(({ figures }) => figures)),
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
    const named = explain(text, skip, words, sentence.words).held.includes(1);
    const counted = sameCase(sentence, piece).some((figure) =>
      figures.some((other) => sameFigure(figure, other, unit)),
    );
    if (!named && !counted)
      return {
        left: 0.4,
        failure: { reason: 'subject', detail: '资料里有几个同类的数，这句话没有说清是哪一个' },
      };
  }
  const time = otherTime(sentence.text, dates, zone.text);
  if (time !== null) return { left: 0.1, failure: { reason: 'figure', detail: `原文这里是“${time}”` } };
  const heldLetters = said.held.reduce((sum, each) => sum + each, 0);
  if (piece.figures.length > 0 && namesNothing(text, heldLetters))
    return { left: 0.3, failure: { reason: 'subject', detail: '没有写明这个数说的是什么' } };
  const held = said.held.includes(1) || piece.figures.length > 0 || skip.includes(1);
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
  const region = wrongRegion(text, unit, sentence.home);
  if (region !== null) return { left: 0.2, failure: { reason: 'region', detail: region } };
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
  const excepted = strangeException(spoken, [zone.text, unit.base].join('\n'), sentence.words);
  if (excepted !== null) return { left: 0.1, failure: { reason: 'polarity', detail: excepted } };
  const cell = unit.row ? wrongCell(sentence.text, spoken, piece.figures, unit, chosen) : null;
  if (cell !== null) return { left: 0.1, failure: { reason: 'subject', detail: cell } };
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

const wordOfTime = /(?:年底|年初|年内|月底|当年|次年|同年)$/;
const leastFollowing = 4;

/** 9月底前全部整改到位 where the rule has 年底前全部整改到位, which is no date. */
function otherTime(text: string, dates: readonly DraftFigure[], zone: string): string | null {
  for (const { end } of dates) {
    const following = /^(?:之前|以前|前|内|后)?(\p{Script=Han}{4,8})/u.exec(text.slice(end))?.[1] ?? '';
    for (let long = following.length; long >= leastFollowing; long -= 1) {
      const at = zone.indexOf(following.slice(0, long));
      if (at < 0) continue;
      const lead = zone.slice(Math.max(0, at - 8), at).replace(/(?:之前|以前|前|内|后)$/, '');
      const found = /\d年底$/.test(lead) ? undefined : wordOfTime.exec(lead)?.[0];
      if (found !== undefined && zone.indexOf(following.slice(0, long), at + 1) < 0) return found;
      break;
    }
  }
  return null;
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

/** 按第七条…50%, where 50% stands in 第八条: what is told as of one place stands in that place. */
function otherPlace(stretch: string, { unit, text, base, item }: PreparedUnit): string | null {
  if (item.kind !== 'clause' || unit.clause === null) return null;
  const own = plainText(unit.locator);
  const other = (stretch.match(locator) ?? []).find(
    (place) => !own.includes(place) && !text.includes(place) && !base.includes(place),
  );
  return other === undefined ? null : `${other}没有这样说`;
}

const locator = /第[一二三四五六七八九十百零\d]{1,5}[条章]/g;

const leastClaim = 4;

/** Each stretch between commas, as far as it is more than figures and names. */
function tellsDocument({ text, skip }: Sentence, { start, end }: Piece): boolean {
  let at = start;
  return text
    .slice(start, end)
    .split(/(?<=[,;。:!?])/)
    .every((part) => {
      const open = Array.from(part, (letter, index) => (skip[at + index] === 1 ? '' : letter)).join('');
      at += part.length;
      return open.replace(/[^\p{L}]/gu, '').length < leastClaim || speaksOfDocument(part);
    });
}

/** Figures of the sentence that no ； divides from the piece: 不满10万立方米的，每6年. */
function sameCase({ text, figures }: Sentence, { start, end }: Piece): readonly DraftFigure[] {
  return figures.filter(
    ({ from }) => !/[;。]/.test(text.slice(Math.min(from, start), Math.max(from, end)).slice(0, -1)),
  );
}

const excluded = /非\p{Script=Han}{2}(?:\([^)]*\))?/gu;
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
