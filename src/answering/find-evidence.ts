/**
 * From retrieved passages to the clause that answers: each hit is widened to its whole clauses, and the clauses are
 * ranked again by how much of the question they hold and by whether they hold what was asked for (an amount, an office).
 * @module
 */
import type { Clause, Corpus } from '../gazette/model.ts';
import type { Hit, QuestionMatch, Retriever } from '../retrieval/model.ts';
import { fusionWeights } from '../retrieval/fusion-weights.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import { type AskedShapes, heldShare } from './answer-shape.ts';
import { classAsked, fitOfClass } from './class-figure.ts';
import { clausesNamed, findClauseReference } from './named-clause.ts';
import { rowWithUnits } from './row-with-units.ts';
import type { Understanding } from './understand.ts';

/** Weights of the second ranking; they add up with the passage's own score (0 to 1). */
export const evidenceWeights = {
  /** Score of the passage, relative to the best one. */
  passage: 1,
  /** Share of the question's weight that the clause (with its lead-in and headings) holds. */
  clauseOverlap: 0.6,
  /** Best sentence of the clause alone. */
  sentenceOverlap: 0.2,
  /** The clause holds the kind of thing that was asked for. */
  shape: 0.25,
  /** What the clause leaves unsaid because its whole document is about it; times the share of the question. */
  documentsMatter: 0.6,
  /** A list was asked for, and the clause opens one or is an item of it; times the square of the share of the question that it holds. */
  inList: 0.5,
  /** How much is granted was asked, and the clause grants it (按75%给予救助), other than one that only has figures. */
  grant: 0.2,
  /** What is done to those who break a rule was asked, and the clause says it; the rule itself holds more of the question. */
  penalty: 0.3,
  /** A question of the bank that is like this one points at the clause; times its similarity. */
  askedAs: 2,
  /** A table row is named by its first words: 龙颈, 开展农村电子商务培训. */
  rowName: 0.4,
  /** The question names its place: 第九条里讲的老年人. */
  namedPlace: 1,
  /** The clause speaks of the years asked about (2019—2020年); taken off where it speaks of other years only. */
  years: 0.35,
  /** The clause speaks of the class asked about (三层, 8行), taken off where it speaks of others only; times the share of the question that it holds. */
  classFigure: 0.6,
  /** 第一条 … 指导思想, preambles and the covering notice rarely answer. */
  preamble: -0.25,
} as const;

export interface Evidence {
  /** Index into `Corpus.clauses`. */
  readonly clause: number;
  readonly passage: number;
  readonly score: number;
}

export interface QuestionTerms {
  /** Term → weight; only terms that the corpus knows, the thesaurus' expansions among them. */
  readonly weights: ReadonlyMap<string, number>;
  /** The same as pairs: they are gone through for every sentence that is weighed. */
  readonly pairs: readonly (readonly [string, number])[];
  readonly total: number;
  /** Ways to say the same thing, each as its terms. */
  readonly alternatives?: readonly (readonly (readonly string[])[])[];
}

export function questionTerms(
  weights: ReadonlyMap<string, number>,
  alternatives: NonNullable<QuestionTerms['alternatives']> = [],
): QuestionTerms {
  let total = 0;
  for (const weight of weights.values()) total += weight;
  return { weights, pairs: [...weights], total, alternatives };
}

/** What a word counts in a text that says the same in other words. */
const otherWords = 0.9;

/** Weight of the question's terms that the text holds, as a share of all their weight. */
export function overlap(terms: QuestionTerms, held: ReadonlySet<string>): number {
  if (terms.total === 0) return 0;
  let sum = 0;
  for (const [term, weight] of terms.pairs) if (held.has(term)) sum += weight;
  let said: Set<string> | undefined;
  for (const ways of terms.alternatives ?? []) {
    if (!ways.some((way) => way.length > 0 && way.every((term) => held.has(term)))) continue;
    said ??= new Set();
    for (const way of ways) for (const term of way) if (!held.has(term)) said.add(term);
  }
  for (const term of said ?? []) sum += otherWords * (terms.weights.get(term) ?? 0);
  return sum / terms.total;
}

interface ClauseTerms {
  /** Of the clause with its lead-in, nearest headings and column heads. */
  readonly whole: ReadonlySet<string>;
  readonly sentences: readonly ReadonlySet<string>[];
  /** Of the first cell that is no number. */
  readonly rowName: ReadonlySet<string>;
}

const rememberedClauses = 20_000;

/** Terms of clauses, remembered between questions: cutting text into terms is most of the work of weighing it. */
export class ClauseTermCache {
  private readonly corpus: Corpus;
  private readonly remembered = new Map<number, ClauseTerms>();

  constructor(corpus: Corpus) {
    this.corpus = corpus;
  }

  /** All terms of a clause; empty where there is none. */
  at(index: number): ReadonlySet<string> {
    const clause = this.corpus.clauses[index];
    return clause === undefined ? new Set() : this.of(index, clause).whole;
  }

  of(index: number, clause: Clause): ClauseTerms {
    const known = this.remembered.get(index);
    if (known !== undefined) return known;
    const leadIn = clause.leadIn === null ? '' : (this.corpus.clauses[clause.leadIn]?.text ?? '');
    const context = [leadIn, clause.headings.slice(-2).join(' '), clause.row?.columns.join(' ') ?? ''].join(
      ' ',
    );
    const parts =
      clause.row === null ? sentencesOf(clause.text) : clause.row.cells.flatMap((cell) => sentencesOf(cell));
    const sentences = parts.map((sentence) => new Set(tokenise(sentence)));
    const whole = new Set(tokenise(context));
    for (const sentence of sentences) for (const term of sentence) whole.add(term);
    const rowName = clause.row?.cells.find((cell) => /\p{Script=Han}{2}/u.test(cell)) ?? '';
    const terms = { whole, sentences, rowName: new Set(tokenise(rowName)) };
    if (this.remembered.size >= rememberedClauses) this.remembered.clear();
    this.remembered.set(index, terms);
    return terms;
  }
}

/** The clauses behind the best hits, best first. */
export function findEvidence(
  corpus: Corpus,
  cache: ClauseTermCache,
  hits: readonly Hit[],
  { matches, bankCovers }: { matches: readonly QuestionMatch[]; bankCovers: Retriever['bankCovers'] },
  terms: QuestionTerms,
  understanding: Understanding,
): Evidence[] {
  const best = hits[0]?.score ?? 0;
  if (best <= 0) return [];
  const pointed = pointedAt(matches);
  const places = placesNamed(corpus, hits, understanding.normalised);
  const years = yearSpans(understanding.normalised);
  const asksGrant = asksForGrant.test(understanding.normalised);
  const asksPenalty = asksForPenalty.test(understanding.normalised);
  const asksList = understanding.types.has('list');
  const named = classAsked(understanding.normalised);
  // An age is as often told of oneself: 四十岁没有小孩，想领养.
  const asked = named?.unit === '岁' ? null : named;
  const found = new Map<number, Evidence>();
  for (const hit of hits) {
    const passage = corpus.passages[hit.passage];
    if (passage === undefined) continue;
    const imputed = bankCovers(passage.document) ? 0 : (hit.parts['askedAs'] ?? 0) / fusionWeights.askedAs;
    for (const index of passage.clauses) {
      const clause = corpus.clauses[index];
      if (clause === undefined) continue;
      const fit = fitOfClass(asked, clause);
      const score =
        (evidenceWeights.passage * hit.score) / best +
        clauseScore(clause, cache.of(index, clause), terms, understanding.shapes, asksGrant) +
        (asksPenalty && holdsPenalty.test(clause.text) ? evidenceWeights.penalty : 0) +
        (asksList && isInList(corpus, index)
          ? evidenceWeights.inList * overlap(terms, cache.at(index)) ** 2
          : 0) +
        evidenceWeights.askedAs * (pointed.get(index) ?? imputed) +
        (places.has(index) ? evidenceWeights.namedPlace : 0) +
        evidenceWeights.years * fitOfYears(years, clause) +
        (fit === 0 ? 0 : evidenceWeights.classFigure * fit * overlap(terms, cache.at(index)));
      const known = found.get(index);
      if (known === undefined || score > known.score)
        found.set(index, { clause: index, passage: hit.passage, score });
    }
  }
  const ranked = withDocumentsMatter(corpus, cache, [...found.values()], terms).toSorted(
    (left, right) => right.score - left.score,
  );
  return exceptionFirst(corpus, cache, ranked, terms, asksLeave.test(understanding.normalised));
}

function isInList({ clauses }: Corpus, index: number): boolean {
  return clauses[index]?.leadIn !== null || clauses[index + 1]?.leadIn === index;
}

/** Clauses of one document from which on what they share is what the document is about. */
const fewestTogether = 4;

/**
 * What a document is about is said of each of its clauses, though not in each of them: 第十四条 of a rule on lifts need not
 * say 电梯. A word of the question that other clauses of the document hold counts for a clause without it, in the
 * share of those that do, so that the words that tell its clauses apart decide between them.
 */
function withDocumentsMatter(
  corpus: Corpus,
  cache: ClauseTermCache,
  found: readonly Evidence[],
  terms: QuestionTerms,
): Evidence[] {
  const documents = new Map<number, { readonly clauses: Evidence[]; readonly held: Map<string, number> }>();
  for (const each of found) {
    const index = corpus.clauses[each.clause]?.document ?? -1;
    const known = documents.get(index) ?? { clauses: [], held: new Map<string, number>() };
    documents.set(index, known);
    known.clauses.push(each);
    const held = cache.at(each.clause);
    for (const [term] of terms.pairs)
      if (held.has(term)) known.held.set(term, (known.held.get(term) ?? 0) + 1);
  }
  return [...documents.values()].flatMap(({ clauses, held }) => {
    if (clauses.length < fewestTogether || terms.total === 0) return clauses;
    return clauses.map((each) => {
      const own = cache.at(each.clause);
      let sum = 0;
      for (const [term, weight] of terms.pairs)
        if (!own.has(term)) sum += (weight * (held.get(term) ?? 0)) / clauses.length;
      return { ...each, score: each.score + (evidenceWeights.documentsMatter * sum) / terms.total };
    });
  });
}

/**
 * What an exception has to hold of the question that the rule does not, as a sum of weights relative to the heaviest
 * word of the question: the official form of one rare word.
 */
const leastOfException = 0.38;
/** Score relative to the best clause below which an exception is about something else. */
const leastExceptionScore = 0.55;
/** How far an exception stands before its rule, which is still shown beside it. */
const beforeRule = 0.01;
/** 可以申请吗, 能不能领: the answer may be that it is refused, whatever the nearest rule grants. */
const asksLeave =
  /(?:可以|能|可唔可以|能不能|可不可以|得唔得)(?:再|去|继续)?(?:申请|申领|领|攞|享受|报销|报|补|参加)/;
const excepting = /不(?:得)?(?:享受|予|纳入)/;

/**
 * Who names a case that the same document excepts (低保户打架住院能报吗) is answered by the exception, however much more
 * of the question the rule that grants holds: an item of a list of exceptions that holds words of the question which the
 * rule does not is put before it.
 */
function exceptionFirst(
  corpus: Corpus,
  cache: ClauseTermCache,
  ranked: readonly Evidence[],
  { weights }: QuestionTerms,
  mayBeRefused: boolean,
): Evidence[] {
  const [best] = ranked;
  const rule = corpus.clauses[best?.clause ?? -1];
  if (best === undefined || rule === undefined || !(mayBeRefused || entitles(corpus, rule)))
    return [...ranked];
  const held = cache.of(best.clause, rule).whole;
  let most = leastOfException * Math.max(0, ...weights.values());
  let exception: Evidence | null = null;
  for (const each of ranked) {
    const clause = corpus.clauses[each.clause];
    if (clause?.document !== rule.document || !isException(corpus, clause)) continue;
    if (each.score < best.score * leastExceptionScore) break;
    const own = new Set(cache.of(each.clause, clause).sentences.flatMap((sentence) => [...sentence]));
    let sum = 0;
    for (const [term, weight] of weights) if (own.has(term) && !held.has(term)) sum += weight;
    if (sum > most) {
      most = sum;
      exception = each;
    }
  }
  if (exception === null) return [...ranked];
  const first = { ...exception, score: best.score + beforeRule };
  return [first, ...ranked.filter((each) => each !== exception)];
}

/** Grants an amount, or is an item of the list of those who are entitled (本办法的救助对象为). */
function entitles(corpus: Corpus, { leadIn, text }: Clause): boolean {
  return (
    grantsAmount.test(text) || (leadIn !== null && /对象[为是]/.test(corpus.clauses[leadIn]?.text ?? ''))
  );
}

/** An item of a list that begins “属于下列情况之一者不享受…”. */
function isException(corpus: Corpus, { leadIn }: Clause): boolean {
  return leadIn !== null && excepting.test(corpus.clauses[leadIn]?.text ?? '');
}

/** Documents among the best hits in which a place named by the question is looked for. */
const documentsWithPlace = 3;

/** The clauses that stand at the place the question names, in the documents that it is most likely about. */
function placesNamed(corpus: Corpus, hits: readonly Hit[], normalised: string): ReadonlySet<number> {
  const reference = findClauseReference(normalised);
  // 三条 alone counts things
  if (reference === null || !normalised.startsWith('第', reference.start)) return new Set();
  const likely = new Set(hits.map((hit) => corpus.passages[hit.passage]?.document ?? -1));
  return new Set(
    [...likely].slice(0, documentsWithPlace).flatMap((index) => {
      const document = corpus.documents[index];
      return document === undefined ? [] : clausesNamed(corpus, document, reference);
    }),
  );
}

/** The spans of years that a text names: 2019—2020年, 2019到2020年 → 2019-2020. */
export function yearSpans(text: string): string[] {
  return [...text.matchAll(/(20\d{2})年?\s*[-~～—–－至到和]+\s*(20\d{2})(?!\d)/g)].map(
    (span) => `${span[1]}-${span[2]}`,
  );
}

/** 1 where the clause speaks of the years asked about, -1 where it speaks of other years only, else 0. */
function fitOfYears(asked: readonly string[], clause: Clause): number {
  if (asked.length === 0) return 0;
  const held = yearSpans(
    `${clause.headings.at(-1) ?? ''} ${clause.row?.columns.join(' ') ?? ''} ${clause.text}`,
  );
  if (held.length === 0) return 0;
  return held.some((span) => asked.includes(span)) ? 1 : -1;
}

/** Clause → similarity of the most similar question that points at it; the second clause of a question counts less. */
function pointedAt(matches: readonly QuestionMatch[]): Map<number, number> {
  const pointed = new Map<number, number>();
  for (const { question, similarity } of matches) {
    question.clauses.forEach((clause, rank) => {
      const value = similarity * (rank === 0 ? 1 : 0.85);
      if (value > (pointed.get(clause) ?? 0)) pointed.set(clause, value);
    });
  }
  return pointed;
}

/** 罚几多, 要罚款吗, 怎么处罚, 有什么后果 */
const asksForPenalty =
  /罚(?!则).{0,6}(?:多少|几|吗|么|不罚|边个|谁)|(?:多少|几多|怎么|怎样|点样?|会不会|要不要|谁|边个|被|要|会)(?:处)?罚|处罚|后果/;
const holdsPenalty = /罚款|罚金|(?:给予|处以?|予以)[^，。；]{0,12}(?:警告|拘留|处罚|处分)|吊销|责令/;

/** 补百分之几, 救助比例, 一年最多报多少 */
const asksForGrant =
  /(?:补|报|救助|资助|帮|减免|发|领|给|俾|攞)[^，,。？?；;]{0,6}(?:多少|几多|几成|几钱|几元|百分之几)|(?:救助|补助|补贴|报销|资助)[^，,。？?；;]{0,4}(?:比例|标准|上限|封顶|金额)/;
const grantsAmount =
  /按[^，。；]{0,14}(?:\d[\d.]*\s*%|\d[\d.]*万?元)[^，。；]{0,8}(?:给予|予以|标准|救助|补)|(?:给予|享受|补助)[^，。；]{0,10}\d[\d.]*万?元|实行全额/;

function clauseScore(
  clause: Clause,
  held: ClauseTerms,
  terms: QuestionTerms,
  shapes: AskedShapes,
  asksGrant: boolean,
): number {
  const whole = overlap(terms, held.whole);
  const sentence = held.sentences.reduce((most, each) => Math.max(most, overlap(terms, each)), 0);
  const shape = heldShare(shapes, rowWithUnits(clause));
  const fits = evidenceWeights.shape * shape;
  const grants = asksGrant && grantsAmount.test(clause.text) ? evidenceWeights.grant : 0;
  const name = evidenceWeights.rowName * overlap(terms, held.rowName);
  // A covering notice answers when it holds the very thing: the office to ask, the months of a campaign.
  const preamble = isPreamble(clause) && shape < 1 ? evidenceWeights.preamble : 0;
  return (
    evidenceWeights.clauseOverlap * whole +
    evidenceWeights.sentenceOverlap * sentence +
    fits +
    grants +
    name +
    preamble
  );
}

/** Sentences of a cleaned text, each with its closing mark. */
export function sentencesOf(text: string): string[] {
  return text.match(/[^。；！？;\n]+[。；！？;\n]?[”’』）)]*/g) ?? [text];
}

function isPreamble(clause: Clause): boolean {
  if (/^(?:第一条|附件)$/.test(clause.locator) && clause.kind !== 'row') return true;
  if (clause.locator !== '') return false;
  // 现就…提出如下意见, 现将…公告如下: what it announces stands below it.
  if (/(?:如下|下列)[^，。；]{0,8}[：:。]$/.test(clause.text)) return true;
  return (
    /(?:为|根据|按照|现印发|审议通过)/.test(clause.text.slice(0, 60)) &&
    /制定本|现印发|实施意见：?$|特制定|结合我区|制定方案/.test(clause.text)
  );
}
