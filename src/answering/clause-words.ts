/** The words of one clause as an answer shows them: whole where short, with the sentence that leads into them. @module */
import { cutBeforePrivateNumber } from '../gazette/private-numbers.ts';
import type { Clause, Corpus } from '../gazette/model.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import { heldShare } from './answer-shape.ts';
import { type CitedPieces, type Piece, readable } from './cite.ts';
import { namesPersons } from './class-of-persons.ts';
import { type Evidence, overlap, type QuestionTerms, questionTerms, sentencesOf } from './find-evidence.ts';
import { keyWindow } from './key-window.ts';
import type { Understanding } from './understand.ts';

/** Longest list that is shown whole, in UTF-16 units. */
const longestList = 710;
/** A clause up to this long is shown whole. */
const wholeClause = 220;
const leadInShown = 130;
/** Words of a clause beside the main one. */
const besideMain = 110;
/** A lead-in that short is worth its room even beside the main clause. */
const shortLeadIn = 45;
/** A table row up to this long is shown whole, … */
const wholeRow = 170;
/** … of a longer one its short cells, … */
const shortCell = 40;
/** … and of the long cells that matter this much. */
const cellWindow = 120;

export interface Section {
  readonly text: string;
  readonly cited: CitedPieces;
  readonly isList: boolean;
  /** Number of items of a list that is shown from its lead-in to its end. */
  readonly items?: number;
}

/** What the words are chosen by. */
export interface Choice {
  readonly corpus: Corpus;
  readonly understanding: Understanding;
  readonly terms: QuestionTerms;
}

/** The words of the clause that answers. @param all Everything that was found, for the neighbours in the same list. */
export function sectionOf(choice: Choice, evidence: Evidence, all: readonly Evidence[]): Section {
  const { corpus, understanding, terms } = choice;
  const clause = corpus.clauses[evidence.clause];
  if (clause === undefined)
    return { text: '', cited: { pieces: [], passage: evidence.passage }, isList: false };
  if (clause.row !== null) {
    const pieces = [{ clause: evidence.clause, words: null }];
    return { text: rowText(choice, clause), cited: { pieces, passage: evidence.passage }, isList: true };
  }
  const asksForAll = understanding.types.has('list') || /[：:]$/.test(clause.text);
  const list = asksForAll ? wholeList(corpus, evidence.clause) : null;
  if (list !== null) {
    const pieces = list.map((index): Piece => ({ clause: index, words: null }));
    const lines = list.map((index) => publicText(corpus.clauses[index]?.text ?? ''));
    const items = list.length - 1;
    const lead = leadWords(lines[0] ?? '', terms).replace(/[：:]$/, '');
    return {
      text: withFullStop(`${lead}（共${items}项）：\n${lines.slice(1).join('\n')}`),
      cited: { pieces, passage: evidence.passage },
      isList: true,
      items,
    };
  }
  const together = smallSection(choice, evidence);
  if (together !== null) return together;
  const pieces: Piece[] = [];
  const lead = leadInOf(choice, clause, leadInShown + 60);
  if (lead !== null) pieces.push(lead);
  const siblings = lead === null ? [] : siblingsBesideIt(corpus, evidence, all);
  for (const index of [...siblings, evidence.clause].toSorted((left, right) => left - right)) {
    const text = publicText(corpus.clauses[index]?.text ?? '');
    const words = withoutLabel(
      text.length <= wholeClause ? text : keyWindow(text, understanding, terms, wholeClause),
    );
    pieces.push({ clause: index, words: words === text ? null : words });
  }
  const heading = datedHeading(clause, understanding);
  return {
    text: withFullStop(
      `${heading === null ? '' : `${withoutLabel(heading).replace(/[。：]$/, '')}：`}${wordsOf(corpus, pieces)}`,
    ),
    cited: { pieces, passage: evidence.passage, ...(heading === null ? {} : { withHeadings: true }) },
    isList: false,
  };
}

/** The words of a clause beside the main one: without its neighbours, but for a block of short lines. */
export function sectionBeside(choice: Choice, evidence: Evidence): Section {
  const { corpus, understanding, terms } = choice;
  const clause = corpus.clauses[evidence.clause];
  if (clause === undefined)
    return { text: '', cited: { pieces: [], passage: evidence.passage }, isList: false };
  if (clause.row !== null) {
    const pieces = [{ clause: evidence.clause, words: null }];
    return { text: rowText(choice, clause), cited: { pieces, passage: evidence.passage }, isList: true };
  }
  const together = smallSection(choice, evidence);
  if (together !== null) return together;
  const lead = leadInOf(choice, clause, shortLeadIn);
  const text = publicText(clause.text);
  const words = withoutLabel(
    text.length <= besideMain ? text : keyWindow(text, understanding, terms, besideMain),
  );
  const pieces = [
    ...(lead === null ? [] : [lead]),
    { clause: evidence.clause, words: words === text ? null : words },
  ];
  return {
    text: withFullStop(wordsOf(corpus, pieces)),
    cited: { pieces, passage: evidence.passage },
    isList: false,
  };
}

/** The words of the clause that a plain answer rests on, for a reader who has that answer above them. */
export function wordsBehind(choice: Choice, clause: number, shown: string, answer: string): string {
  if (shown.length <= besideMain) return shown;
  const { row = null, text = '' } = choice.corpus.clauses[clause] ?? {};
  if (row !== null) return shown;
  // What the plain answer says is looked for as well as what was asked: the one may leave out a part of the other.
  const said = new Set(tokenise(answer));
  const weights = new Map(choice.terms.weights);
  for (const term of said)
    weights.set(term, (weights.get(term) ?? 0) + choice.terms.total / Math.max(1, said.size));
  const terms = questionTerms(weights);
  const { understanding } = choice;
  return withFullStop(withoutLabel(keyWindow(publicText(text), understanding, terms, besideMain)));
}

function wordsOf(corpus: Corpus, pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => piece.words ?? withoutLabel(publicText(corpus.clauses[piece.clause]?.text ?? '')))
    .join('');
}

/** The sentence that ends in ： above the clause; null when there is none or it is longer than `longest`. */
function leadInOf({ corpus, terms }: Choice, clause: Clause, longest: number): Piece | null {
  if (clause.leadIn === null) return null;
  const above = publicText(corpus.clauses[clause.leadIn]?.text ?? '');
  const lead = leadWords(above, terms);
  if (lead === '' || lead.length > longest) return null;
  return { clause: clause.leadIn, words: lead === above ? null : lead };
}

/** Of a lead-in of several sentences the one that leads in, unless the others hold more of the question. */
function leadWords(above: string, terms: QuestionTerms): string {
  const sentences = sentencesOf(above);
  const last = sentences.at(-1) ?? '';
  const others = sentences.slice(0, -1).join('');
  const held = (text: string) => overlap(terms, new Set(tokenise(text)));
  const whole = above.length <= leadInShown && held(others) > held(last);
  return withoutLabel(whole ? above : last);
}

/** 总结阶段（2020年11月~12月）: the dates of a stage stand in its heading only. */
function datedHeading(clause: Clause, understanding: Understanding): string | null {
  const heading = clause.headings.at(-1);
  const asksTime = understanding.shapes.shapes.some(({ name }) => name === 'time' || name === 'span');
  return asksTime && heading !== undefined && /\d+\s*[年月日]/.test(heading) ? heading : null;
}

/** 第七条, （三）, 4. or —— stands before the answer already, as its locator, or says nothing. */
export function withoutLabel(text: string): string {
  return text.replace(
    /^(?:第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十\d]+[）)]、?|\d{1,3}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|—{1,2})/,
    '',
  );
}

/** An item of a list ends in ；, which reads as if something were missing. */
function withFullStop(text: string): string {
  return text.replace(/[；;，,]+$/, '。');
}

function publicText(text: string): string {
  return cutBeforePrivateNumber(text);
}

/** The clause's text with the heads of its columns. */
export function textWithColumns(clause: Clause | undefined): string {
  return `${clause?.row?.columns.join(' ') ?? ''} ${clause?.text ?? ''}`;
}

/** A short article or contact block of several paragraphs is shown whole. */
function smallSection(choice: Choice, evidence: Evidence): Section | null {
  const { corpus } = choice;
  const passage = corpus.passages[evidence.passage];
  if (passage === undefined || passage.clauses.length < 2) return null;
  const texts = passage.clauses.map((index) => publicText(corpus.clauses[index]?.text ?? ''));
  const isList = passage.clauses.some((index) => corpus.clauses[index]?.leadIn !== null);
  if (isList || texts.reduce((sum, text) => sum + text.length, 0) > wholeClause) return null;
  if (answersAlone(choice, evidence.clause, passage.clauses)) return null;
  const pieces = passage.clauses.map((clause): Piece => ({ clause, words: null }));
  return {
    text: withoutLabel(texts.join('\n')),
    cited: { pieces, passage: evidence.passage },
    isList: false,
  };
}

/** What a paragraph has to hold of the question beyond what each other one holds. */
const clearlyMore = 0.1;
/** Paragraphs that go on with the one before: 前款规定的…, 逾期的… */
const leansOnOthers = /^(?:第.{1,4}款)?(?:前款|上述|该|其|逾期|但|否则|同时|以上)|前(?:两|二|三)?款/;

/**
 * Where several paragraphs hold the kind of thing asked for (县级以上…批准设立小学, 地级市以上…批准设立中学), the one that the
 * question clearly speaks of is shown without the others, whose figures are another's.
 */
function answersAlone(
  { corpus, understanding: { shapes }, terms }: Choice,
  main: number,
  all: readonly number[],
): boolean {
  const texts = new Map(all.map((index) => [index, publicText(corpus.clauses[index]?.text ?? '')]));
  const own = texts.get(main) ?? '';
  if (heldShare(shapes, own) === 0 || leansOnOthers.test(own)) return false;
  const held = (text: string) => overlap(terms, new Set(tokenise(text)));
  const others = [...texts].filter(([index, text]) => index !== main && heldShare(shapes, text) > 0);
  // What another class of persons gets may be the asker's own, whatever words the question shares with the general rule.
  if (others.some(([, text]) => namesPersons.test(text))) return false;
  return others.length > 0 && others.every(([, text]) => held(text) + clearlyMore <= held(own));
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

/** The purpose or content of a project stands in the long cells of its row. */
const asksWhatIsDone =
  /[做干搞](?:什么|咩|些什么|乜)|用途|用来|用在|内容|建什么|起咩|怎么[做建]|点样?[做建]|目标/;

/** 公厕名称：清新公园西门公厕；改建（造）：改建；… — of a long row its short cells and the sentences that answer. */
function rowText({ understanding, terms }: Choice, clause: Clause): string {
  const cells = (clause.row?.cells ?? []).flatMap((written, column) => {
    const name = clause.row?.columns[column] ?? '';
    const cell = written.replace(/[。；;]+$/, '');
    if (cell === '' || /^(?:序号|编号)$/.test(name)) return [];
    // The locator before the row says its name already.
    if (cell.length >= 2 && clause.locator.endsWith(cell)) return [];
    const about = overlap(terms, new Set(tokenise(`${name} ${cell}`)));
    // 预期性, 通过招标方式: said where it is asked about.
    if (about === 0 && /^(?:属性|备注)$/.test(name)) return [];
    return [{ name, cell }];
  });
  const whole = rowWords(cells);
  if (whole.length <= wholeRow) return whole;
  // What every cell of the row is about does not tell one cell from another.
  const rowName = tokenise(cells.find(({ cell }) => /\p{Script=Han}{2}/u.test(cell))?.cell ?? '');
  const others = new Map([...terms.weights].filter(([term]) => !rowName.includes(term)));
  const telling = questionTerms(others);
  const weigh = ({ name, cell }: { name: string; cell: string }) =>
    overlap(telling, new Set(tokenise(`${name} ${cell}`))) +
    0.1 * heldShare(understanding.shapes, `${name} ${cell}`);
  const long = cells.filter(({ cell }) => cell.length > shortCell);
  const mostOfShort = asksWhatIsDone.test(understanding.normalised)
    ? -1
    : Math.max(0, ...cells.filter((each) => !long.includes(each)).map(weigh));
  const deciding = long.reduce<(typeof long)[number] | null>(
    (best, each) => (weigh(each) > (best === null ? mostOfShort : weigh(best)) ? each : best),
    null,
  );
  return rowWords(
    cells.flatMap((each) => {
      if (each.cell.length <= shortCell) return [each];
      if (each !== deciding) return [];
      const words =
        each.cell.length <= cellWindow ? each.cell : keyWindow(each.cell, understanding, terms, cellWindow);
      return [{ name: each.name, cell: withoutLabel(words).replace(/[。；;，,]+$/, '') }];
    }),
  );
}

function rowWords(cells: readonly { name: string; cell: string }[]): string {
  return cutBeforePrivateNumber(`${readable(cells.map(({ name, cell }) => pair(name, cell)).join('；'))}。`);
}

/** 计划奖补资金（万元） 100 → 计划奖补资金：100万元 */
function pair(name: string, cell: string): string {
  const unit = /^(.+?)[（(]([^（()）]{1,4})[）)]$/.exec(name);
  if (unit !== null && /^\d[\d.,]*$/.test(cell)) return `${unit[1] ?? ''}：${cell}${unit[2] ?? ''}`;
  return name === '' ? cell : `${name}：${cell}`;
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
  return items.length >= 2 && length <= longestList ? [head, ...items] : null;
}
