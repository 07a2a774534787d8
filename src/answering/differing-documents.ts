/** Two documents that name different figures for the same thing: both are shown, by name. @module */
import type { Clause, Corpus } from '../gazette/model.ts';
import { isWithin } from '../gazette/region.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import { textWithColumns } from './clause-words.ts';
import { type Evidence, overlap, type QuestionTerms } from './find-evidence.ts';
import { keyWindow } from './key-window.ts';
import { type FigureUnit, statedFigures, textWithUnits } from './stated-figures.ts';
import type { Understanding } from './understand.ts';

/** Share of the question that the other document's clause must hold for its figure to be about the same thing. */
const leastHeld = { share: 0.4, other: 0.5 } as const;

/** The unit of the figure that a question asks for. */
const askedUnits: readonly (readonly [FigureUnit, RegExp])[] = [
  ['share', /多少|几成|几多|百分之几|比例|下降|提高|增加|减少|达到/],
  ['money', /(?:多少|几多|几)(?:万|百|千)?(?:钱|元|块|蚊)|几钱|罚多少|补多少|上限|封顶|额度|标准/],
  ['day', /几天|多少天|几日|几个?工作日|几多日|多久|几耐|期限/],
  ['month', /几个?月|多少个?月|几年|多少年|多久|几耐|期限/],
  ['age', /几岁|多少岁|几多岁|年龄/],
  ['times', /几倍|多少倍|几多倍/],
  ['occasion', /几次|多少次|几多次|几回/],
  ['people', /几人|多少人|几名|多少名|几多人|几个人|多少个人/],
  ['area', /多少平|几平|几多平|面积/],
  ['date', /几号|几月|哪天|边日|几时|什么时候|何时|截止/],
];

/** True where both clauses are about the question and no figure of the unit asked for stands in both. */
export function givesOtherFigure(
  { corpus, terms, understanding }: { corpus: Corpus; terms: QuestionTerms; understanding: Understanding },
  best: Evidence,
  other: Evidence,
): boolean {
  const one = corpus.clauses[best.clause];
  const two = corpus.clauses[other.clause];
  if (one === undefined || two === undefined || one.document === two.document) return false;
  if (!isHomePolicy(corpus, one) || !isHomePolicy(corpus, two)) return false;
  const held = [one, two].map((clause) => overlap(terms, new Set(tokenise(textWithColumns(clause)))));
  // Only the sentence that is about the question counts: a clause may list many rates.
  const [first = '', second = ''] = [one, two].map((clause) =>
    clause.row === null ? keyWindow(clause.text, understanding, terms, 1) : textWithUnits(clause),
  );
  return askedUnits.some(([unit, asked]) => {
    if (!asked.test(understanding.normalised)) return false;
    const least = unit === 'share' ? [0, leastHeld.share] : [leastHeld.other, leastHeld.other];
    if (held.some((share, index) => share < (least[index] ?? 0))) return false;
    const [ofOne, ofTwo] = [valuesOf(first, unit), valuesOf(second, unit)];
    return ofOne.size > 0 && ofTwo.size > 0 && ![...ofTwo].some((value) => ofOne.has(value));
  });
}

function valuesOf(text: string, unit: FigureUnit): Set<string> {
  return new Set(
    statedFigures(text)
      .filter((figure) => figure.unit === unit)
      .map((figure) => figure.value),
  );
}

/** A draft, a sample or another county's rule does not contradict ours: it is none. */
function isHomePolicy(corpus: Corpus, clause: Clause): boolean {
  const document = corpus.documents[clause.document];
  if (document?.standing !== 'official') return false;
  const { homeRegion } = corpus;
  if (homeRegion === null || document.region === null) return true;
  return isWithin(document.region, homeRegion) || isWithin(homeRegion, document.region);
}
