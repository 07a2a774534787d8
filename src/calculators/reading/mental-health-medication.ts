/**
 * Facts of 服药补助 from a sentence.
 * @module
 */
import { assignRoles, type AmountRole, type AssignedAmount } from './amount-roles.ts';
import { factOfAmount } from './amount-facts.ts';
import { readChoices } from './fact-patterns.ts';
import { personsOf } from './medical-aid-persons.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import type { Quantity, Sentence } from './sentence.ts';

const medication =
  /服药补助|药物(?:治疗)?(?:救治)?(?:经费)?补助|吃药补助|药费补助|服药(?:的)?(?:补贴|钱)|0-2级/;
const topics: readonly (readonly [pattern: RegExp, weight: number])[] = [
  [medication, 5],
  [/监护协议|(?:签|监护)[^,。]{0,6}协议|协议[^,。]{0,3}签/, 3],
  [
    /(?:评估|危险性?|等级|风险)[^,。;!?\d]{0,6}(?:\d|[零一二三四五])级|(?:\d|[零一二三四五])级(?:精神|患者)/,
    2,
  ],
  [/精神(?:病|障碍|分裂|科|类)|严重精神|重性精神|双相|躁狂/, 2],
  [/市三院|第三人民医院|三院|特殊门诊/, 1],
  [/门诊|拿药|开药|取药|服药|攞药|吃药/, 1],
];
/** The first three are words of this scheme. */
const own = topics.slice(0, 3);
const committal = /送治|肇事肇祸|护送|流浪|强制|三无/;

const roles: readonly AmountRole[] = [
  {
    key: 'reimbursed',
    unless: /^(?:完|后|咗后|之后|以后|前|之前|以前|比例|率)/,
    before:
      /(?:特殊门诊|特定门诊|特病门诊|门诊特殊病种|门特|医保|门诊|统筹)(?:那边|可以|已经?|一共|共)?(?:报销|报|支付|减免)(?:了|咗|返|掉|的|金额|额|款|是|有)*|报销?(?:了|咗|返|掉|额|金额)+/,
    after: /^(?:钱)?(?:是|系|由)?(?:特殊门诊|医保|门特)?(?:报销?(?:了|咗|的)?|报掉)/,
  },
  {
    key: 'netCost',
    before:
      /(?:报销?|减免|结算)(?:完|后|咗|了|之后|以后)+(?:的)?(?:的?费用|自己|个人|家属|家里|我们?|还|仲|只|花了?|用了?|实际|剩下|剩|净|再|分别|各|每次|都|也)*(?:要|需要?|得|是)?(?:自己|个人)?(?:付|出|掏|交|给|畀|俾|自付|负担)?(?:了|咗|是|为|有|下|的)*|自付(?:了|费用|部分|是|的)*|(?:自己|个人|家属)(?:还|仲)?(?:要|需要?|得)?(?:付|出|掏|交|给|畀|俾|负担)(?:了|咗|的)*|(?:还|仲)(?:要|得|需要?)?(?:自己)?(?:剩|付|出|掏|交|给|畀|俾)(?:下|了|咗)*/,
    after: /^(?:钱)?(?:是|系)?(?:自己|个人)(?:付|出|掏|负担)|^(?:钱)?自付/,
  },
  {
    key: 'cost',
    before:
      /(?:诊疗|门诊|看病|药|医药|医疗|治疗|总)(?:费|费用|钱)(?:用)?(?:一共|总共|共|是|为|花了?|合计)*|(?:总共|一共|共)?(?:花|用|使|洗)(?:了|咗|费|去)*(?:一共|总共)?|(?:拿|开|取|攞)(?:了|咗)?(?:的)?药(?:花了?|是|要)?/,
  },
  {
    key: null,
    before:
      /(?:每个?月|补助|补贴|标准|最多|最高|只有|(?:能|可以|才|只|会)(?:补|减|减免|报))(?:只|能|可以|补|给|减|免|有|是|的)*/,
    after:
      /^(?:钱)?(?:的)?(?:补助|补贴|服药补助|标准|(?:会|能|可以|可不可以|会不会)?(?:退|结转|转到|留到|攒|累计|补给我|给我))/,
  },
];

const several = /分别|各|两次|三次|几次|第一次|第二次|又|再|还有|另外/;

export const mentalHealthMedicationReader: SchemeReader = {
  scheme: 'mental-health-medication',
  topic: ({ text }) => {
    if (committal.test(text) && !medication.test(text)) return 0;
    const sum = topics.reduce((total, [pattern, weight]) => total + (pattern.test(text) ? weight : 0), 0);
    // An illness and a clinic alone may as well be medical aid.
    return Math.min(sum, own.some(([pattern]) => pattern.test(text)) ? 6 : 2);
  },
  read: (sentence) =>
    withWholeCost([
      ...readLevel(sentence),
      ...readAgreement(sentence),
      ...readPlace(sentence),
      ...readMonth(sentence),
      ...readCosts(sentence),
    ]),
  isCase: ({ text }, facts) => {
    const has = (...keys: readonly string[]) =>
      facts.some(({ key, value }) => keys.includes(key) && value !== null);
    // What becomes of the rest of a month is a question about the rule.
    if (/退|结转|下个?月|留到|攒/.test(text)) return false;
    if (has('agreement') || facts.some(({ value }) => typeof value === 'number' && value > 5)) return true;
    if (/怎么|点样|如何|材料|什么|边度|哪里|要带|几时/.test(text)) return false;
    return (
      has('netCost', 'cost', 'visits', 'months') ||
      (has('level') && /能不能|可不可以|能|可以|有没有|有冇/.test(text))
    );
  },
};

/** At a place without 特殊门诊 what it cost is what there is to pay, unless a reimbursement is said. */
function withWholeCost(facts: readonly ReadFact[]): readonly ReadFact[] {
  const elsewhere = facts.some(({ key, value }) => key === 'place' && value === '其他机构');
  if (!elsewhere || facts.some(({ key }) => key === 'reimbursed')) return facts;
  return facts.map((fact) => (fact.key === 'cost' ? { ...fact, key: 'netCost', origin: 'assumed' } : fact));
}

function readLevel(sentence: Sentence): readonly ReadFact[] {
  const bare = /(?:评估|危险性|风险)(?:评估)?(?:等级|级别)?(?:是|为|系|:)*([0-5])(?![\d.级元块岁月年])/.exec(
    sentence.text,
  );
  if (bare !== null) return [{ key: 'level', value: Number(bare[1]), words: bare[0] }];
  const levels = sentence.quantities.filter(
    ({ unit, start }) => unit === '级' && !/残疾|能补|补助/.test(sentence.before(start, 6)),
  );
  const exact = levels.filter(
    ({ value, end }) => value !== null && !/^[^,。]{0,4}残疾/.test(sentence.after(end, 6)),
  );
  const said = exact.filter(({ start }) => !/(?:是不是|还是|非要|必须|要)$/.test(sentence.before(start, 4)));
  const [level] = said;
  if (level === undefined) return [];
  const same = said.every((each: Quantity) => each.value === level.value);
  return [
    { key: 'level', value: same ? level.value : null, words: said.map(({ words }) => words).join('、') },
  ];
}

function readAgreement(sentence: Sentence): readonly ReadFact[] {
  const denied = sentence.says(
    /协议(?:书)?(?:还|都|仲|一直)?(?:没有?|未|冇|唔)(?:有)?(?:签|订|办)?|(?:没有?|未|冇|还没有?|仲未)(?:有)?(?:和|跟|同|与)?[^,。;!?]{0,8}(?:签|签订|签过)(?:咗|过|了)?(?:监护)?(?:人)?协议|(?:没有?|冇|无)(?:监护)?协议/,
  );
  const said = sentence.says(
    /(?:签|签订|签署)(?:了|好|过|咗|的|有|下)*(?:监护人?)?(?:的)?协议|(?:监护人?)?协议(?:书)?(?:也|都|已经?|早就?)*(?:签|办|有)(?:好|了|过|咗|订|妥)*|有(?:监护人?)?协议|协议(?:书)?(?:是|系|在|喺|于)[^,。;!?没未冇]{0,12}签(?:的|嘅|咗|了)/,
  );
  if (denied !== null && denied.polarity === 'said')
    return [{ key: 'agreement', value: false, words: denied.words }];
  if (said === null) return [];
  // 已经作废, 准备签, 过期了: whether one holds is asked.
  const rest = sentence.text.slice(said.end).split(/[。;!?]/)[0] ?? '';
  const isUndone =
    /^(?:[^,]{0,6}|[^,]{0,8},?[^,]{0,8})(?<![没未冇不])(?:作废|失效|无效|解除|撤销|取消|终止|过期|到期|废了|撕了|不算数|反悔|退出)/.test(
      rest,
    );
  const isPlanned =
    /(?:准备|打算|计划|想|要|会|将|答应|同意|愿意|可以|正在|还在|快|等|催|通知|叫我?们?|让我?们?|应该|本来|才|就能|再)(?:去|来|和|跟|同|与|村里|镇里|居委会?|他们|我们?)*$/.test(
      sentence.before(said.start, 10),
    );
  return [{ key: 'agreement', value: isUndone || isPlanned ? null : true, words: said.words }];
}

const hospital = '清远市第三人民医院';

function readPlace(sentence: Sentence): readonly ReadFact[] {
  const facts: ReadFact[] = [];
  const places = readChoices(sentence, [
    { key: 'place', value: hospital, pattern: /(?:清远)?市三院|(?:清远|市)*第三人民医院|清远三院|三院/ },
    { key: 'place', value: '卫生院', pattern: /卫生院(?!评估|评定)/ },
    {
      key: 'place',
      value: '其他机构',
      pattern:
        /诊所|药店|药房|私人(?:医院|医生)|民营医院|网上|(?:广州|佛山|深圳|外地|省)[^,。;!?]{0,6}医院|(?:区|县|清新)人民医院|中医院|脑科医院/,
    },
  ]);
  if (places.length === 1) facts.push(...places);
  else if (places.length > 1)
    facts.push({ key: 'place', value: null, words: places.map(({ words }) => words).join('、') });
  const kinds = readChoices(sentence, [
    {
      key: 'careType',
      value: '门诊',
      pattern:
        /(?<!特殊|特定)门诊|(?:拿|开|取|攞|买)(?:了|咗|的)?[^,。;!?]{0,4}药|(?:特殊|特定)门诊(?!报|的?报|已?报|减|那边|支付)/,
    },
    { key: 'careType', value: '住院', pattern: /住(?:了|过|咗)?(?:医)?院(?!费)|入院|留医/ },
  ]);
  if (kinds.length === 1) facts.push(...kinds);
  else if (kinds.length > 1)
    facts.push({ key: 'careType', value: null, words: kinds.map(({ words }) => words).join('、') });
  return facts;
}

function readMonth(sentence: Sentence): readonly ReadFact[] {
  const known = sentence.dates.filter(
    ({ iso, start, end }) =>
      iso !== null &&
      !/签|出生|评估|确诊/.test(
        `${
          sentence
            .before(start, 3)
            .split(/[,。;!?]/)
            .at(-1) ?? ''
        }${sentence.after(end, 6)}`,
      ),
  );
  const absolute = known.filter(({ relative }) => !relative);
  const dates = absolute.length > 0 ? absolute : known;
  const isos = [...new Set(dates.map(({ iso }) => (iso ?? '').slice(0, 7)))];
  const [first] = isos;
  if (first === undefined) return [];
  return [
    {
      key: 'month',
      value: isos.length === 1 ? first : null,
      words: dates.map(({ words }) => words).join('、'),
    },
  ];
}

function readCosts(sentence: Sentence): readonly ReadFact[] {
  const { assigned: found, unnamed } = assignRoles(sentence, roles);
  const assigned = found.filter(({ lead }) => !stranger.test(lead.split(/[,。;!?]/).at(-1) ?? ''));
  const nets = assigned.filter(({ key }) => key === 'netCost');
  const costs = assigned.filter(({ key }) => key === 'cost');
  const first = nets[0] ?? costs[0];
  // 分别要付70元和55元: the amounts after the first one belong to it.
  const following =
    first === undefined || !several.test(sentence.text)
      ? []
      : unnamed.filter(
          ({ start }) => start > first.amount.start && sameSentence(sentence, first.amount.start, start),
        );
  const pairs = pairsOf(assigned);
  if (nets.length === 0 && pairs !== null) {
    const words = assigned.map((each) => each.words).join('、');
    return [{ key: severalMonths(sentence) ? 'months' : 'visits', value: pairs, words }];
  }
  const facts = assigned.filter(({ key }) => key === 'reimbursed').map((each) => factOfAmount(each));
  const nothing = sentence.says(
    /(?:特殊门诊|特定门诊|医保|门特)(?:那边|都|也)*(?:没有?|冇|未|唔)(?:有|得|能|可以|给)*(?:报销?|报到)/,
  );
  if (nothing !== null && facts.length === 0)
    facts.push({ key: 'reimbursed', value: 0, words: nothing.words });
  const open = [...nets, ...costs].find((each) => isOfLongTime(sentence, each));
  if (open !== undefined)
    return [...facts, { key: open.key, value: `约${open.amount.words}`, words: open.words }];
  if (severalPatients(sentence, nets)) {
    return [...facts, { key: 'visits', value: null, words: nets.map(({ words }) => words).join('、') }];
  }
  if (nets.length + (nets.length > 0 ? following.length : 0) > 1) {
    const all = [...nets.map(({ amount }) => amount), ...following];
    const words = all.map((amount) => amount.words).join('、');
    const exact = all.every(({ fen }) => fen !== null);
    const key = severalMonths(sentence) ? 'months' : 'visits';
    return [...facts, { key, value: exact ? all.map(({ fen }) => (fen ?? 0) / 100) : null, words }];
  }
  if (unnamed.length > 0) {
    const words = unnamed.map((amount) => amount.words).join('、');
    return [...facts, { key: 'netCost', value: `约${words}`, words }];
  }
  if (nets.length === 0 && costs.length > 1) {
    return [...facts, { key: 'cost', value: null, words: costs.map(({ words }) => words).join('、') }];
  }
  for (const each of [...nets, ...costs]) {
    // 花了120元 at a place without this reimbursement is all there is to pay; elsewhere it is the cost before it.
    facts.push(factOfAmount(each));
  }
  return facts;
}

const stranger = /(?:邻居|隔[壁篱]|朋友|同事|同学|亲戚|别人|人家|工友|老乡|同村|他人|病友)[^,。;!?]*$/;

const longTime =
  '(?:(?:一|半|全|每|整|两|三)年|半载|(?:一|每|整)?(?:个)?季度|(?:[两三四五六七八九十几]|\\d+)个多?月|年度|月份?(?:到|至|-|~)[^,。;!?]{0,6}月)';
const sumBefore = new RegExp(
  `${longTime}(?:[^,。;!?\\d]{0,16}|[^。;!?\\d]{0,20}(?:一共|总共|合计|共)[^,。;!?\\d]{0,8})$|月份?(?:到|至|-|~)[^,。;!?]{0,6}月[^。;!?]*$`,
);
const sumAfter = new RegExp(`^(?:元|块)?(?:/|每|一)?(?:共|下来)?(?:${longTime}|年)`);

/** 一年自付3000元: the rule counts each month. 三个月分别 and 每个月 are read elsewhere. */
function isOfLongTime(sentence: Sentence, { amount, lead }: AssignedAmount): boolean {
  const clause = lead.split(/[。;!?]/).at(-1) ?? '';
  if (/分别|各|每个?月|月均/.test(clause)) return false;
  return sumBefore.test(clause) || sumAfter.test(sentence.text.slice(amount.end));
}

/** 哥哥自付300元，弟弟自付80元. */
function severalPatients(sentence: Sentence, nets: readonly AssignedAmount[]): boolean {
  const spans = personsOf(sentence);
  const owners = new Set(
    nets.map(
      ({ amount }) => spans.find(({ start, end }) => start <= amount.start && amount.start < end)?.who,
    ),
  );
  return owners.size > 1;
}

/** 第一次150报了80，第二次90.8报了50: what each visit left to pay, in yuan; null: not told visit by visit. */
function pairsOf(assigned: readonly AssignedAmount[]): readonly number[] | null {
  const told = assigned.filter(({ key }) => key === 'cost' || key === 'reimbursed');
  if (told.length < 4 || told.length % 2 === 1) return null;
  const left: number[] = [];
  for (let at = 0; at < told.length; at += 2) {
    const [cost, paid] = [told[at], told[at + 1]];
    if (cost?.key !== 'cost' || paid?.key !== 'reimbursed') return null;
    if (cost.amount.fen === null || paid.amount.fen === null || paid.amount.fen > cost.amount.fen)
      return null;
    left.push((cost.amount.fen - paid.amount.fen) / 100);
  }
  return left;
}

const sameSentence = (sentence: Sentence, from: number, to: number): boolean =>
  !/[。;!?]/.test(sentence.text.slice(from, to));

const severalMonths = (sentence: Sentence): boolean =>
  new Set(sentence.dates.filter(({ relative }) => !relative).map(({ iso, words }) => iso ?? words)).size >
    1 || /(?:两|三|几|每)个月/.test(sentence.text);
