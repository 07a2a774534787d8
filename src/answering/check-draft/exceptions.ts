/** What a rule does not hold for: （抢救除外） told as （急诊除外） excepts something else. @module */
import { explain, type Words } from './explain.ts';

const excepting = /(?:^|[,;。:()])([^,;。:()]*?)(?:者|的)?除外|除(?:了)?([^,;。:()]{2,16}?)(?:以|之)?外/gu;
/** Nothing is taken away by it. */
const adding = /^,?(?:还|也|并|另|同时)/;

/** @returns the reason in plain Chinese, or null where the rule excepts it too. All texts in normal form. */
export function strangeException(piece: string, rule: string, words: Words): string | null {
  const known = exceptionsOf(rule).join('\n');
  for (const said of exceptionsOf(piece)) {
    if (known === '') return `原文没有“${said}除外”`;
    const { left } = explain(said, new Uint8Array(said.length), known, words);
    if (left.some((word) => /\p{Script=Han}{2}|[a-z\d]/u.test(word))) return `原文除外的不是“${said}”`;
  }
  const taken = exceptionsOf(rule).flatMap((each) => each.split(/[、和及与或]/));
  for (const stretch of piece.split(/[,;。:]/))
    if (
      counting.test(stretch) &&
      !/[不没未除]/.test(stretch) &&
      taken.some((word) => word.length > 1 && stretch.includes(word))
    )
      return '原文是除外的';
  return null;
}

const counting = /(?:包括|包含|计入|算)(?:在内|进去|进来)?/;

function exceptionsOf(text: string): string[] {
  return [...text.matchAll(excepting)].flatMap(({ 0: whole, 1: before, 2: behind, index }) => {
    const named = before ?? behind ?? '';
    return /\p{Script=Han}{2}/u.test(named) && !adding.test(text.slice(index + whole.length)) ? [named] : [];
  });
}
