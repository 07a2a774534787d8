/**
 * Under which wording a question is counted that the gazettes do not answer.
 * @module
 */
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import { normalise } from '../retrieval/normalise.ts';

/** Said around a question without changing what is asked. */
const fillers =
  /(?:我?想|我要|麻烦)(?:请)?(?:问|咨询|了解|知道)一?下?|请问一?下?|咨询一?下?|你好|您好|谢谢|多谢|唔该|求助|(?:啊|呀|呢|吗|嘛|吧|哦|喔|啦|哈)+$/g;
/** Longer wordings are cut: a story is found again by its beginning. */
const longestKey = 120;

/**
 * The normalised question without punctuation and fillers; numbers stay, because 2024年 and 2025年 are two gaps, and stay
 * apart, because two that run together look like a private number.
 */
export function gapKey(question: string): string {
  const spoken = normalise(question)
    .replace(/【已隐去[^】]*】/g, ' ')
    .replace(/(?<=\p{N})[^\p{L}\p{N}%]+(?=\p{N})/gu, ';')
    .replace(/[^\p{L}\p{N}%;]+/gu, '')
    .replace(/(?<!\p{N});|;(?!\p{N})/gu, '');
  const bare = spoken.replace(fillers, '');
  const key = Array.from(bare === '' ? spoken : bare)
    .slice(0, longestKey)
    .join('');
  return maskPrivateNumbers(key, 'typed');
}

/** From here two wordings are counted as one: a word may be moved, added or left out. */
export const leastSimilarity = 0.7;

/** Characters that ask and join, but name no matter. */
const asking = new Set('的了是在有多少几何怎么样什哪些能可以要会得我你您给个就还到吗呢嘅系咩点边');
/** Of these, what can be left out without asking something else. */
const particles = /[的了是在就还呢吗嘅系]/g;

/**
 * Jaccard measure of the pairs of neighbouring characters, 0 to 1. It is 0 where the numbers differ, and where each has
 * a character that names something and that the other lacks: in a long question 低保 and 特困 would else be one.
 */
export function similarityOf(left: string, right: string): number {
  if (left === right) return 1;
  if (numbersIn(left) !== numbersIn(right)) return 0;
  if (namesMoreThan(left, right) && namesMoreThan(right, left)) return 0;
  const [one, other] = [pairsOf(left), pairsOf(right)];
  const shared = [...one].filter((pair) => other.has(pair)).length;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

function namesMoreThan(left: string, right: string): boolean {
  return Array.from(left).some((character) => !asking.has(character) && !right.includes(character));
}

function numbersIn(key: string): string {
  return (key.match(/[\p{N}零一二三四五六七八九十百千万]+/gu) ?? []).sort().join(' ');
}

function pairsOf(key: string): Set<string> {
  const characters = Array.from(key.replace(particles, ''));
  return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`));
}

/** The key among `known` that the question is counted under: the most similar one, or its own. */
export function clusterKey(key: string, known: readonly string[]): string {
  if (known.includes(key)) return key;
  let best = { key, similarity: leastSimilarity };
  for (const candidate of known) {
    const similarity = similarityOf(key, candidate);
    if (similarity >= best.similarity) best = { key: candidate, similarity };
  }
  return best.key;
}
