/**
 * Which class of 第三条 the words name: recognised, to be tested, or none of them.
 * @module
 */
import type { ReadFact } from './scheme-reader.ts';
import type { Mention, Sentence } from './sentence.ts';

/** Classes that are a status of the person or the family. */
const statuses: readonly (readonly [value: string, pattern: RegExp])[] = [
  [
    '低保',
    /(?:吃|食|领|拿|享受|攞)?(?:城镇|城乡|农村|城市)?低保(?!边缘|标准|月标准|线|金?额|金?每月|年标准)(?:户|家庭|对象|人员|夫妻)?|最低生活保障(?!标准|金?标准|线)(?:家庭|对象|户|人员)?/,
  ],
  [
    '建档立卡',
    /建档立卡(?:贫困)?(?:户|人口|人员|对象|家庭)?|建卡户|建档户|精准扶贫(?:户|对象)?|扶贫户|贫困户(?!口)/,
  ],
  ['事实无人抚养儿童', /事实(?:上)?无人抚养的?(?:儿童|孩子|小孩|细路|孤儿)?|事实孤儿/],
  [
    '特困供养',
    /特困(?:供养)?(?:人员|户|对象|家庭|老人)?|五保(?:户|老人|对象|供养)?|(?:城镇)?["“]?三无["”]?(?:人员|老人|对象|户)/,
  ],
  ['孤儿', /(?<!事实|抚养的?)孤儿/],
  ['其他特殊困难人员', /其他特殊困难(?:人员)?|特殊困难人员/],
];

const lowIncome = /低收入(?!标准|线)(?:家庭|户|对象|人员|群体)?/;
const poverty = /因病(?:致|返)贫/;

/** The four kinds of patients of a low-income family. */
const lowIncomeKinds: readonly (readonly [value: string, pattern: RegExp])[] = [
  ['低收入老年人', /老年人|老人|长者|阿公|阿婆|爷爷|奶奶|老太|老伯|老爷子|老大爷/],
  ['低收入未成年人', /未成年|儿童|孩子|小孩|小朋友|细路|细蚊仔|婴儿|宝宝|幼儿/],
  [
    '低收入重度残疾人',
    /重度(?:肢体|智力|精神|视力|听力)?残疾|重残|[一二12]级(?:重度|肢体|智力|精神|视力|听力|多重){0,2}残疾|残疾(?:证)?(?:等级)?(?:是|为)?[一二12]级/,
  ],
  ['低收入重病患者', /重病|重疾|重症|患(?:了|有|上)?大病|大病患者|重特大疾病(?!医?疗?救助)/],
];
const [oldest, youngest] = [60, 18];

/** An application, a test of income and assets, or words that the class is not recognised yet. */
const applies =
  /待认定|待审批|(?:未|没有?|还没有?|尚未)(?:经过?)?(?:被)?(?:认定|审批|批准)|(?:想|要|打算|准备|可以|能|能不能|可不可以|可唔可以|是否能|来)(?:再)?(?:去)?申请|申请认定|致贫申请|(?:能|可以|想|是否|能不能)按|收入(?:条件|标准)?(?:都|也)?(?:符合|达标)|(?:财产|资产)(?:条件|状况|情况)?(?:都|也|均|全部|全)?(?:符合|不符合|达标)/;
const recognised = /(?:已经?|经|被|有|是|民政局?|镇里)?(?:认定|核定|审批|评定)(?:为|过|了|的|好)?/;
const notRecognised = /(?:待|未|没有?|申请|还没有?|尚未|想|要)(?:经过?)?(?:被)?(?:认定|核定|审批|评定)/;

/** 以前是低保, 低保去年取消了, 低保正在申请: no status that holds. */
const isFormerOrHoped = (sentence: Sentence, { start, end }: Mention): boolean =>
  /(?:以前|之前|原来|曾经|过去|早前|本来|旧时|(?:正?在|准备|想|打算|要|刚)(?:去)?(?:申请|办理?|评))(?:是|系|有|吃|食|享受|过|认定为?)*$|(?:取消|停|退出)(?:了|掉)?$/.test(
    sentence.before(start, 14),
  ) ||
  /^[^。;!?没未冇]{0,12}(?:取消了?|退出了?|停了|停发|被停|脱贫了|终止|冇咗)|^(?:户|对象|人员|家庭)?(?:转|变|改|调整)(?:为|成|到)|^(?:户|对象|家庭|资格|待遇)*(?:还|正|仲)?(?:正?在|喺度)?(?:申请|审批|办理)(?:中|当中|紧|着|阶段)/.test(
    sentence.text.slice(end, end + 24),
  );

const paper =
  '(?:户|证|家庭|对象|人员|资格|身份|待遇|名额|申请|手续|材料|认定|金|的|老年?人|孩子|儿童|重病|患者|重度|残疾人?)*';
/** 低保申请没批, 低保证注销了, 低保还在审, 低保户的邻居, 跟低保差不多: not this class, or not yet, or no more. */
const notHeld = new RegExp(
  `^${paper}(?:我|我们|我家|去年|今年|前年|还|仲|一直|都|也|至今|到现在|现在|目前|暂时|又|最后|结果)*(?:没有?|未|冇|唔|不|仲未|尚未)(?:有|获|被|予|给|能|得|得到)?(?:批(?=下|准|到|过|了|咗|[,。;!?]|$)|审(?=下|批|核|完|过|[,。;!?]|$)|通过|过审|过关|评(?=上|到|下)|办(?=下|成|好|到|妥)|下来|下到|拿到(?=证|[,。;!?]|$)|申请(?=到|上|成|下|过|[,。;!?]|$)|认定|成功|资格|轮到|落实)` +
    `|^${paper}[^,。;!?没未冇不]{0,12}(?:注销|撤销|吊销|作废|失效|过期|到期|清退|除名|收回|被(?:清|撤|拒|驳|退|刷|砍)|[退脱出](?:了|咗|掉|保)|断了|丢了资格)` +
    `|^${paper}[^,。;!?]{0,10}(?:等(?:待|着|紧)?(?:批|审|结果|通知|消息)|在审|在批|审核中|审批中|公示中|还在(?:走|等|排|办|公示)|刚(?:刚)?(?:交|递|申请|报)|排队|走流程|才(?:批|能批|生效|开始))` +
    `|^(?:户|家庭|对象|人员)*(?:家)?的(?:邻居|隔壁|亲戚|朋友|同事|同学|房东|租客|老乡|工友|保姆|护工|老师|医生|帮扶|联系人)` +
    `|^(?:户|家庭|对象)?的?(?:申请)?条件|^(?:户|家庭|对象|人员)*(?:那样|这样)?(?:差不多|差唔多|似的|没(?:什么)?两样|没(?:什么)?(?:区别|差别))`,
);
const notReached =
  /(?:[够达攀挨]不[上着到]|未够|唔够|未达到|差(?:一?点点?|啲|少少|一步)(?:就|便)?(?:是|系|成|成为|够|到|够到|评上|能|可以|吃上|食到)*|险些(?:是|成)?|(?:即将|马上|快要?|就要|将要|将来|以后|想|想当|想做|盼|盼着|等着?|等待|争取|排队等?|希望|期待)(?:是|成为|成|评上|评|吃上|吃|享受|当|能|有|拿)*|相当于|类似于?|等同于?|接近|好比|不如|比|靠近|(?:应该|可能|也许|或许|估计|大概|据说)(?:算|是|能|可以|会|有|够|符合|属于)*|疑似|注销(?:了|咗)?|撤销(?:了|咗)?|放弃(?:了|咗)?|失去(?:了|咗)?|丢(?:了|咗)|[退脱](?:了|咗|出|掉)+)$/;
/** 跟低保一样穷. */
const like = /(?:跟|和|同|与|像|似|如同)$/;
const alike = /^(?:户|家庭|对象|人员)*(?:都|也|差不多|几乎|没什么)?(?:一样|类似|相当|相似|相近|差不多)/;

const otherPerson =
  /(?:邻居|隔[壁篱]|朋友|同事|同学|亲戚|工友|老乡|别人|人家|同村)[^,。;!?]{0,3}(?:家|他|她|们|都|也|是|系|有|吃|食|领|的)*$/;

/** The class is only spoken of. */
const isNotHeld = (sentence: Sentence, { start, end }: Mention): boolean => {
  const [before, after] = [sentence.before(start, 14), sentence.text.slice(end, end + 30)];
  // 邻居是低保，我住院…
  const ofOther =
    otherPerson.test(before) &&
    /^[^,。;!?]*[,。;!?](?:但是?|可是?|而|不过)?我/.test(sentence.text.slice(end));
  return (
    ofOther || notHeld.test(after) || notReached.test(before) || (like.test(before) && alike.test(after))
  );
};

/** 我哥是低保，我不是; 他家领过救助，我没有 is about something else. */
const plainDenial = /(?:我|本人|自己|佢|他|她)(?:就|却|并|都)?(?:不是|唔系|没有|冇)(?=[,。;!?]|$)/g;

/** 如果是低保, 要是我家评上低保, 低保的话: tried out, not said. */
const supposedBefore =
  /(?:如果|要是|假如|假设|假使|假若|倘若|若(?:果|是)?|万一|比如|譬如|设想)(?:说|话)?(?:我们?|我哋|咱们?|我家|家里|屋企|他们?|她们?|佢哋?|本人|自己|人家|病人|患者|[我阿老]?(?:爸|妈|爷爷|奶奶|公|婆|老公|老婆))?(?:家|也|都|就|算|是|系|属于|作为|换成|有|办(?:了|到)?|评(?:上|为|了)?|成(?:了|为)?|当(?:上)?|按|吃|食|能|可以|已经?|认定为?|被)*$/;
const supposedAfter = /^(?:户|家庭|对象|人员|老人|资格|身份)*(?:的话|嘅话)(?=[,。;!?]|$)/;

/** Only supposed. @returns whether the class is put forward to try it. */
export const isSupposed = (sentence: Sentence, { start, end }: Mention): boolean =>
  supposedBefore.test(sentence.before(start, 24)) || supposedAfter.test(sentence.text.slice(end));

/** Said and holding now: not denied, doubted, former, hoped for, another's or only supposed. */
export const isClassHeld = (sentence: Sentence, mention: Mention): boolean =>
  mention.polarity === 'said' &&
  !isFormerOrHoped(sentence, mention) &&
  !isNotHeld(sentence, mention) &&
  !isSupposed(sentence, mention);

/** Said of one and denied of another: 我哥是低保，我不是. */
export function isMixedClass(sentence: Sentence): boolean {
  const patterns = [...statuses.map(([, pattern]) => pattern), lowIncome, poverty];
  const said = patterns.filter((pattern) => sentence.says(pattern) !== null);
  if (said.some((pattern) => sentence.denies(pattern) !== null)) return true;
  return (
    said.length > 0 &&
    [...sentence.text.matchAll(plainDenial)].some(({ index }) =>
      // 低保那些我没有 denies the class itself, of nobody else.
      patterns.some((pattern) =>
        sentence
          .mentions(pattern)
          .some(({ start, end, polarity }) => polarity === 'said' && end <= index && index - start <= 24),
      ),
    )
  );
}

/** Only weighed against another: 按低收入的75%, 还是低收入. */
const onlyWeighed = (sentence: Sentence, mention: Mention): boolean =>
  /(?:按|照|当作?|算作?|作为|还是|定系|属于)(?:是|按|照|我家|我们)*$/.test(
    sentence.before(mention.start, 12),
  ) &&
  /^[^,。;!?]{0,10}(?:\d|百分|[一二三四五六七八九]成|申请|吗|还是|定系|算|计|标准|条件)/.test(
    sentence.text.slice(mention.end, mention.end + 14),
  );

/** @param tested income, savings, houses … were said: the class is still to be found out. */
export function readClass(
  sentence: Sentence,
  { tested, nonLocal }: { readonly tested: boolean; readonly nonLocal: boolean },
): readonly ReadFact[] {
  const found: ReadFact[] = [];
  const weighed: ReadFact[] = [];
  const supposed: ReadFact[] = [];
  const take = (value: string, pattern: RegExp) => {
    const mentions = sentence.mentions(pattern);
    const said = mentions.filter((mention) => isClassHeld(sentence, mention));
    const [firm] = said.filter((mention) => !onlyWeighed(sentence, mention));
    if (firm !== undefined) found.push({ key: 'categories', value, words: firm.words });
    else if (said[0] !== undefined) weighed.push({ key: 'categories', value, words: said[0].words });
    else {
      const tried = mentions.find((mention) => mention.polarity === 'said' && isSupposed(sentence, mention));
      if (tried !== undefined) supposed.push({ key: 'categories', value, words: tried.words });
    }
  };
  for (const [value, pattern] of statuses) take(value, pattern);
  if (found.length === 0 && weighed.length === 1) found.push(...weighed);
  const recognisedOrTested = readTested(sentence, { tested, nonLocal, named: found });
  for (const pattern of [lowIncome, poverty]) {
    const tried = sentence
      .mentions(pattern)
      .find((mention) => mention.polarity === 'said' && isSupposed(sentence, mention));
    if (tried === undefined) continue;
    // 如果是低收入老人: taken as supposed, beside another class it is asked.
    if (found.length === 0 && supposed.length === 0) {
      return recognisedOrTested.map((fact) => ({ ...fact, origin: 'assumed' }));
    }
    supposed.push({ key: 'categories', value: null, words: tried.words });
  }
  if (supposed.length > 0) {
    const words = supposed.map((fact) => fact.words).join('、');
    const isOnly = found.length === 0 && recognisedOrTested.length === 0 && supposed.length === 1;
    // 我是建档立卡，如果是低保: which of them is meant is asked.
    return [
      isOnly
        ? { key: 'categories', value: supposed.map(({ value }) => value), words, origin: 'assumed' }
        : { key: 'categories', value: null, words },
    ];
  }
  // 不是低保也不是五保，是低收入: what is denied says nothing beside what is said.
  return recognisedOrTested.length > 0 ? recognisedOrTested : classFacts(sentence, found);
}

function classFacts(sentence: Sentence, named: readonly ReadFact[]): readonly ReadFact[] {
  if (named.length > 0) {
    const values = named.map(({ value }) => value);
    return [{ key: 'categories', value: values, words: named.map(({ words }) => words).join('、') }];
  }
  const ordinary = sentence.says(/普通(?:村民|居民|家庭|农民|市民|老百姓|人家)/);
  const denied = [...statuses.map(([, pattern]) => pattern), lowIncome, poverty]
    .map((pattern) => sentence.denies(pattern))
    .filter((mention) => mention !== null);
  const others = [lowIncome, poverty].some((pattern) => sentence.says(pattern) !== null);
  if (
    !others &&
    (ordinary !== null ||
      /(?:什么|啥|乜嘢?|哪)(?:类|种|样)?(?:都|也)(?:不是|唔系|没有|冇)/.test(sentence.text))
  ) {
    return [{ key: 'categories', value: ['都不是'], words: ordinary?.words ?? '都不是' }];
  }
  // Said not to be one of them: what the person is stays to be asked.
  return denied[0] === undefined ? [] : [{ key: 'categories', value: null, words: `不是${denied[0].words}` }];
}

/** 低收入 and 因病致贫: recognised, or to be tested (待判定). */
function readTested(
  sentence: Sentence,
  given: { readonly tested: boolean; readonly nonLocal: boolean; readonly named: readonly ReadFact[] },
): readonly ReadFact[] {
  if (given.named.length > 0) return [];
  const [low, poor] = [lowIncome, poverty].map(
    (pattern) =>
      sentence
        .mentions(pattern)
        .find((mention) => mention.polarity === 'said' && !isNotHeld(sentence, mention)) ?? null,
  );
  const isRecognised = sentence.says(recognised) !== null && sentence.says(notRecognised) === null;
  const pending = !isRecognised && (given.tested || sentence.says(applies) !== null);
  const key = pending ? 'pending' : 'categories';
  if (low) {
    const kinds = kindsOf(sentence);
    const values = kinds.map(([value]) => value);
    if (values.length === 0) return [];
    const words = `${low.words}${kinds.map((kind) => kind[1]).join('、')}`;
    return [{ key, value: pending ? values[0] : values, words }];
  }
  const value = '因病致贫重病患者';
  if (poor) return [{ key, value: pending ? value : [value], words: poor.words }];
  // 算不算因病致贫, with the facts of the family: that is what is to be tested.
  const open = given.tested ? sentence.asks(poverty) : null;
  if (open !== null) return [{ key: 'pending', value, words: open.words }];
  // Only 因病致贫 is open to people from elsewhere, and only it looks at the income of a year.
  const ill = sentence.says(/重病患者|重病病人|重病/);
  if (given.tested && (ill !== null || given.nonLocal)) {
    return [{ key: 'pending', value, words: ill?.words ?? '非本区户籍' }];
  }
  return [];
}

function kindsOf(sentence: Sentence): readonly (readonly [value: string, words: string])[] {
  const ages = sentence.quantities.filter(({ unit, value }) => unit === '岁' && value !== null);
  const age = ages.length === 1 ? ages[0] : undefined;
  return lowIncomeKinds.flatMap(([value, pattern]): (readonly [string, string])[] => {
    const said = sentence.says(pattern);
    if (said !== null) return [[value, said.words]];
    if (age === undefined || age.value === null) return [];
    const fits =
      (value === '低收入老年人' && age.value >= oldest) ||
      (value === '低收入未成年人' && age.value < youngest);
    return fits ? [[value, age.words]] : [];
  });
}
