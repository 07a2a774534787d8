/**
 * Facts of 强制送治补助 from a person's words.
 * @module
 */
import { readAmount } from '../kernel/read-amount.ts';
import { assignRoles, type AmountRole } from './amount-roles.ts';
import { datesWithYear } from './dates-with-year.ts';
import { readClosely } from './close-polarity.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import type { Mention, Sentence } from './sentence.ts';

const resident = '我区患者';
const homeless = '三无流浪乞讨人员';
const thirdHospital = '清远市第三人民医院';
const otherHospital = '其他医院';
const authorities = '镇、综治、公安等部门';
const relatives = '监护人（亲属）';

const illness = /精神(?:病|障碍|分裂|失常|科|患者)|发病|肇事|肇祸|三无|癫|黐线|躁狂|双相/;
const sending = /送治|强制(?:送|医疗|住院|治疗|入院)|救治经费|护送|收治|肇事|肇祸/;
const third = /(?:清远)?市?第?三(?:人民)?医?院|市三(?!无)/;

const homelessWords = /三无|流浪|乞讨|无家可归|乞儿/;
const residentWords =
  /(?:清新区?|我区|本区|我们区|(?<!社|山|地|矿)区内|辖区内?|本地)(?:内|的|本地|当地|户籍|户口|籍|登记|在册|[\d一二两三四五六七八九十]+[名例位个]|严重|重性|贫困)*(?:人(?!民|社|力)|患者|病人|精神|居民|村民|户籍|户口|籍)|(?:户口|户籍|屋企|家)(?:都|也|就)?(?:在|是|系|喺)(?:清远市?)?(?:清新|本区|我区)|(?:是|系)(?:清远市?)?(?:清新区?|本区|本地)(?:的|嘅)?(?=[,。;!?)]|$)|(?<=^|[,。;!?(])(?:清新区?(?:的|嘅)|我区|本区)(?=[,。;!?)]|$)/;

/** Somebody else than the 卫生院 may not decide it. */
const otherAssessor =
  /(?:三院|第三人民医院|市三|公安|派出所|法院|司法|鉴定所|鉴定中心|(?<!卫生)医院)[^,。;!?]{0,6}(?:评估|评定|鉴定|认定|诊断)/;
const tendency = /肇事(?:[、和或])?(?:肇祸)?|肇祸/;
const assessing = /评估|评定|评过|评咗|鉴定|认定|卫生院[^,。;!?]{0,6}(?:话|说|讲|认为|确认|出具)/;
const noTendency =
  /(?:没有?|无|冇|不(?:存在|具有|具备|属于|会)?|未(?:有|发现|见)?)(?:明显|什么|任何)?(?:的)?(?:肇事|肇祸)/;
const notAssessed =
  /(?<![有])(?:没有?|未|冇|尚未|还没有?|没经|未经)(?:经过?|做过?|去|到|找|叫|当地|镇|被)*(?:卫生院)?(?:的)?(?:进行|做)?(?:过)?(?:任何)?评估|卫生院(?:还|都|一直|也|仍)*(?:没有?|未|冇)(?:有)?(?:来|做|给|进行|帮)?[^,。;!?]{0,4}评/;
/** 要不要评估, 没说有没有评估. */
const openAssessment =
  /(?:要不要|需不需要|需要|是否|是不是|有没有|有冇|使唔使|用不用|要|先|不知道?|没有?说|唔知)[^,。;!?]{0,12}$/;

const otherHospitals =
  /(?:外地|外市|外省|别的|其他|其它|另外|私立|民营|广州|佛山|深圳|东莞|韶关|肇庆|惠州|清远|市|县|区|镇|省|清新|连州|英德|佛冈|阳山|连山|连南)[^,。;!?送到去]{0,8}?医院/;
/** 不送市三院, 冇去三院. */
const notThere = /(?:不|没有?|未|冇|唔)(?:是|系|想|肯|愿)?(?:送|去|住|到|入|进)+(?:到|去|往)?$/;
const needed = /需要?送治|确需送|需要?(?:送(?:去|往|到)?)?(?:住院|入院|治疗|医治)|要(?:送去|送)?住院治疗/;

const granted =
  /(?:今年|本年度?|年内|同一年|上半年|当年|年初)[^。;!?]{0,10}?(?:拿过|领过|享受过|享受了|领了|拿了|补过|补贴过|给过|发过|领咗|拿咗|攞过|攞咗|用过)/;
const grantedBefore =
  /(?:第一次|头一次|上次|上一次|嗰次|那次)(?:就|已经?|都|时)*(?:拿过|领过|享受过|享受了|领了|拿了|补过|给过|发过|领咗|拿咗|攞过|攞咗)/;
const grantedOn = /^[^,。;!?]{0,8}(?:享受|领|拿|补|给|发|攞)(?:过|了|咗)/;
const again = /第[二三四]次|再次|又(?:被)?送|再送|又(?:住|入)|(?:两|二|三|2|3)次/;

const countBefore =
  /(?<count>[\d一二两三四五六七八九十几多数]+|一批|部分)\s?(?:名|个|位|例|宗)?(?=[“"'‘]?(?:三无|流浪|乞讨|患者|病人|精神|严重|区内|我区|本区|清新|无家))/;
const countLabelled = /例数(?:是|为|:|共)?(?<count>[\d一二两三四五六七八九十几多数]+)/;
const countAfter =
  /(?:患者|病人|三无人员|乞讨人员|流浪汉)(?:共|一共|有|总共|,)*(?<count>[\d一二两三四五六七八九十几多数]+)(?:名|个|位|例|人)(?!人?护送)/;
const asksAmount =
  /多少|几多|几钱|多钱|能不能|能(?:补|拿|领|报|有|给|享)|可以|得唔得|有没有|有冇|补不补|给不给|金额|标准|咨询|问|核算|计算|查询|吗|各|还能/;

const roles: readonly AmountRole[] = [
  {
    key: 'cost',
    before:
      /总费用|总共?花(?:了|费|咗)?|住院(?:总)?费用?|住院(?:一共|总共|共)?(?:花|用)(?:了|咗|去)?|医疗费用?|医药费|费用(?:总共|一共|合计)?|(?:一共|总共|合共|共)(?:花|用|要|系)?(?:了|咗|去)?|花了/,
  },
  {
    key: 'insurance',
    before:
      /(?:居民|城乡)?医保(?:已经?)?(?:报销?|赔|支付)?|社保(?:报销?)?|合作医疗|新农合|报销?(?:了|咗|掉|去)?|统筹(?:基金)?(?:支付|报销)/,
  },
  {
    key: 'medicalAid',
    before:
      /(?:民政(?:局)?的?)?(?:大病)?(?:医疗)?救助(?:金|款)?|民政(?:局)?(?:又|再|还)?(?:给|补|帮|救助|报)/,
  },
  {
    key: null,
    before:
      /救治(?:经费|补助)|送治补助|护送(?:补助|费)|补助|补贴|区里|区财政|自付|自费|自己|押金|低保|工资|能拿|拿过?|领过?|享受/,
  },
];

export const compulsoryAdmissionReader: SchemeReader = {
  scheme: 'compulsory-admission',
  topic: ({ text }) => {
    const isSending = sending.test(text);
    if (/强制送治|救治经费|护送(?:补助|人员|的)/.test(text) && (isSending || illness.test(text))) return 5;
    if (isSending && (illness.test(text) || third.test(text))) return 5;
    if (illness.test(text) && third.test(text) && /送|住院/.test(text)) return 3;
    if (third.test(text) && /送(?!药)/.test(text) && !/开药|取药|服药|门诊/.test(text))
      return /6000|六千|救治/.test(text) ? 4 : 2;
    return illness.test(text) && /(?:护?送)(?:去|到|佢|他|她|医|进|往|精神)|住院/.test(text) ? 2 : 0;
  },
  read: (message) => {
    const sentence = readClosely(message);
    return [
      ...personOf(sentence),
      ...assessmentOf(sentence),
      ...yesNo(sentence, 'needsAdmission', needed),
      ...hospitalOf(sentence),
      ...monthOf(sentence),
      ...casesOf(sentence),
      ...grantedOf(sentence),
      ...senderOf(sentence),
      ...moneyOf(sentence),
    ];
  },
  isCase: ({ text }, facts) => {
    const deciding = new Set(
      facts.flatMap(({ key }) =>
        ['person', 'assessed', 'hospital', 'cost', 'cases'].includes(key) ? [key] : [],
      ),
    );
    // A clerk's form asks nothing.
    return deciding.size >= 4 || (deciding.size >= 2 && asksAmount.test(text));
  },
};

function personOf(sentence: Sentence): readonly ReadFact[] {
  const wanderer = sentence.says(homelessWords);
  if (wanderer !== null) return [{ key: 'person', value: homeless, words: wanderer.words }];
  const local = sentence.says(residentWords);
  return local === null ? [] : [{ key: 'person', value: resident, words: local.words }];
}

function assessmentOf(sentence: Sentence): readonly ReadFact[] {
  const isOpen = ({ start, polarity }: Mention): boolean =>
    polarity === 'asked' || openAssessment.test(sentence.before(start));
  const never = sentence.mentions(notAssessed).find((mention) => !isOpen(mention));
  if (never !== undefined) return [{ key: 'assessed', value: false, words: never.words }];
  const assessed = sentence
    .mentions(assessing)
    .find((mention) => !isOpen(mention) && mention.polarity === 'said');
  if (assessed === undefined || otherAssessor.test(sentence.text)) return [];
  const harmless = sentence
    .mentions(noTendency)
    .find(({ start }) => !/(?:有|是)$/.test(sentence.before(start)));
  const dangerous = sentence.mentions(tendency).find(({ polarity }) => polarity === 'said');
  // 没有肇事但有肇祸倾向.
  const none = harmless ?? sentence.denies(tendency) ?? undefined;
  if ((none === undefined) === (dangerous === undefined)) return [];
  return [{ key: 'assessed', value: none === undefined, words: (none ?? dangerous)?.words ?? '' }];
}

function yesNo(sentence: Sentence, key: string, pattern: RegExp): readonly ReadFact[] {
  const value = sentence.yesNo(pattern);
  const found = value === true ? sentence.says(pattern) : sentence.denies(pattern);
  return value === undefined || found === null ? [] : [{ key, value, words: found.words }];
}

/** 三院, or a hospital that is certainly another one; 精神病院 alone could be either. */
function hospitalOf(sentence: Sentence): readonly ReadFact[] {
  const thirds = sentence.mentions(third);
  const isMeant = ({ polarity, start }: Mention): boolean =>
    polarity === 'said' && !notThere.test(sentence.before(start));
  const said = thirds.find(isMeant);
  const other = sentence
    .mentions(otherHospitals)
    .find(
      (mention) =>
        isMeant(mention) &&
        !/卫生院|精神病院|第三|三院/.test(mention.words) &&
        !thirds.some(({ start, end }) => start < mention.end && mention.start < end),
    );
  if (said !== undefined && other === undefined)
    return [{ key: 'hospital', value: thirdHospital, words: said.words }];
  return other !== undefined && said === undefined
    ? [{ key: 'hospital', value: otherHospital, words: other.words }]
    : [];
}

function monthOf(sentence: Sentence): readonly ReadFact[] {
  const dates = datesWithYear(sentence).filter(
    ({ iso, end }) =>
      iso !== null &&
      !grantedOn.test(sentence.text.slice(end)) &&
      !/^[^,。;!?]{0,6}(?:评估|评过|出院)/.test(sentence.text.slice(end)),
  );
  const admitted = dates.filter(({ end }) => /送|住|入院|收治/.test(sentence.after(end, 16)));
  const found = admitted.length > 0 ? admitted : dates;
  const [date] = found;
  return date === undefined || found.length > 1 ? [] : [{ key: 'month', value: date.iso, words: date.words }];
}

function casesOf(sentence: Sentence): readonly ReadFact[] {
  const counted = [
    ...sentence.quantities
      .filter(({ unit, start }) => unit === '例' && !/[每按]$/.test(sentence.before(start)))
      .map(({ value, words }) => ({ value, words })),
    ...[countBefore, countAfter, countLabelled].flatMap((pattern) =>
      [...sentence.text.matchAll(new RegExp(pattern.source, 'g'))].map((found) => {
        const read = readAmount(found.groups?.['count'] ?? '');
        return { value: 'millionths' in read ? read.millionths / 1_000_000 : null, words: found[0] };
      }),
    ),
  ];
  const values = new Set(counted.map(({ value }) => value));
  const [first] = counted;
  if (first === undefined) return [];
  return [{ key: 'cases', value: values.size === 1 ? first.value : null, words: first.words }];
}

/** A second stay in a year may or may not have been paid before: unknown unless it is said. */
function grantedOf(sentence: Sentence): readonly ReadFact[] {
  const earlier = datesWithYear(sentence).find(
    ({ end, relative }) => !relative && grantedOn.test(sentence.text.slice(end)),
  );
  if (earlier !== undefined) {
    // Of another calendar year: whether 每年 means the calendar year is not written.
    const admitted = monthOf(sentence)[0]?.value;
    const sameYear = typeof admitted === 'string' && earlier.iso?.slice(0, 4) === admitted.slice(0, 4);
    return [{ key: 'alreadyGranted', value: sameYear ? true : null, words: earlier.words }];
  }
  // 第一次已经领过: of this year where all dates are of one year.
  const years = new Set(
    datesWithYear(sentence).flatMap(({ iso, relative }) =>
      iso === null || relative ? [] : [iso.slice(0, 4)],
    ),
  );
  const before = years.size === 1 ? sentence.mentions(grantedBefore)[0] : undefined;
  if (before !== undefined && datesWithYear(sentence).length > 1)
    return [{ key: 'alreadyGranted', value: true, words: before.words }];
  const found = sentence.mentions(granted)[0];
  if (found !== undefined) {
    const denied = /(?:没有?|未|冇)(?:有)?(?:拿|领|享受|补|给|发|攞|用)/.test(found.words);
    return [{ key: 'alreadyGranted', value: !denied, words: found.words }];
  }
  const repeated = sentence.says(again);
  return repeated === null ? [] : [{ key: 'alreadyGranted', value: null, words: repeated.words }];
}

/** 镇综治办派2个人送去, 派出所民警送到医院: an escort by an office, in other words. */
const officeSends =
  /(?:镇政?府?|街道办?|综治办?|派出所|公安局?|民警|警察|警方|村委会?|村干部|居委会?|政法委?|民政局?|救助站|卫生院|干部|司法所)(?:的|那边|方面|就|都|也|又|马上|后来)*(?:(?:派|安排|组织|出动|抽调?|叫|调|指派)(?:了|咗|出)?[^,。;!?我佢他她不没冇]{0,8}?(?:护送|押送|陪送|送|陪)|(?:[\d一二两三四五六七八九]+(?:个|名|位)人?)?(?:一起|负责|开车|派车|直接|强制)*(?:送(?=去|到|往|佢|他|她|我|病人|患者|过去|医|进|入|来|三院|市三)|押送|陪送))/;

/** Only the escort's money depends on it. */
function senderOf(sentence: Sentence): readonly ReadFact[] {
  if (sentence.mentions(/护送/).length === 0 && sentence.says(officeSends) === null) return [];
  const official =
    sentence.says(
      /(?:镇|街道|综治办?|派出所|公安|民警|警察|警方|村委|政法|民政|救助站|干部)[^,。;!?]{0,10}?(?:护送|送)/,
    ) ?? sentence.says(officeSends);
  const family = sentence.says(
    /(?:家属|家人|亲属|监护人|屋企人|我们?(?:自己)?|自己)[^,。;!?]{0,6}?(?:护送|送)/,
  );
  if ((official === null) === (family === null)) return [];
  const value = family === null ? authorities : relatives;
  return [{ key: 'sentBy', value, words: (official ?? family)?.words ?? '' }];
}

function moneyOf(sentence: Sentence): readonly ReadFact[] {
  const facts = assignRoles(sentence, roles).assigned.map(
    ({ key, amount, words }): ReadFact => ({
      key,
      value: amount.fen === null ? null : amount.fen / 100,
      words,
    }),
  );
  const has = (key: string): boolean => facts.some((fact) => fact.key === key);
  if (!has('cost')) return facts;
  const none = [
    [
      'insurance',
      /(?:没有?|未|冇|无)(?:有)?(?:参加|买|交|参|用)?(?:居民|城乡)?(?:医保|社保|参保|合作医疗)|(?:医保|社保)(?:都|一分|也|还)*(?:没有?|未|冇)(?:有)?(?:得)?报/,
    ],
    [
      'medicalAid',
      /(?:没有?|未|冇|无)(?:有)?(?:拿|领|申请|得到|享受|任何)?(?:到|过)?(?:民政|大病|医疗)*的?(?:医疗)?救助(?!站)|(?:民政|大病|救助)(?:局|救助|那边|都|也|一分|还)*(?:没有?|未|冇)(?:有)?(?:救助|给|批|补|帮|得)?/,
    ],
  ] as const;
  return [
    ...facts,
    ...none.flatMap(([key, pattern]) => {
      const said = sentence.mentions(pattern).find(({ start }) => !sentence.before(start).endsWith('有'));
      return has(key) || said === undefined ? [] : [{ key, value: 0, words: said.words }];
    }),
  ];
}
