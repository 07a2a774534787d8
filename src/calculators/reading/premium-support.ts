/**
 * Facts of 参保资助 from a sentence.
 * @module
 */
import { assignRoles, type AmountRole } from './amount-roles.ts';
import { factOfAmount } from './amount-facts.ts';
import { isClassHeld } from './medical-aid-class.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import type { SaidDate, Sentence } from './sentence.ts';

const insured =
  /(?:城乡)?居民(?:基本)?(?:医保|医疗保险)|城乡医保|新农合|农村合作医疗|合作医疗|参保|(?:买|交|缴|参加?)(?:了|咗|的)?(?:城乡|居民)*(?:医保|医疗保险)|医保(?:费|缴费)|保费|居民医保/;
const support =
  /资助|代缴|代交|免缴|免交|免费|(?:不|唔)(?:用|使)(?:自己)?(?:交|缴|畀|俾|出)|(?:政府|民政|国家|财政|公家)(?:有没有|有冇|会|会不会|能不能|能|可以|可不可以|是不是|帮|给|替|我们?|佢|他|她|家里)*(?:出|交|缴|付|补|补助|补贴|买单|包|垫|减免|买)|(?:保费|参保|医保费|医保|缴费)[^,。;!?]{0,8}(?:补助|补贴|减免|补多少|补几多|有得补|有补)|帮(?:我们?|手)?(?:交|缴|买)/;
const medical = /住院|门诊|自付|手术|医药费|报完|报销|养老/;

const identities: readonly (readonly [value: string, pattern: RegExp])[] = [
  ['城乡最低生活保障对象', /低保(?!边缘|标准|线|金)(?:户|家庭|对象|人员)?|最低生活保障(?:对象|家庭|户)?/],
  [
    '特困供养人员',
    /特困(?:供养)?(?:人员|户|对象|老人)?|五保(?:户|老人|对象)?|["“]?三无["”]?(?:人员|老人|对象)/,
  ],
  [
    '建档立卡贫困人员',
    /建档立卡(?:贫困)?(?:户|人口|人员|对象|家庭)?|建档户|建卡户|精准扶贫(?:户|对象)?|贫困户/,
  ],
  ['低收入家庭成员', /低收入(?!标准|线)(?:家庭|户|对象|人员)?/],
  [
    '重度残疾人员',
    /重度(?:肢体|智力|精神|视力|听力)?残疾(?:人员?)?|重残|[一二12]级(?:重度|肢体|智力|精神|视力|听力|多重){0,2}残疾|残疾(?:证)?(?:等级)?(?:是|为)?[一二12]级/,
  ],
  ['军烈属', /军烈属|烈属|军属|烈士(?:家属|遗属|子女|父母|家庭)|军人家属|现役军人[^,。]{0,4}家属/],
  ['孤儿（含事实无人抚养孤儿）', /事实(?:上)?无人抚养的?(?:孤儿|儿童|孩子|小孩)?|事实孤儿|孤儿/],
];
const ordinary = /普通(?:农户|村民|居民|农民|家庭|老百姓|市民|人家|人)/;

const roles: readonly AmountRole[] = [
  {
    key: 'yearlyStandard',
    before:
      /(?:当年|今年|那年|年度|个人)?(?:的)?(?:个人)?(?:缴费|参保|保费)(?:的)?标准(?:是|为|系|每人|每年)*/,
  },
];

export const premiumSupportReader: SchemeReader = {
  scheme: 'premium-support',
  topic: ({ text }) => {
    if (/资助参保|参保资助|参保补助|参保补贴/.test(text)) return 5;
    if (!insured.test(text) || !support.test(text)) return 0;
    return medical.test(text) ? 1 : 5;
  },
  read: (sentence) => [
    ...readInsurance(sentence),
    ...readIdentities(sentence),
    ...readAge(sentence),
    ...readMonth(sentence),
    ...readRegister(sentence),
    ...readAmount(sentence),
  ],
  // Somebody's standing under 第六条; the rule alone names no age, insurance, year or person.
  isCase: (sentence, facts) => {
    const keys = new Set(facts.map(({ key }) => key));
    const named = keys.has('identities') || keys.has('age');
    const family = /我(?:家|们家|屋企|哋|爸|妈|老公|老婆|爷爷|奶奶|儿子|女儿)|本人/.test(sentence.text);
    if (family && keys.has('insurance') && keys.has('enrolmentMonth')) return true;
    return (
      named &&
      (keys.has('age') ||
        keys.has('insurance') ||
        keys.has('enrolmentMonth') ||
        keys.has('registeredInMonth') ||
        /我|爸|妈|老公|老婆|爷爷|奶奶|阿婆|阿公|儿子|女儿|仔|本人/.test(sentence.text))
    );
  },
};

function readInsurance(sentence: Sentence): readonly ReadFact[] {
  const employee = sentence.says(/(?:城镇)?职工(?:基本)?(?:医保|医疗保险|社保)/);
  const resident = sentence.says(
    /(?:城乡)?居民(?:基本)?(?:医保|医疗保险)|城乡医保|新农合|农村合作医疗|合作医疗/,
  );
  const privately = sentence.says(/商业(?:医疗)?保险|公费医疗/);
  const value = [
    employee === null ? null : '职工医疗保险',
    resident === null ? null : '城乡居民医疗保险',
    privately === null ? null : '其他保险',
  ].filter((each) => each !== null);
  const words = (employee ?? resident ?? privately)?.words ?? '';
  if (value.length === 1) return [{ key: 'insurance', value: value[0], words }];
  return value.length > 1 ? [{ key: 'insurance', value: null, words }] : [];
}

function readIdentities(sentence: Sentence): readonly ReadFact[] {
  const said = identities.flatMap(([value, pattern]) => {
    // A family that has left the register is still asked for the month (第六条).
    const isRegistered = value.startsWith('建档立卡') && readRegister(sentence).length > 0;
    const mention = sentence
      .mentions(pattern)
      .find((each) => (isRegistered ? each.polarity === 'said' : isClassHeld(sentence, each)));
    return mention === undefined ? [] : [{ value, words: mention.words }];
  });
  const facts: ReadFact[] = [];
  const has = (value: string) => said.some((each) => each.value === value);
  const disabledDenied = sentence.denies(/残疾|重残/);
  if (disabledDenied !== null)
    facts.push({ key: 'severelyDisabled', value: false, words: disabledDenied.words });
  if (has('重度残疾人员') && !has('低收入家庭成员')) {
    const denied = sentence.denies(/低收入/);
    if (denied !== null) facts.push({ key: 'lowIncome', value: false, words: denied.words });
  }
  if (said.length > 0) {
    const words = said.map((each) => each.words).join('、');
    return [{ key: 'identities', value: said.map(({ value }) => value), words }, ...facts];
  }
  const denied = identities.filter(([, pattern]) => sentence.denies(pattern) !== null);
  const plain = sentence.says(ordinary);
  // 普通村民, or nearly the whole list denied; one denied group leaves the others open.
  if (plain !== null || denied.length >= identities.length - 1) {
    return [{ key: 'identities', value: ['以上都不是'], words: plain?.words ?? '都不是' }, ...facts];
  }
  const isOpen = identities.some(([, pattern]) => sentence.says(pattern) !== null);
  if (denied.length > 0 || isOpen) facts.push({ key: 'identities', value: null, words: '不是' });
  return facts;
}

function readAge(sentence: Sentence): readonly ReadFact[] {
  const ages = sentence.quantities.filter(({ unit }) => unit === '岁');
  const [age] = ages;
  if (age === undefined || ages.length > 1) return [];
  return [{ key: 'age', value: age.value ?? `约${age.words}`, words: age.words }];
}

function readMonth(sentence: Sentence): readonly ReadFact[] {
  const near = (start: number, end: number) =>
    `${ownPart(sentence.before(start, 8))}${sentence.after(end, 12)}`;
  const known = sentence.dates.filter(
    ({ iso, start, end }) => iso !== null && !/出生|生日|认定|评上|入册|退册|脱贫/.test(near(start, end)),
  );
  const absolute = known.filter(({ relative }) => !relative);
  // 2018年12月交2019年的居民医保: the year of the insurance is not the month of enrolment.
  const chosen = withoutInsuredYear(sentence, absolute.length > 0 ? absolute : known);
  const isos = [...new Set(chosen.map(({ iso }) => iso ?? ''))].toSorted(
    (left, right) => right.length - left.length,
  );
  const [first] = isos;
  if (first === undefined) return [];
  const value = isos.every((iso) => first.startsWith(iso)) ? first : null;
  return [{ key: 'enrolmentMonth', value, words: known.map(({ words }) => words).join('、') }];
}

/** Right after a stop `before` gives the part before it. */
const ownPart = (lead: string): string => lead.split(/[,。;!?]/).at(-1) ?? '';

const withoutInsuredYear = (sentence: Sentence, dates: readonly SaidDate[]): readonly SaidDate[] => {
  const others = dates.filter(
    ({ iso, end }) =>
      iso?.length !== 4 || !/^(?:度|的|嘅)*(?:城乡|居民|医保|保费|参保)/.test(sentence.text.slice(end)),
  );
  return others.length > 0 ? others : dates;
};

function readRegister(sentence: Sentence): readonly ReadFact[] {
  const when = '(?:(?:参保|当)(?:的)?(?:那个?|当)?|那个?|嗰个)月(?:份)?';
  const inside = sentence.says(
    new RegExp(
      `${when}[^,。;!?不没未冇]{0,6}(?:在册|在名册|在名单)|参保时(?:还|仲)?在册|(?:还|仲|一直)在(?:名册|册|名单)`,
    ),
  );
  const outside = sentence.says(
    new RegExp(
      `${when}[^,。;!?]{0,8}(?:不|没|没有|未|冇|唔)(?:再)?在(?:名)?(?:册|单)|(?:已经?)?(?:退出|移出|出|脱贫退出|除名)(?:了)?(?:建档立卡|名册|名单|册)|不在(?:名)?册|当月已经?(?:退出|脱贫|移出)`,
    ),
  );
  const open = (inside ?? outside) ? null : sentence.asks(/在(?:名)?册|在名单/);
  if (open !== null) return [{ key: 'registeredInMonth', value: null, words: open.words }];
  if ((inside === null) === (outside === null)) return [];
  return [{ key: 'registeredInMonth', value: inside !== null, words: (inside ?? outside)?.words ?? '' }];
}

function readAmount(sentence: Sentence): readonly ReadFact[] {
  const facts = assignRoles(sentence, roles).assigned.map((each) => factOfAmount(each));
  const asks =
    /(?:多少|几多|几)(?:钱|元|块|蚊|银纸)|(?:资助|补助|补贴|补)(?:标准)?(?:是)?(?:多少|几多|几钱)|全额|金额|(?:交|缴|出|减免?)(?:多少|几多)|全免|免费|(?:不|唔)(?:用|使|需要)(?:自己|我们?|个人)?(?:交|缴|畀|俾|出)/.exec(
      sentence.text,
    );
  return asks === null ? facts : [...facts, { key: 'asksAmount', value: true, words: asks[0] }];
}
