/** Which figures of a unit can be those that a piece of a draft states. @module */
import type { DraftFigure } from './draft-figures.ts';
import { sameFigure } from './figure-zones.ts';
import type { Piece } from './match-unit.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

/** The unit's own figures of that value; null where it only has others of the kind. */
export function sameIn(unit: PreparedUnit, about: readonly DraftFigure[]): readonly DraftFigure[] | null {
  if (unit.row) return [];
  if (about.every((figure) => unit.figures.includes(figure))) return about;
  const same = unit.figures.filter((known) => about.some((figure) => sameFigure(figure, known, unit)));
  const rival = unit.figures.some((known) => about.some(({ kind }) => kind === known.kind));
  return same.length === 0 && rival ? null : same;
}

const mostChoices = 24;

/** The ways in which the unit's figures can be those of the piece; in the order of the piece where they are of one kind. */
export function choices(text: string, piece: Piece, unit: PreparedUnit): DraftFigure[][] {
  const dated = piece.figures.every(({ kind }) => kind === 'date');
  const keys = dated ? piece.figures : piece.figures.filter(({ kind }) => kind !== 'date');
  let found: DraftFigure[][] = [[]];
  keys.forEach((key, at) => {
    const fitting = unit.figures.filter((known) => sameFigure(key, known, unit));
    const previous = keys[at - 1];
    // Figures that the draft puts into one stretch stand in one stretch of the evidence.
    const joined =
      !unit.row &&
      unit.item.kind !== 'calculation' &&
      previous !== undefined &&
      !/[,;:、]/.test(text.slice(previous.end, key.start));
    found = found
      .flatMap((chosen) =>
        fitting
          // Two figures of the draft are two of the evidence: 43个完成10个 is not 10个完成10个.
          .filter(
            (one) =>
              !chosen.includes(one) &&
              inOrder(chosen, one) &&
              (!joined || inOneStretch(unit.text, chosen.at(-1), one)),
          )
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
