/** Whether a changed sentence is false of the evidence that it cites. Where the evidence might bear it out, it is no lie. @module */
import { describeFacts, describeSteps } from '../../../src/answering/calculation-steps.ts';
import type { Calculation } from '../../../src/calculators/calculation.ts';
import type { Corpus } from '../../../src/gazette/model.ts';
import { unitsOfClause } from '../../../src/answering/check-draft/make-evidence.ts';
import type { EvidenceItem, EvidenceUnit } from '../../../src/answering/check-draft/evidence.ts';
import { figuresIn, withFigure } from './figures.ts';
import { citedBy, type Falsehood, type Material } from './lie.ts';

/** Letters and digits only, in one form. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\[\d{1,2}\]/g, '')
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(?<!\d)\.|\.(?!\d)/g, '')
    .replace(/[^\p{L}\p{N}%.]/gu, '')
    .toLowerCase();

const wordsOf = (unit: EvidenceUnit): string => bare([...unit.context, ...unit.before, unit.text].join(''));

/** Share of the text's pairs of letters that the words hold. */
function overlap(text: string, words: string): number {
  const letters = bare(text).replace(/[\d.%]/g, '');
  let held = 0;
  for (let at = 0; at + 1 < letters.length; at += 1) if (words.includes(letters.slice(at, at + 2))) held += 1;
  return letters.length < 2 ? 0 : held / (letters.length - 1);
}

/** With every figure written the same way. */
const plain = (text: string): string =>
  bare(
    figuresIn(text)
      .toReversed()
      .reduce((rest, figure) => withFigure(rest, figure, `${figure.value}${figure.unit}`), text),
  );

/** A unit that speaks of much the same, and so may state the changed thing too. */
const alike = 0.5;

export function isFalse(falsehood: Falsehood, material: Material): boolean {
  const { truth, text } = falsehood;
  if (bare(text) === bare(truth.text) || plain(text) === plain(truth.text)) return false;
  const items = citedBy(material, falsehood.tokens ?? truth.tokens);
  return !items.some((item) => bearsOut(item, text, truth.text));
}

function bearsOut(item: EvidenceItem, text: string, truth: string): boolean {
  const claim = changedPart(truth, text);
  const added = figuresIn(text).filter(
    ({ value, unit }) => !figuresIn(truth).some((figure) => figure.value === value && figure.unit === unit),
  );
  return item.units.some((unit) => {
    const words = wordsOf(unit);
    if (words.includes(bare(text))) return true;
    if (overlap(text, words) < alike) return false;
    if (added.length > 0) {
      const stated = figuresIn([...unit.context, unit.text].join('；'));
      return added.every((figure) =>
        stated.some(({ value, unit: of }) => value === figure.value && of === figure.unit),
      );
    }
    return claim.length > 3 && words.includes(claim);
  });
}

/** What stands in the changed text between what both begin and end with, with some letters around it. */
export function changedPart(truth: string, text: string): string {
  const [from, to] = [bare(truth), bare(text)];
  let start = 0;
  while (start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  return to.slice(Math.max(0, start - 3), to.length - end + 3);
}

/** The piece of a sentence between two commas that holds the change; the whole sentence where a piece was only left out. */
export function falseSpan(truth: string, text: string): string {
  const pieces = text.split(/[，；。：\n]/).filter((piece) => piece.trim() !== '');
  const known = bare(truth);
  const changed = pieces.filter((piece) => !known.includes(bare(piece)));
  const [only] = changed;
  return changed.length === 1 && only !== undefined && bare(only).length >= 4 ? only : text;
}

/** Whether a text shown to a reader states the lie. */
export const states = (shown: string, span: string): boolean => bare(shown).includes(bare(span));

/**
 * The shown text without the words of gazettes and the steps of calculations that stand for sentences which did not pass
 * (原文：「…」, 规则计算：「…」): a figure in them is told of what it is a figure of. Words that none holds are left there.
 */
export function withoutRuleWords(
  shown: string,
  corpus: Corpus,
  calculations: readonly (Calculation | null)[],
): string {
  const steps = calculations.flatMap((each) =>
    each === null ? [] : [...describeSteps(each), ...describeFacts(each)],
  );
  const isTrue = (part: string): boolean => corpus.clauses.some(({ text }) => text.includes(part));
  const isRow = (words: string): boolean =>
    corpus.clauses.some(
      ({ row }, index) => row !== null && unitsOfClause(corpus, index).some(({ text }) => text === words),
    );
  return shown
    .replace(/规则计算：「([^「」]+)」/g, (whole, words: string) => (steps.includes(words) ? '' : whole))
    .replace(/原文表格：「([^「」]+)」/g, (whole, words: string) => (isRow(words) ? '' : whole))
    .replace(/原文：「([^「」]+)」/g, (whole, words: string) =>
      words.split('……').every(isTrue) ? '' : whole,
    );
}
