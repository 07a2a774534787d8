/** A stretch of a draft laid beside the sentence that it rests on: which characters are taken over, in order. @module */

/** Characters `from`…`to` of the draft are characters `at`… of the evidence. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** Stands for a figure that both sides state. */
export const sameFigureSign = '\u0003';
const shortestRun = 2;
const single = 1;
const continued = 3;
const figureScore = 12;

/** Kept between calls: a sentence of a rule by a sentence of a draft is tens of thousands of cells. */
let scratch = { best: new Int32Array(0), matched: new Int32Array(0) };

/** Runs of two characters and more, in the order of both texts; a figure that both state is a run by itself. */
export function alignTexts(draft: string, evidence: string): Run[] {
  const width = evidence.length + 1;
  const cells = (draft.length + 1) * width;
  if (scratch.best.length < cells) scratch = { best: new Int32Array(cells), matched: new Int32Array(cells) };
  const { best, matched } = scratch;
  best.fill(0, 0, cells);
  matched.fill(-1, 0, cells);
  for (let row = 1; row <= draft.length; row += 1) {
    const sign = draft[row - 1];
    for (let column = 1; column < width; column += 1) {
      const cell = row * width + column;
      let most = Math.max(best[cell - 1] ?? 0, best[cell - width] ?? 0);
      if (sign === evidence[column - 1]) {
        const before = cell - width - 1;
        const going = matched[before] ?? -1;
        const price = sign === sameFigureSign ? figureScore : single;
        const score = Math.max((best[before] ?? 0) + price, going < 0 ? -1 : going + continued + price);
        matched[cell] = score;
        most = Math.max(most, score);
      }
      best[cell] = most;
    }
  }
  return nearestPlaces(readRuns(draft, evidence.length, best, matched), draft, evidence);
}

/** Words that the evidence has twice are laid where they stand as near to their neighbours as in the draft. */
function nearestPlaces(runs: readonly Run[], draft: string, evidence: string): Run[] {
  const laid = [...runs];
  for (let index = laid.length - 1; index >= 0; index -= 1) {
    const run = laid[index];
    if (run === undefined) continue;
    const before = laid[index - 1];
    const behind = laid[index + 1];
    const words = draft.slice(run.from, run.to);
    const least = before === undefined ? 0 : before.at + before.to - before.from;
    const most = (behind?.at ?? evidence.length) - words.length;
    const strayed = (at: number): number =>
      behind !== undefined
        ? Math.abs(behind.at - at - (behind.from - run.from))
        : before !== undefined
          ? Math.abs(at - before.at - (run.from - before.from))
          : 0;
    let place = run.at;
    for (let at = evidence.indexOf(words, least); at >= 0 && at <= most; at = evidence.indexOf(words, at + 1))
      if (strayed(at) < strayed(place)) place = at;
    laid[index] = { ...run, at: place };
  }
  return laid;
}

function readRuns(draft: string, columns: number, best: Int32Array, matched: Int32Array): Run[] {
  const width = columns + 1;
  const runs: Run[] = [];
  let row = draft.length;
  let column = columns;
  while (row > 0 && column > 0) {
    const cell = row * width + column;
    if (best[cell] === best[cell - 1]) column -= 1;
    else if (best[cell] === best[cell - width]) row -= 1;
    else {
      const to = row;
      // As long as the score shows that the run went on.
      for (;;) {
        const here = matched[row * width + column] ?? -1;
        const before = (row - 1) * width + column - 1;
        row -= 1;
        column -= 1;
        const price = draft[row] === sameFigureSign ? figureScore : single;
        if ((matched[before] ?? -1) < 0 || (matched[before] ?? -1) + continued + price !== here) break;
      }
      if (to - row >= shortestRun || draft[row] === sameFigureSign)
        runs.unshift({ from: row, to, at: column });
    }
  }
  return runs;
}
