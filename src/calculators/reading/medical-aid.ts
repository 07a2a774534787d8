/**
 * Facts of medical aid from a sentence.
 * @module
 */
import { assignRoles } from './amount-roles.ts';
import { readChoices, readYesNo } from './fact-patterns.ts';
import { isMixedClass, readClass } from './medical-aid-class.ts';
import { readMedicalDates, shortYearOf } from './medical-aid-dates.ts';
import {
  elsewhereWords,
  localWords,
  medicalAidChoices,
  medicalAidYesNo,
  neighbourWords,
  originWords,
  uninsuredWords,
} from './medical-aid-flags.ts';
import { readFamily, readNonLocal } from './medical-aid-family.ts';
import { type PersonSpan, personsOf, without } from './medical-aid-persons.ts';
import { type ReadMessage, readMoney } from './medical-aid-money.ts';
import { medicalAidRoles } from './medical-aid-roles.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import { readSentence, type Sentence } from './sentence.ts';

const topics: readonly (readonly [pattern: RegExp, weight: number])[] = [
  [/医疗救助|医疗救济|大病救助|基本救助|重特大/, 3],
  [/自付|报销|医保报|报完|报了|政策范围|合规费用|起付/, 2],
  [/住院|门诊|入院|留医|看病|睇病|医药费|医疗费|手术|治疗/, 1],
  [/低保|特困|五保|建档立卡|低收入|因病致贫|孤儿|事实无人抚养/, 1],
  [/救助|救济|(?:报|补|减|领)(?:到|得)?(?:几多|多少|几成|几钱)|能报|可以报|报得/, 1],
];
const other =
  /参保资助|资助参保|服药补助|送治|流浪|养殖|养猪|猪场|防火|禁火|用水|水平衡|养老(?!金)|养老金(?=[^,。;!?]{0,6}(?:多少(?!钱.{0,3}救)|几多|怎么|点样|如何|标准|什么))|低保金标准|临时救助/;

/** Illness, care, or money of the health insurance. */
const ofCare =
  /病|药|医|院|诊|疗|手术|治|伤|瘫|摔|跌|骨|撞|车祸|咬|烫|中风|癌|瘤|透析|生仔|生孩|分娩|剖腹|接生|自付|自负|自费|报销|报[完了咗]|起付|政策范围/;
/** What is said of a person, a class, money and time, and how it is asked. */
const ofAnyCase = new RegExp(
  [
    '我们?|俺|咱们?|本人|自己|老[公婆爸妈豆窦母人]|[爸妈爷奶公婆]{1,2}|阿[公婆爷嫲妈爸哥姐弟妹仔]|[儿女]子?|仔|哥|姐|弟|妹|孙|岳|父母?|母亲?|[两三]夫妻|夫妻|孩子|细路|小孩|屋企|家[里人]?|一家|亲戚|邻居',
    '低保[户家庭]*|食低保|五保[户老人]*|特困[供养人员]*|建档立卡[贫困户]*|贫困户|孤儿|事实无人抚养[儿童]*|低收入[家庭]*|因病致贫|其他特殊困难[人员]*|困难[家庭群众户]*|对象|户口|户籍|本[区地人]|清新区?|外地|居住证',
    '\\d+(?:[.,]\\d+)*|[零〇一二三四五六七八九十百千万两几半]+|元|块钱?|蚊|钱|岁|周岁|年度?|月份?|日|号|天|今|去|前|上|本|这|次|总共|一共|合共|共|大概|左右|多|差不多|全部|费用?|开支|账单|发票|收据',
    '花|用|使|出|付|畀|俾|给|交|掏|垫|剩|领|攞|拿|补|减|救助|救济|申请|享受|资格|符合|条件|够|算|报',
    '能不能|可不可以|可唔可以|能|可以?|得|有没有|有冇|多少|几多|几成|几钱|是|系|有|没|冇|无|了|咗|嘅|的|呀|啊|吗|呢|吧|嘛|喔|想|问|请|下|又|还|仲|都|也|再|就|要|会|个|人|到|返|回|和|同|跟|按|照|那|如果|假如|因为|所以|但|不|唔|而家|现在|目前|已经?|之后|以后|后|里|中|在|啦|啲|先|只|才|最|高|低|每',
  ].join('|'),
  'g',
);

/** Two letters in a row that belong to none of it name something else: 考驾照花了5000元能报多少, 买农机花了3万. */
const namesAnotherThing = (text: string): boolean => /\p{Script=Han}{2}/u.test(text.replace(ofAnyCase, ' '));

const costKeys = ['ownShare', 'compliantCost', 'totalCost', 'eligibleCost'];
const procedural =
  /怎么(?:申请|办)|点样(?:申请|办)|如何(?:申请|办)|材料|资料|去哪|去边|哪里(?:办|申请)|边度|流程|几(?:天|日|多天)|多久|什么时候|几时|有效期|门槛|(?:什么|咩|乜|哪些|啥)(?:样的)?(?:条件|要求|人|手续|证)|几成|比例|百分之几|封顶|上限|最多|最高/;
const asksOutcome =
  /多少|几多|几钱|(?:能不能|可不可以|可唔可以|能否|可否|得唔得|有没有|有冇|有无|能|可以|有得|合不合|符不符合)[^,。;!?]{0,8}(?:救助|报|领|补|申请|享受|资格|条件)/;
/** Classes against each other: a question about the rule. */
const compares =
  /区别|哪(?:个|种|类|样)[^,。;!?]{0,6}(?:多|高|划算|好|抵)|有(?:什么|咩|乜)不同|对比|差(?:多少|几多)/;
const firstPerson = /我|俺|咱|本人|老公|老婆|爸|妈|爷爷|奶奶|阿公|阿婆|儿子|女儿|仔/;

export const medicalAidReader: SchemeReader = {
  scheme: 'medical-aid',
  topic: (sentence) => {
    if (other.test(sentence.text)) return 0;
    if (sentence.amounts.length > 0 && !ofCare.test(sentence.text) && namesAnotherThing(sentence.text))
      return 0;
    const sum = topics.reduce(
      (total, [pattern, weight]) => total + (pattern.test(sentence.text) ? weight : 0),
      0,
    );
    return Math.min(4, sum);
  },
  read: (sentence) => readMessage(sentence).facts,
  isCase: (sentence, facts) =>
    !compares.test(sentence.text) &&
    (facts.some(({ key }) => costKeys.includes(key) || key === 'reimbursed' || key === 'second.ownShare') ||
      // An amount that nothing names, beside a class and care: to be asked.
      (readMessage(sentence).unclear !== null &&
        facts.some(({ key, value }) => key === 'categories' && value !== null) &&
        facts.some(({ key }) => key === 'careKind')) ||
      (firstPerson.test(sentence.text) &&
        asksOutcome.test(sentence.text) &&
        !procedural.test(sentence.text) &&
        (facts.some(({ key, value }) => ['categories', 'pending'].includes(key) && value !== null) ||
          toldOfPatient(facts)))),
  unclear: (sentence) => readMessage(sentence).unclear,
};

/** Two facts of a stay, though neither class nor amount: 我爸72岁，2019年5月住院，能救助多少. */
const toldOfPatient = (facts: readonly ReadFact[]): boolean =>
  facts.some(({ key, value }) => key === 'receiptDate' && value !== null) &&
  facts.some(({ key, value }) => ['careKind', 'age', 'residence'].includes(key) && value !== null);

/** 低保的自付1万，五保的自付1万，各救助多少: two patients without a name. */
const eachOfSeveral = (sentence: Sentence): boolean =>
  sentence.amounts.length > 1 &&
  /各(?!种|类|级|项)|分别/.test(sentence.text) &&
  readClass(sentence, { tested: false, nonLocal: false }).some(
    ({ value }) =>
      Array.isArray(value) && value.filter((each) => !String(each).startsWith('低收入')).length > 1,
  );

/** One sum for several patients. */
const together =
  /(?<!老)(?:两|俩|二|三|2|3)(?:个|位|名)?(?:人|老|病人|公婆|夫妻|口子|母子|父子|母女|父女|姐弟|兄弟|姊妹)(?!份)[^,。;!?]{0,8}(?:都|一共|合计|总共|合起来|加起来|住院|看病|自付)/;

const severalPatients = '您说到了几位病人，请一位一位告诉我：属于哪一类人员、住院还是门诊、自付多少元。';

function readMessage(sentence: Sentence): ReadMessage {
  const spans = personsOf(sentence);
  const costOf = ({ start, end }: PersonSpan) =>
    assignRoles(sentence, medicalAidRoles).assigned.some(
      ({ key, amount }) => costKeys.includes(key) && start <= amount.start && amount.start < end,
    );
  const patients = [...new Set(spans.filter(costOf).map(({ who }) => who))];
  // A neighbour is of another household.
  if (patients.length > 2 || (patients.length > 1 && patients.includes('邻居')))
    return { facts: [], unclear: severalPatients };
  if (patients.length < 2) {
    if (together.test(sentence.text) || eachOfSeveral(sentence))
      return { ...readPerson(sentence, false), unclear: severalPatients };
    const classes = classWordsOf(sentence, spans, patients[0]);
    return readPerson(sentence, classes === null || isOnlyOfRelative(sentence), classes ?? sentence);
  }
  const [, second] = patients;
  const seconds = spans.filter(({ who }) => who === second);
  // Facts before the first person and after 两个人 hold for both.
  const main = readPerson(again(sentence, without(sentence, seconds)), false);
  const firsts = spans.filter(({ who }) => who !== second);
  const others = readPerson(again(sentence, without(sentence, [...firsts])), false);
  const shared = readClass(again(sentence, sentence.text.slice(spans[0]?.start ?? 0)), {
    tested: false,
    nonLocal: false,
  });
  if (shared.length > 0 && !/都是|都系|夫妻|两(?:个人|公婆|口子|母子|父子)|一家/.test(sentence.text)) {
    return { facts: [], unclear: severalPatients };
  }
  const own = others.facts.find(({ key }) => key === 'ownShare' || key === 'compliantCost');
  const kind = others.facts.find(({ key }) => key === 'careKind');
  const major = others.facts.find(({ key }) => key === 'majorIllness');
  // 我和老公2019年都住院: what stands with 都, and the only date, is of both.
  const both = others.facts.filter(
    ({ key, words }) =>
      !main.facts.some((fact) => fact.key === key) &&
      (key === 'receiptDate' ||
        (['careKind', 'majorIllness'].includes(key) &&
          sentence.text.slice(0, sentence.text.indexOf(words)).search(/都(?:是|系|患|有|要|去)?$/) >= 0)),
  );
  const classed = main.facts.some(({ key }) => key === 'categories' || key === 'pending');
  const taken: ReadFact[] = classed ? [] : [...shared];
  if (own !== undefined) taken.push({ ...own, key: 'second.ownShare' });
  if (kind !== undefined) taken.push({ ...kind, key: 'second.careKind' });
  if (major !== undefined) taken.push({ ...major, key: 'second.majorIllness' });
  return {
    facts: [...main.facts, ...both, ...taken],
    unclear: main.unclear ?? others.unclear ?? (own === undefined ? severalPatients : null),
  };
}

const again = (sentence: Sentence, text: string): Sentence => readSentence(text, sentence.today);

/** 五保户的侄子: the class is not the patient's. */
const relativeOf =
  /(?:特困|五保|三无)(?:供养)?(?:人员|户|老人|对象)?家?的?(?:儿子|女儿|老婆(?!婆)|老公|爸|妈|侄|外甥|亲戚|邻居|弟|妹|哥|姐|孙)/;

/** 五保户的侄子代问，五保户老李住院: the class is said of the patient as well. */
function isOnlyOfRelative(sentence: Sentence): boolean {
  if (!relativeOf.test(sentence.text)) return false;
  const rest = sentence.text.replace(new RegExp(relativeOf.source, 'g'), '');
  return !/特困|五保|三无/.test(rest);
}

/** 家里低保, 全家都是建档立卡: of everybody in it. */
const household =
  /(?:我(?:们|哋)?家|家里|全家|一家|屋企|家庭|家中|都|夫妻|两公婆)[^,。;!?]{0,6}(?:低保|特困|五保|低收入|因病致贫|建档立卡)/g;

const classWord = /低保|特困|五保|三无|孤儿|低收入|因病致贫|建档立卡/g;

/**
 * The message without the classes of others than the patient: 爷爷是五保户，我爸是建档立卡，我爸住院. null: whose class is what
 * cannot be told.
 */
function classWordsOf(
  sentence: Sentence,
  spans: readonly PersonSpan[],
  patient: string | undefined,
): Sentence | null {
  if (patient === undefined) return isMixedClass(sentence) ? null : sentence;
  let { text } = sentence;
  for (const { who, start, end } of spans) {
    const words = text.slice(start, end);
    // 我 beside a member of the family is of the same household, unless the class is denied.
    if (who === patient || (who === '我' && !/不是|唔系|没有|冇/.test(words))) continue;
    const masked = words.replace(new RegExp(`${household.source}|${classWord.source}`, 'g'), (found) =>
      new RegExp(household.source).test(found) ? found : '。'.repeat(found.length),
    );
    text = `${text.slice(0, start)}${masked}${text.slice(end)}`;
  }
  if (text === sentence.text) return isMixedClass(sentence) ? null : sentence;
  const own = again(sentence, text);
  const isSaid = readClass(own, { tested: true, nonLocal: false }).some(({ value }) => value !== null);
  return isMixedClass(own) || !isSaid ? null : own;
}

/** @param classes the message without the classes of others. */
function readPerson(sentence: Sentence, otherClass: boolean, classes = sentence): ReadMessage {
  const money = readMoney(sentence);
  const emergency = /抢救/.test(sentence.text);
  const flags = readYesNo(sentence, medicalAidYesNo).filter(
    ({ key }) => key !== 'emergencyAccepted' || emergency,
  );
  const family = readFamily(sentence);
  const residence = readResidence(sentence);
  const nonLocal = residence.some(({ value }) => value === '非本区');
  const tested = [...money.facts, ...family, ...flags].some(({ key }) => key.startsWith('family.'));
  const facts: ReadFact[] = [
    ...readClass(classes, { tested: tested || nonLocal, nonLocal }),
    ...residence,
    ...flags,
    ...family,
    ...(nonLocal ? readNonLocal(sentence) : []),
    ...readCare(sentence),
    ...readMedicalDates(sentence),
    ...money.facts,
  ];
  const known = withTested(withDesignated(sentence, facts));
  return {
    facts: otherClass
      ? known.map((fact) => (fact.key === 'categories' ? { ...fact, value: null } : fact))
      : known,
    unclear: otherClass
      ? '您说到了几个人，请说明看病的人属于哪一类人员。'
      : (money.unclear ?? unclearTime(sentence, facts)),
  };
}

function unclearTime(sentence: Sentence, facts: readonly ReadFact[]): string | null {
  if (facts.some(({ key, value }) => key === 'death' && value === null)) {
    return '病人是在申请办理期间去世，还是在申请之前去世，请说明。';
  }
  const short = shortYearOf(sentence);
  if (short !== null) return `“${short}”的年份请写完整，例如2019年。`;
  const open = facts.find(({ key, value }) => key === 'receiptDate' && value === null);
  return open === undefined ? null : `您说了几个日期（${open.words}），请说明医疗费收据是哪天开的。`;
}

/** 收入符合 is another field for each class; without a class to be tested it says nothing. */
function withTested(facts: readonly ReadFact[]): readonly ReadFact[] {
  const pending = facts.find(({ key }) => key === 'pending');
  const key =
    pending?.value === '因病致贫重病患者' ? 'family.incomeReachesShare' : 'family.incomeWithinMultiple';
  return facts.flatMap((fact) => {
    if (fact.key !== 'family.incomeFits') return [fact];
    return pending === undefined ? [] : [{ ...fact, key }];
  });
}

function readResidence(sentence: Sentence): readonly ReadFact[] {
  const neighbour = sentence.says(neighbourWords);
  if (neighbour !== null)
    return [{ key: 'residence', value: '清远市其他县（市、区）', words: neighbour.words }];
  const elsewhere = sentence.says(elsewhereWords) ?? sentence.denies(localWords);
  // 外省户籍在清新打工: the same 户籍 is no local one.
  const local =
    sentence
      .mentions(localWords)
      .find(({ polarity, start }) => polarity === 'said' && !(elsewhere !== null && start < elsewhere.end)) ??
    null;
  if (elsewhere !== null && local === null)
    return [{ key: 'residence', value: '非本区', words: elsewhere.words }];
  if (local !== null && elsewhere === null) return [{ key: 'residence', value: '本区', words: local.words }];
  const origin = sentence.says(originWords);
  // A 居住证 is given to people whose 户籍 is elsewhere.
  const permit = origin === null ? null : sentence.says(/居住证/);
  if (permit !== null) return [{ key: 'residence', value: '非本区', words: permit.words }];
  return origin === null ? [] : [{ key: 'residence', value: null, words: origin.words }];
}

function readCare(sentence: Sentence): readonly ReadFact[] {
  const facts: ReadFact[] = [];
  const kinds = readChoices(sentence, medicalAidChoices);
  const precise = kinds.filter(({ value }) => value !== '门诊' || kinds.length === 1);
  const denied = medicalAidChoices.some(({ pattern }) => sentence.denies(pattern) !== null);
  if (precise.length === 1) facts.push(...precise);
  else if (precise.length > 1 || (denied && kinds.length === 0)) {
    facts.push({ key: 'careKind', value: null, words: kinds.map(({ words }) => words).join('、') });
  }
  const uninsured = sentence.mentions(uninsuredWords).find(({ polarity }) => polarity !== 'asked');
  if (uninsured !== undefined) facts.push({ key: 'uninsured', value: true, words: uninsured.words });
  const age = sentence.quantities.filter(({ unit, value }) => unit === '岁' && value !== null);
  const years = age[0];
  if (years !== undefined && age.length === 1)
    facts.push({ key: 'age', value: years.value, words: years.words });
  const place =
    /[在喺]([\p{Script=Han}]{2,6}?)(?:这边|那边)?(?:参加|参|买|交|缴)(?:的|了|过)?(?:居民|职工|城乡)*(?:医保|医疗保险|社保)/u.exec(
      sentence.text,
    );
  if (place !== null) facts.push({ key: 'insuredPlace', value: place[1], words: place[0] });
  const death = sentence.says(/去世|过世|病故|死亡|走咗/);
  if (death !== null) {
    const during = /申请(?:期间|办理|中|过程|之后|后)|(?:办理|审批)(?:期间|中)|已经?申请/.test(sentence.text);
    const before = /(?:申请前|没(?:有)?申请|未申请|还没(?:有)?(?:来得及)?申请|之前没)/.test(sentence.text);
    const value = during === before ? null : during ? '申请办理期间去世' : '申请之前去世';
    facts.push({ key: 'death', value, words: death.words });
  }
  return facts;
}

/** 自付 and 医保报完 are words of a settled bill: a designated hospital is assumed, unless another place is named. */
function withDesignated(sentence: Sentence, facts: readonly ReadFact[]): readonly ReadFact[] {
  if (facts.some(({ key }) => key === 'designated')) return facts;
  if (/诊所|药店|药房|私人|民营|私立|莆田|网上/.test(sentence.text)) return facts;
  // 以前是定点, 是不是定点不清楚: nothing is taken for granted.
  if (/定点/.test(sentence.text)) return facts;
  const hospital = sentence.says(
    /(?:清新区?|区|镇|乡镇|当地|本区|太和|太平|山塘|龙颈|禾云|浸潭|石潭|三坑)(?:的)?(?:第[一二三]|中心)?(?:人民|中|妇幼保健)?(?:医院|卫生院|保健院)/,
  );
  const settled = facts.find(({ key }) =>
    ['ownShare', 'reimbursed', 'compliantCost', 'second.ownShare'].includes(key),
  );
  // A bill that no insurance has settled names no place.
  const isSettled = settled !== undefined && !facts.some(({ key }) => key === 'uninsured');
  const words = hospital?.words ?? (isSettled ? settled.words : undefined);
  return words === undefined
    ? facts
    : [...facts, { key: 'designated', value: true, words, origin: 'assumed' }];
}
