/** Plain answers of the question bank, each approved for the clauses it rests on: when one is used, and what it needs beside it. @module */
import type { Corpus } from '../gazette/model.ts';
import type { QuestionMatch } from '../retrieval/model.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import type { AskedShapes } from './answer-shape.ts';
import type { CitedPieces } from './cite.ts';
import { textWithColumns } from './clause-words.ts';
import type { Evidence } from './find-evidence.ts';
import { type FigureUnit, statedFigures } from './stated-figures.ts';

/** How like the user's question a question of the bank has to be before its approved answer is used. */
export const approvedThresholds = {
  main: 0.33,
  /** … without the words of the clause below it. */
  alone: 0.5,
  /** … when it begins with yes or no: of a question put the other way round that would be the wrong word. */
  yesOrNo: 0.75,
  /** … for a clause that is only shown beside the main one. */
  beside: 0.3,
} as const;

const maxGroundsBeside = 2;
/** Share of an approved answer's terms that the clause's own words hold, from which on the two say the same, … */
const verbatim = 0.95;
/** … and where they hold the same figures. */
const nearlyVerbatim = 0.85;
/** Share of the bank's question that its answer repeats, from which on the answer is understood without the question. */
const tellsItsQuestion = 0.45;

export interface ApprovedAnswer {
  readonly ask: string;
  readonly answer: string;
  /** Indices into `Corpus.clauses`, the decisive one first. */
  readonly clauses: readonly number[];
  readonly similarity: number;
}

/** The approved answer of the most similar question that this clause decides. */
export function approvedAnswer(
  matches: readonly QuestionMatch[],
  clause: number,
  least: number,
): ApprovedAnswer | null {
  for (const { question, similarity } of matches) {
    if (similarity < least) return null;
    if (question.answer !== null && question.clauses[0] === clause)
      return { ask: question.ask, answer: question.answer, clauses: question.clauses, similarity };
  }
  return null;
}

export function isYesOrNo(answer: string): boolean {
  return /^(?:可以|不可以|能|不能|要|不要|不用|不需要|会|不会|是|不是|有|没有|算|不算|属于|不属于|享受|不享受)/.test(
    answer,
  );
}

/** So like the user's question that its answer stands alone. */
export function isSure({ answer, similarity }: ApprovedAnswer): boolean {
  return similarity >= (isYesOrNo(answer) ? approvedThresholds.yesOrNo : approvedThresholds.alone);
}

/** The answer says itself what it is about: 镇（场）应当自受理申请之日起10个工作日内…上报区民政局. */
export function saysItsQuestion({ ask, answer }: ApprovedAnswer): boolean {
  if (isYesOrNo(answer)) return false;
  const terms = [...new Set(tokenise(ask))];
  const held = new Set(tokenise(answer));
  return terms.length > 0 && terms.filter((term) => held.has(term)).length / terms.length >= tellsItsQuestion;
}

const unitsOfShapes: Readonly<Record<string, readonly FigureUnit[]>> = {
  money: ['money', 'share'],
  share: ['share'],
  time: ['day', 'month'],
};

/**
 * The clause states other figures of the kind that is asked for or told, for other persons or cases: who asks something
 * a little different must see them (野外用火罚两百元以上, 引起火灾罚两千元以上).
 */
export function hidesOtherFigures(answer: string, clauseText: string, { shapes }: AskedShapes): boolean {
  const told = statedFigures(answer);
  // What is told without a figure (不再下达经费) is not one case among several.
  if (!told.some(({ unit }) => comparedUnits.has(unit))) return false;
  const units = new Set([
    ...told.map(({ unit }) => unit).filter((unit) => comparedUnits.has(unit)),
    ...shapes.flatMap(({ name }) => unitsOfShapes[name] ?? []),
  ]);
  return statedFigures(clauseText).some(
    (figure) =>
      units.has(figure.unit) &&
      !told.some((other) => other.unit === figure.unit && other.value === figure.value),
  );
}

const comparedUnits: ReadonlySet<FigureUnit> = new Set(['money', 'share', 'times', 'day', 'month']);

/** The clauses beside the main one that hold figures or names of the approved answer which the main one lacks. */
export function groundsBeside(
  corpus: Corpus,
  evidence: readonly Evidence[],
  approved: ApprovedAnswer,
  main: CitedPieces,
): Evidence[] {
  const mainText = main.pieces.map((piece) => corpus.clauses[piece.clause]?.text ?? '').join(' ');
  let missing = factsOf(approved.answer).filter((fact) => !mainText.includes(fact));
  const found: Evidence[] = [];
  for (const clause of approved.clauses.slice(1)) {
    if (missing.length === 0 || main.pieces.some((piece) => piece.clause === clause)) continue;
    const text = textWithColumns(corpus.clauses[clause]);
    const left = missing.filter((fact) => !text.includes(fact));
    if (left.length === missing.length) continue;
    missing = left;
    const passage =
      evidence.find((each) => each.clause === clause)?.passage ??
      corpus.passages.findIndex((each) => each.clauses.includes(clause));
    found.push({ clause, passage, score: 0 });
  }
  return found.slice(0, maxGroundsBeside);
}

/** Every figure of the answer stands in the clauses. */
export function holdsFigures(corpus: Corpus, cited: CitedPieces, answer: string): boolean {
  const text = cited.pieces.map((piece) => textWithColumns(corpus.clauses[piece.clause])).join(' ');
  return (answer.match(/\d[\d.]*/g) ?? []).every((figure) => text.includes(figure));
}

/** Figures, and stretches of four characters, which names and conditions are made of. */
function factsOf(answer: string): string[] {
  const figures = answer.match(/\d[\d.]*/g) ?? [];
  const stretches = (answer.match(/[\p{Script=Han}]{4,}/gu) ?? []).flatMap((run) =>
    Array.from({ length: run.length - 3 }, (_, at) => run.slice(at, at + 4)),
  );
  return [...figures, ...stretches];
}

/** The approved answer says in nearly the same words what stands below it, every figure included. */
export function addsNothing(answer: string, words: string): boolean {
  const said = [...new Set(tokenise(answer))];
  const held = new Set(tokenise(words));
  const same = said.length === 0 ? 0 : said.filter((term) => held.has(term)).length / said.length;
  if (same >= verbatim) return true;
  if (!(words.match(/\d[\d.]*/g) ?? []).every((figure) => answer.includes(figure))) return false;
  return same >= nearlyVerbatim || !/除外|但是?|不得|须|应当/.test(words);
}
