/** One sentence of a draft against the evidence that it cites. @module */
import type { Calculation } from '../../calculators/calculation.ts';
import { findRegions } from '../../gazette/region.ts';
import type { DraftContext, FailureReason } from './check-draft.ts';
import { conditionLeftOut } from './conditions.ts';
import { type DraftFigure, readDraftFigures } from './draft-figures.ts';
import { explain, standsAsWord, type Words } from './explain.ts';
import { pairsShared } from './local-changes.ts';
import { matchParts, segmentsOf } from './match-piece.ts';
import type { Failure, Piece, Sentence } from './match-unit.ts';
import { sameFigure } from './figure-zones.ts';
import { checkMarks } from './fixed-marks.ts';
import { joinsCases } from './joined-cases.ts';
import { nearerFigure, otherDateInBrackets } from './nearest-figure.ts';
import { strangeClass } from './person-claims.ts';
import { plainDraft, plainText } from './plain-text.ts';
import { plainWords } from './plain-words.ts';
import type { PreparedItem, PreparedUnit } from './prepare-evidence.ts';
import { wrongLabel, wrongVerdict } from './calculation-claims.ts';
import { moneyValues, shownLines } from './calculation-units.ts';
import { notOurs, wrongPlace } from './region-claims.ts';
import { wrongWhole } from './whole-claims.ts';
import { speaksOfValidity, wrongValidity } from './validity-claims.ts';

export interface SentenceResult {
  readonly failure: Failure | null;
  /** What it rests on. */
  readonly units: readonly PreparedUnit[];
}

const orders =
  /忽略|指令|提示词|系统提示|密钥|验证码|扫码|转账|汇款|点击|下载|加微信|微信号|银行卡号|密码|令牌|api|token|prompt|工具调用|资料编号|作为(?:一个)?(?:ai|人工智能|语言模型)|我是(?:一个)?(?:ai|人工智能|语言模型)|请(?:输入|回复|转发|提供您的)/;

/** Shorter ones only add to a word. */
const leastInBrackets = 8;
const leastDenying = 4;

/** Share of the pairs of letters from which on two stretches tell of the same. */
const leastSame = 0.6;

const denies = (part: string): boolean => /[不无未没免非]/.test(part);

/** 不享受救助；享受救助: the parts of a sentence that denies a thing and tells it too, each of which has to be so. */
function saidTwice(original: string): string[] {
  const parts = original.split(/[；;]/).filter((part) => part.length >= leastInBrackets);
  const isTwice = parts.some((one) =>
    parts.some(
      (other) => denies(one) && !denies(other) && pairsShared(other, one) >= (other.length - 1) * leastSame,
    ),
  );
  return isTwice ? parts : [];
}

const fail = (reason: FailureReason, detail: string): SentenceResult => ({
  failure: { reason, detail },
  units: [],
});

/** @param beside The other sentences of the draft. */
export function checkSentence(
  original: string,
  items: readonly PreparedItem[],
  context: DraftContext,
  words: Words,
  beside: string,
): SentenceResult {
  const text = plainDraft(original);
  if (isForeign(text, items)) return fail('language', '不是中文，或夹着资料里没有的外文');
  if (orders.test(text)) return fail('instruction', '像是指令，不是对问题的回答');
  const units = items.flatMap((item) => item.units);
  const whole = units.find((unit) => !unit.fact && unit.unit.clause !== null && isWhole(text, unit.text));
  if (whole !== undefined) return { failure: null, units: [whole] };
  if (items.some(({ item: { calculation } }) => calculation !== null && isShown(text, calculation)))
    return { failure: null, units: [] };
  const elsewhere = notOurs(original, items, context.corpus.homeRegion);
  if (elsewhere !== null) return checkSentence(elsewhere, items, context, words, beside);
  for (const part of saidTwice(original)) {
    const result = checkSentence(part, items, context, words, `${beside}\n${original}`);
    if (result.failure !== null) return result;
  }
  for (const { 0: brackets, 1: inner = '' } of original.matchAll(/[（(]([^（）()]+)[）)]/g)) {
    const said = plainDraft(inner);
    const least = denies(said) ? leastDenying : leastInBrackets;
    if (said.length < least || units.some((unit) => unit.text.includes(said))) continue;
    // What stands in brackets is a sentence of its own, and so is what stands around it.
    for (const part of [inner, original.replace(brackets, '')]) {
      const result = checkSentence(part, items, context, words, `${beside}\n${original}`);
      if (result.failure !== null) return result;
    }
  }
  const { failure, settled } = checkMarks(original, text, items);
  if (failure !== null) return { failure, units: [] };
  const validity = wrongValidity(
    text,
    items.map(({ item }) => item),
    (said) => units.some((unit) => !unit.fact && unit.text.includes(said) && said.length > 2),
    (word) => units.some((unit) => !unit.fact && (unit.text + unit.base).includes(word)),
  );
  if (validity !== null) return fail('validity', validity);
  const masked = Array.from({ length: text.length }, (_, at) =>
    settled[at] === 1 ? '\u0002' : (text[at] ?? ''),
  ).join('');
  const all = readDraftFigures(masked);
  const asked = [context.question, ...(context.turns ?? [])].flatMap((turn) =>
    readDraftFigures(plainDraft(turn)),
  );
  const figures = all.filter(
    (figure) => !isOwnWord(text, figure, asked) && !isToday(text, figure, context.asOf),
  );
  const skip = settled.slice();
  for (const { start, end } of all) skip.fill(1, start, end);
  const sentence: Sentence = {
    text,
    skip,
    figures,
    words,
    home: context.corpus.homeRegion,
    validity: speaksOfValidity(text),
  };
  const claim = wrongWhole(text, all, units);
  if (claim !== null) return fail(claim.reason, claim.detail);
  const told = plainDraft([context.question, ...(context.turns ?? [])].join('\n'));
  const calculations = items.flatMap(({ item }) => item.calculation ?? []);
  const person = strangeClass(text, told, calculations, words);
  if (person !== null) return fail('subject', `没有人说过是“${person}”`);
  const place = wrongPlace(text, units, context.corpus.homeRegion);
  if (place !== null) return fail('region', place);
  for (const { item, units: own } of items) {
    if (item.calculation === null) continue;
    const verdict = wrongVerdict(text, item.calculation, moneyValues);
    if (verdict !== null) return fail('polarity', verdict);
    const label = wrongLabel(text, figures, own, words, items.length === 1);
    if (label !== null) return fail('subject', label);
  }
  const nearer = nearerFigure(text, figures, units) ?? otherDateInBrackets(text, figures, units);
  if (nearer !== null) return fail('figure', `资料里和这些话在一起的是“${nearer}”`);
  const unread = unreadNumber(text, skip, units);
  if (unread !== null) return fail('figure', `所引的资料里没有“${unread}”`);
  const scope = units.map((unit) => `${unit.text}\n${unit.base}`).join('\n');
  const strange = strangeStretch(text, skip, scope, words);
  if (strange !== null) return fail('unsupported', `资料里没有“${strange}”`);
  const found: PreparedUnit[] = [];
  for (const piece of piecesOf(text, figures)) {
    const agreeing = units.filter((unit) => !contradicts(unit, piece, text, figures));
    const matched = matchParts(sentence, piece, agreeing, found);
    if ('failure' in matched) return { failure: matched.failure, units: [] };
    found.push(...matched.units);
  }
  const segments = segmentsOf(text, figures);
  if (found.some((unit) => !unit.row && joinsCases(text, segments, figures, unit)))
    return fail('subject', '把原文里不同情形的话接在了一起');
  const condition = conditionLeftOut(text, [told, text, plainDraft(beside)].join('\n'), found, words);
  if (condition !== null) return fail('polarity', `没有写出条件“${condition}”`);
  return { failure: null, units: found };
}

/** 1万立方米以上的，每4年一次: what the evidence says of every fourth year, it says of another volume. */
function contradicts(
  unit: PreparedUnit,
  piece: Piece,
  text: string,
  figures: readonly DraftFigure[],
): boolean {
  if (unit.fact || unit.item.kind === 'calculation' || piece.figures.length === 0) return false;
  const kinds = new Set(piece.figures.map(({ kind }) => kind));
  return figures.some((other) => {
    if (other.from >= piece.start || kinds.has(other.kind) || other.kind === 'date' || other.sense === '')
      return false;
    const between = text.slice(Math.min(other.end, piece.start), Math.max(other.from, piece.start));
    if (/[;。]/.test(between)) return false;
    const rivals = unit.figures.filter(({ kind }) => kind === other.kind);
    return rivals.length > 0 && !rivals.some((known) => sameFigure(other, known, unit));
  });
}

/** 截至 the day for which validity is told. */
const isToday = (text: string, { date, start }: DraftFigure, asOf: string): boolean =>
  date !== null &&
  text.slice(0, start).endsWith('截至') &&
  asOf === [date.year, date.month, date.day].map((part) => String(part).padStart(2, '0')).join('-');

const condition = /^(?:如果|若|要是|只有|只要|除非|要先|先要|须先|必须先)/;

/** A condition, or a stretch behind the first, that no cited word stands in. */
function strangeStretch(text: string, skip: Uint8Array, scope: string, words: Words): string | null {
  let start = 0;
  for (const part of text.split(/(?<=[,;。:])/)) {
    const from = start;
    start += part.length;
    const settled = skip.slice(from, start);
    const isRemark = part.endsWith(':') || (part.match(/\p{Script=Han}/gu)?.length ?? 0) < leastClaim;
    if ((!condition.test(part) && (from === 0 || isRemark)) || settled.includes(1)) continue;
    // A place is no condition of the rule by itself, unless the rule names it.
    for (const region of findRegions(part))
      if (!part.startsWith('除') || !scope.includes(part.slice(region.start, region.end)))
        settled.fill(1, region.start, region.end);
    const { held } = explain(part, settled, scope, words);
    const count = held.reduce((sum, each) => sum + each, 0);
    const rests = condition.test(part)
      ? count >= leastClaim
      : count >= leastHeld || (count > 0 && holdsWord(part, scope));
    if (!rests) return part;
  }
  return null;
}

/** Two letters that are a word of the evidence, and not the halves of two. */
function holdsWord(part: string, scope: string): boolean {
  for (let at = 0; at + 2 <= part.length; at += 1) {
    const pair = part.slice(at, at + 2);
    if (/^\p{Script=Han}{2}$/u.test(pair) && !plainWords.has(pair) && standsAsWord(pair, scope)) return true;
  }
  return false;
}

const leastClaim = 4;
/** Two letters are one word of the evidence, and may be another's half: 首先到… does not say 先到先得. */
const leastHeld = 3;

/** Digits that make no figure (3D, 4+1) have to stand in the evidence as they are. */
function unreadNumber(text: string, skip: Uint8Array, units: readonly PreparedUnit[]): string | null {
  for (const { 0: written, index } of text.matchAll(/[a-z\d.+/*^-]*\d[a-z\d.+/*^-]*|[\d.]*[万亿]{2,}元?/g)) {
    if (skip.slice(index, index + written.length).every((each) => each === 1)) continue;
    const left = Array.from({ length: written.length }, (_, at) =>
      skip[index + at] === 1 ? '' : written[at],
    ).join('');
    if (!/[\d万亿]/.test(left)) continue;
    if (!units.some((unit) => `${unit.text}\n${unit.base}`.includes(written))) return written;
  }
  return null;
}

const told =
  /(?:您|你|您家|你们|你家|您们)(?:说的?|家|厂|们|单位|公司|这个月|这次|这|次|剩下|每月|每个月|花|了|自己|的)*$|(?:您|你)(?:(?![救补贴报给领发减免罚按奖享])\p{Script=Han}){1,8}$/u;

/** No amount, share or time limit: what somebody has, not what a rule gives. */
const measured = /^(?:kg|area|mu|volume|ton)$/;

/** A figure that the person wrote, repeated as theirs: 您这个月的80元, 70岁的母亲. What is claimed of it is checked all the same. */
function isOwnWord(text: string, figure: DraftFigure, asked: readonly DraftFigure[]): boolean {
  if (figure.kind === 'share' || figure.kind === 'date' || figure.sense !== '') return false;
  if (
    !asked.some(
      ({ kind, low, high }) =>
        low === figure.low &&
        high === figure.high &&
        (kind === figure.kind || figure.kind === 'none' || kind === 'none'),
    )
  )
    return false;
  const lead =
    text
      .slice(0, figure.start)
      .split(/[,;。:]/)
      .at(-1) ?? '';
  if (told.test(lead) || measured.test(figure.kind)) return true;
  return (
    figure.kind === 'age' &&
    /^的?(?:母亲|父亲|妈|爸|老人|爷爷|奶奶|阿|您|老母|老父)/.test(text.slice(figure.end))
  );
}

const trimmed = (text: string): string =>
  text
    .replace(/^(?:[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、)/, '')
    .replace(/[。;,:]+$/, '');
const isWhole = (text: string, unit: string): boolean => trimmed(text) === trimmed(unit) && text.length >= 6;

/** What stands in brackets at the end of a step may be left out. */
const isShown = (text: string, calculation: Calculation): boolean =>
  shownLines(calculation).some((line) => {
    const shown = plainText(line);
    return isWhole(text, shown) || isWhole(text, shown.replace(/\([^()]*\)$/, ''));
  });

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
