/**
 * The short answer: the words of the clause itself, chosen by what was asked for. Nothing is paraphrased, so no figure can
 * change; conditions and exceptions of a sentence stay with it.
 * @module
 */
import { formatDate } from '../gazette/chinese-date.ts';
import type { Clause, Corpus, PolicyDocument } from '../gazette/model.ts';
import { cutBeforePrivateNumber } from '../gazette/private-numbers.ts';
import { type ValidityOnDay, validityOn } from '../gazette/validity.ts';
import type { QuestionMatch } from '../retrieval/model.ts';
import { normalise } from '../retrieval/normalise.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import { citedLocator, type CitedPieces, type Piece, readable } from './cite.ts';
import { heldShare } from './answer-shape.ts';
import { type Evidence, overlap, type QuestionTerms, sentencesOf } from './find-evidence.ts';
import type { Understanding } from './understand.ts';

/** Longest answers, in UTF-16 units; lists and tables may be longer. */
export const answerLimits = { text: 400, list: 800 } as const;
/** A clause up to this long is shown whole. */
const wholeClause = 220;
/** … below an approved answer. */
const besideApproved = 110;
const leadInShown = 130;
/** Evidence this close to the best is shown beside it, a little further is only named. */
const besideShare = 0.86;
const namedShare = 0.62;
const equalShare = 0.93;

export interface Composed {
  readonly text: string;
  readonly cited: readonly CitedPieces[];
  /** Index into `Corpus.documents` of another document that gives another figure for the same thing; null for none. */
  readonly differing: number | null;
}

interface Section {
  readonly text: string;
  readonly cited: CitedPieces;
  readonly isList: boolean;
  readonly isWholeList?: true;
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
  const { corpus, evidence, asOf } = material;
  const [best] = evidence;
  if (best === undefined) return { text: '', cited: [], differing: null };
  const main = sectionOf(material, best);
  const clause = corpus.clauses[best.clause];
  // A list is shown whole.
  const approved =
    main.isWholeList || clause === undefined || isFigureRow(clause)
      ? null
      : approvedAnswer(material, best.clause, approvedThresholds.main);
  const limit = main.isList ? answerLimits.list : answerLimits.text;
  const cited: CitedPieces[] = [main.cited];
  const head = headOf(corpus, best.clause, main, asOf);
  let text = shorten(`${head}：${main.text}`, limit - 4) + mark(1);
  if (approved !== null) {
    const sure =
      approved.similarity >=
      (isYesOrNo(approved.answer) ? approvedThresholds.yesOrNo : approvedThresholds.alone);
    // Where the question is not quite the same, the reader sees which question this answers.
    const about = sure ? '' : `相近的问题：${approved.ask}\n`;
    // An answer that rests on several clauses cites each of them.
    for (const clauseOfAnswer of groundsBeside(material, approved, main)) {
      cited.push(sectionOf(material, clauseOfAnswer).cited);
    }
    const marks = cited.map((_, index) => mark(index + 1)).join('');
    const source = `${about}${approved.answer}${marks}\n——${head}`;
    const words = shortWords(material, best, main);
    const enough = sure || main.isList || addsNothing(approved.answer, words);
    text = enough ? source : shorten(`${source}\n原文：${words}`, limit);
  }
  const premise = correctPremise(material, main);
  if (premise !== null) text = `${premise}\n${text}`;
  const named: string[] = [];
  let differing: number | null = null;
  const shown = new Set(cited.flatMap(({ pieces }) => pieces.map((piece) => piece.clause)));
  for (const other of evidence.slice(1)) {
    if (cited.length >= 3 || other.score < best.score * namedShare) break;
    if (shown.has(other.clause)) continue;
    const section = sectionOf(material, other);
    // Editions of one law, and notices that repeat each other, say the same in the same words.
    if (text.includes(section.text)) continue;
    const n = cited.length + 1;
    const differs = differing === null && givesOtherFigure(material, best, other);
    if (differs) differing = corpus.clauses[other.clause]?.document ?? null;
    const place = headOf(corpus, other.clause, section, asOf, clause?.document);
    const besideIt =
      other.score >= best.score * besideShare
        ? approvedAnswer(material, other.clause, approvedThresholds.beside)
        : null;
    // Nearly as good as the main clause: its words are shown, not only its place.
    const words =
      besideIt !== null && !isYesOrNo(besideIt.answer) && holdsFigures(corpus, section, besideIt.answer)
        ? besideIt.answer
        : other.score >= best.score * equalShare || differs
          ? shortWords(material, other, section)
          : '';
    const full = words === '' ? '' : `\n另见${place}：${words}${mark(n)}`;
    const fits = full !== '' && text.length + full.length <= limit;
    if (!fits && text.length + place.length + 8 > limit) continue;
    if (fits) text += full;
    else named.push(`${place}${mark(n)}`);
    cited.push(section.cited);
    for (const piece of section.cited.pieces) shown.add(piece.clause);
  }
  if (named.length > 0) text += `\n另见${named.join('、')}`;
  return { text: shorten(text, limit), cited, differing };
}

const percentage = /\d+(?:\.\d+)?\s*%/g;

function percentagesIn(text: string): string[] {
  return (normalise(text).match(percentage) ?? []).map((each) => each.replace(/\s/g, ''));
}

/** "是不是100%": said first when the cited words name other percentages and not that one. */
function correctPremise({ corpus, understanding }: Material, main: Section): string | null {
  const { normalised } = understanding;
  if (!/是不是|是否|系咪|系唔系|对吗|对不对|啱唔啱|[吗嘛吧么][?？。]?$/.test(normalised)) return null;
  const said = percentagesIn(normalised);
  const written = percentagesIn(
    main.cited.pieces.map((piece) => textWithColumns(corpus.clauses[piece.clause])).join(' '),
  );
  const wrong = said.filter((each) => !written.includes(each));
  if (said.length !== 1 || wrong.length === 0 || written.length === 0) return null;
  return `下面引用的条文写的不是${wrong[0] ?? ''}：`;
}

/** Another document that holds as much of the question and names other percentages: both are shown, by name. */
function givesOtherFigure(
  { corpus, terms, understanding }: Material,
  best: Evidence,
  other: Evidence,
): boolean {
  const one = corpus.clauses[best.clause];
  const two = corpus.clauses[other.clause];
  if (one === undefined || two === undefined || one.document === two.document) return false;
  if (!understanding.types.has('amount') && !/下降|提高|增加|减少|达到/.test(understanding.normalised))
    return false;
  const held = overlap(terms, new Set(tokenise(textWithColumns(two))));
  if (held < leastHeldToDiffer) return false;
  // Only the sentence that is about the question counts: a clause may list many rates.
  const figures = (clause: Clause) =>
    percentagesIn(
      clause.row === null ? keyWindow(clause.text, understanding, terms, 1) : clause.row.cells.join(' '),
    );
  const [first, second] = [figures(one), figures(two)];
  return first.length > 0 && second.length > 0 && !second.some((each) => first.includes(each));
}

/** Share of the question that the other document's clause must hold for its figure to be about the same thing. */
const leastHeldToDiffer = 0.4;

/** How like the user's question a question of the bank has to be before its approved answer is used. */
const approvedThresholds = {
  main: 0.33,
  /** … without the words of the clause below it. */
  alone: 0.5,
  /** … when it begins with yes or no: of a question put the other way round that would be the wrong word. */
  yesOrNo: 0.75,
  /** … for a clause that is only shown beside the main one. */
  beside: 0.3,
} as const;

function isYesOrNo(answer: string): boolean {
  return /^(?:可以|不可以|能|不能|要|不要|不用|不需要|会|不会|是|不是|有|没有|算|不算|属于|不属于|享受|不享受)/.test(
    answer,
  );
}

/** A row of a table of figures says itself what its figures are. */
function isFigureRow(clause: Clause): boolean {
  return clause.row !== null && clause.row.cells.slice(1).some((cell) => /^\d[\d.,%/]*/.test(cell));
}

interface ApprovedAnswer {
  readonly ask: string;
  readonly answer: string;
  /** Indices into `Corpus.clauses`, the decisive one first. */
  readonly clauses: readonly number[];
  readonly similarity: number;
}

/** The clauses beside the main one that hold figures or names of the approved answer which the main one lacks. */
function groundsBeside({ corpus, evidence }: Material, approved: ApprovedAnswer, main: Section): Evidence[] {
  const mainText = main.cited.pieces.map((piece) => corpus.clauses[piece.clause]?.text ?? '').join(' ');
  let missing = factsOf(approved.answer).filter((fact) => !mainText.includes(fact));
  const found: Evidence[] = [];
  for (const clause of approved.clauses.slice(1)) {
    if (missing.length === 0 || main.cited.pieces.some((piece) => piece.clause === clause)) continue;
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

const maxGroundsBeside = 2;

function holdsFigures(corpus: Corpus, section: Section, answer: string): boolean {
  const text = section.cited.pieces.map((piece) => textWithColumns(corpus.clauses[piece.clause])).join(' ');
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

function textWithColumns(clause: Clause | undefined): string {
  return `${clause?.row?.columns.join(' ') ?? ''} ${clause?.text ?? ''}`;
}

/** The approved answer of the most similar question that this clause decides. */
function approvedAnswer({ matches }: Material, clause: number, least: number): ApprovedAnswer | null {
  for (const { question, similarity } of matches) {
    if (similarity < least) return null;
    if (question.answer !== null && question.clauses[0] === clause)
      return { ask: question.ask, answer: question.answer, clauses: question.clauses, similarity };
  }
  return null;
}

/** The approved answer says in nearly the same words what stands below it, every figure included. */
function addsNothing(answer: string, words: string): boolean {
  const figures = words.match(/\d[\d.]*/g) ?? [];
  const said = new Set(tokenise(answer));
  const terms = [...said];
  const held = new Set(tokenise(words));
  const same = terms.filter((term) => held.has(term)).length;
  if (terms.length > 0 && same / terms.length >= nearlyVerbatim) return true;
  return figures.every((figure) => answer.includes(figure)) && !/除外|但是?|不得|须|应当/.test(words);
}

/** Share of an approved answer's terms that the clause's own words hold, from which on the two say the same. */
const nearlyVerbatim = 0.95;

/** The sentence that decides, for a reader who has the plain answer above it. */
function shortWords(material: Material, evidence: Evidence, main: Section): string {
  if (main.text.length <= besideApproved) return main.text;
  const clause = material.corpus.clauses[evidence.clause];
  return withoutLabel(
    keyWindow(publicText(clause?.text ?? ''), material.understanding, material.terms, besideApproved),
  );
}

export function mark(n: number): string {
  return `[${n}]`;
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const end = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('；'), cut.lastIndexOf('\n'));
  return end > limit / 2 ? cut.slice(0, end + 1) : `${cut}…`;
}

/** 清新府办〔2018〕16号第七条（有效期至2020年3月31日，已届满） */
function headOf(corpus: Corpus, clauseIndex: number, section: Section, asOf: string, known?: number): string {
  const clause = corpus.clauses[clauseIndex];
  const document = clause === undefined ? undefined : corpus.documents[clause.document];
  if (clause === undefined || document === undefined) return '';
  const locator = citedLocator(corpus, section.cited.pieces);
  // Of a document named already only the place is given.
  if (clause.document === known) return locator === '' ? '正文' : locator;
  const state = stateOf(document, validityOn(corpus, clause.document, asOf));
  return `${nameOf(document)}${locator}${state}`;
}

/** The 文号, else the title in 《》. */
export function nameOf(document: PolicyDocument): string {
  return document.number?.canonical ?? `《${document.title}》`;
}

function stateOf(document: PolicyDocument, validity: ValidityOnDay): string {
  const lastDay = document.validity.lastDay;
  switch (validity.status) {
    case 'expired':
      return lastDay === null ? '（已失效）' : `（有效期至${formatDate(lastDay)}，已届满）`;
    case 'period_over':
      return lastDay === null ? '（期间已结束）' : `（期间到${formatDate(lastDay)}，已结束）`;
    case 'repealed':
      return '（已废止）';
    case 'draft':
      return '（征求意见稿，没有正式印发）';
    case 'reference':
      return document.region === null ? '（参考资料）' : `（${document.region}的参考资料）`;
    case 'not_yet':
      return '（尚未施行）';
    default:
      return '';
  }
}

function sectionOf({ corpus, evidence: all, understanding, terms }: Material, evidence: Evidence): Section {
  const clause = corpus.clauses[evidence.clause];
  if (clause === undefined)
    return { text: '', cited: { pieces: [], passage: evidence.passage }, isList: false };
  if (clause.row !== null) return rowSection(clause, evidence);
  const asksForAll = understanding.types.has('list') || /[：:]$/.test(clause.text);
  const list = asksForAll ? wholeList(corpus, evidence.clause) : null;
  if (list !== null) {
    const pieces = list.map((index): Piece => ({ clause: index, words: null }));
    const lines = list.map((index) => publicText(corpus.clauses[index]?.text ?? ''));
    const count = list.length - 1;
    return {
      text: `${lines[0] ?? ''}（共${count}项）\n${lines.slice(1).join('\n')}`,
      cited: { pieces, passage: evidence.passage },
      isList: true,
      isWholeList: true,
    };
  }
  const together = smallSection(corpus, evidence);
  if (together !== null) return together;
  const pieces: Piece[] = [];
  let lead = '';
  if (clause.leadIn !== null) {
    const above = publicText(corpus.clauses[clause.leadIn]?.text ?? '');
    const sentences = sentencesOf(above);
    lead = withoutLabel(above.length <= leadInShown ? above : (sentences.at(-1) ?? ''));
    if (lead.length > leadInShown + 60) lead = '';
    else pieces.push({ clause: clause.leadIn, words: lead === above ? null : lead });
  }
  const siblings = lead === '' ? [] : siblingsBesideIt(corpus, evidence, all);
  for (const index of [...siblings, evidence.clause].toSorted((left, right) => left - right)) {
    const text = publicText(corpus.clauses[index]?.text ?? '');
    const words = withoutLabel(
      text.length <= wholeClause ? text : keyWindow(text, understanding, terms, wholeClause),
    );
    pieces.push({ clause: index, words: words === text ? null : words });
  }
  const heading = datedHeading(clause, understanding);
  const words = pieces.map((piece) => piece.words ?? publicText(corpus.clauses[piece.clause]?.text ?? ''));
  return {
    text: `${heading === null ? '' : `${heading.replace(/[。：]$/, '')}：`}${words.join('')}`,
    cited: { pieces, passage: evidence.passage, ...(heading === null ? {} : { withHeadings: true }) },
    isList: false,
  };
}

/** 总结阶段（2020年11月~12月）: the dates of a stage stand in its heading only. */
function datedHeading(clause: Clause, understanding: Understanding): string | null {
  const heading = clause.headings.at(-1);
  const asksTime = understanding.shapes.shapes.some((shape) => shape.name === 'time');
  return asksTime && heading !== undefined && /\d+\s*[年月日]/.test(heading) ? heading : null;
}

/** 第七条, （三） or 4. stands before the answer already, as its locator. */
function withoutLabel(text: string): string {
  return text.replace(
    /^(?:第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十\d]+[）)]、?|\d{1,3}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)/,
    '',
  );
}

function publicText(text: string): string {
  return cutBeforePrivateNumber(text);
}

/** A short article or contact block of several paragraphs is shown whole. */
function smallSection(corpus: Corpus, evidence: Evidence): Section | null {
  const passage = corpus.passages[evidence.passage];
  if (passage === undefined || passage.clauses.length < 2) return null;
  const texts = passage.clauses.map((index) => publicText(corpus.clauses[index]?.text ?? ''));
  const isList = passage.clauses.some((index) => corpus.clauses[index]?.leadIn !== null);
  if (isList || texts.reduce((sum, text) => sum + text.length, 0) > wholeClause) return null;
  const pieces = passage.clauses.map((clause): Piece => ({ clause, words: null }));
  return {
    text: withoutLabel(texts.join('\n')),
    cited: { pieces, passage: evidence.passage },
    isList: false,
  };
}

/** Items of the same list that answer nearly as well: 存款 and 有价证券 are two items of one standard. */
function siblingsBesideIt(corpus: Corpus, evidence: Evidence, all: readonly Evidence[]): number[] {
  const leadIn = corpus.clauses[evidence.clause]?.leadIn;
  return all
    .filter(
      (other) =>
        other.clause !== evidence.clause &&
        corpus.clauses[other.clause]?.leadIn === leadIn &&
        other.score >= evidence.score * 0.9,
    )
    .slice(0, 2)
    .map((other) => other.clause)
    .filter((index) => (corpus.clauses[index]?.text.length ?? 0) <= 120);
}

/** 公厕名称：清新公园西门公厕；改建（造）：改建；… */
function rowSection(clause: Clause, evidence: Evidence): Section {
  const row = clause.row;
  const pairs = (row?.cells ?? []).flatMap((cell, column) => {
    const name = row?.columns[column] ?? '';
    if (cell === '' || /^(?:序号|编号)$/.test(name)) return [];
    const unit = /^(.+?)[（(]([^（()）]{1,4})[）)]$/.exec(name);
    if (unit !== null && /^\d[\d.,]*$/.test(cell)) return [`${unit[1] ?? ''}：${cell}${unit[2] ?? ''}`];
    return [name === '' ? cell : `${name}：${cell}`];
  });
  return {
    text: publicText(readable(pairs.join('；'))),
    cited: { pieces: [{ clause: evidence.clause, words: null }], passage: evidence.passage },
    isList: true,
  };
}

/** The lead-in and all items of the list that the clause opens or belongs to; null when it is in none or it is too long. */
function wholeList(corpus: Corpus, index: number): number[] | null {
  const clause = corpus.clauses[index];
  if (clause === undefined) return null;
  const head = clause.leadIn ?? index;
  const items: number[] = [];
  const last = corpus.documents[clause.document]?.clauses[1] ?? corpus.clauses.length;
  for (let next = head + 1; next < last; next += 1) {
    const item = corpus.clauses[next];
    if (item === undefined || item.leadIn === null) break;
    if (item.leadIn === head) items.push(next);
    else if (!items.includes(item.leadIn)) break;
  }
  const lead = corpus.clauses[head]?.text ?? '';
  const length = items.reduce((sum, item) => sum + (corpus.clauses[item]?.text.length ?? 0), lead.length);
  return items.length >= 2 && length <= answerLimits.list - 90 ? [head, ...items] : null;
}

/** The stretch of a long clause around the sentence that answers, at most `longest` characters. */
function keyWindow(
  text: string,
  understanding: Understanding,
  terms: QuestionTerms,
  longest: number,
): string {
  const sentences = sentencesOf(text);
  const scores = sentences.map(
    (sentence) =>
      overlap(terms, new Set(tokenise(sentence))) + 0.15 * heldShare(understanding.shapes, sentence),
  );
  let from = scores.indexOf(scores.reduce((best, score) => Math.max(best, score), -Infinity));
  let to = from + 1;
  let length = sentences[from]?.length ?? 0;
  for (;;) {
    const after = sentences[to];
    const before = sentences[from - 1];
    const takeAfter = after !== undefined && length + after.length <= longest;
    const takeBefore = before !== undefined && length + before.length <= longest;
    if (!takeAfter && !takeBefore) break;
    if (takeAfter && (!takeBefore || (scores[to] ?? 0) >= (scores[from - 1] ?? 0))) {
      length += after.length;
      to += 1;
    } else if (before !== undefined) {
      length += before.length;
      from -= 1;
    }
  }
  return sentences.slice(from, to).join('');
}
