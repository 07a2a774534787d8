/**
 * Whether each figure of a sentence is the one that the evidence has with these words. Of all figures of its kind in what
 * is cited, the one whose stretch holds most of the figure's own stretch has to be the one that is stated: 报销后100元,
 * where 报销后 stands with 143元 and 100元 with something else, is a figure in a place that another one has.
 * @module
 */
import type { DraftFigure } from './draft-figures.ts';
import { sameFigure, sameKind } from './figure-zones.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

/** A figure of the evidence with the words that it stands with. */
interface Place {
  readonly unit: PreparedUnit;
  readonly figure: DraftFigure;
  /** Between commas; of a row the cell with its head. */
  readonly core: string;
  /** With what leads to it, and what it stands under; of a row the whole row. */
  readonly whole: string;
  /** What a row is the row of; empty for none. */
  readonly name: string;
}

const weak = /[,:;。!?\n]/;
const strong = /[;。!?\n]/;

/** Pairs of letters that another figure's words have to hold more, so that it is the nearer one. */
const clearly = { core: 2, whole: 3 } as const;
/** … and no more than this share of them the words of the stated one. */
const lessThan = 0.75;
/** What the name of a row counts. */
const named = 4;

/** The figure that stands with the words of the draft, where the draft states another there; null for none. */
export function nearerFigure(
  text: string,
  figures: readonly DraftFigure[],
  units: readonly PreparedUnit[],
): string | null {
  const places = units.filter(({ fact }) => !fact).flatMap(placesOf);
  const ones = onesIn(text, figures);
  for (const said of [...figures, ...ones]) {
    if (said.kind === 'date') continue;
    const rivals = places.filter(({ unit, figure }) => sameKind(said.kind, figure.kind, unit.row));
    const own = rivals.filter(({ unit, figure }) => sameFigure(said, figure, unit));
    if (own.length === rivals.length || (own.length === 0 && !ones.includes(said))) continue;
    const core = bare(text, stretchAround(text, said, figures), said, figures);
    const whole = bare(text, leadTo(text, said, figures), said, figures);
    const scored = rivals.map((place) => ({
      place,
      core: shared(core, place.core) + nameOf(place, core),
      whole: shared(whole, place.whole) + nameOf(place, whole),
    }));
    const mine = scored.filter(({ place }) => own.includes(place));
    const most = {
      core: Math.max(0, ...mine.map((each) => each.core)),
      whole: Math.max(0, ...mine.map((each) => each.whole)),
    };
    const nearer = scored.find(
      (other) =>
        !mine.includes(other) &&
        ((isClearly(other.core, most.core, clearly.core) && other.whole >= most.whole) ||
          // Within one item the zones bind a figure to its case; nothing else does where two are cited.
          (mine.every(({ place }) => place.unit.item !== other.place.unit.item) &&
            isClearly(other.whole, most.whole, clearly.whole))),
    );
    if (nearer !== undefined) {
      const { unit, figure } = nearer.place;
      return unit.text.slice(figure.start, figure.end);
    }
  }
  return null;
}

/** 实施阶段(2018年12月31日前), where that stands behind another name: a date in brackets is of what stands before them. */
export function otherDateInBrackets(
  text: string,
  figures: readonly DraftFigure[],
  units: readonly PreparedUnit[],
): string | null {
  for (const { kind, start, end } of figures) {
    const name = /(\p{Script=Han}{3,})[(（]$/u.exec(text.slice(0, start))?.[1];
    if (kind !== 'date' || name === undefined) continue;
    const written = units.flatMap((unit) =>
      unit.figures
        .filter(
          (other) =>
            other.kind === 'date' && new RegExp(`${name}[(（]$`, 'u').test(unit.text.slice(0, other.start)),
        )
        .map((other) => unit.text.slice(other.start, other.end)),
    );
    if (written.length > 0 && !written.includes(text.slice(start, end))) return written[0] ?? null;
  }
  return null;
}

const nameOf = ({ name }: Place, words: string): number => (name !== '' && words.includes(name) ? named : 0);

const isClearly = (other: number, most: number, more: number): boolean =>
  other >= most + more && most <= other * lessThan;

const known = new WeakMap<PreparedUnit, readonly Place[]>();

function placesOf(unit: PreparedUnit): readonly Place[] {
  const held = known.get(unit) ?? readPlaces(unit);
  known.set(unit, held);
  return held;
}

function readPlaces(unit: PreparedUnit): Place[] {
  const { text, figures, row, base } = unit;
  const name = row ? (/^[^;\d]*?(\p{Script=Han}{2,})(?=;|$)/u.exec(firstValue(unit))?.[1] ?? '') : '';
  // As in a zone: sentences before it in the clause that hold no figure of the kind may name what it is of.
  const earlier = (figure: DraftFigure): string =>
    unit.before
      .filter((sentence) => !sentence.figures.some((other) => isOf(figure, other)))
      .map((sentence) => sentence.text)
      .join('\n');
  return (
    [...figures, ...onesIn(text, figures)]
      // 以上（含5人）: only says how the bound is meant.
      .filter(({ kind, start }) => kind !== 'date' && !text.slice(0, start).endsWith('含'))
      .map((figure) => ({
        unit,
        figure,
        core: bare(text, stretchAround(text, figure, figures), figure, figures),
        whole: `${bare(text, row ? [0, text.length] : leadTo(text, figure, figures), figure, figures)}\n${earlier(figure)}\n${base}`,
        name,
      }))
  );
}

/** 另一名, 一个单位: no figure by itself, but one where another number stands in its place. */
function onesIn(text: string, figures: readonly DraftFigure[]): DraftFigure[] {
  return [...text.matchAll(/(?<![第每其万千百十\d])一(个月|[名个人家项所间种件份户例台辆])/gu)]
    .filter(({ index }) => !figures.some(({ start, end }) => start <= index && index < end))
    .map(({ index, 1: unit = '' }) => ({
      kind: unit === '个月' ? 'month' : `count:${unit}`,
      low: '1',
      high: '1',
      sense: '',
      direction: '',
      bound: '',
      date: null,
      start: index,
      end: index + 1 + unit.length,
      from: index,
    }));
}

/** 镇别 浸潭；公厕数量 1 → 浸潭. */
function firstValue({ unit }: PreparedUnit): string {
  const cells = unit.text.split('；').filter((cell) => !/^\s*序号/.test(cell));
  return (cells[0] ?? '').trim().replace(/^\S+\s+/, '');
}

type Span = readonly [number, number];

const isOf = (one: DraftFigure, other: DraftFigure): boolean =>
  one !== other && one.kind.split(':')[0] === other.kind.split(':')[0];

/** Between commas; another figure of the kind bounds it too. */
function stretchAround(text: string, figure: DraftFigure, figures: readonly DraftFigure[]): Span {
  let start = figure.start;
  while (start > 0 && !weak.test(text[start - 1] ?? '')) start -= 1;
  let end = figure.end;
  while (end < text.length && !weak.test(text[end] ?? '')) end += 1;
  for (const other of figures) {
    if (!isOf(figure, other)) continue;
    if (other.end <= figure.start && other.end > start) start = other.end;
    if (other.start >= figure.end && other.start < end) end = other.start;
  }
  return [start, end];
}

/** Between ； or the figures of its kind before and behind it, with what follows the last one. */
function leadTo(text: string, figure: DraftFigure, figures: readonly DraftFigure[]): Span {
  let [start, end] = stretchAround(text, figure, figures);
  const others = figures.filter((other) => isOf(figure, other));
  const last = Math.max(0, ...others.filter((other) => other.end <= figure.start).map((other) => other.end));
  const next = Math.min(
    text.length,
    ...others
      .filter((other) => other.start >= figure.end)
      .map((other) => stretchAround(text, other, figures)[0]),
  );
  while (start > last && !strong.test(text[start - 1] ?? '')) start -= 1;
  while (end < next && !strong.test(text[end] ?? '')) end += 1;
  return [start, end];
}

const digits = /^[\d.%‰〇零一二两三四五六七八九十百千万亿~-]+/;

/** Without the digits of the figure and of others of its kind. */
function bare(text: string, [start, end]: Span, of: DraftFigure, figures: readonly DraftFigure[]): string {
  let words = text;
  for (const figure of [of, ...figures.filter((other) => isOf(of, other))]) {
    const long = digits.exec(text.slice(figure.from, figure.end))?.[0].length ?? 0;
    words = words.slice(0, figure.from) + '\n'.repeat(long) + words.slice(figure.from + long);
  }
  return words.slice(start, end);
}

const empty = /[的了是]/;

/** How many different pairs of letters of the words stand in the text. */
function shared(words: string, text: string): number {
  const pairs = new Set<string>();
  for (let at = 0; at + 2 <= words.length; at += 1) {
    const pair = words.slice(at, at + 2);
    if (/^[\p{L}\p{N}]{2}$/u.test(pair) && !empty.test(pair) && text.includes(pair)) pairs.add(pair);
  }
  return pairs.size;
}
