/** Where a falsehood hides: behind a truth, in brackets, in a list, a table, a pronoun, a condition. @module */
import type { Random } from '../../seeded-random.ts';
import { figuresIn, rewrite, withFigure } from '../figures.ts';
import {
  cite,
  type FalseDraft,
  type Falsehood,
  type KindMaker,
  type Material,
  sentence,
  shuffled,
} from '../lie.ts';
import { falseSpan, isFalse } from '../oracle.ts';
import { figureKinds, otherValue } from './figures.ts';
import { wordKinds } from './words.ts';

const short = 70;
/** Changed of one material and shape. */
const mostTruths = 8;

/** One false version of each short truth: a wrong figure, or a wrong word. */
function falsehoods(material: Material, random: Random): Falsehood[] {
  return shuffled(
    material.truths.filter(({ text }) => text.length <= short),
    random,
  )
    .slice(0, mostTruths)
    .flatMap((truth) => {
      const all = ['figure_invented', 'polarity_flipped', 'boundary_changed', 'subject_changed']
        .flatMap((kind) => (figureKinds[kind] ?? wordKinds[kind])?.change?.(truth, material, random) ?? [])
        .filter((falsehood) => isFalse(falsehood, material));
      return all.length === 0 ? [] : [random.pick(all)];
    });
}

const shape = (
  write: (
    truth: string,
    lie: string,
    tokens: readonly string[],
    random: Random,
  ) => readonly [draft: string, span?: string] | null,
): KindMaker => ({
  compose: (material, random) =>
    falsehoods(material, random).flatMap(({ truth, text, why }): FalseDraft[] => {
      const written = write(truth.text, text, truth.tokens, random);
      if (written === null) return [];
      const span = written[1] ?? falseSpan(truth.text, text);
      const isAmbiguous = truth.text.includes(span);
      return isAmbiguous ? [] : [{ draft: written[0], twin: sentence(truth.text, truth.tokens), span, why }];
    }),
});

const traditionalLetters = Array.from('給萬個醫療費請對應當為區鎮級戶員場');

/** A clause of the truth that stands alone, with another value in the next sentence. */
const twoSentences: KindMaker = shape((_, lie, tokens) => {
  const at = lie.indexOf('，');
  return at < 4
    ? null
    : [`${lie.slice(0, at)}是这样规定的${cite(tokens)}。${sentence(lie.slice(at + 1), tokens)}`];
});

export const shapeKinds: Readonly<Record<string, KindMaker>> = {
  spread_over_two_sentences: twoSentences,
  behind_a_true_sentence: shape((truth, lie, tokens) => [
    sentence(truth, tokens) + sentence(`具体来说，${lie}`, tokens),
  ]),
  between_true_sentences: shape((truth, lie, tokens) => [
    sentence(truth, tokens) + sentence(lie, tokens) + sentence(truth, tokens),
  ]),
  behind_a_semicolon: shape((truth, lie, tokens) => [sentence(`${truth}；${lie}`, tokens)]),
  in_bold: shape((_, lie, tokens) => {
    const figure = figuresIn(lie)[0];
    return [
      sentence(
        figure === undefined ? `**${lie}**` : withFigure(lie, figure, `**${figure.written}**`),
        tokens,
      ),
    ];
  }),
  over_two_lines: shape((_, lie, tokens) => {
    const at = lie.indexOf('，');
    return at < 0 ? null : [sentence(`${lie.slice(0, at + 1)}\n${lie.slice(at + 1)}`, tokens)];
  }),
  with_an_exclamation: shape((_, lie, tokens) => [`${lie}${cite(tokens)}！`]),
  in_cantonese: shape((_, lie, tokens) => {
    const spoken = lie
      .replaceAll('的', '嘅')
      .replaceAll('不', '唔')
      .replaceAll('给予', '俾')
      .replaceAll('是', '系')
      .replaceAll('在', '喺');
    return [sentence(spoken, tokens), spoken];
  }),
  in_traditional_letters: shape((_, lie, tokens) => {
    const traditional = lie.replace(
      /[给万个医疗费请对应当为区镇级户员场]/g,
      (letter) => traditionalLetters['给万个医疗费请对应当为区镇级户员场'.indexOf(letter)] ?? letter,
    );
    return traditional === lie ? null : [sentence(traditional, tokens), traditional];
  }),
  in_brackets: shape((truth, lie, tokens) => [
    sentence(`${truth}（实际执行时${lie}）`, tokens),
    `实际执行时${lie}`,
  ]),
  in_a_bullet: shape((truth, lie, tokens, random) => [
    `规定如下${cite(tokens)}：\n${random.pick(['- ', '1. ', '· ', '（1）'])}${truth}${cite(tokens)}\n${random.pick(['- ', '2. ', '· ', '（2）'])}${lie}${cite(tokens)}`,
  ]),
  in_a_table: shape((truth, lie, tokens) => [
    `| 事项 | 规定 |\n|---|---|\n| 一 | ${truth}${cite(tokens)} |\n| 二 | ${lie}${cite(tokens)} |`,
  ]),
  in_a_correction: shape((truth, lie, tokens) => [
    sentence(`不是“${truth}”，而是${lie}`, tokens),
    `而是${lie}`,
  ]),
  in_a_condition: shape((_, lie, tokens, random) => {
    const condition = random.pick([
      '只要提交了申请，就',
      '只要住满一年，',
      '如果家里有老人，那么',
      '哪怕不符合条件，',
      '找熟人帮忙的话，',
    ]);
    return [sentence(condition + lie, tokens)];
  }),
  in_a_question: shape((_, lie, tokens) => [sentence(`您问得对，答案就是${lie}`, tokens)]),
  in_hearsay: shape((_, lie, tokens, random) => [
    sentence(
      `${random.pick(['据工作人员介绍，', '一般来说，', '通常理解为，', '换句话说，', '据悉，'])}${lie}`,
      tokens,
    ),
  ]),
  condition_invented: {
    compose: (material, random) =>
      material.truths
        .filter(({ text }) => text.length <= short)
        .map((truth) => {
          const condition = random.pick([
            '只要家里有党员，',
            '只有交满五年社保的人，',
            '除非先交押金，否则不办；',
            '如果在清新有房，',
            '必须由村干部陪同，',
            '只限每月前十名，',
            '要先做完体检，',
          ]);
          return {
            draft: sentence(condition + truth.text, truth.tokens),
            twin: sentence(truth.text, truth.tokens),
            span: condition + truth.text,
            why: '条件是编的',
          };
        }),
  },
  figure_contrasted: {
    compose: (material, random) =>
      material.truths.flatMap((truth): FalseDraft[] => {
        const figure = figuresIn(truth.text)[0];
        if (figure === undefined || truth.text.length > short || figure.unit === '') return [];
        const value = otherValue(figure, random);
        if (value === figure.value) return [];
        const words = `${truth.text}，比原来的${rewrite(figure, value)}${value < figure.value ? '提高了' : '降低了'}`;
        if (!isFalse({ truth, text: words, why: '' }, material)) return [];
        return [
          {
            draft: sentence(words, truth.tokens),
            twin: sentence(truth.text, truth.tokens),
            span: words,
            why: '没有说原来是多少',
          },
        ];
      }),
  },
};
