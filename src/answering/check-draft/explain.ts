/**
 * Whether a piece of a draft says nothing but what a stretch of evidence says: every word has to stand there, be another
 * way of saying a word that stands there, or be a word that claims nothing.
 * @module
 */
import type { Corpus } from '../../gazette/model.ts';
import type { Thesaurus } from '../../retrieval/thesaurus.ts';
import { plainWords } from './plain-words.ts';
import { isSign, plainText } from './plain-text.ts';
import { sameWords } from './same-words.ts';

const longestSaid = 14;

export interface Words {
  /** What the evidence has to hold so that this word may be said; empty for a word that has no other. */
  official(word: string): readonly string[];
  /** Length of the longest word that begins with this letter and may be said. */
  longest(letter: string): number;
}

const made = new WeakMap<Corpus, Words>();

/** Made once for each corpus. */
export function createWords(corpus: Corpus, thesaurus: Thesaurus | undefined): Words {
  const known = made.get(corpus) ?? readWords(corpus, thesaurus);
  made.set(corpus, known);
  return known;
}

/** Said for another thing than what the thesaurus finds by them: 自费 is not even partly paid by the insurance. */
const looseWords = new Set(['自费', '自费药']);

function readWords(corpus: Corpus, thesaurus: Thesaurus | undefined): Words {
  const merged = new Map<string, string[]>();
  const add = (word: string, official: readonly string[]) => {
    merged.set(word, [...(merged.get(word) ?? []), ...official.map(plainText)]);
  };
  for (const [word, official] of sameWords) add(plainText(word), official);
  // The thesaurus is for finding: a word that the gazettes use themselves, such as 自费, may mean something else there.
  const printed = corpus.clauses.map(({ text }) => text).join('\n');
  for (const [word, official] of thesaurus ?? [])
    if (!printed.includes(word) && !looseWords.has(word)) add(plainText(word), official);
  const nothing: readonly string[] = [];
  const longest = new Map<string, number>();
  for (const word of [...merged.keys(), ...plainWords]) {
    const letter = word[0] ?? '';
    longest.set(letter, Math.max(longest.get(letter) ?? 0, word.length));
  }
  return {
    official: (word) => merged.get(word) ?? nothing,
    longest: (letter) => longest.get(letter) ?? 1,
  };
}

export interface Explained {
  /** What nothing stands for; empty when all is explained. */
  readonly left: readonly string[];
  /** For each character whether the evidence itself holds it (not a plain word, not a sign). */
  readonly held: Uint8Array;
}

/**
 * @param piece In normal form.
 * @param skip Characters that are checked otherwise (figures, dates, 文号); 1 where so.
 * @param scope The evidence, in normal form.
 */
export function explain(piece: string, skip: Uint8Array, scope: string, words: Words): Explained {
  const length = piece.length;
  const held = new Uint8Array(length);
  const open = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) open[at] = skip[at] === 1 ? 0 : 1;
  const left: string[] = [];
  for (let at = 0; at < length; ) {
    if (open[at] !== 1) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < length && open[end] === 1) end += 1;
    left.push(...explainRun(piece, at, end, scope, words, held));
    at = end;
  }
  return { left, held };
}

/** Fewest unexplained characters over all ways to cut the run into words. @param strays Words that only lie across words. */
function explainRun(
  piece: string,
  start: number,
  end: number,
  scope: string,
  words: Words,
  held: Uint8Array,
  strays: ReadonlySet<string> = new Set(),
): string[] {
  const size = end - start;
  const cost = new Float64Array(size + 1).fill(Infinity);
  const step = new Int32Array(size + 1);
  const way = new Uint8Array(size + 1);
  cost[0] = 0;
  const signs = Array.from({ length: size }, (_, at) => isSign(piece[start + at] ?? ''));
  // A verbatim run beside this one may own the first or last character of a word.
  const reach = (from: number, to: number, price: number, kind: number) => {
    const total = (cost[from] ?? Infinity) + price;
    if (total >= (cost[to] ?? Infinity)) return;
    cost[to] = total;
    step[to] = from;
    way[to] = kind;
  };
  /** Up to here the scope holds what begins at an earlier letter, and so what begins at a later one. */
  let heldTo = 0;
  for (let at = 0; at < size; at += 1) {
    if (cost[at] === Infinity) continue;
    const most = size - at;
    const longest = words.longest(piece[start + at] ?? '');
    const begins = !signs[at];
    let verbatim = true;
    for (let long = 1; long <= most && (verbatim || long <= longest); long += 1) {
      const word = piece.slice(start + at, start + at + long);
      if (long >= 2 && verbatim) {
        verbatim = at + long <= heldTo || scope.includes(word);
        if (verbatim) heldTo = Math.max(heldTo, at + long);
        // Two characters across two words of the draft are no word of it: dearer than a plain word.
        if (verbatim && begins && !signs[at + long - 1] && !straddles(word) && !strays.has(word))
          reach(at, at + long, 0.02, asVerbatim);
      }
      if (long === 1 && !begins) reach(at, at + 1, 0, asPlain);
      if (long > longest) continue;
      if (plainWords.has(word)) reach(at, at + long, 0.01, asPlain);
      else if (words.official(word).some((each) => scope.includes(each))) reach(at, at + long, 0.01, asHeld);
    }
    reach(at, at + 1, 1, asLeft);
  }
  const cut: [number, number][] = [];
  for (let at = size; at > 0; at = step[at] ?? 0) cut.unshift([step[at] ?? 0, at]);
  const stray = cut
    .filter(([from, to]) => to - from === 2 && way[to] === asVerbatim)
    .map(([from, to]) => piece.slice(start + from, start + to))
    .filter((word) => !standsAsWord(word, scope));
  if (stray.length > 0)
    return explainRun(piece, start, end, scope, words, held, new Set([...strays, ...stray]));
  const left: { word: string; at: number }[] = [];
  for (const [from, to] of cut) {
    const last = left.at(-1);
    if (way[to] !== asLeft) {
      if (way[to] !== asPlain) held.fill(1, start + from, start + to);
    } else if (last !== undefined && last.at + last.word.length === start + from)
      last.word += piece.slice(start + from, start + to);
    else left.push({ word: piece.slice(start + from, start + to), at: start + from });
  }
  return left.filter(({ word, at }) => !isLoneNeighbour(piece, at, word, scope)).map(({ word }) => word);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const around = 6;

const isBetween = (letter: string | undefined): boolean =>
  letter === undefined || !/[\p{L}\p{N}]/u.test(letter) || /[的了和与及或]/.test(letter);

/** 民政 lies across the words of 人民政府: no word of it. */
export function standsAsWord(word: string, scope: string): boolean {
  let tries = 0;
  for (let at = scope.indexOf(word); at >= 0 && tries < 4; at = scope.indexOf(word, at + 1), tries += 1) {
    if (isBetween(scope[at - 1]) && isBetween(scope[at + word.length])) return true;
    const from = Math.max(0, at - around);
    const starts = new Set<number>();
    for (const { index } of segmenter.segment(scope.slice(from, at + word.length + around)))
      starts.add(from + index);
    starts.add(Math.min(scope.length, at + word.length + around));
    if (starts.has(at) || starts.has(at + word.length)) {
      if (starts.has(at) || !starts.has(at + 1)) return true;
    }
  }
  return false;
}

const asHeld = 1;
const asPlain = 2;
const asLeft = 3;
const asVerbatim = 4;

/** Characters that join words: a pair that begins or ends in one shows nothing about the other half. */
const joining =
  /^[的了在是和与及或为由被把对向给到从自等之其该将应可须需经按以于所着过则就也都均还又再才而并且后前时中内上下每各个年月日]|[的了在是和与及或为由被把对向给到从自等之其该将应可须需经按以于所着过则就也都均还又再才而并且]$/;
/** … unless the two are one word. */
const wholeWords = new Set(
  '个人 对象 中心 时间 时限 上级 下级 上报 下降 内部 中药 中医 中学 每年 每月 每人 每天 每次 每季 每名 每例 各镇 各级 年度 年龄 月底 年底 日常 日期 后续 前期 前置 自身 自费 自付 自愿 自杀 自伤 自行 自负 从业 由此 经济 经费 经营 经办 以上 以下 以内 以外 应急 应对 可行 需要 须知 等级 给付 并处 和谐 公和 参与 给予 发给 交给 拨给 补给 普及 涉及 以及 危及 行为 认为 作为 目的 其他 尤其 面对 应对 核对 方向 转向 双向 走向 来自 各自 独自 所在 存在 现在 还在 场所 厕所 住所 派出所 看守所 直到 达到 得到 收到 做到 找到 接到 知到 上述 上年 上学 上网 上市 上限 中央 中小 中型 中期 中长 前款 时效 时段 内容 内科 对口 对待 到期 到位 在校 在职 在编 在岗 在册 按时 按月 按期 经过 经理 经验 将要 年内 年均 日间 月均 自动 自主 自治 自然 自我 自查 自觉'.split(
    ' ',
  ),
);

function straddles(word: string): boolean {
  return word.length === 2 && joining.test(word) && !wholeWords.has(word);
}

/** One character that the verbatim runs on either side leave over, and that the evidence has too: 镇 between 村 and 政府. */
function isLoneNeighbour(piece: string, at: number, word: string, scope: string): boolean {
  if (word.length !== 1 || !scope.includes(word) || /[不没未无非]/.test(word)) return false;
  // 龙颈镇 where the table has 龙颈 under 镇别.
  if (/^[镇村区市县省]$/.test(word)) return true;
  const left = piece.slice(Math.max(0, at - 1), at + 1);
  const right = piece.slice(at, at + 2);
  const stands = (pair: string): boolean => pair.length === 2 && scope.includes(pair);
  return stands(left) || stands(right) || (isEdge(piece, at - 1) && isEdge(piece, at + 1));
}

const isEdge = (piece: string, at: number): boolean => {
  const character = piece[at];
  return character === undefined || isSign(character) || /\d/.test(character);
};

const office =
  /(\p{Script=Han}{2})(局|部门|办公室|委员会|卫生院|医院|服务中心|中心|派出所|大队|公司|法院|检察院|基金会|协会|管委会|农办|综治办|扶贫办|政府|厅|处(?=[申办提领咨负审请查报,;。、]|$)|窗口|机构)/gu;
const sameOffice = ['局', '部门', '主管部门', '行政部门', '机关', '分局'];

const levelled =
  /(?<level>[省市区县镇])(?<name>(?:(?![省市县镇])\p{Script=Han}){2,8}?(?:局|部门|委员会|办公室|医院|卫生院|中心|政府))/gu;

/** 市民政局 where the evidence only has 区民政局; the last level before the name counts: 清远市清新市水利局. */
function otherLevel(piece: string, scope: string): string | null {
  for (const { 0: whole, groups } of piece.matchAll(levelled)) {
    const name = groups?.name ?? '';
    if (scope.includes(whole)) continue;
    const known = [...scope.matchAll(new RegExp(`[省市区县镇](?=${name})`, 'gu'))];
    if (known.length > 0) return whole;
  }
  return null;
}

/** The first office that the evidence does not name; null when it names all. */
export function strangeOffice(piece: string, scope: string, words: Words): string | null {
  const levelOff = otherLevel(piece, scope);
  if (levelOff !== null) return levelOff;
  for (const match of piece.matchAll(office)) {
    const [name, lead = '', kind = ''] = match;
    if (scope.includes(name)) continue;
    const last = lead.slice(1);
    if (plainWords.has(lead) || (plainWords.has(last) && plainWords.has(lead.slice(0, 1)))) continue;
    if (sameOffice.includes(kind) && sameOffice.some((other) => scope.includes(lead + other))) continue;
    if (plainWords.has(lead.slice(0, 1)) && (scope.includes(last + kind) || plainWords.has(last))) continue;
    const end = match.index + name.length;
    let known = false;
    // 区中医院 is named by more than its last word.
    for (let long = kind.length + 1; long <= longestSaid && !known; long += 1)
      known = words.official(piece.slice(Math.max(0, end - long), end)).some((each) => scope.includes(each));
    if (!known) return name;
  }
  return null;
}
