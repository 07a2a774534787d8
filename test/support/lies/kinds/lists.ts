/** Lists with an item too many or another item, wrong counts; calculations told wrong. @module */
import type { Random } from '../../seeded-random.ts';
import { figuresIn, rewrite, withFigure } from '../figures.ts';
import { cite, type FalseDraft, type KindMaker, type Material, sentence, type Truth } from '../lie.ts';
import { bare, isFalse } from '../oracle.ts';
import { otherValue } from './figures.ts';

interface NamedList {
  readonly lead: string;
  readonly items: readonly string[];
  readonly token: string;
  readonly words: string;
}

/** Items of the gazette that hang on one lead-in, short enough to be told. */
function listsOf({ evidence }: Material): NamedList[] {
  return evidence.flatMap(({ token, units, kind }) => {
    if (kind !== 'clause') return [];
    const words = bare(units.map(({ text }) => text).join(''));
    const leads = [...new Set(units.map(({ context }) => context.at(-1) ?? ''))];
    const groups = leads.map(
      (lead) => [lead, units.filter(({ context }) => (context.at(-1) ?? '') === lead)] as const,
    );
    return groups.flatMap(([lead, members]) => {
      const items = members
        .map(({ text }) =>
          text.replace(/^[（(][一二三四五六七八九十\d]+[）)]|^\d+[.、]/, '').replace(/[；。：\s]+$/, ''),
        )
        .filter((text) => text.length >= 4 && text.length <= 60);
      const head = lead
        .replace(/^.*[。；]/, '')
        .replace(/^第[一二三四五六七八九十百]+条/, '')
        .replace(/[：:]$/, '');
      return /[：:]$/.test(lead) && items.length >= 2 && head.length >= 4 && head.length <= 50
        ? [{ lead: head, items: items.slice(0, 5), token, words }]
        : [];
    });
  });
}

const told = ({ lead, token }: NamedList, items: readonly string[]): string =>
  `${lead}${cite([token])}：\n${items.map((item, at) => `${at + 1}. ${item}${cite([token])}`).join('\n')}`;

const added = [
  '所有外来务工人员',
  '家中有在读大学生的家庭',
  '近三年的纳税证明',
  '结婚证和子女出生证明',
  '购房合同复印件',
  '村干部的推荐信',
  '名下没有商铺出租',
  '当年退役的士兵',
  '单位出具的无犯罪记录证明',
  '开具发票的快递费',
];

const itemAdded: KindMaker = {
  compose: (material, random) =>
    listsOf(material).flatMap((list) => {
      const item = random.pick(added);
      return list.words.includes(bare(item))
        ? []
        : [
            {
              draft: told(list, [...list.items, item]),
              twin: told(list, list.items),
              span: item,
              why: '资料没有这一项',
            },
          ];
    }),
};

const countWrong: KindMaker = {
  compose: (material, random) =>
    listsOf(material).flatMap((list): FalseDraft[] => {
      const wrong = list.items.length + random.pick([2, 3, 4]);
      const count = new RegExp(`${wrong}|${'零一二三四五六七八九'[wrong] ?? '十'}[项类种]`);
      if (count.test(list.words)) return [];
      return [
        `${list.lead}一共有${wrong}项`,
        `一共要满足${wrong}个条件`,
        `共${'零一二三四五六七八九'[wrong] ?? wrong}类`,
      ].map((text) => ({
        draft: sentence(text, [list.token]),
        twin: told(list, list.items),
        span: text,
        why: `不是${wrong}项`,
      }));
    }),
};

const itemChanged: KindMaker = {
  compose: (material, random) =>
    listsOf(material).flatMap((list): FalseDraft[] =>
      list.items.flatMap((item, at) => {
        const figure = figuresIn(item)[0];
        if (figure === undefined) return [];
        const text = withFigure(item, figure, rewrite(figure, otherValue(figure, random)));
        const truth: Truth = { text: item, tokens: [list.token], origin: 'sentence', unit: null };
        if (!isFalse({ truth, text, why: '' }, material)) return [];
        return [
          {
            draft: told(list, list.items.with(at, text)),
            twin: told(list, list.items),
            span: text,
            why: `资料写${figure.written}`,
          },
        ];
      }),
    ),
};

/** The items of the list turned into their contrary by its lead-in. */
const leadTurned: KindMaker = {
  compose: (material) =>
    listsOf(material).flatMap((list): FalseDraft[] => {
      const lead = list.lead
        .replace('不享受', '享受')
        .replace(/应当|应该/, '不用')
        .replace('为：', '不包括')
        .replace(/需同时符合下列所有/, '只需符合下列任何一项');
      return lead === list.lead
        ? []
        : [
            {
              draft: told({ ...list, lead }, list.items),
              twin: told(list, list.items),
              span: lead,
              why: '引导句说反了',
            },
          ];
    }),
};

const calculated = (material: Material): Truth[] =>
  material.truths.filter(({ tokens }) => tokens.some((token) => token.startsWith('C')));

const resultChanged: KindMaker = {
  change: (truth, _, random) =>
    truth.tokens.some((token) => token.startsWith('C'))
      ? figuresIn(truth.text).flatMap((figure) =>
          [otherValue(figure, random), figure.value * 10, figure.value + random.whole(1, 9)].map((value) => ({
            truth,
            text: withFigure(truth.text, figure, rewrite(figure, value)),
            why: `算出来的是${figure.written}`,
          })),
        )
      : [],
};

const classes = ['特困供养人员', '低收入家庭', '因病致贫家庭', '普通居民', '“三无”流浪乞讨人员', '单位'];

/** The result said of a person that it was not worked out for. */
const otherClass: KindMaker = {
  compose: (material, random) =>
    calculated(material).flatMap((truth): FalseDraft[] => {
      const words = bare(
        [
          ...material.evidence.flatMap(({ units, kind }) =>
            kind === 'calculation' ? units.map(({ text }) => text) : [],
          ),
          material.context.question,
        ].join(''),
      );
      const free = classes.filter((each) => !words.includes(bare(each).slice(0, 3)));
      if (free.length === 0 || figuresIn(truth.text).length === 0) return [];
      const text = `您属于${random.pick(free)}，${truth.text}`;
      return [
        {
          draft: sentence(text, truth.tokens),
          twin: sentence(truth.text, truth.tokens),
          span: text,
          why: '不是为这一类人算的',
        },
      ];
    }),
};

/** A step left out or put in, so that another result comes out. */
const stepChanged: KindMaker = {
  compose: (material, random) => calculated(material).flatMap((truth) => steps(truth, random)),
};

function steps(truth: Truth, random: Random): FalseDraft[] {
  return figuresIn(truth.text)
    .filter(({ unit, value }) => unit === '元' && value >= 100)
    .flatMap((figure) =>
      [
        `${figure.written}全部由政府出，您一分钱不用付`,
        `不用扣除医保，直接按${figure.written}给`,
        `${figure.written}还可以再乘以两次`,
        `这${figure.written}每个月都能领`,
        `另外再加${rewrite(figure, Math.round(figure.value * 0.1) + random.whole(3, 40))}慰问金`,
      ].map((words) => ({
        draft: sentence(truth.text, truth.tokens) + sentence(words, truth.tokens),
        twin: sentence(truth.text, truth.tokens),
        span: words,
        why: '计算过程里没有这一步',
      })),
    );
}

/** Turned round: who gets it does not, who is late is in time. */
const verdictTurned: KindMaker = {
  change: (truth) =>
    truth.tokens.some((token) => token.startsWith('C'))
      ? (
          [
            ['可以救助', '不能救助'],
            ['不能享受', '可以享受'],
            ['可以享受', '不能享受'],
            ['没有重特大疾病救助', '还有重特大疾病救助'],
            ['没有超过', '超过'],
            ['已经超期', '没有超期'],
            ['没有超期', '已经超期'],
            ['不在资助', '属于资助'],
            ['可以资助', '不能资助'],
            ['在这个幅度内', '不在这个幅度内'],
            ['不封顶', '封顶'],
          ] as const
        ).flatMap(([from, to]) =>
          truth.text.includes(from)
            ? [{ truth, text: truth.text.replace(from, to), why: `算出来是${from}` }]
            : [],
        )
      : [],
};

export const listKinds: Readonly<Record<string, KindMaker>> = {
  list_item_added: itemAdded,
  list_item_changed: itemChanged,
  list_count_wrong: countWrong,
  list_lead_turned: leadTurned,
  calculation_changed: resultChanged,
  calculation_of_another_class: otherClass,
  calculation_step_changed: stepChanged,
  calculation_verdict_turned: verdictTurned,
};
