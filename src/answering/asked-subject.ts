/**
 * What a question is about, apart from what is wanted of it: of 装空调能补贴多少 it is 空调. Every place grants, registers
 * and charges for something, so that a clause may hold all other words of a question and be about another matter.
 * @module
 */
import type { Clause } from '../gazette/model.ts';
import { normalise } from '../retrieval/normalise.ts';
import { maskStopWords } from '../retrieval/stop-words.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import type { Evidence } from './find-evidence.ts';
import type { Working } from './working.ts';

/** Words that say what is wanted or done, when, where and by whom, whatever the matter is. */
const wordsOfAnyMatter = new Set(
  [
    '申请 申领 领取 领到 办理 补办 报名 登记 审批 审核 办 领 报 补 收 罚 交 给 带 去 到 来 拿 找 换 打 做 搞',
    '补贴 补助 津贴 资助 奖励 扶持 减免 优惠 待遇 费用 收费 价格 金额 多少 多少钱 元 块',
    '标准 条件 资格 材料 资料 证明 手续 流程 程序 步骤 政策 规定 文件 办法 方案 公报 要求',
    '怎么 怎样 需要 应该 应当 可以 能够 必须 有关 关于 相关 具体 详细 情况 问题 方面 内容 负责 一共 总共',
    '几天 几年 几个 几次 最多 最少',
    '部门 单位 地方 电话 地址 本地 镇上 家里 本人 自己 个人 大家 居民 我 你 他 人 清新区 清新 清远 我区',
    '时间 日期 期限 每月 每年 每天 每次 今年 去年 明年 现在 目前 个 月 年 日 天 次 时 第 几 前 后',
    '有 没 没有 无 能 要 会 想 是 在 和 与 跟 按 从 被 把 对 向 由 里 上 下 中 等 得 着 过 再 还 就 都 也 啊 呀 吗 呢 吧 嘛',
  ].flatMap((words) => words.split(' ')),
);

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Of the last text: several clauses are weighed for one question, and cutting it into words is most of that. */
let remembered: { readonly text: string; readonly words: readonly string[] } | null = null;

/** The words that name the matter. A single character belongs to the word beside it: 养老·金, 生·二·胎. */
export function subjectWords(text: string): readonly string[] {
  if (remembered?.text !== text) remembered = { text, words: cutSubject(text) };
  return remembered.words;
}

function cutSubject(text: string): string[] {
  const found: string[] = [];
  for (const piece of maskStopWords(normalise(text)).split(/[^\p{Script=Han}a-z]+/u)) {
    let word = '';
    let last = '';
    const end = (): void => {
      if (word.length > 1) found.push(word);
      word = '';
      last = '';
    };
    for (const { segment } of segmenter.segment(piece)) {
      if (wordsOfAnyMatter.has(segment)) {
        end();
        continue;
      }
      if (last.length > 1 && segment.length > 1) end();
      word += segment;
      last = segment;
    }
    end();
  }
  return found;
}

export interface AskedSubject {
  /** How many words name the matter. */
  readonly words: number;
  /** Their characters. */
  readonly length: number;
  /** Share (0 to 1), by characters, that the clause's document holds anywhere, in these words or in official ones; 1 where the bank asks about the document. */
  readonly inDocument: number;
  /** Share (0 to 1), by weight, that the clause, its headings and title hold, in these words, in official ones, or because a question of the bank that is answered by the clause says them. */
  readonly held: number;
}

/** null where the question names no matter: 怎么申请，要带什么. */
export function askedSubject(working: Working, best: Evidence, clause: Clause): AskedSubject | null {
  const words = subjectWords(working.text);
  if (words.length === 0) return null;
  const { retriever } = working.options;
  const known = termsAbout(working, best, clause);
  // Where the bank asks about the document, what it asks is the better sign, and this one is not looked for.
  const isAskedAbout = working.matches.length > 0 && retriever.bankCovers(clause.document);
  const inDocument = isAskedAbout ? null : heldByDocument(working, clause.document, known);
  let total = 0;
  let held = 0;
  let charactersHeld = 0;
  for (const word of words) {
    const terms = retriever.explainTerms(word, best.passage);
    charactersHeld += word.length * (inDocument === null ? 1 : shareOf(terms, inDocument));
    const isHeld = terms.map(({ term, inPassage }) => inPassage || known.has(term));
    for (const [at, { weight }] of terms.entries()) {
      // 孤儿睇病: what reaches from one word that is held to the next is no word of its own.
      if (isHeld[at] !== true && isHeld[at - 1] === true && isHeld[at + 1] === true) continue;
      total += weight;
      if (isHeld[at] === true) held += weight;
    }
  }
  const length = words.join('').length;
  return total === 0
    ? null
    : { words: words.length, length, inDocument: charactersHeld / length, held: held / total };
}

function shareOf(
  terms: readonly { readonly term: string; readonly weight: number }[],
  isHeld: (term: string) => boolean,
): number {
  const sum = (all: typeof terms) => all.reduce((total, { weight }) => total + weight, 0);
  const total = sum(terms);
  return total === 0 ? 0 : sum(terms.filter(({ term }) => isHeld(term))) / total;
}

/** Whether the document says a term, or the official words for what holds it. @param known what the clause says already */
function heldByDocument(
  working: Working,
  document: number,
  known: ReadonlySet<string>,
): (term: string) => boolean {
  const { retriever } = working.options;
  const holds = (term: string): boolean => known.has(term) || retriever.documentHolds(term, document);
  const said = new Set(saidOtherwise(working, holds));
  return (term) => said.has(term) || holds(term);
}

/** Terms of the question whose official words are held; asked for one after the other, so that what is held may grow. */
function* saidOtherwise(
  { text, options: { retriever } }: Working,
  holds: (term: string) => boolean,
): Generator<string> {
  for (const [said = [], ...official] of retriever.alternatives({ text }))
    if (official.some((way) => way.length > 0 && way.every(holds))) yield* said;
}

/** Like questions that are looked at. */
const likeQuestions = 3;

function termsAbout(working: Working, best: Evidence, clause: Clause): ReadonlySet<string> {
  const { corpus } = working.options;
  const title = corpus.documents[clause.document]?.title ?? '';
  const terms = new Set([
    ...working.cache.of(best.clause, clause).whole,
    ...tokenise([title, ...clause.headings].join('\n')),
  ]);
  for (const term of saidOtherwise(working, (each) => terms.has(each))) terms.add(term);
  for (const { question } of working.matches.slice(0, likeQuestions)) {
    if (!question.clauses.includes(best.clause)) continue;
    for (const wording of [question.ask, ...question.also])
      for (const term of tokenise(wording)) terms.add(term);
  }
  return terms;
}
