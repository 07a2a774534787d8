/**
 * Household and, for people from elsewhere, work, residence permit and insurance.
 * @module
 */
import { motorcycleWords, vehicleWords } from './medical-aid-flags.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Quantity, Sentence } from './sentence.ts';

/** What 第三条 and 第五条 test. `family.incomeFits` is turned into the field of the class by the caller. */
export function readFamily(sentence: Sentence): readonly ReadFact[] {
  const facts: ReadFact[] = [];
  const income = sentence.says(
    /收入(?:条件|标准|方面|情况)?(?:都|也|是)?(?:符合|达标|合格|没问题)|收入在(?:低保标准的?)?1\.5倍以内/,
  );
  if (income !== null) facts.push({ key: 'family.incomeFits', value: true, words: income.words });
  const share = sentence.says(
    /(?:达到|超过|超出|占)(?:了|家庭|全家|年|可支配|总|收入|的)*(?:60%|百分之六十|六成)/,
  );
  if (share !== null) facts.push({ key: 'family.incomeReachesShare', value: true, words: share.words });
  const noIncome = sentence.says(
    /(?:全家|家里|家庭|一家)[^,。;!?]{0,6}(?:没有?|冇|无)(?:任何|一分钱|什么)?(?:收入|入息)/,
  );
  if (noIncome !== null) facts.push({ key: 'family.yearlyIncome', value: 0, words: noIncome.words });
  facts.push(...readVehicle(sentence), ...readHouses(sentence));
  const people = sentence.quantities.filter(
    ({ unit, value, words, start, end }) =>
      unit === '人' &&
      value !== null &&
      (/口/.test(words) ||
        /(?:全家|一家|家里|家庭|家中|屋企)(?:一共|共|总共|有|人口)*$/.test(sentence.before(start, 8)) ||
        /^(?:一起)?(?:共同生活|之家)/.test(sentence.after(end, 8)) ||
        (/(?:一共|总共|共)(?:有)?$/.test(sentence.before(start, 4)) &&
          !/^[^,。;!?]{0,3}(?:住院|患病|看病|生病|得病|都)/.test(sentence.after(end, 8)))),
  );
  const [first] = people;
  if (first !== undefined && people.length === 1) {
    facts.push({ key: 'family.people', value: first.value, words: first.words });
  }
  for (const [key, pattern] of nothings) {
    const none = sentence.denies(pattern);
    if (none !== null) facts.push({ key, value: 0, words: `没有${none.words}` });
  }
  return facts;
}

/** 没有股票: nothing of it. */
const nothings: readonly (readonly [key: string, pattern: RegExp])[] = [
  ['family.deposits', /(?:银行)?(?:存款|积蓄|储蓄)/],
  ['family.securities', /有价证券|证券|股票|基金(?!会)|收藏品?|理财/],
];

function readVehicle(sentence: Sentence): readonly ReadFact[] {
  const cars = sentence.mentions(vehicleWords);
  const bike = sentence.says(motorcycleWords);
  const said = cars.find(({ polarity }) => polarity === 'said');
  const denied = cars.find(({ polarity }) => polarity === 'denied');
  const owned = said !== undefined && owns(sentence, said.start);
  if (owned && denied === undefined) {
    const kind = { key: 'family.vehicleKind', value: said.words, words: said.words };
    return [
      { key: 'family.vehicle', value: true, words: said.words },
      ...(said.words === '车' ? [] : [kind]),
    ];
  }
  if (bike !== null) {
    const words = bike.words;
    return [
      { key: 'family.motorcycle', value: true, words },
      { key: 'family.vehicleKind', value: words, words },
      ...(denied === undefined ? [] : [{ key: 'family.vehicle', value: false, words: denied.words }]),
    ];
  }
  return denied !== undefined && said === undefined
    ? [{ key: 'family.vehicle', value: false, words: denied.words }]
    : [];
}

/** 有一辆车, 名下的车, 买了车; 坐车, 修车 are no property. */
const owns = (sentence: Sentence, at: number): boolean =>
  /(?:有|名下|买(?:了|咗)?|家里|开着?)[^,。;!?]{0,10}$/.test(sentence.before(at, 16));

function readHouses(sentence: Sentence): readonly ReadFact[] {
  const houses = sentence.quantities.filter(
    ({ unit, value, end, start }) =>
      unit === '套' &&
      value !== null &&
      (/^(?:的)?(?:自建|商品|产权|自住|老|旧|农村)?(?:住?房|屋|楼|房产)/.test(sentence.after(end, 8)) ||
        /(?:房子?|房产|住房|房屋|屋)(?:只有|有|是|共)*$/.test(sentence.before(start, 8))),
  );
  const [first] = houses;
  if (first !== undefined && houses.length === 1) {
    return [{ key: 'family.houses', value: first.value, words: first.words }];
  }
  const none = sentence.denies(/(?:产权)?(?:房子|房产|住房|房屋|产权房|房)(?=[,。;!?、没冇]|$)/);
  return none === null ? [] : [{ key: 'family.houses', value: 0, words: none.words }];
}

/** 第三条（四）: people of other places. */
export function readNonLocal(sentence: Sentence): readonly ReadFact[] {
  const facts: ReadFact[] = [];
  const working = sentence.says(
    /(?:在|来|喺)(?:清新|本区|这边|这里|当地)[^,。;!?]{0,8}(?:打工|务工|上班|就业|创业|工作|做工|做生意|开店|返工)|(?:打工|务工|就业|创业)/,
  );
  if (working !== null) facts.push({ key: 'nonLocal.working', value: true, words: working.words });
  const none = sentence.denies(/(?:就业|创业|上班|工作|打工)/);
  if (none !== null && working === null)
    facts.push({ key: 'nonLocal.working', value: false, words: none.words });
  const months = (pattern: RegExp): Quantity | undefined =>
    sentence.quantities.find(
      ({ unit, value, start }) =>
        (unit === '个月' || unit === '年') && value !== null && pattern.test(leadOf(sentence, start)),
    );
  const add = (key: string, found: Quantity | undefined) => {
    if (found === undefined || found.value === null) return;
    // 两年半
    const half = found.unit === '年' && sentence.text.startsWith('半', found.end) ? 6 : 0;
    const value = found.unit === '年' ? found.value * 12 + half : found.value;
    facts.push({ key, value, words: found.words + (half === 0 ? '' : '半') });
  };
  add('nonLocal.continuousMonths', months(/(?:连续|不间断|没断过)[^,。;!?\d]{0,14}$/));
  add('nonLocal.totalMonths', months(/(?:累计|加起来|前前后后|断断续续|总共|合计)[^,。;!?\d]{0,10}$/));
  if (!facts.some(({ key }) => key.endsWith('Months'))) {
    add('nonLocal.totalMonths', months(/(?:买|交|缴|参)(?:纳|加)?(?:了|咗|过)[^,。;!?\d]{0,6}$/));
  }
  const pays = sentence.says(
    /(?:在|喺)(?:清新|本区|这边|学校)[^,。;!?]{0,4}(?:缴|交|参加|参|买)(?:纳|了|过|有)*(?:社会|居民|城乡|基本)*(?:医疗保险|医保|社保)/,
  );
  if (pays !== null) facts.push({ key: 'nonLocal.paysInsurance', value: true, words: pays.words });
  const lost = sentence.says(
    /(?:这个月|当月|本月|今个月|这月)[^,。;!?]{0,10}(?:不能|没有|没法|停|欠费|断|未能|唔可以|享受不了)[^,。;!?]{0,12}/,
  );
  const enjoys = sentence.says(
    /(?:这个月|当月|本月|今个月|这月)[^,。;!?不没停欠断未唔]{0,6}正常(?:享受|参保|使用|缴费)/,
  );
  if (lost !== null) facts.push({ key: 'nonLocal.benefitsThisMonth', value: false, words: lost.words });
  else if (enjoys !== null)
    facts.push({ key: 'nonLocal.benefitsThisMonth', value: true, words: enjoys.words });
  return facts;
}

const leadOf = (sentence: Sentence, at: number): string => sentence.before(at, 24);
