/** A truth in somebody else's mouth, of a reader who is somebody else, under a mark that is not its own; one for many. @module */
import { figuresIn, rewrite, withFigure } from '../figures.ts';
import { cite, citedBy, type FalseDraft, type KindMaker, sentence } from '../lie.ts';
import { bare, falseSpan, isFalse } from '../oracle.ts';
import { figureKind, otherValue } from './figures.ts';

const short = 80;

const voices = [
  '工作人员答复：',
  '民政局的同志说，',
  '专家指出，',
  '网上有人说，',
  '窗口的人讲：',
  '据业内人士透露，',
  '我问过领导，领导答复说，',
];

/** Nobody said so: it stands in a gazette. */
const attributed: KindMaker = {
  compose: (material, random) =>
    material.truths
      .filter(({ text }) => text.length <= short)
      .map(({ text, tokens }): FalseDraft => {
        const said = random.pick(voices) + text;
        return {
          draft: sentence(said, tokens),
          twin: sentence(text, tokens),
          span: said,
          why: '没有人这样答复过',
        };
      }),
};

const classes = [
  '特困供养人员',
  '低收入家庭',
  '因病致贫家庭',
  '重点用水单位',
  '退役军人',
  '严重精神障碍患者',
  '村干部',
];

/** A class that the person never said of themselves. */
const ofTheReader: KindMaker = {
  compose: (material, random) =>
    material.truths
      .filter(
        ({ text, tokens }) => text.length <= short && !text.startsWith('您') && tokens[0]?.startsWith('S'),
      )
      .flatMap(({ text, tokens }): FalseDraft[] => {
        const asked = bare([material.context.question, ...(material.context.turns ?? [])].join(''));
        // Other words for the class: then the person said it.
        const others = [
          ['特困', '五保'],
          ['严重', '精神'],
        ] as const;
        const free = classes.filter(
          (each) =>
            !asked.includes(each.slice(0, 2)) &&
            !others.some(([name, other]) => each.startsWith(name) && asked.includes(other)),
        );
        if (free.length === 0) return [];
        const said = `${random.pick(['您属于', '您是', '您家属于'])}${random.pick(free)}，${text}`;
        return [
          {
            draft: sentence(said, tokens),
            twin: sentence(text, tokens),
            span: said,
            why: '问的人没有这样说过自己',
          },
        ];
      }),
};

const marks = [
  ['规则计算：「', '」'],
  ['【规则计算】', ''],
  ['原文：「', '」'],
  ['原文摘录：“', '”'],
  ['（经规则计算）', ''],
] as const;

/** A wrong figure under a mark that only the program sets. */
const forged: KindMaker = {
  compose: (material, random) =>
    material.truths
      .filter(({ text }) => text.length <= short)
      .flatMap((truth) => {
        const lie = figureKind((figure) => [otherValue(figure, random)]).change?.(truth, material, random)[0];
        if (lie === undefined || !isFalse(lie, material)) return [];
        const [before, behind] = random.pick(marks);
        return [
          {
            draft: `${before}${lie.text}${behind}${cite(truth.tokens)}。`,
            twin: sentence(truth.text, truth.tokens),
            span: falseSpan(truth.text, lie.text),
            why: lie.why,
          },
        ];
      }),
};

/** 与3个单位 told as 与一个单位. */
const oneForMany: KindMaker = {
  change: (truth, material) =>
    figuresIn(truth.text).flatMap((figure) => {
      const unit = /^[个名家间项所例人份处套]/.exec(figure.unit)?.[0];
      const known = citedBy(material, truth.tokens).some(({ units }) =>
        units.some(({ text }) => text.includes(`一${unit}`)),
      );
      if (unit === undefined || known || figure.value < 2 || rewrite(figure, 1) === figure.written) return [];
      const said = `一${figure.unit}`;
      return [
        {
          truth,
          text: withFigure(truth.text, figure, said),
          why: `资料写${figure.written}，说成${said}`,
        },
      ];
    }),
};

export const voiceKinds: Readonly<Record<string, KindMaker>> = {
  attributed_to_somebody: attributed,
  class_of_the_reader: ofTheReader,
  mark_forged: forged,
  one_for_many: oneForMany,
};
