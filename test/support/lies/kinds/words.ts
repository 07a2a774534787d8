/** One word for another, so that the rule says something else. @module */
import { citedBy, type Falsehood, type KindMaker, type Material, type Truth } from '../lie.ts';
import { bare } from '../oracle.ts';
import {
  boundaries,
  boundaryWords,
  contrasts,
  frequency,
  modality,
  polarity,
  polarityWords,
  starts,
  type Pair,
} from './word-pairs.ts';

/** Every place where `from` stands, one change each. */
function replaced(truth: Truth, pairs: readonly Pair[], near?: RegExp): Falsehood[] {
  return pairs.flatMap(([from, to]) => {
    const pattern = typeof from === 'string' ? new RegExp(from, 'g') : new RegExp(from.source, 'g');
    return [...truth.text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + match[0].length;
      const around = truth.text.slice(Math.max(0, match.index - 8), end + 8);
      if (near !== undefined && !near.test(around)) return [];
      const text = truth.text.slice(0, match.index) + to + truth.text.slice(end);
      return [{ truth, text, why: `资料写“${match[0]}”，说成“${to}”` }];
    });
  });
}

const wordKind = (pairs: readonly Pair[], near?: RegExp): KindMaker => ({
  change: (truth) => replaced(truth, pairs, near),
});

const figure = /\d|[一二两三五六七八九十百千万]{1,4}(?:元|倍|次|成|年|天)/;

const subjectChanged: KindMaker = {
  change: (truth, material) =>
    contrasts.flatMap((line) =>
      line.flatMap((from) =>
        truth.text.includes(from)
          ? line.filter((to) => to !== from).flatMap((to) => swapSubject(truth, from, to, material))
          : [],
      ),
    ),
};

const isPoor = (text: string): boolean => /低保|最低生活保障/.test(text);

/** Where the evidence says the same of both in one breath, nothing false would be said. */
function swapSubject(truth: Truth, from: string, to: string, material: Material): Falsehood[] {
  if (truth.text.includes(to) || to.includes(from) || (isPoor(to) && isPoor(truth.text.replace(from, ''))))
    return [];
  const isShared = citedBy(material, truth.tokens).some(({ units }) =>
    units.some(({ text, context }) => {
      // Items of one list are told in one breath.
      if (
        text.includes(to) &&
        context.at(-1) === truth.unit?.context.at(-1) &&
        /[：:]$/.test(context.at(-1) ?? '')
      )
        return true;
      const words = [...context, text].join('');
      return words.includes(to) && (words.includes(from) || bare(words).includes(bare(truth.text).slice(-8)));
    }),
  );
  return isShared ? [] : [{ truth, text: truth.text.replace(from, to), why: `资料说的是${from}，不是${to}` }];
}

const everybody: KindMaker = {
  change: (truth) =>
    [
      /特困供养人员|城乡最低生活保障家庭|低收入家庭|因病致贫家庭重病患者|事实无人抚养儿童|低保家庭|五保户/,
      /重点用水单位/,
      /建档立卡贫困户/,
      /严重精神障碍患者/,
    ].flatMap((pattern) => {
      const found = pattern.exec(truth.text)?.[0];
      return found === undefined ||
        truth.text.indexOf(found) > 15 ||
        /(?:系|属于|是)$/.test(truth.text.slice(0, truth.text.indexOf(found))) ||
        truth.text.length < 15
        ? []
        : ['所有居民', '任何人', '全区各家各户'].map((all) => ({
            truth,
            text: truth.text.replace(found, all),
            why: `资料只说${found}`,
          }));
    }),
};

/** Left out with the words around it that tie it in. */
const exceptions: readonly RegExp[] = [
  /[（(][^（()）]*(?:除外|不含|不包括)[^（()）]*[）)]/,
  /[，,、](?:但|但是|不过|可是)[^，。；]*(?:[，,][^，。；]*)?$/,
  /除(?!需提供)[^，。；]{2,20}外[，,]?/,
  /[，,、][^，。；、]{2,12}除外/,
  /非(?=农业用水|本区户籍|禁养区)/,
  /未经批准(?:擅自)?/,
  /(?:又)?没有正当理由|(?:而)?无正当理由/,
  /[^，。；]*无异议的[，,]|没有异议的[，,]?/,
  /[（(]以参保月当月在册人员为准[）)]/,
];

const exceptionDropped: KindMaker = {
  change: (truth) =>
    exceptions.flatMap((pattern) => {
      const found = pattern.exec(truth.text)?.[0];
      if (found === undefined) return [];
      const text = truth.text.replace(found, '').replace(/^[，,、]/, '');
      return text.length < 8 ? [] : [{ truth, text, why: `漏掉“${found}”` }];
    }),
};

/** 最高50000元 → 50000元: the most becomes what everybody gets. */
const limitDropped: KindMaker = {
  change: (truth) =>
    [
      ...truth.text.matchAll(
        /最高(?=救助|限额|[^，。；生低]{0,6}\d)|不超过(?=\d)|(?<=\d元)以内|(?<=[元])以下/g,
      ),
    ].map((match) => ({
      truth,
      text: truth.text.slice(0, match.index) + truth.text.slice(match.index + match[0].length),
      why: `漏掉“${match[0]}”`,
    })),
};

/** Others counted in beside those that the rule is for. */
const classAdded: KindMaker = {
  change: (truth, _, random) =>
    [
      '特困供养人员',
      '城乡最低生活保障家庭',
      '低保家庭',
      '低收入家庭',
      '重点用水单位',
      '严重精神障碍患者',
      '未成年人',
      '畜场',
      '镇农办',
    ].flatMap((found) =>
      truth.text.includes(found) && truth.text.length < 110
        ? [
            {
              truth,
              text: truth.text.replace(
                found,
                `${found}、${random.pick(['普通居民', '外来务工人员', '在校大学生', '个体工商户'])}`,
              ),
              why: '资料没有说到后面这一类',
            },
          ]
        : [],
    ),
};

const exceptionTurned: KindMaker = wordKind([
  [/除外/, '也包括在内'],
  [/除(?!需提供)[^，。；]{2,20}外(?!就)/, '连同其他情形在内'],
  [/不含/, '含'],
  [/(?<!不)包括(?!在)/, '不包括'],
]);

export const wordKinds: Readonly<Record<string, KindMaker>> = {
  boundary_changed: wordKind(boundaries, figure),
  boundary_in_other_words: wordKind(boundaryWords),
  polarity_flipped: wordKind(polarity),
  polarity_in_other_words: wordKind(polarityWords),
  limit_dropped: limitDropped,
  class_added: classAdded,
  duty_for_permission: wordKind(modality),
  frequency_changed: wordKind(frequency),
  start_of_period_changed: wordKind(starts),
  subject_changed: subjectChanged,
  said_of_everybody: everybody,
  exception_dropped: exceptionDropped,
  exception_turned: exceptionTurned,
  unit_changed: wordKind(
    [
      [/(?<=\d)万元/, '元'],
      [/(?<=\d)元(?!\/)/, '万元'],
      [/个?工作日/, '天'],
      [/(?<=\d)[天日](?!前)/, '个工作日'],
      [/(?<=\d)天/, '个月'],
      [/(?<=\d)年(?=至少|做|内|为|一次)/, '个月'],
      [/元\/平方米/, '元/亩'],
      [/立方米/, '升'],
      [/(?<=(?:下降|增长|上升|提高|同比)[\d.]+)%/, '个百分点'],
      [/(?<=\d)倍/, '%'],

      [/(?<=\d)万人/, '人'],
    ],
    /\d/,
  ),
};
