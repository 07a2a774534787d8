/**
 * The short answer: the words of the clause itself, chosen by what was asked for. Nothing is paraphrased, so no figure can
 * change; conditions and exceptions of a sentence stay with it.
 * @module
 */
import type { Corpus } from '../gazette/model.ts';
import { validityOn } from '../gazette/validity.ts';
import type { QuestionMatch } from '../retrieval/model.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import {
  addsNothing,
  type ApprovedAnswer,
  approvedAnswer,
  approvedThresholds,
  groundsBeside,
  hidesOtherFigures,
  holdsFigures,
  isSure,
  isYesOrNo,
  saysItsQuestion,
} from './approved-answer.ts';
import { clausesBeside } from './beside.ts';
import { citedLocator, type CitedPieces } from './cite.ts';
import { unwrittenClass } from './class-figure.ts';
import { type Section, sectionBeside, sectionOf, wordsBehind } from './clause-words.ts';
import { givesOtherFigure } from './differing-documents.ts';
import { mark, nameOf, stateOf } from './document-name.ts';
import { type Evidence, type QuestionTerms, yearSpans } from './find-evidence.ts';
import { shorten } from './key-window.ts';
import { correctPremise } from './premise.ts';
import type { Understanding } from './understand.ts';

export { mark, nameOf } from './document-name.ts';

/** Longest answers, in UTF-16 units; lists and tables may be longer. */
export const answerLimits = { text: 400, list: 800 } as const;
/** Most citations of one answer. */
const mostCited = 3;

export interface Composed {
  readonly text: string;
  readonly cited: readonly CitedPieces[];
  /** Index into `Corpus.documents` of another document that gives another figure for the same thing; null for none. */
  readonly differing: number | null;
}

/** Everything that the words of an answer are chosen by. */
export interface Material {
  readonly corpus: Corpus;
  readonly evidence: readonly Evidence[];
  /** Questions of the bank that are like the user's, best first. */
  readonly matches: readonly QuestionMatch[];
  readonly understanding: Understanding;
  readonly terms: QuestionTerms;
  /** ISO date for which validity is told. */
  readonly asOf: string;
}

export function composeAnswer(material: Material): Composed {
  const { corpus, evidence, matches, asOf } = material;
  const [best] = evidence;
  if (best === undefined) return { text: '', cited: [], differing: null };
  const main = sectionOf(material, best, evidence);
  const clause = corpus.clauses[best.clause];
  // A list is shown whole, and a row of figures says itself what its figures are.
  const fitting =
    main.items !== undefined || clause === undefined || isFigureRow(corpus, best.clause)
      ? null
      : approvedAnswer(matches, best.clause, approvedThresholds.main);
  const approved =
    fitting !== null &&
    speaksOfYears(material, fitting.answer) &&
    !(main.text.length <= shownForFigures && hidesFigures(material, fitting, best.clause))
      ? fitting
      : null;
  const limit = main.isList ? answerLimits.list : answerLimits.text;
  const cited: CitedPieces[] = [main.cited];
  const head = headOf(corpus, best.clause, main, asOf);
  let text = shorten(`${head}：${main.text}`, limit - 4) + mark(1);
  if (approved !== null) {
    // An answer that rests on several clauses cites each of them.
    for (const ground of groundsBeside(corpus, evidence, approved, main.cited)) {
      const section = sectionOf(material, ground, evidence).cited;
      const known = cited.flatMap(({ pieces }) => pieces.map(({ clause: each }) => each));
      // Items of one list are cited as the list: once is enough.
      if (section.pieces.some(({ clause: each }) => !known.includes(each))) cited.push(section);
    }
    text = approvedText(material, approved, best, main, { head, citations: cited.length, limit });
  }
  const rests = cited.flatMap(({ pieces }) => pieces.map((piece) => piece.clause));
  const premise =
    correctPremise(corpus, material.understanding, material.terms, rests, main.items) ??
    unwrittenClass(corpus, material.understanding.normalised, rests);
  if (premise !== null) text = `${premise}\n${text}`;
  const beside = showBeside(material, best, { text, cited, limit });
  return {
    text: shorten(beside.text, limit),
    cited: [...cited, ...beside.cited],
    differing: beside.differing,
  };
}

/** 2017—2018年和2019—2020年各要多少 is not answered by what is said of one of the two. */
function speaksOfYears({ understanding }: Material, answer: string): boolean {
  const held = yearSpans(answer);
  return held.length === 0 || yearSpans(understanding.normalised).every((span) => held.includes(span));
}

/** An answer to a question that is not quite the user's leaves out figures of the clause that may be the user's. */
function hidesFigures(
  { corpus, understanding }: Material,
  approved: ApprovedAnswer,
  clause: number,
): boolean {
  const text = corpus.clauses[clause]?.text ?? '';
  return !isSure(approved) && hidesOtherFigures(approved.answer, text, understanding.shapes);
}

/** A clause up to this long is shown instead of such an answer. */
const shownForFigures = 240;

/** The plain answer with its source, and the clause's own words below it unless the answer is sure or says them already. */
function approvedText(
  material: Material,
  approved: ApprovedAnswer,
  best: Evidence,
  main: Section,
  { head, citations, limit }: { head: string; citations: number; limit: number },
): string {
  const sure = isSure(approved);
  // Where the question is not quite the same, the reader sees which question this answers.
  const about = sure || saysItsQuestion(approved) ? '' : `相近的问题：${approved.ask}\n`;
  const marks = Array.from({ length: citations }, (_, index) => mark(index + 1)).join('');
  const source = `${about}${pastOf(material, best)}${approved.answer}${marks}\n——${head}`;
  const words = wordsBehind(material, best.clause, main.text, approved.answer);
  const enough =
    sure || (addsNothing(approved.answer, words) && !hidesFigures(material, approved, best.clause));
  return enough ? source : shorten(`${source}\n原文：${words}`, limit);
}

/** Said before a plain answer, which reads as if it held today. */
function pastOf({ corpus, asOf }: Material, best: Evidence): string {
  switch (validityOn(corpus, corpus.clauses[best.clause]?.document ?? -1, asOf).status) {
    case 'expired':
      return '（已届满的规定）';
    case 'repealed':
      return '（已废止的规定）';
    case 'period_over':
      return '（期间已结束）';
    default:
      return '';
  }
}

/** 另见第十九条：… — the deciding words of the other clauses that answer a part of the question. */
function showBeside(
  material: Material,
  best: Evidence,
  { text: above, cited: grounds, limit }: { text: string; cited: readonly CitedPieces[]; limit: number },
): Composed {
  const { corpus, evidence, matches, asOf } = material;
  const home = corpus.clauses[best.clause]?.document;
  const shown = grounds.flatMap(({ pieces }) => pieces.map((piece) => piece.clause));
  // Without a bank the score alone tells little: what is not nearly as good is only named, with its neighbours.
  const scoreAlone = matches.length === 0;
  const ground = new Set(shown.flatMap((index) => tokenise(corpus.clauses[index]?.text ?? '')));
  const wanted = new Set(clausesBeside(material, shown, above).map((other) => other.clause));
  const cited: CitedPieces[] = [];
  const named: string[] = [];
  let differing: number | null = null;
  let text = above;
  for (const other of evidence.slice(1)) {
    if (grounds.length + cited.length >= mostCited || other.score < best.score * leastDiffering) break;
    const differs = differing === null && givesOtherFigure(material, best, other);
    if ((!differs && !wanted.has(other.clause)) || shown.includes(other.clause)) continue;
    const sure = other.score >= best.score * surelyBeside;
    const section =
      scoreAlone && sure ? sectionOf(material, other, evidence) : sectionBeside(material, other);
    // The other paragraphs of an article of which one was shown alone.
    if (
      section.cited.pieces.some(
        (piece) => shown.includes(piece.clause) && !leadsInto(corpus, piece.clause, other.clause),
      )
    )
      continue;
    const plain = approvedAnswer(matches, other.clause, approvedThresholds.beside);
    const usesPlain =
      plain !== null &&
      !isYesOrNo(plain.answer) &&
      holdsFigures(corpus, section.cited, plain.answer) &&
      // What rests on further clauses would need a mark for each.
      groundsBeside(corpus, evidence, plain, section.cited).length === 0;
    const words = usesPlain ? plain.answer : section.text;
    // Editions of one law, and notices that repeat each other, say the same in the same words.
    if (text.includes(words) || text.includes(section.text) || (!scoreAlone && repeats(section.text, ground)))
      continue;
    const place = headOf(corpus, other.clause, section, asOf, home);
    const n = grounds.length + cited.length + 1;
    const full = `\n另见${place}：${words}${mark(n)}`;
    const fits = text.length + full.length <= limit;
    if (fits && (!scoreAlone || differs || other.score >= best.score * likelyBeside)) text += full;
    else if (text.length + place.length + 8 <= limit && !named.some((each) => each.startsWith(place)))
      named.push(`${place}${mark(n)}`);
    else continue;
    if (differs) differing = corpus.clauses[other.clause]?.document ?? null;
    cited.push(section.cited);
    shown.push(other.clause, ...section.cited.pieces.map((piece) => piece.clause));
  }
  if (named.length > 0) text += `\n另见${named.join('、')}`;
  return { text, cited, differing };
}

function leadsInto({ clauses }: Corpus, lead: number, clause: number): boolean {
  return clauses[clause]?.leadIn === lead;
}

/** An annex that says again in nearly the same words what the cited clause says. */
function repeats(words: string, ground: ReadonlySet<string>): boolean {
  const terms = [...new Set(tokenise(words))];
  return terms.filter((term) => ground.has(term)).length >= repeatedShare * terms.length;
}

const repeatedShare = 0.9;

/** Score relative to the main clause from which words are shown where nothing but the score speaks for them. */
const surelyBeside = 0.93;
/** … and from which on the words that decide are, where there is room. */
const likelyBeside = 0.85;

/** Score relative to the main clause below which another document's figure is about something else. */
const leastDiffering = 0.62;

/** A row of a table of figures. */
function isFigureRow(corpus: Corpus, clause: number): boolean {
  const row = corpus.clauses[clause]?.row ?? null;
  return row !== null && row.cells.slice(1).some((cell) => /^\d[\d.,%/]*/.test(cell));
}

/** 清新府办〔2018〕16号第七条（有效期至2020年3月31日，已届满） */
function headOf(corpus: Corpus, clauseIndex: number, section: Section, asOf: string, known?: number): string {
  const clause = corpus.clauses[clauseIndex];
  const document = clause === undefined ? undefined : corpus.documents[clause.document];
  if (clause === undefined || document === undefined) return '';
  const locator = citedLocator(corpus, section.cited.pieces);
  // Of a document named already only the place is given.
  if (clause.document === known) return locator === '' ? '正文' : locator;
  return `${nameOf(document)}${locator}${stateOf(document, validityOn(corpus, clause.document, asOf))}`;
}
