/**
 * Which choice of a field some words mean. Words that only contain a name are read with care: a name that is denied, a place of
 * another name in front of it, or two choices at once are no answer.
 * @module
 */
import type { Choice } from './field.ts';

/** Words for comparing: width, case, white space and punctuation do not count. */
export const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"“”'‘’()（）【】[\]，,。.：:·-]/g, '');

/** Words that answer yes or no: as the name of a choice they count only when nothing else is said. */
export const yesWords: ReadonlySet<string> = new Set('是 有 对 已 true yes y 1 √ 符合 属于'.split(' '));
export const noWords: ReadonlySet<string> = new Set(
  '否 无 没有 没 不 不是 未 false no n 0 × 不符合 不属于'.split(' '),
);

interface Contained {
  readonly choice: Choice;
  readonly start: number;
  readonly end: number;
}

/** Equal first, else the choice with the longest name among those contained; undefined when none or more than one is meant. */
export function matchChoice(choices: readonly Choice[], text: string): string | undefined {
  if (choices.some(({ value }) => value === text)) return text;
  const wanted = squeeze(text);
  const contained: Contained[] = [];
  for (const choice of choices) {
    for (const name of [choice.value, ...(choice.aliases ?? [])]) {
      const bare = squeeze(name);
      if (bare === wanted) return choice.value;
      const start = bare === '' || yesWords.has(bare) || noWords.has(bare) ? -1 : wanted.indexOf(bare);
      if (start >= 0) contained.push({ choice, start, end: start + bare.length });
    }
  }
  const meant: Contained[] = [];
  for (const each of contained) {
    if (isDenied(wanted, each)) continue;
    const place = placeOf(wanted, each);
    if (place === 'unclear') return undefined;
    if (place === 'same') meant.push(each);
  }
  const [best] = meant.toSorted((left, right) => right.end - right.start - (left.end - left.start));
  const isBeside = ({ choice, start, end }: Contained): boolean =>
    best !== undefined && choice !== best.choice && (end <= best.start || start >= best.end);
  return meant.some(isBeside) ? undefined : best?.choice.value;
}

/** 非低保, 不是低保户, 低保边缘家庭, 清新区以外. */
function isDenied(words: string, { start, end }: Contained): boolean {
  return (
    /(?:[不非没未无]|除了?)(?:是|属于|有|算|在)?$/.test(words.slice(0, start)) ||
    /^.{0,2}(?:边缘|以外|之外|除外)/.test(words.slice(end))
  );
}

/** What may stand in front of a name that begins with a place of ours. */
const harmless = /(?:^|[去到在送往进于是的由给被转]|清远市?|广东省?)$/;

/** 广州市第三人民医院 is not 清远市第三人民医院: `other` when another place is named, `unclear` when it may be one. */
function placeOf(words: string, { choice, start }: Contained): 'same' | 'other' | 'unclear' {
  const before = words.slice(0, start);
  if (!/[省市县]/.test(choice.value) || harmless.test(before)) return 'same';
  return /[省市县区州镇]$/.test(before) || /^[省市县区]/.test(words.slice(start)) ? 'other' : 'unclear';
}
