/** Wrong figures. @module */
import type { Random } from '../../seeded-random.ts';
import { type Figure, figuresIn, inChinese, rewrite, withFigure } from '../figures.ts';
import { citedBy, type Falsehood, type KindMaker, type Material, type Truth } from '../lie.ts';

/** Each figure of the truth with each value that `other` gives it. */
export const figureKind = (
  other: (figure: Figure, random: Random, material: Material, truth: Truth) => readonly number[],
): KindMaker => ({
  change: (truth, material, random) =>
    figuresIn(truth.text).flatMap((figure) =>
      other(figure, random, material, truth)
        .filter((value) => value > 0 && value !== figure.value)
        .map((value): Falsehood => {
          const written = rewrite(figure, value);
          return {
            truth,
            text: withFigure(truth.text, figure, written),
            why: `资料写${figure.written}，说成${written}`,
          };
        }),
    ),
});

export function otherValue({ value, unit, written }: Figure, random: Random): number {
  if (unit === '%') {
    const moved = value + random.pick([-15, -10, -5, 5, 10, 15]);
    return moved > 0 && moved <= 100 ? moved : value / 2;
  }
  if (Number.isInteger(value) && value < 30) return Math.max(1, value + random.pick([-2, -1, 1, 2, 3, 5]));
  const times = value * random.pick([0.5, 0.6, 0.8, 1.2, 1.5, 2, 3]);
  return /\./.test(written) ? times : Math.round(times);
}

/** A figure of the same unit that the same evidence states elsewhere. */
function figureElsewhere(figure: Figure, random: Random, material: Material, truth: Truth): number[] {
  const stated = citedBy(material, truth.tokens)
    .flatMap(({ units }) => units)
    .flatMap(({ text }) => figuresIn(text))
    .filter(({ unit, value }) => unit === figure.unit && value !== figure.value)
    .map(({ value }) => value);
  return stated.length === 0 ? [] : [random.pick(stated)];
}

/** Of another item that the sentence then cites too. */
const ofAnotherItem: KindMaker = {
  change: (truth, material, random) =>
    figuresIn(truth.text).flatMap((figure) => {
      const others = material.evidence
        .filter(({ token, kind }) => kind === 'clause' && !truth.tokens.includes(token))
        .flatMap(({ token, units }) =>
          units.flatMap(({ text }) => figuresIn(text).map(({ value, unit }) => ({ token, value, unit }))),
        )
        .filter(({ unit, value }) => unit === figure.unit && value !== figure.value);
      if (others.length === 0) return [];
      const { token, value } = random.pick(others);
      const written = rewrite(figure, value);
      return [
        {
          truth,
          tokens: [...truth.tokens, token],
          text: withFigure(truth.text, figure, written),
          why: `${written}是${token}里另一件事的数`,
        },
      ];
    }),
};

/** The words for a wrong value that a comparison of digits does not see. */
export function inOtherWords(figure: Figure, value: number, random: Random): string[] {
  const { unit } = figure;
  const wide = rewrite(figure, value).replace(/[\d.%]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
  );
  if (unit === '%') {
    const tens = Math.floor(value / 10);
    const ones = value % 10;
    if (!Number.isInteger(value) || value >= 100 || tens === 0) return [wide];
    const fractions: Readonly<Record<number, string>> = {
      50: '一半',
      25: '四分之一',
      75: '四分之三',
      20: '五分之一',
      60: '五分之三',
      40: '五分之二',
    };
    return [
      wide,
      `百分之${inChinese(value)}`,
      ones === 0 ? `${inChinese(tens)}成` : `${inChinese(tens)}成${inChinese(ones)}`,
      ...(fractions[value] === undefined ? [] : [fractions[value]]),
      random.pick(['大半', '全部', '三分之一', '两倍']),
    ];
  }
  if (!Number.isInteger(value) || value > 99_999_999) return [wide];
  const words = `${inChinese(value)}${unit}`;
  const spaced = rewrite(figure, value).replace(/^(\d)(?=\d)/, '$1 ');
  return [
    wide,
    words,
    spaced,
    ...(unit === '元' && value % 10_000 === 0 ? [`${value / 10_000}万块`, `${value / 1000}千元`] : []),
  ];
}

const written: KindMaker = {
  change: (truth, _, random) =>
    figuresIn(truth.text).flatMap((figure) => {
      const value = otherValue(figure, random);
      if (value === figure.value) return [];
      return inOtherWords(figure, value, random).map((words) => ({
        truth,
        text: withFigure(truth.text, figure, words),
        why: `资料写${figure.written}，说成${words}`,
      }));
    }),
};

/** More or less than what is stated, though the digits are right. */
const hedged: KindMaker = {
  change: (truth) =>
    figuresIn(truth.text).flatMap((figure) => {
      const before = truth.text.slice(Math.max(0, figure.start - 4), figure.start);
      const after = truth.text.slice(figure.end, figure.end + 4);
      if (/[~～含超达低少多满过至最不每第约近]/.test(before) || /以|内|上|下|前|左/.test(after)) return [];
      return [
        `不到${figure.written}`,
        `超过${figure.written}`,
        `${figure.written}以上`,
        `至少${figure.written}`,
        `${figure.written}的两倍`,
      ].map((words) => ({
        truth,
        text: withFigure(truth.text, figure, words),
        why: `资料写的正是${figure.written}`,
      }));
    }),
};

/** Two figures of one sentence in each other's place. */
const exchanged: KindMaker = {
  change: (truth) => {
    const all = figuresIn(truth.text);
    return all.flatMap((one, at) =>
      all.slice(at + 1).flatMap((other) => {
        if (one.unit !== other.unit || one.value === other.value) return [];
        const text = withFigure(withFigure(truth.text, other, one.written), one, other.written);
        return [{ truth, text, why: `${one.written}和${other.written}对调了` }];
      }),
    );
  },
};

const grown: KindMaker = {
  change: (truth) =>
    figuresIn(truth.text)
      .filter(({ written: words }) => /\d/.test(words))
      .flatMap((figure) =>
        ['翻一番', '翻倍', '增加一倍', '减半', '归零'].map((words) => ({
          truth,
          text: withFigure(truth.text, figure, `${figure.written}再${words}`),
          why: `资料没有说${words}`,
        })),
      ),
};

/** Looks like the right figure on the screen, or hides digits in it. */
const disguised: KindMaker = {
  change: (truth) =>
    figuresIn(truth.text)
      .filter(({ written: words }) => /^\d{2,}/.test(words))
      .flatMap((figure) => {
        const { written: words } = figure;
        return [
          `1${words}`,
          `${words[0]}\u200b0${words.slice(1)}`,
          `${words[0]}O${words.slice(1)}`,
          `${words[0]}⁰${words.slice(1)}`,
          `~~${words}~~9${words}`,
        ].map((text) => ({
          truth,
          text: withFigure(truth.text, figure, text),
          why: `资料写${words}`,
        }));
      }),
};

export const figureKinds: Readonly<Record<string, KindMaker>> = {
  figure_invented: figureKind((figure, random) => [otherValue(figure, random)]),
  figure_decimal_shifted: figureKind((figure) =>
    /\.|%/.test(figure.written) ? [figure.value / 10, figure.value * 10] : [],
  ),
  figure_tenfold: figureKind((figure) =>
    figure.unit === '%' ? [] : [figure.value * 10, ...(figure.value % 10 === 0 ? [figure.value / 10] : [])],
  ),
  figure_wan_dropped_or_added: {
    change: (truth) =>
      figuresIn(truth.text).flatMap((figure) => {
        if (figure.unit === '%' || !/\d/.test(figure.written) || figure.unit === '') return [];
        const text =
          figure.scale === ''
            ? figure.written.replace(/^[\d.,]+/, '$&万')
            : figure.written.replace(figure.scale, '');
        return [{ truth, text: withFigure(truth.text, figure, text), why: `资料写${figure.written}` }];
      }),
  },
  figure_of_another_case: figureKind(figureElsewhere),
  figure_of_another_item: ofAnotherItem,
  figures_exchanged_within: exchanged,
  figure_in_other_words: written,
  figure_hedged: hedged,
  figure_doubled_in_words: grown,
  figure_disguised: disguised,
};
