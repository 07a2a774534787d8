/**
 * Automatic numbers of Word (第一条, 一、, （一）, 1.), which stand in no paragraph's text: they are counted as Word counts
 * them, from numbering.xml.
 * @module
 */
import { formatNumber } from './number-format.ts';
import { child, childElements, switchOf, valueOf, type XmlElement } from './xml-tree.ts';

interface Level {
  readonly start: number;
  readonly format: string;
  /** 第%1条 */
  readonly text: string;
  readonly suffix: string;
  /** 1-based level whose use begins this one anew; 0 never; undefined any higher one. */
  readonly restart: number | undefined;
  /** All numbers as figures. */
  readonly plain: boolean;
}

interface Numbering {
  readonly abstractId: string;
  readonly starts: ReadonlyMap<number, number>;
  readonly levels: ReadonlyMap<number, Level>;
}

export interface DocxNumbering {
  /** Counts one paragraph, and gives the mark before its text. */
  next(numberingId: string, level: number): string;
  /** The level of a numbering that is bound to a paragraph style. */
  levelOfStyle(numberingId: string, style: string): number | null;
}

const noNumbers: DocxNumbering = { next: () => '', levelOfStyle: () => null };
const deepest = 9;

/** @param numberingOfStyle The numbering that a numbering style refers to. */
export function docxNumbering(
  root: XmlElement | null,
  numberingOfStyle: (style: string) => string | undefined,
): DocxNumbering {
  if (root === null) return noNumbers;
  const abstracts = new Map<string, XmlElement>();
  const elements = new Map<string, XmlElement>();
  for (const each of childElements(root)) {
    if (each.name === 'w:abstractNum') abstracts.set(each.attributes['abstractNumId'] ?? '', each);
    if (each.name === 'w:num') elements.set(each.attributes['numId'] ?? '', each);
  }
  const abstractOf = (numberingId: string): string | null => {
    let id = numberingId;
    // A list style refers to a numbering, which may refer to a list style.
    for (let steps = 0; steps < 5; steps += 1) {
      const abstractId = valueOf(elements.get(id), 'w:abstractNumId');
      const abstract = abstractId === undefined ? undefined : abstracts.get(abstractId);
      if (abstractId === undefined || abstract === undefined) return null;
      const link = valueOf(abstract, 'w:numStyleLink');
      const linked = link === undefined ? undefined : numberingOfStyle(link);
      if (linked === undefined || linked === id) return abstractId;
      id = linked;
    }
    return null;
  };
  const numberings = new Map<string, Numbering | null>();
  const numbering = (id: string): Numbering | null => {
    const known = numberings.get(id);
    if (known !== undefined) return known;
    const abstractId = abstractOf(id);
    const made =
      abstractId === null ? null : readNumbering(abstractId, abstracts.get(abstractId), elements.get(id));
    numberings.set(id, made);
    return made;
  };
  /** Numberings of one abstract list count on together. */
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();
  return {
    next(numberingId, level) {
      const list = numbering(numberingId);
      const own = list?.levels.get(level);
      if (list === null || own === undefined) return '';
      const counts = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counts);
      if (!begun.has(numberingId)) {
        begun.add(numberingId);
        for (const [each, start] of list.starts) counts[each] = start - 1;
      }
      counts[level] = (counts[level] ?? own.start - 1) + 1;
      for (let deeper = level + 1; deeper < deepest; deeper += 1) {
        const restart = list.levels.get(deeper)?.restart;
        if (restart === undefined ? true : restart > 0 && level < restart) {
          const start = list.starts.get(deeper);
          counts[deeper] = start === undefined ? undefined : start - 1;
        }
      }
      return markOf(list, own, level, counts);
    },
    levelOfStyle(numberingId, style) {
      const abstract = abstracts.get(abstractOf(numberingId) ?? '');
      const bound = childElements(abstract).find(
        (each) => each.name === 'w:lvl' && valueOf(each, 'w:pStyle') === style,
      );
      return bound === undefined ? null : levelIndex(bound);
    },
  };
}

function markOf(list: Numbering, own: Level, level: number, counts: readonly (number | undefined)[]): string {
  if (own.format === 'bullet') return '';
  const mark = own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    if (index > level) return '';
    const of = list.levels.get(index);
    const value = counts[index] ?? of?.start ?? 1;
    return formatNumber(value, own.plain ? 'decimal' : (of?.format ?? 'decimal'));
  });
  // What comes after the mark is white space of the layout; between two figures it keeps them apart (1. 2019年).
  if (mark === '' || own.suffix === 'nothing' || /[、）)，]$/.test(mark)) return mark;
  return `${mark} `;
}

function readNumbering(
  abstractId: string,
  abstract: XmlElement | undefined,
  own: XmlElement | undefined,
): Numbering {
  const levels = new Map<number, Level>();
  const starts = new Map<number, number>();
  for (const each of childElements(abstract))
    if (each.name === 'w:lvl') levels.set(levelIndex(each), readLevel(each));
  for (const override of childElements(own)) {
    if (override.name !== 'w:lvlOverride') continue;
    const index = levelIndex(override);
    const level = child(override, 'w:lvl');
    if (level !== undefined) levels.set(index, readLevel(level));
    const start = valueOf(override, 'w:startOverride');
    if (start !== undefined) starts.set(index, wholeNumber(start, 1));
  }
  return { abstractId, starts, levels };
}

function readLevel(element: XmlElement): Level {
  const restart = valueOf(element, 'w:lvlRestart');
  return {
    start: wholeNumber(valueOf(element, 'w:start'), 1),
    format: valueOf(element, 'w:numFmt') ?? 'decimal',
    text: (valueOf(element, 'w:lvlText') ?? '').slice(0, 40),
    suffix: valueOf(element, 'w:suff') ?? 'tab',
    restart: restart === undefined ? undefined : wholeNumber(restart, 0),
    plain: switchOf(element, 'w:isLgl') ?? false,
  };
}

function levelIndex(element: XmlElement): number {
  return wholeNumber(element.attributes['ilvl'], 0);
}

export function wholeNumber(text: string | undefined, otherwise: number): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(value) && value >= 0 && value < 100_000 ? value : otherwise;
}
