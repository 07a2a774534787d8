/**
 * Facts of 重点用水单位 and 水平衡测试 from a person's words.
 * @module
 */
import { isDenied, readClosely } from './close-polarity.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import type { Mention, Quantity, Sentence } from './sentence.ts';

const test = /水平衡/;
const keyUnit = /重点用水(?:单位|户)/;

const nonFarming =
  /非农业?|工业|工厂|(?<!自来|供|净|引|泵|水)厂(?!家?供水|供水)|公司|企业|我[校院司店]|本[校院司店]|学校|中学|小学|大学|幼儿园|医院|酒店|宾馆|饭店|商场|超市|商业|机关|政府大楼|写字楼|物业|小区|服务业|洗车|浴场|游泳馆|园区|单位食堂/;
/** Who supplies is no user: 供水公司, 自来水厂. */
const supplier = /(?:供水|自来水|水务|用水|给水)(?:有限|集团)?(?:公司|企业|单位)|重点用水单位|供水单位/g;
const farming =
  /(?<!非)农业(?!局|农村|产业|公司|园|机械|加工)(?:用水|灌溉|种植)?|灌溉|种田|种菜|种植|养殖|鱼塘|农田|果园|(?:猪|鸡|鸭|牛)场/;

const mains =
  /公共供水|(?:供水|市政|公共|自来水|城市)?管网|自来水|市政(?:供|用)水|供水公司|水务公司|(?:市政|集中|统一)供水|(?:自来)?水厂(?:的水|供)|供水单位/;
const works = /供水工程/;
const ownWell =
  /自备(?:水源|水井|井|水)?|自打(?:的)?(?:水)?井|打(?:了)?(?:口|几口|个)?(?:水)?井|井水|地下水|(?<!运)河水|江水|山泉水?|水库(?:取水|的水|抽水)|(?:自己|自行)(?:取水|抽水|打井)|抽(?:河|江|地下)水/;
const onlyOne = /全部?(?:都)?(?:用|是|靠|系)|只用|净系用|纯/;

const perMonth =
  /(?:月均|月平均|每个?月|每月|平均每月|一个月|(?<![一二两三四五六七八九十几半\d])个月|(?<!个)月用水量?|平均一个月|按月|\/月|月度)[^,。;!?\d]{0,10}$/;
const perYear =
  /(?:年均|全年|一年|每年|整年|去年|前年|今年|上年|旧年|(?<!半)年用水量?|年度|年总|年取水量?|20\d\d年度?)[^,。;!?\d月]{0,12}$/;
const perDay =
  /(?:[二两三四五六七八九十几\d]个月|每天|每日|一天|日均|一日|天|日|每周|一周|每季度?|季度|半年|小时)[^,。;!?]{0,8}$/;
const monthAfter = /^(?:水)?(?:\/|每|一|个|一个)+月/;
const yearAfter = /^(?:水)?(?:\/|每|一|全)+年/;
const otherWater =
  /(?:节约|节省|省|少用|漏损?|损失|浪费|回用|中水|再生水|排放?|废水|污水|计划|指标|定额|超|增加|减少|水池|水塔|蓄水)[^,。;!?]{0,6}$/;
const change = /(?:降|减|增|升|涨)(?:低|少|加)?(?:到|至|为|成)/;
const lastTime = /上一?次|上回|最近一次|做过|测过|做咗|测咗|搞过|做了|测了/;

export const waterBalanceTestReader: SchemeReader = {
  scheme: 'water-balance-test',
  topic: ({ text }) => {
    if (test.test(text) || keyUnit.test(text)) return 5;
    return /用水|自来水|管网|取水|供水/.test(text) &&
      /测试|测一次|测几次|要测|再测|测过|(?:多久|几年|几耐|几时)(?:要|先)?测/.test(text)
      ? 3
      : 0;
  },
  read: (message) => {
    const sentence = readClosely(message);
    return [...useOf(sentence), ...supplyOf(sentence), ...quantitiesOf(sentence), ...lastTestOf(sentence)];
  },
  isCase: (sentence, facts) => {
    const has = (...keys: readonly string[]): boolean => facts.some(({ key }) => keys.includes(key));
    const own = /我(?:们|哋)?|本(?:厂|公司|单位|校|院|店)|咱/.test(sentence.text.replace(/我想?问/g, ''));
    const unknown = /不知道|不清楚|唔知|唔清楚|未知|没有?统计|冇统计|不详|不确定/.test(sentence.text);
    const amount = has('monthly', 'yearly');
    return (
      (amount && (has('use', 'supply') || own || unknown)) ||
      ((own || unknown) && has('use') && has('supply'))
    );
  },
};

function useOf(sentence: Sentence): readonly ReadFact[] {
  const suppliers = sentence.mentions(supplier);
  const said = (pattern: RegExp): Mention | undefined =>
    sentence
      .mentions(pattern)
      .find(
        ({ polarity, start, end }) =>
          polarity === 'said' && !suppliers.some((other) => other.start < end && start < other.end),
      );
  const [other, farm] = [said(nonFarming), said(farming)];
  if (other !== undefined && farm !== undefined) {
    // 农业加工厂 is a factory; a farm with a hotel has both uses.
    const mixed = sentence.says(/混合|都有|兼有|两种|既有/);
    return mixed === null ? [] : [{ key: 'use', value: '农业和非农业都有', words: mixed.words }];
  }
  if (other !== undefined) return [{ key: 'use', value: '非农业', words: other.words }];
  return farm === undefined ? [] : [{ key: 'use', value: '农业', words: farm.words }];
}

function supplyOf(sentence: Sentence): readonly ReadFact[] {
  const said = (pattern: RegExp) =>
    sentence
      .mentions(pattern)
      .find(({ polarity, start, end }) => polarity === 'said' && !isNotUsed(sentence, start, end));
  const [own, pipe, project] = [said(ownWell), said(mains), said(works)];
  const supplied = pipe ?? project;
  if (own !== undefined && supplied !== undefined)
    return sentence.mentions(onlyOne).length > 0
      ? []
      : [{ key: 'supply', value: '管网和自备水源都有', words: between(sentence, supplied, own) }];
  if (own !== undefined) return [{ key: 'supply', value: '自备水源', words: own.words }];
  if (supplied === undefined) return [];
  const value = pipe === undefined ? '供水工程' : '公共供水管网';
  return [{ key: 'supply', value, words: supplied.words }];
}

/** From the one to the other. */
const between = ({ text }: Sentence, one: Mention, other: Mention): string =>
  text.slice(Math.min(one.start, other.start), Math.max(one.end, other.end));

/** 没有接自来水, 不用管网的水; 供水公司问 is no source of water. */
const isNotUsed = (sentence: Sentence, start: number, end: number): boolean =>
  /(?:没有?|未|冇|不|唔|停)(?:有)?(?:接|通|用|使用|拉|装|铺)(?:过|到|上)?(?:公共|市政|任何)?$/.test(
    sentence.before(start),
  ) || /^(?:来?问|说|话|想|通知|催|叫|要求)/.test(sentence.after(end));

function quantitiesOf(sentence: Sentence): readonly ReadFact[] {
  const found: ReadFact[] = [];
  // 由每月12万降到9万: which of the two counts is not said.
  if (sentence.mentions(change).length > 0) return found;
  for (const quantity of sentence.quantities) {
    if (quantity.unit !== '立方米' || isDenied(sentence, quantity.start)) continue;
    if (otherWater.test(sentence.before(quantity.start))) continue;
    const key = periodOf(sentence, quantity);
    // 10万立方米以上 is the rule's own wording or no figure; only exact figures are facts.
    if (key !== null) found.push({ key, value: quantity.value, words: quantity.words });
  }
  return found
    .filter(
      ({ key, value }) =>
        new Set(found.filter((each) => each.key === key).map((each) => each.value)).size === 1 ||
        value === undefined,
    )
    .filter(({ value }) => value !== null)
    .filter((fact, at, all) => all.findIndex(({ key }) => key === fact.key) === at);
}

function periodOf(sentence: Sentence, quantity: Quantity): 'monthly' | 'yearly' | null {
  const after = sentence.after(quantity.end, 6);
  if (monthAfter.test(after)) return 'monthly';
  if (yearAfter.test(after)) return 'yearly';
  const before = sentence.before(quantity.start, 24);
  const ends = [
    ['monthly', perMonth.exec(before)?.index ?? -1],
    ['yearly', perYear.exec(before)?.index ?? -1],
    [null, perDay.exec(before)?.index ?? -1],
  ] as const;
  const nearest = ends.toSorted((left, right) => right[1] - left[1])[0];
  return nearest === undefined || nearest[1] < 0 ? null : nearest[0];
}

function lastTestOf(sentence: Sentence): readonly ReadFact[] {
  const dates = sentence.dates.filter(
    ({ iso, start, end }) =>
      iso !== null && (lastTime.test(sentence.before(start, 16)) || lastTime.test(sentence.after(end, 12))),
  );
  const [date] = dates;
  return date === undefined || dates.length > 1
    ? []
    : [{ key: 'lastTest', value: date.iso, words: date.words }];
}
