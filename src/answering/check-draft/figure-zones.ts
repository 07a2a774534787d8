/**
 * What belongs to which figure of a sentence or row. 低保按80%，低收入按75%: what stands beside 80% says nothing about 75%,
 * and whoever states 75% has to name what tells it from 80%.
 * @module
 */
import { sameDate } from './date-points.ts';
import { type DraftFigure, thresholdWord } from './draft-figures.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

const strong = /[;。!?\n]/;
const weak = /[,:;。!?\n]/;

/** Start and end of the stretch between commas that a figure stands in; a neighbour of its kind bounds it too. */
function coreOf(text: string, figure: DraftFigure, others: readonly DraftFigure[]): [number, number] {
  let start = figure.start;
  while (start > 0 && !weak.test(text[start - 1] ?? '')) start -= 1;
  let end = figure.end;
  while (end < text.length && !weak.test(text[end] ?? '')) end += 1;
  for (const other of others) {
    if (other.end <= figure.start && other.end > start) {
      const comma = text.indexOf('、', other.end);
      const listed = comma >= 0 && comma < figure.start;
      start = listed ? comma : other.end;
      // 畜场100元、禽场40元的标准予以补贴: what follows the list is said of each.
      if (listed) end = figure.end + (/^\/[^,;、。的]{1,6}/.exec(text.slice(figure.end))?.[0].length ?? 0);
    }
    if (other.start >= figure.end && other.start < end) {
      const comma = text.lastIndexOf('、', other.start);
      end = comma >= figure.end ? comma : figure.end;
    }
  }
  return [start, end];
}

/** The stretches without a figure of the kind that lead to a core: from the last ； or the core before. */
function leadOf(text: string, coreStart: number, cores: readonly (readonly [number, number])[]): number {
  let start = coreStart;
  while (start > 0 && !strong.test(text[start - 1] ?? '')) {
    if (cores.some(([from, to]) => from < start && start <= to)) break;
    start -= 1;
  }
  return start;
}

/** What follows a core without a figure of the kind, up to the next ； or the next core. */
function tailOf(text: string, coreEnd: number, cores: readonly (readonly [number, number])[]): number {
  let end = coreEnd;
  while (end < text.length && !strong.test(text[end] ?? '')) {
    if (cores.some(([from, to]) => from <= end + 1 && end + 1 < to)) break;
    end += 1;
  }
  return end;
}

const family = (kind: string): string => (kind.startsWith('count') ? 'count' : kind);

function rivalsOf(unit: PreparedUnit, chosen: readonly DraftFigure[]): DraftFigure[] {
  return unit.figures.filter(
    (figure) =>
      !chosen.includes(figure) &&
      chosen.some(
        (one) =>
          family(one.kind) === family(figure.kind) &&
          (one.low !== figure.low ||
            one.high !== figure.high ||
            one.direction !== figure.direction ||
            (one.sense !== figure.sense && unit.text[figure.start - 1] !== '含')) &&
          !makeOneStretch(unit.text, one, figure),
      ),
  );
}

/** 从3月23日至4月30日: neither end tells against the other. */
function makeOneStretch(text: string, one: DraftFigure, other: DraftFigure): boolean {
  if (one.date === null || other.date === null) return false;
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  return /^(?:至|到|~|-)$/.test(text.slice(first.end, second.start));
}

export interface Zone {
  /** The unit's sentence without what belongs to other figures of the kinds that were chosen. */
  readonly text: string;
  /** Dates that stand in it. */
  readonly dates: readonly DraftFigure[];
  /** For each chosen figure that has rivals: the words that only it stands with, and its own other figures. */
  readonly telling: readonly { readonly words: string; readonly figures: readonly DraftFigure[] }[];
}

function coresOf(
  text: string,
  chosen: readonly DraftFigure[],
  rivals: readonly DraftFigure[],
): Map<DraftFigure, readonly [number, number]> {
  const all = [...chosen, ...rivals];
  return new Map(
    all.map((figure) => [
      figure,
      coreOf(
        text,
        figure,
        all.filter(
          (other) =>
            other !== figure &&
            family(other.kind) === family(figure.kind) &&
            !makeOneStretch(text, figure, other),
        ),
      ),
    ]),
  );
}

/** @param chosen Figures of the unit that a piece of the draft states; none: the whole sentence. */
export function zoneOf(unit: PreparedUnit, chosen: readonly DraftFigure[]): Zone {
  // 共2个（其中东片1个）: what stands in the brackets is another figure's.
  const text = unit.text.replace(/\((?=其中)/g, ',');
  const rivals = rivalsOf(unit, chosen);
  const cores = coresOf(text, chosen, rivals);
  const own = chosen.map((one) => cores.get(one) ?? [0, 0]);
  const all = [...cores.values()];
  const leads = chosen.map((one, at) => [leadOf(text, own[at]?.[0] ?? 0, all), own[at]?.[1] ?? 0] as const);
  const latest = Math.max(0, ...own.map(([, end]) => end));
  const removed = rivals.map((rival): readonly [number, number] => {
    const [start, end] = cores.get(rival) ?? [0, 0];
    // Behind a ； a new case begins, and what leads to its figure is only said of that one.
    const later = start >= latest && strong.test(text.slice(latest, start));
    const from = later ? leadOf(text, start, all) : start;
    // What follows a list of figures in one stretch is said of each of them.
    const inside = end < text.length && !weak.test(text[end] ?? '');
    return [from, inside ? end : tailOf(text, end, all)];
  });
  const isOwn = (at: number) => leads.some(([start, end]) => start <= at && at < end);
  const inRemoved = (at: number) => removed.some(([start, end]) => start <= at && at < end) && !isOwn(at);
  let zone = '';
  for (let at = 0; at < text.length; at += 1) zone += inRemoved(at) ? '\n' : (text[at] ?? '');
  const shown = unit.figures.filter(({ kind, from }) => kind === 'date' && !inRemoved(from));
  // A case between ； or behind ： that has a date of its own is not told by the date of another.
  const within = (sign: RegExp) =>
    shown.filter(({ from }) =>
      chosen.some((one) => !sign.test(text.slice(Math.min(one.from, from), Math.max(one.from, from)))),
    );
  const nearest = [within(/[:;。!?\n]/), within(strong), shown].find((dates) => dates.length > 0) ?? [];
  const dates = rivals.length > 0 ? nearest : shown;
  return {
    text: zone,
    dates,
    telling: rivals.length === 0 ? [] : chosen.flatMap((one) => tellingOf(unit, one, chosen, rivals)),
  };
}

function tellingOf(
  unit: PreparedUnit,
  one: DraftFigure,
  chosen: readonly DraftFigure[],
  rivals: readonly DraftFigure[],
): Zone['telling'] {
  const { text } = unit;
  const own = rivals.filter(
    (rival) =>
      family(rival.kind) === family(one.kind) &&
      (rival.low !== one.low || rival.high !== one.high || rival.direction !== one.direction),
  );
  const cores = coresOf(text, chosen, rivals);
  const coreOfFigure = (figure: DraftFigure) => cores.get(figure) ?? ([0, 0] as const);
  const stretch = (figure: DraftFigure): readonly [number, number] => {
    const [start, end] = coreOfFigure(figure);
    return [leadOf(text, start, [...cores.values()]), end];
  };
  // 10月30日前的，畜场100元、禽场40元: what leads to the list is said of both, and only 畜场 tells 100元 from 40元.
  const isListed = (rival: DraftFigure): boolean => {
    const [first, second] = one.from < rival.from ? [one, rival] : [rival, one];
    return !unit.row && !/[,;:。]/.test(text.slice(first.end, second.start));
  };
  const near = own.filter(isListed);
  return [
    ...toldApart(unit, one, coreOfFigure(one), near.map(coreOfFigure)),
    ...toldApart(unit, one, stretch(one), own.filter((rival) => !near.includes(rival)).map(stretch)),
  ];
}

type Span = readonly [number, number];

/** What stands in the figure's stretch and in none of the rivals'. */
function toldApart(
  unit: PreparedUnit,
  one: DraftFigure,
  [start, end]: Span,
  rivals: readonly Span[],
): Zone['telling'] {
  if (rivals.length === 0) return [];
  const { text } = unit;
  const rest = rivals.map(([from, to]) => text.slice(from, to)).join('\n');
  const keep = new Uint8Array(end - start);
  const bare = mask(text, unit.figures);
  for (let at = start; at + 2 <= end; at += 1) {
    const pair = bare.slice(at, at + 2);
    if (!/^[\p{L}]{2}$/u.test(pair) || rest.includes(pair)) continue;
    keep.fill(1, at - start, at - start + 2);
  }
  let words = '';
  for (let at = start; at < end; at += 1) words += keep[at - start] === 1 ? (bare[at] ?? '') : '\n';
  const figures = unit.figures.filter(
    (figure) =>
      figure !== one &&
      family(figure.kind) !== family(one.kind) &&
      figure.from >= start &&
      figure.end <= end &&
      !rivals.some(([from, to]) =>
        unit.figures.some(
          (other) =>
            other.from >= from &&
            other.end <= to &&
            other.kind === figure.kind &&
            other.low === figure.low &&
            other.sense === figure.sense,
        ),
      ),
  );
  return words.replaceAll('\n', '') === '' && figures.length === 0
    ? []
    : [{ words: words.replace(/\n+/g, '\n'), figures }];
}

function mask(text: string, figures: readonly DraftFigure[]): string {
  let masked = text;
  for (const { start, end } of figures)
    masked = masked.slice(0, start) + '\u0001'.repeat(end - start) + masked.slice(end);
  return masked;
}

/** 二级 is no number of things. */
const ordinal = /级|期|批|次|回|层|路|度|起/;
const heads = /^(?:count:(?:人|名|位))$/;
const rooms = /^(?:count:(?:间|座|处))$/;

/** Whether the draft's figure states what the unit's figure states. */
export function sameFigure(said: DraftFigure, known: DraftFigure, unit: PreparedUnit): boolean {
  if (said.date !== null || known.date !== null)
    return said.date !== null && known.date !== null && sameDate(said.date, known.date, unit.year);
  if (!sameKind(said.kind, known.kind, unit.row)) return false;
  if (said.direction !== known.direction && !isComparedWithAnother(said, known, unit)) return false;
  if (said.low === said.high && known.low !== known.high)
    return (
      (said.sense === '<=' && said.low === known.high) || (said.sense === '>=' && said.low === known.low)
    );
  if (said.low !== known.low || said.high !== known.high) return false;
  // 至少每月1次以上: another rule than 至少每月1次, or none.
  if (said.twice === true && known.twice !== true && said.low === said.high) return false;
  // A target in a table is what is to be reached.
  if (unit.row && known.sense === '' && said.sense === '>=' && said.bound.startsWith('达')) return true;
  if (said.bound === thresholdWord && /[<>]/.test(known.sense)) return true;
  return said.sense === known.sense;
}

/** 降到90元 where the rule has 100元 for another case and 90元 for this one. */
function isComparedWithAnother(said: DraftFigure, known: DraftFigure, unit: PreparedUnit): boolean {
  if (known.direction !== '' || !said.direction.endsWith('-to') || unit.row) return false;
  const step = said.direction === 'down-to' ? -1 : 1;
  return unit.figures.some(
    ({ kind, low }) => kind === known.kind && (Number(known.low) - Number(low)) * step > 0,
  );
}

export function sameKind(said: string, known: string, row: boolean): boolean {
  if (said === known) return true;
  if (!said.startsWith('count')) return false;
  if (known === 'none') return row;
  if (!known.startsWith('count')) return false;
  if (said === 'count:个' || known === 'count:个') return !ordinal.test(said + known);
  return (heads.test(said) && heads.test(known)) || (rooms.test(said) && rooms.test(known));
}
