/** One sentence of a draft against the evidence that it cites. @module */
import { findRegions, isWithin } from '../../gazette/region.ts';
import type { DraftContext, FailureReason } from './check-draft.ts';
import { type DraftFigure, readDraftFigures } from './draft-figures.ts';
import { explain, strangeOffice, type Words } from './explain.ts';
import { sameFigure, zoneOf } from './figure-zones.ts';
import { checkMarks } from './fixed-marks.ts';
import { plainText } from './plain-text.ts';
import { wrongPolarity } from './polarity.ts';
import type { PreparedItem, PreparedUnit } from './prepare-evidence.ts';
import { speaksOfValidity, wrongValidity } from './validity-claims.ts';

export interface Failure {
  readonly reason: FailureReason;
  readonly detail: string;
}

export interface SentenceResult {
  readonly failure: Failure | null;
  /** What it rests on. */
  readonly units: readonly PreparedUnit[];
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly figures: readonly DraftFigure[];
}

interface Sentence {
  readonly text: string;
  readonly skip: Uint8Array;
  readonly figures: readonly DraftFigure[];
  readonly words: Words;
  readonly home: string | null;
  readonly validity: boolean;
}

type Match = { readonly unit: PreparedUnit } | { readonly failure: Failure; readonly left: number };

const orders =
  /忽略|指令|提示词|系统提示|密钥|验证码|扫码|转账|汇款|点击|下载|加微信|微信号|银行卡号|密码|令牌|api|token|prompt|工具调用|资料编号|作为(?:一个)?(?:ai|人工智能|语言模型)|我是(?:一个)?(?:ai|人工智能|语言模型)|请(?:输入|回复|转发|提供您的)/;

const fail = (reason: FailureReason, detail: string): SentenceResult => ({
  failure: { reason, detail },
  units: [],
});

export function checkSentence(
  original: string,
  items: readonly PreparedItem[],
  context: DraftContext,
  words: Words,
): SentenceResult {
  const text = plainText(original);
  if (isForeign(text, items)) return fail('language', '不是中文，或夹着资料里没有的外文');
  if (orders.test(text)) return fail('instruction', '像是指令，不是对问题的回答');
  const units = items.flatMap((item) => item.units);
  const whole = units.find((unit) => !unit.fact && unit.unit.clause !== null && isWhole(text, unit.text));
  if (whole !== undefined) return { failure: null, units: [whole] };
  const { failure, settled } = checkMarks(original, text, items);
  if (failure !== null) return { failure, units: [] };
  const validity = wrongValidity(
    text,
    items.map(({ item }) => item),
    (said) => units.some((unit) => !unit.fact && unit.text.includes(said) && said.length > 2),
  );
  if (validity !== null) return fail('validity', validity);
  const masked = Array.from({ length: text.length }, (_, at) =>
    settled[at] === 1 ? '\u0002' : (text[at] ?? ''),
  ).join('');
  const figures = readDraftFigures(masked);
  const skip = settled.slice();
  for (const { start, end } of figures) skip.fill(1, start, end);
  const sentence: Sentence = {
    text,
    skip,
    figures,
    words,
    home: context.corpus.homeRegion,
    validity: speaksOfValidity(text),
  };
  const found: PreparedUnit[] = [];
  for (const piece of piecesOf(text, figures)) {
    const matched = matchParts(sentence, piece, units, found);
    if ('failure' in matched) return { failure: matched.failure, units: [] };
    found.push(...matched.units);
  }
  return { failure: null, units: found };
}

const trimmed = (text: string): string =>
  text
    .replace(/^(?:[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、)/, '')
    .replace(/[。;,:]+$/, '');
const isWhole = (text: string, unit: string): boolean => trimmed(text) === trimmed(unit) && text.length >= 6;

function isForeign(text: string, items: readonly PreparedItem[]): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const foreign = text.match(/[a-z]{3,}/g) ?? [];
  if (han === 0 && /\p{L}/u.test(text.replace(/\p{Script=Han}/gu, ''))) return true;
  const known = items.flatMap(({ units }) => units.map((unit) => unit.text + unit.base)).join('\n');
  return foreign.some((word) => !known.includes(word));
}

/** Each figure with the stretches that lead to it; what follows the last figure goes with it. */
function piecesOf(text: string, figures: readonly DraftFigure[]): Piece[] {
  const dated = figures.every(({ kind }) => kind === 'date');
  const keys = dated ? figures : figures.filter(({ kind }) => kind !== 'date');
  const segments = segmentsOf(text, figures);
  const pieces: Piece[] = [];
  let start = 0;
  for (const [from, to] of segments) {
    const holds = keys.some((figure) => from <= figure.from && figure.from < to);
    if (!holds && /[;]/.test(text[to - 1] ?? '') && pieces.length > 0) {
      const last = pieces[pieces.length - 1];
      if (last !== undefined)
        pieces[pieces.length - 1] = {
          ...last,
          end: to,
          figures: figures.filter((figure) => last.start <= figure.from && figure.from < to),
        };
      start = to;
    } else if (holds) {
      pieces.push({
        start,
        end: to,
        figures: figures.filter((figure) => start <= figure.from && figure.from < to),
      });
      start = to;
    }
  }
  const last = pieces.at(-1);
  if (last === undefined) return [{ start: 0, end: text.length, figures }];
  pieces[pieces.length - 1] = {
    ...last,
    end: text.length,
    figures: figures.filter((figure) => figure.from >= last.start),
  };
  return pieces;
}

/** Between commas; between 、 where figures stand on both sides. */
function segmentsOf(text: string, figures: readonly DraftFigure[]): [number, number][] {
  const cuts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (figures.some(({ start, end }) => start <= at && at < end)) continue;
    if (/[,;:。!?]/.test(sign)) cuts.push(at + 1);
    else if (sign === '、') {
      const previous = cuts.at(-1) ?? 0;
      const next = /[,;:。!?、]/.exec(text.slice(at + 1))?.index ?? text.length;
      const holds = (from: number, to: number) =>
        figures.some((figure) => from <= figure.from && figure.from < to);
      if (holds(previous, at) && holds(at, at + 1 + next)) cuts.push(at + 1);
    }
  }
  if (cuts.at(-1) !== text.length) cuts.push(text.length);
  return cuts.map((cut, index) => [cuts[index - 1] ?? 0, cut]);
}

type Parts = { readonly units: readonly PreparedUnit[] } | { readonly failure: Failure };

/** The piece by one unit; else what follows its figures, or what has none, stretch by stretch by units of one article. */
function matchParts(
  sentence: Sentence,
  piece: Piece,
  units: readonly PreparedUnit[],
  before: readonly PreparedUnit[],
): Parts {
  const whole = matchPiece(sentence, piece, units, before);
  if ('unit' in whole) return { units: [whole.unit] };
  const { text } = sentence;
  const last = Math.max(piece.start, ...piece.figures.map(({ end }) => end));
  const segments = segmentsOf(text, sentence.figures).filter(
    ([from, to]) => from >= piece.start && to <= piece.end,
  );
  const found: PreparedUnit[] = [];
  let at = piece.start;
  if (piece.figures.length > 0) {
    const core = segments.find(([, to]) => to >= last);
    if (core === undefined || core[1] >= piece.end) return { failure: whole.failure };
    const first = matchPiece(sentence, { ...piece, end: core[1] }, units, before);
    if ('failure' in first) return { failure: first.failure };
    found.push(first.unit);
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
    const matched = matchPiece(sentence, { start: from, end: to, figures: [] }, allowed, []);
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
      const one = matchPiece(sentence, { start, end, figures: [] }, near, []);
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
): Match {
  let best: { failure: Failure; left: number } = {
    failure: {
      reason: piece.figures.length > 0 ? 'figure' : 'unsupported',
      detail: piece.figures.length > 0 ? '所引的资料里没有这个数或日期' : '所引的资料没有这样说',
    },
    left: Infinity,
  };
  for (const unit of units) {
    for (const chosen of choices(sentence.text, piece, unit)) {
      const result = tryUnit(sentence, piece, unit, chosen, before);
      if (result === null) return { unit };
      if (result.left < best.left) best = result;
    }
  }
  return best;
}

const mostChoices = 24;

/** The ways in which the unit's figures can be those of the piece; in the order of the piece where they are of one kind. */
function choices(text: string, piece: Piece, unit: PreparedUnit): DraftFigure[][] {
  const dated = piece.figures.every(({ kind }) => kind === 'date');
  const keys = dated ? piece.figures : piece.figures.filter(({ kind }) => kind !== 'date');
  let found: DraftFigure[][] = [[]];
  keys.forEach((key, at) => {
    const fitting = unit.figures.filter((known) => sameFigure(key, known, unit));
    const previous = keys[at - 1];
    // Figures that the draft puts into one stretch stand in one stretch of the evidence.
    const joined = previous !== undefined && !/[,;:、]/.test(text.slice(previous.end, key.start));
    found = found
      .flatMap((chosen) =>
        fitting
          .filter((one) => inOrder(chosen, one) && (!joined || inOneStretch(unit.text, chosen.at(-1), one)))
          .map((one) => [...chosen, one]),
      )
      .slice(0, mostChoices);
  });
  return found;
}

function inOneStretch(text: string, one: DraftFigure | undefined, other: DraftFigure): boolean {
  if (one === undefined) return true;
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  return !/[,;:。]/.test(text.slice(first.end, second.start));
}

function inOrder(chosen: readonly DraftFigure[], one: DraftFigure): boolean {
  return chosen.every(
    (other) =>
      other.kind !== one.kind || (other.low === one.low && other.high === one.high) || other.from < one.from,
  );
}

/** null: the unit says all that the piece says. */
function tryUnit(
  sentence: Sentence,
  piece: Piece,
  unit: PreparedUnit,
  chosen: readonly DraftFigure[],
  before: readonly PreparedUnit[],
): { failure: Failure; left: number } | null {
  const zone = zoneOf(unit, chosen);
  const earlier = unit.before.filter(({ figures }) =>
    figures.every((figure) => !chosen.some((one) => one.kind === figure.kind)),
  );
  const spoken = sentence.text.slice(piece.start, piece.end);
  // 非低保（特困或孤儿）的贫困对象 says nothing about 特困.
  const affirmed = spoken.includes('非')
    ? zone.text
    : zone.text.replace(/非\p{Script=Han}{2}(?:\([^)]*\))?/gu, '\n');
  const scope = [affirmed, ...earlier.map((each) => each.text), unit.base].join('\n');
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
  const held =
    said.held.includes(1) || piece.figures.length > 0 || sentence.skip.slice(start, piece.end).includes(1);
  if (!held)
    return piece.end - piece.start <= 6 || piece.start > 0
      ? null
      : { left: 0.3, failure: { reason: 'unsupported', detail: '这句话没有引到资料的内容' } };
  const office = strangeOffice(spoken, scope, sentence.words);
  if (office !== null)
    return { left: 0.35, failure: { reason: 'subject', detail: `所引的资料里没有“${office}”` } };
  const whose = widened(spoken, zone.text);
  if (whose !== null) return { left: 0.3, failure: { reason: 'subject', detail: `原文说的是“${whose}”` } };
  const place = wrongRegion(sentence, text, unit);
  if (place !== null) return { left: 0.2, failure: { reason: 'region', detail: place } };
  if (unit.fact || (sentence.validity && unit.item.kind === 'document')) return null;
  const polarity = wrongPolarity({
    piece: sentence.text.slice(piece.start, piece.end),
    sentence: sentence.text,
    rule: unit.text,
    zone: zone.text,
    base: [...earlier.map((each) => each.text), unit.base].join('\n'),
  });
  return polarity === null ? null : { left: 0.1, failure: { reason: 'polarity', detail: polarity } };
}

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

const homeWords = /本区|我区|全区|区里|区内|我们区|咱们区|我哋区|本地|当地/;

function wrongRegion(sentence: Sentence, text: string, unit: PreparedUnit): string | null {
  const { region } = unit.item;
  const { home } = sentence;
  if (unit.item.kind === 'calculation' || region === null) return null;
  const own = unit.text + unit.base;
  for (const { name, start, end } of findRegions(text)) {
    const written = text.slice(start, end);
    if (own.includes(written) || isWithin(region, name) || isWithin(name, region)) continue;
    if (/(?:不是|并非|不属于|不适用于?|唔系)$/.test(text.slice(Math.max(0, start - 5), start))) continue;
    return `这份文件是${region}的，不是${name}的`;
  }
  const local = homeWords.exec(text);
  if (home !== null && local !== null && !isWithin(region, home) && !own.includes(local[0]))
    return `这份文件是${region}的，不是${home}的`;
  return null;
}
