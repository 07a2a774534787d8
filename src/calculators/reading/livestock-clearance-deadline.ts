/**
 * Facts of 空栏、清栏期限 from a person's words.
 * @module
 */
import { livestockClearanceDeadlineParameters } from '../schemes/livestock-clearance-deadline-parameters.ts';
import { datesWithYear } from './dates-with-year.ts';
import { animalsOf, regionOf } from './livestock-demolition-words.ts';
import { isDenied, readClosely } from './close-polarity.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import type { Mention, Quantity, Sentence } from './sentence.ts';

const clearing =
  /清栏|空栏|清空(?:栏|猪|存栏)|清(?:晒|完|走|掉|场|猪)|(?:要|先|未|没|前|得|时|内|天|日|久)清(?=[,。;!?的嘅咗了]|$)|出栏/;
const keeping = /猪|鸡|鸭|鹅|牛|羊|禽|养殖|存栏|栏舍/;

/** 符合环保要求, 环保达标, 验收合格, 通过验收. */
const meets =
  /(?:符?合|达到|满足)(?:了)?(?:环保|环境|环评|治污|排放)(?:保护)?(?:的)?(?:要求|标准|规定|条件)|环保(?:设施|设备|验收|方面|那边|措施|检查|评估)?(?:都|也|已经?|全部?|齐全|完善|完全|配套|,)*(?:达标|合格|符?合(?:了)?(?:要求|标准|规定|条件)|过关|通过|过了|冇问题|没问题|没有问题)|(?:验收|排放|排污|治污)(?:已经?|都|也|全部?)*(?:合格|达标|通过)|(?:通过|过)(?:了|咗)?(?:环保|环评|区里|镇里|农业局)*(?:的)?验收|达标(?=的?(?:养殖场|[猪鸡鸭鹅牛羊]))|(?<=环保)合格/;
/** The same, denied in ways that are no negation before the words. */
const fails =
  /(?:不|唔|未|没有?|冇)(?:能|够|完全)?(?:符?合|达到|满足)(?:环保|环境|环评|治污|排放)|(?:环保|验收|排放|排污|治污|环评)(?:设施|设备|验收|方面|措施|检查|条件|评估|要求)?(?:都|也|一直|还|又|根本|完全|仍|仍然|是)*(?:不|唔|未|没有?|冇|没能)(?:能|得|够)?(?:达标|达到|合格|符合|过关|通过|过|合要求|齐|完善|做好|搞好)|(?:没有?|未|冇|不|唔)(?:能)?(?:通过|过)(?:环保|环评|区里|镇里)*(?:的)?验收|(?:没有?|冇|无|缺少?)(?:建|搞|装|做|任何)?(?:环保|治污|污染防治|粪污处理)(?:设施|设备)|(?:不|唔|未)(?:达标|合格|符合)|不(?:合|符合)环保/;
const askedMeets =
  /(?:符不符合|合不合格|达不达标|是否|是不是|算不算|有没有|系咪|如果|要是|怎样|怎么|点样|什么)[^,。;!?]{0,8}$/;
const formerly = /(?:以前|之前|原来|原先|曾经|去年)[^,。;!?]{0,4}$/;
const repaired =
  /整改(?:好|完|到位|合格|完成|后|过)?[^。;!?]{0,12}?(?:合格|达标|通过|符合|到位|好了|完了|完成)|(?:后来|现在|已经?)[^,。;!?]{0,6}(?:整改好|改好|搞好)/;

/** Kilograms at which the class changes. */
const limits = (['pigletMost', 'middleLeast', 'middleMost', 'heavyLeast'] as const).map(
  (name) => livestockClearanceDeadlineParameters[name].value / 1000,
);

const classes = [
  ['猪苗', /猪苗|仔猪|小猪|苗猪|乳猪|猪仔|猪崽/],
  ['肉猪', /肉猪|大猪|中猪|育肥猪|商品猪|肥猪/],
  ['母猪、种猪', /母猪|种猪|公猪|猪[乸公](?!斤)/],
] as const;

/** The weight of something else. */
const notOfPig =
  /(?:饲料|粪|尿|污水|药|玉米|豆粕|总共|一共|合共|每天|每日|一天|产|卖|体重增|增重|我(?!场|家|的|嘅|们|哋|个|养|啲))[^,。;!?猪]{0,6}$/;

const overdue = /超期|逾期|过期|超时|超过期限|过了?期限|过[了咗]期|到期|超没超|违规/;
const checking =
  /核查|检查|巡查|复查|抽查|来查|去查|查到|查|看|存栏|(?:还|仍)?(?:没有?|未|冇)(?:有)?清|才清|先清|清[晒完空]/;
/** 50公斤的猪要几时清栏: the weight decides, so it is a case. */
const asksWhen = /[几多]少?(?:个)?(?:天|日)|几时|什么时候|何时|哪天|哪一天|边日|最迟|多久|几耐/;
const asksDays = /[几多]少?(?:天|日)|期限|限期|几时|什么时候|哪天|哪一天|边日|最后|最迟|多久|清栏|空栏/;

export const livestockClearanceDeadlineReader: SchemeReader = {
  scheme: 'livestock-clearance-deadline',
  topic: ({ text }) => {
    if (!clearing.test(text) && !(overdue.test(text) && keeping.test(text))) return 0;
    if (!keeping.test(text) && !/环保/.test(text)) return 0;
    return /清栏|空栏/.test(text) ? (/拆/.test(text) ? 3 : 5) : 2;
  },
  read: (message) => {
    const sentence = readClosely(message);
    return [...regionOf(sentence), ...complianceOf(sentence), ...pigsOf(sentence), ...checkedOf(sentence)];
  },
  isCase: (sentence, facts) => {
    const has = (...keys: readonly string[]): boolean => facts.some(({ key }) => keys.includes(key));
    const exact = facts.some(({ key, value }) => key === 'weight' && value !== null);
    const own = /我|本场|某|场主/.test(sentence.text);
    if (has('compliant') && exact) return true;
    if (!asksDays.test(sentence.text) && !overdue.test(sentence.text)) return false;
    return has('compliant')
      ? exact || has('checkedOn', 'animal', 'class') || own
      : exact && (has('checkedOn') || own || asksWhen.test(sentence.text));
  },
};

function complianceOf(sentence: Sentence): readonly ReadFact[] {
  const real = (pattern: RegExp) =>
    sentence
      .mentions(pattern)
      .find(({ start, polarity }) => polarity !== 'asked' && !askedMeets.test(sentence.before(start)));
  const failing = real(fails) ?? formDenial(sentence);
  const meeting = sentence
    .mentions(meets)
    .filter(
      ({ start, end }) => !sentence.mentions(fails).some((other) => other.start < end && start < other.end),
    )
    .find(
      ({ start, polarity }) =>
        polarity === 'said' &&
        !askedMeets.test(sentence.before(start)) &&
        !formerly.test(sentence.before(start)),
    );
  const mended = sentence.mentions(repaired).find(({ polarity }) => polarity === 'said');
  if (failing !== undefined) {
    const facts: ReadFact[] = [{ key: 'compliant', value: false, words: failing.words }];
    if (mended !== undefined && mended.start > failing.start)
      return [...facts, { key: 'repaired', value: true, words: mended.words }];
    return meeting === undefined ? facts : [];
  }
  if (mended !== undefined) return [{ key: 'repaired', value: true, words: mended.words }];
  return meeting === undefined ? [] : [{ key: 'compliant', value: true, words: meeting.words }];
}

/** 符合环保要求:否. */
const formDenial = (sentence: Sentence): Mention | undefined =>
  sentence
    .mentions(meets)
    .find(({ polarity, end }) => polarity === 'denied' && /^[:=]/.test(sentence.text.slice(end)));

/** Animal, class and weight; two classes or weights are two cases, so none of them is read. */
function pigsOf(sentence: Sentence): readonly ReadFact[] {
  const animals = animalsOf(sentence);
  const kinds = new Set(animals.map(({ kind }) => kind));
  const [first] = animals;
  const facts: ReadFact[] = [];
  if (kinds.size === 1 && first !== undefined)
    facts.push({ key: 'animal', value: first.kind, words: first.words });
  const named = classes.flatMap(([value, pattern]) => {
    const said = sentence.says(pattern);
    return said === null ? [] : [{ key: 'class', value, words: said.words }];
  });
  if (named.length > 1) return [...facts, { key: 'weight', value: null, words: named[0]?.words ?? '' }];
  const weights = weightsOf(sentence).map((each) => ({
    ...each,
    value: each.value ?? nearWeight(sentence, each),
  }));
  const values = new Set(weights.map(({ value }) => value));
  const [weight] = weights;
  if (weight === undefined) return [...facts, ...named];
  return [
    ...facts,
    ...named,
    { key: 'weight', value: values.size === 1 ? weight.value : null, words: weight.words },
  ];
}

/** Weights of a pig in kilograms; null for what is not exact (五十公斤左右, 70公斤以上). */
function weightsOf(sentence: Sentence): readonly Quantity[] {
  return sentence.quantities.filter(
    ({ unit, start }) =>
      unit === '公斤' && !notOfPig.test(sentence.before(start)) && !isDenied(sentence, start),
  );
}

/** 约55公斤: the figure itself where a seventh more or less is of the same class; null where the class would hang on it. */
function nearWeight(sentence: Sentence, { inexact, words, start, end }: Quantity): number | null {
  const isAbout =
    /(?:约|大概|差不多|估计|成|近)(?:是|有|为)?$/.test(sentence.before(start)) ||
    /^(?:左右|上下)/.test(sentence.text.slice(end));
  const figure =
    inexact === 'vague' && isAbout ? /^(\d+(?:\.\d+)?)(?![\d几多余万千百])/.exec(words)?.[1] : undefined;
  if (figure === undefined) return null;
  const weight = Number(figure) * (words.endsWith('斤') && !words.endsWith('公斤') ? 0.5 : 1);
  const isFar = limits.every((limit) => limit < weight * 0.85 || limit > weight * 1.15);
  return isFar ? weight : null;
}

function checkedOf(sentence: Sentence): readonly ReadFact[] {
  const dates = datesWithYear(sentence).filter(({ iso }) => iso !== null);
  const near = dates.filter(
    ({ end, start }) => checking.test(sentence.after(end, 14)) || checking.test(sentence.before(start, 6)),
  );
  const [date] = near.length > 0 ? near : overdue.test(sentence.text) ? dates : [];
  const count = near.length > 0 ? near.length : dates.length;
  return date === undefined || count > 1 ? [] : [{ key: 'checkedOn', value: date.iso, words: date.words }];
}
