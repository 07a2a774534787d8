/**
 * What a sentence says of the person who asks: 您属于低收入家庭. No gazette says that; it has to be what the person wrote, or
 * what a calculation took for given.
 * @module
 */
import type { Calculation } from '../../calculators/calculation.ts';
import { explain, type Words } from './explain.ts';
import { plainText } from './plain-text.ts';

const claim =
  /(?:^|[,;。:(])(?:那么?|因为|由于|既然|所以|看来|这样|其实|目前|现在|只要|具体来说[,:]?)?(?:您|你)(?:家里?|们家?|这边|的)?(\p{Script=Han}{0,4}?)(?:是不是|是否|属于|算是|算|是|系)(\p{Script=Han}[^,;。:!?()]*)/gu;
const asked = /如果|若|要是|假如|是否|是不是|只要|只有|凡是/;
/** Classes that rules are for. */
const classes =
  /对象|人员|家庭|户(?![籍口])|五保|低保|特困|居民|单位|企业|孤儿|残疾人|老年人|未成年人|患者|学生|教师|职工|党员|干部|军人|工人|农民|老板|领导/;

const noClass = /[的了这那一种类等呢啊]/;

/** The class that nobody said; null for none. @param told What the person wrote, in normal form. */
export function strangeClass(
  text: string,
  told: string,
  calculations: readonly Calculation[],
  words: Words,
): string | null {
  const facts = calculations
    .flatMap(({ facts: known, steps }) => [
      ...known.map(({ label, value }) => `${label}${String(value)}`),
      ...steps.flatMap((step) => (/属于|是/.test(step.text) ? [step.text] : [])),
    ])
    .map(plainText);
  const scope = [told, ...facts].join('\n');
  for (const { 0: whole, 2: said = '', index } of text.matchAll(claim)) {
    const stretch =
      text
        .slice(0, index + whole.length - said.length)
        .split(/[,;。:]/)
        .at(-1) ?? '';
    if (asked.test(stretch) || said.endsWith('的话') || !(classes.test(said) || /属于|算是$/.test(stretch)))
      continue;
    const { held } = explain(said, new Uint8Array(said.length), scope, words);
    // 重点用水单位 is not said by 用水 and 公司: no letter of a class claims nothing.
    if (Array.from(said).some((letter, at) => held[at] !== 1 && !noClass.test(letter))) return said;
  }
  return /^(?:属于|算是|归为)/.test(text) && classes.test(text) ? text.slice(0, 8) : null;
}
