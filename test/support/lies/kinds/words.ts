/** One word for another, so that the rule says something else. @module */
import { citedBy, type Falsehood, type KindMaker, type Material, type Truth } from '../lie.ts';
import { bare } from '../oracle.ts';

type Pair = readonly [from: string | RegExp, to: string];

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

const boundaries: readonly Pair[] = [
  [/达到或超过/, '超过'],
  [/以上(?!人民政府)/, '以下'],
  [/以下/, '以上'],
  [/不超过|不得超过|不能超过/, '不低于'],
  [/不低于|不少于|不得少于/, '不超过'],
  [/以内/, '以外'],
  [/(?<!不|不得|不能|或)超过/, '达到'],
  [/(?<![可不])达到(?![^，。；]{0,12}以上)/, '超过'],
  [/不满/, '满'],
  [/至少/, '至多'],
  [/最高/, '最低'],
  [/(?<!不)少于/, '多于'],
  [/(?<!不)多于/, '少于'],
  [/(?<=日|月|年|底)前/, '后'],
  [/提高到/, '提高了'],
  [/下降(?!到)/, '上升'],
];

const polarity: readonly Pair[] = [
  [/不得|不能|不可以|严禁|禁止/, '可以'],
  [/不予/, '予以'],
  [/不享受/, '享受'],
  [/不纳入/, '纳入'],
  [/不再/, '继续'],
  [/不包括|不含/, '包括'],
  [/应当/, '不用'],
  [/必须|(?<![需不])须(?!要)/, '不必'],
  [/(?<!不)可以|(?<![不许认即方且予])可(?=[^能以靠及支再行操])/, '不可以'],
  [/(?<!不)予以|(?<![不])给予(?!的)/, '不给予'],
  [/(?<![不])享受(?!的)/, '不享受'],
  [/(?<!不)纳入/, '不纳入'],
  [/均无/, '均有'],
  [/鼓励/, '禁止'],
  [/取消/, '保留'],
  [/免费/, '收费'],
  [/没有/, '有'],
  [/(?<!不)需要|(?<=[，\u4e00-\u9fff])要(?=[先到在有由把和])/, '不需要'],
  [/(?<!不)负责/, '不负责'],
  [/(?<!不)算(?=[，。]|$)/, '不算'],
];

const modality: readonly Pair[] = [
  [/(?<!不)可以/, '必须'],
  [/(?<![不许认即方且予])可(?=[^能以靠及支再行操])/, '必须'],
  [/鼓励/, '强制'],
  [/应当|必须/, '可以自愿'],
  [/逐步/, '立即全部'],
  [/力争|争取/, '保证'],
  [/原则上/, '一律'],
];

const frequency: readonly Pair[] = [
  [/每人每年/, '每人每月'],
  [/(?<!每人)每年/, '每月'],
  [/每月/, '每年'],
  [/每季度/, '每月'],
  [/每周/, '每天'],
  [/每人/, '每户'],
  [/每例/, '每人每天'],
  [/每名患者/, '每个家庭'],
  [/全年累计/, '每次'],
  [/年度内|本年度/, '终身'],
  [/一次性/, '每月'],
];

const starts: readonly Pair[] = [
  [/自受理申请之日起/, '自公示结束之日起'],
  [/自公示之日起/, '自收到意见之日起'],
  [/自印发之日起/, '自公布满一年起'],
  [/自公布之日起/, '自印发满一年起'],
  [/公示结束后|公示期满/, '受理申请后'],
  [/作出决定后/, '收到申请后'],
  [/批准申请后/, '收到申请后'],
  [/接到[^，。；]{2,12}后/, '公示期满后'],
  [/结算前|结算之前/, '出院后'],
  [/申请救助当月/, '住院当月'],
  [/(?<=\d[天日])前/, '后'],
  [/参保月当月/, '申请当年'],
];

/** Classes, steps, places, bodies: what a figure may be of. One of a line stands for another. */
const contrasts: readonly (readonly string[])[] = [
  [
    '特困供养人员',
    '城乡最低生活保障家庭',
    '低收入家庭的老年人',
    '因病致贫家庭重病患者',
    '事实无人抚养儿童',
    '优抚对象',
  ],
  ['五保户', '低保户', '低收入户'],
  ['对个人', '对单位'],
  ['畜场', '禽场'],
  ['猪苗', '肉猪', '鸡苗'],
  ['特殊门诊', '普通门诊'],
  ['住院', '普通门诊'],
  ['老年人', '未成年人', '在校学生'],
  ['重度残疾人', '轻度残疾人'],
  ['监护人', '镇政府'],
  ['0-2级', '3-5级'],
  ['新建', '改扩建'],
  ['高血压', '糖尿病'],
  ['基线', '2020年', '2025年'],
  ['农村', '城镇'],
  ['本区户籍', '外地户籍'],
  ['重点用水单位', '非重点用水单位'],
  ['非农业', '农业'],
  ['工业', '农业'],
  ['太平', '禾云', '浸潭', '石潭', '龙颈', '三坑', '山塘'],
  ['左岸', '右岸'],
  ['乡镇公共厕所', '旅游公共厕所', '中心城区公共厕所'],
  ['松散型', '紧密型'],
  ['在职', '退休'],
  ['中小学', '高等学校'],
  ['分管领导', '主要领导'],
  ['摩托车', '货车'],
  ['客运', '货运'],
  ['户籍所在地', '居住地'],
  ['诊断证明', '出生证明'],
  ['门诊', '体检'],
  ['继承人', '村委会'],
  ['户口簿', '结婚证'],
  ['基本医疗救助', '重特大疾病救助'],
  ['公示', '审批'],
  ['年度考核', '月度考核'],
  ['首诊', '复诊'],
  ['城乡居民', '城镇职工'],
  ['二级以上', '三级以上'],
];

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

const boundaryWords: readonly Pair[] = [
  [/(?<!不|不得|不能|或)超过(?=\d)/, '刚满'],
  [/(?<=\d[^，。；]{0,4})以上(?!人民政府)/, '都不到'],
  [/(?<=\d[^，。；]{0,4})以内/, '开外'],
  [/不超过(?=\d)/, '起码有'],
  [/不少于(?=\d)/, '撑死'],
  [/最高(?=[^，。；生]{0,6}\d)/, '起码'],
  [/至少/, '顶多'],
  [/少于(?=\d)/, '高出'],
];

const polarityWords: readonly Pair[] = [
  [/不得|严禁|禁止/, '可以随意'],
  [/不得|不能/, '有权'],
  [/不予|不享受/, '照样享受'],
  [/应当|必须/, '用不着'],
  [/应当|必须/, '可以拒绝'],
  [/(?<!不)可以/, '无权'],
  [/(?<!不)可以/, '暂时不能'],
  [/给予(?!的)/, '停止给予'],
  [/给予(?!的)/, '只在少数情况下给予'],
  [/(?<!不)纳入/, '排除在外，不进'],
  [/不再/, '照旧'],
  [/由(?=[^，。；]{2,10}(?:负责|支付|领取|审批|核实))/, '不由'],
];

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
