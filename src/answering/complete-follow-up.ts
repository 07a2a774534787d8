/**
 * 那特困的呢, 谁负责: a turn that leaves out what the turn before said is made whole by words of that turn. Which of its
 * words stay is decided by the question bank: of all ways to join the two, the one that has been asked before.
 * @module
 */
import { classNames } from '../calculators/reading/polarity.ts';
import { findRegions } from '../gazette/region.ts';
import type { Retriever } from '../retrieval/model.ts';
import type { BankQuestion } from '../retrieval/question-bank.ts';
import { normalise } from '../retrieval/normalise.ts';
import { tokeniseQuestion } from '../retrieval/tokenise.ts';
import { lacksSubject } from './clarify.ts';
import { informative } from './split-questions.ts';

/** A turn with more informative characters than this says enough itself. */
const longestIncomplete = 10;
/** Of the turn before, the beginning that is looked at for its subject. */
const longestSubject = 24;
/** Share of the turn before that may be its subject. */
const mostKept = 0.7;
/** Words take the place of a stretch that is at most this much shorter or longer than they are. */
const replaced = { shorter: 1, longer: 2 } as const;
/** What a likely stretch gains (低保户 for 五保户, 检测率 for 体检率), and what each character costs that it is longer, shorter or later. */
const alike = { sameEnd: 0.05, length: 0.015, later: 0.006 } as const;
/** A reply that only names the matter. */
const longestReply = 24;
/** A joined question less like any that has been asked is not trusted: words in place of others, and after a subject. */
const leastSimilarity = { inPlace: 0.4, afterSubject: 0.52 } as const;

const leading =
  /^(?:那么|那|咁|噉|如果|要是|假如|换成|还有|另外|再问|请问|如果是|要是是)?(?:是|系|换成|换|像)?/;
const ellipsis = /^(.{1,14}?)(?:的话|的|嘅)?(?:又)?(?:呢|呢种|怎样|怎么样|点样)[?？。]?$/;
/**
 * The words that stand for others of the turn before (那特困的呢 → 特困), or that name what an earlier question without
 * a subject was about (补助多少 … 医疗救助); null for a question of its own.
 */
export function ellipticWords(text: string, before: string): string | null {
  const words = normalise(text).trim().replace(leading, '');
  const elliptic = ellipsis.exec(words)?.[1];
  if (elliptic !== undefined && !asksWithin(elliptic)) return elliptic;
  if (!lacksSubject(before)) return null;
  const bare = words.replace(/[?？。!！]+$/, '').replace(/[的嘅]$/, '');
  return bare.length >= 2 && bare.length <= longestReply && !asksWithin(bare) ? bare : null;
}

function asksWithin(words: string): boolean {
  return /多少|几[多时个天]|哪|谁|什么|边[个度]|咩|怎|吗$/.test(words) || lacksSubject(words);
}

/** The last of the turns as a question that can be read alone; as it stands where the earlier ones add nothing. */
export function completeTurns(retriever: Retriever, turns: readonly string[]): string {
  return turns.reduce((before, turn) => completeFollowUp(retriever, turn, before)?.text ?? turn, '');
}

export interface CompletedTurn {
  readonly text: string;
  /** The words that took the place of others of the turn before, which is not searched by then; null for none. */
  readonly inPlace: string | null;
}

/** The turn made whole by words of the one before; null where none of the ways has been asked before. */
export function completeFollowUp(retriever: Retriever, text: string, before: string): CompletedTurn | null {
  const own = normalise(text).trim();
  if (before === '' || informative(own).length > longestIncomplete) return null;
  const previous = normalise(before)
    .trim()
    .replace(/[?？。!！]+$/, '');
  const words = ellipticWords(text, before);
  const ofClass = words === null ? null : ofOtherClass(previous, words);
  if (ofClass !== null) return { text: ofClass, inPlace: words };
  const candidates =
    words === null ? afterSubject(previous, own.replace(leading, '')) : inPlaceOf(previous, words);
  const terms = tokeniseQuestion(words ?? own);
  const least = words === null ? leastSimilarity.afterSubject : leastSimilarity.inPlace;
  let best: Candidate | null = null;
  for (const { text: joined, score: prior } of candidates) {
    const like = likeness(retriever, joined, terms);
    if (like < least) continue;
    if (best === null || like + prior > best.score) best = { text: joined, score: like + prior };
  }
  return best === null ? null : { text: best.text, inPlace: words };
}

interface Candidate {
  readonly text: string;
  readonly score: number;
}

const firstClass = new RegExp(classNames);
const onlyClass = new RegExp(`^(?:${classNames})$`);

/**
 * 低保户住院能报多少 + 特困 → 特困住院能报多少: a class of persons can stand for nothing but another one, whether or not
 * that has been asked before. Null where either names none.
 */
function ofOtherClass(previous: string, words: string): string | null {
  return onlyClass.test(words) && firstClass.test(previous) ? previous.replace(firstClass, words) : null;
}

/** 低保户住院能报多少 + 检测率 …: a stretch of the turn before gives way. */
function inPlaceOf(previous: string, words: string): Candidate[] {
  const [region] = findRegions(previous);
  if (region !== undefined && findRegions(words).length > 0)
    return [{ text: previous.slice(0, region.start) + words + previous.slice(region.end), score: 0 }];
  if (lacksSubject(previous)) return [{ text: words + previous, score: 0 }];
  const candidates: Candidate[] = [];
  // Another figure changes what the rest is about: 70公斤以上 are no 小猪苗.
  if (/[\d一二三四五六七八九十]+(?:年|月|号|日|公斤|斤|万|方|%|kg)/.test(words)) return [];
  const shortest = Math.max(2, words.length - replaced.shorter);
  const end = Math.min(previous.length - 1, longestSubject);
  for (let from = 0; from < end; from += 1) {
    for (let to = from + shortest; to <= Math.min(end, from + words.length + replaced.longer); to += 1) {
      const taken = previous.slice(from, to);
      if (/\d/.test(taken)) continue;
      const sameEnd = taken.at(-1) === words.at(-1) ? alike.sameEnd : 0;
      candidates.push({
        text: previous.slice(0, from) + words + previous.slice(to),
        score: sameEnd - alike.length * Math.abs(taken.length - words.length) - alike.later * from,
      });
    }
  }
  return candidates;
}

/** 厕所革命建多少间公厕 + 谁负责 → 厕所革命谁负责 … */
function afterSubject(previous: string, own: string): Candidate[] {
  const candidates: Candidate[] = [];
  for (let end = 2; end <= Math.min(previous.length * mostKept, longestSubject); end += 1) {
    const subject = previous.slice(0, end);
    if (
      /\p{Script=Han}{2}$/u.test(subject) &&
      informative(subject).replace(/[\d年月日]|清新区?|[本我]区/g, '').length >= 2
    )
      candidates.push({ text: subject + own, score: 0 });
  }
  return candidates;
}

/** How like a question of the bank that holds the words of the new turn. */
function likeness(retriever: Retriever, candidate: string, terms: readonly string[]): number {
  let best = 0;
  for (const { question, similarity } of retriever.matchQuestions({ text: candidate })) {
    if (similarity <= best) break;
    const share = Math.max(
      0,
      ...termsOfWordings(question).map(
        (held) => terms.filter((term) => held.has(term)).length / Math.max(1, terms.length),
      ),
    );
    best = Math.max(best, share === 0 ? 0 : similarity * (0.5 + 0.5 * share));
  }
  return best;
}

const termsKept = new WeakMap<BankQuestion, readonly ReadonlySet<string>[]>();

/** The terms of each wording of a bank question, which every way to join two turns asks for again. */
function termsOfWordings(question: BankQuestion): readonly ReadonlySet<string>[] {
  const kept = termsKept.get(question);
  if (kept !== undefined) return kept;
  const terms = [question.ask, ...question.also].map((wording) => new Set(tokeniseQuestion(wording)));
  termsKept.set(question, terms);
  return terms;
}
