/** Two truths put together wrongly; sums of one's own. @module */
import { figuresIn, rewrite, withFigure } from '../figures.ts';
import {
  type FalseDraft,
  type Falsehood,
  type KindMaker,
  type Material,
  sentence,
  type Truth,
} from '../lie.ts';
import { falseSpan, isFalse } from '../oracle.ts';

const swapped: KindMaker = {
  compose: (material) =>
    pairs(material).flatMap(([one, other]) => {
      const [of, against] = [figuresIn(one.text)[0], figuresIn(other.text)[0]];
      if (of === undefined || against === undefined) return [];
      const first: Falsehood = {
        truth: one,
        text: withFigure(one.text, of, rewrite(of, against.value)),
        why: '',
      };
      const second: Falsehood = {
        truth: other,
        text: withFigure(other.text, against, rewrite(against, of.value)),
        why: '',
      };
      if (!isFalse(first, material) || !isFalse(second, material)) return [];
      return [
        {
          draft: sentence(first.text, one.tokens) + sentence(second.text, other.tokens),
          twin: sentence(one.text, one.tokens) + sentence(other.text, other.tokens),
          span: falseSpan(one.text, first.text),
          why: `两条里的${of.written}和${against.written}对调了`,
        },
      ];
    }),
};

/** Short truths with a figure of the same unit but another value. */
function pairs(material: Material): (readonly [Truth, Truth])[] {
  const told = material.truths
    .filter(
      ({ text, tokens }) =>
        text.length <= 90 && figuresIn(text).length > 0 && !tokens.some((token) => token.startsWith('C')),
    )
    .slice(0, 14);
  return told.flatMap((one, at) =>
    told.slice(at + 1).flatMap((other) => {
      const [of, against] = [figuresIn(one.text)[0], figuresIn(other.text)[0]];
      return of?.unit === against?.unit && of?.value !== against?.value ? [[one, other] as const] : [];
    }),
  );
}

/** “他们的比例是80%” of B, behind a true sentence about A. */
const pronoun: KindMaker = {
  compose: (material, random) =>
    pairs(material).flatMap(([one, other]) => {
      const figure = figuresIn(other.text)[0];
      if (figure === undefined || figure.unit === '') return [];
      const claim: Falsehood = {
        truth: one,
        text: one.text.replace(figuresIn(one.text)[0]?.written ?? '', figure.written),
        why: '',
      };
      if (!isFalse(claim, material)) return [];
      const words = `${random.pick(['他们的标准是', '这类情形就是', '对这些人来说是', '它的数字是'])}${figure.written}`;
      return [one.tokens, [...one.tokens, ...other.tokens]].map((tokens) => ({
        draft: sentence(one.text, one.tokens) + sentence(words, tokens),
        twin: sentence(one.text, one.tokens),
        span: words,
        why: `${figure.written}说的是另一件事`,
      }));
    }),
};

/** The subject of one rule with the predicate of another. */
const merged: KindMaker = {
  compose: (material) =>
    pairs(material).flatMap(([one, other]) => {
      if (one.origin === 'written' || other.origin === 'written') return [];
      const subject = one.text.split('，')[0] ?? '';
      const predicate = other.text.split('，').at(-1) ?? '';
      if (
        subject === one.text ||
        predicate === other.text ||
        !/\d/.test(predicate) ||
        one.text.includes(predicate)
      )
        return [];
      const text = `${subject}，${predicate}`;
      if (!isFalse({ truth: one, text, why: '' }, material)) return [];
      const tokens = [...new Set([...one.tokens, ...other.tokens])];
      return [
        {
          draft: sentence(text, tokens),
          twin: sentence(one.text, one.tokens),
          span: text,
          why: '一条的对象配上另一条的数',
        },
      ];
    }),
};

/** Own arithmetic: no trace holds it. */
const sums: KindMaker = {
  compose: (material, random) =>
    material.truths.flatMap((truth): FalseDraft[] => {
      const figures = figuresIn(truth.text).filter(({ unit }) => unit !== '');
      const [one, other] = figures;
      if (one === undefined || truth.text.length > 100) return [];
      const results: string[] = [];
      if (other !== undefined && other.unit === one.unit)
        results.push(
          `合计是${rewrite(one, one.value + other.value)}`,
          `两者相差${rewrite(one, Math.abs(one.value - other.value))}`,
        );
      if (one.unit === '元')
        results.push(
          `一年算下来就是${rewrite(one, one.value * 12)}`,
          `一家三口能拿${rewrite(one, one.value * 3)}`,
        );
      if (one.unit === '%')
        results.push(`花一万元就能拿回${one.value * 100}元`, `自己只要出${100 - one.value}%`);
      if (/工作日|天|日/.test(one.unit))
        results.push(
          `也就是大约${Math.ceil((one.value * 7) / 5) + random.whole(1, 3)}天`,
          `前后加起来要${one.value * 2}天`,
        );
      const known = new Set(
        material.evidence.flatMap(({ units }) =>
          units.flatMap(({ text }) => figuresIn(text).map(({ value, unit }) => `${value}${unit}`)),
        ),
      );
      return results
        .filter((words) =>
          figuresIn(words).every(
            ({ value, unit }) => (value > 0 && !known.has(`${value}${unit}`)) || value === 10_000,
          ),
        )
        .map((words) => ({
          draft: sentence(truth.text, truth.tokens) + sentence(words, truth.tokens),
          twin: sentence(truth.text, truth.tokens),
          span: words,
          why: '自己算的数，没有计算过程',
        }));
    }),
};

export const combinationKinds: Readonly<Record<string, KindMaker>> = {
  figures_swapped_between_sentences: swapped,
  figure_behind_pronoun: pronoun,
  subject_with_other_predicate: merged,
  sum_of_its_own: sums,
};
