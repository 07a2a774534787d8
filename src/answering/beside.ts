/** Which clauses are shown beside the one that answers (另见): those that decide a part of the question, and no neighbours. @module */
import type { Clause, Corpus } from '../gazette/model.ts';
import type { QuestionMatch } from '../retrieval/model.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import { heldShare } from './answer-shape.ts';
import { classesIn } from './class-of-persons.ts';
import { textWithColumns } from './clause-words.ts';
import { type Evidence, overlap, type QuestionTerms } from './find-evidence.ts';
import type { Understanding } from './understand.ts';

/** Measured over eval/*.jsonl: of the clauses named beside the main one, the share that the gold answers rest on. */
const besideThresholds = {
  /** Nearly as good as the main clause. */
  equal: 0.93,
  /** … of another document, which also has to hold this much of the question. */
  otherDocumentHolds: 0.35,
  /** A question of the bank points at it: least similarity, … */
  pointed: 0.25,
  /** … of another document, … */
  pointedOther: 0.45,
  /** … relative to the most similar question, … */
  pointedOfBest: 0.9,
  /** … and score relative to the main clause. */
  pointedScore: 0.7,
  /** From this similarity on the bank is sure of the main clause, and others have to be as sure. */
  mainSure: 0.5,
  besideSure: 0.8,
  /** Weight of the question that the clause holds and the main one does not. */
  gain: 0.2,
  gainScore: 0.72,
  gainPointed: 0.15,
  /** Least score relative to the main clause. */
  leastScore: 0.62,
  /** The only one of the two that holds the kind of thing asked for. */
  shapePointed: 0.2,
  /** … that holds as much of the question as the main clause, times this, or that the bank points at as much. */
  shapeHolds: 0.7,
  shapePointedAlone: 0.3,
  /** Another row of the table that the main clause is a row of. */
  rowScore: 0.95,
} as const;

export interface Besides {
  readonly corpus: Corpus;
  readonly evidence: readonly Evidence[];
  readonly matches: readonly QuestionMatch[];
  readonly understanding: Understanding;
  readonly terms: QuestionTerms;
}

/**
 * The other clauses that decide a part of the question, best first.
 * @param main Clauses that the answer so far rests on.
 * @param shown The words of the answer so far.
 */
export function clausesBeside(material: Besides, main: readonly number[], shown: string): Evidence[] {
  const { corpus, evidence, matches, understanding, terms } = material;
  const [best] = evidence;
  const clause = corpus.clauses[best?.clause ?? -1];
  if (best === undefined || clause === undefined) return [];
  const mainTerms = new Set([
    ...main.flatMap((index) => tokenise(contextText(corpus.clauses[index]))),
    ...tokenise(shown),
  ]);
  const isReference = corpus.documents[clause.document]?.standing === 'reference';
  const sure = similarityOf(matches, best.clause);
  const mostSimilar = matches[0]?.similarity ?? 0;
  const { shapes } = understanding;
  const shapeHeld = Math.max(heldShare(shapes, shown), heldShare(shapes, textWithColumns(clause)));
  const shapeShown = heldShare(shapes, shown);
  const mainHolds = overlap(terms, new Set(tokenise(contextText(clause))));
  return evidence.slice(1).filter((other) => {
    const beside = corpus.clauses[other.clause];
    if (beside === undefined || main.includes(other.clause)) return false;
    const ratio = other.score / best.score;
    if (ratio < besideThresholds.leastScore) return false;
    // A row about other persons than those whom the question names is not shown: its figures would only mislead.
    if (isRowOfSameTable(clause, beside) && isOfOtherPersons(understanding.normalised, beside, clause))
      return false;
    // Nothing but the score tells which clauses decide.
    if (matches.length === 0) return true;
    const similarity = similarityOf(matches, other.clause);
    const shape = heldShare(shapes, textWithColumns(beside));
    if (shape < shapeHeld && similarity <= 1.2 * sure) return false;
    const held = new Set(tokenise(contextText(beside)));
    const limits = besideThresholds;
    const pointed = similarity >= limits.pointed && similarity >= limits.pointedOfBest * mostSimilar;
    if (beside.document !== clause.document)
      return (
        (ratio >= limits.equal && overlap(terms, held) >= limits.otherDocumentHolds) ||
        (pointed && similarity >= limits.pointedOther)
      );
    const isAsMuchAboutIt =
      overlap(terms, held) >= limits.shapeHolds * mainHolds ||
      similarity >= Math.max(limits.shapePointedAlone, limits.shapeHolds * mostSimilar);
    const holdsAlone = shape > shapeShown && similarity >= limits.shapePointed && isAsMuchAboutIt;
    // A sample's report speaks of everything; only its nearest clauses are worth a look.
    if (isReference && (ratio < limits.equal || !pointed)) return false;
    if (holdsAlone && sure < limits.mainSure) return true;
    if (sure >= limits.mainSure) return pointed && ratio >= limits.besideSure;
    const sameTable = clause.row !== null && beside.row !== null;
    if (sameTable && ratio < limits.rowScore && !(pointed && similarity > sure)) return false;
    if (ratio >= limits.equal || (pointed && ratio >= limits.pointedScore)) return true;
    if (ratio < limits.gainScore || similarity < limits.gainPointed) return false;
    const gained = [...held].filter((term) => !mainTerms.has(term));
    return overlap(terms, new Set(gained)) >= limits.gain;
  });
}

function isRowOfSameTable(main: Clause, other: Clause): boolean {
  return (
    main.row !== null &&
    other.row !== null &&
    main.document === other.document &&
    main.headings.at(-1) === other.headings.at(-1) &&
    main.row.columns.join() === other.row.columns.join()
  );
}

/** The question names a class of persons that the row is about, and the other row is not. */
function isOfOtherPersons(question: string, row: Clause, than: Clause): boolean {
  return classesIn(question).some((name) => than.text.includes(name) && !row.text.includes(name));
}

function similarityOf(matches: readonly QuestionMatch[], clause: number): number {
  return matches.find(({ question }) => question.clauses.includes(clause))?.similarity ?? 0;
}

function contextText(clause: Clause | undefined): string {
  return `${clause?.headings.at(-1) ?? ''} ${textWithColumns(clause)}`;
}
