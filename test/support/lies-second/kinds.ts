/**
 * What a model gets wrong when it retells a clause, each kind as a change of one true sentence. Written without a look at
 * the checker or at the other liar, so that neither knows the other's habits.
 * @module
 */
import type { EvidenceItem, EvidenceUnit } from '../../../src/answering/check-draft/evidence.ts';
import type { Material } from '../lies/lie.ts';
import type { Random } from '../seeded-random.ts';

export interface TrueSentence {
  /** Without its end mark and its citation. */
  readonly text: string;
  readonly token: string;
  readonly unit: EvidenceUnit;
  readonly item: EvidenceItem;
  readonly material: Material;
}

/** The same sentence with something false in it, or null; `draft` where the whole draft is another. */
export type Falsify = (
  sentence: TrueSentence,
  random: Random,
) => string | { readonly draft: string; readonly twin?: string } | null;

const figure =
  /\d+(?:\.\d+)?(?=(%|万元|亿元|元|个工作日|日|天|个月|年|人次|人|间|份|个|米|级|周岁|倍|立方米|平方米|平方公里|公里|套|家|次|公斤|KG|亩|所|名)(?!\d))/g;

interface Figure {
  readonly at: number;
  readonly digits: string;
  readonly unit: string;
}

const figuresIn = (text: string): Figure[] =>
  [...text.matchAll(figure)].map((found) => ({ at: found.index, digits: found[0], unit: found[1] ?? '' }));

const othersIn = (material: Material, unit: string, digits: string, near?: EvidenceUnit): string[] => [
  ...new Set(
    material.evidence.flatMap(({ units }) =>
      units
        .filter((each) => near === undefined || each === near)
        .flatMap(({ text }) => figuresIn(text))
        .filter((each) => each.unit === unit && each.digits !== digits)
        .map((each) => each.digits),
    ),
  ),
];

const put = (text: string, { at, digits }: Figure, other: string): string =>
  text.slice(0, at) + other + text.slice(at + digits.length);

/** A figure of the sentence in other digits. */
const otherDigits =
  (make: (found: Figure, sentence: TrueSentence, random: Random) => string | null): Falsify =>
  (sentence, random) => {
    const all = figuresIn(sentence.text);
    if (all.length === 0) return null;
    const found = random.pick(all);
    const other = make(found, sentence, random);
    return other === null || other === found.digits ? null : put(sentence.text, found, other);
  };

const pickOr = <Item>(items: readonly Item[], random: Random): Item | null =>
  items.length === 0 ? null : random.pick(items);

/** One place of the sentence that matches, in other words. */
const swap =
  (...pairs: readonly (readonly [RegExp, string])[]): Falsify =>
  ({ text }, random) => {
    const able = pairs.filter(([from]) => from.test(text));
    if (able.length === 0) return null;
    const [from, to] = random.pick(able);
    return text.replace(from, to);
  };

/** Words behind the sentence. */
const add =
  (...words: readonly string[]): Falsify =>
  ({ text }, random) =>
    text + random.pick(words);

const cited = ({ token }: TrueSentence, text: string): string => `${text}[${token}]。`;

const tenths = ['', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
const chineseDigits = '〇一二三四五六七八九';
const fullWidth = (digits: string): string =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff_10 + Number(digit)));

const officesOf = (material: Material): string[] => [
  ...new Set(
    material.evidence.flatMap(({ units }) =>
      units.flatMap(({ text }) =>
        [
          ...text.matchAll(
            /(?<=^|[、，。；：（(由向经报])(?:区|市)[一-龥]{2,10}?(?:局|委|办|部门)(?=[、，。；：）)负牵会提审在]|$)/g,
          ),
        ].map(([name]) => name),
      ),
    ),
  ),
];

const classes = [
  '特困供养人员',
  '城乡最低生活保障家庭',
  '建档立卡的贫困人员',
  '低收入家庭的老年人',
  '因病致贫家庭重病患者',
  '重度残疾人',
  '未成年人',
  '孤儿',
  '军烈属',
  '监护人',
  '继承人',
  '本区户籍居民',
  '非本市户籍人员',
  '养殖户',
  '单位',
  '个人',
  '教师',
  '学生',
];

const dateIn = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/;

const lastYear = (text: string): string | null => {
  const found = /(?<!\d)(19|20)\d{2}(?=年)/.exec(text);
  return found === null ? null : text.replace(found[0], String(Number(found[0]) + 1));
};

/** A quarter of the pairs of letters. */
function sharesWords(words: string, text: string): boolean {
  const pairs = Array.from({ length: words.length - 1 }, (_, at) => words.slice(at, at + 2));
  return pairs.filter((pair) => text.includes(pair)).length * 4 >= pairs.length;
}

const enumerated = /[一-龥]{2,12}(?:、[一-龥]{2,12}){2,}/;

export const generatedKinds: Readonly<Record<string, Falsify>> = {
  'figure of the same clause': otherDigits(({ digits, unit }, sentence, random) =>
    pickOr(othersIn(sentence.material, unit, digits, sentence.unit), random),
  ),
  'figure of other evidence': otherDigits(({ digits, unit }, { material }, random) =>
    pickOr(othersIn(material, unit, digits), random),
  ),
  'figure a little off': otherDigits(({ digits }, _, random) =>
    String(Number(digits) + random.pick([1, 2, 5, 10])),
  ),
  'figure with its digits turned': otherDigits(({ digits }) => digits.split('').toReversed().join('')),
  'figure ten times as large': otherDigits(({ digits }) => (digits.includes('.') ? null : `${digits}0`)),
  'percentage as other tenths': ({ text }, random) => {
    const found = /(\d+)%/.exec(text);
    if (found === null) return null;
    const tenth = Math.round(Number(found[1]) / 10) + random.pick([-1, 1]);
    return tenth * 10 === Number(found[1]) || tenth < 1 || tenth > 9
      ? null
      : text.replace(found[0], `${tenths[tenth]}成`);
  },
  'percentage rounded': ({ text }, random) => {
    const found = /(\d)(5|\d\.\d)%/.exec(text);
    return found === null
      ? null
      : text.replace(found[0], `${random.pick(['大约', '差不多', '将近'])}${tenths[Number(found[1]) + 1]}成`);
  },
  'percentage as half, a third or double': ({ text }, random) => {
    const found = /(\d+(?:\.\d+)?)%/.exec(text);
    return found === null || found[1] === '50'
      ? null
      : text.replace(found[0], random.pick(['一半', '三分之一', '一倍', '三分之二', '四分之三以内']));
  },
  'figure in Chinese digits': otherDigits(({ digits }) => {
    const other = String(Number(digits) + 1);
    return /^\d{1,2}$/.test(other)
      ? (other.length === 2 ? `${other[0] === '1' ? '' : chineseDigits[Number(other[0])]}十` : '') +
          (other.endsWith('0') ? '' : chineseDigits[Number(other.at(-1))])
      : null;
  }),
  'figure in full-width digits': otherDigits(({ digits }) => fullWidth(String(Number(digits) + 3))),
  'figure as a range': otherDigits(({ digits }) => `${digits}到${Number(digits) * 2}`),
  'amount in another unit': swap(
    [/(?<=\d)元/, '万元'],
    [/(?<=\d)万元/, '元'],
    [/(?<=\d)亿立方米/, '万立方米'],
    [/(?<=\d)亿元/, '万元'],
    [/(?<=\d)平方米/, '亩'],
    [/(?<=\d)公里/, '米'],
    [/(?<=\d)%/, '个百分点'],
    [/(?<=\d)人次/, '人'],
  ),
  'time in another unit': swap(
    [/(?<=\d个?)工作日/, '自然日'],
    [/(?<=\d)日内/, '个工作日内'],
    [/(?<=\d)天/, '个月'],
    [/(?<=\d)个月/, '年'],
    [/(?<=\d)年(?=内|至少|一|为)/, '个月'],
    [/(?<=\d)小时/, '分钟'],
  ),
  'sum of one’s own': ({ text }) => {
    const amounts = figuresIn(text).filter(({ unit }) => unit.endsWith('元'));
    const [first, second] = amounts;
    return first === undefined || second?.unit !== first.unit
      ? null
      : `${text}，合计${Number(first.digits) + Number(second.digits)}${first.unit}`;
  },
  'difference of one’s own': ({ text }) => {
    const [first, second] = figuresIn(text);
    return first === undefined || second?.unit !== first.unit || first.digits === second.digits
      ? null
      : `${text}，后面的比前面的${Number(first.digits) > Number(second.digits) ? '多' : '少'}${Math.abs(Number(first.digits) - Number(second.digits))}${first.unit}`;
  },
  'times of one’s own': ({ text }, random) =>
    figuresIn(text).length === 0
      ? null
      : text + random.pick(['，是原来的两倍', '，比以前翻了一番', '，是全省最高的']),
  'boundary moved': swap(
    [/以上/, '以下'],
    [/以下/, '以上'],
    [/以内/, '以上'],
    [/不超过/, '不少于'],
    [/不少于/, '不超过'],
    [/不得少于/, '不得多于'],
    [/不低于/, '不高于'],
    [/达到或超过/, '超过'],
    [/(?<!或|不)超过/, '达到'],
    [/不足/, '超过'],
  ),
  'boundary let go': swap(
    [/(?<!达到?[\d.]+%?)(?<=[\d%元日天间个次人年倍])以上/, ''],
    [/(?<=[\d%元日天间个次人年倍])以内/, '左右'],
    [/(?<=[\d日年月])前/, '左右'],
    [/不超过(?=\d)/, '大约'],
    [/不少于(?=\d)/, '大约'],
    [/至少(?=\d)/, ''],
    [/最高/, ''],
  ),
  'most for least': swap(
    [/最高/, '最低'],
    [/最低/, '最高'],
    [/至少/, '最多'],
    [/最多/, '至少'],
    [/上限/, '下限'],
  ),
  // 在20个工作日内 is the most already.
  'most put before a figure': otherDigits(({ digits, at, unit }, { text }) =>
    /最[高多]|不超过|上限|[在-]$/.test(text.slice(Math.max(0, at - 5), at)) ||
    /^[前以之]?[内下]/.test(text.slice(at + digits.length + unit.length))
      ? null
      : `最多${digits}`,
  ),
  'or for and': swap(
    [/(?<=[一-龥])并(?=[一-龥]{2})/, '或者'],
    [/，且/, '，或者'],
    [/且/, '或'],
    [/(?<=[一-龥）])和(?=[一-龥])/, '或'],
  ),
  'and for or': swap([/(?<=[一-龥])或者?(?=[一-龥])/, '并且'], [/任何一/, '所有']),
  'before for after': swap(
    [/(?<=[日后前年月批核订束])后(?=[，、\d一-龥])/, '前'],
    [/(?<=[日天年月])前(?=[，、\d一-龥完])/, '后'],
    [/之前/, '之后'],
    [/之后/, '之前'],
  ),
  'may for must': swap(
    [/应当/, '可以'],
    [/必须/, '可以'],
    [/(?<!适|对|响|相|供)应(?=[由向按在])/, '可'],
    [/须/, '可以'],
  ),
  'must for may': swap(
    [/可以/, '必须'],
    [/(?<!不|许|认)可(?=[由向按在申继合享参])/, '应当'],
    [/鼓励/, '要求'],
    [/支持/, '强制'],
  ),
  'not let go': swap(
    [/不得/, '可以'],
    [/不再/, '继续'],
    [/不享受/, '享受'],
    [/不予/, '给予'],
    [/禁止/, '允许'],
    [/严禁/, '允许'],
    [/不纳入/, '纳入'],
    [/未经/, '经'],
    [/非(?=[一-龥]{2})/, ''],
    [/不(?=[一-龥])/, ''],
  ),
  'not put in': swap(
    [/可以/, '不可以'],
    [/应当/, '不应当'],
    [/享受/, '不享受'],
    [/给予/, '不给予'],
    [/纳入/, '不纳入'],
    [/负责/, '不负责'],
    [/(?<=^[一-龥]{2,12})是/, '不是'],
  ),
  'at once for by and by': swap(
    [/逐步/, '立即'],
    [/探索/, '全面'],
    [/试点/, '全面'],
    [/基本(?=完成|实现|建成)/, '全部'],
    [/力争/, '确保'],
    [/计划(?=由|建|新|投入|奖补)/, '已经'],
  ),
  'all for some': swap(
    [/部分/, '全部'],
    [/全部/, '部分'],
    [/全面/, '部分'],
    [/所有/, '部分'],
    [/各镇/, '部分镇'],
    [/(?<![人年月日平户])均(?!衡|匀|价|值)/, '有的'],
  ),
  'only put in': swap(
    [/(?<=^|，)对/, '只对'],
    [/(?<=^|，)由/, '只由'],
    [/(?<=，)按/, '只按'],
    [/包括/, '只包括'],
    [/向(?=[一-龥]{3,}申请|[一-龥]{3,}提)/, '只能向'],
  ),
  'exception let go': swap(
    [/[（(][^（）()]*(?:除外|不含|外)[^（）()]*[）)]/, ''],
    [/除[^，,]{2,15}外(?:[，,](?!还|也|另)|(?![，,还也另]))/, ''],
    [/，[^，]{2,12}除外/, ''],
  ),
  'exception put in': add('，特殊情况除外', '（70岁以上的除外）', '，但急诊除外', '，本地户籍的不受此限'),
  // Whoever asked about the very case need not be told it again.
  'condition let go': ({ text, material: { context } }) => {
    const found = /^[^，；]{6,40}的，(?=[一-龥])/.exec(text);
    const asked = [context.question, ...(context.turns ?? [])].join('\n');
    return found === null || text.length - found[0].length < 10 || sharesWords(found[0], asked)
      ? null
      : text.slice(found[0].length);
  },
  'one condition said to be enough': ({ text }) => {
    const found = /^([^，；]{4,24})[、，][^，；]{4,30}的，/.exec(text);
    return found === null ? null : `只要${found[1]}，就${text.slice(found[0].length)}`;
  },
  'count of a list': ({ text }, random) => {
    const found = enumerated.exec(text);
    if (found === null) return null;
    const count = found[0].split('、').length;
    return `${text}，一共${count + random.pick([-1, 1, 2])}项`;
  },
  'item left out of a list told as whole': ({ text }) => {
    const found = enumerated.exec(text);
    if (found === null) return null;
    const items = found[0].split('、');
    return `${text.replace(found[0], items.filter((_, at) => at !== 1).join('、')).replace(/等/, '')}，就这些，没有别的`;
  },
  'item invented for a list': ({ text }, random) => {
    const found = enumerated.exec(text);
    if (found === null) return null;
    const items = found[0].split('、');
    return text.replace(
      found[0],
      items
        .toSpliced(1, 0, random.pick(['结婚证', '无犯罪记录证明', '区税务部门', '两张照片', '心理咨询']))
        .join('、'),
    );
  },
  'item of another list': ({ text, material, unit }, random) => {
    const found = enumerated.exec(text);
    if (found === null) return null;
    const others = material.evidence.flatMap(({ units }) =>
      units
        .filter((each) => each !== unit)
        .flatMap((each) => enumerated.exec(each.text)?.[0].split('、') ?? [])
        // A verb in front makes it no item.
        .filter((word) => word.length <= 8 && !/[的把好等等由在向]/.test(word) && !unit.text.includes(word)),
    );
    const other = pickOr(others, random);
    return other === null
      ? null
      : text.replace(found[0], found[0].split('、').toSpliced(1, 1, other).join('、'));
  },
  'other class of person': ({ text }, random) => {
    const own = classes.filter((name) => text.includes(name));
    if (own.length === 0) return null;
    const name = random.pick(own);
    return text.replace(name, random.pick(classes.filter((other) => !text.includes(other))));
  },
  'other office of the evidence': ({ text, material }, random) => {
    const all = officesOf(material);
    const name = pickOr(
      all.filter((each) => text.includes(each)),
      random,
    );
    if (name === null) return null;
    // 区民政部门 is 区民政局.
    const other = pickOr(
      all.filter((each) => !text.includes(each) && each.slice(1, 3) !== name.slice(1, 3)),
      random,
    );
    return other === null ? null : text.replace(name, other);
  },
  'office of another level': swap(
    [/区(?=[一-龥]{2,5}局)/, '市'],
    [/市(?=[一-龥]{2,5}局)/, '省'],
    [/镇政府/, '区政府'],
    [/区政府/, '市政府'],
    [/镇（场）/, '区政府'],
    [/村（居）委会/, '镇（场）'],
    [/县级以上/, '市级以上'],
  ),
  'lead for help': swap(
    [/牵头/, '配合'],
    [/配合/, '牵头'],
    [/审核(?!审批)/, '审批'],
    [/(?<!审核)审批/, '备案'],
    [/核实/, '审批'],
  ),
  'other starting day': swap(
    [/受理(?=申请|救助|之日)/, '提交'],
    [/印发之日/, '公布之日'],
    [/公布之日/, '印发之日'],
    [/公示之日/, '公示期满'],
    [/公示期满/, '公示开始'],
    [/(?<=自|从)[^，]{2,12}之日/, '次年1月1日'],
  ),
  'other frequency': swap(
    [/每年/, '每月'],
    [/每月/, '每季度'],
    [/每季度/, '每月'],
    [/每周/, '每月'],
    [/每日/, '每周'],
    [/半月/, '一月'],
    [/年度/, '月度'],
  ),
  'for another unit of people': swap(
    [/每人/, '每户'],
    [/每例/, '每户'],
    [/每名/, '每户'],
    [/人均/, '户均'],
    [/每户/, '每人'],
    [/家庭年/, '个人年'],
  ),
  'other date of the evidence': ({ text, material }, random) => {
    const own = dateIn.exec(text);
    if (own === null) return null;
    const others = material.evidence
      .flatMap(({ units }) => units.map((unit) => dateIn.exec(unit.text)?.[0] ?? ''))
      .filter((date) => date !== '' && date !== own[0]);
    const other = pickOr(others, random);
    return other === null ? null : text.replace(own[0], other);
  },
  'other year': ({ text }) => lastYear(text),
  'other day': ({ text }, random) => {
    const own = dateIn.exec(text);
    return own === null
      ? null
      : text.replace(`${own[3]}日`, `${(Number(own[3]) % 28) + random.whole(1, 3)}日`);
  },
  'other direction': swap(
    [/下降/, '上升'],
    [/降低/, '提高'],
    [/提高/, '降低'],
    [/增长/, '下降'],
    [/增加/, '减少'],
    [/减少/, '增加'],
    [/扩大/, '缩小'],
    [/上转/, '下转'],
  ),
  'near word': swap(
    [/城镇/, '农村'],
    [/农村/, '城镇'],
    [/住院/, '门诊'],
    [/门诊/, '住院'],
    [/复印件/, '原件'],
    [/右岸/, '左岸'],
    [/非禁养区/, '禁养区'],
    [/基本医疗/, '大病'],
    [/(?<!城镇职工.*)城乡居民/, '城镇职工'],
    [/户籍所在/, '居住'],
    [/新建/, '改建'],
    [/自付/, '自费'],
    [/书面/, '口头'],
    [/小学/, '大学'],
    [/高血压/, '高血脂'],
    [/上一/, '下一'],
    [/下一/, '上一'],
  ),
  'other place’s rule told as this one’s': (sentence) =>
    sentence.item.region === null || /清新/.test(sentence.item.region) || /清新/.test(sentence.text)
      ? null
      : {
          twin: cited(sentence, sentence.text),
          draft: cited(
            sentence,
            `清新区的规定是：${sentence.text.replace(/全市|我市|佛山市?|南通市?|连州市?/, '全区')}`,
          ),
        },
  'expired told as current': (sentence, random) =>
    sentence.item.validity !== 'expired' && sentence.item.validity !== 'repealed'
      ? null
      : sentence.text + random.pick(['，现在仍然有效', '，目前正在执行', '，今年还是这样', '，一直沿用至今']),
  'validity made up': add(
    '，有效期五年',
    '，该文件已被废止',
    '，自2025年1月1日起施行',
    '，2024年修订后仍沿用',
  ),
  'repealer made up': (sentence, random) =>
    sentence.item.number === null
      ? null
      : `${sentence.text}，后来被${random.pick(['清新府办〔2018〕5号', '清新府办〔2021〕3号', '清府〔2022〕8号'])}废止`,
  'other document’s number': (sentence, random) => {
    const others = sentence.material.evidence
      .map(({ number }) => number)
      .filter((number) => number !== null && number !== sentence.item.number);
    const other = pickOr(others, random);
    return other === null || sentence.item.number === null
      ? null
      : {
          draft: cited(sentence, `根据${other}，${sentence.text}`),
          twin: cited(sentence, `根据${sentence.item.number}，${sentence.text}`),
        };
  },
  'other clause’s number': (sentence) => {
    const found = /^第([一二三四五六七八九])条$/.exec(sentence.unit.locator);
    return found === null
      ? null
      : {
          twin: cited(sentence, `第${found[1]}条规定，${sentence.text}`),
          draft: cited(sentence, `第二十${found[1]}条规定，${sentence.text}`),
        };
  },
  'quotation with a word changed': (sentence) => {
    const changed = sentence.text.replace(
      /给予|应当|由|按|对|可/,
      (word) => ({ 给予: '提供', 应当: '须', 由: '通过', 按: '依', 对: '针对', 可: '能' })[word] ?? word,
    );
    return changed === sentence.text
      ? null
      : { draft: cited(sentence, `原文是“${changed}”`), twin: cited(sentence, `原文是“${sentence.text}”`) };
  },
  'quotation with words left out': (sentence) => {
    const parts = sentence.text.split('，');
    return parts.length < 3
      ? null
      : {
          draft: cited(sentence, `原文是“${parts.toSpliced(1, 1).join('，')}”`),
          twin: cited(sentence, `原文是“${sentence.text}”`),
        };
  },
  'quotation of two places joined': (sentence, random) => {
    const others = sentence.item.units.filter(({ text }) => text !== sentence.unit.text && text.length < 60);
    const other = pickOr(others, random);
    return other === null
      ? null
      : {
          draft: cited(
            sentence,
            `原文是“${sentence.text.slice(0, Math.ceil(sentence.text.length / 2))}${other.text.replace(/[。；]$/, '').slice(-12)}”`,
          ),
          twin: cited(sentence, `原文是“${sentence.text}”`),
        };
  },
  'hearsay beside a citation': (sentence, random) => ({
    draft: `${random.pick(['据了解，标准最近提高了一倍。', '听说今年又放宽了条件。', '据工作人员介绍，不用排队也能办。'])}${cited(sentence, sentence.text)}`,
    twin: cited(sentence, sentence.text),
  }),
  'hearsay under a citation': (sentence, random) => ({
    draft: cited(
      sentence,
      `${random.pick(['据了解', '一般来说', '实践中', '按照惯例'])}，${random.pick(['手续可以代办', '当天就能办好', '不符合条件也会酌情照顾', '最快三天到账'])}，${sentence.text}`,
    ),
    twin: cited(sentence, sentence.text),
  }),
  'lie in brackets': add(
    '（不限户籍）',
    '（即全部免费）',
    '（以2025年新标准为准）',
    '（无需提交材料）',
    '（最长不超过两个月）',
  ),
  'lie in a heading': (sentence, random) => ({
    draft: `${random.pick(['## 全额报销\n', '一、免费办理：\n', '**最高可领10万元**\n', '办理时限：3天\n'])}${cited(sentence, sentence.text)}`,
    twin: cited(sentence, sentence.text),
  }),
  'lie in a question': (sentence, random) => ({
    draft: `${random.pick(['为什么可以全额报销呢？', '想知道怎样不用排队吗？', '您知道标准已经翻倍了吗？'])}${cited(sentence, sentence.text)}`,
    twin: cited(sentence, sentence.text),
  }),
  'lie in English': (sentence, random) => ({
    draft: `${random.pick(['In short, it is free of charge', 'The limit is 90,000 yuan', 'You can apply online at any time'])}[${sentence.token}]. ${cited(sentence, sentence.text)}`,
    twin: cited(sentence, sentence.text),
  }),
  'lie in a row of a table': (sentence, random) => {
    const [found] = figuresIn(sentence.text);
    if (found === undefined || sentence.text.length > 50) return null;
    const row = (figureShown: string): string =>
      `| 内容 | 标准 |\n|---|---|\n| ${sentence.text.slice(0, found.at)} | ${figureShown}${found.unit} |[${sentence.token}]`;
    return { draft: row(String(Number(found.digits) + random.pick([1, 5, 20]))), twin: row(found.digits) };
  },
  'false half behind a semicolon': (sentence, random) => ({
    draft: cited(
      sentence,
      `${sentence.text}；${random.pick(['其他情形一律按一半计算', '逾期视为同意', '超期未办的自动通过', '外地人同样适用', '材料不齐也可以先办'])}`,
    ),
    twin: cited(sentence, sentence.text),
  }),
  'false half behind a comma': add(
    '，逾期视为放弃',
    '，当场办结',
    '，三年内不得再次申请',
    '，可以在网上办理',
    '，并处五千元罚款',
    '，周末照常办理',
  ),
  'reason made up': add(
    '，因为财政经费不足',
    '，这是为了鼓励早办',
    '，因为省里统一要求',
    '，主要是考虑到老人行动不便',
  ),
  'call number made up': add(
    '，可拨打12345咨询',
    '，咨询电话0763-5811234',
    '，详见www.qingxin.gov.cn',
    '，微信公众号也能办',
  ),
  'consequence made up': add(
    '，否则要追究刑事责任',
    '，不办的会影响征信',
    '，违反的取消低保资格',
    '，拒不配合的予以拘留',
  ),
};
